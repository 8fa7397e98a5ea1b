//! The authorisation server, at the portal's own address.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::{Map, Value, json};

use crate::calendar;
use crate::clock::Clock;
use crate::fail::Fail;
use crate::random::mix;
use crate::reply::Reply;

/// The access token of the application before any refresh.
pub(crate) const ACCESS_TOKEN: &str = "mock-access-token-0123456789";
const REFRESH_TOKEN: &str = "mock-refresh-token-0123456789";
const CLIENT_ID: &str = "local.mock0123456789.01234567";
const CLIENT_SECRET: &str = "mock-client-secret-0123456789";

/// The token by which handlers know the portal.
pub(crate) const APPLICATION_TOKEN: &str = "mock-application-token-0123456789";

/// The identifier of the portal, which stays when it is renamed.
const MEMBER: &str = "mock-member-0123456789";
const SCOPES: &str = "crm,task,tasks,user,catalog";

/// The lifetime of an authorization code.
const CODE_LIFETIME: Duration = Duration::from_secs(30);

/// A service of the authorisation server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Service {
    Tokens,
    AppInfo,
}

impl Service {
    /// Returns the service at an address: below the portal's `oauth/`, or at the vendor's hosts, if those lead here.
    pub(crate) fn at(host: &str, path: &str) -> Option<Self> {
        let path = path.strip_prefix("/oauth").unwrap_or(if host.starts_with("oauth.") { path } else { "" });
        match path.trim_end_matches('/').trim_end_matches(".json") {
            "/token" | "/oauth/token" => Some(Self::Tokens),
            "/rest/app.info" => Some(Self::AppInfo),
            _ => None,
        }
    }
}

/// The rules of tokens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules {
    /// The lifetime of an access token.
    pub(crate) lifetime: Duration,
    /// True if a refresh token may be exchanged repeatedly.
    pub(crate) keeps_refresh: bool,
}

/// The tokens of the application.
#[derive(Debug)]
pub(crate) struct Tokens(Mutex<Inner>);

#[derive(Debug)]
struct Inner {
    seed: u64,
    rules: Rules,
    /// The expiry of each access token; `None` for a revoked one.
    access: HashMap<String, Option<Duration>>,
    codes: HashMap<String, Duration>,
    latest: String,
    /// The valid refresh tokens, the latest last.
    refresh: Vec<String>,
    issued: u64,
    refreshes: u64,
    refusals: Vec<Reply>,
}

impl Tokens {
    pub(crate) fn new(seed: u64, rules: Rules, now: Duration) -> Self {
        Self(Mutex::new(Inner {
            seed,
            rules,
            access: HashMap::from([(ACCESS_TOKEN.to_owned(), Some(now + rules.lifetime))]),
            codes: HashMap::new(),
            latest: ACCESS_TOKEN.to_owned(),
            refresh: vec![REFRESH_TOKEN.to_owned()],
            issued: 0,
            refreshes: 0,
            refusals: Vec::new(),
        }))
    }

    /// Admits a request with this access token, or returns the reason of the refusal.
    pub(crate) fn admit(&self, token: Option<&str>, now: Duration) -> Result<(), Fail> {
        let Some(token) = token else { return Err(Fail::no_auth()) };
        match self.lock().access.get(token) {
            Some(Some(end)) if *end > now => Ok(()),
            Some(Some(_)) => Err(Fail::expired_token()),
            Some(None) => Err(Fail::invalid_token()),
            None => Err(Fail::no_auth()),
        }
    }

    /// Makes a token expire at once.
    pub(crate) fn expire(&self, token: &str) {
        if let Some(end) = self.lock().access.get_mut(token) {
            *end = Some(Duration::ZERO);
        }
    }

    /// Returns what an event tells of the application, and how its handler may call the portal.
    pub(crate) fn of_event(&self, portal: &str) -> Value {
        let inner = self.lock();
        json!({
            "access_token": inner.latest,
            "expires_in": inner.rules.lifetime.as_secs(),
            "scope": SCOPES,
            "domain": domain(portal),
            "server_endpoint": format!("{portal}oauth/rest/"),
            "status": "L",
            "client_endpoint": format!("{portal}rest/"),
            "member_id": MEMBER,
            "application_token": APPLICATION_TOKEN,
        })
    }

    /// Answers `app.info` of the authorisation server: whose token it is, and where the application is installed.
    pub(crate) fn app_info(&self, token: Option<&str>, portal: &str, now: Duration) -> Result<Value, Fail> {
        self.admit(token, now)?;
        let ends = self.lock().access.get(token.unwrap_or_default()).copied().flatten().unwrap_or_default();
        Ok(json!({
            "client_id": CLIENT_ID,
            "scope": SCOPES,
            "expires": calendar::iso(ends),
            "install": {
                "installed": true,
                "version": "1",
                "status": "L",
                "scope": SCOPES,
                "domain": domain(portal),
                "uri": portal,
                "client_endpoint": format!("{portal}rest/"),
                "member_id": MEMBER,
                "member_type": "C",
            },
            "user_id": 1,
        }))
    }

    /// Answers a request for tokens.
    pub(crate) fn answer(&self, params: &Map<String, Value>, portal: &str, now: Duration) -> Reply {
        let mut inner = self.lock();
        if !inner.refusals.is_empty() {
            return inner.refusals.remove(0);
        }
        match inner.grant(params, now) {
            Ok(()) => Reply::json(200, inner.tokens(portal, now)),
            Err((status, code, message)) => Reply::error(status, code, message),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The status, the code and the message of a refusal.
type Refusal = (u16, &'static str, &'static str);

impl Inner {
    fn grant(&mut self, params: &Map<String, Value>, now: Duration) -> Result<(), Refusal> {
        let param = |name: &str| params.get(name).and_then(Value::as_str).unwrap_or_default();
        let grant = param("grant_type");
        if !matches!(grant, "refresh_token" | "authorization_code") {
            return Err((400, "invalid_request", "Unsupported grant type"));
        }
        // The server's own status for this is a success.
        if param("client_id") != CLIENT_ID {
            return Err((200, "WRONG_CLIENT", "Wrong client"));
        }
        if param("client_secret") != CLIENT_SECRET {
            return Err((401, "invalid_client", "Invalid client credentials"));
        }
        if grant == "refresh_token" {
            let used = self.refresh.iter().position(|token| token == param("refresh_token"));
            let used = used.ok_or((400, "invalid_grant", "Invalid refresh token"))?;
            if !self.rules.keeps_refresh {
                self.refresh.remove(used);
            }
            self.refreshes += 1;
        } else if self.codes.remove(param("code")).is_none_or(|end| end <= now) {
            return Err((400, "invalid_grant", "Invalid authorization code"));
        }
        self.issue(now);
        Ok(())
    }

    /// Issues a new pair of tokens.
    fn issue(&mut self, now: Duration) {
        self.issued += 1;
        let (seed, salt) = (self.seed, self.issued);
        self.latest = format!("mock-access-{:016x}-{salt}", mix(seed, salt));
        self.refresh.push(format!("mock-refresh-{:016x}-{salt}", mix(!seed, salt)));
        self.access.insert(self.latest.clone(), Some(now + self.rules.lifetime));
    }

    fn tokens(&self, portal: &str, now: Duration) -> Value {
        let lifetime = self.rules.lifetime;
        json!({
            "access_token": self.latest,
            "client_endpoint": format!("{portal}rest/"),
            "domain": domain(portal),
            "expires": (now + lifetime).as_secs(),
            "expires_in": lifetime.as_secs(),
            "member_id": MEMBER,
            "refresh_token": self.refresh.last(),
            "scope": SCOPES,
            "server_endpoint": format!("{portal}oauth/rest/"),
            "status": "L",
            "user_id": 1,
        })
    }
}

/// Returns the host of a portal, with its port.
fn domain(portal: &str) -> &str {
    portal.split_once("://").map_or(portal, |(_, host)| host).trim_end_matches('/')
}

/// The authorisation server of a portal for a test; from [`Portal::oauth`](crate::Portal::oauth).
///
/// It answers `oauth/token/` below the portal's address, and its own `oauth/rest/app.info`, over `GET` and `POST`. A
/// refresh token is valid for one refresh, unless they are [kept](crate::Builder::keep_refresh_tokens); access tokens
/// stay valid until they expire.
///
/// An application of the crate `bitrix24` uses it in place of the vendor's:
///
/// ```ignore
/// let portal = Portal::builder().start()?;
/// let oauth = portal.oauth();
/// let app = Application::new(oauth.client_id(), oauth.client_secret()).server(&portal.url())?;
/// // The tokens of an installed application.
/// let tokens = Tokens::new(oauth.access_token(), oauth.refresh_token());
/// let b24 = Client::builder(Auth::oauth(&portal.url(), app.oauth(tokens))?).build()?;
/// // The next call renews the token.
/// oauth.expire();
/// ```
#[derive(Clone, Copy, Debug)]
pub struct OAuth<'p> {
    pub(crate) tokens: &'p Tokens,
    pub(crate) clock: &'p Clock,
}

impl OAuth<'_> {
    /// Returns the application's identifier.
    pub fn client_id(self) -> &'static str {
        CLIENT_ID
    }

    /// Returns the application's secret.
    pub fn client_secret(self) -> &'static str {
        CLIENT_SECRET
    }

    /// Returns the token with which the portal signs events: `application_token`.
    pub fn application_token(self) -> &'static str {
        APPLICATION_TOKEN
    }

    /// Returns the latest access token.
    pub fn access_token(self) -> String {
        self.tokens.lock().latest.clone()
    }

    /// Returns the latest refresh token.
    pub fn refresh_token(self) -> String {
        self.tokens.lock().refresh.last().cloned().unwrap_or_default()
    }

    /// Makes all access tokens expire: the next call with one is answered with `expired_token`.
    pub fn expire(self) {
        self.tokens.lock().access.values_mut().for_each(|end| *end = Some(Duration::ZERO));
    }

    /// Revokes all access tokens: the next call with one is answered with `invalid_token`.
    pub fn revoke(self) {
        self.tokens.lock().access.values_mut().for_each(|end| *end = None);
    }

    /// Returns an authorization code, which can be exchanged once within 30 seconds of the portal's time.
    pub fn code(self) -> String {
        let mut inner = self.tokens.lock();
        inner.issued += 1;
        let code = format!("mock-code-{:016x}", mix(inner.seed ^ 0xC0DE, inner.issued));
        inner.codes.insert(code.clone(), self.clock.now() + CODE_LIFETIME);
        code
    }

    /// Scripts a reply to the next request for tokens, in place of tokens. Further ones queue up.
    pub fn refuse(self, reply: Reply) {
        self.tokens.lock().refusals.push(reply);
    }

    /// Returns the number of exchanged refresh tokens.
    pub fn refreshes(self) -> u64 {
        self.tokens.lock().refreshes
    }
}
