//! Which handler an HTTP request goes to.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{self, DefaultBodyLimit};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::address::Address;
use crate::request::{HttpRequest, Request};
use crate::state::State;

/// The largest body that a portal reads.
const BODY_LIMIT: usize = 64 * 1024 * 1024;

/// The routes of a portal with this state.
pub(crate) fn router(state: Arc<State>) -> Router {
    Router::new()
        .route("/rest/{*address}", get(rest).post(rest))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .with_state(state)
}

/// Answers a call of the REST API.
async fn rest(
    extract::State(state): extract::State<Arc<State>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Some(address) = Address::parse(uri.path()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let http = HttpRequest { method: method.as_str(), path: uri.path(), headers: &headers, body };
    let request = Request::new(address.version, address.method, http);
    state.answer(address.credentials, request).send().await
}
