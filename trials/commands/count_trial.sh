#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# tools/count.mjs on outputs written out here: the last line of ./test must say what really happened.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
mkdir -p "$room/gtest"

count() { node "$root/tools/count.mjs" "$@"; }
expect() {
  local what=$1 wanted=$2 got=$3
  [ "$got" = "$wanted" ] || { printf 'wrong: %s\n wanted: %s\n got:    %s\n' "$what" "$wanted" "$got"; exit 1; }
}

cat >"$room/gtest/a_test.json" <<'JSON'
{"testsuites": [{"testsuite": [
  {"name": "good", "status": "RUN", "result": "COMPLETED"},
  {"name": "bad", "status": "RUN", "result": "COMPLETED", "failures": [{"failure": "no"}]},
  {"name": "left out", "status": "RUN", "result": "SKIPPED"}]}]}
JSON
printf '{"testsuites": [{"testsuite": [{"name": "good", "status": "RUN", "result": "COMPLETED"}]}]}' >"$room/gtest/b_test.json"
cat >"$room/ctest.json" <<'JSON'
{"tests": [{"name": "a_test", "command": ["build/a_test"]}, {"name": "leaks", "command": ["build/b_test"]},
           {"name": "script", "command": ["trials/script.sh"]}, {"name": "crashed"}]}
JSON
cat >"$room/ctest.xml" <<'XML'
<testsuite tests="4">
  <testcase name="a_test" classname="a_test" time="1" status="fail"><failure message=""/></testcase>
  <testcase name="leaks" classname="leaks" time="1" status="fail"><failure message=""/></testcase>
  <testcase name="script" classname="script" time="1" status="run"></testcase>
  <testcase name="crashed" classname="crashed" time="1" status="fail"><failure message=""/></testcase>
</testsuite>
XML
expect "cases are counted one by one, and a program that ends badly is a failure" \
  "$(printf '1 1 1 a_test\n1 1 0 leaks\n1 0 0 script\n0 1 0 crashed')" "$(count ctest "$room")"

printf 'ℹ tests 5\nℹ pass 3\nℹ fail 1\nℹ cancelled 0\nℹ skipped 1\nℹ todo 0\n' >"$room/node.log"
expect "node's own runner" "3 1 1 browser" "$(count output "$room/node.log" browser 1)"
printf '✔ a (1ms)\n✖ b (2ms)\nℹ pass 1\nℹ fail 1\n\n✖ failing tests:\n\ntest at trials/yard.test.mjs:3:1\n✖ b (of two) (2.5ms)\n  why\n' >"$room/said.log"
expect "what a failing test said, without what the others did" "$(printf '✖ failing tests:\n\ntest at trials/yard.test.mjs:3:1\n✖ b (of two) (2.5ms)\n  why')" "$(count failures "$room/said.log")"
mkdir -p "$room/said"
printf '<testsuite><testcase name="a_test" status="fail"><failure/><system-out>RUN\na.cpp:3: Failure\nwhy</system-out></testcase><testcase name="b_test" status="run"><system-out>fine</system-out></testcase></testsuite>' >"$room/said/ctest.xml"
expect "what a failing program said" "$(printf '✗ a_test\na.cpp:3: Failure\nwhy')" "$(count ctest-failures "$room/said")"
printf ' Test Files  1 failed | 3 passed (4)\n      Tests  2 failed | 11 passed | 1 skipped (14)\n' >"$room/vitest.log"
expect "vitest" "11 2 1 ui" "$(count output "$room/vitest.log" ui 1)"
printf 'Error: cannot find module\n' >"$room/broken.log"
expect "a runner that ran nothing has failed" "0 1 0 ui: no test ran" "$(count output "$room/broken.log" ui 1)"

total() {
  printf '%s\n' "$@" >"$room/counts"
  code=0
  said=$(count total "$room/counts" | tail -1) || code=$?
}
total "2 0 0 a" "3 0 1 b"
expect "all well" "5 passed, 0 failed, 1 skipped (0)" "$said ($code)"
total "2 0 0 a" "3 1 0 b"
expect "one failure" "5 passed, 1 failed (1)" "$said ($code)"
total "0 0 3 a"
expect "nothing ran" "0 passed, 0 failed, 3 skipped (1)" "$said ($code)"
echo "tools/count.mjs: all as it should be"
