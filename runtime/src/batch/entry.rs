//! Commands as they were added.

use crate::catalogue::{Api, Kind, Method};
use crate::request::{Params, Request, Target};

/// A command as it was added.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) method: String,
    pub(super) api: Api,
    pub(super) kind: Kind,
    pub(super) facts: Option<&'static Method>,
    pub(super) params: Params,
}

impl Entry {
    /// A command that calls what a request calls.
    pub(super) fn of<R: Request>(name: String, request: R) -> Self {
        let (target, params) = request.parts();
        let (method, api, kind): (_, _, Kind) = (target.name().to_owned(), target.api(), target.kind());
        let facts = if let Target::Known(method) = target { Some(method) } else { None };
        let params = params.clone();
        Entry { name, method, api, kind, facts, params }
    }
}
