//! The runtime of the generated crate `bitrix24`.
//!
//! A call goes through these modules from top to bottom, and no module looks back up:
//!
//! | module | subject |
//! | --- | --- |
//! | [`blocking`](Client) | the same for the calling thread |
//! | `application` | an application's way to its tokens, and files that keep them |
//! | [`events`] | events that a portal posts to a handler, and its queue of offline events |
//! | [`files`] | files in parameters and beside calls |
//! | [`list`](mod@list) | whole lists as streams; `Client::list` |
//! | [`batch`] | many calls in one; `Client::batch` |
//! | [`query`](mod@query) | filters, selections and orders of a list by the fields of its items |
//! | [`client`] | sends a [`Request`]: settings, hooks, attempts and what decides on another one |
//! | [`limits`] | the portal's limits, for the whole process, and for several |
//! | `journal` | what the log has said, so that it is said once |
//! | [`auth`] | webhooks and tokens, the only place that knows a secret |
//! | `transport` | connections, and what their errors mean |
//! | `refs` | results of a batch's commands as parameters of later ones |
//! | `custom` | fields of objects by their names |
//! | [`by_name`] | methods and their typed code by name |
//! | [`envelope`] | the answer around `result`: `time`, `total`, `next`, both error shapes |
//! | [`request`] | requests, their parameters, and calls as they go over the wire |
//! | [`error`] | every error and its data |
//! | [`validate`] | the check of parameters against the documented rules |
//! | [`schema`] | the documentation's facts of methods |
//! | [`wire`] | values of all types, there and back |
//! | [`dom`] | the parsed answer |
//! | `escape` | texts from outside as they are printed |
//!
//! Users depend on `bitrix24`, which exports what they need from here; this crate is for generated code.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod application;
#[doc(hidden)]
pub mod auth;
pub mod batch;
#[cfg(feature = "blocking")]
pub mod blocking;
mod boxed;
#[doc(hidden)]
pub mod by_name;
#[doc(hidden)]
pub mod client;
mod custom;
#[doc(hidden)]
pub mod dom;
#[doc(hidden)]
pub mod envelope;
#[doc(hidden)]
pub mod error;
#[doc(hidden)]
pub mod escape;
pub mod events;
pub mod files;
mod journal;
#[doc(hidden)]
pub mod limits;
pub mod list;
pub mod query;
mod random;
mod refs;
#[doc(hidden)]
pub mod request;
#[doc(hidden)]
pub mod schema;
mod transport;
#[doc(hidden)]
pub mod validate;
#[doc(hidden)]
pub mod wire;

pub use application::{AppInfo, Application, FileStore, Installation, StoredPortal};
pub use auth::Auth;
pub use auth::oauth::OAuth;
pub use auth::tokens::{ExposedTokens, TokenStore, Tokens};
pub use batch::{Answers, Batch, Handle};
#[doc(hidden)]
pub use by_name::lookup;
#[doc(hidden)]
pub use by_name::typed::{self, Decoded, Reader, Typed, typed};
pub use catalogue::{Api, ErrorEntry, Errors, Fields, Kind, Method, Reason, Retry};
pub use client::{Client, ClientBuilder, Hook, Metric, Options, Outcome, Outgoing, Retries, RetryCause, Validation};
pub use custom::CustomFields;
#[doc(hidden)]
pub use dom::Node;
pub use envelope::{Response, Time, from_slice, to_value};
#[doc(hidden)]
pub use error::ErrorRow;
pub use error::{
    ApiError, AuthError, CommandError, CommandFate, CustomFieldError, Error, Fate, FieldError, KnownError, Level,
    ListError, Mistake, Mistakes, Problem, Rule, TransportKind, Unexpected, Violation, Violations,
};
#[doc(hidden)]
pub use files::CustomFileData;
pub use files::FileValue;
/// Times and dates, which [`DateTime`] and [`Date`] are read as and made of.
pub use jiff;
#[cfg(feature = "redis")]
pub use limits::redis::RedisLimiter;
pub use limits::{BoxError, BoxFuture, Limits, SharedLimiter};
pub use list::{Checkpoint, Items, List, Strategy};
pub use query::ListRequest;
pub use refs::Ref;
pub use request::{As, Dynamic, Of, Params, Request};
#[doc(hidden)]
pub use request::{Parts, Target, list, map};
/// The HTTP client, for [`ClientBuilder::http`].
pub use reqwest;
pub use schema::catalogue;
#[doc(hidden)]
pub use schema::rules::{self, Rules};
/// Texts that are never printed, and the trait that reads them, for a [`TokenStore`]: `tokens.refresh.expose_secret()`.
pub use secrecy::{ExposeSecret, SecretString};
#[doc(hidden)]
pub use serde;
pub use serde_json::{Value, json};
#[doc(hidden)]
pub use std::fmt::Formatter;

pub use transport::Connections;
pub use wire::{
    Address, Arg, CrmLink, CustomValue, Date, DateTime, Drift, Entries, Extra, File, Finding, Id, Map, Money,
    OneOrMany, Wire,
};
#[doc(hidden)]
pub use wire::{
    Any, Boxed, CustomBoolean, Cx, Dict, Either, Enum, EnumCodec, FileBase64, FileData, FilePair, Leaves, Object,
    OneZero, OneZeroText, Own, TrueFalseText, Unix, YesNo, arg, entries, object,
};

/// The README's examples are compiled.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
