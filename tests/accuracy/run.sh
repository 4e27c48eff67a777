#!/usr/bin/env bash
# Measures extraction, discovery and price strings over a folder of stored pages with known answers, and fails where a
# figure is worse than the recorded one (recorded.json, and the floors in the programs).
# usage: run.sh FOLDER [--verbose] [--record FILE]      needs a build with tests (ACCURACY_BIN: its bin folder)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=${1:-${PRICECREW_CORPUS:-}}
if [[ -z $folder || ! -e $folder/products.jsonl ]]; then
  echo "SKIPPED: ${folder:-no folder} holds no products.jsonl; name a folder, or set PRICECREW_CORPUS"
  exit 77
fi
(($# == 0)) || shift
bin=${ACCURACY_BIN:-$here/../../build/bin}
verbose=()
[[ " $* " != *" --verbose "* ]] || verbose=(--verbose)
status=0
python3 "$here/accuracy.py" "$folder" --tool "$bin/pricecrew" --recorded "$here/recorded.json" "$@" || status=$?
for program in discover_accuracy price_accuracy; do
  echo
  PRICECREW_CORPUS=$folder "$bin/$program" "${verbose[@]}" || status=$?
done
exit "$status"
