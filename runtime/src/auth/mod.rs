//! Authorisation: a portal's address and the right to call it. With its parts, the only module that reads a secret.

mod address;
mod home;
pub(crate) mod mask;
mod moves;
pub mod oauth;
pub(crate) mod server;
pub mod tokens;

use std::fmt;
use std::sync::{Arc, OnceLock};

use secrecy::{ExposeSecret, SecretString};
use serde_json::{Map, Value};
use url::Url;

use crate::catalogue::Api;
use crate::error::Error;
use crate::request::call::Body;
use crate::transport::Http;
pub(crate) use address::authorize_url;
use address::{portal, split_off_rest};
use home::Home;
use mask::{HIDDEN, Mask};
use oauth::OAuth;

/// A portal and the right to call it. Clones share renewed tokens and the portal's new address.
///
/// ```
/// use bitrix24::{Auth, Client, Limits};
///
/// let auth = Auth::webhook("https://example.bitrix24.com/rest/1/SECRET/")?;
/// assert_eq!(auth.portal(), "https://example.bitrix24.com/");
/// let b24 = Client::builder(auth).limits(Limits::enterprise()).build()?;
/// # Ok::<_, bitrix24::Error>(())
/// ```
#[derive(Clone)]
pub struct Auth {
    home: Home,
    secret: Secret,
    /// The hosts, besides the vendor's, that the portal may move to.
    hosts: Vec<String>,
}

#[derive(Clone)]
enum Secret {
    Webhook { user: String, code: SecretString },
    Token(SecretString),
    OAuth(OAuth),
}

/// The token that an attempt is signed with; none for webhooks.
pub(crate) type Token = Option<SecretString>;

impl Auth {
    /// Returns the authorisation of an incoming webhook, by the address that the portal shows:
    /// `https://example.bitrix24.com/rest/1/SECRET/`, or the one of REST 3.0 with `/rest/api/`. Both versions are called
    /// with either.
    pub fn webhook(address: &str) -> Result<Self, Error> {
        let wrong = |why: &str| {
            Err(Error::Config(format!(
                "not a webhook's address: {why}; expected https://PORTAL/rest/USER/SECRET/, as the portal shows it"
            )))
        };
        let mut url = match Url::parse(address) {
            Ok(url) => url,
            Err(error) => return wrong(&error.to_string()),
        };
        let Some(rest) = split_off_rest(&mut url) else { return wrong("its path has no /rest/") };
        let after = match &rest[..] {
            [api, after @ ..] if api == "api" => after,
            after => after,
        };
        let [user, code, ..] = after else { return wrong("user or secret is missing") };
        if !user.bytes().all(|byte| byte.is_ascii_digit()) {
            return wrong("the user is not a number");
        }
        let secret = Secret::Webhook { user: user.clone(), code: code.clone().into() };
        Ok(Auth::new(portal(url)?, secret))
    }

    /// Returns the authorisation of an access token, with the portal's address: `https://example.bitrix24.com/`. From
    /// `rest/` on, as OAuth's `client_endpoint` has it, the address is not read.
    pub fn token(address: &str, token: impl Into<SecretString>) -> Result<Self, Error> {
        let mut url = Url::parse(address)
            .map_err(|error| Error::Config(format!("not a portal's address: {error}; expected https://PORTAL/")))?;
        split_off_rest(&mut url);
        Ok(Auth::new(portal(url)?, Secret::Token(token.into())))
    }

    /// Returns the authorisation of an application whose tokens are renewed, with the portal's address as for
    /// [`token`](Auth::token).
    pub fn oauth(address: &str, oauth: OAuth) -> Result<Self, Error> {
        let auth = Auth::token(address, "")?;
        Ok(Auth { secret: Secret::OAuth(oauth), ..auth })
    }

    fn new(portal: Url, secret: Secret) -> Self {
        Auth { home: Home::new(portal), secret, hosts: Vec::new() }
    }

    /// Allows the portal to move to a host that is not the vendor's: `b24.example.org`, `b24.example.org:8443`.
    pub(crate) fn allow(&mut self, host: &str) -> Result<(), Error> {
        let url = Url::parse(&format!("https://{host}/")).ok();
        let url = url.filter(|url| url.path() == "/" && url.username().is_empty() && url.password().is_none());
        let url = url.filter(|url| url.query().is_none() && url.fragment().is_none());
        let wrong = || Error::Config("not a host to move to; expected a name such as b24.example.org".to_owned());
        self.hosts.push(moves::authority(&url.ok_or_else(wrong)?));
        Ok(())
    }

    /// Returns the portal's current address. A renamed portal redirects, and is called at its new address from then on.
    pub fn portal(&self) -> String {
        self.home().into()
    }

    pub(crate) fn home(&self) -> Url {
        self.home.portal()
    }

    /// The token to sign an attempt with, if it never has to be renewed.
    pub(crate) fn lasting(&self) -> Option<Token> {
        match &self.secret {
            Secret::Webhook { .. } => Some(None),
            Secret::Token(token) => Some(Some(token.clone())),
            Secret::OAuth(_) => None,
        }
    }

    /// The token to sign an attempt with, renewed if it is about to end.
    pub(crate) async fn access(&self, http: &Http) -> Result<Token, Error> {
        match &self.secret {
            Secret::OAuth(oauth) => oauth.access(http).await.map(Some),
            _ => Ok(self.lasting().flatten()),
        }
    }

    /// Returns true if there is a token that can be renewed.
    pub(crate) fn renews(&self) -> bool {
        matches!(self.secret, Secret::OAuth(_))
    }

    /// Renews the token that an attempt was signed with, unless somebody has done so; `false` when it cannot be renewed.
    pub(crate) async fn renew(&self, http: &Http, stale: &Token) -> Result<bool, Error> {
        match (&self.secret, stale) {
            (Secret::OAuth(oauth), Some(stale)) => oauth.renew(http, stale).await.map(|_| true),
            _ => Ok(false),
        }
    }

    /// Takes over the portal's new address from a redirect, or says why not. The next call holds the secret.
    pub(crate) fn follow(&self, from: &Url, to: &str) -> Result<(), String> {
        let portal_of = |mut url: Url| {
            split_off_rest(&mut url)?;
            portal(url).ok()
        };
        let Ok(to) = from.join(to) else { return Err("the address is none".to_owned()) };
        // The rest of it may repeat the secret.
        let refused = |why: &str| Err(self.hide(&format!("{}://{} {why}", to.scheme(), moves::authority(&to))));
        let Some(target) = portal_of(to.clone()) else { return refused("is not the address of a portal") };
        let home = self.home();
        if target == home {
            // Another call was sent there first, while this one was under way to the old address.
            let is_new = portal_of(from.clone()).is_some_and(|from| from != home);
            return if is_new { Ok(()) } else { refused("is where the call was sent") };
        }
        if let Err(why) = moves::check(&home, &target, &self.hosts) {
            return refused(why);
        }
        tracing::warn!(from = %home, to = self.hide(target.as_str()), "the portal has a new address");
        self.home.moves_to(target);
        Ok(())
    }

    /// The address of a method. It holds the webhook's secret.
    pub(crate) fn url(&self, api: Api, method: &str) -> Result<Arc<Url>, Error> {
        self.home.of(api, method, |portal| {
            let is_name = method.starts_with(|first: char| first.is_ascii_alphanumeric())
                && method.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
            if !is_name {
                return Err(Error::Config(format!("`{method}` is not the name of a method")));
            }
            let version = match api {
                Api::V2 => "rest",
                Api::V3 => "rest/api",
            };
            let path = match &self.secret {
                Secret::Webhook { user, code } => format!("{version}/{user}/{}/{method}", code.expose_secret()),
                Secret::Token(_) | Secret::OAuth(_) => format!("{version}/{method}"),
            };
            portal.join(&path).map_err(|_| Error::Config("the portal's address cannot have a path".to_owned()))
        })
    }

    /// The bytes of a call's body, with the token that says who calls.
    pub(crate) fn sign(body: &Body, token: &Token) -> serde_json::Result<Vec<u8>> {
        match (token, body) {
            (None, Body::Params(params)) => serde_json::to_vec(params),
            (None, Body::Commands(commands)) => serde_json::to_vec(commands),
            (Some(token), Body::Params(params)) => {
                let mut bytes = serde_json::to_vec(params)?;
                // The parameters may hold files: they are not copied for one more.
                bytes.pop();
                if !params.is_empty() {
                    bytes.push(b',');
                }
                bytes.extend_from_slice(b"\"auth\":");
                serde_json::to_writer(&mut bytes, token.expose_secret())?;
                bytes.push(b'}');
                Ok(bytes)
            }
            // A list has no place for the token: an object with its numbers for keys does, and is the same to PHP.
            (Some(token), Body::Commands(commands)) => {
                let commands = commands.iter().enumerate().map(|(index, command)| (index.to_string(), command.clone()));
                let auth = ("auth".to_owned(), Value::from(token.expose_secret()));
                serde_json::to_vec(&commands.chain([auth]).collect::<Map<_, _>>())
            }
        }
    }

    /// Takes secrets out of a text that came from outside.
    #[doc(hidden)]
    pub fn hide(&self, text: &str) -> String {
        self.hider()(text)
    }

    /// Returns a function that takes secrets out of texts, and looks for them only when it is called.
    pub(crate) fn hider(&self) -> impl Fn(&str) -> String + '_ {
        let mask = OnceLock::new();
        move |text| mask.get_or_init(|| self.mask()).hide(text)
    }

    fn mask(&self) -> Mask {
        match &self.secret {
            Secret::Webhook { code: secret, .. } | Secret::Token(secret) => Mask::new([secret.expose_secret()]),
            Secret::OAuth(oauth) => oauth.mask(),
        }
    }
}

impl fmt::Debug for Auth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.secret {
            Secret::Webhook { user, .. } => write!(f, "Webhook({}rest/{user}/{HIDDEN}/)", self.home()),
            Secret::Token(_) => write!(f, "Token({}, {HIDDEN})", self.home()),
            Secret::OAuth(oauth) => write!(f, "OAuth({}, {oauth:?})", self.home()),
        }
    }
}
