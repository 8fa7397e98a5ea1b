//! What the generated crate `bitrix24` stands on.
//!
//! A call goes through these modules from top to bottom, and no module looks back up:
//!
//! | module | subject |
//! | --- | --- |
//! | [`events`] | events that a portal posts to a handler, and its queue of offline events |
//! | [`files`] | files in parameters and beside calls |
//! | [`blocking`](Client) | the client for the calling thread |
//! | [`list`](mod@list) | whole lists as streams; `Client::list` |
//! | [`batch`] | many calls in one; `Client::batch` |
//! | [`query`](mod@query) | filters, selections and orders of a list by the fields of its items |
//! | [`client`] | sends a [`Request`]: settings, hooks, attempts and what decides on another one |
//! | [`limits`] | the portal's limits, for the whole process, and for several |
//! | [`auth`] | webhooks and tokens, the only place that knows a secret |
//! | `refs` | results of a batch's commands as parameters of later ones |
//! | [`by_name`] | methods and their typed code by name |
//! | [`envelope`] | the answer around `result`: `time`, `total`, `next`, both error shapes |
//! | [`request`] | requests, their parameters, and calls as they go over the wire |
//! | [`error`] | every error and its data |
//! | [`schema`] | the documentation's facts of methods, and the check of parameters against them |
//! | [`wire`] | values of all types, there and back |
//! | [`dom`] | the parsed answer |
//!
//! Users depend on `bitrix24`, which exports what they need from here; this crate is for generated code.

pub mod auth;
pub mod batch;
#[cfg(feature = "blocking")]
pub mod blocking;
mod boxed;
pub mod by_name;
pub mod client;
pub mod dom;
pub mod envelope;
pub mod error;
pub mod events;
pub mod files;
pub mod limits;
pub mod list;
pub mod query;
mod refs;
pub mod request;
pub mod schema;
pub mod wire;

pub use auth::oauth::{OAuth, TokenStore, Tokens};
pub use batch::{Answers, Batch, Handle};
pub use by_name::lookup;
pub use by_name::typed::{self, Decoded, Typed, typed};
pub use catalogue::{Api, ErrorEntry, Errors, Fields, Kind, Method, Retry};
pub use client::{Client, ClientBuilder, Hook, Options, Outcome, Outgoing, Retries};
pub use dom::Node;
pub use envelope::{Response, Time};
pub use error::{
    ApiError, AuthError, CommandError, CommandFate, Error, Fate, KnownError, ListError, Mistake, Mistakes,
};
#[cfg(feature = "redis")]
pub use limits::redis::RedisLimiter;
pub use limits::{Limits, SharedLimiter};
pub use list::{Checkpoint, Items, List, Strategy};
pub use query::ListRequest;
pub use refs::Ref;
pub use request::{Dynamic, Params, Parts, Request, Target, list, map};
pub use schema::{catalogue, facts, validate};
/// What a [`TokenStore`] reads the text of [`Tokens`] with: `tokens.refresh.expose_secret()`.
pub use secrecy::{ExposeSecret, SecretString};
pub use serde_json::{Value, json};
pub use std::fmt::Formatter;
pub use validate::{Rule, Violation, Violations};
pub use wire::{
    Any, Boxed, Cx, Date, DateTime, Dict, Drift, Either, Enum, EnumCodec, Extra, File, FileBase64, FileData, FilePair,
    Finding, Id, Leaves, Map, Object, OneOrMany, OneZero, OneZeroText, TrueFalseText, Unix, Wire, YesNo, object,
};
