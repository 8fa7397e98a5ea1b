//! What is kept between runs: files below cargo's `target`, which may be lost at any time.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Returns the path of a file of this kind for this program and an emitted crate. Without a `target` of cargo's around,
/// nothing is kept.
pub(crate) fn place(kind: &str, folder: &Path) -> Option<PathBuf> {
    let is_target = |folder: &Path| folder.join("CACHEDIR.TAG").is_file();
    let of_cargo = env::var_os("CARGO_TARGET_DIR").map(PathBuf::from).filter(|target| is_target(target));
    let folder = fs::canonicalize(folder).ok()?;
    let around = || folder.ancestors().map(|folder| folder.join("target")).find(|target| is_target(target));
    let target = of_cargo.or_else(around)?;
    Some(target.join("b24").join(format!("{kind}-{:016x}", hash(&(folder, env::current_exe().ok()?)))))
}

/// Returns a hash of the running program, because another build may make something else of the same input.
pub(crate) fn program() -> Option<u64> {
    let meta = fs::metadata(env::current_exe().ok()?).ok()?;
    // Programs that are unpacked may all have one time of change, but not of creation.
    Some(hash(&(env!("CARGO_PKG_VERSION"), meta.len(), meta.modified().ok()?, meta.created().ok())))
}

/// Returns a hash of a value, the same in every run of a program.
pub(crate) fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
