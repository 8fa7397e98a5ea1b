//! Renewal of access tokens.
//!
//! An access token lives for an hour. [`OAuth`] renews it a little before, or when the server says that it is stale: once,
//! however many calls wait for it, and the call goes on when the new tokens are stored. See
//! [OAuth 2.0](https://apidocs.bitrix24.com/settings/oauth/index.html).

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use url::Url;

use super::address::encrypted;
use super::mask::Mask;
use crate::boxed::{BoxError, BoxFuture};
use crate::error::{AuthError, Error};
use crate::transport::{self, Http, Sent, kind};

/// The time before its expiry at which a token is renewed; a quarter of its lifetime if that is shorter.
const EARLY: Duration = Duration::from_secs(60);

/// The lifetime of an access token in seconds, unless the server says otherwise.
const LIFETIME: u64 = 3600;

/// The time after which a server that answered the token that it was to replace is asked again.
const PATIENCE: Duration = Duration::from_secs(60);

/// The maximum size of an authorisation server's answer in bytes.
const LARGEST: usize = 64 * 1024;

/// The vendor's authorisation servers. Either serves all portals; the second is tried when the first cannot be reached.
const SERVERS: [&str; 2] = ["https://oauth.bitrix24.tech/", "https://oauth.bitrix.info/"];

/// The tokens of an application on one portal.
///
/// ```
/// use std::time::{Duration, SystemTime};
///
/// use bitrix24::{ExposeSecret, Tokens};
///
/// let tokens = Tokens::new("ACCESS", "REFRESH").expires_at(SystemTime::now() + Duration::from_secs(3600));
/// assert_eq!(tokens.access.expose_secret(), "ACCESS");
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct Tokens {
    /// The token that calls are signed with.
    pub access: SecretString,
    /// The token that gets new ones. It is valid once: each renewal changes it.
    pub refresh: SecretString,
    /// The time at which the access token expires, if it is known.
    pub expires_at: Option<SystemTime>,
}

impl Tokens {
    /// Returns tokens with an unknown time of expiry.
    pub fn new(access: impl Into<SecretString>, refresh: impl Into<SecretString>) -> Self {
        Tokens { access: access.into(), refresh: refresh.into(), expires_at: None }
    }

    /// Sets the time at which the access token expires.
    #[must_use]
    pub fn expires_at(mut self, at: SystemTime) -> Self {
        self.expires_at = Some(at);
        self
    }
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tokens").field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}

/// A persistent storage of tokens. Storing is awaited before the call that needed new tokens goes on.
///
/// ```
/// use bitrix24::{ExposeSecret, OAuth, Tokens};
///
/// let oauth = OAuth::new("local.5c8bb1b0891cf2.87252039", "KEY", Tokens::new("ACCESS", "REFRESH"));
/// let oauth = oauth.store(|tokens: Tokens| async move {
///     // Write both, and the time, to one place at once: the former are void by now.
///     let (_access, _refresh) = (tokens.access.expose_secret(), tokens.refresh.expose_secret());
///     let _ends = tokens.expires_at;
///     Ok(())
/// });
/// # _ = oauth;
/// ```
pub trait TokenStore: Send + Sync + 'static {
    /// Stores the tokens in place of the earlier ones, which are no longer valid.
    fn store<'a>(&'a self, tokens: &'a Tokens) -> BoxFuture<'a, Result<(), BoxError>>;
}

impl<F, R> TokenStore for F
where
    F: Fn(Tokens) -> R + Send + Sync + 'static,
    R: Future<Output = Result<(), BoxError>> + Send + 'static,
{
    fn store<'a>(&'a self, tokens: &'a Tokens) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(self(tokens.clone()))
    }
}

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
    servers: Vec<Url>,
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
        let servers = SERVERS.iter().filter_map(|server| Url::parse(server).ok()).collect();
        OAuth { shared: Arc::new(shared), servers, store: None }
    }

    /// Sets the authorisation server, in place of the vendor's two: `https://oauth.bitrix.info/`.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] when it is not an address, or one without encryption.
    pub fn server(mut self, address: &str) -> Result<Self, Error> {
        let url = Url::parse(address)
            .map_err(|error| Error::Config(format!("not an authorisation server's address: {error}")))?;
        self.servers = vec![encrypted(url)?];
        Ok(self)
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
            return unreachable("the renewal was stopped with its runtime");
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

    /// Asks the servers, one after the other while they cannot be reached.
    async fn request(&self, http: &Http, tokens: &Tokens) -> Result<Tokens, Arc<AuthError>> {
        let mut reason = "there is no authorisation server".to_owned();
        for server in &self.servers {
            let Ok(url) = self.address(server, tokens) else { continue };
            let client = http.to(&url).map_err(|error| unreachable(&error.to_string()))?;
            match client.get(url).header("Accept", "application/json").send().await {
                Ok(answer) => return read(answer, &self.mask()).await,
                // Only then is it known that the refresh token was not used.
                Err(error) if error.is_connect() => {
                    reason = format!("{}: {}", host(server), kind(&error, &Sent::default()));
                }
                Err(_) => return Err(unreachable(&format!("{} gave no answer", host(server)))),
            }
        }
        Err(unreachable(&reason))
    }

    /// The address of a renewal. It holds the key and the token.
    fn address(&self, server: &Url, tokens: &Tokens) -> Result<Url, url::ParseError> {
        let mut url = server.join("oauth/token/")?;
        url.query_pairs_mut()
            .append_pair("grant_type", "refresh_token")
            .append_pair("client_id", &self.shared.client_id)
            .append_pair("client_secret", self.shared.client_secret.expose_secret())
            .append_pair("refresh_token", tokens.refresh.expose_secret());
        Ok(url)
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

async fn read(answer: reqwest::Response, mask: &Mask) -> Result<Tokens, Arc<AuthError>> {
    let status = answer.status().as_u16();
    let read = transport::read(answer, LARGEST).await.map_err(|_| unreachable("the answer was cut off"))?;
    let Ok(json) = serde_json::from_slice::<Value>(&read.body) else {
        return Err(unreachable(&format!("the answer is not JSON (HTTP {status})")));
    };
    let text = |key: &str| json.get(key).and_then(Value::as_str).filter(|text| !text.is_empty()).map(str::to_owned);
    // Some refusals come with status 200.
    if let Some(code) = text("error") {
        let (code, message) = (mask.hide(&code), mask.hide(&text("error_description").unwrap_or_default()));
        return Err(if status >= 500 || [408, 429].contains(&status) {
            unreachable(&format!("{code}: {message} (HTTP {status})"))
        } else {
            Arc::new(AuthError::Refused { code, message })
        });
    }
    let (Some(access), Some(refresh)) = (text("access_token"), text("refresh_token")) else {
        return Err(unreachable(&format!("the answer has no tokens (HTTP {status})")));
    };
    let seconds = json.get("expires_in").and_then(|value| value.as_u64().or_else(|| value.as_str()?.parse().ok()));
    let expires_at = SystemTime::now() + Duration::from_secs(seconds.unwrap_or(LIFETIME).min(LIFETIME * 24));
    Ok(Tokens::new(access, refresh).expires_at(expires_at))
}

fn unreachable(reason: &str) -> Arc<AuthError> {
    Arc::new(AuthError::Unreachable { reason: reason.to_owned() })
}

fn host(server: &Url) -> &str {
    server.host_str().unwrap_or("the authorisation server")
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
