#!/usr/bin/env bash
# Whether the service in this container is ready. Needs nothing but bash.
set -euo pipefail

exec 3<> "/dev/tcp/127.0.0.1/$SERVER_PORT"
printf 'GET /actuator/health/readiness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
read -r -t 3 _ status _ <&3
[ "$status" = 200 ]
