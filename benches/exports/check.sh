#!/usr/bin/env bash
# Gives the exports to tools of other ecosystems: validators, generators of code, viewers, and a tester against the mock portal.
# benches/exports/check.sh
# Needs cargo, python3 with venv, node and npm, Java, Chromium, and the network; what it installs goes into a temporary folder.
set -euo pipefail
cd "$(dirname "$0")/../.."
port=${PORT:-8972}
folder=$(mktemp -d)
portal=
trap '[ -z "$portal" ] || kill "$portal"; rm -rf "$folder"' EXIT
skip() { echo "skipped: $1"; exit 0; }

python3 -m venv "$folder/python" || skip 'python3 has no venv'
python=$folder/python/bin
"$python/pip" install --quiet --disable-pip-version-check --retries 1 openapi-spec-validator==0.9.0 \
  datamodel-code-generator==0.89.0 pydantic==2.14.4 schemathesis==4.32.5 openapi-generator-cli==7.26.0 pyyaml 2> "$folder/pip" ||
  skip 'the packages of Python cannot be had'
cp benches/exports/*.mjs benches/exports/*.ts "$folder"
(cd "$folder" && npm install --silent --no-save openapi-typescript@7.13.0 typescript@5.9.3 @types/node@24 @bitrix24/b24jssdk@2.2.0 \
  @redocly/cli@2 swagger-ui-dist@5 redoc@2 axe-core@4 puppeteer-core@24 > npm.log 2>&1) || skip 'the packages of Node cannot be had'

cargo build --quiet -p b24
b24=${CARGO_TARGET_DIR:-$PWD/target}/debug/b24
repository=$PWD
status=0
step() {
  local start=$SECONDS
  echo "== $1"
  shift
  "$@" || { status=1; echo "FAILED"; }
  echo "   $((SECONDS - start)) s"
}
tsc() { node_modules/.bin/tsc --strict --noEmit --types node --target es2022 --lib es2022,dom --module nodenext --moduleResolution nodenext "$@"; }

cd "$folder"
"$b24" export openapi --output all.json
"$b24" export openapi --answers strict --output strict.json
"$b24" export openapi --format yaml --output all.yaml
"$b24" export openapi --only 'tasks.*' --output tasks.json
"$b24" export openapi --api v2 --only 'crm.deal.*' --only 'user.*' --output v2.json
"$b24" export openapi --api v3 --output v3.json
"$b24" export typescript --output bitrix24.d.ts
"$b24" export html --output catalogue
(cd "$repository" && "$b24" diff examples/own-schema/schema schema --method 'user.*' --format html > "$folder/diff.html") || true

same() { "$python/python" -c 'import json, yaml; assert json.load(open("all.json")) == yaml.load(open("all.yaml"), yaml.CSafeLoader)'; }
step 'YAML says what JSON says' same
for document in all strict tasks v2 v3; do step "openapi-spec-validator: $document" "$python/openapi-spec-validator" "$document.json"; done
step 'redocly lint' node_modules/.bin/redocly lint all.json --format=summary

for document in all strict; do
  step "openapi-typescript: $document" node_modules/.bin/openapi-typescript "$document.json" --output "$document.ts"
  step "tsc --strict: its types of $document" tsc "$document.ts"
done
step 'tsc --strict: declarations' tsc bitrix24.d.ts
step 'tsc --strict: right and wrong calls' tsc calls.ts
step "tsc --strict: beside the vendor's SDK" tsc --skipLibCheck sdk.ts

for document in all strict; do
  step "datamodel-codegen: $document" "$python/datamodel-codegen" --input "$document.json" --input-file-type openapi \
    --output "models_$document.py" --output-model-type pydantic_v2.BaseModel --target-python-version 3.11
  step "import of its models of $document" "$python/python" -c "import models_$document"
done
generate() { "$python/openapi-generator-cli" generate -g python -i tasks.json -o client > generator.log 2>&1 || { tail generator.log; false; }; }
step 'openapi-generator: a client of Python' generate
"$python/pip" install --quiet --disable-pip-version-check -r client/requirements.txt
step 'import of the client' env PYTHONPATH=client "$python/python" -c 'import openapi_client; print(len(dir(openapi_client)), "names")'

"$b24" mock --port "$port" --rows crm.deal=50 > portal & portal=$!
until grep -q '^authority' portal; do sleep 0.2; done
secret=$(sed -n 's|^webhook  *http.*/rest/1/\([^/]*\)/$|\1|p' portal | head -n 1)
test_with() {
  "$python/schemathesis" run "$1" --url "http://127.0.0.1:$port/$2/1/$secret" --phases examples,fuzzing -n 3 --seed 1 \
    --checks not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance \
    > schemathesis.log 2>&1 || { tail -60 schemathesis.log; false; }
  tail -n 1 schemathesis.log
}
step 'schemathesis against the mock: version 2' test_with v2.json rest
step 'schemathesis against the mock: REST 3.0' test_with v3.json rest/api

step 'Swagger UI and Redoc' node viewers.mjs swagger:tasks.json redoc:tasks.json swagger:all.json
step 'catalogue and comparison in a browser' node pages.mjs "$folder/catalogue" "$folder/diff.html"
du -sh catalogue
exit "$status"
