#!/usr/bin/env bash
# Reads 200,000 deals over TLS from the same portal on this machine with this client and with others, in turn.
# benches/peers.sh [runs]
# Needs cargo, python3 with venv, node and npm; what it installs goes into a temporary folder.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-3}
port=${PORT:-8970}
folder=$(mktemp -d)
portal=
trap '[ -z "$portal" ] || kill "$portal"; rm -rf "$folder"' EXIT

target=${CARGO_TARGET_DIR:-target}
cargo build --quiet --release -p b24
bench=$(cargo bench --quiet -p bitrix24-runtime --bench portal --no-run --message-format=json |
  sed -n 's/.*"name":"portal".*"executable":"\([^"]*\)".*/\1/p')
python3 -m venv "$folder/python"
"$folder/python/bin/pip" install --quiet --disable-pip-version-check fast_bitrix24==1.8.14 b24pysdk==1.3.2
cp benches/peers/b24jssdk.mjs "$folder"
(cd "$folder" && npm install --silent --no-save @bitrix24/b24jssdk@2.2.0 > npm.log 2>&1)

"$target/release/b24" mock --port "$port" --tls "$folder" --rows crm.deal=200000 > "$folder/portal" &
portal=$!
until grep -q '^authority' "$folder/portal"; do sleep 0.2; done
B24_WEBHOOK=$(sed -n 's/^webhook  *\(http[^ ]*\)$/\1/p' "$folder/portal")
export B24_WEBHOOK SSL_CERT_FILE=$folder/ca.pem REQUESTS_CA_BUNDLE=$folder/ca.pem NODE_EXTRA_CA_CERTS=$folder/ca.pem

names=(bitrix24 'b24 list' fast_bitrix24 b24pysdk b24jssdk)
run() {
  case $1 in
  bitrix24) "$bench" list-client "$B24_WEBHOOK" ;;
  'b24 list') "$target/release/b24" list crm.item.list '{"entityTypeId": 2}' --limits none ;;
  fast_bitrix24) "$folder/python/bin/python" benches/peers/fast_bitrix24_list.py ;;
  b24pysdk) "$folder/python/bin/python" benches/peers/b24pysdk_list.py ;;
  b24jssdk) node "$folder/b24jssdk.mjs" ;;
  esac
}
TIMEFORMAT='%R %U %S'
for _ in $(seq "$runs"); do
  for name in "${names[@]}"; do
    { time run "$name" > "$folder/out" 2> "$folder/err"; } 2>> "$folder/times $name" || cat "$folder/err" >&2
    case $name in
    bitrix24) ;; # It checks that itself.
    'b24 list') [ "$(wc -l < "$folder/out")" = 200000 ] ;;
    *) [ "$(tail -n 1 "$folder/out")" = 200000 ] ;;
    esac || { echo "$name did not read all: $(tail -c 300 "$folder/out" "$folder/err")" >&2; }
  done
done

median() { sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }
echo '| client | wall | CPU |'
echo '| --- | --- | --- |'
for name in "${names[@]}"; do
  wall=$(cut -d' ' -f1 "$folder/times $name" | median)
  cpu=$(awk '{ print $2 + $3 }' "$folder/times $name" | median)
  printf '| %s | %.2f s | %.2f s |\n' "$name" "$wall" "$cpu"
done
