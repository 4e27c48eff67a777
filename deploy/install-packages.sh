#!/usr/bin/env bash
# Installs what building, running and testing need, from the distribution's packages; says what it adds.
# usage: install-packages.sh [build|test|all]     default: all
set -euo pipefail

build=(build-essential cmake ninja-build ccache pkg-config git ca-certificates
  librabbitmq-dev libcurl4-openssl-dev rapidjson-dev libgumbo-dev libasio-dev libcli11-dev libspdlog-dev libfmt-dev
  libsqlitecpp-dev libsqlite3-dev libcpp-httplib-dev prometheus-cpp-dev libxxhash-dev libpsl-dev libidn2-dev zlib1g-dev
  publicsuffix)
test=(libgtest-dev libgmock-dev libbenchmark-dev clang-19 clang-tidy-19 clang-format-19 python3 curl jq)

case ${1:-all} in
  build) wanted=("${build[@]}") ;;
  test) wanted=("${test[@]}") ;;
  all) wanted=("${build[@]}" "${test[@]}") ;;
  *) sed -n '2,3p' "$0" >&2; exit 2 ;;
esac

missing=()
for package in "${wanted[@]}"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
((${#missing[@]})) || exit 0

as_root=()
if ((EUID != 0)); then
  command -v sudo >/dev/null || { echo "install-packages: needs root or sudo to install: ${missing[*]}" >&2; exit 1; }
  as_root=(sudo)
fi
echo "install-packages: installing ${missing[*]}" >&2
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
