//! The sender of an event and its rights: `auth` of a handler's request.

use std::fmt;
use std::time::{Duration, SystemTime};

use secrecy::SecretString;

use super::secret::{Secret, hidden_extra};
use crate::auth::tokens::Tokens;
use crate::client::Client;
use crate::error::Error;
use crate::events::error::EventError;
use crate::events::verify::Verifier;
use crate::wire::{Cx, DateTime, Enum, EnumCodec, Extra, Id, Object, Unix};

/// A portal, and the tokens for it, as they come with an event, with a page that a user opens, or for a code. An outgoing
/// webhook sends no access token, and an application gets none for what no user did. Only a few events bring the refresh
/// token, that of the installation first of all; [`Tokens`] are made of both.
///
/// [Event parameters](https://apidocs.bitrix24.com/api-reference/events/index.html#auth)
///
/// ```
/// use bitrix24::incoming::Event;
/// use bitrix24::{Dynamic, Error, json};
///
/// async fn handle(event: Event) -> Result<(), Error> {
///     if let Some(b24) = event.auth.client()? {
///         println!("{}", b24.call(Dynamic::new("user.current", json!({}))).await?);
///     }
///     Ok(())
/// }
/// ```
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct EventAuth {
    /// The portal's host.
    pub domain: Option<String>,
    /// The portal's identifier, which stays when its host changes.
    pub member_id: Option<String>,
    /// The address for calls: the portal's with `rest/`.
    pub client_endpoint: Option<String>,
    /// The address for renewing tokens.
    pub server_endpoint: Option<String>,
    /// The application's scopes, separated by commas.
    pub scope: Option<String>,
    /// The way in which the application came to the portal.
    pub status: Option<AppStatus>,
    /// For whom the tokens are issued.
    pub user_id: Option<Id>,
    /// The token that proves that the portal sent the event. See [`Verifier`](crate::events::Verifier).
    pub application_token: Option<SecretString>,
    /// The token for calls.
    pub access_token: Option<SecretString>,
    /// The token for another access token.
    pub refresh_token: Option<SecretString>,
    /// The time at which the access token expires.
    pub expires: Option<DateTime>,
    /// In how many seconds the access token expires.
    pub expires_in: Option<i64>,
    /// The rest.
    pub extra: Extra,
}

impl EventAuth {
    /// A client that calls with the access token; `None` when the event brought none.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] when `client_endpoint` is not a portal's address.
    pub fn client(&self) -> Result<Option<Client>, Error> {
        let (Some(endpoint), Some(token)) = (&self.client_endpoint, &self.access_token) else { return Ok(None) };
        Client::token(endpoint, token.clone()).map(Some)
    }
}

impl EventAuth {
    /// Returns the verifier of what the portal sends later, by the application token of its installation. Without one it
    /// takes nothing.
    ///
    /// ```
    /// use bitrix24::incoming::{Event, EventAuth, EventError};
    ///
    /// fn handle(installed: &EventAuth, body: &[u8]) -> Result<(), EventError> {
    ///     let event = Event::parse(body, &installed.verifier())?;
    ///     println!("{}", event.name);
    ///     Ok(())
    /// }
    /// ```
    pub fn verifier(&self) -> Verifier {
        self.application_token.clone().map_or_else(Verifier::none, Verifier::new)
    }
}

/// The tokens of an installation, of a page that was opened, or of a code. Other events bring no refresh token.
///
/// ```
/// use bitrix24::Tokens;
/// use bitrix24::incoming::{EventError, Placement};
///
/// let opened = Placement::parse("DOMAIN=some.bitrix24.com", b"AUTH_ID=A&REFRESH_ID=R&PLACEMENT=DEFAULT")?;
/// let tokens = Tokens::try_from(&opened.assume_genuine().auth)?;
/// # _ = tokens;
/// # Ok::<_, EventError>(())
/// ```
impl TryFrom<&EventAuth> for Tokens {
    type Error = EventError;

    fn try_from(auth: &EventAuth) -> Result<Self, EventError> {
        let (Some(access), Some(refresh)) = (&auth.access_token, &auth.refresh_token) else {
            return Err(EventError::NoTokens);
        };
        let mut tokens = Tokens::new(access.clone(), refresh.clone());
        let at = auth.expires.as_ref().and_then(|expires| expires.timestamp().ok()).map(SystemTime::from);
        let left = || SystemTime::now().checked_add(Duration::from_secs(u64::try_from(auth.expires_in?).ok()?));
        tokens.expires_at = at.or_else(left);
        Ok(tokens)
    }
}

impl Object for EventAuth {
    fn walk(&self, cx: &mut Cx<'_>) -> Self {
        Self {
            domain: cx.text("domain", &self.domain),
            member_id: cx.text("member_id", &self.member_id),
            client_endpoint: cx.text("client_endpoint", &self.client_endpoint),
            server_endpoint: cx.text("server_endpoint", &self.server_endpoint),
            scope: cx.text("scope", &self.scope),
            status: cx.field::<EnumCodec<AppStatus>>("status", &self.status),
            user_id: cx.id("user_id", &self.user_id),
            application_token: cx.field::<Secret>("application_token", &self.application_token),
            access_token: cx.field::<Secret>("access_token", &self.access_token),
            refresh_token: cx.field::<Secret>("refresh_token", &self.refresh_token),
            expires: cx.field::<Unix>("expires", &self.expires),
            expires_in: cx.int("expires_in", &self.expires_in),
            extra: cx.extra(&self.extra),
        }
    }
}

impl fmt::Debug for EventAuth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventAuth")
            .field("domain", &self.domain)
            .field("member_id", &self.member_id)
            .field("client_endpoint", &self.client_endpoint)
            .field("server_endpoint", &self.server_endpoint)
            .field("scope", &self.scope)
            .field("status", &self.status)
            .field("user_id", &self.user_id)
            .field("application_token", &self.application_token)
            .field("access_token", &self.access_token)
            .field("refresh_token", &self.refresh_token)
            .field("expires", &self.expires)
            .field("expires_in", &self.expires_in)
            .field("extra", &hidden_extra(&self.extra))
            .finish()
    }
}

/// The way in which an application came to a portal.
///
/// ```
/// use bitrix24::incoming::{AppStatus, EventAuth};
///
/// fn is_paid(auth: &EventAuth) -> bool {
///     matches!(auth.status, Some(AppStatus::Paid | AppStatus::Subscription))
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AppStatus {
    /// Made for this portal.
    Local,
    /// Free.
    Free,
    /// A demonstration.
    Demo,
    /// For a time, to be tried.
    Trial,
    /// Paid.
    Paid,
    /// By subscription.
    Subscription,
    /// Another one.
    Unknown(String),
}

impl Enum for AppStatus {
    const VALUES: &'static [(&'static str, Self)] = &[
        ("L", AppStatus::Local),
        ("F", AppStatus::Free),
        ("D", AppStatus::Demo),
        ("T", AppStatus::Trial),
        ("P", AppStatus::Paid),
        ("S", AppStatus::Subscription),
    ];

    fn unknown(text: String) -> Self {
        AppStatus::Unknown(text)
    }

    fn as_unknown(&self) -> Option<&str> {
        match self {
            AppStatus::Unknown(text) => Some(text),
            _ => None,
        }
    }
}
