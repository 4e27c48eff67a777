#!/usr/bin/env bash
# tests/support/lib.sh itself: what every other script here stands on.
# shellcheck source=tests/support/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/../support/lib.sh"

# A process that says something, listens, and ends with a code of its own when asked to.
port=$(free_port)
cat >"$work/server.py" <<'PY'
import http.server, signal, sys
class Hello(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/hello?a=b" else 404)
        self.end_headers()
        self.wfile.write(b"hello\nworld")
signal.signal(signal.SIGTERM, lambda *_: sys.exit(3))
server = http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Hello)
print("ready on port", sys.argv[1], flush=True)
server.serve_forever()
PY
start server python3 "$work/server.py" "$port"
expect_equal "first match" "port $port" "$(wait_for_match server 'port [0-9]+')"
wait_for_port "$port"
expect_equal "a page" $'hello\nworld' "$(fetch "http://127.0.0.1:$port/hello?a=b")"
! fetch "http://127.0.0.1:$port/other" 2>/dev/null || fail "a 404 passed as a page"
[[ $(free_port) != "$port" ]] || fail "a port in use was called free"
expect_exit 3 stop server
! listens "$port" || fail "the server is still there"

# A process that ends by itself, or says nothing, does not hold a test up.
start short bash -c 'echo over; exit 7'
expect_exit 7 wait_for_exit short 5
start silent sleep 30
! wait_for_match silent never 1 2>/dev/null || fail "a line was found that nobody said"
kill_hard silent
start mute true
! wait_for_match mute never 10 2>/dev/null || fail "a line was found in an empty log"
((SECONDS < 10)) || fail "waited for a process that had ended"

# Whatever happens, nothing stays: neither processes nor the folder; a failure's exit code comes through.
run_apart() { bash -c "source '${BASH_SOURCE[0]%/*}/../support/lib.sh'; $1" >"$work/apart.out" 2>&1; }
# shellcheck disable=SC2016 # the shell apart expands it
expect_exit 1 run_apart 'echo "$work" >&2; start left sleep 60; at_exit "echo cleaned"; pid left; fail "on purpose"'
expect_match "the failure" 'FAILED: on purpose.*cleaned' "$(tr '\n' ' ' <"$work/apart.out")"
[[ ! -e $(head -1 "$work/apart.out") ]] || fail "the folder of a failed script is still there"
left=$(sed -n 2p "$work/apart.out")
[[ ! -e /proc/$left ]] || fail "the process $left of a failed script is still there"
expect_exit 77 run_apart 'skip "no engine"'
expect_match "the reason" '^SKIPPED: no engine' "$(cat "$work/apart.out")"
expect_exit 1 run_apart 'expect_equal sum 4 5'
expect_exit 1 run_apart 'expect_match text "^a" b'
expect_exit 1 run_apart 'expect_exit 0 false'
echo "lib.sh does what it says"
