//! Generates `bitrix24.rs` into cargo's `OUT_DIR`: the `vacation` methods of this crate's own schema, and no others.

fn main() {
    bitrix24_codegen::Generator::new("schema").only(["vacation.*"]).build();
}
