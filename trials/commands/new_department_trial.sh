#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# tools/new-department in a copy of the repository: what it makes must build, its first failing test must fail for the
# reason it gives and for no other, and pass once the rule is written.
set -euo pipefail
unset GTEST_BRIEF GTEST_OUTPUT GTEST_COLOR  # this trial reads what the test program says itself
root=$(cd "$(dirname "$0")/../.." && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
wrong() {
  printf 'wrong: %s\n' "$1"
  [ ! -f "$copy/said" ] || tail -60 "$copy/said"
  exit 1
}

cd "$root"
git ls-files -coz --exclude-standard -- CMakeLists.txt CMakePresets.json cmake sim src tools trials |
  while IFS= read -r -d '' file; do if [ -f "$file" ]; then printf '%s\0' "$file"; fi; done |
  tar --null -T - -cf - | tar -xf - -C "$copy"
cd "$copy"

tools/new-department crane_shift 吊机班组 "Crane shifts" >said 2>&1 || wrong "the department is made"
tools/new-department crane_shift >said 2>&1 && wrong "it is not made twice"
tools/new-department Crane-Shift >said 2>&1 && wrong "a name that is no name of a folder is refused"

tests=build/dev/src/port/crane_shift/port_crane_shift_test
cmake --preset dev >said 2>&1 || wrong "it configures"
ninja -C build/dev port_crane_shift_test src/app/CMakeFiles/lp_app.dir/departments.cpp.o >said 2>&1 || wrong "it builds"
"$tests" >said 2>&1 && wrong "its first test fails"
grep -q '1 FAILED TEST' said || wrong "one test fails and no other"
grep -q 'crane_shift.not_open' said || wrong "it fails for the rule that is not written yet"

sed -i 's|^Result<Facts> decide(CloseCase const& order, Desk&) {|Result<Facts> decide(CloseCase const\& order, Desk\& desk) {\n  if (!desk.look<Case>(case_stream(order.subject)).open) return no("crane_shift.not_open");|' \
  src/port/crane_shift/case.cpp
ninja -C build/dev port_crane_shift_test >said 2>&1 || wrong "the rule builds"
"$tests" >said 2>&1 || wrong "with the rule written, all its tests pass"
echo "tools/new-department: all as it should be"
