//! The thread on which connections live, and the wait for what happens there.

use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use tokio::runtime::Handle;

use crate::error::Error;

/// The runtime of all blocking clients, as long as there is one.
static SHARED: Mutex<Weak<Runtime>> = Mutex::new(Weak::new());

/// A runtime that may be dropped anywhere, inside of another one too: nothing waits for it.
#[derive(Debug)]
pub(super) struct Runtime {
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

impl Runtime {
    /// Returns the runtime that all blocking clients share: a receiver of events may make a client for each.
    pub(super) fn shared() -> Result<Arc<Self>, Error> {
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(runtime) = shared.upgrade() {
            return Ok(runtime);
        }
        let runtime = Arc::new(Self::new()?);
        *shared = Arc::downgrade(&runtime);
        Ok(runtime)
    }

    fn new() -> Result<Self, Error> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("bitrix24")
            .enable_all()
            .build()
            .map_err(|error| Error::Config(format!("no thread for the client: {error}")))?;
        Ok(Runtime { handle: runtime.handle().clone(), owner: Some(runtime) })
    }

    /// Waits on the calling thread.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] inside an async task, whose runtime must not be blocked.
    pub(super) fn wait<T>(&self, future: impl Future<Output = T>) -> Result<T, Error> {
        if drives_tasks() {
            return Err(Error::Config(
                "a blocking call inside an async task: use the async client there, or `spawn_blocking`".to_owned(),
            ));
        }
        Ok(block_on(&self.handle, future))
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
