#!/bin/sh
# Makes the pictures in docs/images anew, of a local stack that runs; needs Chromium or Chrome.
#
#   ./orderflow up --detach && docs/screenshots.sh && ./orderflow down
#
# ORDERFLOW_PORT_OFFSET says where it runs, if not on the usual ports.
set -eu

project=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$project/docs/images"
exec "$project/mvnw" -q -f "$project/pom.xml" -pl system-tests -am test -Dspotless.check.skip \
    -Dtest=ConsoleScreenshots -Dsurefire.failIfNoSpecifiedTests=false \
    -Dorderflow.images="$project/docs/images" -Dorderflow.port-offset="${ORDERFLOW_PORT_OFFSET:-0}" "$@"
