//! What the generated crate `bitrix24` stands on.
//!
//! A call goes through these modules from top to bottom, and no module looks back up:
//!
//! | module | subject |
//! | --- | --- |
//! | [`client`] | sends a [`Request`], async; [`blocking`](Client) does the same on the calling thread |
//! | [`list`](mod@list) | whole lists as streams |
//! | [`query`](mod@query) | what a list is asked for, by the fields of its items |
//! | [`batch`] | many calls in one, with references between them |
//! | `exchange` | one call from its first attempt to its answer, by [`options`], [`retry`] and [`fate`]; [`hook`] is told of each |
//! | [`limits`] | the portal's limits, for the whole process, and for several |
//! | [`auth`], [`oauth`] | webhooks and tokens, the only places that know a secret |
//! | [`envelope`] | the answer around `result`: `time`, `total`, `next`, both error shapes |
//! | [`validate`] | [`rules`] of a method of the [`catalogue`] against parameters |
//! | [`object`], [`wire`] | one value of a type, there and back |
//! | [`dom`] | the parsed answer |
//!
//! Beside it stand [`events`], what a portal posts to a handler, and [`files`], what is sent to a portal.
//!
//! Users depend on `bitrix24`, which exports what they need from here; this crate is for generated code.

pub mod auth;
pub mod batch;
#[cfg(feature = "blocking")]
pub mod blocking;
mod call;
pub mod catalogue;
pub mod client;
pub mod dom;
pub mod drift;
pub mod envelope;
pub mod error;
pub mod events;
mod exchange;
pub mod extra;
pub mod fate;
pub mod files;
pub mod hook;
pub mod limits;
pub mod list;
pub mod lookup;
mod mask;
pub mod oauth;
pub mod object;
pub mod options;
pub mod params;
pub mod query;
pub mod request;
pub mod retry;
pub mod rules;
pub mod typed;
pub mod validate;
pub mod wire;

pub use batch::{Answers, Batch, CommandError, CommandFate, Handle, Mistake, Mistakes, Ref};
pub use catalogue::{Api, ErrorEntry, Errors, Fields, Kind, Method, Retry};
pub use client::{Client, ClientBuilder};
pub use dom::Node;
pub use drift::{Drift, Finding};
pub use envelope::{Response, Time};
#[doc(hidden)]
pub use error::ErrorRow;
pub use error::{ApiError, Error, KnownError};
pub use extra::Extra;
pub use fate::Fate;
pub use hook::{Hook, Outcome, Outgoing};
#[cfg(feature = "redis")]
pub use limits::redis::RedisLimiter;
pub use limits::{Limits, SharedLimiter};
pub use list::{Checkpoint, Items, List, ListError, ListRequest, Strategy};
pub use oauth::{AuthError, OAuth, TokenStore, Tokens};
pub use object::Object;
pub use options::Options;
pub use params::Params;
pub use params::{list, map};
pub use request::{Dynamic, Parts, Request, Target};
pub use retry::Retries;
#[doc(hidden)]
pub use rules::Rules;
/// What a [`TokenStore`] reads the text of [`Tokens`] with: `tokens.refresh.expose_secret()`.
pub use secrecy::{ExposeSecret, SecretString};
pub use serde_json::{Value, json};
pub use std::fmt::Formatter;
pub use typed::{Decoded, Leaves, Typed, typed};
pub use validate::{Rule, Violation, Violations};
pub use wire::{
    Any, Boxed, Cx, Date, DateTime, Dict, Either, Enum, EnumCodec, File, FileBase64, FileData, FilePair, Id, Map,
    OneOrMany, OneZero, OneZeroText, TrueFalseText, Unix, Wire, YesNo,
};
