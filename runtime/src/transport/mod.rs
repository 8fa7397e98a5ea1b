//! HTTP: connections to a portal, around proxies where they would see the secret.

mod body;
mod failure;
mod read;

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};
use url::{Host, Url};

use crate::error::Error;
pub(crate) use body::{Sent, Whole};
pub(crate) use failure::kind;
pub(crate) use read::{Read, read};

/// The vendor ends a call after 60 seconds; waiting longer gives nothing.
const TIMEOUT: Duration = Duration::from_secs(60);

/// A server that is reached answers within a second; one that is not never does.
const CONNECT: Duration = Duration::from_secs(10);

/// The 2,500 rows of one call with 25 KB each.
const MAX_ANSWER: usize = 64 * 1024 * 1024;

/// As many calls as the largest plan takes at once.
const MAX_CONNECTIONS: usize = 250;

/// Settings of connections.
#[derive(Clone)]
pub(crate) struct Settings {
    /// The timeout of a connection, TLS included.
    pub(crate) connect: Duration,
    /// The timeout of one attempt.
    pub(crate) timeout: Duration,
    /// The maximum size of an answer in bytes.
    pub(crate) max_answer: usize,
    /// The maximum number of connections in use.
    pub(crate) max_connections: usize,
    /// Certificates to trust besides the system's.
    pub(crate) certificates: Vec<reqwest::Certificate>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            connect: CONNECT,
            timeout: TIMEOUT,
            max_answer: MAX_ANSWER,
            max_connections: MAX_CONNECTIONS,
            certificates: Vec::new(),
        }
    }
}

/// The connections of a client. Clones share them.
#[derive(Clone)]
pub(crate) struct Http {
    shared: Arc<Shared>,
}

struct Shared {
    settings: Settings,
    slots: Semaphore,
    /// Made when an address needs it: each reads the system's certificates.
    outside: OnceLock<reqwest::Client>,
    /// The same without a proxy, for this machine: http is allowed only there, and a proxy would read it.
    local: OnceLock<reqwest::Client>,
}

impl Http {
    pub(crate) fn new(settings: Settings) -> Self {
        let slots = Semaphore::new(settings.max_connections.clamp(1, Semaphore::MAX_PERMITS));
        let shared = Shared { settings, slots, outside: OnceLock::new(), local: OnceLock::new() };
        Http { shared: Arc::new(shared) }
    }

    /// Waits for a connection to be free. It is in use until the answer has come, or what comes back is dropped.
    pub(crate) async fn slot(&self) -> Option<SemaphorePermit<'_>> {
        // It is never closed.
        self.shared.slots.acquire().await.ok()
    }

    /// Returns the maximum size of an answer in bytes.
    pub(crate) fn max_answer(&self) -> usize {
        self.shared.settings.max_answer
    }

    /// Returns the client for an address.
    pub(crate) fn to(&self, url: &Url) -> Result<&reqwest::Client, Error> {
        let is_local = is_loopback(url);
        let client = if is_local { &self.shared.local } else { &self.shared.outside };
        match client.get() {
            Some(client) => Ok(client),
            None => {
                let made = self.shared.settings.client(is_local)?;
                Ok(client.get_or_init(|| made))
            }
        }
    }
}

impl Settings {
    fn client(&self, is_local: bool) -> Result<reqwest::Client, Error> {
        let mut http = reqwest::Client::builder()
            .connect_timeout(self.connect)
            .timeout(self.timeout)
            .user_agent(concat!("bitrix24-rust/", env!("CARGO_PKG_VERSION")))
            .tcp_nodelay(true)
            // Following one would turn the POST into a GET.
            .redirect(reqwest::redirect::Policy::none());
        if is_local {
            http = http.no_proxy();
        }
        if !self.certificates.is_empty() {
            http = http.tls_certs_merge(self.certificates.iter().cloned());
        }
        http.build().map_err(|error| Error::Config(format!("the HTTP client cannot be made: {error}")))
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
