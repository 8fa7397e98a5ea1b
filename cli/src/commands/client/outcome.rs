//! What became of a call: its error in words, and the kind of failure.

use bitrix24_runtime::{Error, Method};

use crate::failure::{Failure, Kind};

/// Codes of errors that are about the right to call, whatever the method.
const AUTH: &[&str] = &[
    "NO_AUTH_FOUND",
    "INVALID_CREDENTIALS",
    "expired_token",
    "invalid_token",
    "insufficient_scope",
    "WRONG_AUTH_TYPE",
    "PORTAL_DELETED",
    "user_access_error",
    "application_error",
    "PAYMENT_REQUIRED",
];

/// Returns an error of a call as a failure, with what its method's documentation says of it.
pub(crate) fn failed(error: &Error, method: Option<&'static Method>) -> Failure {
    Failure::Told(kind(error), told(error, method))
}

/// Returns the kind of an error.
fn kind(error: &Error) -> Kind {
    match error {
        Error::Config(_) => Kind::Usage,
        Error::Invalid(_) | Error::Batch(_) => Kind::Refused,
        Error::Auth(_) => Kind::Auth,
        Error::Api(error) if error.status() == Some(401) => Kind::Auth,
        Error::Api(error) if AUTH.iter().any(|code| code.eq_ignore_ascii_case(error.code())) => Kind::Auth,
        Error::Transport { .. } | Error::Unexpected(_) => Kind::Network,
        Error::Deadline { last, .. } => last.as_deref().map_or(Kind::Network, kind),
        Error::Unsettled { last, .. } => kind(last),
        _ => Kind::Portal,
    }
}

/// Returns an error in words, with its causes, and with what the method's documentation says of it.
pub(crate) fn told(error: &Error, method: Option<&'static Method>) -> String {
    let mut text = match error {
        Error::Invalid(violations) => violations.to_string(),
        error => error.to_string(),
    };
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        let more = error.to_string();
        if !text.contains(&more) {
            text.push_str(": ");
            text.push_str(&more);
        }
        cause = error.source();
    }
    if error.api().is_some_and(|error| error.code().to_ascii_lowercase().contains("scope")) {
        text.push_str(&needed(method.map_or(&[], |method| method.scopes)));
    }
    let known = error.api().zip(method).and_then(|(error, method)| method.errors.get(error.find(method.errors)?));
    if let Some(when) = known.map(|entry| entry.when.join("; ")).filter(|when| !when.is_empty()) {
        text.push_str("\ndocumented: ");
        text.push_str(&when);
    }
    text
}

/// Returns the scopes that a method needs, to be put behind an error: nothing if they are not known.
pub(crate) fn needed(scopes: &[impl AsRef<str>]) -> String {
    let scopes: Vec<String> = scopes.iter().map(|scope| format!("`{}`", scope.as_ref())).collect();
    match scopes.as_slice() {
        [] => String::new(),
        [scope] => format!("; it needs the scope {scope}"),
        scopes => format!("; it needs one of the scopes {}", scopes.join(", ")),
    }
}

/// Runs a future to its end on a runtime of its own.
pub(crate) fn wait<T>(future: impl Future<Output = T>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::Told(Kind::Failed, format!("no runtime: {error}")))?;
    Ok(runtime.block_on(future))
}
