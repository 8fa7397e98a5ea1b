//! A web server that receives the events of webhooks, with axum. `cargo run --example receiver` starts it, and posts to it
//! what a portal posts and what a stranger does.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use axum::Router;
use axum::extract::State;
use axum::routing::post;
use bitrix24::incoming::{Event, EventError, Payload, Unverified, Verifier};

/// The token that the portal shows for an outgoing webhook, or that came with an application's installation.
const TOKEN: &str = "51856fefc120afa4b628cc82d3935cce";

/// Handles events of one portal: axum hands over verified ones, and answers others with 403.
async fn handle(event: Event) -> Result<String, EventError> {
    Ok(match event.payload()? {
        Payload::OnCrmDealAdd(deal) => format!("deal {} is new", deal.id),
        Payload::OnTaskUpdate(task) => format!("task {:?} has changed", task.id()),
        Payload::Other(data) => format!("{}: {data}", event.name),
        _ => String::new(),
    })
}

/// Handles events of several portals, whose tokens are looked up.
async fn handle_any(State(own): State<Verifier>, event: Unverified<Event>) -> Result<String, EventError> {
    let member_id = event.member_id().unwrap_or_default().to_owned();
    let verifier = if member_id == "a1b2" { own } else { return Err(EventError::WrongToken) };
    Ok(format!("{} of {member_id}", event.verify(&verifier)?.name))
}

/// The same without axum: any web server has a body, and answers with a status and a text.
fn receive(body: &[u8], verifier: &Verifier) -> (u16, String) {
    match Event::parse(body, verifier).and_then(|event| event.payload()) {
        Ok(payload) => (200, format!("{payload:?}")),
        Err(error) => (error.status(), error.to_string()),
    }
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let app = Router::new().route("/", post(handle)).route("/any", post(handle_any)).with_state(Verifier::new(TOKEN));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move { axum::serve(listener, app).await });
    tokio::task::spawn_blocking(move || portal(address)).await?
}

/// Posts what a portal posts, and what a stranger does.
fn portal(address: SocketAddr) -> std::io::Result<()> {
    let auth = format!("auth[member_id]=a1b2&auth[application_token]={TOKEN}");
    let deal = format!("event=ONCRMDEALADD&data[FIELDS][ID]=7405&ts=1766047124&{auth}");
    for (path, body) in [
        ("/", deal.clone()),
        ("/", format!("event=ONTASKUPDATE&data[FIELDS_AFTER][ID]=8017&{auth}")),
        ("/", deal.replace(TOKEN, "guess")),
        ("/any", deal.clone()),
    ] {
        println!("{}", request(address, path, &body)?);
    }
    let (status, text) = receive(deal.as_bytes(), &Verifier::new(TOKEN));
    println!("{status}: {text}");
    Ok(())
}

fn request(address: SocketAddr, path: &str, body: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address)?;
    let head =
        format!("POST {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Length: {}", body.len());
    write!(stream, "{head}\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n{body}")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let (head, text) = answer.split_once("\r\n\r\n").unwrap_or_default();
    Ok(format!("{}: {text}", head.split(' ').nth(1).unwrap_or_default()))
}
