//! The crate's manifest and its page.

use bitrix24_schema::model::Model;
use bitrix24_schema::write::{File, MARK};

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

/// Returns `README.md`, the crate's page in a registry.
pub(crate) fn readme(model: &Model) -> File {
    let (count, date) = (model.methods.len(), &model.docs.date);
    let text = format!(
        r#"<!-- {MARK} by `b24 generate` from schema/; change that and run it again. -->

# bitrix24

A typed client for the Bitrix24 REST API: a request, a response, documented errors and a validator for each of its {count} methods, as
documented on {date}.

```toml
[dependencies]
bitrix24 = "0.1"
```

A method's name is its path: `tasks.task.delegate` is `bitrix24::tasks::task::Delegate`.

```rust
use bitrix24::{{Client, Error, tasks}};

#[tokio::main]
async fn main() -> Result<(), Error> {{
    let b24 = Client::webhook("https://example.bitrix24.com/rest/1/SECRET/")?;
    let moved = b24.call(tasks::task::Delegate::new(8017, 547)).await?;
    println!("{{:?}} is now the task of user {{:?}}", moved.task.title, moved.task.responsible_id);
    Ok(())
}}
```

- `new` takes the required parameters, setters take the rest, and `validate` checks them against the documented rules.
- `Client::list` reads whole lists, and `Client::batch` sends several calls in one request.
- `Error::is` and `Error::known` match the documented errors of a method.
- Responses keep the fields that they do not know.

There is a feature for each top-level module, all on by default: `default-features = false, features = ["crm", "rustls"]` compiles one, with
TLS by rustls; `rustls-ring` and `native-tls` are other ways, and `gzip` lets answers be compressed. The feature
`blocking` adds `bitrix24::blocking::Client`, for programs without an async runtime, and `serde` makes all objects `Serialize` and
`Deserialize`.
"#
    );
    File { path: "README.md".to_owned(), text }
}

/// Returns `rustfmt.toml`, which turns rustfmt off: the printer lays out the code.
pub(crate) fn rustfmt() -> File {
    let text = format!(
        "# {MARK} by `b24 generate`: the layout of emitted code is that of its printer.\ndisable_all_formatting = true\n"
    );
    File { path: "rustfmt.toml".to_owned(), text }
}
