#!/usr/bin/env bash
# Installs what is missing, builds, and runs all tests: unit, integration with a RabbitMQ, end to end, and the checks
# of the sources. The last line says how many passed and failed.
# usage: run.sh [CTEST ARGUMENT...]     for example: run.sh -L lint, run.sh -R url
#   PRICECREW_TEST_BROKER   amqp:// URL of a RabbitMQ for the tests; without it they get one of their own
#   PRICECREW_CORPUS        folder with recorded pages; tests that need it are skipped without it
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
deploy/install-packages.sh all
deploy/build.sh
tests/support/broker.sh run tests/support/ctest.sh build "$@"
