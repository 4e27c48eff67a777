#!/usr/bin/env bash
# docker-compose.yml as a user runs it: the image is built, four workers scrape the demo shop over RabbitMQ, the answer
# is what the shop says of itself, every worker did a part of it, and nothing is left behind.
# COMPOSE names another Compose to run it with, for example "docker compose".
# shellcheck source=tests/support/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/../support/lib.sh"
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

read -r -a compose <<<"${COMPOSE:-docker-compose}"
command -v docker >/dev/null || skip "no docker on this machine"
docker info >/dev/null 2>&1 || skip "no Docker engine runs here"
"${compose[@]}" version >/dev/null 2>&1 || skip "no ${compose[*]} on this machine"
for image in debian:bookworm-slim rabbitmq:4-management; do
  docker image inspect "$image" >/dev/null 2>&1 || docker pull -q "$image" >/dev/null 2>&1 ||
    skip "the engine has no image $image and cannot pull it"
done

project=pricecrew-test-$$
API_PORT=$(free_port) MANAGEMENT_PORT=$(free_port)
export API_PORT MANAGEMENT_PORT PRICECREW_HOST_CONCURRENCY=16 PRICECREW_HOST_RATE=0
export DEMO_PRODUCTS=400 DEMO_CATEGORIES=5 DOCKER_BUILDKIT=0
unset PRICECREW_TEST_BROKER PRICECREW_BROKER_PASSWORD PRICECREW_ALLOW_PRIVATE
run() { "${compose[@]}" -p "$project" --profile demo "$@"; }
# shellcheck disable=SC2016 # expanded at the end
at_exit 'run down --volumes --remove-orphans --timeout 5 >"$work/down.log" 2>&1 || cat "$work/down.log"'

logs_and_fail() {
  run logs --tail=15 >&2 || true
  fail "$*"
}

run build >"$work/build.log" 2>&1 || { tail -n 40 "$work/build.log" && fail "the image could not be built"; }
run up -d --scale worker=4 >"$work/up.log" 2>&1 || { cat "$work/up.log" && logs_and_fail "up failed"; }
ids() { run ps -q "$1"; }
expect_equal "workers" 4 "$(ids worker | wc -l)"

all_healthy() {
  local id
  for id in $(run ps -q); do
    [[ $(docker inspect --format '{{.State.Health.Status}}' "$id") == healthy ]] || return 1
  done
}
wait_until 120 all_healthy || { run ps && logs_and_fail "not all containers became healthy"; }
for id in $(ids worker); do
  expect_match "the worker's user" '^uid=[1-9]' "$(docker exec "$id" id)"
done
published=$(docker ps --filter "label=com.docker.compose.project=$project" --format '{{.Ports}}' | grep -o '[^ ,]*->' || true)
expect_equal "ports published beyond loopback" "" "$(grep -v '^127\.0\.0\.1:' <<<"$published" || true)"

# What the shop says of itself, in the order of its categories, pages and ranks.
mapfile -t flags < <(printf '%s\n' --products "$DEMO_PRODUCTS" --categories "$DEMO_CATEGORIES" --print-truth)
run exec -T demo-shop demo-shop "${flags[@]}" >"$work/truth.jsonl"
jq -r 'select(.kind == "category") | "http://demo-shop:8000" + .path' "$work/truth.jsonl" >"$work/categories"
jq -c 'select(.kind == "product") | ["http://demo-shop:8000" + .path, .name, .price, .currency]' "$work/truth.jsonl" \
  >"$work/wanted"
expect_equal "products of the shop" "$DEMO_PRODUCTS" "$(wc -l <"$work/wanted")"

mapfile -t categories <"$work/categories"
submitted=0
timeout 240 "${compose[@]}" -p "$project" run --rm -T producer submit --wait --format jsonl "${categories[@]}" \
  >"$work/products.jsonl" 2>"$work/submit.log" || submitted=$?
((submitted == 0)) || { tail -n 20 "$work/submit.log" && logs_and_fail "submit ended with $submitted"; }
jq -c '[.url, .name, .price, .currency]' "$work/products.jsonl" >"$work/got"
diff "$work/wanted" "$work/got" >"$work/difference" ||
  { head -n 20 "$work/difference" && logs_and_fail "the result is not what the shop says of itself"; }

# The same over the API's port on this machine, as one JSON document, and as the table that a person sees.
job=$(curl -sf "http://127.0.0.1:$API_PORT/api/jobs" | jq -r '[.. | objects | .id? // .job? // empty][0]')
curl -sf "http://127.0.0.1:$API_PORT/api/jobs/$job/products?format=jsonl" >"$work/api.jsonl"
cmp "$work/api.jsonl" "$work/products.jsonl" || fail "the API gives another result than submit"
run run --rm -T producer results "$job" --format table >"$work/table" 2>/dev/null
first=$(jq -r '.name' "$work/products.jsonl" | sed -n 1p)
grep -qF -- "${first:0:12}" "$work/table" || { head -n 5 "$work/table" && fail "the table does not name '$first'"; }

# The broker counts what each connection acknowledged: each worker, known by its address, did a part.
acknowledged_by() {
  curl -sf -u pricecrew:pricecrew "http://127.0.0.1:$MANAGEMENT_PORT/api/channels" |
    jq --arg host "$1" '[.[] | select(.connection_details.peer_host == $host) | .message_stats.ack // 0] | add // 0'
}
each_did_a_part() {
  local id address count
  : >"$work/shares"
  for id in $(ids worker); do
    address=$(docker inspect --format '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' "$id")
    count=$(acknowledged_by "$address")
    echo "$count" >>"$work/shares"
    ((count > 0)) || return 1
  done
}
wait_until 20 each_did_a_part || logs_and_fail "a worker did nothing; acknowledged: $(tr '\n' ' ' <"$work/shares")"

# Going away is clean: everything stops by itself within its grace time.
mapfile -t stopped < <(run ps -q aggregator && run ps -q producer && ids worker)
run stop --timeout 30 >/dev/null 2>&1
for id in "${stopped[@]}"; do
  expect_equal "exit code of $(docker inspect --format '{{.Name}}' "$id")" 0 \
    "$(docker inspect --format '{{.State.ExitCode}}' "$id")"
done
echo "400 products by 4 workers, which acknowledged $(tr '\n' ' ' <"$work/shares")"
