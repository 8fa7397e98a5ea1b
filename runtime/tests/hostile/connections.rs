//! Connections that are not made: they are told as what they are, and nothing was sent.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bitrix24_runtime::error::TransportKind;
use bitrix24_runtime::{Client, Dynamic, Error, Fate, Options, json};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;
#[cfg(target_os = "linux")]
use tokio::net::{TcpSocket, TcpStream};
#[cfg(target_os = "linux")]
use tokio::time::Instant;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

use super::hasty;

async fn error(client: &Client) -> Error {
    client.call(Dynamic::new("m", json!({}))).await.expect_err("an error")
}

#[track_caller]
fn check(error: &Error, expected: TransportKind) {
    assert!(matches!(error, Error::Transport { kind, .. } if *kind == expected), "{error:?}");
    assert_eq!(error.fate(), Fate::NotRun, "{error:?}");
}

/// A listener whose queue is full: no further connection is made. Other systems refuse it instead.
#[cfg(target_os = "linux")]
async fn full() -> (String, TcpListener, Vec<TcpStream>) {
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.bind(([127, 0, 0, 1], 0).into()).expect("a port");
    let listener = socket.listen(1).expect("it listens");
    let address = listener.local_addr().expect("an address");
    let mut waiting = Vec::new();
    while let Ok(Ok(stream)) = tokio::time::timeout(Duration::from_millis(100), TcpStream::connect(address)).await {
        waiting.push(stream);
    }
    (format!("http://{address}/rest/1/x/"), listener, waiting)
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_connection_that_is_not_made_is_tried_again_after_ten_seconds() {
    let (address, _listener, _waiting) = full().await;
    // Nothing answers, so that the clock goes from one timeout to the next.
    tokio::time::pause();
    let start = Instant::now();
    let client = hasty(&address).build().expect("a client");
    check(&error(&client).await, TransportKind::Connect);
    let seconds = start.elapsed().as_secs();
    assert_eq!(seconds, 50, "five attempts");

    let client = hasty(&address).connect_timeout(Duration::from_secs(2)).build().expect("a client");
    let start = Instant::now();
    check(&error(&client).await, TransportKind::Connect);
    assert_eq!(start.elapsed().as_secs(), 10);
}

/// Also where another timeout comes first.
#[tokio::test]
async fn a_handshake_that_does_not_end_sends_nothing() {
    let silent = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("https://{}/rest/1/x/", silent.local_addr().expect("an address"));
    let client = hasty(&address).connect_timeout(Duration::from_millis(20)).build().expect("a client");
    check(&error(&client).await, TransportKind::Connect);
    let client = hasty(&address).build().expect("a client");
    check(&error(&client.with(Options::new().timeout(Duration::from_millis(20)))).await, TransportKind::Connect);
    let late = error(&client.with(Options::new().deadline(Duration::from_millis(50)))).await;
    assert_eq!(late.fate(), Fate::NotRun, "{late:?}");
}

/// A server with a certificate, and the number of connections to it.
struct Server {
    address: String,
    connections: Arc<AtomicUsize>,
}

impl Server {
    /// Serves with the certificate of an authority, or with what `change` makes of it; the authority's own comes back.
    async fn start(change: impl FnOnce(&mut CertificateParams)) -> (Self, String) {
        let authority_key = KeyPair::generate().expect("a key");
        let mut authority = CertificateParams::new(Vec::new()).expect("a certificate");
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let pem = authority.self_signed(&authority_key).expect("a certificate").pem();
        let key = KeyPair::generate().expect("a key");
        let mut own = CertificateParams::new(["localhost".to_owned()]).expect("a certificate");
        change(&mut own);
        let own = own.signed_by(&key, &Issuer::new(authority, authority_key)).expect("a certificate");
        (Self::with(own.der().clone(), &key).await, pem)
    }

    async fn with(certificate: CertificateDer<'static>, key: &KeyPair) -> Self {
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()));
        let config = config.with_safe_default_protocol_versions().expect("versions").with_no_client_auth();
        let config = config.with_single_cert(vec![certificate], key).expect("a certificate");
        let tls = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let connections = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&connections);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                count.fetch_add(1, Ordering::SeqCst);
                if let Ok(mut stream) = tls.accept(stream).await {
                    let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n{\"result\":1}").await;
                    let _ = stream.shutdown().await;
                }
            }
        });
        Server { address: format!("https://localhost:{port}/rest/1/x/"), connections }
    }

    /// Checks that one attempt is made, and what is told.
    async fn check(&self, authority: Option<&str>, expected: TransportKind, advice: &str) {
        let mut builder = hasty(&self.address);
        if let Some(pem) = authority {
            builder = builder.trust(pem.as_bytes()).expect("a certificate");
        }
        let error = error(&builder.build().expect("a client")).await;
        check(&error, expected);
        assert!(error.to_string().contains(advice), "{error}");
        assert_eq!(self.connections.load(Ordering::SeqCst), 1, "{error}");
    }
}

#[tokio::test]
async fn a_certificate_that_is_wrong_is_told_at_once() {
    let (server, pem) = Server::start(|_| {}).await;
    let client = hasty(&server.address).trust(pem.as_bytes()).expect("a certificate").build().expect("a client");
    client.call(Dynamic::new("m", json!({}))).await.expect("the right one is accepted");

    let (server, _) = Server::start(|_| {}).await;
    server.check(None, TransportKind::Untrusted, "ClientBuilder::trust").await;
    let (server, pem) = Server::start(|own| own.not_after = rcgen::date_time_ymd(2020, 1, 1)).await;
    server.check(Some(&pem), TransportKind::Expired, "renew it").await;
    let (server, pem) = Server::start(|own| own.not_before = rcgen::date_time_ymd(2900, 1, 1)).await;
    server.check(Some(&pem), TransportKind::Expired, "clock").await;
    let (server, pem) = Server::start(|own| own.subject_alt_names = Vec::new()).await;
    server.check(Some(&pem), TransportKind::WrongHost, "the name in its certificate").await;

    let key = KeyPair::generate().expect("a key");
    let mut own = CertificateParams::new(["localhost".to_owned()]).expect("a certificate");
    own.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let own = own.self_signed(&key).expect("a certificate");
    let server = Server::with(own.der().clone(), &key).await;
    server.check(Some(&own.pem()), TransportKind::Authority, "one that the authority has issued").await;
}

#[tokio::test]
async fn a_port_without_tls_is_told_at_once() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("https://{}/rest/1/x/", listener.local_addr().expect("an address"));
    let connections = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&connections);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            count.fetch_add(1, Ordering::SeqCst);
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n").await;
        }
    });
    let error = error(&hasty(&address).build().expect("a client")).await;
    check(&error, TransportKind::NotTls);
    assert!(error.to_string().contains("check the port"), "{error}");
    assert_eq!(connections.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_host_that_is_none_is_told_at_once() {
    // One that cannot be, and one that is not: where there is no name server, nobody knows.
    let has_names = std::net::ToSocketAddrs::to_socket_addrs("nosuch.invalid:443");
    let has_names = !has_names.is_err_and(|error| error.to_string().contains("emporary"));
    println!("the second is checked: {has_names}");
    let hosts = [format!("{}.example", "a".repeat(64)), "nosuch.invalid".to_owned()];
    for host in &hosts[..if has_names { 2 } else { 1 }] {
        let error = error(&hasty(&format!("https://{host}/rest/1/x/")).build().expect("a client")).await;
        check(&error, TransportKind::UnknownHost);
        assert!(error.to_string().contains("check the address"), "{error}");
    }
}
