//! The same client for programs without an async runtime.

use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use secrecy::SecretString;
use tokio::runtime::Handle;

use crate::batch;
use crate::client::{self, ClientBuilder};
use crate::envelope::Response;
use crate::error::Error;
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
    client: client::Client,
    runtime: Arc<Runtime>,
}

/// A runtime that may be dropped anywhere, inside of another one too: nothing waits for it.
#[derive(Debug)]
struct Runtime {
    handle: Handle,
    owner: Option<tokio::runtime::Runtime>,
}

impl Drop for Runtime {
    fn drop(&mut self) {
        if let Some(runtime) = self.owner.take() {
            runtime.shutdown_background();
        }
    }
}

impl Client {
    /// Returns a client for an incoming webhook, by the address that the portal shows.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] when it is not such an address.
    pub fn webhook(address: &str) -> Result<Self, Error> {
        Self::new(client::Client::webhook(address)?)
    }

    /// Returns a client for an application, by the portal's address and an access token.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] when it is not such an address.
    pub fn token(portal: &str, token: impl Into<SecretString>) -> Result<Self, Error> {
        Self::new(client::Client::token(portal, token)?)
    }

    /// Returns a builder of clients with other settings.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] when TLS cannot be set up.
    pub fn build(builder: ClientBuilder) -> Result<Self, Error> {
        Self::new(builder.build()?)
    }

    fn new(client: client::Client) -> Result<Self, Error> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("bitrix24")
            .enable_all()
            .build()
            .map_err(|error| Error::Config(format!("no thread for the client: {error}")))?;
        let runtime = Runtime { handle: runtime.handle().clone(), owner: Some(runtime) };
        Ok(Client { client, runtime: Arc::new(runtime) })
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
        self.wait(self.client.send(request))?
    }

    /// Starts a batch. See [`client::Client::batch`].
    pub fn batch(&self) -> Batch {
        Batch { client: self.clone(), batch: self.client.batch() }
    }

    /// The client that calls.
    pub(crate) fn inner(&self) -> &client::Client {
        &self.client
    }

    /// Waits on the calling thread.
    pub(crate) fn wait<T>(&self, future: impl Future<Output = T>) -> Result<T, Error> {
        if drives_tasks() {
            return Err(Error::Config(
                "a blocking call inside an async task: use the async client there, or `spawn_blocking`".to_owned(),
            ));
        }
        Ok(block_on(&self.runtime.handle, future))
    }
}

/// Returns true if this thread drives an async task, and others wait for it. A thread for blocking work belongs to a
/// runtime, too, so that is not asked; but only a task has a budget of steps that ends. What is left of it is used up: the
/// task lets others run at its next step.
fn drives_tasks() -> bool {
    /// More steps than any budget has.
    const STEPS: usize = 1_000;
    let mut cx = Context::from_waker(Waker::noop());
    let mut is_pending = |_| pin!(tokio::task::consume_budget()).poll(&mut cx).is_pending();
    Handle::try_current().is_ok() && (0..STEPS).any(&mut is_pending)
}

/// Wakes a thread that waits.
struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Runs a future to its end on this thread; what it starts, and what it waits for, is the runtime's. The runtime's own
/// function of this name panics where a task has no budget.
fn block_on<T>(runtime: &Handle, future: impl Future<Output = T>) -> T {
    let _context = runtime.enter();
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut cx = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut cx) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}

/// Calls that are sent together. See [`batch::Batch`].
///
/// ```no_run
/// # fn example(b24: bitrix24::blocking::Client) -> Result<(), bitrix24::Error> {
/// use bitrix24::{Dynamic, json};
///
/// let mut batch = b24.batch();
/// let me = batch.add(Dynamic::new("user.current", json!({})));
/// println!("{}", batch.send()?.take(me)?);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[must_use = "a batch does nothing until it is sent"]
pub struct Batch {
    client: Client,
    batch: batch::Batch,
}

impl Batch {
    /// Sets the version of the API to REST 3.0.
    pub fn v3(mut self) -> Self {
        self.batch = self.batch.v3();
        self
    }

    /// Adds a command.
    pub fn add<R: Request>(&mut self, request: R) -> batch::Handle<Answer<R>> {
        self.batch.add(request)
    }

    /// Adds a command under a name. See [`batch::Batch::add_as`].
    pub fn add_as<R: Request>(&mut self, name: impl Into<String>, request: R) -> batch::Handle<Answer<R>> {
        self.batch.add_as(name, request)
    }

    /// Sets if the batch stops at the first command that fails. See [`batch::Batch::halt`].
    pub fn halt(&mut self, halt: bool) -> &mut Self {
        self.batch.halt(halt);
        self
    }

    /// Sends all commands. See [`batch::Batch::send`].
    ///
    /// # Errors
    ///
    /// As there; and [`Error::Config`] inside an async task, whose runtime must not be blocked. Threads for blocking work
    /// (`spawn_blocking`, `block_in_place`) are none.
    pub fn send(self) -> Result<batch::Answers, Error> {
        let Batch { client, batch } = self;
        client.wait(batch.send())?
    }
}
