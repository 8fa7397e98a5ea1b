//! Settings of connections: how HTTP reaches the portal.

use std::time::Duration;

use super::ClientBuilder;
use crate::error::Error;
use crate::transport::Connections;

impl ClientBuilder {
    /// Sets all settings of connections at once, in place of those that were set so far: the same for several clients, and
    /// for the [`Application`](crate::Application) that they belong to.
    pub fn connections(mut self, connections: Connections) -> Self {
        self.connections = connections;
        self
    }

    /// Sets the timeout of one attempt; 60 seconds by default, after which the vendor ends a call.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.connections = self.connections.timeout(timeout);
        self
    }

    /// Sets the timeout of a connection, encryption included; 10 seconds by default. Nothing was sent then: the call did
    /// not run, and is repeated.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connections = self.connections.connect_timeout(timeout);
        self
    }

    /// Sets the maximum size of an answer in bytes; 64 MiB by default. A larger one is [`Error::Unexpected`] with
    /// [`Problem::TooLarge`](crate::error::Problem::TooLarge), and so is an error of more than 1 MiB. What is read takes up
    /// to ten times the memory.
    pub fn max_answer(mut self, bytes: usize) -> Self {
        self.connections = self.connections.max_answer(bytes);
        self
    }

    /// Sets the maximum number of connections that the client's calls use at once; 250 by default. Further calls wait. A
    /// [download](crate::files::Download) takes one until its file is read, or it is dropped.
    pub fn max_connections(mut self, connections: usize) -> Self {
        self.connections = self.connections.max_connections(connections);
        self
    }

    /// Sets a proxy, in place of the one that `HTTPS_PROXY` and its like name: `http://proxy.example.org:3128`, with
    /// `user:password@` before the host if it wants to know who asks. A portal on this machine is called without one.
    ///
    /// ```
    /// use bitrix24::{Auth, Client};
    ///
    /// let auth = Auth::webhook("https://example.bitrix24.com/rest/1/SECRET/")?;
    /// let b24 = Client::builder(auth).proxy("http://anna:secret@proxy.example.org:3128")?.build()?;
    /// # Ok::<_, bitrix24::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Config`] when it is not the address of a proxy.
    pub fn proxy(mut self, address: &str) -> Result<Self, Error> {
        self.connections = self.connections.proxy(address)?;
        Ok(self)
    }

    /// Sets the user agent; `bitrix24-rust` with its version by default.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] when a header cannot hold it.
    pub fn user_agent(mut self, text: &str) -> Result<Self, Error> {
        self.connections = self.connections.user_agent(text)?;
        Ok(self)
    }

    /// Adds a header to every request, those for tokens included, such as one that a gateway before the portal wants. Its
    /// value is taken as a secret. A [`Hook`](crate::Hook) sets headers for each attempt.
    ///
    /// ```
    /// use bitrix24::{Auth, Client};
    ///
    /// let auth = Auth::webhook("https://example.bitrix24.com/rest/1/SECRET/")?;
    /// let b24 = Client::builder(auth).user_agent("shop-sync/2.1")?.header("X-Gateway-Key", "4711")?.build()?;
    /// # Ok::<_, bitrix24::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Config`] when it is not a header.
    pub fn header(mut self, name: &str, text: &str) -> Result<Self, Error> {
        self.connections = self.connections.header(name, text)?;
        Ok(self)
    }

    /// Sends all requests through an HTTP client of your own, for what this builder does not have. It decides on proxies,
    /// certificates, headers, the user agent and the timeout of a connection, in place of this builder; the timeout of an
    /// attempt is this builder's.
    ///
    /// It must not follow redirects: they would turn a call into another one, and show the webhook's secret to another
    /// host. An answer from another address than the one that was called is an [`Error::Config`].
    ///
    /// ```
    /// use bitrix24::{Auth, Client, reqwest};
    ///
    /// # fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).pool_max_idle_per_host(4).build()?;
    /// let auth = Auth::webhook("https://example.bitrix24.com/rest/1/SECRET/")?;
    /// let b24 = Client::builder(auth).http(http).build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn http(mut self, client: reqwest::Client) -> Self {
        self.connections = self.connections.http(client);
        self
    }

    /// Adds trusted certificates, in PEM, to those of the system: for a self-hosted portal.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] when it is not a list of certificates.
    #[cfg(any(feature = "rustls", feature = "rustls-ring", feature = "native-tls"))]
    pub fn trust(mut self, pem: &[u8]) -> Result<Self, Error> {
        self.connections = self.connections.trust(pem)?;
        Ok(self)
    }
}
