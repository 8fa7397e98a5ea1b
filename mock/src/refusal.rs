//! The errors that a portal answers of its own accord.

use crate::reply::Reply;
use crate::request::ApiVersion;

/// Why a request gets no scripted answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    InvalidJson,
    WrongAuthorization,
    UnknownMethod,
}

impl Refusal {
    /// The error in the shape of the API that was called.
    pub(crate) fn reply(self, version: ApiVersion) -> Reply {
        let error = match version {
            ApiVersion::V2 => Reply::error,
            ApiVersion::V3 => Reply::error_v3,
        };
        error(self.status(), self.code(version), self.description())
    }

    fn status(self) -> u16 {
        match self {
            Self::InvalidJson => 400,
            Self::WrongAuthorization => 401,
            Self::UnknownMethod => 404,
        }
    }

    fn code(self, version: ApiVersion) -> &'static str {
        match (self, version) {
            (Self::InvalidJson, ApiVersion::V2) => "INVALID_REQUEST",
            (Self::InvalidJson, ApiVersion::V3) => "BITRIX_REST_V3_EXCEPTION_INVALIDJSONEXCEPTION",
            (Self::WrongAuthorization, _) => "NO_AUTH_FOUND",
            (Self::UnknownMethod, _) => "ERROR_METHOD_NOT_FOUND",
        }
    }

    fn description(self) -> &'static str {
        match self {
            Self::InvalidJson => "The request body is not valid JSON",
            Self::WrongAuthorization => "Wrong authorization data",
            Self::UnknownMethod => "Method not found!",
        }
    }
}
