//! Turns `schema/` into `generated/`, and stops the build when that changed anything: cargo cannot have compiled it yet.

use std::path::Path;

use bitrix24_codegen::{Generator, Layout, Mode};

fn main() {
    println!("cargo::rerun-if-changed=schema");
    println!("cargo::rerun-if-changed=generated");
    let written = Generator::new("schema").write(Path::new("generated"), Layout::Crate, Mode::Write);
    match written {
        Ok(changes) if changes.is_empty() => {}
        Ok(changes) => {
            println!("cargo::error=bindings regenerated, build again; {} of generated/ changed:", changes.len());
            changes.to_string().lines().for_each(|line| println!("cargo::error={line}"));
            std::process::exit(1);
        }
        Err(error) => error.fail_build(),
    }
}
