#!/bin/sh
# Prints what `cargo check` of a generated crate costs: CPU seconds and peak memory, for all features and for `crm`
# alone; the median of several runs is what to quote. Needs GNU time.
#
#     benches/compile.sh [folder of the crate] [runs]
set -eu
crate=${1:-generated}
runs=${2:-3}
cd "$crate"

measure() {
    cargo check -q "$@"
    for _ in $(seq "$runs"); do
        touch src/lib.rs
        CARGO_INCREMENTAL=0 /usr/bin/time -f "%U user + %S sys s, %M KiB" cargo check -q "$@"
    done
}

echo "all features:"
measure --all-features
echo "crm alone:"
measure --no-default-features --features crm,rustls
