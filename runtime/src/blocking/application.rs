//! Applications.

use std::fmt;
use std::sync::Arc;

use secrecy::SecretString;

use super::runtime::Runtime;
use crate::application;
use crate::error::Error;
use crate::events::{EventAuth, Sent, Unverified};

/// An application whose calls to the authorisation server wait on the calling thread. See [`application::Application`].
///
/// ```no_run
/// # fn example(body: &[u8]) -> Result<(), Box<dyn std::error::Error>> {
/// use bitrix24::incoming::Event;
/// use bitrix24::{Application, Client, FileStore, blocking};
///
/// let app = Application::new("local.5c8bb1b0891cf2.87252039", "KEY");
/// let portals = FileStore::new("portals", app.clone());
/// let installed = blocking::Application::of(app)?.verify(Event::parse_install(body)?)?.auth;
/// portals.save_blocking(&installed)?;
/// if let Some(portal) = portals.load_blocking("a223c6b3710f85df22e9377d6c4f7553")? {
///     let b24 = blocking::Client::build(Client::builder(portal.auth()))?;
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Application {
    app: application::Application,
    runtime: Arc<Runtime>,
}

impl Application {
    /// Returns the blocking form of an application, which has not made a call yet.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] when the system has no thread for it.
    pub fn of(app: application::Application) -> Result<Self, Error> {
        Ok(Application { app, runtime: Runtime::shared()? })
    }

    /// Exchanges the code that came with a user for tokens. See [`application::Application::exchange_code`].
    ///
    /// # Errors
    ///
    /// As there; and [`Error::Config`] inside an async task.
    pub fn exchange_code(&self, code: &str) -> Result<EventAuth, Error> {
        self.runtime.wait(self.app.exchange_code(code))?
    }

    /// Asks the authorisation server what an access token is. See [`application::Application::info`].
    ///
    /// # Errors
    ///
    /// As there; and [`Error::Config`] inside an async task.
    pub fn info(&self, access_token: &SecretString) -> Result<application::AppInfo, Error> {
        self.runtime.wait(self.app.info(access_token))?
    }

    /// Returns what was sent if the authorisation server proves it. See [`application::Application::verify`].
    ///
    /// # Errors
    ///
    /// As there; and [`Error::Config`] inside an async task.
    pub fn verify<T: Sent>(&self, unverified: Unverified<T>) -> Result<T, Error> {
        self.runtime.wait(self.app.verify(unverified))?
    }
}

impl fmt::Debug for Application {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.app.fmt(f)
    }
}
