//! HTTP: connections to a portal, around proxies where they would see the secret.

mod body;
mod connections;
mod failure;
mod read;
mod settings;

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use url::{Host, Url};

use crate::error::Error;
pub(crate) use body::{Sent, Whole};
pub use connections::Connections;
pub(crate) use failure::kind;
pub(crate) use read::{Read, read};
use settings::Settings;

/// The connections of a client. Clones share them.
#[derive(Clone)]
pub(crate) struct Http {
    shared: Arc<Shared>,
}

struct Shared {
    settings: Settings,
    slots: Arc<Semaphore>,
    /// Made when an address needs it: each reads the system's certificates.
    outside: OnceLock<reqwest::Client>,
    /// The same without a proxy, for this machine: http is allowed only there, and a proxy would read it.
    local: OnceLock<reqwest::Client>,
}

impl Http {
    pub(crate) fn new(connections: Connections) -> Self {
        let settings = connections.settings;
        let slots = Arc::new(Semaphore::new(settings.max_connections.clamp(1, Semaphore::MAX_PERMITS)));
        let shared = Shared { settings, slots, outside: OnceLock::new(), local: OnceLock::new() };
        Http { shared: Arc::new(shared) }
    }

    /// Takes a connection if one is free.
    pub(crate) fn free_slot(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.shared.slots).try_acquire_owned().ok()
    }

    /// Waits for a connection to be free. It is in use until the answer has come, or what comes back is dropped.
    pub(crate) async fn slot(&self) -> Option<OwnedSemaphorePermit> {
        // It is never closed.
        Arc::clone(&self.shared.slots).acquire_owned().await.ok()
    }

    /// Returns the maximum size of an answer in bytes.
    pub(crate) fn max_answer(&self) -> usize {
        self.shared.settings.max_answer
    }

    /// Returns true if the HTTP client is the caller's own.
    pub(crate) fn is_own(&self) -> bool {
        self.shared.settings.own.is_some()
    }

    /// Returns the timeout of an attempt, if the HTTP client does not have it: the caller's own has another.
    pub(crate) fn timeout(&self) -> Option<Duration> {
        self.shared.settings.own.as_ref().map(|_| self.shared.settings.timeout)
    }

    /// Returns the client for an address.
    pub(crate) fn to(&self, url: &Url) -> Result<&reqwest::Client, Error> {
        let is_local = is_loopback(url);
        let client = if is_local { &self.shared.local } else { &self.shared.outside };
        match client.get() {
            Some(client) => Ok(client),
            None => {
                self.shared.settings.check(url)?;
                let made = self.shared.settings.client(is_local)?;
                Ok(client.get_or_init(|| made))
            }
        }
    }
}

/// Returns true for an address on this machine: `localhost`, `127.0.0.1`, `[::1]`.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}
