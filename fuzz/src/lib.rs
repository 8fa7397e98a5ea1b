//! What is read from outside, as functions of bytes.
//!
//! Each target takes any bytes, and panics where a promise is broken: whatever is read ends, gives a value or an error with
//! its place, and shows no secret. The test `replay` runs them with seeds and damaged seeds, the same ones every time; the
//! programs in `guided/` run them with a fuzzer that is guided by coverage.

mod diff;
mod import;
mod parts;
mod runtime;
mod schema;
mod secrets;

pub mod mutate;

/// A target: its name, which is that of its folder of seeds, and its function.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// The name.
    pub name: &'static str,
    /// The function.
    pub run: fn(&[u8]),
}

/// All targets.
pub const TARGETS: &[Target] = &[
    Target { name: "schema", run: schema::schema },
    Target { name: "type_expr", run: schema::type_expr },
    Target { name: "import", run: import::import },
    Target { name: "diff", run: diff::diff },
    Target { name: "envelope", run: runtime::envelope },
    Target { name: "decode", run: runtime::decode },
    Target { name: "form", run: runtime::form },
    Target { name: "references", run: runtime::references },
    Target { name: "mask", run: secrets::mask },
];

/// Runs the target of this name.
///
/// # Panics
///
/// If there is none, or a promise is broken.
pub fn run(name: &str, data: &[u8]) {
    let target = TARGETS.iter().find(|target| target.name == name);
    let target = target.unwrap_or_else(|| panic!("there is no target `{name}`"));
    (target.run)(data);
}
