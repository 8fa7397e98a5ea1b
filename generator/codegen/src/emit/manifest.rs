//! The crate's manifest and its page.

use bitrix24_schema::model::Model;
use bitrix24_schema::write::{File, MARK};

/// The features that the crate has whatever the schema.
pub(super) const FEATURES: &[&str] = &["all", "axum", "blocking", "default", "redis", "redis-tls", "typed"];

/// `Cargo.toml`, with a feature for each top-level module.
pub(super) fn manifest(model: &Model) -> File {
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
readme = "README.md"
keywords = ["bitrix24", "rest", "crm", "api-client"]
categories = ["api-bindings"]
exclude = ["api.lock"]

[lints]
workspace = true

[package.metadata.docs.rs]
all-features = true

[dependencies]
bitrix24-runtime.workspace = true

[features]
default = ["all"]
# A client that blocks the calling thread.
blocking = ["bitrix24-runtime/blocking"]
# `incoming::Event` as an argument of axum's handlers.
axum = ["bitrix24-runtime/axum"]
# A limiter that several processes share, in Redis, and its addresses with TLS.
redis = ["bitrix24-runtime/redis"]
redis-tls = ["redis", "bitrix24-runtime/redis-tls"]
# For tests: `catalogue::typed`, any method's answer through its typed code by name. It compiles the code of all methods.
typed = []
# Every module. For one alone: default-features = false, features = ["crm"].
all = [
{all}]
{each}"#
    );
    File { path: "Cargo.toml".to_owned(), text }
}

/// `README.md`, the crate's page where crates are found.
pub(super) fn readme(model: &Model) -> File {
    let text = format!(
        "<!-- {MARK} by `b24 generate` from schema/; change that and run it again. -->\n\n# bitrix24\n\n\
        The Bitrix24 REST API, typed: {count} methods, as documented on {date}. A method's name is its path: `user.update` is\n\
        `bitrix24::user::Update`. Requests take what is required in `new` and the rest by setters; responses keep whatever\n\
        they do not know; errors are told apart by code and message.\n\n\
        ```toml\n[dependencies]\nbitrix24 = \"0.1\"\n```\n\n\
        There is a feature for each top-level module, all on by default. Without a runtime for async code, the feature\n\
        `blocking` gives `bitrix24::blocking::Client`.\n",
        count = model.methods.len(),
        date = model.docs.date,
    );
    File { path: "README.md".to_owned(), text }
}

/// `rustfmt.toml`: the layout is the printer's, and stays.
pub(super) fn rustfmt() -> File {
    let text = format!(
        "# {MARK} by `b24 generate`: the layout of emitted code is that of its printer.\ndisable_all_formatting = true\n"
    );
    File { path: "rustfmt.toml".to_owned(), text }
}
