#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The packs of this repository have no fault that tools/pack/check knows, and it names the file, line and reason of one.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
check="$root/tools/pack/check"

"$check" "$root/packs/qingbaijiang" "$root/packs/naivasha" "$root/packs/testport"

# damage FILE SED-SCRIPT WANTED: with this change the check says WANTED and fails.
damage() {
  rm -rf "$room/p" && cp -r "$root/packs/testport" "$room/p"
  sed -i "$2" "$room/p/$1"
  local said code=0
  said=$("$check" "$room/p") || code=$?
  if [ "$code" = 0 ] || ! grep -qF "$3" <<<"$said"; then
    printf 'after %s on %s\n wanted: %s\n got (%s): %s\n' "$2" "$1" "$3" "$code" "$said"
    exit 1
  fi
}
damage nodes.csv '3s/45\.0000/forty/' "nodes.csv:3: lat: 'forty' is not a number of degrees"
damage nodes.csv '2s/Asia\/Shanghai/Asia\/Chengdu/' "nodes.csv:2: time_zone"
damage legs.csv '2s/,TPBBB,/,TPXXX,/' "legs.csv:2: to: 'TPXXX' is no node"
damage legs.csv '2s/,[^,]*$/,/' "legs.csv:2: no source"
damage paths.csv '2s/2024-01-01,/2024-13-01,/' "paths.csv:2: valid_from: '2024-13-01' is not a date"
damage paths.csv '2s/,08:00,1,20:00,/,08:00,0,07:00,/' "service_legs.csv:2: times differ from the path's"
damage legs.csv '2s/,3000,/,30000,/' "paths.csv:2: 833 km/h on the average"
damage corridors.csv '2s/T-AD/T-XX/' "corridors.csv:2: service: 'T-XX' is no service"
damage transshipment_yards.csv '2s/1435/1000/' "transshipment_yards.csv:2: TPBBB has no track of 1000 mm"
rm -rf "$room/p" && cp -r "$root/packs/testport" "$room/p"
printf 'code,services,change,days,name_zh,name_en,valid_from,valid_to,source\nX,T-ED,extra,2,a,b,2026-01-01,,c\n' >"$room/p/calendar.csv"
if "$check" "$room/p" >"$room/said" || ! grep -qF "calendar.csv:2: P-CD2 does not run when the extra train needs it" "$room/said"; then
  cat "$room/said"
  exit 1
fi
damage service_legs.csv '3s/T-AD,2/T-AD,3/' "service_legs.csv:3: seq: 3 where 2 is due"
damage services.csv '3s/1,3,6/1,3,5/' "needs the path on day 7"
damage wagon_places.csv '8s/9150/12150/' "wagon_places.csv:8: the place reaches beyond the deck"
damage machines.csv '2s/,A,/,Z,/' "machines.csv:2: blocks: 'Z' is no block"
echo "tools/pack/check: all as it should be"
