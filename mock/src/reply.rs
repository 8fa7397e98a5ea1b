//! Answers of a portal.

use std::time::Duration;

use hyper::body::Bytes;
use hyper::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue, TRANSFER_ENCODING};
use hyper::{HeaderMap, Response, StatusCode};
use serde_json::{Value, json};

use crate::server::body::Body;

/// An answer of the portal, for [`Portal::on`](crate::Portal::on).
///
/// # Panics
///
/// A reply is checked when it is made, not when it is sent: every constructor that takes a status
/// panics unless it is a final one, from 200 to 999.
#[derive(Clone, Debug)]
#[must_use = "a reply is sent only if it is scripted with `Portal::on`"]
pub struct Reply {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    delay: Duration,
}

impl Reply {
    /// Returns a success: status 200 and `{"result": …, "time": {…}}`, the same in both APIs.
    ///
    /// The times are always the same ones.
    pub fn result(result: Value) -> Self {
        Self::json(200, json!({ "result": result, "time": time() }))
    }

    /// Returns a body of JSON.
    #[track_caller]
    pub fn json(status: u16, body: Value) -> Self {
        Self::raw(status, "application/json; charset=utf-8", body.to_string())
    }

    /// Returns an error of v2: `{"error": code, "error_description": description}`.
    #[track_caller]
    pub fn error(status: u16, code: &str, description: &str) -> Self {
        Self::json(status, json!({ "error": code, "error_description": description }))
    }

    /// Returns an error of v3: `{"error": {"code": code, "message": message}}`.
    #[track_caller]
    pub fn error_v3(status: u16, code: &str, message: &str) -> Self {
        Self::json(status, json!({ "error": { "code": code, "message": message } }))
    }

    /// Returns a page of HTML, such as those of servers in front of a portal.
    #[track_caller]
    pub fn html(status: u16, page: &str) -> Self {
        Self::raw(status, "text/html; charset=utf-8", page)
    }

    /// Returns a reply without a body and a content type.
    #[track_caller]
    pub fn empty(status: u16) -> Self {
        Self { status: checked_status(status), headers: HeaderMap::new(), body: Bytes::new(), delay: Duration::ZERO }
    }

    /// Returns a body of JSON that is already encoded, with status 200.
    pub(crate) fn written(body: Vec<u8>) -> Self {
        let mut headers = HeaderMap::with_capacity(1);
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
        Self { status: StatusCode::OK, headers, body: Bytes::from(body), delay: Duration::ZERO }
    }

    /// Returns any bytes, of any content type.
    ///
    /// # Panics
    ///
    /// Panics if the content type is not valid in a header.
    #[track_caller]
    pub fn raw(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let mut reply = Self::empty(status).header(CONTENT_TYPE.as_str(), content_type);
        reply.body = Bytes::from(body.into());
        reply
    }

    /// Sets a header, in place of an earlier one of the same name.
    ///
    /// # Panics
    ///
    /// Panics if the name or the value is not one that HTTP allows, and for `Content-Length` and
    /// `Transfer-Encoding`, which follow from the body.
    #[track_caller]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.insert(checked_name(name), checked_value(value));
        self
    }

    /// Makes the portal wait for `delay` before it answers, so that a client runs into its timeout.
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Returns the bytes of the body.
    pub(crate) fn body(&self) -> &Bytes {
        &self.body
    }

    /// Returns the status, as a number.
    pub(crate) fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// Returns the delay before the answer.
    pub(crate) fn delay(&self) -> Duration {
        self.delay
    }

    /// Returns the reply as an HTTP response with this kind of body.
    pub(crate) fn response(self, body: impl FnOnce(Bytes) -> Body) -> Response<Body> {
        let mut response = Response::new(body(self.body));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        response
    }
}

#[track_caller]
fn checked_status(status: u16) -> StatusCode {
    match StatusCode::from_u16(status) {
        Ok(status) if !status.is_informational() => status,
        _ => panic!("{status} is not the status of a final HTTP response"),
    }
}

#[track_caller]
fn checked_name(name: &str) -> HeaderName {
    match HeaderName::from_bytes(name.as_bytes()) {
        Ok(CONTENT_LENGTH | TRANSFER_ENCODING) => panic!("{name} follows from the body"),
        Ok(name) => name,
        Err(_) => panic!("{name:?} is not the name of an HTTP header"),
    }
}

#[track_caller]
fn checked_value(value: &str) -> HeaderValue {
    match HeaderValue::from_str(value) {
        Ok(value) => value,
        Err(_) => panic!("{value:?} is not the value of an HTTP header"),
    }
}

/// Returns the times of a call, as the REST API documents them.
fn time() -> Value {
    json!({
        "start": 1705765533.725131,
        "finish": 1705765533.800223,
        "duration": 0.075092,
        "processing": 0.005131,
        "date_start": "2024-01-20T18:45:33+03:00",
        "date_finish": "2024-01-20T18:45:33+03:00",
        "operating_reset_at": 1705766133,
        "operating": 0
    })
}
