#!/usr/bin/env bash
# Installs what building, running and testing need, from the distribution's packages, and says what it adds.
# Nothing is asked of the network when nothing is missing. For Debian 12 and later, Ubuntu 24.04 and later.
# usage: install-packages.sh [build|test|broker|fuzz|all]...     default: all (build and test)
#   build    compiler, CMake and libraries
#   test     what tests/run.sh needs beside that; of it the clang tools and shellcheck can be missing
#   broker   RabbitMQ, without starting its service
#   fuzz     what tests/fuzz/run.sh needs: clang 19 and its libFuzzer
set -euo pipefail

build=(build-essential cmake ninja-build ccache pkg-config git ca-certificates
  librabbitmq-dev libcurl4-openssl-dev rapidjson-dev libgumbo-dev libasio-dev libcli11-dev libspdlog-dev libfmt-dev
  libsqlitecpp-dev libsqlite3-dev libcpp-httplib-dev prometheus-cpp-dev libxxhash-dev libpsl-dev libidn2-dev zlib1g-dev
  libdeflate-dev publicsuffix libgtest-dev libgmock-dev libbenchmark-dev)
test=(python3 curl jq)
test_optional=(clang-19 clang-tidy-19 clang-format-19 shellcheck)
broker=(rabbitmq-server)
fuzz=(clang-19 libclang-rt-19-dev)

say() { echo "install-packages: $*" >&2; }
die() { say "$*"; exit 1; }

installed() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }
offered() { [[ -n $(apt-cache madison "$1" 2>/dev/null) ]]; }

missing() { # missing PACKAGE...: those that are not installed
  local package
  for package; do installed "$package" || echo "$package"; done
}

as_root() {
  if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}

# The package's service must not start, nor start with the machine: the tests bring up a node of their own.
without_services() {
  local policy=/usr/sbin/policy-rc.d ours=
  if [[ ! -e $policy ]]; then
    ours=1
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
  fi
  local status=0
  "$@" || status=$?
  [[ -z $ours ]] || as_root rm -f "$policy"
  if [[ -d /run/systemd/system ]]; then
    as_root systemctl --quiet disable rabbitmq-server.service epmd.socket epmd.service 2>/dev/null || true
  fi
  return "$status"
}

apt_install() {
  local log
  log=$(mktemp)
  if ! as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@" >"$log" 2>&1; then
    tail -15 "$log" >&2
    rm -f "$log"
    die "apt-get could not install: $*"
  fi
  rm -f "$log"
}

wanted=() optional=()
for part in "${@:-all}"; do
  case $part in
    build) wanted+=("${build[@]}") ;;
    test) wanted+=("${test[@]}") optional+=("${test_optional[@]}") ;;
    broker) wanted+=("${broker[@]}") ;;
    fuzz) wanted+=("${build[@]}" "${fuzz[@]}") ;;
    all) wanted+=("${build[@]}" "${test[@]}") optional+=("${test_optional[@]}") ;;
    *)
      sed -n '2,8s/^# //p' "$0" >&2
      exit 2
      ;;
  esac
done
command -v dpkg-query apt-get >/dev/null || die "needs Debian, Ubuntu or a relative: there is no apt-get here"

mapfile -t wanted < <(missing "${wanted[@]}")
mapfile -t optional < <(missing "${optional[@]}")
((${#wanted[@]} + ${#optional[@]})) || exit 0
if ((EUID != 0)) && ! command -v sudo >/dev/null; then
  ((${#wanted[@]})) || exit 0
  die "needs root or sudo to install: ${wanted[*]}"
fi

# Asked once only where it can help: what is optional and not offered today will not be offered on the next run.
refresh() { as_root apt-get update -qq || say "apt-get update failed; going on with the package lists that are there"; }
lists_age_days=$((($(date +%s) - $(stat -c %Y /var/lib/apt/lists 2>/dev/null || echo 0)) / 86400))
((${#wanted[@]} == 0 && lists_age_days < 1)) || refresh

unknown=()
for package in "${wanted[@]}"; do offered "$package" || unknown+=("$package"); done
((${#unknown[@]} == 0)) ||
  die "this distribution does not offer: ${unknown[*]} (Debian 12 or later, Ubuntu 24.04 or later)"

extra=()
for package in "${optional[@]}"; do
  if offered "$package"; then
    extra+=("$package")
  else
    say "NOTE: this distribution does not offer $package; the checks that need it will be skipped"
  fi
done

((${#wanted[@]} + ${#extra[@]})) || exit 0
say "installing ${wanted[*]} ${extra[*]}"
install=(apt_install)
for package in "${wanted[@]}"; do [[ $package != rabbitmq-server ]] || install=(without_services apt_install); done
"${install[@]}" "${wanted[@]}" "${extra[@]}"
