#!/usr/bin/env bash
# Starts the broker with JMX on $BROKER_JMX_PORT, unless that is empty, and its figures for Prometheus on port 9404.
# Not by the container's environment: Kafka's tools would take the same ports there.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
agent=$here/jmx_prometheus_javaagent.jar
jmx_port=${BROKER_JMX_PORT-9101}

KAFKA_OPTS=
if [ -n "$jmx_port" ]; then
  KAFKA_OPTS="-Dcom.sun.management.jmxremote.port=$jmx_port -Dcom.sun.management.jmxremote.rmi.port=$jmx_port"
  KAFKA_OPTS="$KAFKA_OPTS -Dcom.sun.management.jmxremote.authenticate=false -Dcom.sun.management.jmxremote.ssl=false"
  # Where a client outside is sent to: the port is published on loopback.
  KAFKA_OPTS="$KAFKA_OPTS -Djava.rmi.server.hostname=localhost"
fi
if [ -f "$agent" ]; then
  KAFKA_OPTS="$KAFKA_OPTS -javaagent:$agent=9404:$here/jmx.yml"
else
  echo "No figures of the broker for Prometheus: ./mvnw -N -Pdocker package brings the agent, then start again." >&2
fi
export KAFKA_OPTS
exec /etc/kafka/docker/run
