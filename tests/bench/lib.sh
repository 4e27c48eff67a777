# shellcheck shell=bash
# What the benchmarks share: the four programs and a broker started for a measurement, and what each of them took.
# Brings tests/support/lib.sh. Set before: BENCH_BIN (default build/bin of the checkout), WORKERS (2), WORKER_THREADS
# (1), BENCH_NICE (for a machine that others use: what is written to /proc/PID/autogroup, here and for the broker).
#
#   start_shop ARGUMENTS...         the demo shop as "shop"; its port is $shop_port
#   start_crew                      broker, aggregator, producer and workers; with $budget
#   stop_crew                       ends them
#   run_scrape FILE ARGUMENTS...    one pricecrew scrape; FILE holds wall, processor seconds and peak MB
#   run_submit FILE ARGUMENTS...    one producer submit --wait with the crew; the same
#   crew                            the names of the processes that start_crew started
#   cpu_of NAME, peak_of NAME       processor seconds and peak MB so far; NAME may be broker
#   calculate EXPRESSION [FORMAT]   prints it

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/support/lib.sh
source "$here/../support/lib.sh"
bin=${BENCH_BIN:-$here/../../build/bin}
workers=${WORKERS:-2}
worker_threads=${WORKER_THREADS:-1}
budget=(--host-concurrency 128 --host-rate 0)
private=(--allow-private .localhost --allow-private localhost)
prefix=() # of run_scrape
ticks=$(getconf CLK_TCK)

calculate() { awk "BEGIN { printf \"${2:-%.2f}\", $1 }"; }

raise() { [[ -z ${BENCH_NICE:-} ]] || echo "$BENCH_NICE" >"/proc/$1/autogroup"; }

start_shop() {
  rm -f "$work/port"
  start shop "$bin/demo-shop" --port-file "$work/port" "$@"
  wait_until 120 test -s "$work/port" || fail "the demo shop did not start"
  # shellcheck disable=SC2034 # for whoever sources this
  shop_port=$(<"$work/port")
}

start_broker() {
  broker_url=$("$here/../support/broker.sh" start "$work/broker" 2>"$work/broker.log")
  at_exit "'$here/../support/broker.sh' stop '$work/broker'"
  broker_id=$(<"$work/broker/id")
  [[ $(<"$work/broker/kind") == node ]] || broker_container=$broker_id
  raise "$([[ -n ${broker_container:-} ]] && docker inspect -f '{{.State.Pid}}' "$broker_id" || echo "$broker_id")"
}

start_crew() {
  local i port
  [[ -n ${broker_url:-} ]] || start_broker
  export PRICECREW_BROKER_URL=$broker_url
  port=$(free_port)
  export PRICECREW_AGGREGATOR_URL=http://127.0.0.1:$port
  start aggregator "$bin/aggregator" --listen "127.0.0.1:$port" --store "$work/ledger.db" --output-dir "$work/out"
  wait_for_port "$port" 60
  start producer "$bin/producer" serve "${budget[@]}" "${private[@]}" --threads 1
  for ((i = 1; i <= workers; ++i)); do
    start "worker-$i" "$bin/worker" "${budget[@]}" "${private[@]}" --threads "$worker_threads"
  done
  for ((i = 1; i <= workers; ++i)); do wait_for_match "worker-$i" 'slot [0-9]+' 60 >/dev/null; done
  wait_for_match producer 'slot [0-9]+' 60 >/dev/null
}

crew() {
  echo producer
  for ((i = 1; i <= workers; ++i)); do echo "worker-$i"; done
  echo aggregator
}

stop_crew() {
  local name
  for name in $(crew); do stop "$name" || true; done
  rm -rf "$work"/ledger.db* "$work/out"
}

run_scrape() {
  "${prefix[@]}" python3 "$here/measured.py" "$1" "$bin/pricecrew" scrape "${budget[@]}" "${private[@]}" --format jsonl --output "$work/products.jsonl" \
    "${@:2}" 2>"$work/scrape.log" || (($? == 3)) || fail "pricecrew scrape: $(tail -n 3 "$work/scrape.log")"
}

run_submit() {
  python3 "$here/measured.py" "$1" "$bin/producer" submit --wait "${budget[@]}" --format jsonl --output "$work/products.jsonl" \
    "${@:2}" 2>"$work/submit.log" || fail "producer submit: $(tail -n 3 "$work/submit.log")"
}

# Of all processes of the broker, from its container's control group (version 1 or 2) or its process group.
broker_cpu() {
  if [[ -n ${broker_container:-} ]]; then
    docker exec "$broker_container" sh -c 'cd /sys/fs/cgroup; cat cpuacct/cpuacct.usage 2>/dev/null ||
      awk "/^usage_usec/ { print \$2 * 1000 }" cpu.stat' | awk '{ printf "%.2f\n", $1 / 1e9 }'
  else
    cat /proc/[0-9]*/stat 2>/dev/null | sed 's/.*) //' |
      awk -v group="$broker_id" -v ticks="$ticks" '$3 == group { sum += $12 + $13 } END { printf "%.2f\n", sum / ticks }'
  fi
}

# The Erlang virtual machine's own.
broker_peak() {
  local group=''
  if [[ -n ${broker_container:-} ]]; then
    docker exec "$broker_container" sh -c 'cat /proc/[0-9]*/status' 2>/dev/null
  else
    # shellcheck disable=SC2013 # process ids
    for group in $(awk -v group="$broker_id" '$5 == group { print $1 }' /proc/[0-9]*/stat 2>/dev/null); do
      cat "/proc/$group/status"
    done
  fi | awk '/^VmHWM/ && $2 > most { most = $2 } END { printf "%.0f\n", most / 1024 }'
}

cpu_of() {
  [[ $1 != broker ]] || { broker_cpu && return; }
  sed 's/.*) //' "/proc/$(pid "$1")/stat" | awk -v ticks="$ticks" '{ printf "%.2f\n", ($12 + $13) / ticks }'
}

peak_of() {
  [[ $1 != broker ]] || { broker_peak && return; }
  awk '/^VmHWM/ { printf "%.0f\n", $2 / 1024 }' "/proc/$(pid "$1")/status"
}

raise self
