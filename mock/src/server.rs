//! The thread that serves a portal.

use std::future::IntoFuture;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::thread::{self, JoinHandle};

use axum::Router;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;

/// An HTTP server on a free loopback port, which runs until it is dropped.
#[derive(Debug)]
pub(crate) struct Server {
    address: SocketAddr,
    /// Stops the server when it is dropped.
    running: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Binds a port and starts to serve it.
    pub(crate) fn start(router: Router) -> io::Result<Self> {
        let listener = bind()?;
        let address = listener.local_addr()?;
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let listener = adopt(&runtime, listener)?;
        let (running, stopped) = oneshot::channel();
        let thread = thread::Builder::new()
            .name("bitrix24-mock".to_owned())
            .spawn(move || runtime.block_on(serve(listener, router, stopped)))?;
        Ok(Self { address, running: Some(running), thread: Some(thread) })
    }

    /// Where the server listens.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Server {
    /// Stops the server and waits until its port is free; answers under way are cut off.
    fn drop(&mut self) {
        drop(self.running.take());
        if let Some(thread) = self.thread.take() {
            // There is nobody to tell about a panic, which the thread has printed already.
            let _ = thread.join();
        }
    }
}

/// Listens on a port that the system chooses.
fn bind() -> io::Result<std::net::TcpListener> {
    let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// Hands a listener over to a runtime.
///
/// The runtime is entered, not blocked on: the caller may be inside a runtime of its own.
fn adopt(runtime: &Runtime, listener: std::net::TcpListener) -> io::Result<TcpListener> {
    let _context = runtime.enter();
    TcpListener::from_std(listener)
}

/// Serves until `stopped` resolves.
///
/// Shutting down gracefully would wait for delayed answers; connections end with the runtime instead.
async fn serve(listener: TcpListener, router: Router, stopped: oneshot::Receiver<()>) {
    tokio::select! {
        _ = axum::serve(listener, router).into_future() => {}
        _ = stopped => {}
    }
}
