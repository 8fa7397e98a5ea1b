#!/usr/bin/env bash
# Runs other clients, unmodified, against the mock portal: they have to find what they expect of Bitrix24.
# benches/peers/check.sh
# Needs cargo, python3 with venv, node and npm, and the network; what it installs goes into a temporary folder.
set -euo pipefail
cd "$(dirname "$0")/../.."
port=${PORT:-8971}
folder=$(mktemp -d)
portal=
trap '[ -z "$portal" ] || kill "$portal"; rm -rf "$folder"' EXIT
skip() { echo "skipped: $1"; exit 0; }

python3 -m venv "$folder/python" || skip 'python3 has no venv'
"$folder/python/bin/pip" install --quiet --disable-pip-version-check --retries 1 \
  fast_bitrix24==1.8.14 b24pysdk==1.3.2 2> "$folder/pip" || skip 'the packages of Python cannot be had'
cp benches/peers/check_b24jssdk.mjs "$folder"
(cd "$folder" && npm install --silent --no-save @bitrix24/b24jssdk@2.2.0 > npm.log 2>&1) ||
  skip 'the packages of Node cannot be had'

cargo build --quiet -p b24 --no-default-features --features mock
"${CARGO_TARGET_DIR:-target}/debug/b24" mock --port "$port" --tls "$folder" \
  --rows crm.deal=1000 --rows tasks.task=120 > "$folder/portal" &
portal=$!
until grep -q '^authority' "$folder/portal"; do sleep 0.2; done
told() { sed -n "s/^$1  *\(.*\)$/\1/p" "$folder/portal"; }
B24_WEBHOOK=$(told 'webhook' | head -n 1)
CLIENT_ID=$(told 'client id') CLIENT_SECRET=$(told 'client secret')
ACCESS_TOKEN=$(told 'access token') REFRESH_TOKEN=$(told 'refresh token')
export B24_WEBHOOK CLIENT_ID CLIENT_SECRET ACCESS_TOKEN REFRESH_TOKEN
export SSL_CERT_FILE=$folder/ca.pem REQUESTS_CA_BUNDLE=$folder/ca.pem NODE_EXTRA_CA_CERTS=$folder/ca.pem

status=0
"$folder/python/bin/python" benches/peers/check_fast_bitrix24.py || status=1
"$folder/python/bin/python" benches/peers/check_b24pysdk.py || status=1
node "$folder/check_b24jssdk.mjs" || status=1
exit "$status"
