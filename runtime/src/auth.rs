//! Who calls, and under which address: the only module that reads a secret.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use serde_json::{Map, Value};
use url::{Host, Url};

use crate::call::Body;
use crate::catalogue::Api;
use crate::dom::Document;
use crate::error::Error;

/// What stands in place of a secret.
const HIDDEN: &str = "***";

/// A portal and the right to call it.
#[derive(Clone)]
pub struct Auth {
    /// The portal, ending in `/`: what stands before `rest/`.
    portal: Url,
    secret: Secret,
}

#[derive(Clone)]
enum Secret {
    Webhook { user: String, code: SecretString },
    Token(SecretString),
}

impl Auth {
    /// An incoming webhook, by the address that the portal shows: `https://example.bitrix24.com/rest/1/SECRET/`, or the
    /// one of REST 3.0 with `/rest/api/`. Both versions are called with either.
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
        Ok(Auth { portal: portal(url)?, secret })
    }

    /// An access token of an application, with the portal's address: `https://example.bitrix24.com/`. From `rest/` on,
    /// as OAuth's `client_endpoint` has it, the address is not read.
    pub fn token(address: &str, token: impl Into<SecretString>) -> Result<Self, Error> {
        let mut url = Url::parse(address)
            .map_err(|error| Error::Config(format!("not a portal's address: {error}; expected https://PORTAL/")))?;
        split_off_rest(&mut url);
        Ok(Auth { portal: portal(url)?, secret: Secret::Token(token.into()) })
    }

    /// The portal's address.
    pub fn portal(&self) -> &str {
        self.portal.as_str()
    }

    /// The address of a method. It holds the webhook's secret.
    pub(crate) fn url(&self, api: Api, method: &str) -> Result<Url, Error> {
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
            Secret::Token(_) => format!("{version}/{method}"),
        };
        self.portal.join(&path).map_err(|_| Error::Config("the portal's address cannot have a path".to_owned()))
    }

    /// The bytes of a call's body, with what says who calls.
    pub(crate) fn sign(&self, body: &Body) -> serde_json::Result<Vec<u8>> {
        match (&self.secret, body) {
            (Secret::Webhook { .. }, Body::Params(params)) => serde_json::to_vec(params),
            (Secret::Webhook { .. }, Body::Commands(commands)) => serde_json::to_vec(commands),
            (Secret::Token(token), Body::Params(params)) => {
                let mut params = params.clone();
                params.insert("auth".to_owned(), token.expose_secret().into());
                serde_json::to_vec(&params)
            }
            // A list has no place for the token: an object with its numbers for keys does, and is the same to PHP.
            (Secret::Token(token), Body::Commands(commands)) => {
                let commands = commands.iter().enumerate().map(|(index, command)| (index.to_string(), command.clone()));
                let auth = ("auth".to_owned(), Value::from(token.expose_secret()));
                serde_json::to_vec(&commands.chain([auth]).collect::<Map<_, _>>())
            }
        }
    }

    /// Takes the secret out of an answer's body.
    pub(crate) fn redact(&self, body: &[u8]) -> Vec<u8> {
        match Document::parse(body) {
            // In the texts themselves, because JSON has several spellings for each.
            Some(document) => self.hide_in(document.root().to_value()).to_string().into_bytes(),
            None => self.hide(&String::from_utf8_lossy(body)).into_bytes(),
        }
    }

    fn hide_in(&self, value: Value) -> Value {
        match value {
            Value::String(text) => self.hide(&text).into(),
            Value::Array(items) => items.into_iter().map(|item| self.hide_in(item)).collect(),
            Value::Object(map) => map.into_iter().map(|(key, value)| (self.hide(&key), self.hide_in(value))).collect(),
            other => other,
        }
    }

    /// Takes the secret out of a text that came from outside.
    pub(crate) fn hide(&self, text: &str) -> String {
        match &self.secret {
            Secret::Webhook { code: secret, .. } | Secret::Token(secret) if !secret.expose_secret().is_empty() => {
                text.replace(secret.expose_secret(), HIDDEN)
            }
            _ => text.to_owned(),
        }
    }
}

/// Takes `rest/` and what follows off an address, and gives the segments after it; `None` when there is no `rest/`.
fn split_off_rest(url: &mut Url) -> Option<Vec<String>> {
    let mut portal: Vec<String> = url.path().split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    let rest = portal.iter().position(|part| part == "rest")?;
    let after = portal.split_off(rest + 1);
    portal.truncate(rest);
    url.set_path(&portal.join("/"));
    Some(after)
}

/// Strips an address down to the portal and makes sure that secrets travel encrypted.
fn portal(mut url: Url) -> Result<Url, Error> {
    let local = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => return Err(Error::Config("the address has no host".to_owned())),
    };
    if url.scheme() != "https" && !(url.scheme() == "http" && local) {
        return Err(Error::Config(
            "the address has to start with https://: the secret travels with every call".to_owned(),
        ));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Error::Config("the address must not hold a user name or a password".to_owned()));
    }
    url.set_query(None);
    url.set_fragment(None);
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    Ok(url)
}

impl fmt::Debug for Auth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.secret {
            Secret::Webhook { user, .. } => write!(f, "Webhook({}rest/{user}/{HIDDEN}/)", self.portal),
            Secret::Token(_) => write!(f, "Token({}, {HIDDEN})", self.portal),
        }
    }
}
