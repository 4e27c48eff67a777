#!/usr/bin/env bash
# Builds with sanitizers into a folder of their own and runs the tests there (not the checks of the sources).
# usage: sanitize.sh [address|thread] [CTEST ARGUMENT...]     default: address, with undefined behaviour
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
case ${1:-address} in
  address) build=build-asan option=PRICECREW_ASAN ;;
  thread) build=build-tsan option=PRICECREW_TSAN ;;
  *)
    sed -n '3s/^# //p' "$0" >&2
    exit 2
    ;;
esac
(($# == 0)) || shift
deploy/install-packages.sh all
cmake -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DPRICECREW_TESTS=ON -D"$option"=ON >/dev/null
cmake --build "$build" --parallel "$(nproc)"
export ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1 UBSAN_OPTIONS=print_stacktrace=1
export TSAN_OPTIONS=second_deadlock_stack=1
tests/support/broker.sh run tests/support/ctest.sh "$build" -LE 'lint|compose' "$@"
