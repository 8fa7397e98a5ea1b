//! Applications: from an installation, an opened page or a user's consent to tokens.

mod info;
mod store;

use std::fmt;
use std::sync::Arc;

use secrecy::{ExposeSecret, SecretString};
use url::Url;

use crate::auth::authorize_url;
use crate::auth::mask::Mask;
use crate::auth::oauth::OAuth;
use crate::auth::server::{Servers, tokens, unreachable};
use crate::auth::tokens::Tokens;
use crate::error::{AuthError, Error};
use crate::events::payload::wire;
use crate::events::{EventAuth, Sent, Unverified};
use crate::transport::{Connections, Http};
pub use info::{AppInfo, Installation};
pub use store::{FileStore, StoredPortal};

/// An application, by the identifier and the key that the portal or the vendor's partner area shows. Cheap to clone.
///
/// Tokens come in one of three ways:
///
/// ```no_run
/// # async fn example(body: &[u8], query: &str, code: &str) -> Result<(), Box<dyn std::error::Error>> {
/// use bitrix24::Application;
/// use bitrix24::incoming::{Event, Placement};
///
/// let app = Application::new("local.5c8bb1b0891cf2.87252039", "KEY");
///
/// // The event of the installation, or the page that the portal opens: the authorisation server proves them.
/// let installed = app.verify(Event::parse_install(body)?).await?.auth;
/// let opened = app.verify(Placement::parse(query, body)?).await?.auth;
///
/// // A user of another site: this address asks for consent, and comes back with a code.
/// let address = app.authorize_url("https://example.bitrix24.com/", "a text that only this user has")?;
/// let agreed = app.exchange_code(code).await?;
/// # Ok(())
/// # }
/// ```
///
/// Each is an [`EventAuth`], which a [`FileStore`] keeps and makes clients of.
///
/// [OAuth 2.0](https://apidocs.bitrix24.com/settings/oauth/index.html)
#[derive(Clone)]
pub struct Application {
    shared: Arc<Shared>,
    servers: Servers,
    http: Http,
}

struct Shared {
    client_id: String,
    client_secret: SecretString,
}

impl Application {
    /// Returns an application by its identifier and its key.
    pub fn new(client_id: impl Into<String>, client_secret: impl Into<SecretString>) -> Self {
        let (client_id, client_secret) = (client_id.into(), client_secret.into());
        let shared = Shared { client_id, client_secret };
        let http = Http::new(Connections::default());
        Application { shared: Arc::new(shared), servers: Servers::default(), http }
    }

    /// Sets how the authorisation server is reached for codes, installations and pages: its proxy, certificates and
    /// timeouts. Tokens are renewed by the client that needs them, with its own [settings](crate::ClientBuilder::connections).
    #[must_use]
    pub fn connections(mut self, connections: Connections) -> Self {
        self.http = Http::new(connections);
        self
    }

    /// Sets the authorisation server, in place of the vendor's two: `https://oauth.bitrix.info/`.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] when it is not an address, or one without encryption.
    pub fn server(mut self, address: &str) -> Result<Self, Error> {
        self.servers = Servers::one(address)?;
        Ok(self)
    }

    /// Returns the address at which a user of a portal lets the application in. The portal sends the user back to the
    /// address in the application's settings, with `code` for [`exchange_code`](Self::exchange_code), and with `state`.
    ///
    /// `state` is a random text that belongs to the user's session. Compare it with the one that comes back: otherwise
    /// somebody may have a user of yours come back with the code of another portal.
    ///
    /// ```
    /// use bitrix24::Application;
    ///
    /// let app = Application::new("local.5c8bb1b0891cf2.87252039", "KEY");
    /// let expected = "https://example.bitrix24.com/oauth/authorize/?client_id=local.5c8bb1b0891cf2.87252039&state=52d1";
    /// assert_eq!(app.authorize_url("https://example.bitrix24.com/", "52d1")?, expected);
    /// // As users write it.
    /// assert_eq!(app.authorize_url("example.bitrix24.com", "52d1")?, expected);
    /// # Ok::<_, bitrix24::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Config`] when it is not a portal's address.
    pub fn authorize_url(&self, portal: &str, state: &str) -> Result<String, Error> {
        authorize_url(portal, &self.shared.client_id, state)
    }

    /// Exchanges the code that came with a user for tokens. A code is valid for 30 seconds, and once.
    ///
    /// # Errors
    ///
    /// [`Error::Auth`]: [`AuthError::Refused`] with the server's code, such as `invalid_grant`, or
    /// [`AuthError::Unreachable`].
    pub async fn exchange_code(&self, code: &str) -> Result<EventAuth, Error> {
        let Shared { client_id, client_secret } = &*self.shared;
        let grant = [
            ("grant_type", "authorization_code"),
            ("client_id", client_id),
            ("client_secret", client_secret.expose_secret()),
            ("code", code),
        ];
        let mask = Mask::new([client_secret.expose_secret(), code]);
        let answer = self.servers.token(&self.http, &grant, &mask).await.map_err(Error::Auth)?;
        tokens(&answer).map_err(Error::Auth)?;
        let mut auth = wire::<EventAuth>(&answer).unwrap_or_default();
        let endpoint = auth.client_endpoint.as_deref().and_then(|endpoint| Url::parse(endpoint).ok());
        let no_address = || Error::Auth(unreachable("the answer has no `client_endpoint`"));
        let endpoint = endpoint.ok_or_else(no_address)?;
        // The one in the answer is the server's own.
        auth.domain = endpoint.host_str().map(str::to_owned);
        Ok(auth)
    }

    /// Asks the authorisation server what an access token is: of which application, portal and user, with which rights.
    ///
    /// [app.info](https://apidocs.bitrix24.com/api-reference/common/system/app-info.html)
    ///
    /// # Errors
    ///
    /// [`Error::Auth`]: [`AuthError::Refused`] for a token that is not valid, or [`AuthError::Unreachable`].
    #[doc(alias = "app.info")]
    pub async fn info(&self, access_token: &SecretString) -> Result<AppInfo, Error> {
        let mask = Mask::new([access_token.expose_secret()]);
        let answer = self.servers.info(&self.http, access_token, &mask).await.map_err(Error::Auth)?;
        let info = answer.get("result").filter(|result| result.is_object()).and_then(wire::<AppInfo>);
        info.ok_or_else(|| Error::Auth(unreachable("the answer has no `result`")))
    }

    /// Returns the event of an installation, or the call of a placement, if the authorisation server says that its access
    /// token is one of this application on that portal.
    ///
    /// This is the safe way to the first tokens: nothing else proves the [application
    /// token](EventAuth::application_token) that comes with them. The portal's address is the server's word too, whatever
    /// was posted. Only tokens of this application pass, but all users of a portal have one: what is kept of a portal
    /// already is replaced only by what its own [verifier](EventAuth::verifier) passes.
    ///
    /// # Errors
    ///
    /// [`Error::Auth`]: [`AuthError::Unproved`] when it is a token of somebody else, [`AuthError::Refused`] when it is none,
    /// and [`AuthError::Unreachable`].
    pub async fn verify<T: Sent>(&self, unverified: Unverified<T>) -> Result<T, Error> {
        let unproved = |reason| Error::Auth(Arc::new(AuthError::Unproved { reason }));
        let mut sent = unverified.assume_genuine();
        let Some(token) = &sent.auth().access_token else { return Err(unproved("there is no access token")) };
        let info = self.info(token).await?;
        if info.client_id.as_deref() != Some(&self.shared.client_id) {
            return Err(unproved("the access token is of another application"));
        }
        let Some(portal) = info.install else { return Err(unproved("the application is not installed")) };
        let auth = sent.auth_mut();
        if portal.member_id.is_none() || portal.member_id != auth.member_id {
            return Err(unproved("the access token is of another portal"));
        }
        if portal.client_endpoint.is_none() {
            return Err(unproved("the portal's address is unknown"));
        }
        (auth.domain, auth.client_endpoint) = (portal.domain, portal.client_endpoint);
        auth.user_id = info.user_id;
        Ok(sent)
    }

    /// Returns the right to call a portal with these tokens, to be renewed and [stored](OAuth::store). A [`FileStore`] does
    /// both.
    ///
    /// ```
    /// use bitrix24::incoming::EventAuth;
    /// use bitrix24::{Application, Auth, Client, Tokens};
    ///
    /// fn client(app: &Application, auth: &EventAuth) -> Result<Client, Box<dyn std::error::Error>> {
    ///     let oauth = app.oauth(Tokens::try_from(auth)?).store(|tokens: Tokens| async move { Ok(()) });
    ///     let address = auth.client_endpoint.as_deref().unwrap_or_default();
    ///     Ok(Client::builder(Auth::oauth(address, oauth)?).build()?)
    /// }
    /// ```
    pub fn oauth(&self, tokens: Tokens) -> OAuth {
        let Shared { client_id, client_secret } = &*self.shared;
        OAuth::new(client_id, client_secret.clone(), tokens).servers(self.servers.clone())
    }
}

impl fmt::Debug for Application {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Application").field("client_id", &self.shared.client_id).finish_non_exhaustive()
    }
}
