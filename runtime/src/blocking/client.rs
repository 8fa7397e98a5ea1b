//! The client.

use std::sync::Arc;

use secrecy::SecretString;

use super::download::Download;
use super::runtime::Runtime;
use crate::client::{self, ClientBuilder, Options};
use crate::envelope::Response;
use crate::error::Error;
use crate::files::{TransferError, Upload, UploadedFile};
use crate::request::Request;
use crate::wire::Wire;

type Answer<R> = <<R as Request>::Result as Wire>::Out;

/// Calls one portal and waits for the answer on the calling thread. Cheap to clone.
///
/// ```no_run
/// # fn example() -> Result<(), bitrix24::Error> {
/// use bitrix24::{Dynamic, blocking, json};
///
/// let b24 = blocking::Client::webhook("https://example.bitrix24.com/rest/1/SECRET/")?;
/// let user = b24.call(Dynamic::new("user.current", json!({})))?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Client {
    pub(super) client: client::Client,
    pub(super) runtime: Arc<Runtime>,
}

impl Client {
    /// Returns a client for an incoming webhook, by the address that the portal shows.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] when it is not such an address.
    pub fn webhook(address: &str) -> Result<Self, Error> {
        Self::of(client::Client::webhook(address)?)
    }

    /// Returns a client for an application, by the portal's address and an access token.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] when it is not such an address.
    pub fn token(portal: &str, token: impl Into<SecretString>) -> Result<Self, Error> {
        Self::of(client::Client::token(portal, token)?)
    }

    /// Returns a client with the settings of a [builder](client::Client::builder).
    ///
    /// # Errors
    ///
    /// [`Error::Config`] when TLS cannot be set up.
    pub fn build(builder: ClientBuilder) -> Result<Self, Error> {
        Self::of(builder.build()?)
    }

    /// Returns a blocking client that shares limits and tokens with an async one, such as that of an
    /// [event](crate::events::EventAuth::client). It must not have made a call yet, because its connections would live in
    /// another runtime.
    ///
    /// ```no_run
    /// # fn example(event: bitrix24::incoming::Event) -> Result<(), bitrix24::Error> {
    /// use bitrix24::{Dynamic, blocking, json};
    ///
    /// if let Some(b24) = event.auth.client()? {
    ///     let user = blocking::Client::of(b24)?.call(Dynamic::new("user.current", json!({})))?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Config`] when the system has no thread for it.
    pub fn of(client: client::Client) -> Result<Self, Error> {
        Ok(Client { client, runtime: Runtime::shared()? })
    }

    /// Returns the same client with other settings of its calls, in place of the current ones. See
    /// [`client::Client::with`].
    ///
    /// ```no_run
    /// # fn example(b24: bitrix24::blocking::Client) -> Result<(), bitrix24::Error> {
    /// use std::time::Duration;
    ///
    /// use bitrix24::{Dynamic, Options, json};
    ///
    /// let hurried = b24.with(Options::new().deadline(Duration::from_secs(5)));
    /// let user = hurried.call(Dynamic::new("user.current", json!({})))?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn with(&self, options: Options) -> Self {
        Client { client: self.client.with(options), runtime: Arc::clone(&self.runtime) }
    }

    /// Returns the portal's current address.
    pub fn portal(&self) -> String {
        self.client.portal()
    }

    /// Calls a method and returns its result. See [`client::Client::call`].
    ///
    /// # Errors
    ///
    /// As there; and [`Error::Config`] inside an async task, whose runtime must not be blocked. Threads for blocking work
    /// (`spawn_blocking`, `block_in_place`) are none.
    pub fn call<R: Request>(&self, request: R) -> Result<Answer<R>, Error> {
        self.send(request).map(|response| response.result)
    }

    /// Calls a method and gives the whole answer. See [`client::Client::send`].
    ///
    /// # Errors
    ///
    /// As [`call`](Client::call).
    pub fn send<R: Request>(&self, request: R) -> Result<Response<Answer<R>>, Error> {
        self.runtime.wait(self.client.send(request))?
    }

    /// Sends a file. See [`client::Client::upload`].
    ///
    /// ```no_run
    /// # fn example(b24: bitrix24::blocking::Client) -> Result<(), bitrix24::files::TransferError> {
    /// use bitrix24::files::{Source, Upload};
    ///
    /// let file = b24.upload(Upload::to_folder(42, Source::from_path_blocking("report.pdf")?))?;
    /// println!("{} is {:?}", file.id, file.name);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As there; and [`Error::Config`] inside an async task.
    pub fn upload(&self, upload: Upload) -> Result<UploadedFile, TransferError> {
        self.runtime.wait(self.client.upload(upload))?
    }

    /// Fetches a file from an address that the portal gave. See [`client::Client::download`].
    ///
    /// # Errors
    ///
    /// As there; and [`Error::Config`] inside an async task.
    pub fn download(&self, address: &str) -> Result<Download, TransferError> {
        let download = self.runtime.wait(self.client.download(address))??;
        Ok(Download::new(download, Arc::clone(&self.runtime)))
    }
}
