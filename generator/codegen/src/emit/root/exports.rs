//! The runtime's names that users need.

use crate::tree::{Item, Use};

/// ```text
/// pub use bitrix24_runtime::auth::Auth;
/// pub use bitrix24_runtime::{Answers, Api, …};
/// ```
pub(crate) fn items() -> Vec<Item> {
    let hidden = Use {
        docs: vec!["What emitted code stands on.".to_owned()],
        is_hidden: true,
        from: String::new(),
        names: vec![("bitrix24_runtime".to_owned(), Some("rt".to_owned()))],
        ..Use::default()
    };
    let batch = Use {
        docs: BATCH.lines().map(str::to_owned).collect(),
        names: vec![("Batch".to_owned(), Some("CallBatch".to_owned()))],
        ..names("bitrix24_runtime::batch", &[])
    };
    let with =
        |feature: &str, name: &str| Use { features: vec![feature.to_owned()], ..names("bitrix24_runtime", &[name]) };
    let events =
        Use { names: vec![("events".to_owned(), Some("incoming".to_owned()))], ..names("bitrix24_runtime", &[]) };
    let all = [
        hidden,
        with("redis", "RedisLimiter"),
        with("blocking", "blocking"),
        names("bitrix24_runtime::auth", &["Auth"]),
        batch,
        names("bitrix24_runtime::envelope", &["from_slice", "to_value"]),
        names("bitrix24_runtime::error", &["FieldError", "Problem", "TransportKind", "Unexpected"]),
        events,
        names("bitrix24_runtime", NAMES),
    ];
    all.into_iter().map(Item::Use).collect()
}

/// The documentation of a batch of typed calls, which has another name at its home.
const BATCH: &str = "\
Several typed calls in one request, made by [`Client::batch`].

`Batch` at the root is something else: the plain request of the method `batch`, whose commands are texts.
";

fn names(from: &str, names: &[&str]) -> Use {
    let names = names.iter().map(|name| ((*name).to_owned(), None)).collect();
    Use { from: from.to_owned(), names, is_listed: true, ..Use::default() }
}

/// The names at the runtime's root.
const NAMES: &[&str] = &[
    "Address",
    "Answers",
    "Api",
    "ApiError",
    "AppInfo",
    "Application",
    "Arg",
    "As",
    "AuthError",
    "Checkpoint",
    "Client",
    "ClientBuilder",
    "CommandError",
    "CommandFate",
    "Connections",
    "CrmLink",
    "CustomFieldError",
    "CustomFields",
    "CustomValue",
    "Date",
    "DateTime",
    "Drift",
    "Dynamic",
    "Entries",
    "Error",
    "ErrorEntry",
    "ExposeSecret",
    "ExposedTokens",
    "Extra",
    "Fate",
    "File",
    "FileStore",
    "FileValue",
    "Finding",
    "Handle",
    "Hook",
    "Id",
    "Installation",
    "Items",
    "KnownError",
    "Kind",
    "Level",
    "Limits",
    "List",
    "ListError",
    "ListRequest",
    "Map",
    "Method",
    "Metric",
    "Money",
    "OAuth",
    "Of",
    "OneOrMany",
    "Options",
    "Outcome",
    "Outgoing",
    "Reason",
    "Ref",
    "Request",
    "Response",
    "Retries",
    "Retry",
    "RetryCause",
    "Rule",
    "SecretString",
    "SharedLimiter",
    "StoredPortal",
    "Strategy",
    "Time",
    "TokenStore",
    "Tokens",
    "Validation",
    "Value",
    "Violation",
    "Violations",
    "Wire",
    "files",
    "jiff",
    "json",
    "query",
    "reqwest",
];
