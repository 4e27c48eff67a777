#!/usr/bin/env bash
# Installs what is missing, builds, and scrapes the category pages given; without any, a demo shop that it starts
# on this machine and stops again.
# usage: demo.sh [URL...]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

case ${1:-} in
  -h | --help)
    sed -n '2,4s/^# //p' "$0"
    exit 0
    ;;
  -*)
    echo "demo: unknown flag $1; usage: demo.sh [URL...]" >&2
    exit 2
    ;;
esac

if (($#)); then
  deploy/build.sh pricecrew
  exec build/bin/pricecrew scrape "$@"
fi

deploy/build.sh pricecrew demo-shop
# shellcheck source=tests/support/lib.sh
source tests/support/lib.sh
shop_products=60
start shop build/bin/demo-shop --products "$shop_products" --categories 3 --port 0
url=$(wait_for_match shop 'http://[0-9.:]+')
mapfile -t categories < <(fetch "$url/" | grep -o 'href="/c/[^"?#]*"' | sed 's/^href="//; s/"$//' | sort -u)
((${#categories[@]})) || fail "the demo shop's home page links no category"
echo "demo: a shop of $shop_products products runs on $url; its categories: ${categories[*]}" >&2
status=0
build/bin/pricecrew scrape "${categories[@]/#/$url}" --allow-private 127.0.0.1 --host-concurrency 16 --host-rate 0 ||
  status=$?
stop shop
exit "$status"
