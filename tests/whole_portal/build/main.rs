//! Writes the description of a large portal, its types, and a test of each of its fields.

mod checks;
mod folder;

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=build");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let portal = out.join("portal");
    fs::create_dir_all(&portal).expect("a folder");
    for (name, text) in folder::files() {
        update(&portal.join(name), &text);
    }
    bitrix24_codegen::portal(portal).generate();
    update(&out.join("checks.rs"), &checks::all());
}

/// Writes a file, if that changes it.
fn update(path: &Path, text: &str) {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::write(path, text).expect("a file");
    }
}
