//! One call, as it goes over the wire.

use bytes::Bytes;
use serde_json::{Map, Value};

use super::Target;
use crate::catalogue::{Api, Kind};

/// A call before it is signed and sent.
#[derive(Debug)]
pub(crate) struct Call {
    /// The method's name.
    pub(crate) name: String,
    /// The version of the API.
    pub(crate) api: Api,
    /// Read or write.
    pub(crate) kind: Kind,
    /// The body.
    pub(crate) body: Body,
    /// The methods whose time it uses: its own, or those of a batch's commands.
    pub(crate) uses: Vec<String>,
}

impl Call {
    /// A call of one method.
    pub(crate) fn new(target: Target<'_>, params: Map<String, Value>) -> Self {
        Call {
            name: target.name().to_owned(),
            api: target.api(),
            kind: target.kind(),
            body: Body::Params(params),
            uses: Vec::new(),
        }
    }

    /// All methods whose time it uses.
    pub(crate) fn methods(&self) -> Vec<&str> {
        std::iter::once(self.name.as_str()).chain(self.uses.iter().map(String::as_str)).collect()
    }
}

/// The body of a call.
#[derive(Debug)]
pub(crate) enum Body {
    /// Parameters.
    Params(Map<String, Value>),
    /// The commands of a batch of REST 3.0.
    Commands(Vec<Value>),
}

/// An answer as it came.
#[derive(Debug)]
pub(crate) struct Reply {
    /// The HTTP status.
    pub(crate) status: u16,
    /// The body.
    pub(crate) body: Bytes,
    /// True if there was more than is read.
    pub(crate) is_cut: bool,
}
