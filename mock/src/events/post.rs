//! Sends events to their handlers, as forms.

use std::net::IpAddr;
use std::time::Duration;

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{CONNECTION, CONTENT_TYPE, HOST, USER_AGENT};
use hyper::{Request, Uri};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpStream;
use tokio::sync::mpsc::UnboundedReceiver;

/// The longest time that a handler may take. The next event waits for it, as at the vendor's queue.
const PATIENCE: Duration = Duration::from_secs(10);

/// An event on its way to a handler.
#[derive(Debug)]
pub(super) struct Post {
    /// The host and the port to connect to.
    place: (String, u16),
    request: Request<Full<Bytes>>,
}

/// Sends events one after the other. A handler that is not there misses its event: the vendor does not repeat them.
pub(super) async fn deliver(mut posts: UnboundedReceiver<Post>) {
    while let Some(post) = posts.recv().await {
        let _ = tokio::time::timeout(PATIENCE, post.send()).await;
    }
}

impl Post {
    /// Returns the event for the handler at this address, unless that is on another machine or speaks TLS: a portal in a
    /// test sends nothing into the world.
    pub(super) fn new(address: &str, event: &Value) -> Option<Self> {
        let uri: Uri = address.parse().ok()?;
        let (host, port) = (uri.host()?.to_owned(), uri.port_u16().unwrap_or(80));
        if uri.scheme_str() != Some("http") || !is_here(&host) {
            return None;
        }
        let mut form = form_urlencoded::Serializer::new(String::new());
        for (name, value) in event.as_object().into_iter().flatten() {
            pairs(name, value, &mut form);
        }
        let authority = uri.authority()?.as_str().to_owned();
        let path = uri.path_and_query().map_or("/", |path| path.as_str());
        let request = Request::post(path)
            .header(HOST, authority)
            .header(CONNECTION, "close")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(USER_AGENT, "Bitrix24 Webhook Engine")
            .body(Full::new(Bytes::from(form.finish())))
            .ok()?;
        Some(Self { place: (host.trim_matches(['[', ']']).to_owned(), port), request })
    }

    /// Sends the event, and waits for the head of the answer.
    async fn send(self) -> Option<()> {
        let (host, port) = self.place;
        let stream = TcpStream::connect((host.as_str(), port)).await.ok()?;
        let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.ok()?;
        tokio::select! {
            _ = connection => None,
            answer = sender.send_request(self.request) => answer.ok().map(|_| ()),
        }
    }
}

/// Returns true if a host is this machine.
fn is_here(host: &str) -> bool {
    let address = host.trim_matches(['[', ']']).parse::<IpAddr>();
    host.eq_ignore_ascii_case("localhost") || address.is_ok_and(|address| address.is_loopback())
}

/// Writes a value as PHP reads it: `data[FIELDS][ID]=5`.
fn pairs(name: &str, value: &Value, form: &mut form_urlencoded::Serializer<'_, String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| pairs(&format!("{name}[{key}]"), value, form)),
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(index, value)| pairs(&format!("{name}[{index}]"), value, form));
        }
        Value::String(text) => drop(form.append_pair(name, text)),
        Value::Null => drop(form.append_pair(name, "")),
        Value::Bool(value) => drop(form.append_pair(name, if *value { "1" } else { "0" })),
        Value::Number(number) => drop(form.append_pair(name, &number.to_string())),
    }
}
