//! Renewal of access tokens.
//!
//! An access token lives for an hour. [`OAuth`] renews it a little before, or when the server says that it is stale: once,
//! however many calls wait for it, and the call goes on when the new tokens are stored. See
//! [OAuth 2.0](https://apidocs.bitrix24.com/settings/oauth/index.html).

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use secrecy::{ExposeSecret, SecretString};

use super::mask::Mask;
use super::server::{self, Servers};
use super::tokens::{TokenStore, Tokens};
use crate::boxed::BoxError;
use crate::error::{AuthError, Error};
use crate::transport::Http;

/// The time before its expiry at which a token is renewed; a quarter of its lifetime if that is shorter.
const EARLY: Duration = Duration::from_secs(60);

/// The time after which a server that answered the token that it was to replace is asked again.
const PATIENCE: Duration = Duration::from_secs(60);

/// An application's right to call a portal, renewed when it has to be. Clones share it.
///
/// ```
/// use bitrix24::{Auth, Client, OAuth, Tokens};
///
/// let oauth = OAuth::new("local.5c8bb1b0891cf2.87252039", "KEY", Tokens::new("ACCESS", "REFRESH"));
/// let b24 = Client::builder(Auth::oauth("https://example.bitrix24.com/", oauth)?).build()?;
/// # Ok::<_, bitrix24::Error>(())
/// ```
#[derive(Clone)]
pub struct OAuth {
    shared: Arc<Shared>,
    servers: Servers,
    store: Option<Arc<dyn TokenStore>>,
}

struct Shared {
    client_id: String,
    client_secret: SecretString,
    state: Mutex<State>,
    /// Held during a renewal.
    renewing: tokio::sync::Mutex<()>,
}

struct State {
    tokens: Tokens,
    /// The time before their expiry at which they are renewed.
    early: Duration,
    /// Tokens that are not stored yet.
    is_unstored: bool,
    /// The number of renewals so far, successful or not.
    renewals: u64,
    /// The error of the last renewal, if it failed.
    failed: Option<Arc<AuthError>>,
    /// The time at which the server answered the same token again, if it did at last.
    unchanged: Option<Instant>,
    /// Earlier tokens, which an answer may still repeat.
    former: Vec<SecretString>,
}

impl OAuth {
    /// Returns the authorisation of an application by its identifier and key, with its tokens.
    pub fn new(client_id: impl Into<String>, client_secret: impl Into<SecretString>, tokens: Tokens) -> Self {
        let state = State {
            tokens,
            early: EARLY,
            is_unstored: false,
            renewals: 0,
            failed: None,
            unchanged: None,
            former: Vec::new(),
        };
        let shared = Shared {
            client_id: client_id.into(),
            client_secret: client_secret.into(),
            state: Mutex::new(state),
            renewing: tokio::sync::Mutex::default(),
        };
        OAuth { shared: Arc::new(shared), servers: Servers::default(), store: None }
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

    /// Sets the authorisation servers.
    pub(crate) fn servers(mut self, servers: Servers) -> Self {
        self.servers = servers;
        self
    }

    /// Sets the storage of renewed tokens: a [`TokenStore`], or `|tokens| async move { … Ok(()) }`.
    #[must_use]
    pub fn store(mut self, store: impl TokenStore) -> Self {
        self.store = Some(Arc::new(store));
        self
    }

    /// Returns the current tokens.
    pub fn tokens(&self) -> Tokens {
        self.state().tokens.clone()
    }

    /// Replaces the tokens, for an application that was authorised anew.
    pub fn set(&self, tokens: Tokens) {
        let mut state = self.state();
        let former = std::mem::replace(&mut state.tokens, tokens);
        state.forget(former);
        state.early = EARLY;
        (state.failed, state.unchanged, state.is_unstored) = (None, None, false);
    }

    /// Returns the token for a call, renewed first if it is about to expire.
    pub(crate) async fn access(&self, http: &Http) -> Result<SecretString, Error> {
        let (token, is_ready) = {
            let state = self.state();
            (state.tokens.access.clone(), (state.is_fresh() || state.is_unchanged()) && !state.is_unstored)
        };
        if is_ready { Ok(token) } else { self.renew(http, &token).await }
    }

    /// Returns a token other than `stale`. Of all callers at the same time, one renews it, and the others get the same
    /// result.
    pub(crate) async fn renew(&self, http: &Http, stale: &SecretString) -> Result<SecretString, Error> {
        let (this, http, stale) = (self.clone(), http.clone(), stale.clone());
        let renewals = this.state().renewals;
        // In a task of its own: a cancelled caller must not lose tokens that the server has changed already.
        let renewal = tokio::spawn(async move { this.renew_once(&http, &stale, renewals).await });
        match renewal.await {
            Ok(result) => result.map_err(Error::Auth),
            Err(error) => Err(Error::Auth(self.stopped(error))),
        }
    }

    /// Returns the error of a renewal that came to no end. Nothing in it panics but the caller's storage.
    fn stopped(&self, error: tokio::task::JoinError) -> Arc<AuthError> {
        let Ok(panic) = error.try_into_panic() else {
            return server::unreachable("the renewal was stopped with its runtime");
        };
        let text = panic.downcast_ref::<&str>().copied();
        let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message");
        let text = self.mask().hide(text);
        let source: BoxError = format!("the storage panicked: {text}").into();
        Arc::new(AuthError::Store { source: source.into() })
    }

    async fn renew_once(
        &self,
        http: &Http,
        stale: &SecretString,
        renewals: u64,
    ) -> Result<SecretString, Arc<AuthError>> {
        let _turn = self.shared.renewing.lock().await;
        let (tokens, is_unstored, is_fresh, is_shared) = {
            let state = self.state();
            // Another caller has renewed since this one asked: its error is the answer to both.
            if state.renewals > renewals
                && let Some(failed) = &state.failed
            {
                return Err(Arc::clone(failed));
            }
            // And so are its tokens, even if the server has answered the same ones.
            let is_shared = state.renewals > renewals || state.is_unchanged();
            (state.tokens.clone(), state.is_unstored, state.is_fresh(), is_shared)
        };
        let is_new = tokens.access.expose_secret() != stale.expose_secret();
        if is_new || is_shared || (is_unstored && is_fresh) {
            self.keep(&tokens, is_unstored).await?;
            return Ok(tokens.access);
        }
        let result = match self.final_refusal() {
            Some(refused) => Err(refused),
            None => self.request(http, &tokens).await,
        };
        let tokens = self.settle(result)?;
        self.keep(&tokens, true).await?;
        Ok(tokens.access)
    }

    /// Returns a refusal of these tokens, if there was one: asking again changes nothing.
    fn final_refusal(&self) -> Option<Arc<AuthError>> {
        self.state().failed.clone().filter(|failed| matches!(**failed, AuthError::Refused { .. }))
    }

    fn settle(&self, result: Result<Tokens, Arc<AuthError>>) -> Result<Tokens, Arc<AuthError>> {
        let mut state = self.state();
        state.renewals += 1;
        match &result {
            Ok(tokens) => {
                let former = std::mem::replace(&mut state.tokens, tokens.clone());
                let is_same = former.access.expose_secret() == tokens.access.expose_secret();
                state.forget(former);
                (state.failed, state.unchanged, state.is_unstored) = (None, is_same.then(Instant::now), true);
                let life = tokens.expires_at.and_then(|at| at.duration_since(SystemTime::now()).ok());
                state.early = EARLY.min(life.unwrap_or_default() / 4);
            }
            Err(error) => state.failed = Some(Arc::clone(error)),
        }
        result
    }

    async fn keep(&self, tokens: &Tokens, is_unstored: bool) -> Result<(), Arc<AuthError>> {
        if let Some(store) = self.store.as_ref().filter(|_| is_unstored) {
            store.store(tokens).await.map_err(|source| Arc::new(AuthError::Store { source: source.into() }))?;
        }
        self.state().is_unstored = false;
        Ok(())
    }

    /// Exchanges the refresh token.
    async fn request(&self, http: &Http, tokens: &Tokens) -> Result<Tokens, Arc<AuthError>> {
        let Shared { client_id, client_secret, .. } = &*self.shared;
        let grant = [
            ("grant_type", "refresh_token"),
            ("client_id", client_id),
            ("client_secret", client_secret.expose_secret()),
            ("refresh_token", tokens.refresh.expose_secret()),
        ];
        server::tokens(&self.servers.token(http, &grant, &self.mask()).await?)
    }

    /// All secrets that a text from outside may repeat.
    pub(crate) fn mask(&self) -> Mask {
        let state = self.state();
        let now = [&state.tokens.access, &state.tokens.refresh, &self.shared.client_secret];
        Mask::new(now.into_iter().chain(&state.former).map(SecretString::expose_secret))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.shared.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn is_fresh(&self) -> bool {
        self.tokens.expires_at.is_none_or(|at| at > SystemTime::now() + self.early)
    }

    /// Returns true if the server has just answered the token that it was to replace: asking again gives the same.
    fn is_unchanged(&self) -> bool {
        self.unchanged.is_some_and(|at| at.elapsed() < PATIENCE)
    }

    fn forget(&mut self, tokens: Tokens) {
        self.former.extend([tokens.access, tokens.refresh]);
        // Those of the last renewals: an answer that is under way may repeat them.
        let old = self.former.len().saturating_sub(8);
        self.former.drain(..old);
    }
}

impl fmt::Debug for OAuth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tokens = self.tokens();
        f.debug_struct("OAuth")
            .field("client_id", &self.shared.client_id)
            .field("tokens", &tokens)
            .finish_non_exhaustive()
    }
}
