//! The settings of connections that users make.

use std::fmt;
use std::time::Duration;

use reqwest::header::{HeaderName, HeaderValue};

use super::settings::Settings;
use crate::error::Error;

/// Settings of connections: how HTTP reaches a portal and the authorisation server. Each is as in [`ClientBuilder`](crate::ClientBuilder).
///
/// ```
/// use bitrix24::{Application, Auth, Client, Connections, Error};
///
/// # fn example(portal: Auth) -> Result<(), Error> {
/// let connections = Connections::new().proxy("http://proxy.example.org:3128")?.user_agent("shop-sync/2.1")?;
/// let app = Application::new("local.5c8bb1b0891cf2.87252039", "KEY").connections(connections.clone());
/// let b24 = Client::builder(portal).connections(connections).build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
#[must_use]
pub struct Connections {
    pub(super) settings: Settings,
}

impl Connections {
    /// Returns the settings of a client for which none is set.
    pub fn new() -> Self {
        Connections::default()
    }

    /// Sets the timeout of one attempt. See [`ClientBuilder::timeout`](crate::ClientBuilder::timeout).
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = timeout;
        self
    }

    /// Sets the timeout of a connection. See [`ClientBuilder::connect_timeout`](crate::ClientBuilder::connect_timeout).
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.settings.connect = timeout;
        self
    }

    /// Sets the maximum size of an answer in bytes. See [`ClientBuilder::max_answer`](crate::ClientBuilder::max_answer). Answers of the authorisation server
    /// have a limit of their own.
    pub fn max_answer(mut self, bytes: usize) -> Self {
        self.settings.max_answer = bytes;
        self
    }

    /// Sets the maximum number of connections that the calls of each client use at once. See
    /// [`ClientBuilder::max_connections`](crate::ClientBuilder::max_connections).
    pub fn max_connections(mut self, connections: usize) -> Self {
        self.settings.max_connections = connections;
        self
    }

    /// Sets a proxy. See [`ClientBuilder::proxy`](crate::ClientBuilder::proxy).
    ///
    /// # Errors
    ///
    /// As there.
    pub fn proxy(mut self, address: &str) -> Result<Self, Error> {
        let wrong = || Error::Config("not the address of a proxy, such as http://proxy.example.org:3128".to_owned());
        let address = url::Url::parse(address).ok().filter(url::Url::has_host).ok_or_else(wrong)?;
        if !matches!(address.scheme(), "http" | "https") {
            return Err(wrong());
        }
        // The address may hold a password, and an error shows it.
        self.settings.proxy = Some(reqwest::Proxy::all(address).map_err(|_| wrong())?);
        Ok(self)
    }

    /// Sets the user agent. See [`ClientBuilder::user_agent`](crate::ClientBuilder::user_agent).
    ///
    /// # Errors
    ///
    /// As there.
    pub fn user_agent(mut self, text: &str) -> Result<Self, Error> {
        self.settings.user_agent = value("user-agent", text)?;
        Ok(self)
    }

    /// Adds a header to every request. See [`ClientBuilder::header`](crate::ClientBuilder::header).
    ///
    /// # Errors
    ///
    /// As there.
    pub fn header(mut self, name: &str, text: &str) -> Result<Self, Error> {
        let wrong = |_| Error::Config(format!("`{}` is not the name of a header", name.escape_debug()));
        let key = HeaderName::from_bytes(name.as_bytes()).map_err(wrong)?;
        self.settings.headers.append(key, value(name, text)?);
        Ok(self)
    }

    /// Sends all requests through an HTTP client of your own. See [`ClientBuilder::http`](crate::ClientBuilder::http).
    pub fn http(mut self, client: reqwest::Client) -> Self {
        self.settings.own = Some(client);
        self
    }

    /// Adds trusted certificates, in PEM. See [`ClientBuilder::trust`](crate::ClientBuilder::trust).
    ///
    /// # Errors
    ///
    /// As there.
    #[cfg(any(feature = "rustls", feature = "rustls-ring", feature = "native-tls"))]
    pub fn trust(mut self, pem: &[u8]) -> Result<Self, Error> {
        let certificates = reqwest::Certificate::from_pem_bundle(pem);
        self.settings
            .certificates
            .extend(certificates.map_err(|error| Error::Config(format!("not a certificate: {error}")))?);
        Ok(self)
    }
}

/// Headers may hold secrets, and a proxy's address a password.
impl fmt::Debug for Connections {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connections").field("timeout", &self.settings.timeout).finish_non_exhaustive()
    }
}

/// Returns the value of a header, which is not shown.
fn value(name: &str, text: &str) -> Result<HeaderValue, Error> {
    let wrong = |_| Error::Config(format!("the header `{name}` cannot hold this value: it has a control character"));
    let mut value = HeaderValue::from_str(text).map_err(wrong)?;
    value.set_sensitive(!name.eq_ignore_ascii_case("user-agent"));
    Ok(value)
}
