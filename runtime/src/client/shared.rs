//! The state that all clones of a client share.

use std::sync::{Arc, Mutex};

use super::hook::Hook;
use super::retry::{Budget, Retries};
use super::validation::Validation;
use crate::auth::Auth;
use crate::envelope::{Learned, Raw, Response};
use crate::error::Error;
use crate::limits::Limiter;
use crate::request::call::Reply;
use crate::transport::Http;
use crate::wire::{Drift, Wire};

/// The state that all clones share.
pub(crate) struct Shared {
    pub(crate) http: Http,
    pub(crate) auth: Auth,
    pub(crate) limiter: Arc<Limiter>,
    pub(crate) retries: Retries,
    pub(crate) budget: Budget,
    pub(crate) hooks: Vec<Arc<dyn Hook>>,
    pub(crate) validate: Validation,
    /// A number of the access token that was used last.
    pub(crate) token: Mutex<Option<u64>>,
}

impl Shared {
    pub(crate) fn read<W: Wire>(&self, method: &str, reply: &Reply) -> Result<Response<W::Out>, Error> {
        let raw = Raw { method, status: reply.status, body: &reply.body };
        raw.decode_hiding::<W>(&self.auth.hider())
    }

    /// Reads the result alone.
    pub(crate) fn read_result<W: Wire>(
        &self,
        method: &str,
        reply: &Reply,
        learned: &mut Learned,
    ) -> Result<W::Out, Error> {
        let raw = Raw { method, status: reply.status, body: &reply.body };
        raw.decode_result::<W>(&self.auth.hider(), learned)
    }

    /// Tells the log where an answer differed: the paths only, never a value.
    pub(crate) fn log(&self, method: &str, drift: &Drift) {
        // Each path once: an answer of many rows differs in all of them in the same way.
        if drift.is_empty() || !tracing::enabled!(target: "bitrix24", tracing::Level::DEBUG) {
            return;
        }
        let journal = self.limiter.journal();
        let new = drift.findings().iter().filter(|finding| journal.is_new(method, finding.path()));
        let new: Vec<String> = new.map(ToString::to_string).collect();
        if !new.is_empty() {
            let (portal, drift) = (self.auth.home(), self.auth.hide(&new.join("; ")));
            tracing::debug!(name: "bitrix24.drift", target: "bitrix24", %portal, method, drift, "the answer differs from its description");
        }
    }
}
