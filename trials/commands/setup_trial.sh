#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# tools/setup against an apt, dpkg and sudo that only write down what they were asked. It must call nobody when nothing
# is missing, never carry out a plan that removes a package, and tell a person without rights what to ask for.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
mkdir -p "$room/tools" "$room/fake"
cp "$root/tools/setup" "$root/tools/common.sh" "$room/tools/"

fake() {
  printf '#!/bin/sh\n%s\n' "$2" >"$room/fake/$1"
  chmod +x "$room/fake/$1"
}
wrong() {
  printf 'wrong: %s\n--- what it said:\n%s\n--- what was asked of apt:\n%s\n' "$1" "$(cat "$room/said")" "$(asked)"
  exit 1
}
asked() { cat "$room/asked" 2>/dev/null || true; }
setup() {
  rm -f "$room/asked"
  code=0
  PATH="$room/fake:$PATH" ROOM="$room" "$room/tools/setup" "$@" >"$room/said" 2>&1 </dev/null || code=$?
}

every_package=$(sed -n '/_packages=(/,/)/p' "$root/tools/setup" | tr '()' '\n\n' | grep -v _packages= | tr ' ' '\n' | grep .)
everything_is_installed() {
  printf '%s\n' "$every_package" | sed 's/^/installed /' >"$room/installed"
}
fake dpkg-query 'cat "$ROOM/installed"'
fake apt-get 'echo "apt-get $*" >>"$ROOM/asked"; case " $* " in *" -s "*) cat "$ROOM/plan" 2>/dev/null;; esac; exit 0'
fake id 'echo 0'

everything_is_installed
setup --tests --bench
[ "$code" = 0 ] && [ -z "$(asked)" ] || wrong "nothing is missing, so apt is not called"

sed -i '/ ninja-build$/d' "$room/installed"
printf 'Inst ninja-build (1.11)\n' >"$room/plan"
setup
[ "$code" = 0 ] || wrong "what is missing is installed"
asked | grep -q -- '^apt-get install -y .*ninja-build' || wrong "ninja-build is installed"
asked | grep -q -- 'install -y .*cmake' && wrong "what is there is not installed again"

printf 'Remv libcherished-dev [1.0]\nInst ninja-build (1.11)\n' >"$room/plan"
setup
[ "$code" != 0 ] || wrong "a plan that removes a package is refused"
asked | grep -q -- '^apt-get install' && wrong "a refused plan is not carried out"
grep -q libcherished-dev "$room/said" || wrong "the package that would go is named"

fake id 'echo 1000'
fake sudo 'exit 1'
setup
[ "$code" != 0 ] && [ -z "$(asked)" ] || wrong "without rights nothing is tried"
grep -q 'apt-get install --no-install-recommends ninja-build' "$room/said" || wrong "the exact line is told"
grep -q '请由管理员执行' "$room/said" || wrong "it is told in Chinese as well"

fake sudo 'echo "sudo $*" >>"$ROOM/asked"; while [ "$1" != env ] && [ $# -gt 1 ]; do shift; done; "$@"'
printf 'Inst ninja-build (1.11)\n' >"$room/plan"
setup
[ "$code" = 0 ] || wrong "a person with sudo can install"
asked | grep -q '^sudo env .*apt-get install -y' || wrong "sudo is used to install"

fake node 'echo 16'
setup
[ "$code" != 0 ] || wrong "a Node that is too old is refused"
grep -q 'Node 18' "$room/said" || wrong "the wanted Node is named"
echo "tools/setup: all as it should be"
