//! Settings of connections, and the HTTP client that is made of them.

use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderValue};
use url::Url;

use crate::error::Error;

/// The vendor ends a call after 60 seconds; waiting longer gives nothing.
const TIMEOUT: Duration = Duration::from_secs(60);

/// A server that is reached answers within a second; one that is not never does.
const CONNECT: Duration = Duration::from_secs(10);

/// The 2,500 rows of one call with 25 KB each.
const MAX_ANSWER: usize = 64 * 1024 * 1024;

/// As many calls as the largest plan takes at once.
const MAX_CONNECTIONS: usize = 250;

/// What the user agent is by default.
pub(crate) const USER_AGENT: &str = concat!("bitrix24-rust/", env!("CARGO_PKG_VERSION"));

/// True if there is encryption: a feature decides whose.
const HAS_TLS: bool = cfg!(any(feature = "rustls", feature = "rustls-ring", feature = "native-tls"));

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
    #[cfg(any(feature = "rustls", feature = "rustls-ring", feature = "native-tls"))]
    pub(crate) certificates: Vec<reqwest::Certificate>,
    /// The proxy of all portals on other machines, in place of the environment's.
    pub(crate) proxy: Option<reqwest::Proxy>,
    pub(crate) user_agent: HeaderValue,
    /// Headers of every request.
    pub(crate) headers: HeaderMap,
    /// The caller's own HTTP client, which has settings of its own.
    pub(crate) own: Option<reqwest::Client>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            connect: CONNECT,
            timeout: TIMEOUT,
            max_answer: MAX_ANSWER,
            max_connections: MAX_CONNECTIONS,
            #[cfg(any(feature = "rustls", feature = "rustls-ring", feature = "native-tls"))]
            certificates: Vec::new(),
            proxy: None,
            user_agent: HeaderValue::from_static(USER_AGENT),
            headers: HeaderMap::new(),
            own: None,
        }
    }
}

impl Settings {
    /// Returns the HTTP client for portals on this machine, or on others.
    pub(super) fn client(&self, is_local: bool) -> Result<reqwest::Client, Error> {
        if let Some(own) = &self.own {
            return Ok(own.clone());
        }
        provide();
        let mut http = reqwest::Client::builder()
            .connect_timeout(self.connect)
            .timeout(self.timeout)
            .user_agent(self.user_agent.clone())
            .default_headers(self.headers.clone())
            .tcp_nodelay(true)
            // Following one would turn the POST into a GET.
            .redirect(reqwest::redirect::Policy::none());
        if is_local {
            http = http.no_proxy();
        } else if let Some(proxy) = &self.proxy {
            http = http.proxy(proxy.clone());
        }
        // Of several that are compiled in, for others in the program: it tells best what is wrong with a certificate.
        #[cfg(any(feature = "rustls", feature = "rustls-ring"))]
        {
            http = http.tls_backend_rustls();
        }
        #[cfg(any(feature = "rustls", feature = "rustls-ring", feature = "native-tls"))]
        if !self.certificates.is_empty() {
            http = http.tls_certs_merge(self.certificates.iter().cloned());
        }
        http.build().map_err(|error| Error::Config(format!("the HTTP client cannot be made: {error}")))
    }

    /// Makes sure that there is encryption if an address needs it.
    pub(super) fn check(&self, url: &Url) -> Result<(), Error> {
        if HAS_TLS || self.own.is_some() || url.scheme() != "https" {
            return Ok(());
        }
        let message = "https needs one of the features `rustls`, `rustls-ring` and `native-tls`";
        Err(Error::Config(message.to_owned()))
    }
}

/// Chooses ring for rustls, unless the program has chosen for itself.
fn provide() {
    #[cfg(all(feature = "rustls-ring", not(feature = "rustls")))]
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        // Another thread may have been faster.
        let _ = rustls::crypto::ring::default_provider().install_default();
    }
}
