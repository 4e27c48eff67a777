# shellcheck shell=bash
# What shell tests share: processes in the background that end with the test, waiting without sleeping blindly,
# and assertions that say what they saw. Source it; it sets an EXIT trap and makes $work, a folder that ends too.
# ports.sh comes with it: listens, free_port, wait_until.
#
#   start NAME COMMAND...        runs in the background; its output goes to $work/NAME.log; several can share no name
#   pid NAME                     its process id
#   wait_for_match NAME RE [S]   waits for the first match of RE in its log and prints it (default 20 s)
#   wait_for_exit NAME [S]       waits for its end; returns its exit code
#   stop NAME [SIGNAL]           TERM and then its exit code; NAME is free again
#   kill_hard NAME               kill -9, and waits until it is gone
#   wait_for_port PORT [S]       until something listens on 127.0.0.1:PORT
#   fetch URL                    prints what GET answers (http only; 200 or failure)
#   fail TEXT, skip REASON       end the test: exit 1, exit 77 (ctest's SKIP_RETURN_CODE)
#   expect_equal WHAT WANT GOT, expect_match WHAT RE GOT, expect_exit CODE COMMAND...

set -euo pipefail
# shellcheck source=tests/support/ports.sh
source "${BASH_SOURCE[0]%/*}/ports.sh"
work=$(mktemp -d "${TMPDIR:-/tmp}/pricecrew.XXXXXX")
declare -A lib_pids=()
lib_cleanups=()

at_exit() { lib_cleanups=("$*" "${lib_cleanups[@]}"); } # at_exit 'COMMAND': run at the end, last one first

lib_end() {
  local status=$? name command
  trap - EXIT INT TERM
  for name in "${!lib_pids[@]}"; do
    if ((status != 0 && status != 77)); then
      echo "--- end of $name.log" >&2
      tail -n 20 "$work/$name.log" >&2 || true
    fi
    kill -KILL "${lib_pids[$name]}" 2>/dev/null || true
    wait "${lib_pids[$name]}" 2>/dev/null || true
  done
  for command in "${lib_cleanups[@]}"; do eval "$command" || true; done
  rm -rf "$work"
  exit "$status"
}
trap lib_end EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

skip() {
  echo "SKIPPED: $*"
  exit 77
}

start() {
  local name=$1
  shift
  [[ -z ${lib_pids[$name]:-} ]] || fail "start: $name runs already"
  "$@" >"$work/$name.log" 2>&1 </dev/null &
  lib_pids[$name]=$!
}

pid() { echo "${lib_pids[$1]}"; }

lib_running() { kill -0 "${lib_pids[$1]}" 2>/dev/null; }

lib_matched_or_gone() { grep -Eq "$2" "$work/$1.log" || ! lib_running "$1"; }

wait_for_match() {
  local name=$1 pattern=$2 seconds=${3:-20}
  wait_until "$seconds" lib_matched_or_gone "$name" "$pattern" || true
  grep -Eo -m1 "$pattern" "$work/$name.log" && return 0
  if lib_running "$name"; then
    echo "$name did not say /$pattern/ within $seconds s" >&2
  else
    echo "$name ended before it said /$pattern/" >&2
  fi
  tail -n 20 "$work/$name.log" >&2
  return 1
}

lib_gone() { ! lib_running "$1"; }

wait_for_exit() {
  local name=$1 status=0
  wait_until "${2:-30}" lib_gone "$name" || fail "$name (pid ${lib_pids[$name]}) has not ended after ${2:-30} s"
  wait "${lib_pids[$name]}" || status=$?
  unset "lib_pids[$name]"
  return "$status"
}

stop() {
  kill -s "${2:-TERM}" "${lib_pids[$1]}" 2>/dev/null || true
  wait_for_exit "$1"
}

kill_hard() {
  kill -KILL "${lib_pids[$1]}"
  wait_for_exit "$1" || true
}

wait_for_port() { wait_until "${2:-20}" listens "$1" || fail "nothing listens on 127.0.0.1:$1 after ${2:-20} s"; }

fetch() {
  local url=${1#http://} host path line
  host=${url%%/*}
  path=/${url#*/}
  exec 3<>"/dev/tcp/${host%:*}/${host##*:}" || return 1
  printf 'GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n' "$path" "$host" >&3
  read -r -t 20 line <&3
  [[ $line == 'HTTP/1.'?' 200'* ]] || { echo "GET $1: $line" >&2 && return 1; }
  while read -r -t 20 line <&3 && [[ $line != $'\r' ]]; do :; done
  cat <&3
  exec 3>&-
}

expect_equal() { [[ $2 == "$3" ]] || fail "$1: wanted '$2', got '$3'"; }

expect_match() { [[ $3 =~ $2 ]] || fail "$1: /$2/ is not in '$3'"; }

expect_exit() {
  local wanted=$1 got=0
  shift
  "$@" || got=$?
  [[ $got == "$wanted" ]] || fail "exit code $got instead of $wanted: $*"
}
