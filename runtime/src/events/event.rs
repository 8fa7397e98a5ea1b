//! An event, and the way to a verified one.

use std::fmt;

use serde_json::Value;

use crate::wire::{DateTime, Id, Unix, Wire};

use super::error::EventError;
use super::form::parse_body;
use super::limits::Limits;
use super::payload::auth::EventAuth;
use super::payload::secret::hidden;
use super::table::{EventName, Payload};
use super::unverified::{Sent, Unverified};
use super::verify::Verifier;

/// The events that may bring a new application token, so that there is none to compare with.
const INSTALL: [&str; 2] = ["ONAPPINSTALL", "ONAPPUPDATE"];

/// An event whose origin is proved. It comes only from [`Event::parse`], [`Unverified::verify`] and
/// [`Unverified::assume_genuine`].
///
/// [Events](https://apidocs.bitrix24.com/api-reference/events/index.html)
///
/// ```
/// use bitrix24::incoming::{Event, EventError, Verifier};
///
/// let body = br#"{"event": "ONCRMDEALADD", "data": {"FIELDS": {"ID": 7405}}, "auth": {"application_token": "TOKEN"}}"#;
/// let event = Event::parse(body, &Verifier::new("TOKEN"))?;
/// assert!(event.is("OnCrmDealAdd"));
/// # Ok::<_, EventError>(())
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct Event {
    /// The event's name, as it came: `ONCRMDEALADD`.
    pub name: String,
    /// The number of the handler that the portal calls.
    pub event_handler_id: Option<Id>,
    /// The data as it came. From a form, all values are text.
    pub data: Value,
    /// The time at which the portal sent it.
    pub ts: Option<DateTime>,
    /// The sender, and tokens.
    pub auth: EventAuth,
}

impl Event {
    /// Reads the body of a handler's request and checks its application token. A form and JSON are told apart by the
    /// body itself.
    ///
    /// ```
    /// use bitrix24::incoming::{Event, Payload, Verifier};
    ///
    /// let verifier = Verifier::new("51856fefc120afa4b628cc82d3935cce");
    /// let body = b"event=ONCRMDEALADD&data[FIELDS][ID]=7405&ts=1766047124\
    ///     &auth[domain]=some.bitrix24.com&auth[application_token]=51856fefc120afa4b628cc82d3935cce";
    ///
    /// let event = Event::parse(body, &verifier)?;
    /// match event.payload()? {
    ///     Payload::OnCrmDealAdd(deal) => assert_eq!(deal.id, 7405),
    ///     other => println!("{other:?}"),
    /// }
    /// # Ok::<_, bitrix24::incoming::EventError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`parse_body`]; [`EventError::NoEvent`] when the body is something else; [`EventError::NoToken`] and
    /// [`EventError::WrongToken`] when it is not proved that the portal sent it.
    pub fn parse(body: &[u8], verifier: &Verifier) -> Result<Event, EventError> {
        Unverified::parse(body)?.verify(verifier)
    }

    /// Reads the event of an installation (`ONAPPINSTALL`, or `ONAPPUPDATE`, which may change the token): it brings the
    /// application token that later events are checked by, so that nothing proves this one. Before you keep what it
    /// brings, have [`Application::verify`](crate::Application::verify) ask the authorisation server.
    ///
    /// # Errors
    ///
    /// Those of [`Unverified::parse`], and [`EventError::NotInstall`] for any other event.
    pub fn parse_install(body: &[u8]) -> Result<Unverified<Event>, EventError> {
        let event = Unverified::parse(body)?;
        if INSTALL.iter().any(|name| event.is(name)) { Ok(event) } else { Err(EventError::NotInstall) }
    }

    /// Returns the data, typed by the event's name. An event that is not documented is [`Payload::Other`].
    ///
    /// # Errors
    ///
    /// [`EventError::Data`] when a value that the event cannot do without is missing, or of another type.
    #[inline]
    pub fn payload(&self) -> Result<Payload, EventError> {
        Payload::read(&self.name, &self.data)
    }

    /// Returns the event's data as a type of your own.
    ///
    /// # Errors
    ///
    /// [`EventError::OtherType`] when it does not fit.
    pub fn data_as<W: Wire>(&self) -> Result<W::Out, EventError> {
        super::payload::wire::<W>(&self.data).ok_or(EventError::OtherType)
    }

    /// Returns true if this is the event `name`, in any case.
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Returns the documented event; `None` for an unknown one.
    pub fn documented(&self) -> Option<&'static EventName> {
        EventName::find(&self.name)
    }
}

impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Event")
            .field("name", &self.name)
            .field("event_handler_id", &self.event_handler_id)
            .field("data", &hidden(&self.data))
            .field("ts", &self.ts)
            .field("auth", &self.auth)
            .finish()
    }
}

impl Unverified<Event> {
    /// Reads the body of a handler's request.
    ///
    /// # Errors
    ///
    /// Those of [`parse_body`], and [`EventError::NoEvent`] when the body is something else.
    pub fn parse(body: &[u8]) -> Result<Self, EventError> {
        Self::parse_within(body, Limits::default())
    }

    /// Reads the body of a handler's request, with other limits.
    ///
    /// # Errors
    ///
    /// As [`parse`](Unverified::parse).
    pub fn parse_within(body: &[u8], limits: Limits) -> Result<Self, EventError> {
        let mut body = parse_body(body, limits)?;
        let mut take = |key| body.get_mut(key).map(Value::take);
        let Some(Value::String(name)) = take("event") else { return Err(EventError::NoEvent) };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._:-".contains(&byte)) {
            return Err(EventError::NoEvent);
        }
        let auth = take("auth").and_then(|auth| super::payload::wire::<EventAuth>(&auth)).unwrap_or_default();
        Ok(Unverified(Event {
            name,
            event_handler_id: take("event_handler_id").and_then(|id| super::payload::wire::<Id>(&id)),
            ts: take("ts").and_then(|ts| super::payload::wire::<Unix>(&seconds(ts))),
            data: take("data").unwrap_or_default(),
            auth,
        }))
    }

    /// Returns the name that it claims.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// Returns true if it claims to be the event `name`, in any case.
    pub fn is(&self, name: &str) -> bool {
        self.0.is(name)
    }
}

impl Sent for Event {
    fn auth(&self) -> &EventAuth {
        &self.auth
    }

    fn auth_mut(&mut self) -> &mut EventAuth {
        &mut self.auth
    }

    fn ts(&self) -> Option<&DateTime> {
        self.ts.as_ref()
    }
}

/// Seconds as a number, where a form has them as text.
fn seconds(ts: Value) -> Value {
    match ts.as_str().and_then(|text| text.parse::<i64>().ok()) {
        Some(seconds) => seconds.into(),
        None => ts,
    }
}
