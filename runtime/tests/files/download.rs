//! Files that are fetched from the portal.

use std::time::Duration;

use bitrix24_runtime::files::{Limit, TransferError};
use bitrix24_runtime::{Auth, Client, Dynamic, Error, Fate, File, Options, json};

use super::{Folder, Portal, TOKEN, TOKEN_ENCODED};

impl Portal {
    pub(super) fn download_url(&self) -> String {
        format!("http://{}/rest/download.json?auth=0123456789&token={TOKEN_ENCODED}", self.address)
    }

    pub(super) fn downloads(&self, status: u16, header: (&'static str, &str), body: impl Into<Vec<u8>>) -> &Self {
        self.seen().downloaded = Some((status, (header.0, header.1.to_owned()), body.into()));
        self
    }
}

#[tokio::test]
async fn a_file_comes_into_memory_or_to_the_disk() {
    let portal = Portal::start().await;
    let folder = Folder::new("download");
    let content: Vec<u8> = (0..100_000_u32).flat_map(u32::to_le_bytes).collect();
    portal.downloads(200, ("content-disposition", "attachment; filename=\"plan.bin\""), content.clone());
    let get = async || portal.client().download(&portal.download_url()).await.expect("a file");

    let download = get().await;
    assert_eq!((download.name(), download.length()), (Some("plan.bin"), Some(400_000)));
    assert!(!format!("{download:?}").contains("token"));
    assert_eq!(download.into_file(Limit::NONE).await.expect("a file"), File::new("plan.bin", content.clone()));
    let error = get().await.into_file(Limit::bytes(399_999)).await.expect_err("too large");
    assert_eq!(error.to_string(), "plan.bin: larger than 399999 bytes");

    let path = folder.file("saved.bin", b"before");
    get().await.save(&path).await.expect("a file");
    assert!(std::fs::read(&path).expect("a file") == content);
    let mut written = Vec::new();
    get().await.write_to(&mut written).await.expect("a file");
    assert!(written == content);
    let nowhere = folder.0.join("missing").join("a.bin");
    let error = get().await.save(&nowhere).await.expect_err("no folder").to_string();
    assert!(error.starts_with(&nowhere.display().to_string()), "{error}");
    assert_eq!(std::fs::read_dir(&folder.0).expect("a folder").count(), 1, "no part is left");
}

#[tokio::test]
async fn a_download_is_one_of_the_connections() {
    let portal = Portal::start().await;
    portal.downloads(200, ("x", ""), vec![7; 1_000_000]);
    let auth = Auth::webhook(&portal.webhook_url()).expect("an address");
    let client = Client::builder(auth).max_connections(1).build().expect("a client");
    let call = async |patience: Duration| {
        let client = client.with(Options::new().deadline(patience));
        client.call(Dynamic::new("user.current", json!({}))).await
    };

    let download = client.download(&portal.download_url()).await.expect("a file");
    let error = call(Duration::from_millis(50)).await.expect_err("there is no connection");
    assert!(matches!(error, Error::Deadline { fate: Fate::NotRun, .. }), "{error:?}");
    drop(download);
    call(Duration::from_secs(60)).await.expect("it is dropped");

    let download = client.download(&portal.download_url()).await.expect("a file");
    assert_eq!(download.into_file(Limit::NONE).await.expect("a file").content().len(), 1_000_000);
    call(Duration::from_secs(60)).await.expect("it is read");
}

#[tokio::test]
async fn names_of_files_lead_nowhere() {
    let portal = Portal::start().await;
    for (header, expected) in [
        ("attachment; filename*=utf-8''Bericht%20%C3%A4%2Bb.pdf; filename=\"x.pdf\"", Some("Bericht ä+b.pdf")),
        ("attachment; filename=\"a.pdf\"; filename*=UTF-8''a%26b=c+d.pdf", Some("a&b=c+d.pdf")),
        ("attachment; filename=plain.pdf; size=1", Some("plain.pdf")),
        ("attachment; filename=\"../../etc/passwd\"", Some("passwd")),
        ("attachment; filename=\"C:\\x.exe\"", Some("x.exe")),
        ("attachment; filename=\"..\"", None),
        ("attachment; filename=\"\"", None),
        ("attachment; filename*=utf-8''a%0Ab", None),
        ("attachment; filename*=utf-8", None),
        ("inline", None),
    ] {
        portal.downloads(200, ("content-disposition", header), "x");
        let download = portal.client().download(&portal.download_url()).await.expect("a file");
        assert_eq!(download.name(), expected, "{header}");
    }
}

/// The error of a download, in all its words.
async fn no_download(portal: &Portal, address: &str) -> TransferError {
    let error = portal.client().download(address).await.expect_err("an error");
    let text = format!("{error} {error:?} {:?}", std::error::Error::source(&error));
    for secret in [TOKEN, TOKEN_ENCODED, "0123456789", "webhook-secret"] {
        assert!(!text.contains(secret), "{text}");
    }
    error
}

#[tokio::test]
async fn a_file_is_fetched_where_the_portal_keeps_it() {
    let portal = Portal::start().await;
    portal.downloads(302, ("location", "/store/a.bin"), "");
    let file = portal.client().download(&portal.download_url()).await.expect("a file");
    assert_eq!(file.into_file(Limit::NONE).await.expect("a file").content(), b"content of /store/a.bin");
    for (location, problem) in [
        ("http://store.example/a", "leads to one without encryption"),
        ("ftp://store.example/a", "leads to one without encryption"),
        ("https://", "leads to none"),
        ("/store/again", "leads on and on"),
    ] {
        portal.downloads(302, ("location", location), "");
        let error = no_download(&portal, &portal.download_url()).await;
        let expected = problem;
        assert!(matches!(error, TransferError::Address { problem, .. } if problem == expected), "{error:?}");
    }
    let elsewhere = format!("https://elsewhere.example/rest/download.json?token={TOKEN_ENCODED}");
    for address in [&elsewhere, "", "/bitrix/tools/x", &portal.download_url().replace("http:", "ftp:")] {
        let error = no_download(&portal, address).await;
        assert!(matches!(error, TransferError::Address { method: "download", .. }), "{error:?}");
    }
}

#[tokio::test]
async fn errors_of_a_download_are_those_of_the_portal() {
    let portal = Portal::start().await;
    let echo = json!({ "error": "ERROR_NOT_FOUND", "error_description": format!("no {TOKEN} {TOKEN_ENCODED}") });
    portal.downloads(404, ("content-type", "application/json"), echo.to_string());
    let error = no_download(&portal, &portal.download_url()).await;
    assert!(matches!(&error, TransferError::Call(error) if error.api().is_some()), "{error:?}");
    for (status, body) in [(502, "<html>0123456789"), (500, ""), (204, "")] {
        portal.downloads(status, ("content-type", "text/html"), body);
        let error = no_download(&portal, &portal.download_url()).await;
        assert!(matches!(error, TransferError::Call(Error::Unexpected(_))), "{status}: {error:?}");
    }
}
