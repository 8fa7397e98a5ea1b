//! Turns `schema/` into `generated/` and the packed catalogue, and stops the build when that changed anything: cargo cannot have compiled it yet.

use std::path::Path;

use bitrix24_codegen::{Generator, Layout, Mode};

/// The packed catalogue of those who have no folder of YAML.
const CATALOGUE: &str = "generator/catalogue/src/catalogue.bin";

fn main() {
    println!("cargo::rerun-if-changed=schema");
    println!("cargo::rerun-if-changed=generated");
    println!("cargo::rerun-if-changed={CATALOGUE}");
    let generator = Generator::new("schema");
    let model = match generator.model() {
        Ok(model) => model,
        Err(error) => error.fail_build(),
    };
    let released = match generator.apart(&model, Path::new("generated")) {
        Ok(released) => released,
        Err(error) => error.fail_build(),
    };
    let packed = bitrix24_catalogue::write(Path::new(CATALOGUE), &model, &released, Mode::Write);
    let written = generator.write_model(model, Path::new("generated"), Layout::Crate, Mode::Write);
    match packed.map_err(bitrix24_codegen::Error::Io) {
        Ok(false) => {}
        Ok(true) => println!("cargo::error={CATALOGUE} is packed again, build again"),
        Err(error) => error.fail_build(),
    }
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
