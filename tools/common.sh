# SPDX-License-Identifier: Apache-2.0
# What ./run, ./test, ./bench and tools/setup share. Sourced from bash, in the root of the repository.

# One short line for a person: say ZH EN.
say() { printf '▸ %s / %s\n' "$1" "$2"; }

# Why it cannot go on and what to do: fail ZH EN. Ends the script.
fail() {
  printf '\n✗ %s\n  %s\n' "$1" "$2" >&2
  exit 1
}

# How many compilers may run side by side: one for each core, and about 1.2 GB of free memory for each.
compile_jobs() {
  local cores free_mb by_memory
  cores=$(nproc)
  free_mb=$(awk '/^MemAvailable/{print int($2 / 1024)}' /proc/meminfo)
  by_memory=$((free_mb / 1200))
  [ "$by_memory" -ge 1 ] || by_memory=1
  echo $((cores < by_memory ? cores : by_memory))
}

# configure PRESET: writes build/PRESET when it is missing or when a CMakeLists.txt changed.
configure() {
  local preset=$1 log
  log=build/$preset/configure.log
  if [ -f "build/$preset/build.ninja" ]; then
    ninja -C "build/$preset" build.ninja >"$log" 2>&1 && return 0
  else
    say "配置 build/$preset" "configuring build/$preset"
    mkdir -p "build/$preset"
    # What is built once and whole is compiled by the roomful; where one works, a file at a time.
    cmake --preset "$preset" ${CI:+-DLANDPORT_UNITY=ON} >"$log" 2>&1 && return 0
  fi
  grep -vE '^-- ' "$log" | head -40 >&2 || true
  fail "配置失败，详见 $log" "Configuring failed; all of it is in $log"
}

# Does build/PRESET know a target of that name?
is_target() { ninja -C "build/$1" -t query "$2" >/dev/null 2>&1; }

# build PRESET TARGET...: one moving line on a terminal, short lines elsewhere.
build() {
  local preset=$1 jobs
  shift
  jobs=$(compile_jobs)
  if [ -t 1 ]; then
    NINJA_STATUS='[%f/%t] ' ninja -C "build/$preset" -j "$jobs" "$@"
  else
    NINJA_STATUS='[%f/%t] ' ninja -C "build/$preset" -j "$jobs" "$@" 2>&1 |
      sed -u -E 's#^(\[[0-9/]+\]) Building CXX? object .*/([^/]+)\.o$#\1 \2#; s#^(\[[0-9/]+\]) Linking CXX? (executable|static library) (.*/)?([^/]+)$#\1 → \4#; /^ninja: Entering/d'
  fi
}

# The files that decide what the browser application looks like, as one hash.
ui_hash() {
  find ui -type f -not -path '*/node_modules/*' -not -path 'ui/dist/*' -not -name '.landport-*' -print0 |
    LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1
}

# Builds ui/dist when a source of it changed. `$1` is the landport program, whose API document the types come from.
build_ui() {
  local program=$1 hash stamp=ui/dist/.landport-built
  [ -f ui/package.json ] || return 0
  hash="$(ui_hash) $("$program" openapi 2>/dev/null | sha256sum | cut -d' ' -f1)"
  if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$hash" ]; then return 0; fi
  say "构建界面 ui/dist" "building the screens in ui/dist"
  mkdir -p build
  if ! LANDPORT="$PWD/$program" npm --prefix ui run --silent build >build/ui.log 2>&1; then
    tail -40 build/ui.log >&2
    fail "界面构建失败，详见 build/ui.log" "The screens could not be built; all of it is in build/ui.log"
  fi
  printf '%s\n' "$(ui_hash) ${hash#* }" >"$stamp"
}
