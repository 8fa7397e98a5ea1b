//! The threads that serve a portal.

pub(crate) mod body;
mod stream;
#[cfg(feature = "tls")]
pub(crate) mod tls;

use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Handle, Runtime};
use tokio::sync::oneshot;

use body::Body;
use stream::{Reset, Stream};

/// A handler of requests; without an answer, the connection is reset.
pub(crate) trait Service: Send + Sync + 'static {
    fn serve(&self, from: IpAddr, request: Request<Incoming>) -> impl Future<Output = Option<Response<Body>>> + Send;
}

/// The settings of a server.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) address: SocketAddr,
    /// The number of threads that serve.
    pub(crate) workers: usize,
    #[cfg(feature = "tls")]
    pub(crate) tls: Option<tls::Acceptor>,
}

/// A port that is bound, and not yet served.
#[derive(Debug)]
pub(crate) struct Bound {
    listener: std::net::TcpListener,
    settings: Settings,
}

/// An HTTP server, which runs until it is dropped.
#[derive(Debug)]
pub(crate) struct Server {
    address: SocketAddr,
    runtime: Handle,
    /// Stops the server when it is dropped.
    running: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Bound {
    pub(crate) fn bind(settings: Settings) -> io::Result<Self> {
        let listener = std::net::TcpListener::bind(settings.address)?;
        listener.set_nonblocking(true)?;
        Ok(Self { listener, settings })
    }

    pub(crate) fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Starts to serve.
    pub(crate) fn serve(self, service: Arc<impl Service>) -> io::Result<Server> {
        let address = self.address()?;
        let runtime = runtime(self.settings.workers)?;
        let handle = runtime.handle().clone();
        let listener = adopt(&runtime, self.listener)?;
        let (running, stopped) = oneshot::channel();
        #[cfg(feature = "tls")]
        let tls = self.settings.tls;
        let accept = async move {
            loop {
                let Ok((tcp, from)) = listener.accept().await else {
                    // An aborted connection, or too many open files: neither is a reason to stop.
                    tokio::time::sleep(Duration::from_millis(1)).await;
                    continue;
                };
                let service = Arc::clone(&service);
                #[cfg(feature = "tls")]
                let tls = tls.clone();
                tokio::spawn(async move {
                    let _ = tcp.set_nodelay(true);
                    #[cfg(feature = "tls")]
                    if let Some(tls) = tls {
                        return secured(tls, tcp, from.ip(), service).await;
                    }
                    plain(tcp, from.ip(), service).await;
                });
            }
        };
        let thread = thread::Builder::new().name("bitrix24-mock".to_owned()).spawn(move || {
            runtime.block_on(async {
                tokio::select! {
                    () = accept => {}
                    _ = stopped => {}
                }
            });
            // Pending answers are cut off.
            runtime.shutdown_background();
        })?;
        Ok(Server { address, runtime: handle, running: Some(running), thread: Some(thread) })
    }
}

impl Server {
    /// Returns the address that the server listens on.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Returns the runtime that it serves on.
    pub(crate) fn runtime(&self) -> &Handle {
        &self.runtime
    }
}

impl Drop for Server {
    /// Stops the server and waits until its port is free; pending answers are cut off.
    fn drop(&mut self) {
        drop(self.running.take());
        if let Some(thread) = self.thread.take() {
            // A panic was printed by the thread already.
            let _ = thread.join();
        }
    }
}

fn runtime(workers: usize) -> io::Result<Runtime> {
    match workers {
        0 | 1 => Builder::new_current_thread().enable_all().build(),
        // The thread that accepts serves, too.
        workers => Builder::new_multi_thread().worker_threads(workers).enable_all().build(),
    }
}

/// Registers a listener with a runtime.
///
/// The runtime is entered, not blocked on: the caller may be inside a runtime of its own.
fn adopt(runtime: &Runtime, listener: std::net::TcpListener) -> io::Result<TcpListener> {
    let _context = runtime.enter();
    TcpListener::from_std(listener)
}

async fn plain(tcp: TcpStream, from: IpAddr, service: Arc<impl Service>) {
    let reset = Reset::default();
    connection(Stream::new(tcp, reset.clone()), reset, from, service).await;
}

#[cfg(feature = "tls")]
async fn secured(tls: tls::Acceptor, tcp: TcpStream, from: IpAddr, service: Arc<impl Service>) {
    let reset = Reset::default();
    // A client that does not trust the certificate disconnects, which is no error here.
    if let Ok(stream) = tls.accept(Stream::new(tcp, reset.clone())).await {
        connection(stream, reset, from, service).await;
    }
}

/// Serves the requests of one connection.
async fn connection(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    reset: Reset,
    from: IpAddr,
    service: Arc<impl Service>,
) {
    let answer = service_fn(|request| {
        let (service, reset) = (Arc::clone(&service), reset.clone());
        async move {
            let response = service.serve(from, request).await;
            response.ok_or_else(|| {
                reset.mark();
                body::Cut
            })
        }
    });
    // It ends with an error if the client disconnects, or if it is reset.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), answer).await;
}
