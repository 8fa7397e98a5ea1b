//! Runs one method.

use std::time::Duration;

use bitrix24_schema::model::{Kind, Method};
use serde_json::{Map, Value};

use crate::access::Caller;
use crate::answer::Answer;
use crate::describe;
use crate::fail::Fail;
use crate::limits::Operating;
use crate::limits::limiter::Usage;
use crate::lock::lock;
use crate::random::hash;
use crate::reply::Reply;
use crate::request::ApiVersion;
use crate::rest::own::{self, Own};
use crate::rest::{fields, openapi};
use crate::schema::{Catalogue, Sample};
use crate::state::State;
use crate::store::{self, Effect};

/// A call of a method.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    /// The name in lower case.
    pub(crate) method: String,
    pub(crate) params: Map<String, Value>,
}

/// The run of a request: of one call, or of a batch of them.
#[derive(Debug)]
pub(crate) struct Run<'s> {
    pub(crate) state: &'s State,
    pub(crate) api: ApiVersion,
    pub(crate) caller: Caller,
    /// The time of the request.
    pub(crate) start: Duration,
    /// True if the calls are commands of a batch that is billed for them.
    pub(crate) is_billed_batch: bool,
    /// The time that its calls were billed with.
    pub(crate) spent: Duration,
    /// The usage of the method that ran last.
    pub(crate) usage: Option<Usage>,
}

impl<'s> Run<'s> {
    pub(crate) fn new(state: &'s State, api: ApiVersion, caller: Caller, start: Duration) -> Self {
        Self { state, api, caller, start, is_billed_batch: false, spent: Duration::ZERO, usage: None }
    }

    /// Returns true if the request has run for longer than allowed.
    pub(crate) fn is_cut(&self) -> bool {
        self.spent > self.state.limits.request
    }

    /// Returns true if a method changes anything, as far as is known.
    pub(crate) fn writes(&self, method: &str) -> bool {
        let method = method.to_ascii_lowercase();
        let catalogue = self.state.catalogue.as_ref();
        match catalogue.and_then(|catalogue| catalogue.find(self.api, &method)) {
            Some(method) => method.kind != Some(Kind::Read),
            None => store::target(self.api, &method).is_none_or(|target| target.op.writes()),
        }
    }

    /// Runs a call.
    pub(crate) fn call(&mut self, call: &Call) -> Result<Answer, Fail> {
        let catalogue = self.state.catalogue.as_ref();
        if let Some(catalogue) = catalogue.filter(|_| openapi::is_it(self.api, &call.method)) {
            return Ok(Answer { is_bare: true, ..Answer::of(&openapi::document(catalogue)) });
        }
        let method = catalogue.and_then(|catalogue| catalogue.find(self.api, &call.method));
        let target = self.state.store.as_ref().and_then(|store| Some((store, store::target(self.api, &call.method)?)));
        let target = target.filter(|(store, target)| store.has(target));
        let own = Own::find(self.api, &call.method).filter(|_| self.state.store.is_some());
        if method.is_none() && target.is_none() && own.is_none() {
            return Err(Fail::unknown_method());
        }
        self.check_scope(method)?;
        self.check_operating(&call.method)?;
        let by_name = method.and_then(|method| by_position(method, &call.params));
        let params = by_name.as_ref().unwrap_or(&call.params);
        if let (Some(catalogue), Some(method)) = (catalogue, method) {
            let is_loose = target.as_ref().is_some_and(|(_, target)| target.takes_any_params());
            if !is_loose && !own.is_some_and(|own| own.is_loose(params)) {
                // Custom fields of users are beside the documented ones.
                let documented = target.as_ref().and_then(|(store, target)| store.without_customs(target, params));
                catalogue.check(method, documented.as_ref().unwrap_or(params))?;
            }
        }
        let answered = match own {
            Some(own) => own::answer(own, self.state, &self.caller, &call.method, params)?,
            None => match describe::answer(self.state, self.api, &call.method, method, params) {
                Some(answer) => Some((answer?, Effect::Read)),
                None => None,
            },
        };
        let (answer, effect) = match (answered, target) {
            (Some(answered), _) => answered,
            (None, Some((store, target))) => {
                let kept = target.op.writes().then(|| fields::kept(self.state, store, &target, params));
                let (params, now) = (kept.as_ref().unwrap_or(params), self.state.clock.now());
                store.perform(&target, params, method, self.state.quirks, now, &own::files(self.state, &self.caller))?
            }
            (None, None) => {
                let answer = self.sampled(catalogue, method, params);
                (answer, Effect::of(self.writes(&call.method)))
            }
        };
        self.count(call, params, &effect);
        Ok(answer)
    }

    /// Returns an answer made from the types of the method.
    fn sampled(&self, catalogue: Option<&Catalogue>, method: Option<&Method>, params: &Map<String, Value>) -> Answer {
        let (Some(catalogue), Some(method)) = (catalogue, method) else { return Answer::default() };
        let name = method.name.wire.as_str();
        let seed = hash(hash(self.state.seed, name.as_bytes()), Value::Object(params.clone()).to_string().as_bytes());
        let (result, total) = catalogue.sample(method, Sample { seed, params, quirks: self.state.quirks });
        Answer { total, ..Answer::of(&result) }
    }

    fn check_scope(&self, method: Option<&Method>) -> Result<(), Fail> {
        let Some((granted, method)) = self.state.scopes.as_ref().zip(method) else { return Ok(()) };
        let is_granted = |scope: &String| scope == "basic" || granted.contains(scope);
        let may = method.scopes.is_empty() || method.scopes.iter().any(is_granted);
        if may { Ok(()) } else { Err(Fail::scope(self.api)) }
    }

    /// Refuses a method whose running time is used up.
    pub(crate) fn check_operating(&self, method: &str) -> Result<(), Fail> {
        let Some(limits) = self.state.limits.operating.as_ref().filter(|_| !self.is_billed_batch) else {
            return Ok(());
        };
        let now = self.state.clock.now();
        if lock(&self.state.limiter).is_used_up(limits, self.caller.key(), method, now) {
            return Err(Fail::used_up());
        }
        Ok(())
    }

    /// Records that a call has run.
    fn count(&mut self, call: &Call, params: &Map<String, Value>, effect: &Effect) {
        let changes = match effect {
            Effect::Read => None,
            Effect::Wrote(changes) => Some(changes.as_slice()),
        };
        let mut ran = lock(&self.state.ran);
        ran.count(&call.method);
        match changes {
            Some([]) => ran.write(&call.method, None, params),
            changes => {
                for change in changes.unwrap_or_default() {
                    ran.write(&call.method, Some(change.id), params);
                }
            }
        }
        drop(ran);
        for (names, data) in changes.unwrap_or_default().iter().filter_map(store::Change::event) {
            self.state.raise(&names, &data);
        }
        if let Some(limits) = &self.state.limits.operating {
            let cost = limits.of(&call.method);
            self.spent += cost;
            self.usage = (!self.is_billed_batch).then(|| self.bill(limits, &call.method, cost));
        }
    }

    /// Bills a method with a time.
    pub(crate) fn bill(&self, limits: &Operating, method: &str, cost: Duration) -> Usage {
        let now = self.state.clock.now();
        lock(&self.state.limiter).bill(limits, self.caller.key(), method, cost, now)
    }
}

/// Returns parameters given by position as parameters by name. The order is the documented positional one, or that of
/// the documented parameters.
fn by_position(method: &Method, params: &Map<String, Value>) -> Option<Map<String, Value>> {
    let is_position = |name: &String| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
    if !params.keys().any(is_position) {
        return None;
    }
    let name = |key: &String| {
        let index = key.parse::<usize>().ok()?;
        let documented = || method.params.get(index).map(|field| &field.name.wire);
        method.positional.get(index).or_else(documented)
    };
    Some(params.iter().map(|(key, value)| (name(key).unwrap_or(key).clone(), value.clone())).collect())
}

/// Returns a scripted reply as the answer of a command.
pub(crate) fn scripted(reply: &Reply) -> Result<Answer, Fail> {
    let body: Value = serde_json::from_slice(reply.body()).unwrap_or_default();
    let text = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default();
    match body.get("result") {
        Some(result) if body.get("error").is_none() => {
            let number = |name: &str| body.get(name).and_then(Value::as_u64);
            Ok(Answer { total: number("total"), next: number("next"), ..Answer::of(result) })
        }
        _ => match body.get("error") {
            Some(Value::Object(error)) => {
                let text = |name: &str| error.get(name).and_then(Value::as_str).unwrap_or_default();
                Err(Fail::new(reply.status(), text("code"), text("message")))
            }
            _ => Err(Fail::new(reply.status(), text("error"), text("error_description"))),
        },
    }
}
