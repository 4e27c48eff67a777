#!/usr/bin/env bash
# Builds the fuzz targets with clang 19 under ASan and UBSan (build-fuzz) and runs each for a while. What it learns stays in
# build-fuzz/corpus/TARGET, what it finds in build-fuzz/findings/TARGET; the last line of a target says how far it came.
# usage: run.sh [SECONDS] [TARGET...]     default: 600 seconds, all targets
#   PRICECREW_FUZZ_JOBS   targets that run at the same time, 1 by default
# Exit code 1 where anything was found. A finding, mended, becomes a seed: tests/fuzz/seeds/TARGET/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
seconds=600
if [[ ${1:-} =~ ^[0-9]+$ ]]; then
  seconds=$1
  shift
fi
targets=("$@")
if ((${#targets[@]} == 0)); then
  for file in tests/fuzz/*_fuzz.cc; do
    name=${file##*/}
    [[ $name == selector_fuzz.cc && ! -e common/html/selector.h ]] || targets+=("${name%_fuzz.cc}")
  done
fi
deploy/install-packages.sh fuzz
CC=clang-19 CXX=clang++-19 cmake -B build-fuzz -G Ninja -DPRICECREW_FUZZ=ON -DPRICECREW_TESTS=OFF >/dev/null
cmake --build build-fuzz --parallel "${PRICECREW_FUZZ_BUILD_JOBS:-$(nproc)}" --target "${targets[@]/%/_fuzz}" >build-fuzz/build.log ||
  { tail -30 build-fuzz/build.log >&2 && exit 1; }
export ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1 UBSAN_OPTIONS=print_stacktrace=1

fuzz() { # fuzz TARGET: its exit code says whether anything was found
  local target=$1 findings=build-fuzz/findings/$1 corpus=build-fuzz/corpus/$1 status=0
  mkdir -p "$findings" "$corpus"
  local log=$findings/log
  build-fuzz/bin/"$target"_fuzz -max_total_time="$seconds" -timeout=60 -rss_limit_mb=1024 -max_len="$(longest "$target")" \
    -print_final_stats=1 -artifact_prefix="$findings/" "$corpus" "tests/fuzz/seeds/$target" >"$log" 2>&1 || status=$?
  printf '%-10s exit %d  %s\n' "$target" "$status" "$(grep -aE '^(Done|SUMMARY|broken)' "$log" | tr '\n' ' ')"
  return "$status"
}

longest() { # longest TARGET: the bytes of its longest inputs; most of what goes wrong in pages needs few
  case $1 in
    extract | discover | codec) echo 8192 ;;
    http_date) echo 64 ;;
    *) echo 2048 ;;
  esac
}

rm -f build-fuzz/found
for target in "${targets[@]}"; do
  while (($(jobs -rp | wc -l) >= ${PRICECREW_FUZZ_JOBS:-1})); do wait -n || true; done
  { fuzz "$target" || touch build-fuzz/found; } &
done
wait
[[ ! -e build-fuzz/found ]]
