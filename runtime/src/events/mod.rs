//! Events that a portal posts to a handler, and its queue of offline events.
//!
//! ```
//! use bitrix24::incoming::{Event, EventError, Payload, Verifier};
//!
//! fn handle(body: &[u8], verifier: &Verifier) -> Result<(), EventError> {
//!     let event = Event::parse(body, verifier)?;
//!     match event.payload()? {
//!         Payload::OnCrmDealAdd(deal) => println!("deal {} is new", deal.id),
//!         Payload::OnTaskUpdate(task) => println!("task {:?} has changed", task.id()),
//!         Payload::Other(data) => println!("{}: {data}", event.name),
//!         _ => {}
//!     }
//!     Ok(())
//! }
//! ```
//!
//! A handler in any web server has the body of a request, and answers with a status:
//!
//! ```
//! use bitrix24::incoming::{Event, Payload, Verifier};
//!
//! fn receive(body: &[u8], verifier: &Verifier) -> (u16, String) {
//!     match Event::parse(body, verifier).and_then(|event| event.payload()) {
//!         Ok(Payload::OnCrmDealAdd(deal)) => (200, format!("deal {} is new", deal.id)),
//!         Ok(_) => (200, String::new()),
//!         Err(error) => (error.status(), error.to_string()),
//!     }
//! }
//!
//! let body = b"event=ONCRMDEALADD&data[FIELDS][ID]=7&auth[application_token]=TOKEN";
//! assert_eq!(receive(body, &Verifier::new("TOKEN")), (200, "deal 7 is new".to_owned()));
//! assert_eq!(receive(body, &Verifier::new("ANOTHER")).0, 403);
//! ```
//!
//! # The first token
//!
//! The application token comes with the event of the installation ([`Event::parse_install`]), or with a page that the portal
//! opens ([`Placement`]): there is nothing yet to compare it with, and anybody may have posted it. Keep nothing of it before
//! [`Application::verify`](crate::Application::verify) has asked the authorisation server, which says of which application and
//! of which portal the access token beside it is. For a portal that is known already, [`verify`](Unverified::verify) with the
//! token that was kept.
//!
//! # What is here
//!
//! - An [`Event`] is always verified: it comes out of [`Event::parse`] when its application token is the one that
//!   [`Verifier`] knows. Before that it is [`Unverified`].
//! - A handler for several portals reads [`Unverified::parse`], looks the token up by
//!   [`member_id`](Unverified::member_id), and asks [`verify`](Unverified::verify).
//! - With the feature `axum`, [`Event`] and [`Placement`] are extractors: the handler takes `event: Event`, and the
//!   [`Verifier`] comes from the application's state. It answers 403 to a wrong token and 400 to a bad body. So is
//!   [`Unverified`] of both, which needs no state.
//! - A request that is no event, such as the call of an automation rule, is read with [`parse_body`] and checked with
//!   [`Verifier::matches`].
//! - [`OfflineQueue`] takes events from the portal's queue, for programs that no portal can reach, and [`EventFeed`] those of
//!   chats and bots. [`Payload::read`] types the data of an event that came in any other way.

#[cfg(feature = "axum")]
mod axum;
mod error;
mod event;
mod feed;
mod form;
mod json;
mod limits;
mod offline;
pub mod payload;
mod placement;
mod table;
mod unverified;
mod verify;

pub use error::EventError;
pub use event::Event;
pub use feed::{EventFeed, FetchedEvent};
pub use form::parse_body;
pub use limits::Limits;
pub use offline::{OfflineBatch, OfflineEvent, OfflineQueue};
pub use payload::auth::{AppStatus, EventAuth};
pub use placement::Placement;
pub use table::{EVENTS, EventName, Payload};
pub use unverified::{Sent, Unverified};
pub use verify::Verifier;
