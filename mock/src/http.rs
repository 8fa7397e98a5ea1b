//! Answers HTTP requests.

use std::net::IpAddr;
use std::sync::Arc;

use http_body_util::{BodyExt, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{AUTHORIZATION, HOST};
use hyper::{HeaderMap, Method, Response};

use crate::address::Address;
use crate::answer;
use crate::oauth;
use crate::reply::Reply;
use crate::request::form;
use crate::request::{ApiVersion, HttpRequest, Request};
use crate::rest::{self, Delivery, Outcome};
use crate::server::Service;
use crate::server::body::Body;
use crate::state::State;

/// Serves a portal.
#[derive(Debug)]
pub(crate) struct Http(pub(crate) Arc<State>);

impl Service for Http {
    async fn serve(&self, from: IpAddr, request: hyper::Request<Incoming>) -> Option<Response<Body>> {
        let outcome = self.outcome(from, request).await;
        let Outcome { reply, delivery } = outcome;
        if !reply.delay().is_zero() {
            tokio::time::sleep(reply.delay()).await;
        }
        match delivery {
            Delivery::Whole => Some(reply.response(Body::whole)),
            Delivery::Slow(pause) => Some(reply.response(|bytes| Body::slow(bytes, pause))),
            Delivery::Cut => Some(reply.response(Body::cut)),
            Delivery::Reset => None,
        }
    }
}

impl Http {
    async fn outcome(&self, from: IpAddr, request: hyper::Request<Incoming>) -> Outcome {
        let (head, body) = request.into_parts();
        let path = head.uri.path();
        let host = head.headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
        let service = oauth::Service::at(host, path);
        let address = Address::parse(path).filter(|_| service.is_none());
        if service.is_none() && address.is_none() {
            return Reply::empty(404).into();
        }
        if !matches!(head.method, Method::GET | Method::POST | Method::HEAD) {
            return Reply::empty(405).into();
        }
        let body = match Limited::new(body, self.0.limits.body).collect().await {
            Ok(body) => body.to_bytes(),
            Err(error) if error.is::<http_body_util::LengthLimitError>() => return Reply::empty(413).into(),
            Err(_) => return Reply::empty(400).into(),
        };
        let query = head.uri.query().unwrap_or_default();
        match address {
            Some(address) => {
                let http = HttpRequest { method: head.method.as_str(), path, query, headers: &head.headers, body };
                rest::answer(&self.0, from, address.credentials, Request::new(address.version, address.method, http))
            }
            None => self.authorise(service, query, &body, &head.headers).into(),
        }
    }

    /// Answers a request to the authorisation server, with parameters in the query or in a form.
    fn authorise(&self, service: Option<oauth::Service>, query: &str, body: &Bytes, headers: &HeaderMap) -> Reply {
        let mut params = form::parse(query.as_bytes());
        match serde_json::from_slice::<serde_json::Value>(body) {
            Ok(serde_json::Value::Object(body)) => params.extend(body),
            _ => params.extend(form::parse(body)),
        }
        let (state, portal, now) = (&self.0, self.0.url(), self.0.clock.now());
        if service != Some(oauth::Service::AppInfo) {
            return state.tokens.answer(&params, &portal, now);
        }
        let header = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
        let token = params.get("auth").and_then(serde_json::Value::as_str).or(header);
        match state.tokens.app_info(token, &portal, now) {
            Ok(result) => answer::plain(&result, now, state.clock.now()),
            Err(fail) => fail.reply(ApiVersion::V2),
        }
    }
}
