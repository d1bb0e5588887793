#!/bin/sh
# Measures the console of a local stack that runs while the events of 1,000 orders a second go over its topics for a minute (the events
# of one order again and again, which services know already); needs Chromium or Chrome. -Dorderflow.orders, .seconds and .viewers say
# other numbers.
#
#   ./orderflow up --detach && docs/console-under-load.sh && ./orderflow verify && ./orderflow down
#
# ORDERFLOW_PORT_OFFSET says where it runs, if not on the usual ports.
set -eu

project=$(cd "$(dirname "$0")/.." && pwd)
"$project/mvnw" -q -f "$project/pom.xml" -pl system-tests -am test -Dspotless.check.skip \
    -Dtest=ConsoleUnderLoad -Dsurefire.failIfNoSpecifiedTests=false \
    -Dorderflow.port-offset="${ORDERFLOW_PORT_OFFSET:-0}" "$@"
sed -n '/^offered/,$p' "$project/system-tests/target/surefire-reports/dev.orderflow.system.ConsoleUnderLoad-output.txt"
