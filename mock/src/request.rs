//! The requests that a portal has received.

use axum::body::Bytes;
use axum::http::HeaderMap;
use serde_json::{Map, Value};

/// A generation of the REST API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ApiVersion {
    /// The API under `/rest/`.
    V2,
    /// REST 3.0, the API under `/rest/api/`.
    V3,
}

/// A request to the REST API, as it arrived.
#[derive(Clone, Debug)]
pub struct Request {
    version: ApiVersion,
    method: String,
    http_method: String,
    path: String,
    headers: Vec<(String, String)>,
    bytes: Bytes,
    json: Option<Value>,
}

impl Request {
    /// Describes a call of `method` over the API of `version`; `http` is how it arrived.
    pub(crate) fn new(version: ApiVersion, method: &str, http: HttpRequest<'_>) -> Self {
        Self {
            version,
            method: method.to_owned(),
            http_method: http.method.to_owned(),
            path: http.path.to_owned(),
            headers: texts(http.headers),
            json: parse(&http.body),
            bytes: http.body,
        }
    }

    /// The API that was called.
    pub fn version(&self) -> ApiVersion {
        self.version
    }

    /// The REST method, such as `user.update`: spelled as in the path, without `.json`.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The HTTP method, such as `POST`.
    pub fn http_method(&self) -> &str {
        &self.http_method
    }

    /// The path, with the secret of a webhook and without a query.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The headers: their names in lower case, bytes that are not UTF-8 replaced.
    ///
    /// Headers of one name stand together, in the order of their arrival.
    pub fn headers(&self) -> &[(String, String)] {
        &self.headers
    }

    /// The first value of a header, whose name is looked up in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The JSON of the body: `{}` if the body was empty, `null` if it was not JSON.
    pub fn body(&self) -> &Value {
        self.json.as_ref().unwrap_or(&Value::Null)
    }

    /// The bytes of the body.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The JSON of the body, or `None` if the body was not JSON.
    pub(crate) fn json(&self) -> Option<&Value> {
        self.json.as_ref()
    }
}

/// The parts of an HTTP request that a [`Request`] keeps.
#[derive(Clone, Debug)]
pub(crate) struct HttpRequest<'r> {
    pub(crate) method: &'r str,
    pub(crate) path: &'r str,
    pub(crate) headers: &'r HeaderMap,
    pub(crate) body: Bytes,
}

fn parse(body: &[u8]) -> Option<Value> {
    if body.is_empty() { Some(Value::Object(Map::new())) } else { serde_json::from_slice(body).ok() }
}

fn texts(headers: &HeaderMap) -> Vec<(String, String)> {
    headers
        .iter()
        .map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes());
            (name.as_str().to_owned(), value.into_owned())
        })
        .collect()
}
