//! Who may call the portal's methods.

use serde_json::Value;

/// The user that the webhook belongs to.
pub(crate) const WEBHOOK_USER: &str = "1";

/// The secret part of the webhook's address.
pub(crate) const WEBHOOK_SECRET: &str = "mock-secret-0123456789";

/// The access token of the application.
pub(crate) const ACCESS_TOKEN: &str = "mock-access-token-0123456789";

/// What a request shows to be let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Credentials<'r> {
    /// The user and the secret in the address of a webhook.
    Webhook { user: &'r str, secret: &'r str },
    /// An access token, in the body's `auth`.
    Token,
}

impl Credentials<'_> {
    /// Whether the portal lets in a request with these credentials and this body.
    pub(crate) fn admit(self, body: &Value) -> bool {
        match self {
            Self::Webhook { user, secret } => user == WEBHOOK_USER && secret == WEBHOOK_SECRET,
            Self::Token => body.get("auth").and_then(Value::as_str) == Some(ACCESS_TOKEN),
        }
    }
}
