//! Handles a request to the REST API, from its faults to its answer.

pub(crate) mod batch;
pub(crate) mod batch_v3;
pub(crate) mod call;
mod fields;
pub(crate) mod openapi;
pub(crate) mod own;
pub(crate) mod refs;

use std::net::IpAddr;
use std::time::Duration;

use crate::access::{Caller, Credentials};
use crate::answer::{Answer, Time};
use crate::fail::Fail;
use crate::fault::Fault;
use crate::idempotency::Keyed;
use crate::lock::lock;
use crate::reply::Reply;
use crate::request::{ApiVersion, Request};
use crate::rest::call::{Call, Run};
use crate::state::State;

/// The outcome of a request.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) reply: Reply,
    pub(crate) delivery: Delivery,
}

/// The delivery of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Delivery {
    Whole,
    /// The second half comes later.
    Slow(Duration),
    /// The connection ends in the middle.
    Cut,
    /// The connection is reset instead.
    Reset,
}

impl From<Reply> for Outcome {
    fn from(reply: Reply) -> Self {
        Self { reply, delivery: Delivery::Whole }
    }
}

/// Returns a page of the servers in front of a portal.
fn page(status: u16, title: &str) -> Reply {
    let page = format!(
        "<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n\
         <hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
    );
    Reply::html(status, &page)
}

/// Records a request and returns its outcome.
pub(crate) fn answer(state: &State, from: IpAddr, credentials: Credentials<'_>, request: Request) -> Outcome {
    state.log().record(&request);
    let fault = state.fault();
    if let Some(outcome) = before(state, fault, &request) {
        return outcome;
    }
    let reply = match checked(state, from, credentials, &request, fault) {
        Ok(reply) => reply,
        Err(fail) => {
            lock(&state.ran).refuse(&fail.code);
            fail.reply(request.version())
        }
    };
    after(fault, reply)
}

/// Returns the outcome of a request that never runs.
fn before(state: &State, fault: Option<Fault>, request: &Request) -> Option<Outcome> {
    let host = request.header("host").unwrap_or_default();
    let is_other = host.eq_ignore_ascii_case(&state.addresses.other);
    let refused = |fail: Fail| {
        lock(&state.ran).refuse(&fail.code);
        Some(fail.reply(request.version()).into())
    };
    if (state.addresses.has_moved() || fault == Some(Fault::Moved)) && !is_other {
        return Some(moved(state, request).into());
    }
    match fault? {
        Fault::TooMany => refused(Fail::too_many()),
        Fault::Overload => refused(Fail::new(503, "OVERLOAD_LIMIT", "REST API is blocked due to overload")),
        Fault::UsedUp => refused(Fail::used_up()),
        Fault::Broken => Some(page(500, "500 Internal Server Error").into()),
        Fault::Html => Some(page(200, "Under maintenance").into()),
        Fault::ResetBefore => Some(Outcome { reply: Reply::empty(500), delivery: Delivery::Reset }),
        _ => None,
    }
}

/// Redirects a request to the portal's other host.
fn moved(state: &State, request: &Request) -> Reply {
    let addresses = &state.addresses;
    let query = request.query_text();
    let mark = if query.is_empty() { "" } else { "?" };
    let location = format!("{}://{}{}{mark}{query}", addresses.scheme, addresses.other, request.path());
    match hyper::header::HeaderValue::from_str(&location) {
        Ok(_) => page(302, "302 Found").header("Location", &location),
        Err(_) => Reply::empty(400),
    }
}

/// Returns the outcome of an answer.
fn after(fault: Option<Fault>, reply: Reply) -> Outcome {
    match fault {
        Some(Fault::ResetAfter) => Outcome { reply, delivery: Delivery::Reset },
        Some(Fault::Truncated) => Outcome { reply, delivery: Delivery::Cut },
        Some(Fault::Slow(pause)) => Outcome { reply, delivery: Delivery::Slow(pause) },
        Some(Fault::BrokenAfter) => page(500, "500 Internal Server Error").into(),
        _ => reply.into(),
    }
}

/// Admits a request, and runs its call.
fn checked(
    state: &State,
    from: IpAddr,
    credentials: Credentials<'_>,
    request: &Request,
    fault: Option<Fault>,
) -> Result<Reply, Fail> {
    let now = state.clock.now();
    if let Some(bucket) = state.limits.bucket
        && !lock(&state.limiter).admit(bucket, from, now)
    {
        return Err(Fail::too_many());
    }
    if request.json().is_none() {
        return Err(Fail::invalid_json(request.version()));
    }
    let caller = credentials.admit(request, &state.tokens, now)?;
    if let Some(reply) = state.scripted(request.method()) {
        return Ok(reply);
    }
    if let Some(reply) = own::transfer(state, &caller, request) {
        return reply;
    }
    let stop = stop(state, fault, &caller, request)?;
    let run = Run::new(state, request.version(), caller, now);
    match request.header("idempotency-key") {
        Some(key) if request.version() == ApiVersion::V3 && run.writes(request.method()) => {
            once(run, key, request, stop)
        }
        _ => perform(run, request, stop),
    }
}

/// Returns the place where a fault stops a batch.
fn stop(state: &State, fault: Option<Fault>, caller: &Caller, request: &Request) -> Result<batch::Stop, Fail> {
    let is_batch = request.method().eq_ignore_ascii_case("batch");
    match (fault, caller) {
        (Some(Fault::PartialBatch), _) if is_batch => Ok(batch::Stop::Silently),
        (Some(Fault::TooManyInBatch), _) if is_batch => Ok(batch::Stop::TooMany),
        (Some(Fault::ExpiredToken), Caller::App(token)) => {
            state.tokens.expire(token);
            if is_batch { Ok(batch::Stop::Expired) } else { Err(Fail::expired_token()) }
        }
        _ => Ok(batch::Stop::Never),
    }
}

/// Runs a call with a key: the second time it gets the first answer.
fn once(run: Run<'_>, key: &str, request: &Request, stop: batch::Stop) -> Result<Reply, Fail> {
    let keyed = Keyed::new(run.caller.key(), request.method(), key, request.bytes())?;
    let (state, now) = (run.state, run.start);
    // Held while it runs, so that of two at once only the first runs.
    let mut replays = lock(&state.replays);
    if let Some(known) = replays.find(&keyed, now) {
        return known;
    }
    let reply = perform(run, request, stop)?;
    Ok(if reply.status() == 200 { replays.keep(keyed, reply, now) } else { reply })
}

/// Runs a call or a batch.
fn perform(mut run: Run<'_>, request: &Request, stop: batch::Stop) -> Result<Reply, Fail> {
    let is_batch = request.method().eq_ignore_ascii_case("batch") && run.state.store.is_some();
    let answer = match (is_batch, request.version()) {
        (false, _) => {
            let call = Call { method: request.method().to_ascii_lowercase(), params: request.params() };
            run.call(&call)
        }
        (true, ApiVersion::V2) => batch::run(&mut run, request.params(), stop),
        (true, ApiVersion::V3) => batch_v3::run(&mut run, request.body(), stop),
    };
    if run.is_cut() {
        return Ok(page(504, "504 Gateway Time-out"));
    }
    answer.map(|answer| envelope(&run, answer))
}

fn envelope(run: &Run<'_>, answer: Answer) -> Reply {
    let time = Time { start: run.start, finish: run.state.clock.now() + run.spent, usage: run.usage };
    Reply::written(answer.envelope(&time))
}
