#!/usr/bin/env bash
# Every shell script passes shellcheck.
set -euo pipefail
# shellcheck source=tests/lint/tree.sh
source "$(dirname "${BASH_SOURCE[0]}")/tree.sh"
need shellcheck

mapfile -t files < <(tracked '*.sh' .ci/run)
((${#files[@]})) || { echo "no scripts found" && exit 1; }
shellcheck --external-sources "${files[@]}"
echo "${#files[@]} scripts"
