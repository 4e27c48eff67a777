#!/usr/bin/env bash
# The words that kill are in the programs that tests run, and in none that is shipped.
# usage: no_hook_test.sh TEST_PROGRAM... -- SHIPPED_PROGRAM...
set -euo pipefail
failed=0 expected=yes checked=0
for program in "$@"; do
  if [[ $program == -- ]]; then
    expected=no
    continue
  fi
  found=no
  if grep -qa pricecrew-test-crash "$program"; then found=yes; fi
  checked=$((checked + 1))
  [[ $found == "$expected" ]] || { echo "$program: hook found: $found, expected: $expected" && failed=1; }
done
((checked >= 2)) || { echo "no program to look at" && exit 1; }
exit $failed
