#!/usr/bin/env bash
# Whether the program in this container answers GET PATH with 200 on the port of PRICECREW_LISTEN (or PORT).
# usage: healthcheck.sh [PATH [PORT]]     default: /readyz
set -euo pipefail
path=${1:-/readyz} port=${2:-${PRICECREW_LISTEN##*:}}
exec 3<>"/dev/tcp/127.0.0.1/$port"
printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$path" >&3
read -r -t 5 answer <&3
echo "$answer"
[[ $answer == HTTP/1.?' 200'* ]]
