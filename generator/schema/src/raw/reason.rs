//! The reason of an error, and the advice that follows from it.

/// The advice on calling again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Deserialize, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Retry {
    /// Calling again does not help.
    Never,
    /// Calling again, unchanged, after a growing pause can help.
    Backoff,
    /// Calling again helps once the method's time limit allows it.
    Wait,
    /// Calling again with a fresh access token helps.
    Refresh,
}

/// The reason of an error, as far as its page tells it.
///
/// ```
/// use bitrix24_schema::raw::{Reason, Retry};
///
/// assert_eq!(Reason::Missing.sentence(&["ID".to_owned()]), "`ID` is missing or empty");
/// assert_eq!(Reason::Busy.retry(), Retry::Backoff);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Deserialize, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The access token is not valid, or no longer.
    Token,
    /// The token or the webhook lacks the scope.
    Scope,
    /// Only an application may call the method.
    Application,
    /// The portal's plan does not include it.
    Plan,
    /// A module is not installed, or a feature is switched off.
    Unavailable,
    /// The thing is in use, or there are too many requests.
    Busy,
    /// A size, a length or a number is beyond its limit.
    Limit,
    /// The caller lacks the rights.
    Denied,
    /// A parameter or a field is missing or empty.
    Missing,
    /// The same is there already.
    Exists,
    /// There is no such thing.
    NotFound,
    /// The thing's present state does not allow it.
    State,
    /// A value has a wrong type, form or content.
    Invalid,
    /// The operation is not possible here.
    Refused,
    /// The server failed, or does not tell why.
    Failed,
}

impl Reason {
    /// Returns its name in the schema: `not-found`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Scope => "scope",
            Self::Application => "application",
            Self::Plan => "plan",
            Self::Unavailable => "unavailable",
            Self::Busy => "busy",
            Self::Limit => "limit",
            Self::Denied => "denied",
            Self::Missing => "missing",
            Self::Exists => "exists",
            Self::NotFound => "not-found",
            Self::State => "state",
            Self::Invalid => "invalid",
            Self::Refused => "refused",
            Self::Failed => "failed",
        }
    }

    /// Returns the advice on calling again that follows from the reason.
    pub fn retry(self) -> Retry {
        match self {
            Self::Token => Retry::Refresh,
            Self::Busy | Self::Failed => Retry::Backoff,
            _ => Retry::Never,
        }
    }

    /// Returns true if names of parameters belong to the reason.
    pub fn has_subject(self) -> bool {
        matches!(self, Self::Missing | Self::Invalid | Self::NotFound | Self::Limit | Self::Exists)
    }

    /// Returns the circumstances in words, for the parameters that they are about.
    pub fn sentence(self, of: &[String]) -> String {
        let of = if of.is_empty() { None } else { Some(either(of)) };
        let with = |what: &str, otherwise: &str| match &of {
            Some(of) => format!("{of} {what}"),
            None => otherwise.to_owned(),
        };
        match self {
            Self::Token => "the access token is not valid".to_owned(),
            Self::Scope => "the token or webhook lacks the scope".to_owned(),
            Self::Application => "only an application may call it".to_owned(),
            Self::Plan => "the portal's plan does not include it".to_owned(),
            Self::Unavailable => "a module is not installed, or a feature is switched off".to_owned(),
            Self::Busy => "it is in use, or the server is busy".to_owned(),
            Self::Limit => with("is beyond its limit", "a limit is exceeded"),
            Self::Denied => "the caller lacks the rights".to_owned(),
            Self::Missing => with("is missing or empty", "something required is missing or empty"),
            Self::Exists => with("is there already", "the same is there already"),
            Self::NotFound => with("names nothing that exists", "there is no such thing"),
            Self::State => "its present state does not allow it".to_owned(),
            Self::Invalid => with("does not fit", "a value does not fit"),
            Self::Refused => "it is not possible here".to_owned(),
            Self::Failed => "the server failed, or does not tell why".to_owned(),
        }
    }
}

/// Returns `` `a`, `b` or `c` ``.
fn either(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}
