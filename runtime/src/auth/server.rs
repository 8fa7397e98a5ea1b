//! The authorisation servers: tokens for codes and for refresh tokens, and what a token may do.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use url::Url;

use super::address::encrypted;
use super::mask::Mask;
use super::tokens::Tokens;
use crate::error::{AuthError, Error};
use crate::transport::{self, Http, Sent, kind};

/// The vendor's servers. Either serves all portals; the second is tried when the first cannot be reached.
const VENDOR: [&str; 2] = ["https://oauth.bitrix24.tech/", "https://oauth.bitrix.info/"];

/// The lifetime of an access token in seconds, unless the server says otherwise.
const LIFETIME: u64 = 3600;

/// The maximum size of an answer in bytes.
const LARGEST: usize = 64 * 1024;

/// Authorisation servers, each of which serves all portals.
#[derive(Clone)]
pub(crate) struct Servers(Vec<Url>);

impl Default for Servers {
    fn default() -> Self {
        Servers(VENDOR.iter().filter_map(|server| Url::parse(server).ok()).collect())
    }
}

impl Servers {
    /// One server, in place of the vendor's.
    pub(crate) fn one(address: &str) -> Result<Self, Error> {
        let url = Url::parse(address)
            .map_err(|error| Error::Config(format!("not an authorisation server's address: {error}")))?;
        Ok(Servers(vec![encrypted(url)?]))
    }

    /// Asks for tokens, with parameters that hold secrets.
    pub(crate) async fn token(
        &self,
        http: &Http,
        grant: &[(&str, &str)],
        mask: &Mask,
    ) -> Result<Value, Arc<AuthError>> {
        let get = |mut url: Url, client: &reqwest::Client| {
            url.query_pairs_mut().extend_pairs(grant);
            client.get(url)
        };
        self.ask(http, "oauth/token/", get, mask).await
    }

    /// Asks what an access token may do.
    pub(crate) async fn info(&self, http: &Http, token: &SecretString, mask: &Mask) -> Result<Value, Arc<AuthError>> {
        let body = json!({ "auth": token.expose_secret() }).to_string();
        let post = |url: Url, client: &reqwest::Client| {
            client.post(url).header("Content-Type", "application/json").body(body.clone())
        };
        self.ask(http, "rest/app.info", post, mask).await
    }

    /// Asks the servers, one after the other while they cannot be reached.
    async fn ask(
        &self,
        http: &Http,
        path: &str,
        request: impl Fn(Url, &reqwest::Client) -> reqwest::RequestBuilder,
        mask: &Mask,
    ) -> Result<Value, Arc<AuthError>> {
        let mut reason = "there is no authorisation server".to_owned();
        for server in &self.0 {
            let Ok(url) = server.join(path) else { continue };
            let client = http.to(&url).map_err(|error| unreachable(&error.to_string()))?;
            let mut request = request(url, client).header("Accept", "application/json");
            if let Some(timeout) = http.timeout() {
                request = request.timeout(timeout);
            }
            match request.send().await {
                Ok(answer) if answer.url().host_str() != server.host_str() => {
                    return Err(unreachable(
                        "the HTTP client follows redirects: set `reqwest::redirect::Policy::none()`",
                    ));
                }
                Ok(answer) => return read(answer, mask).await,
                // Only then is it known that nothing was used up.
                Err(error) if error.is_connect() => {
                    reason = format!("{}: {}", host(server), kind(&error, &Sent::default()));
                }
                Err(_) => return Err(unreachable(&format!("{} gave no answer", host(server)))),
            }
        }
        Err(unreachable(&reason))
    }
}

/// Reads an answer, or the error in it.
async fn read(mut answer: reqwest::Response, mask: &Mask) -> Result<Value, Arc<AuthError>> {
    let status = answer.status().as_u16();
    let read = transport::read(&mut answer, LARGEST).await.map_err(|_| unreachable("the answer was cut off"))?;
    let Ok(json) = serde_json::from_slice::<Value>(&read.body) else {
        return Err(unreachable(&format!("the answer is not JSON (HTTP {status})")));
    };
    // Some refusals come with status 200.
    let Some(code) = text(&json, "error") else { return Ok(json) };
    let (code, message) = (mask.hide(code), mask.hide(text(&json, "error_description").unwrap_or_default()));
    Err(if status >= 500 || [408, 429].contains(&status) {
        unreachable(&format!("{code}: {message} (HTTP {status})"))
    } else {
        Arc::new(AuthError::Refused { code, message })
    })
}

/// Returns the tokens of an answer.
pub(crate) fn tokens(answer: &Value) -> Result<Tokens, Arc<AuthError>> {
    let (Some(access), Some(refresh)) = (text(answer, "access_token"), text(answer, "refresh_token")) else {
        return Err(unreachable("the answer has no tokens"));
    };
    let seconds = answer.get("expires_in").and_then(|value| value.as_u64().or_else(|| value.as_str()?.parse().ok()));
    let expires_at = SystemTime::now() + Duration::from_secs(seconds.unwrap_or(LIFETIME).min(LIFETIME * 24));
    Ok(Tokens::new(access, refresh).expires_at(expires_at))
}

fn text<'a>(answer: &'a Value, key: &str) -> Option<&'a str> {
    answer.get(key).and_then(Value::as_str).filter(|text| !text.is_empty())
}

pub(crate) fn unreachable(reason: &str) -> Arc<AuthError> {
    Arc::new(AuthError::Unreachable { reason: reason.to_owned() })
}

fn host(server: &Url) -> &str {
    server.host_str().unwrap_or("the authorisation server")
}
