#!/usr/bin/env bash
# includes.py finds what is planted, and lets pass what is allowed: each case is a file, one include, a verdict.
set -euo pipefail
checker=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/includes.py
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT

cases=0
while read -r verdict file include; do
  [[ -n $verdict ]] || continue
  rm -rf "${tree:?}"/*
  mkdir -p "$tree/$(dirname "$file")"
  echo "#include $include" >"$tree/$file"
  status=0
  output=$(python3 "$checker" "$tree") || status=$?
  case $verdict/$status in
    allowed/0) ;;
    refused/1) [[ $output == *"$file:1:"* ]] || { echo "not named: $file $include: $output" && exit 1; } ;;
    *) echo "not $verdict: $file $include: $output" && exit 1 ;;
  esac
  cases=$((cases + 1))
done <<'CASES'
allowed common/domain/a.cc "common/domain/b.h"
allowed common/domain/a.cc <chrono>
allowed common/domain/a.cc <rapidjson/document.h>
refused common/domain/a.cc "common/html/page.h"
refused common/domain/a.cc "common/ports/clock.h"
refused common/domain/a.cc <asio/awaitable.hpp>
refused common/domain/a.cc <thread>
refused common/domain/sub/a.cc <fstream>
allowed common/html/a.cc "common/domain/b.h"
refused common/html/a.cc "common/pipeline/lanes.h"
refused common/html/a.cc <spdlog/spdlog.h>
refused common/html/a.cc <mutex>
allowed common/ports/a.h <asio/awaitable.hpp>
refused common/ports/a.h "common/pipeline/lanes.h"
allowed common/pipeline/a.cc "common/html/page.h"
refused common/pipeline/a.cc "common/io/curl_http_client.h"
refused common/pipeline/a.cc "common/app/settings.h"
allowed common/io/a.cc "common/ports/broker.h"
refused common/io/a.cc "common/app/settings.h"
refused common/app/a.cc "common/io/memory_broker.h"
refused common/app/main.cc "common/io/memory_broker.h"
allowed common/wiring/a.cc "common/io/memory_broker.h"
refused common/io/a.cc "common/wiring/real_parts.h"
allowed worker/main.cc "common/wiring/real_parts.h"
refused worker/a.cc "common/wiring/real_parts.h"
allowed producer/main.cc "common/io/memory_broker.h"
refused producer/serve.cc "common/io/memory_broker.h"
refused producer/a.cc "worker/extract.h"
refused worker/a.cc "aggregator/store.h"
refused aggregator/main.cc "producer/discover.h"
allowed aggregator/a.cc "common/app/settings.h"
allowed standalone/scrape.cc "worker/extract.h"
refused standalone/scrape.cc "common/io/memory_broker.h"
allowed standalone/main.cc "common/io/memory_broker.h"
refused worker/a.cc "tests/shop/site.h"
refused worker/a.cc <producer/discover.h>
CASES
# An empty tree is no clean tree.
rm -rf "${tree:?}"/*
! python3 "$checker" "$tree" >/dev/null || { echo "an empty tree passed" && exit 1; }
echo "$cases cases"
