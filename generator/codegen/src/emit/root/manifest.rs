//! The crate's manifest and its page.

use bitrix24_schema::model::Model;
use bitrix24_schema::write::{File, MARK};

use super::programs;

/// The crate's page in a registry, without its numbers and links.
const README: &str = include_str!("readme.md");

/// The features that the crate always has.
pub(crate) const FEATURES: &[&str] = &[
    "all",
    "axum",
    "blocking",
    "default",
    "gzip",
    "native-tls",
    "redis",
    "redis-tls",
    "rustls",
    "rustls-ring",
    "serde",
    "typed",
];

/// Returns `Cargo.toml`, with a feature for each top-level module.
pub(crate) fn manifest(model: &Model) -> File {
    let features = model.features();
    let all: String = features.iter().map(|feature| format!("    \"{feature}\",\n")).collect();
    let each: String = features.iter().map(|feature| format!("{feature} = []\n")).collect();
    let text = format!(
        r#"# {MARK} by `b24 generate` from schema/; change that and run it again.

[package]
name = "bitrix24"
description = "The Bitrix24 REST API, typed: requests, responses, validators and errors of every documented method"
version.workspace = true
edition.workspace = true
rust-version.workspace = true
license.workspace = true
repository.workspace = true
documentation = "https://docs.rs/bitrix24"
keywords = ["bitrix24", "rest", "crm", "api-client"]
categories = ["api-bindings", "web-programming::http-client"]
include.workspace = true

[lints]
workspace = true

[package.metadata.docs.rs]
all-features = true
rustdoc-args = ["--cfg", "docsrs"]
targets = ["x86_64-unknown-linux-gnu"]

[dependencies]
bitrix24-runtime.workspace = true

[dev-dependencies]
# What the README's first program runs on.
tokio = {{ version = "1", features = ["macros", "rt-multi-thread"] }}

[features]
default = ["all", "rustls"]
# TLS by rustls with aws-lc, by rustls with ring, or by the system's library. One of them is needed for https, unless
# `ClientBuilder::http` gets an HTTP client that has it.
rustls = ["bitrix24-runtime/rustls"]
rustls-ring = ["bitrix24-runtime/rustls-ring"]
native-tls = ["bitrix24-runtime/native-tls"]
# Compressed answers: a tenth of the bytes.
gzip = ["bitrix24-runtime/gzip"]
# A client that blocks the calling thread.
blocking = ["bitrix24-runtime/blocking"]
# `incoming::Event` as an argument of axum's handlers.
axum = ["bitrix24-runtime/axum"]
# A limiter that several processes share, in Redis, and its addresses with TLS.
redis = ["bitrix24-runtime/redis"]
redis-tls = ["redis", "bitrix24-runtime/redis-tls"]
# `Serialize` and `Deserialize` for all objects.
serde = ["bitrix24-runtime/serde"]
# For tests: `catalogue::typed`, any method's answer through its typed code by name. It compiles the code of all methods.
typed = []
# Every module. For one alone: default-features = false, features = ["crm", "rustls"].
all = [
{all}]
{each}"#
    );
    File { path: "Cargo.toml".to_owned(), text }
}

/// Returns `README.md`, the crate's page in a registry. Its examples are compiled with those of the documentation.
pub(crate) fn readme(model: &Model) -> File {
    let page = README.replace("COUNT", &model.methods.len().to_string()).replace("DATE", &model.docs.date);
    let page = page.replace("PROGRAMS\n", &programs::list());
    let text = format!("<!-- {MARK} by `b24 generate` from schema/; change that and run it again. -->\n{page}");
    File { path: "README.md".to_owned(), text }
}

/// Returns `rustfmt.toml`, which turns rustfmt off: the printer lays out the code.
pub(crate) fn rustfmt() -> File {
    let text = format!(
        "# {MARK} by `b24 generate`: the layout of emitted code is that of its printer.\ndisable_all_formatting = true\n"
    );
    File { path: "rustfmt.toml".to_owned(), text }
}
