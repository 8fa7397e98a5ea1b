//! A Bitrix24 portal in a test's own process.
//!
//! A [`Portal`] listens on a free port of the loopback interface and gives the answers that a test
//! has scripted, over real HTTP. Its server runs on a thread of its own, so it serves asynchronous
//! and blocking callers alike, and stops when the portal is dropped.
//!
//! # Example
//!
//! ```
//! use std::io::{Read, Write};
//! use std::net::TcpStream;
//!
//! use bitrix24_mock::{Portal, Reply};
//! use serde_json::json;
//!
//! let portal = Portal::start();
//! portal.on("user.update", Reply::result(json!(true)));
//!
//! let body = r#"{"ID":1}"#;
//! let mut stream = TcpStream::connect(portal.address())?;
//! write!(
//!     stream,
//!     "POST /rest/1/{secret}/user.update HTTP/1.1\r\n\
//!      Host: localhost\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}",
//!     secret = portal.webhook_secret(),
//!     length = body.len(),
//! )?;
//! let mut answer = String::new();
//! stream.read_to_string(&mut answer)?;
//!
//! assert!(answer.starts_with("HTTP/1.1 200 OK"));
//! assert_eq!(portal.requests()[0].body()["ID"], 1);
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! # What the portal answers
//!
//! | Address | API | Authorization |
//! |---|---|---|
//! | `/rest/{user}/{secret}/{method}` | [v2](ApiVersion::V2) | the webhook's user and secret |
//! | `/rest/{method}` | [v2](ApiVersion::V2) | `auth` in the JSON body |
//! | `/rest/api/{user}/{secret}/{method}` | [v3](ApiVersion::V3) | the webhook's user and secret |
//! | `/rest/api/{method}` | [v3](ApiVersion::V3) | `auth` in the JSON body |
//!
//! A v2 method may end in `.json`. Both `GET` and `POST` are served; query parameters are not read.
//! An empty body counts as `{}`.
//!
//! A request is checked in this order, and the errors have the shape of the API called:
//!
//! 1. a body that is not JSON gets 400 and `INVALID_REQUEST`, in v3
//!    `BITRIX_REST_V3_EXCEPTION_INVALIDJSONEXCEPTION`;
//! 2. a wrong user, secret or token gets 401 and `NO_AUTH_FOUND`;
//! 3. a method without a scripted answer gets 404 and `ERROR_METHOD_NOT_FOUND`;
//! 4. anything else gets the scripted [`Reply`].
//!
//! Requests to other addresses, with other HTTP methods or with more than 64 MiB of body are refused
//! with a plain HTTP status and are not recorded.

mod access;
mod address;
mod answer;
mod batch;
mod batch_v3;
mod builder;
mod calendar;
mod call;
mod clock;
mod fail;
mod fault;
mod form;
mod http;
mod idempotency;
mod limiter;
mod limits;
mod multipart;
mod oauth;
mod openapi;
mod portal;
mod quirks;
mod ran;
mod random;
mod refs;
mod reply;
mod request;
mod rest;
mod schema;
mod script;
mod server;
mod state;
mod store;

pub use builder::{Builder, StartError};
pub use clock::Clock;
pub use fault::{Fault, Faults, ParseFaultsError};
pub use limits::{Billing, Bucket, Limits, Operating, ParseLimitsError};
pub use oauth::OAuth;
pub use portal::Portal;
pub use quirks::Quirks;
pub use ran::{Ran, Write};
pub use reply::Reply;
pub use request::{ApiVersion, Request};
pub use schema::example_params;
