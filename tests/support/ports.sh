# shellcheck shell=bash
# Waiting and ports, for lib.sh and broker.sh.
#   listens PORT              whether something listens on 127.0.0.1:PORT
#   free_port                 prints a port on which nothing listens
#   wait_until S COMMAND...   repeats the command until it succeeds; fails after S seconds

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Below the range from which the kernel takes ports for outgoing connections.
free_port() {
  local port
  for _ in {1..100}; do
    port=$((20000 + (RANDOM << 1 ^ RANDOM) % 12000))
    listens "$port" || { echo "$port" && return 0; }
  done
  echo "no free port found" >&2
  return 1
}

wait_until() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < deadline)) || return 1
    sleep 0.1
  done
}
