//! An HTTP/1.1 client for a single request.

use std::io::{Read, Write};
use std::net::TcpStream;

use bitrix24_mock::Portal;
use serde_json::Value;

/// An HTTP response; the names of its headers are in lower case.
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Response {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("the body is JSON")
    }

    fn parse(bytes: &[u8]) -> Self {
        let end =
            bytes.windows(4).position(|window| window == b"\r\n\r\n").expect("the headers end with an empty line");
        let head = str::from_utf8(&bytes[..end]).expect("the headers are text");
        let (status, headers) = head.split_once("\r\n").unwrap_or((head, ""));
        Self {
            status: status_code(status),
            headers: headers.lines().map(header).collect(),
            body: bytes[end + 4..].to_vec(),
        }
    }
}

/// Sends JSON.
pub(crate) fn post(portal: &Portal, path: &str, body: &[u8]) -> Response {
    let headers = format!("Content-Type: application/json\r\nContent-Length: {}\r\n", body.len());
    exchange(portal, "POST", path, &headers, body)
}

/// Sends a body with headers of its own; without a content type, it is JSON.
#[allow(dead_code, reason = "not all tests that share this client need it")]
pub(crate) fn post_with(portal: &Portal, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Response {
    let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    exchange(portal, "POST", path, &format!("{headers}Content-Length: {}\r\n", body.len()), body)
}

/// Sends a request without a body.
pub(crate) fn get(portal: &Portal, path: &str) -> Response {
    exchange(portal, "GET", path, "", b"")
}

fn exchange(portal: &Portal, method: &str, path: &str, headers: &str, body: &[u8]) -> Response {
    let mut stream = TcpStream::connect(portal.address()).expect("the portal listens");
    let head = format!("{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n");
    stream.write_all(head.as_bytes()).expect("the portal reads");
    stream.write_all(body).expect("the portal reads");
    let mut response = Vec::new();
    stream.read_to_end(&mut response).expect("the portal answers");
    Response::parse(&response)
}

fn status_code(line: &str) -> u16 {
    line.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("the status line holds a code")
}

fn header(line: &str) -> (String, String) {
    let (name, value) = line.split_once(": ").expect("a header has a value");
    (name.to_ascii_lowercase(), value.to_owned())
}
