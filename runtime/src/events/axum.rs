//! Events as arguments of handlers of axum.
//!
//! ```no_run
//! use axum::{Router, routing::post};
//! use bitrix24::incoming::{Event, Verifier};
//!
//! async fn handler(event: Event) {
//!     println!("{}", event.name);
//! }
//!
//! let app: Router = Router::new().route("/", post(handler)).with_state(Verifier::new("the application token"));
//! ```
//!
//! An [`EventError`] is a response, so a handler may return one: `event.payload()?`.

use axum_core::extract::rejection::{BytesRejection, FailedToBufferBody};
use axum_core::extract::{FromRef, FromRequest, Request};
use axum_core::response::{IntoResponse, Response};
use bytes::Bytes;

use super::{Event, EventError, Placement, Unverified, Verifier};

/// A verified event; the [`Verifier`] comes from the state.
impl<S: Send + Sync> FromRequest<S> for Event
where
    Verifier: FromRef<S>,
{
    type Rejection = EventError;

    async fn from_request(request: Request, state: &S) -> Result<Self, EventError> {
        Event::parse(&body(request, state).await?, &Verifier::from_ref(state))
    }
}

/// An event that anybody may have sent, for handlers that look its token up by its portal.
impl<S: Send + Sync> FromRequest<S> for Unverified<Event> {
    type Rejection = EventError;

    async fn from_request(request: Request, state: &S) -> Result<Self, EventError> {
        Unverified::parse(&body(request, state).await?)
    }
}

/// A verified call of a placement; the [`Verifier`] comes from the state.
impl<S: Send + Sync> FromRequest<S> for Placement
where
    Verifier: FromRef<S>,
{
    type Rejection = EventError;

    async fn from_request(request: Request, state: &S) -> Result<Self, EventError> {
        let verifier = Verifier::from_ref(state);
        Unverified::<Placement>::from_request(request, state).await?.verify(&verifier)
    }
}

/// The call of a placement that anybody may have sent.
impl<S: Send + Sync> FromRequest<S> for Unverified<Placement> {
    type Rejection = EventError;

    async fn from_request(request: Request, state: &S) -> Result<Self, EventError> {
        let query = request.uri().query().unwrap_or_default().to_owned();
        Placement::parse(&query, &body(request, state).await?)
    }
}

async fn body<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, EventError> {
    Bytes::from_request(request, state).await.map_err(|rejection| match rejection {
        BytesRejection::FailedToBufferBody(FailedToBufferBody::LengthLimitError(_)) => EventError::TooLarge,
        _ => EventError::Unreadable,
    })
}

/// The status and the reason. The reason holds nothing of the request.
impl IntoResponse for EventError {
    fn into_response(self) -> Response {
        let status = reqwest::StatusCode::from_u16(self.status());
        let status = status.unwrap_or(reqwest::StatusCode::BAD_REQUEST);
        (status, self.to_string()).into_response()
    }
}
