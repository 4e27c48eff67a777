#!/usr/bin/env bash
# A RabbitMQ for tests and benchmarks, on free loopback ports, that leaves nothing behind: a container of
# rabbitmq:4-management where a Docker engine has that image, else a node of the distribution's rabbitmq-server
# in a folder of its own (the system's service, its ports and files stay untouched).
# usage: broker.sh start DIR     prints its amqp:// URL; DIR/api holds the URL of its management API, DIR/kind says
#                                container or node, DIR/id is the container's name or the node's process id
#        broker.sh stop DIR      ends it; DIR goes too
#        broker.sh halt DIR      shuts it down, and keeps its data and ports
#        broker.sh kill DIR      the same by kill -9
#        broker.sh resume DIR    starts it again after halt or kill; does not wait until it answers
#        broker.sh run COMMAND.. a broker for one command: in PRICECREW_TEST_BROKER, its API in TEST_BROKER_API
set -euo pipefail
image=${TEST_BROKER_IMAGE:-rabbitmq:4-management}
server=/usr/lib/rabbitmq/bin/rabbitmq-server
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/support/ports.sh
source "$here/ports.sh"

say() { echo "broker: $*" >&2; }
die() { say "$*"; exit 1; }

engine_has_image() { command -v docker >/dev/null && docker image inspect "$image" >/dev/null 2>&1; }

publish() { # publish DIR KIND ID AMQP_PORT API_PORT
  echo "$2" >"$1/kind"
  echo "$3" >"$1/id"
  echo "http://pricecrew:pricecrew@127.0.0.1:$5" >"$1/api"
  echo "amqp://pricecrew:pricecrew@127.0.0.1:$4/" | tee "$1/url"
}

container_ready() { docker logs "$1" 2>&1 | grep -Eq 'Server startup complete|Starting broker.*completed'; }

# The ports are chosen here, not by the engine: so they stay over a restart.
start_container() {
  local dir=$1 name=pricecrew-test-broker-$$
  echo container >"$dir/kind"
  echo "$name" >"$dir/id"
  local amqp api
  amqp=$(free_port) api=$(free_port)
  docker run -d --name "$name" -p "127.0.0.1:$amqp:5672" -p "127.0.0.1:$api:15672" \
    -e RABBITMQ_DEFAULT_USER=pricecrew -e RABBITMQ_DEFAULT_PASS=pricecrew "$image" >/dev/null
  if ! wait_until 90 container_ready "$name"; then
    docker logs --tail 20 "$name" >&2
    end "$dir"
    die "the container of $image did not start within 90 s"
  fi
  say "RabbitMQ in a container, $image"
  publish "$dir" container "$name" "$amqp" "$api"
}

write_node_settings() { # write_node_settings DIR AMQP_PORT API_PORT
  cat >"$1/rabbitmq.conf" <<CONF
listeners.tcp.1 = 127.0.0.1:$2
management.tcp.ip = 127.0.0.1
management.tcp.port = $3
default_user = pricecrew
default_pass = pricecrew
loopback_users = none
CONF
  echo '[rabbitmq_management].' >"$1/enabled_plugins"
  : >"$1/rabbitmq-env.conf"
}

# Everything that the node would look for in the system's folders is pointed into DIR.
node_environment() { # node_environment DIR EPMD_PORT DIST_PORT
  exec env HOME="$1" ERL_EPMD_PORT="$2" ERL_EPMD_ADDRESS=127.0.0.1 RABBITMQ_DIST_PORT="$3" \
    RABBITMQ_NODENAME="pricecrew-test-$2@localhost" \
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1}' \
    RABBITMQ_CONF_ENV_FILE="$1/rabbitmq-env.conf" RABBITMQ_CONFIG_FILE="$1/rabbitmq.conf" \
    RABBITMQ_CONFIG_FILES="$1/conf.d" RABBITMQ_ADVANCED_CONFIG_FILE="$1/advanced.config" \
    RABBITMQ_GENERATED_CONFIG_DIR="$1/generated" RABBITMQ_ENABLED_PLUGINS_FILE="$1/enabled_plugins" \
    RABBITMQ_MNESIA_BASE="$1/data" RABBITMQ_LOG_BASE="$1/log" RABBITMQ_PID_FILE="$1/pid" "${@:4}"
}

node_ready_or_gone() { # node_ready_or_gone DIR PID
  grep -qs 'Server startup complete' "$1"/log/*.log || ! kill -0 "$2" 2>/dev/null
}

# A session of its own keeps a Ctrl-C at the tests away from it: stop ends it, by its process group.
launch_node() {
  local epmd dist
  read -r epmd dist <"$1/node-ports"
  setsid env RABBITMQ_RUNNING_UNDER_SYSTEMD=1 \
    bash -c "$(declare -f node_environment); node_environment \"\$@\"" - "$1" "$epmd" "$dist" "$server" \
    >>"$1/log/start.out" 2>&1 </dev/null &
  echo $! >"$1/id"
}

start_node() {
  local dir=$1
  [[ -x $server ]] || "$here/../../deploy/install-packages.sh" broker >&2
  local amqp api epmd dist
  amqp=$(free_port) api=$(free_port) epmd=$(free_port) dist=$(free_port)
  write_node_settings "$dir" "$amqp" "$api"
  mkdir -p "$dir/log"
  setsid epmd -port "$epmd" -address 127.0.0.1 >"$dir/log/epmd.out" 2>&1 </dev/null &
  echo $! >"$dir/epmd"
  wait_until 10 listens "$epmd" || die "epmd did not start on port $epmd"
  echo node >"$dir/kind"
  echo "$epmd $dist" >"$dir/node-ports"
  launch_node "$dir"
  local pid
  pid=$(cat "$dir/id")
  if ! wait_until 90 node_ready_or_gone "$dir" "$pid" || ! listens "$amqp"; then
    tail -n 20 "$dir"/log/start.out "$dir"/log/*.log >&2
    end "$dir"
    die "the distribution's rabbitmq-server did not start"
  fi
  say "RabbitMQ $(dpkg-query -W -f '${Version}' rabbitmq-server), the distribution's, a node of its own"
  publish "$dir" node "$pid" "$amqp" "$api"
}

# Without an init that collects them, processes that ended stay as zombies: they count as gone.
group_gone() { ! awk -v group="$1" '$5 == group && $3 != "Z" { found = 1 } END { exit !found }' /proc/[0-9]*/stat 2>/dev/null; }

end_group() { # end_group PID: the process group that it leads, by TERM and then KILL
  kill -- "-$1" 2>/dev/null || return 0
  wait_until 20 group_gone "$1" || kill -KILL -- "-$1" 2>/dev/null || true
}

end() {
  local dir=$1
  case $(cat "$dir/kind" 2>/dev/null) in
    container) docker rm -f -v "$(cat "$dir/id")" >/dev/null 2>&1 || true ;;
    node) end_group "$(cat "$dir/id")" ;;
  esac
  [[ ! -e $dir/epmd ]] || end_group "$(cat "$dir/epmd")"
  rm -rf "$dir"
}

halt() {
  case $(cat "$1/kind") in
    container) # the node by its own means, as not every image hands SIGTERM on; then what is left of the container
      docker exec "$(cat "$1/id")" rabbitmqctl -q shutdown --timeout 30 >/dev/null 2>&1 || true
      docker stop -t 1 "$(cat "$1/id")" >/dev/null
      ;;
    node) end_group "$(cat "$1/id")" ;;
  esac
}

kill_hard() {
  case $(cat "$1/kind") in
    container) docker kill "$(cat "$1/id")" >/dev/null ;;
    node) kill -KILL -- "-$(cat "$1/id")" ;;
  esac
}

resume() {
  case $(cat "$1/kind") in
    container) docker start "$(cat "$1/id")" >/dev/null ;;
    node) launch_node "$1" ;;
  esac
}

begin() {
  mkdir -p "$1"
  if engine_has_image; then start_container "$1"; else start_node "$(cd "$1" && pwd)"; fi
}

run() {
  if [[ -z ${PRICECREW_TEST_BROKER:-} ]]; then
    local dir
    dir=$(mktemp -d "${TMPDIR:-/tmp}/pricecrew-broker.XXXXXX")
    # shellcheck disable=SC2064 # the folder of now
    trap "end '$dir'" EXIT
    trap 'exit 130' INT TERM
    PRICECREW_TEST_BROKER=$(begin "$dir")
    TEST_BROKER_API=$(<"$dir/api")
    export PRICECREW_TEST_BROKER TEST_BROKER_API
  fi
  "$@"
}

case ${1:-}${2:+ arguments} in
  'start arguments') begin "$2" ;;
  'stop arguments') end "$2" ;;
  'halt arguments') halt "$2" ;;
  'kill arguments') kill_hard "$2" ;;
  'resume arguments') resume "$(cd "$2" && pwd)" ;;
  'run arguments') run "${@:2}" ;;
  *)
    sed -n '2,11s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
