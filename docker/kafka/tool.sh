#!/usr/bin/env bash
# Runs one of Kafka's tools in the broker's container, for kafka-scripts: tool.sh topics --list.
# Who may enter the container has the broker's certificate at hand, so where there is one, it is used.
set -euo pipefail

tool=$1
shift
# The broker's heap is not theirs.
export KAFKA_HEAP_OPTS="-Xmx192m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"
if [ -f /certificates/keystore.pem ]; then
  set -- --bootstrap-server localhost:19093 --command-config /opt/orderflow/admin.properties "$@"
else
  set -- --bootstrap-server localhost:19092 "$@"
fi
exec "/opt/kafka/bin/kafka-$tool.sh" "$@"
