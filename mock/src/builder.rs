//! The settings of a portal.

use std::collections::HashSet;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bitrix24_schema::Model;

use crate::clock::Clock;
use crate::events::Events;
use crate::fault::{Faults, Plan};
use crate::files::Files;
use crate::http::Http;
use crate::limits::Limits;
use crate::oauth::{Rules, Tokens};
use crate::portal::Portal;
use crate::quirks::Quirks;
use crate::schema::Catalogue;
use crate::server::{Bound, Settings};
use crate::state::{Addresses, Log, State};
use crate::store::Store;
use crate::things::Things;

/// The settings of a [`Portal`]; made by [`Portal::builder`].
#[derive(Clone, Debug)]
#[must_use = "a portal is there when it is started"]
pub struct Builder {
    model: Option<Arc<Model>>,
    has_store: bool,
    rows: u64,
    seed: u64,
    limits: Limits,
    faults: Faults,
    quirks: Quirks,
    scopes: Option<HashSet<String>>,
    tokens: Rules,
    clock_speed: f64,
    keep: usize,
    address: SocketAddr,
    host: Option<String>,
    workers: usize,
    tls: Option<PathBuf>,
}

/// The reason why a portal cannot be started.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The schema cannot be read, or is invalid.
    #[error(transparent)]
    Schema(#[from] bitrix24_schema::Error),
    /// The catalogue on board is damaged.
    #[cfg(feature = "catalogue")]
    #[error(transparent)]
    Catalogue(#[from] bitrix24_catalogue::Corrupt),
    /// The own types of a portal have no schema to be laid over.
    #[error("a portal's own types are laid over a schema: set one before, or use the catalogue on board")]
    NoSchema,
    /// The system has no port or no thread, or the certificates cannot be made or written.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

impl Portal {
    /// Returns the settings of a portal with rows, and with the methods of a schema.
    pub fn builder() -> Builder {
        Builder::new()
    }

    /// Starts a portal without any methods: it only has scripted answers.
    ///
    /// # Panics
    ///
    /// Panics if [`try_start`](Self::try_start) fails.
    #[track_caller]
    pub fn start() -> Self {
        match Self::try_start() {
            Ok(portal) => portal,
            Err(error) => panic!("cannot start a portal on a loopback port: {error}"),
        }
    }

    /// Starts a portal without any methods: it only has scripted answers.
    ///
    /// # Errors
    ///
    /// Fails if the system has no loopback port or no thread to serve it.
    pub fn try_start() -> Result<Self, StartError> {
        Builder::new().only_scripted().start()
    }
}

impl Builder {
    fn new() -> Self {
        Self {
            model: None,
            has_store: true,
            rows: 10,
            seed: 0,
            limits: Limits::none(),
            faults: Faults::none(),
            quirks: Quirks::default(),
            scopes: None,
            tokens: Rules { lifetime: Duration::from_secs(3600), keeps_refresh: false },
            clock_speed: 1.0,
            keep: usize::MAX,
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            host: None,
            workers: 1,
            tls: None,
        }
    }

    /// Removes all methods that are not scripted.
    fn only_scripted(mut self) -> Self {
        self.has_store = false;
        self
    }

    /// Lets the portal answer every documented method, by the catalogue on board. It is unpacked once for all portals.
    ///
    /// ```
    /// use bitrix24_mock::Portal;
    ///
    /// let portal = Portal::builder().documented()?.start()?;
    /// # Ok::<(), bitrix24_mock::StartError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Fails if the catalogue on board is damaged.
    #[cfg(feature = "catalogue")]
    pub fn documented(self) -> Result<Self, StartError> {
        Ok(self.model(bitrix24_catalogue::model()?))
    }

    /// Sets the folder of a schema, all of whose methods are answered. Reading it takes a moment: tests share it with
    /// [`model`](Self::model).
    ///
    /// # Errors
    ///
    /// Fails if the schema cannot be read or is invalid.
    pub fn schema(self, folder: impl Into<PathBuf>) -> Result<Self, StartError> {
        let model = bitrix24_schema::load(folder.into())?;
        Ok(self.model(Arc::new(model)))
    }

    /// Sets a schema, all of whose methods are answered. Without one, the portal knows `batch`, and the methods of its
    /// tables.
    pub fn model(mut self, model: Arc<Model>) -> Self {
        self.model = Some(model);
        self
    }

    /// Lets the portal have the own types in a folder that `b24 portal pull` has written: custom fields, smart
    /// processes with their stages, lists. They are laid over the schema, or over the catalogue on board if there is
    /// none.
    ///
    /// The portal describes them as a live one does (`crm.type.list`, `crm.item.fields`, `userfieldconfig.list`…), and
    /// its rows have their values. The webhook has the scopes that the folder names, unless [`scopes`](Self::scopes)
    /// sets others.
    ///
    /// ```no_run
    /// use bitrix24_mock::Portal;
    ///
    /// let portal = Portal::builder().portal("portal")?.start()?;
    /// portal.fill("crm.item:1036", 100);
    /// # Ok::<(), bitrix24_mock::StartError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Fails if the folder cannot be read or is invalid, or if the catalogue on board is damaged.
    pub fn portal(self, folder: impl AsRef<Path>) -> Result<Self, StartError> {
        #[cfg(feature = "catalogue")]
        let this = if self.model.is_none() { self.documented()? } else { self };
        #[cfg(not(feature = "catalogue"))]
        let this = self;
        let base = match &this.model {
            Some(model) => Model::clone(model),
            None => return Err(StartError::NoSchema),
        };
        let model = bitrix24_schema::portal::load(folder, base)?;
        Ok(this.model(Arc::new(model)))
    }

    /// Sets the initial number of rows of each table; the default is 10. See [`Portal::fill`].
    pub fn rows(mut self, rows: u64) -> Self {
        self.rows = rows;
        self
    }

    /// Sets the seed of all random values; the default is 0.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Sets the portal's limits; the default is [`Limits::none`].
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Sets faults and their rates; the default is none.
    pub fn faults(mut self, faults: Faults) -> Self {
        self.faults = faults;
        self
    }

    /// Sets the quirks of the API that the portal shows.
    pub fn quirks(mut self, quirks: Quirks) -> Self {
        self.quirks = quirks;
        self
    }

    /// Sets the scopes of the webhook and the application; the default is all.
    pub fn scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.scopes = Some(scopes.into_iter().map(Into::into).collect());
        self
    }

    /// Sets the lifetime of an access token, in the portal's time; the default is an hour.
    pub fn token_lifetime(mut self, lifetime: Duration) -> Self {
        self.tokens.lifetime = lifetime;
        self
    }

    /// Lets a refresh token be exchanged repeatedly, so that several clients can begin with the same one.
    pub fn keep_refresh_tokens(mut self) -> Self {
        self.tokens.keeps_refresh = true;
        self
    }

    /// Stops the portal's clock: it moves only with [`Clock::advance`].
    pub fn frozen_clock(self) -> Self {
        self.clock_speed(0.0)
    }

    /// Sets the speed of the portal's clock, relative to real time; limits and the expiry of tokens use it.
    pub fn clock_speed(mut self, speed: f64) -> Self {
        self.clock_speed = if speed.is_finite() { speed.max(0.0) } else { 1.0 };
        self
    }

    /// Sets the number of latest requests that are kept for [`Portal::requests`]; the default is all.
    pub fn keep_requests(mut self, requests: usize) -> Self {
        self.keep = requests;
        self
    }

    /// Sets the port to listen on; the default is a free one.
    pub fn port(mut self, port: u16) -> Self {
        self.address.set_port(port);
        self
    }

    /// Sets the host in the portal's addresses and answers, with a port if needed; the default is its address. The
    /// portal still listens on the loopback interface.
    pub fn host(mut self, host: impl Into<String>) -> Self {
        self.host = Some(host.into());
        self
    }

    /// Sets the number of threads that serve; the default is one.
    pub fn workers(mut self, workers: usize) -> Self {
        self.workers = workers;
        self
    }

    /// Serves https, with a certificate for this machine and the vendor's hosts by an authority of the portal's own,
    /// which is written as `ca.pem` into a folder.
    #[cfg(feature = "tls")]
    pub fn tls(mut self, folder: impl Into<PathBuf>) -> Self {
        self.tls = Some(folder.into());
        self
    }

    /// Starts the portal.
    ///
    /// # Errors
    ///
    /// Fails if the system has no port or no thread to serve it, or the certificates cannot be made or written.
    pub fn start(self) -> Result<Portal, StartError> {
        let bound = Bound::bind(Settings {
            address: self.address,
            workers: self.workers,
            #[cfg(feature = "tls")]
            tls: match &self.tls {
                Some(folder) => Some(crate::server::tls::Acceptor::new(folder, self.bare_host())?),
                None => None,
            },
        })?;
        let address = bound.address()?;
        let state = Arc::new(self.state(address));
        let server = bound.serve(Arc::new(Http(Arc::clone(&state))))?;
        state.events.deliver_on(server.runtime());
        Ok(Portal::new(state, server))
    }

    /// Returns the host without its port.
    #[cfg(feature = "tls")]
    fn bare_host(&self) -> Option<&str> {
        self.host.as_deref().map(|host| host.split_once(':').map_or(host, |(host, _)| host))
    }

    fn state(self, address: SocketAddr) -> State {
        let clock = Clock::new(self.clock_speed);
        let things = self.model.as_deref().and_then(Things::read).map(Arc::new);
        let port = address.port();
        State {
            seed: self.seed,
            quirks: self.quirks,
            scopes: self.scopes.or_else(|| {
                let own = things.as_ref()?.scopes.as_ref()?;
                Some(own.iter().cloned().collect())
            }),
            tokens: Tokens::new(self.seed, self.tokens, clock.now()),
            clock,
            catalogue: self.model.map(Catalogue::new),
            store: self.has_store.then(|| Store::new(self.seed, self.rows, things.clone())),
            things,
            limits: self.limits,
            events: Events::default(),
            files: Files::default(),
            limiter: Mutex::default(),
            plan: Mutex::new(Plan::new(self.faults)),
            replays: Mutex::default(),
            ran: Mutex::default(),
            addresses: Addresses {
                scheme: if self.tls.is_some() { "https" } else { "http" },
                host: self.host.unwrap_or_else(|| address.to_string()),
                other: format!("localhost:{port}"),
                has_moved: AtomicBool::new(false),
            },
            log: Mutex::new(Log::new(self.keep)),
        }
    }
}
