#!/usr/bin/env bash
# How many pages a second, and what it takes: the demo shop's product pages of 10 kB by pricecrew scrape, and by
# producer, workers and aggregator over RabbitMQ, with shop and broker on the same machine. Nothing passes or fails.
# usage: throughput.sh [PAGES [scrape|rabbitmq]]       10000 pages, both; lib.sh beside it says what else can be set
# "pages per 2 core-seconds" is what two cores to themselves would reach: it does not depend on who else runs.
set -euo pipefail
# shellcheck source=tests/bench/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
pages=${1:-10000}
ways=${2:-scrape rabbitmq}

categories() { fetch "http://127.0.0.1:$shop_port/" | grep -Eo 'href="/c/[^"]+"' | cut -d'"' -f2 | sort -u; }

row() { printf '  %-12s %9.2f s %8.0f us a page %8s MB\n' "$1" "$2" "$(calculate "$2 / $found * 1e6")" "$3"; }

# report WALL, then lines of "NAME SECONDS MB" on standard input
report() {
  local name seconds peak sum=0
  found=$(wc -l <"$work/products.jsonl")
  while read -r name seconds peak; do
    row "$name" "$seconds" "$peak"
    sum=$(calculate "$sum + $seconds")
  done
  row all "$sum" ''
  echo "  $found products in $1 s: $(calculate "$found / $1" %.0f) pages/s on the wall," \
    "$(calculate "2 * $found / $sum" %.0f) pages per 2 core-seconds"
}

measure_scrape() {
  local wall cpu peak before
  echo "pricecrew scrape, $pages pages, ${THREADS:-0} threads (0: one a core)"
  before=$(cpu_of shop)
  run_scrape "$work/took" --threads "${THREADS:-0}" "${urls[@]}"
  read -r wall cpu peak <"$work/took"
  report "$wall" <<<"pricecrew $cpu $peak
shop $(calculate "$(cpu_of shop) - $before") $(peak_of shop)"
}

measure_rabbitmq() {
  local wall cpu peak name
  local -A before
  start_crew
  echo "RabbitMQ, $pages pages, $workers workers of $worker_threads threads"
  for name in shop $(crew) broker; do before[$name]=$(cpu_of "$name"); done
  run_submit "$work/took" "${urls[@]}"
  read -r wall cpu peak <"$work/took"
  for name in $(crew) broker shop; do
    echo "$name $(calculate "$(cpu_of "$name") - ${before[$name]}") $(peak_of "$name")"
  done >"$work/rows"
  echo "submit $cpu $peak" >>"$work/rows"
  report "$wall" <"$work/rows"
  stop_crew
}

start_shop --products "$pages" --categories 8 --page-size 100 --page-bytes 10000
mapfile -t urls < <(categories | sed "s|^|http://localhost:$shop_port|")
urls+=(--max-pages 1000000)
for way in $ways; do "measure_$way"; done
