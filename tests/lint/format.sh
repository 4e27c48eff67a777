#!/usr/bin/env bash
# Every source is laid out as .clang-format says.    usage: format.sh [--fix]
set -euo pipefail
# shellcheck source=tests/lint/tree.sh
source "$(dirname "${BASH_SOURCE[0]}")/tree.sh"
need clang-format-19

mapfile -t files < <(tracked '*.cc' '*.h')
((${#files[@]})) || { echo "no sources found" && exit 1; }
if [[ ${1:-} == --fix ]]; then
  clang-format-19 -i "${files[@]}"
elif ! clang-format-19 --dry-run -Werror "${files[@]}" 2>&1; then
  echo "tests/lint/format.sh --fix mends them"
  exit 1
fi
echo "${#files[@]} files"
