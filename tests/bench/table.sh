#!/usr/bin/env bash
# The README's table: one job of real product pages against a shop with 20 ms of latency, by one page at a time, many in
# flight on one core, all cores, and worker processes over RabbitMQ. Prints Markdown; nothing passes or fails.
# usage: table.sh [PAGES]       400 pages, from the folder in PRICECREW_CORPUS; lib.sh beside it says what else can be set
# Without a corpus: generated pages of 200 kB, and it says so.
set -euo pipefail
corpus=${PRICECREW_CORPUS:-}
unset PRICECREW_CORPUS # the programs take settings by this prefix, and refuse what they do not know
# shellcheck source=tests/bench/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
pages=${1:-400}
latency=20
flights=64
cores=$(nproc)

start_real_shop() {
  python3 "$here/corpus_site.py" "$corpus" "$pages" >"$work/site.jsonl.gz"
  start_shop --site "$work/site.jsonl.gz" --latency "$latency"
  category=/c/all
  kind="real product pages of $(gzip -dc "$corpus"/products/*.html.gz | wc -c |
    awk -v count="$(find "$corpus/products" -name '*.html.gz' | wc -l)" '{ printf "%.0f", $1 / count / 1000 }') kB on average"
}

start_generated_shop() {
  start_shop --products "$pages" --categories 1 --page-size "$pages" --page-bytes 200000 --latency "$latency"
  category=$(fetch "http://127.0.0.1:$shop_port/" | grep -Eo 'href="/c/[^"]+"' | head -n 1 | cut -d'"' -f2)
  kind='generated pages of 200 kB (no corpus: PRICECREW_CORPUS is not set)'
}

row() { # row WAY WALL PROCESSOR_SECONDS MEMORY
  local settled rate
  settled=$(sed -nE 's/.*[^0-9]([0-9]+) announced = .*/\1/p; s/^([0-9]+) announced = .*/\1/p' "$work/said.log" | tail -n 1)
  rate=$(calculate "(${settled:-1} - 1) / $2")
  first=${first:-$rate}
  printf '| %s | %s | %.1f | %s s | %.1f | %.1f | %s |\n' "$1" "$((${settled:-1} - 1))" "$rate" "$2" \
    "$(calculate "$rate / $first" %.3f)" "$(calculate "$3 / $2" %.3f)" "$4"
}

in_one_process() { # in_one_process WAY LANES ARGUMENTS...
  local wall seconds peak
  budget=(--host-concurrency "$2" --host-rate 0)
  prefix=()
  [[ $3 != 1 ]] || prefix=(taskset -c 0)
  run_scrape "$work/took" --threads "$3" "$url"
  cp "$work/scrape.log" "$work/said.log"
  read -r wall seconds peak <"$work/took"
  row "$1" "$wall" "$seconds" "$peak MB"
}

over_rabbitmq() {
  local wall cpu peak name before=0 after most=0
  budget=(--host-concurrency "$flights" --host-rate 0)
  start_crew
  for name in $(crew); do before=$(calculate "$before + $(cpu_of "$name")"); done
  broker_before=$(cpu_of broker)
  run_submit "$work/took" "$url"
  cp "$work/submit.log" "$work/said.log"
  read -r wall cpu peak <"$work/took"
  after=$cpu
  broker_seconds=$(calculate "$(cpu_of broker) - $broker_before")
  for name in $(crew); do
    after=$(calculate "$after + $(cpu_of "$name")")
    [[ $name != worker-* ]] || peak=$(peak_of "$name")
    ((peak <= most)) || most=$peak
  done
  row "$workers worker processes over RabbitMQ" "$wall" "$(calculate "$after - $before")" "$most MB a worker"
  stop_crew
}

if [[ -n $corpus ]]; then start_real_shop; else start_generated_shop; fi
url=http://localhost:$shop_port$category
echo "$pages $kind; a shop with $latency ms of latency on the same $cores cores; $(date +%F); $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)"
echo
echo '| | pages | pages/s | wall | speed-up | cores used | peak memory |'
echo '|---|---:|---:|---:|---:|---:|---:|'
in_one_process 'one page at a time' 2 1
in_one_process "$((flights / 2)) in flight, one core" "$flights" 1
in_one_process "$((flights / 2)) in flight, $cores cores" "$flights" "$cores"
over_rabbitmq
echo
echo "RabbitMQ itself took $broker_seconds processor seconds, which are not in the table."
