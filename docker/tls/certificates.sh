#!/usr/bin/env bash
# Makes the certificates for docker-compose-secure.yml. Needs openssl.
set -euo pipefail

usage() {
  cat << TEXT
Usage: $(basename "$0") [FOLDER]

Makes a certificate for each broker and one for the administrator, good for a year, and the first
time a CA of one's own that signs them, good for ten. Run it again before the year is over, then
restart the brokers one after another: who trusts the CA goes on trusting them.

FOLDER is where they go (default: $(dirname "$0")/made, which git ignores). Keep it to yourself: who
has ca.key can be everybody. In an empty folder all starts anew, with another CA.
TEXT
}

case ${1:-} in
  -h | --help)
    usage
    exit
    ;;
  -*)
    usage >&2
    exit 2
    ;;
esac
command -v openssl > /dev/null || {
  echo "$(basename "$0"): there is no openssl, which makes the certificates: install it." >&2
  exit 1
}

made=${1:-$(cd "$(dirname "$0")" && pwd)/made}
days=365
umask 077
mkdir -p "$made"
chmod 700 "$made"
cd "$made"

new_key() {
  openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" 2> /dev/null
}

if [ ! -f ca.key ]; then
  cat > ca.conf << TEXT
[req]
distinguished_name = name
x509_extensions = extensions
prompt = no
[name]
CN = Orderflow CA $(date +%Y-%m-%d)
[extensions]
basicConstraints = critical, CA:true, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
TEXT
  new_key ca.key
  openssl req -x509 -new -sha256 -key ca.key -config ca.conf -days 3650 -out ca.pem
  rm ca.conf
fi

# certificate FOLDER COMMON-NAME USAGE [NAMES]: keystore.pem is the key and its certificate.
certificate() {
  mkdir -p "$1"
  new_key "$1/key.pem"
  openssl req -new -key "$1/key.pem" -subj "/CN=$2" -out "$1/request.pem"
  {
    echo "basicConstraints = critical, CA:false"
    echo "keyUsage = critical, digitalSignature"
    echo "extendedKeyUsage = $3"
    [ -z "${4:-}" ] || echo "subjectAltName = $4"
  } > "$1/extensions.conf"
  openssl x509 -req -sha256 -days "$days" -in "$1/request.pem" -CA ca.pem -CAkey ca.key \
    -set_serial "0x$(openssl rand -hex 16)" -extfile "$1/extensions.conf" -out "$1/certificate.pem" 2> /dev/null
  cat "$1/key.pem" "$1/certificate.pem" > "$1/keystore.pem"
  rm "$1/key.pem" "$1/certificate.pem" "$1/request.pem" "$1/extensions.conf"
}

# Brokers know each other by the common name, clients know them by the others.
for broker in kafka kafka-2 kafka-3; do
  certificate "$broker" broker serverAuth,clientAuth "DNS:$broker,DNS:localhost,IP:127.0.0.1"
done
certificate admin admin clientAuth
# In seconds since 1970, so that who looks needs nothing but a shell.
echo $(($(date +%s) + days * 86400)) > expires
echo "The certificates in $made are good for $days days."
