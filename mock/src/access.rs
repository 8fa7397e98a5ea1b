//! Access to the portal's methods.

use std::time::Duration;

use crate::fail::Fail;
use crate::oauth::Tokens;
use crate::request::Request;

/// The owner of the webhook.
pub(crate) const WEBHOOK_USER: &str = "1";

/// The secret part of the webhook's address.
pub(crate) const WEBHOOK_SECRET: &str = "mock-secret-0123456789";

/// The credentials of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Credentials<'r> {
    /// The user and the secret in the address of a webhook.
    Webhook { user: &'r str, secret: &'r str },
    /// An access token, in the request's `auth` or its header `Authorization`.
    Token,
}

/// The caller of a method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Caller {
    Webhook,
    /// The application, with its access token.
    App(String),
}

impl Credentials<'_> {
    /// Admits a request, or returns the reason of the refusal.
    pub(crate) fn admit(self, request: &Request, tokens: &Tokens, now: Duration) -> Result<Caller, Fail> {
        match self {
            Self::Webhook { user: WEBHOOK_USER, secret: WEBHOOK_SECRET } => Ok(Caller::Webhook),
            Self::Webhook { .. } => Err(Fail::no_auth()),
            Self::Token => {
                let token = request.token();
                tokens.admit(token, now)?;
                Ok(Caller::App(token.unwrap_or_default().to_owned()))
            }
        }
    }
}

impl Caller {
    /// Returns the name under which its calls are counted.
    pub(crate) fn key(&self) -> &'static str {
        match self {
            Self::Webhook => "webhook",
            Self::App(_) => "app",
        }
    }
}
