#!/usr/bin/env bash
# No source has a finding of .clang-tidy, and all of it is configured for clang too. What was clean is remembered by
# the content of everything that it includes, so that only what changed is read again.
# usage: tidy.sh [--all | FILE...]     default: the product, the demo shop and the benchmarks; --all: the test cases too
# TIDY_CACHE names the folder that remembers.
set -euo pipefail
files=() skipped='^tests/(unit|integration|accuracy)/'
if [[ ${1:-} == --all ]]; then
  skipped='^$'
  shift
fi
[[ $# == 0 ]] || mapfile -t files < <(realpath -- "$@")
# shellcheck source=tests/lint/tree.sh
source "$(dirname "${BASH_SOURCE[0]}")/tree.sh"
need clang-tidy-19
need clang++-19

build=build/tidy
cache=${TIDY_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/pricecrew-tidy}
mkdir -p "$build" "$cache"
# The compiler's own flags are wanted, without ccache before them.
cmake -B "$build" -G Ninja -DCMAKE_CXX_COMPILER=clang++-19 -DCCACHE= \
  -DPRICECREW_TESTS=ON >"$build/configure.log" 2>&1 || { tail -20 "$build/configure.log" && exit 1; }

if [[ ${#files[@]} == 0 ]]; then
  mapfile -t files < <(jq -r '.[].file' "$build/compile_commands.json" | sort -u | sed "s#^$PWD/##" |
    grep -Ev "$skipped" | sed "s#^#$PWD/#")
fi
((${#files[@]})) || { echo "no sources found" && exit 1; }

# The key of a file's verdict: the rules, the tool, the command, and every byte of what it includes.
key_of() {
  local file=$1 command
  command=$(jq -r --arg file "$file" 'first(.[] | select(.file == $file)).command' "$build/compile_commands.json")
  [[ $command != null ]] || return 1
  {
    clang-tidy-19 --version
    echo "${command//$PWD/}"
    cat .clang-tidy
    (cd "$build" && eval "${command% -o *} -M -MT x $file") | sed 's/\\$//' | tr -s ' ' '\n' | grep / | sort -u |
      xargs sha256sum | sed "s#$PWD##"
  } | sha256sum | cut -d' ' -f1
}

check() {
  local file=$1 key started=$SECONDS
  key=$(key_of "$file") || { echo "not built by CMake: $file" && return 1; }
  if [[ -e $cache/$key ]]; then
    touch "$cache/$key"
    return 0
  fi
  if clang-tidy-19 --quiet -p "$build" "$file" 2>"$build/${file//\//_}.err"; then
    : >"$cache/$key"
    echo "clean, $((SECONDS - started)) s: ${file#"$PWD"/}"
  else
    grep -v 'warnings generated' "$build/${file//\//_}.err" || true
    echo "FINDINGS: ${file#"$PWD"/}"
    return 1
  fi
}
export build cache
export -f check key_of

find "$cache" -type f -mtime +30 -delete
# shellcheck disable=SC2016 # the inner shell expands it
printf '%s\0' "${files[@]}" | xargs -0 -n 1 -P "$(nproc)" bash -euo pipefail -c 'check "$1"' - ||
  { echo "clang-tidy has findings" && exit 1; }
echo "${#files[@]} sources"
