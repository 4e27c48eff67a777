#!/usr/bin/env bash
# Runs the tests of a build folder and closes with one line that counts them.
# usage: ctest.sh BUILD_FOLDER [CTEST ARGUMENT...]
set -euo pipefail
build=$1
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
results=$build/test-results.xml
rm -f "$results"
status=0
ctest --test-dir "$build" --no-tests=error --output-on-failure --timeout 300 \
  --output-junit "$(cd "$build" && pwd)/test-results.xml" "${@:2}" || status=$?
python3 "$here/summary.py" "$results" "$status"
