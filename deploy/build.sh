#!/usr/bin/env bash
# Builds the checkout into build/, after installing the packages that are missing.
# usage: build.sh [TARGET...]     default: everything
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
deploy/install-packages.sh build

log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "build: configuring $root/build" >&2
if ! cmake -B build -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DPRICECREW_TESTS=ON >"$log" 2>&1; then
  tail -30 "$log" >&2
  echo "build: cmake could not configure build/; a folder of another checkout or compiler has to be removed first" >&2
  exit 1
fi
echo "build: compiling ${*:-everything} on $(nproc) cores" >&2
started=$SECONDS
if ! cmake --build build --parallel "$(nproc)" ${@:+--target "$@"} >"$log" 2>&1; then
  grep -E -A8 'error|FAILED' "$log" | head -60 >&2
  echo "build: compiling failed" >&2
  exit 1
fi
echo "build: done in $((SECONDS - started)) s" >&2
