#!/usr/bin/env bash
# One user a service, with the password of .env and the rights of acls.txt. Runs at every start: what
# is there stays, and the passwords become those of .env.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
config=$here/admin.properties
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The password goes by a file: the list of processes shows options to everybody.
user() {
  local name=$1 password=$2 said
  case $password in
    '' | *[!A-Za-z0-9._-]*)
      echo "The Kafka password of $name may have letters, digits, '.', '_' and '-' only: change it in .env." >&2
      exit 1
      ;;
  esac
  printf 'SCRAM-SHA-512=password=%s\n' "$password" > "$work/$name"
  # What the tool cannot do something with, it shows: the log is not the place for it.
  said=$(/opt/kafka/bin/kafka-configs.sh --bootstrap-server "$BOOTSTRAP_SERVERS" --command-config "$config" --alter \
    --entity-type users --entity-name "$name" --add-config-file "$work/$name" 2>&1) || {
    echo "User $name could not be made: ${said//"$password"/...}" >&2
    exit 1
  }
  echo "User $name is there."
}

user admin "$ADMIN_KAFKA_PASSWORD"
user verify "$VERIFY_KAFKA_PASSWORD"
user kafka-ui "$UI_KAFKA_PASSWORD"
user ops-console "$CONSOLE_KAFKA_PASSWORD"
user order-service "$ORDER_KAFKA_PASSWORD"
user inventory-service "$INVENTORY_KAFKA_PASSWORD"
user payment-service "$PAYMENT_KAFKA_PASSWORD"
user notification-service "$NOTIFICATION_KAFKA_PASSWORD"

acls() {
  bash /kafka-scripts/acls.sh "$1" --file /kafka-scripts/acls.txt \
    --bootstrap-server "$BOOTSTRAP_SERVERS" --command-config "$config"
}
acls create
acls check
