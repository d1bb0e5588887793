#!/usr/bin/env bash
# Gives each container the certificates that are its own, readable by the user it runs as and by
# nobody else. Runs at every start, and says so where there are none, or they are too old.
set -euo pipefail

from=/from
to=/to

fail() {
  echo "$*" >&2
  exit 1
}

[ -f "$from/expires" ] || fail "There are no certificates: run docker/tls/certificates.sh, then start again."
left=$(($(cat "$from/expires") - $(date +%s)))
[ "$left" -gt 0 ] || fail "The certificates have expired: run docker/tls/certificates.sh, then start again."

for folder in "$to"/*/; do
  name=$(basename "$folder")
  cp "$from/ca.pem" "$folder/ca.pem"
  chmod 444 "$folder/ca.pem"
  [ "$name" = clients ] && continue # they have passwords
  cp "$from/$name/keystore.pem" "$folder/keystore.pem.new"
  chmod 400 "$folder/keystore.pem.new"
  chown appuser "$folder/keystore.pem.new"
  mv "$folder/keystore.pem.new" "$folder/keystore.pem"
done
echo "The certificates are good for $((left / 86400)) days."
