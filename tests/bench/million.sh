#!/usr/bin/env bash
# A job of many tasks of 200 bytes over RabbitMQ: how the rate of settling changes from its first to its last tenth,
# and the memory that it takes. Nothing passes or fails. Ten minutes for a million on two idle cores.
# usage: million.sh [PAGES]       1000000; lib.sh beside it says what else can be set
set -euo pipefail
# shellcheck source=tests/bench/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
pages=${1:-1000000}

settled() { curl -sf "$PRICECREW_AGGREGATOR_URL/api/jobs" | jq '.jobs[0].settled // 0' || echo 0; }

# Lines of "SECONDS SETTLED" until the job has ended.
sample() {
  while kill -0 "$1" 2>/dev/null; do
    echo "$(date +%s.%N) $(settled)"
    sleep 1
  done
}

# rate FROM TO: settlements a second between two counts
rate() {
  awk -v from="$1" -v to="$2" '$2 >= from && !first { first = $1; low = $2 } $2 >= to && !last { last = $1; high = $2 }
    END { if (last > first) printf "%.0f", (high - low) / (last - first); else printf "-" }' "$work/samples"
}

start_shop --products "$pages" --categories 8 --page-size 1000 --page-bytes 200
mapfile -t urls < <(fetch "http://127.0.0.1:$shop_port/" | grep -Eo 'href="/c/[^"]+"' | cut -d'"' -f2 | sort -u |
  sed "s|^|http://localhost:$shop_port|")
start_crew
run_submit "$work/took" --max-pages 1000000 "${urls[@]}" &
submit=$!
sample "$submit" >"$work/samples"
wait "$submit"
read -r wall cpu peak <"$work/took"
tenth=$((pages / 10))
echo "$pages pages over RabbitMQ, $workers workers of $worker_threads threads: $wall s, $(calculate "$pages / $wall" %.0f) pages/s with the output"
echo "  settled a second: first tenth $(rate 1 "$tenth"), last tenth $(rate "$((pages - tenth))" "$pages")"
for name in $(crew) broker shop; do printf '  %-12s %9.2f s %8s MB\n' "$name" "$(cpu_of "$name")" "$(peak_of "$name")"; done
printf '  %-12s %9.2f s %8s MB\n' submit "$cpu" "$peak"
wc -l <"$work/products.jsonl" | sed 's/^/  products printed: /'
stop_crew
