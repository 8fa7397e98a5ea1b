//! Files: reading, shapes, uploads over real HTTP.

mod download;

use std::io::{Cursor, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use bitrix24_runtime::envelope::{from_slice, to_value};
use bitrix24_runtime::files::{
    DriveFile, FieldFile, FileError, Limit, PictureFile, PropertyFile, SingleFile, Source, TransferError, Upload,
    delete_attachments, delete_values, no_attachments,
};
use bitrix24_runtime::{Client, Error, File, FileData, FilePair, Id, Value, Wire, json};

/// A folder with a file in it.
struct Folder(std::path::PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!("bitrix24-files-{test}-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder");
        Folder(path)
    }

    fn file(&self, name: &str, content: &[u8]) -> std::path::PathBuf {
        let path = self.0.join(name);
        std::fs::File::create(&path).and_then(|mut file| file.write_all(content)).expect("a file");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[tokio::test]
async fn a_file_is_read_from_a_path() {
    let folder = Folder::new("path");
    let path = folder.file("Bericht ä.txt", b"content");
    let expected = File::new("Bericht ä.txt", *b"content");

    assert_eq!(File::from_path(&path).await.expect("a file"), expected);
    assert_eq!(File::from_path_blocking(&path).expect("a file"), expected);
    assert_eq!(Limit::bytes(7).from_path(&path).await.expect("a file"), expected);
    let error = Limit::bytes(6).from_path(&path).await.expect_err("too large");
    assert!(matches!(&error, FileError::TooLarge { limit: 6, .. }), "{error:?}");
    assert!(error.to_string().contains("Bericht ä.txt"));
}

#[tokio::test]
async fn errors_name_the_path() {
    let folder = Folder::new("errors");
    let missing = folder.0.join("missing.txt");
    let shown = missing.display().to_string();
    for error in [
        File::from_path(&missing).await.expect_err("no file"),
        File::from_path_blocking(&missing).expect_err("no file"),
        Source::from_path(&missing).await.expect_err("no file"),
        Source::from_path_blocking(&missing).expect_err("no file"),
    ] {
        assert!(matches!(error, FileError::Read { .. }), "{error:?}");
        assert!(error.to_string().starts_with(&shown), "{error}");
    }
    assert!(matches!(File::from_path(&folder.0).await, Err(FileError::Read { .. })));
    assert!(matches!(Source::from_path(&folder.0).await, Err(FileError::Read { .. })));
    assert!(matches!(File::from_path_blocking(Path::new("/")), Err(FileError::NoName(_))));
}

#[tokio::test]
async fn a_file_is_read_from_a_reader() {
    let content: &[u8] = b"0123456789";
    let expected = File::new("a.txt", content);
    assert_eq!(File::from_reader("a.txt", content).await.expect("a file"), expected);
    assert_eq!(File::from_reader_blocking("a.txt", content).expect("a file"), expected);
    assert_eq!(Limit::bytes(10).from_reader("a.txt", content).await.expect("a file"), expected);
    for result in [
        Limit::bytes(9).from_reader("a.txt", content).await,
        Limit::bytes(9).from_reader_blocking("a.txt", content),
        // No end at all.
        Limit::bytes(9).from_reader("a.txt", tokio::io::repeat(1)).await,
        Limit::bytes(9).from_reader_blocking("a.txt", std::io::repeat(1)),
    ] {
        assert_eq!(result.expect_err("too large").to_string(), "a.txt: larger than 9 bytes");
    }
}

#[track_caller]
fn shape<W: Wire>(value: W::Out, expected: Value)
where
    W::Out: std::fmt::Debug + PartialEq,
{
    assert_eq!(to_value::<W>(&value), expected);
    let back = from_slice::<W>(expected.to_string().as_bytes());
    assert_eq!(back.map(|(value, _)| value), Some(value));
}

#[test]
fn every_documented_shape_is_written_and_read() {
    let file = || File::new("a.txt", "x");
    let pair = json!(["a.txt", "eA=="]);
    shape::<FilePair>(file(), pair.clone());
    shape::<Vec<FilePair>>(vec![file()], json!([pair]));
    shape::<FileData>(file(), json!({ "fileData": pair }));
    shape::<Vec<FieldFile>>(
        vec![FieldFile::Keep(30577.into()), FieldFile::New(file())],
        json!([{ "id": 30577 }, pair]),
    );
    shape::<SingleFile>(SingleFile::New(file()), pair.clone());
    shape::<SingleFile>(SingleFile::Delete, json!(""));
    shape::<PictureFile>(PictureFile::New(file()), json!({ "fileData": pair }));
    shape::<PictureFile>(PictureFile::Delete, json!({ "remove": "Y" }));
    shape::<PropertyFile>(PropertyFile::New(file()), json!({ "value": { "fileData": pair } }));
    shape::<PropertyFile>(
        PropertyFile::Delete("3705".into()),
        json!({ "value": { "remove": "Y" }, "valueId": "3705" }),
    );
    shape::<Vec<DriveFile>>(vec![DriveFile::Attached(567.into()), DriveFile::New(9851.into())], json!([567, "n9851"]));
    assert_eq!(delete_values([3693]), json!({ "3693": "Y" }));
    assert_eq!(delete_attachments([Id::from("437"), Id::from(439)]), json!({ "437": "del", "439": "del" }));
    assert_eq!(no_attachments(), json!(["empty"]));
    assert_eq!(file().to_base64(), "eA==");
    assert_eq!(json!({ "f": Value::from(vec![DriveFile::New(1.into())]) }), json!({ "f": ["n1"] }));
}

/// What a portal's address for files is called with.
const TOKEN: &str = "disk|s3cret/token=";
const TOKEN_ENCODED: &str = "disk%7Cs3cret%2Ftoken%3D";

/// A portal that takes files beside calls.
#[derive(Clone)]
struct Portal {
    address: SocketAddr,
    state: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    /// The answer of the methods; the address for files unless set.
    answer: Option<Value>,
    /// The answer to a file.
    uploaded: Option<(u16, String)>,
    /// The answer to the address of a file: status, one header, and body.
    downloaded: Option<(u16, (&'static str, String), Vec<u8>)>,
    calls: Vec<(String, Value)>,
    files: Vec<(HeaderMap, String, Bytes)>,
}

impl Portal {
    async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let portal = Portal { address: listener.local_addr().expect("an address"), state: Arc::default() };
        let app = Router::new()
            .route("/rest/upload.json", post(upload))
            .route("/rest/download.json", get(download))
            .route("/store/{*path}", get(stored))
            .route("/rest/1/webhook-secret/{method}", post(call))
            .layer(DefaultBodyLimit::disable())
            .with_state(portal.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        portal
    }

    fn client(&self) -> Client {
        Client::webhook(&self.webhook_url()).expect("an address")
    }

    fn webhook_url(&self) -> String {
        format!("http://{}/rest/1/webhook-secret/", self.address)
    }

    fn upload_url(&self) -> String {
        format!("http://{}/rest/upload.json?auth=0123456789&token={TOKEN_ENCODED}", self.address)
    }

    fn seen(&self) -> std::sync::MutexGuard<'_, Seen> {
        self.state.lock().expect("a state")
    }
}

async fn call(State(portal): State<Portal>, uri: Uri, body: Bytes) -> String {
    let method = uri.path().rsplit('/').next().unwrap_or_default().to_owned();
    let mut seen = portal.seen();
    seen.calls.push((method, serde_json::from_slice(&body).expect("JSON")));
    let answer = seen.answer.clone();
    let answer = answer.unwrap_or_else(|| json!({ "field": "file", "uploadUrl": portal.upload_url() }));
    json!({ "result": answer }).to_string()
}

async fn upload(State(portal): State<Portal>, uri: Uri, headers: HeaderMap, body: Bytes) -> (StatusCode, String) {
    let mut seen = portal.seen();
    seen.files.push((headers, uri.query().unwrap_or_default().to_owned(), body));
    let (status, text) = seen.uploaded.clone().unwrap_or((200, json!({ "result": { "ID": 9011 } }).to_string()));
    (StatusCode::from_u16(status).expect("a status"), text)
}

async fn download(State(portal): State<Portal>) -> impl IntoResponse {
    let (status, (name, value), body) = portal.seen().downloaded.clone().expect("an answer");
    (StatusCode::from_u16(status).expect("a status"), [(name, value)], body)
}

/// The place where a portal keeps its files.
async fn stored(uri: Uri) -> impl IntoResponse {
    let again = (StatusCode::FOUND, [("location", "/store/again".to_owned())], String::new());
    match uri.path() {
        "/store/again" => again,
        path => (StatusCode::OK, [("x", String::new())], format!("content of {path}")),
    }
}

/// What a form of one file holds: its header and its content.
fn form<'b>(headers: &HeaderMap, body: &'b [u8]) -> (String, &'b [u8]) {
    let kind = headers["content-type"].to_str().expect("a text");
    let boundary = kind.strip_prefix("multipart/form-data; boundary=").expect("a form");
    let start = format!("--{boundary}\r\n");
    let end = format!("\r\n--{boundary}--\r\n");
    let inside = body.strip_prefix(start.as_bytes()).and_then(|body| body.strip_suffix(end.as_bytes()));
    let inside = inside.expect("a form's ends");
    let gap = inside.windows(4).position(|window| window == b"\r\n\r\n").expect("a header");
    (String::from_utf8_lossy(&inside[..gap]).into_owned(), &inside[gap + 4..])
}

#[tokio::test]
async fn a_file_goes_from_the_disk_to_the_address_of_the_portal() {
    let folder = Folder::new("upload");
    let content: Vec<u8> = (0..200_000_u32).flat_map(u32::to_le_bytes).collect();
    let path = folder.file("a \"quoted\" ä.bin", &content);
    let portal = Portal::start().await;

    let source = Source::from_path(&path).await.expect("a file");
    let (upload, client) = (Upload::to_folder(8930, source).unique_name(), portal.client());
    let result = tokio::spawn(async move { client.upload(upload).await }).await.expect("no panic");

    assert_eq!(result.expect("a result").id, 9011);
    let seen = portal.seen();
    let params = json!({ "id": 8930, "generateUniqueName": true });
    assert_eq!(seen.calls, [("disk.folder.uploadfile".to_owned(), params)]);
    let (headers, query, body) = &seen.files[0];
    assert_eq!(*query, format!("auth=0123456789&token={TOKEN_ENCODED}"));
    assert_eq!(headers["content-length"], body.len().to_string());
    let (header, sent) = form(headers, body);
    assert!(sent == content);
    let expected = "Content-Disposition: form-data; name=\"file\"; filename=\"a %22quoted%22 ä.bin\"\r\n\
        Content-Type: application/octet-stream";
    assert_eq!(header, expected);
}

#[tokio::test]
async fn a_reader_is_sent_in_chunks() {
    let portal = Portal::start().await;
    let reader = tokio::io::AsyncReadExt::take(tokio::io::repeat(b'x'), 1_000_000);
    let result = portal.client().upload(Upload::to_storage("4", Source::from_reader("x.bin", reader))).await;

    assert_eq!(result.expect("a result").id, 9011);
    let seen = portal.seen();
    let (headers, _, body) = &seen.files[0];
    assert_eq!(headers["transfer-encoding"], "chunked");
    assert_eq!(form(headers, body).1.len(), 1_000_000);
}

#[tokio::test]
async fn a_reader_that_blocks_is_sent_from_a_thread_of_its_own() {
    let portal = Portal::start().await;
    let reader = std::io::Read::take(std::io::repeat(b'x'), 200_000);
    let source = Source::from_reader_blocking("x.bin", reader).length(200_000);
    portal.client().upload(Upload::to_storage(4, source)).await.expect("a result");
    {
        let seen = portal.seen();
        let (headers, _, body) = &seen.files[0];
        assert_eq!(form(headers, body).1, [b'x'; 200_000]);
    }
    let (error, _) = failing(&portal, Source::from_reader_blocking("broken.txt", BrokenFile)).await;
    assert_eq!(error.to_string(), "broken.txt: broken");
}

/// A blocking reader that breaks.
struct BrokenFile;

impl std::io::Read for BrokenFile {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        Err(std::io::Error::other("broken"))
    }
}

#[tokio::test]
async fn all_methods_with_an_address_are_called_as_documented() {
    let portal = Portal::start().await;
    let file = || File::new("call.mp3", "x");
    portal.client().upload(Upload::version_of(5, file())).await.expect("a result");
    let record = json!({ "uploadUrl": portal.upload_url(), "fieldName": "record" });
    portal.seen().answer = Some(record);
    portal.client().upload(Upload::call_record("externalCall.1", file())).await.expect("a result");

    let seen = portal.seen();
    let record = json!({ "CALL_ID": "externalCall.1", "FILENAME": "call.mp3" });
    let expected = [("disk.file.uploadversion", json!({ "id": 5 })), ("telephony.externalCall.attachRecord", record)];
    assert_eq!(seen.calls, expected.map(|(method, params)| (method.to_owned(), params)));
    let (headers, _, body) = &seen.files[1];
    assert!(form(headers, body).0.contains("name=\"record\"; filename=\"call.mp3\""));
}

/// The error of an upload, in all its words.
async fn failing(portal: &Portal, source: impl Into<Source>) -> (TransferError, String) {
    let error = portal.client().upload(Upload::to_folder(1, source)).await.expect_err("an error");
    let mut text = format!("{error} {error:?}");
    let mut cause = std::error::Error::source(&error);
    while let Some(error) = cause {
        text.push_str(&format!(" {error} {error:?}"));
        cause = error.source();
    }
    for secret in [TOKEN, TOKEN_ENCODED, "0123456789", "webhook-secret"] {
        assert!(!text.contains(secret), "{text}");
    }
    (error, text)
}

#[tokio::test]
async fn a_file_is_sent_to_the_portal_alone() {
    let portal = Portal::start().await;
    let port = portal.address.port();
    for address in [
        format!("https://elsewhere.example/rest/upload.json?token={TOKEN_ENCODED}"),
        format!("http://elsewhere.example/rest/upload.json?token={TOKEN_ENCODED}"),
        format!("http://127.0.0.1:{}/rest/upload.json?token={TOKEN_ENCODED}", port.wrapping_add(1)),
        format!("http://127.0.0.2:{port}/rest/upload.json?token={TOKEN_ENCODED}"),
        format!("http://{TOKEN_ENCODED}@127.0.0.1:{port}/rest/upload.json"),
        format!("ftp://127.0.0.1:{port}/{TOKEN_ENCODED}"),
        format!("/rest/upload.json?token={TOKEN_ENCODED}"),
    ] {
        portal.seen().answer = Some(json!({ "field": "file", "uploadUrl": address }));
        let (error, _) = failing(&portal, File::new("a", "x")).await;
        assert!(matches!(error, TransferError::Address { method: "disk.folder.uploadfile", .. }), "{error:?}");
    }
    portal.seen().answer = Some(json!({ "ID": 1 }));
    let (error, _) = failing(&portal, File::new("a", "x")).await;
    assert!(matches!(error, TransferError::Call(Error::Result { .. })), "{error:?}");
    assert!(portal.seen().files.is_empty());
}

#[tokio::test]
async fn errors_of_an_upload_hold_no_secret() {
    let portal = Portal::start().await;
    let echo = json!({ "error": "DISK_1", "error_description": format!("no: {TOKEN} {TOKEN_ENCODED} 0123456789") });
    portal.seen().uploaded = Some((400, echo.to_string().replace('/', "\\/")));
    let (error, _) = failing(&portal, File::new("a", "x")).await;
    let TransferError::Call(error) = error else { panic!("{error:?}") };
    assert_eq!(error.api().map(|error| (error.code(), error.message())), Some(("DISK_1", "no: *** *** ***")));

    portal.seen().uploaded = Some((502, format!("<html>{} webhook-secret", portal.upload_url())));
    let (error, _) = failing(&portal, File::new("a", "x")).await;
    assert!(matches!(error, TransferError::Call(Error::Unexpected(_))), "{error:?}");
}

#[tokio::test]
async fn a_file_that_cannot_be_read_says_so() {
    let portal = Portal::start().await;
    for (source, expected) in [
        (Source::from_reader("short.txt", Cursor::new("123")).length(4), "short.txt: not 4 bytes long, as it said"),
        (Source::from_reader("long.txt", Cursor::new("12345")).length(4), "long.txt: not 4 bytes long, as it said"),
        (Source::from_reader("broken.txt", broken()), "broken.txt: broken"),
    ] {
        let (error, _) = failing(&portal, source).await;
        assert!(matches!(error, TransferError::File(_)), "{error:?}");
        assert_eq!(error.to_string(), expected);
    }
}

/// A reader that breaks.
fn broken() -> impl tokio::io::AsyncRead + Send + 'static {
    struct Broken;
    impl tokio::io::AsyncRead for Broken {
        fn poll_read(
            self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
            _: &mut tokio::io::ReadBuf<'_>,
        ) -> std::task::Poll<std::io::Result<()>> {
            std::task::Poll::Ready(Err(std::io::Error::other("broken")))
        }
    }
    Broken
}

#[test]
fn an_upload_says_nothing_of_content() {
    let upload = Upload::to_folder(1, File::new("a.txt", "s3cret"));
    assert!(!format!("{upload:?}").contains("s3cret"));
}

#[cfg(feature = "blocking")]
#[test]
fn an_upload_can_block() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let portal = runtime.block_on(Portal::start());
    let folder = Folder::new("blocking");
    let source = Source::from_path_blocking(folder.file("a.txt", b"content")).expect("a file");
    let address = format!("http://{}/rest/1/webhook-secret/", portal.address);
    let client = bitrix24_runtime::blocking::Client::webhook(&address).expect("an address");

    let result = client.upload(Upload::to_folder(1, source)).expect("a result");
    portal.downloads(200, ("content-disposition", "attachment; filename=b.txt"), "more");
    let saved = folder.0.join("b.txt");
    client.download(&portal.download_url()).expect("a file").save(&saved).expect("a file");
    assert_eq!(std::fs::read(saved).expect("a file"), b"more");
    let download = client.download(&portal.download_url()).expect("a file");
    assert_eq!((download.name(), download.length()), (Some("b.txt"), Some(4)));
    assert_eq!(download.into_file(Limit::NONE).expect("a file").content(), b"more");

    assert_eq!(result.id, 9011);
    let seen = portal.seen();
    let (headers, _, body) = &seen.files[0];
    assert_eq!(form(headers, body).1, b"content");
}

#[test]
fn files_of_a_field_are_values_of_custom_fields() {
    use bitrix24_runtime::CustomFields;

    let files = vec![FieldFile::Keep(30577.into()), FieldFile::New(File::new("a.txt", "x"))];
    let item = json!({}).with_custom("ufCrm7", files).with_custom("ufCrm8", SingleFile::Delete);
    assert_eq!(item, json!({ "ufCrm7": [{ "id": 30577 }, ["a.txt", "eA=="]], "ufCrm8": "" }));
}
