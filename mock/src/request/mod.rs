//! The requests that a portal has received.

pub(crate) mod form;
pub(crate) mod multipart;

use hyper::HeaderMap;
use hyper::body::Bytes;
use hyper::header::CONTENT_TYPE;
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
    query: Map<String, Value>,
    query_text: String,
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
            json: parse(version, &http),
            query: form::parse(http.query.as_bytes()),
            query_text: http.query.to_owned(),
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

    /// The body: `{}` if it was empty, `null` if it could not be read. A form is read as PHP does, so its values are
    /// texts and brackets in names make maps and lists; REST 3.0 takes JSON only.
    pub fn body(&self) -> &Value {
        self.json.as_ref().unwrap_or(&Value::Null)
    }

    /// The query of the address, as it arrived.
    pub(crate) fn query_text(&self) -> &str {
        &self.query_text
    }

    /// The query of the address, read like a form.
    pub fn query(&self) -> &Map<String, Value> {
        &self.query
    }

    /// The parameters of a call of v2: those of the body, and those of the query that the body has not. A list of
    /// parameters is named by position, from `"0"`. The access token is none of them, nor what clients sign requests with.
    pub(crate) fn params(&self) -> Map<String, Value> {
        let mut params = match self.version {
            ApiVersion::V2 => self.query.clone(),
            ApiVersion::V3 => Map::new(),
        };
        match self.json.as_ref() {
            Some(Value::Object(body)) => params.extend(body.iter().map(|(key, value)| (key.clone(), value.clone()))),
            Some(Value::Array(list)) => {
                params.extend(list.iter().enumerate().map(|(index, value)| (index.to_string(), value.clone())));
            }
            _ => {}
        }
        params.retain(|name, _| name != "auth" && !name.starts_with("bx24_"));
        params
    }

    /// The access token, from wherever it may stand.
    pub(crate) fn token(&self) -> Option<&str> {
        let auth = |map: &'_ Map<String, Value>| map.get("auth").is_some();
        let body = self.body().as_object().filter(|body| auth(body));
        let place = body.or_else(|| Some(&self.query).filter(|query| auth(query)));
        match place {
            Some(map) => map.get("auth").and_then(Value::as_str),
            None => self.header("authorization").and_then(|value| value.strip_prefix("Bearer ")),
        }
    }

    /// The bytes of the body.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes of the body, to be shared.
    pub(crate) fn kept_bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The body, or `None` if it could not be read.
    pub(crate) fn json(&self) -> Option<&Value> {
        self.json.as_ref()
    }
}

/// The parts of an HTTP request that a [`Request`] keeps.
#[derive(Clone, Debug)]
pub(crate) struct HttpRequest<'r> {
    pub(crate) method: &'r str,
    pub(crate) path: &'r str,
    pub(crate) query: &'r str,
    pub(crate) headers: &'r HeaderMap,
    pub(crate) body: Bytes,
}

/// Reads a body: JSON, or, in v2, a form that says it is one.
fn parse(version: ApiVersion, http: &HttpRequest<'_>) -> Option<Value> {
    if http.body.is_empty() {
        return Some(Value::Object(Map::new()));
    }
    let kind = http.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let form = match kind.split(';').next().unwrap_or_default().trim() {
        "application/x-www-form-urlencoded" => Some(form::parse(&http.body)),
        "multipart/form-data" => multipart::parse(kind, &http.body),
        _ => return serde_json::from_slice(&http.body).ok(),
    };
    form.filter(|_| version == ApiVersion::V2).map(Value::Object)
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
