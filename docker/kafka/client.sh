#!/usr/bin/env bash
# Prints the settings with which a user of docker-compose-secure.yml gets to the brokers from this
# machine, for --command-config: docker/kafka/client.sh admin > admin.properties
set -euo pipefail

project=$(cd "$(dirname "$0")/../.." && pwd)
settings=${2:-$project/.env}
case ${1:-} in
  admin | verify) variable=$(echo "$1" | tr '[:lower:]' '[:upper:]')_KAFKA_PASSWORD ;;
  order-service | inventory-service | payment-service | notification-service)
    variable=$(echo "${1%-service}" | tr '[:lower:]' '[:upper:]')_KAFKA_PASSWORD
    ;;
  kafka-ui) variable=UI_KAFKA_PASSWORD ;;
  ops-console) variable=CONSOLE_KAFKA_PASSWORD ;;
  *)
    echo "Usage: $(basename "$0") admin|verify|kafka-ui|ops-console|order-service|inventory-service|payment-service|notification-service [ENV-FILE]" >&2
    exit 2
    ;;
esac
password=$(sed -n "s/^$variable=//p" "$settings")
[ -n "$password" ] || {
  echo "$(basename "$0"): $settings has no $variable: copy .env.example to .env and fill it in." >&2
  exit 1
}
cat << TEXT
security.protocol=SASL_SSL
sasl.mechanism=SCRAM-SHA-512
sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="$1" password="$password";
ssl.truststore.type=PEM
ssl.truststore.location=${KAFKA_CERTIFICATES:-$project/docker/tls/made}/ca.pem
TEXT
