//! A portal that speaks https.
#![cfg(feature = "tls")]

use std::sync::Arc;

use bitrix24_mock::Portal;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

#[tokio::test]
async fn who_trusts_the_authority_gets_an_answer() {
    let folder = tempfile::tempdir().expect("there is a folder for temporary files");
    let portal = Portal::builder().tls(folder.path().join("ca")).host("b24.example").start().expect("there is a port");
    assert_eq!(portal.url(), "https://b24.example/");

    let mut trusted = RootCertStore::empty();
    let authority = CertificateDer::from_pem_file(folder.path().join("ca/ca.pem")).expect("it was written");
    trusted.add(authority).expect("it is an authority");
    let config = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("the provider has them")
        .with_root_certificates(trusted)
        .with_no_client_auth();
    let connector = TlsConnector::from(Arc::new(config));
    for name in ["localhost", "127.0.0.1", "oauth.bitrix.info", "any.bitrix24.com", "b24.example"] {
        let stream = tokio::net::TcpStream::connect(portal.address()).await.expect("it listens");
        let server = ServerName::try_from(name).expect("it is a name");
        let mut stream = connector.connect(server, stream).await.expect("it is trusted");
        let path = format!("/rest/1/{}/user.current", portal.webhook_secret());
        let request = format!("GET {path} HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("it answers");
        assert!(answer.starts_with("HTTP/1.1 200 OK"), "{name}: {answer}");
    }
}
