//! The request with which a portal opens an application's page or a widget.

use std::fmt;

use serde_json::{Map, Value};

use super::error::EventError;
use super::form::parse_body;
use super::limits::Limits;
use super::payload::auth::EventAuth;
use super::payload::secret::hidden;
use super::payload::wire;
use super::unverified::{Sent, Unverified};
use crate::wire::Id;

/// The keys of the form, with those that events have in their place.
const AUTH: [(&str, &str); 7] = [
    ("AUTH_ID", "access_token"),
    ("REFRESH_ID", "refresh_token"),
    ("AUTH_EXPIRES", "expires_in"),
    ("SERVER_ENDPOINT", "server_endpoint"),
    ("APPLICATION_TOKEN", "application_token"),
    ("APPLICATION_SCOPE", "scope"),
    ("DOMAIN", "domain"),
];

/// An application's page or a widget that a user opens in the portal, with tokens of that user.
///
/// It comes through the user's browser: the application token proves which portal it is of, but the address is the user's
/// word. Call the portal at the address that was saved when the application was installed, or at the one that
/// [`Application::verify`](crate::Application::verify) gives.
///
/// [Simplified version of OAuth](https://apidocs.bitrix24.com/settings/oauth/simple-way.html),
/// [widgets](https://apidocs.bitrix24.com/api-reference/widgets/index.html)
///
/// ```
/// use bitrix24::incoming::{EventError, Placement, Verifier};
///
/// let query = "DOMAIN=some.bitrix24.com&PROTOCOL=1&LANG=en&APP_SID=dd8cec11e347088fe87c44870a9f1dba";
/// let body = b"AUTH_ID=ACCESS&AUTH_EXPIRES=3600&REFRESH_ID=REFRESH&APPLICATION_TOKEN=TOKEN&member_id=a1b2\
///     &status=L&PLACEMENT=CRM_DEAL_DETAIL_TAB&PLACEMENT_OPTIONS={%22ID%22:%228061%22}";
///
/// let placement = Placement::parse(query, body)?.verify(&Verifier::new("TOKEN"))?;
/// assert_eq!((placement.code.as_str(), placement.option("ID")), ("CRM_DEAL_DETAIL_TAB", Some(8061.into())));
/// assert_eq!(placement.auth.client_endpoint.as_deref(), Some("https://some.bitrix24.com/rest/"));
/// # Ok::<_, EventError>(())
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct Placement {
    /// The placement's code, such as `CRM_DEAL_DETAIL_TAB`; `DEFAULT` for the application's own page.
    pub code: String,
    /// The context: for a tab of a deal, `ID` of the deal. `null` when there is none.
    pub options: Value,
    /// The language of the user's interface.
    pub lang: Option<String>,
    /// The session of the application, which the JavaScript library asks for.
    pub app_sid: Option<String>,
    /// The portal, and the user's tokens.
    pub auth: EventAuth,
    /// The rest of the form.
    pub extra: Map<String, Value>,
}

impl Placement {
    /// Reads the request of a page: the query of its address, and its body. It came through a browser, and anybody may
    /// have sent it. [`verify`](Unverified::verify) proves it by the application token that the installation brought;
    /// where there was none, [`Application::verify`](crate::Application::verify) asks the authorisation server.
    ///
    /// # Errors
    ///
    /// Those of [`parse_body`], and [`EventError::NoPlacement`] when it is something else.
    pub fn parse(query: &str, body: &[u8]) -> Result<Unverified<Self>, EventError> {
        let mut form = fields(query.as_bytes())?;
        form.extend(fields(body)?);
        let mut take = |key: &str| form.shift_remove(key);
        let mut auth = Map::new();
        for (from, to) in AUTH {
            auth.extend(take(from).map(|value| (to.to_owned(), value)));
        }
        for key in ["member_id", "status"] {
            auth.extend(take(key).map(|value| (key.to_owned(), value)));
        }
        let scheme = if take("PROTOCOL") == Some(Value::from("0")) { "http" } else { "https" };
        if let Some(domain) = auth.get("domain").and_then(Value::as_str) {
            auth.insert("client_endpoint".to_owned(), format!("{scheme}://{domain}/rest/").into());
        }
        let auth = wire::<EventAuth>(&Value::Object(auth)).unwrap_or_default();
        let text = |value: Option<Value>| value.and_then(|value| value.as_str().map(str::to_owned));
        let options = text(take("PLACEMENT_OPTIONS")).and_then(|options| serde_json::from_str(&options).ok());
        let code = text(take("PLACEMENT"));
        let (lang, app_sid) = (text(take("LANG")), text(take("APP_SID")));
        match code.filter(|_| auth.access_token.is_some()) {
            Some(code) => {
                let options = options.unwrap_or_default();
                Ok(Unverified(Placement { code, options, lang, app_sid, auth, extra: form }))
            }
            None => Err(EventError::NoPlacement),
        }
    }

    /// Returns a text or a number of the context, as the `ID` of the deal whose tab was opened.
    pub fn option(&self, name: &str) -> Option<Id> {
        match self.options.get(name)? {
            Value::String(text) => Some(Id::from(text)),
            Value::Number(number) => Some(number.as_i64().map_or_else(|| Id::from(number.to_string()), Id::from)),
            _ => None,
        }
    }
}

/// Reads a form into its fields.
fn fields(form: &[u8]) -> Result<Map<String, Value>, EventError> {
    match parse_body(form, Limits::default())? {
        Value::Object(fields) => Ok(fields),
        _ => Ok(Map::new()),
    }
}

impl Sent for Placement {
    fn auth(&self) -> &EventAuth {
        &self.auth
    }

    fn auth_mut(&mut self) -> &mut EventAuth {
        &mut self.auth
    }
}

impl fmt::Debug for Placement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Placement")
            .field("code", &self.code)
            .field("options", &hidden(&self.options))
            .field("lang", &self.lang)
            .field("auth", &self.auth)
            .field("extra", &hidden(&Value::Object(self.extra.clone())))
            .finish_non_exhaustive()
    }
}
