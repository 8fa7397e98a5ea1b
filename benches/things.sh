#!/bin/sh
# Prints what `cargo check` of a program costs that includes the types of its portal: 5 smart processes with 120 custom
# fields each, the bindings checked already. CPU seconds, wall seconds and peak memory of each run; for comparison, the same
# program without the types. Needs GNU time.
#
#     benches/things.sh [runs]
set -eu
runs=${1:-5}
root=$(cd "$(dirname "$0")/.." && pwd)
crate=$(mktemp -d)
trap 'rm -rf "$crate"' EXIT
mkdir "$crate/portal" "$crate/src"
echo "portal: 1" > "$crate/portal/portal.yaml"
for name in project visit order claim lease; do
    awk -v name="$name" 'BEGIN {
        split("string integer double money date datetime user string[] boolean(custom) file(custom) crm_link enum", types, " ")
        print "thing: " toupper(substr(name, 1, 1)) substr(name, 2)
        print "of: crm.Item\nmethods: crm.item\nwith: { entityTypeId: 1036 }"
        print "has: [assignedById, categoryId, companyId, contactIds, createdTime, id, opportunity, stageId, title]\nfields:"
        for (n = 0; n < 120; n++) {
            type = types[n % 12 + 1]
            if (type == "enum") type = "integer, values: { 1: Small, 2: Medium, 3: Large, 4: Other }"
            else type = "\"" type "\""
            printf "  ufCrm5Field%03d: { rust: field_%d, type: %s, doc: A field of the portal }\n", n, n, type
        }
    }' > "$crate/portal/$name.yaml"
done
cat > "$crate/Cargo.toml" <<TOML
[package]
name = "things"
version = "0.1.0"
edition = "2024"
[workspace]
[dependencies]
bitrix24 = { path = "$root/generated", default-features = false, features = ["crm", "rustls"] }
TOML
cp "$root/Cargo.lock" "$crate"
(cd "$crate" && cargo run -q --manifest-path "$root/Cargo.toml" -p b24 -- generate --portal portal)
wc -l "$crate/src/portal.rs"

measure() {
    (cd "$crate" && cargo check -q)
    for _ in $(seq "$runs"); do
        touch "$crate/src/lib.rs"
        (cd "$crate" && CARGO_INCREMENTAL=0 /usr/bin/time -f "%U user + %S sys s, %e s, %M KiB" cargo check -q)
    done
}

echo "pub use bitrix24::crm::item::List;" > "$crate/src/lib.rs"
echo "without the types:"
measure
echo "pub mod portal;" > "$crate/src/lib.rs"
echo "with them:"
measure
