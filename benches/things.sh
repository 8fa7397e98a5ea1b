#!/bin/sh
# Prints what `cargo check` costs of the types of a portal with 5 smart processes and 600 custom fields, those of tests/whole_portal,
# the bindings checked already: CPU seconds, wall seconds and peak memory of each run. Needs GNU time.
#
#     benches/things.sh [runs]
set -eu
cd "$(dirname "$0")/.."
export CARGO_INCREMENTAL=0
cargo check -q -p whole-portal
for _ in $(seq "${1:-5}"); do
    touch tests/whole_portal/src/lib.rs
    /usr/bin/time -f "%U user + %S sys s, %e s, %M KiB" cargo check -q -p whole-portal
done
