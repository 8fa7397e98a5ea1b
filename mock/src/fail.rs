//! Errors, in the format of the called API.

use serde_json::{Map, Value, json};

use crate::reply::Reply;
use crate::request::ApiVersion;

/// An error that a call is answered with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fail {
    pub(crate) status: u16,
    pub(crate) code: String,
    pub(crate) message: String,
    /// The invalid parameters, each with its message; used by REST 3.0.
    pub(crate) validation: Vec<(String, String)>,
}

/// The prefix of the codes of REST 3.0.
const V3: &str = "BITRIX_REST_V3_EXCEPTION_";

impl Fail {
    pub(crate) fn new(status: u16, code: &str, message: &str) -> Self {
        Self { status, code: code.to_owned(), message: message.to_owned(), validation: Vec::new() }
    }

    /// Returns an error of REST 3.0, with the common prefix of codes.
    pub(crate) fn v3(status: u16, code: &str, message: &str) -> Self {
        Self::new(status, &format!("{V3}{code}"), message)
    }

    pub(crate) fn invalid_json(api: ApiVersion) -> Self {
        match api {
            ApiVersion::V2 => Self::new(400, "INVALID_REQUEST", "The request body is not valid JSON"),
            ApiVersion::V3 => Self::v3(400, "INVALIDJSONEXCEPTION", "The request body is not valid JSON"),
        }
    }

    pub(crate) fn no_auth() -> Self {
        Self::new(401, "NO_AUTH_FOUND", "Wrong authorization data")
    }

    pub(crate) fn expired_token() -> Self {
        Self::new(401, "expired_token", "The access token provided has expired.")
    }

    pub(crate) fn invalid_token() -> Self {
        Self::new(401, "invalid_token", "Unable to get application by token")
    }

    pub(crate) fn unknown_method() -> Self {
        Self::new(404, "ERROR_METHOD_NOT_FOUND", "Method not found!")
    }

    pub(crate) fn too_many() -> Self {
        Self::new(503, "QUERY_LIMIT_EXCEEDED", "Too many requests")
    }

    pub(crate) fn used_up() -> Self {
        let message = "Method is blocked due to operation time limit.";
        Self::new(429, "OPERATION_TIME_LIMIT", message)
    }

    pub(crate) fn scope(api: ApiVersion) -> Self {
        let message = "The request requires higher privileges than provided by the webhook token";
        match api {
            ApiVersion::V2 => Self::new(403, "insufficient_scope", message),
            ApiVersion::V3 => Self::v3(403, "INSUFFICIENTSCOPEEXCEPTION", message),
        }
    }

    /// Returns an error of REST 3.0 for an invalid parameter.
    pub(crate) fn validation(field: &str, message: &str) -> Self {
        let code = "VALIDATION_REQUESTVALIDATIONEXCEPTION";
        let mut fail = Self::v3(400, code, "Error validating request object");
        fail.validation.push((field.to_owned(), message.to_owned()));
        fail
    }

    /// Returns the error as the value in an answer.
    pub(crate) fn body(&self, api: ApiVersion) -> Value {
        match api {
            ApiVersion::V2 => json!({ "error": self.code, "error_description": self.message }),
            ApiVersion::V3 => json!({ "error": self.error() }),
        }
    }

    pub(crate) fn reply(&self, api: ApiVersion) -> Reply {
        Reply::json(self.status, self.body(api))
    }

    fn error(&self) -> Value {
        let mut error = Map::new();
        error.insert("code".to_owned(), self.code.as_str().into());
        error.insert("message".to_owned(), self.message.as_str().into());
        if !self.validation.is_empty() {
            let rows = self.validation.iter().map(|(field, message)| json!({ "message": message, "field": field }));
            error.insert("validation".to_owned(), rows.collect());
        }
        Value::Object(error)
    }
}
