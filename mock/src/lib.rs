//! A Bitrix24 portal for tests, in a test's own process or behind `b24 mock`.
//!
//! A [`Portal`] listens on a port of the loopback interface and answers over real HTTP. It is made from the same schema
//! as the typed crate, but shares no code with the client under test. Its server runs on its own threads, so it serves
//! asynchronous and blocking callers alike, and stops when the portal is dropped.
//!
//! There are two kinds:
//!
//! - [`Portal::start`] only has answers that a test scripts with [`Portal::on`];
//! - [`Portal::builder`] makes a complete one: rows, batches, limits, tokens and faults, and every
//!   [documented](Builder::documented) method, or those of another [schema](Builder::schema). A scripted answer takes
//!   precedence there, too.
//!
//! # Example
//!
//! ```
//! use std::io::{Read, Write};
//! use std::net::TcpStream;
//!
//! use bitrix24_mock::{Fault, Portal};
//!
//! let portal = Portal::builder().seed(7).start()?;
//! portal.fill("crm.deal", 100_000);
//!
//! let body = r#"{"fields":{"TITLE":"first"}}"#;
//! let send = || {
//!     let mut stream = TcpStream::connect(portal.address())?;
//!     write!(
//!         stream,
//!         "POST /rest/1/{secret}/crm.deal.add HTTP/1.1\r\n\
//!          Host: localhost\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}",
//!         secret = portal.webhook_secret(),
//!         length = body.len(),
//!     )?;
//!     let mut answer = String::new();
//!     stream.read_to_string(&mut answer).map(|_| answer)
//! };
//!
//! assert!(send()?.contains(r#"{"result":100001,"#));
//! portal.fault_next(Fault::ResetAfter);
//! assert!(send().is_err(), "no answer arrives");
//! assert_eq!(portal.ran().marks("crm.deal.add")["first"], 2, "but the deal was added");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The portal's answers
//!
//! | Address | API | Authorization |
//! |---|---|---|
//! | `/rest/{user}/{secret}/{method}` | [v2](ApiVersion::V2) | the webhook's user and secret |
//! | `/rest/{method}` | [v2](ApiVersion::V2) | an access token |
//! | `/rest/api/{user}/{secret}/{method}` | [v3](ApiVersion::V3) | the webhook's user and secret |
//! | `/rest/api/{method}` | [v3](ApiVersion::V3) | an access token |
//! | `/oauth/token/` | | the application's id and secret, see [`OAuth`] |
//! | `/oauth/rest/app.info` | | an access token |
//! | `/rest/upload.json`, `/rest/download.json` | | a webhook or a token, and the token of the file |
//!
//! A method's name may have any case. One of v2 may end in `.json`, and takes JSON, a form, or the query, where
//! brackets make maps and lists as in PHP; REST 3.0 takes JSON only. An access token is sent as `auth`, in the body or
//! the query, or in the header `Authorization: Bearer …`. An empty body counts as `{}`.
//!
//! A request is checked in this order, and the errors have the shape of the API called:
//!
//! | Mistake | Status | Code |
//! |---|---|---|
//! | a [fault](Fault), or the portal was [renamed](Portal::rename) | | see there |
//! | requests come too fast, see [`Bucket`] | 503 | `QUERY_LIMIT_EXCEEDED` |
//! | the body cannot be read | 400 | `INVALID_REQUEST`, v3 `…INVALIDJSONEXCEPTION` |
//! | a wrong user or secret; no token, or an unknown one | 401 | `NO_AUTH_FOUND` |
//! | a revoked or an expired token | 401 | `invalid_token`, `expired_token` |
//! | there is a scripted answer | | that one |
//! | an unknown method | 404 | `ERROR_METHOD_NOT_FOUND` |
//! | a scope is missing, see [`Builder::scopes`] | 403 | `insufficient_scope`, v3 `…INSUFFICIENTSCOPEEXCEPTION` |
//! | the method has run too long, see [`Operating`] | 429 | `OPERATION_TIME_LIMIT` |
//! | a parameter is missing, unknown, or of the wrong type | as documented | the method's own error if it fits |
//! | …and no documented error fits | 400 | `100`; `ERROR_ARGUMENT` for unknown ones; v3 `…REQUESTVALIDATIONEXCEPTION` |
//!
//! Types are checked as servers do: `"5"` is a number, `"Y"` a boolean. Unknown keys inside objects are ignored, and so
//! are parameters that clients send to all methods alike: those of lists, and those that begin with `_` or `bx24_`.
//!
//! Then a method answers, in this order of preference:
//!
//! | Methods | Answer |
//! |---|---|
//! | `batch` | the answers of its commands, up to [50](Limits::batch); `$result[…]` in v2, `$ref` and `$refArray` in v3 |
//! | `crm.item.*`, `crm.lead.*`, `crm.deal.*`, `crm.contact.*`, `crm.company.*`, `crm.quote.*`, `tasks.task.*` in both APIs, `user.*`, `catalog.product.*` | from rows, see [`Portal::fill`]: add, get, list, update, delete; `crm.item.import` and `crm.item.batchImport` add rows, too |
//! | `crm.item.fields`, `crm.deal.fields` and its like, `user.fields`, `tasks.task.getFields`, `catalog.product.getFieldsByFilter`, `department.fields`, `scope`, `methods`, `feature.get` | the documented fields and the [portal's own](#a-portals-own-types); the scopes, methods and features that the caller has |
//! | `crm.duplicate.findbycomm` | the rows in which a caller wrote that phone number or address |
//! | `event.bind`, `event.unbind`, `event.get` | handlers, see [below](#events); they need an access token |
//! | `disk.folder.uploadfile`, `disk.storage.uploadfile`, `disk.file.uploadversion`, `telephony.externalCall.attachRecord` | the file, or without one the address to post it to, once; `disk.file.get` knows it, and its address has its bytes |
//! | `tasks.task.files.attach` | the attachment, which the task has from now on; so it is with `"n7"` in `UF_TASK_WEBDAV_FILES` |
//! | `imbot.v2.Event.get`, `im.v2.Event.get` | the events that a test has [raised](Portal::raise), until an `offset` confirms them |
//! | `app.info` | what the application is; of a webhook, an error |
//! | `rest.documentation.openapi` | the methods of REST 3.0 in the schema |
//! | all others of the schema | a result of the documented type, the same for the same [seed](Builder::seed), method and parameters; sent values are repeated where they fit |
//!
//! A list takes `filter`, `order`, `select` and `start`; pages have 50 rows, and `start=-1` omits the count. In REST
//! 3.0 it takes conditions as lists and `pagination` with up to 1000 rows. A batch of REST 3.0 is answered with the
//! first error, if there is one; earlier changes stay. `Idempotency-Key` is kept for a day of the portal's time.
//!
//! # A portal's own types
//!
//! A [folder](Builder::portal) describes what a portal has of its own: the custom fields of deals, leads, contacts,
//! companies, quotes, users and tasks, smart processes with their stages and funnels, lists with their properties,
//! properties of products. A portal with such a folder
//!
//! - describes them by `crm.type.list`, `crm.type.get`, `crm.item.fields`, `crm.deal.fields` and its like, `crm.category.list`,
//!   `crm.status.list`, `crm.deal.userfield.list` and `get` and their like, `userfieldconfig.list` and `get`, `user.userfield.list`,
//!   `task.item.userfield.getlist`, `lists.get`, `lists.field.get`, `catalog.productProperty.list` and
//!   `catalog.productPropertyEnum.list`, in pages of 50 where their pages say so;
//! - has rows of each smart process, `crm.item:1036`, and of each list, `lists.element:37`, and no others: another `entityTypeId` is
//!   answered with `NOT_FOUND`;
//! - keeps custom fields by their types:
//!
//! | Type | Taken | Answered by `crm.item.*` | by `crm.deal.*` and its like |
//! |---|---|---|---|
//! | whole number, user, link to a list, a section, a file of the drive | number or text | `5` | `"5"` |
//! | number | number or text | `12.5` | `"12.5"` |
//! | boolean | `Y`, `N`, `1`, `0`, `true`, `false`; in filters `1`, `0` | `"Y"`, `"N"` | `"1"`, `"0"` |
//! | day | `2026-05-14`, `14.05.2026`, a time | `"2026-05-14T03:00:00+03:00"` | the same |
//! | time | in any form | `"2026-05-14T10:26:32+03:00"` | the same |
//! | enumeration | the number of a choice | `44` | `"44"` |
//! | money, address, text, link of the CRM | text; a link may be a number | the text | the same |
//! | file | `["a.txt", "YQ=="]`, `{"fileData": […]}`; `{"id": 5}` keeps it | `{id, url, urlMachine}` | `{id, showUrl, downloadUrl}` |
//! | several values | a list | a list, `[]` | a list, `false` |
//! | none | `""`, `null` | `null` | `null` |
//!
//! A value of another type is answered with `CRM_FIELD_ERROR_VALUE_NOT_VALID` by `crm.item.*`, and so is a stage that
//! the folder does not have; a missing required field with `CRM_FIELD_ERROR_REQUIRED`. The other families have no code
//! for that. A wrong name is ignored in fields, and refused in filters of `crm.item.*`. A new item begins in the first
//! stage of its funnel. Properties of lists are answered as maps from the numbers of values to their texts.
//!
//! A portal without a folder takes any custom field, and keeps what it was sent.
//!
//! # Files and times
//!
//! A file in a custom field, `["photo.jpg", "AQID"]` or `{"fileData": […]}`, is answered as `id`, `url` and
//! `urlMachine` by `crm.item.*`, and as `id`, `showUrl` and `downloadUrl` by the methods that spell fields in capitals;
//! its bytes are at these addresses.
//!
//! A change moves the time of the row's last change, `DATE_MODIFY` or its like, and names its editor, user 1.
//!
//! # Events
//!
//! A change of a row raises its event, such as `ONCRMDEALUPDATE`, and [`Portal::raise`] raises any. The portal posts it to
//! the handlers that are bound to it, one after the other, as a form, with the [token](OAuth::application_token) by which
//! handlers know the portal. It does not repeat an event, as the vendor does not, and calls handlers on this machine only,
//! over `http://`: those of other addresses are bound and listed, and get nothing.
//!
//! Requests to other addresses, with other HTTP methods or with too large a body are refused with a plain HTTP status
//! and are not recorded.
//!
//! # Faults
//!
//! Faults come by [rate](Builder::faults) or [one by one](Portal::fault_next). [`Portal::ran`] shows the calls that ran
//! anyway.
//!
//! | Name | [`Fault`] | Runs | Arrives |
//! |---|---|---|---|
//! | `503` | [`TooMany`](Fault::TooMany) | no | 503 `QUERY_LIMIT_EXCEEDED` |
//! | `overload` | [`Overload`](Fault::Overload) | no | 503 `OVERLOAD_LIMIT` |
//! | `429` | [`UsedUp`](Fault::UsedUp) | no | 429 `OPERATION_TIME_LIMIT` |
//! | `500`, `500-after` | [`Broken`](Fault::Broken), [`BrokenAfter`](Fault::BrokenAfter) | no, yes | 500 with HTML |
//! | `html` | [`Html`](Fault::Html) | no | 200 with HTML |
//! | `reset-before`, `reset-after` | [`ResetBefore`](Fault::ResetBefore), [`ResetAfter`](Fault::ResetAfter) | no, yes | a reset |
//! | `slow`, `slow:250ms` | [`Slow`](Fault::Slow) | yes | the answer, its second half late |
//! | `truncated` | [`Truncated`](Fault::Truncated) | yes | half of the answer |
//! | `302` | [`Moved`](Fault::Moved) | no | the way to the other host |
//! | `expired-token` | [`ExpiredToken`](Fault::ExpiredToken) | half of a batch | `expired_token` |
//! | `503-batch` | [`TooManyInBatch`](Fault::TooManyInBatch) | half of a batch | that half, and `QUERY_LIMIT_EXCEEDED` for the rest |
//! | `partial-batch` | [`PartialBatch`](Fault::PartialBatch) | half of a batch | that half |
//!
//! # Time
//!
//! Limits, tokens and keys use the portal's own [`Clock`]. It can be [frozen](Builder::frozen_clock) and
//! [advanced](Clock::advance), so that no test waits, or [run faster](Builder::clock_speed).

#![cfg_attr(docsrs, feature(doc_cfg))]

mod access;
mod address;
mod answer;
mod builder;
mod calendar;
mod clock;
mod describe;
mod events;
mod fail;
mod fault;
mod files;
mod http;
mod idempotency;
mod limits;
mod lock;
mod oauth;
mod portal;
mod quirks;
mod ran;
mod random;
mod reply;
mod request;
mod rest;
mod schema;
mod script;
mod server;
mod state;
mod store;
mod things;

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

/// The README's examples are compiled.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
