//! The method `batch` of v2.

use serde_json::{Map, Value};

use crate::answer::{Answer, Time};
use crate::fail::Fail;
use crate::limits::Billing;
use crate::lock::lock;
use crate::rest::call::{self, Call, Run};
use crate::{request::form, rest::refs};

/// The place where a fault stops a batch: after the first half of its commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    Never,
    /// The rest is skipped.
    Silently,
    /// The rest is refused: the token has expired.
    Expired,
    /// The rest is refused: there are too many requests.
    TooMany,
}

impl Stop {
    /// Returns the error of the commands in the second half, if they are refused.
    pub(crate) fn refusal(self) -> Option<Fail> {
        match self {
            Stop::Never | Stop::Silently => None,
            Stop::Expired => Some(Fail::expired_token()),
            Stop::TooMany => Some(Fail::too_many()),
        }
    }
}

/// The results of the commands, by their names.
#[derive(Debug, Default)]
struct Results {
    answers: Vec<(String, Answer)>,
    errors: Vec<(String, Fail)>,
    times: Vec<(String, Time)>,
}

/// Runs the commands one after the other.
pub(crate) fn run(run: &mut Run<'_>, params: Map<String, Value>, stop: Stop) -> Result<Answer, Fail> {
    let param = |wanted: &str| params.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, v)| v);
    let commands = match param("cmd") {
        Some(Value::Object(commands)) => commands.iter().map(|(name, command)| (name.clone(), command)).collect(),
        Some(Value::Array(commands)) => commands.iter().enumerate().map(|(i, v)| (i.to_string(), v)).collect(),
        Some(_) => return Err(Fail::new(400, "100", "Invalid value to match with parameter {cmd}.")),
        None => Vec::new(),
    };
    let halts = param("halt").is_some_and(is_true);
    let is_billed = billing(run) == Some(Billing::Batch);
    if is_billed {
        run.check_operating("batch")?;
    }
    run.is_billed_batch = is_billed;
    let mut results = Results::default();
    let half = commands.len().div_ceil(2);
    for (index, (name, command)) in commands.into_iter().enumerate() {
        let is_stopped = stop != Stop::Never && index >= half;
        if run.is_cut() || (is_stopped && stop == Stop::Silently) {
            break;
        }
        let outcome = if let Some(fail) = stop.refusal().filter(|_| is_stopped) {
            Err(fail)
        } else if index >= run.state.limits.batch {
            Err(Fail::new(400, "ERROR_BATCH_LENGTH_EXCEEDED", "Max batch length exceeded"))
        } else {
            one(run, &name, command, &mut results)
        };
        let failed = outcome.is_err();
        match outcome {
            Ok(answer) => results.answers.push((name, answer)),
            Err(fail) => {
                lock(&run.state.ran).refuse(&fail.code);
                results.errors.push((name, fail));
            }
        }
        if failed && halts {
            break;
        }
    }
    bill_batch(run);
    Ok(Answer::written(results.written()))
}

/// Runs a command.
fn one(run: &mut Run<'_>, name: &str, command: &Value, results: &mut Results) -> Result<Answer, Fail> {
    let mut call = read(command).ok_or_else(Fail::unknown_method)?;
    if !is_allowed(run, &call.method) {
        return Err(Fail::new(405, "ERROR_BATCH_METHOD_NOT_ALLOWED", "Method is not allowed for batch usage"));
    }
    for value in call.params.values_mut() {
        refs::resolve(value, &|command, path| results.find(command, path));
    }
    if let Some(reply) = run.state.scripted(&call.method) {
        return call::scripted(&reply);
    }
    let start = run.state.clock.now() + run.spent;
    let answer = run.call(&call)?;
    let finish = run.state.clock.now() + run.spent;
    results.times.push((name.to_owned(), Time { start, finish, usage: run.usage }));
    Ok(answer)
}

/// Reads a command: `method?query`, `{"method": …, "params": …}` or `["method", …]`.
fn read(command: &Value) -> Option<Call> {
    let (method, params) = match command {
        Value::String(text) => {
            let (method, query) = text.split_once('?').unwrap_or((text, ""));
            (method, form::parse(query.as_bytes()))
        }
        Value::Object(parts) => (parts.get("method")?.as_str()?, named(parts.get("params"))),
        Value::Array(parts) => (parts.first()?.as_str()?, named(parts.get(1))),
        _ => return None,
    };
    let method = method.trim().trim_start_matches('/');
    let method = method.strip_suffix(".json").unwrap_or(method).to_ascii_lowercase();
    Some(Call { method, params })
}

fn named(params: Option<&Value>) -> Map<String, Value> {
    match params {
        Some(Value::Object(params)) => params.clone(),
        Some(Value::Array(params)) => params.iter().enumerate().map(|(i, v)| (i.to_string(), v.clone())).collect(),
        _ => Map::new(),
    }
}

/// Returns true if a method may be called from a batch.
pub(crate) fn is_allowed(run: &Run<'_>, method: &str) -> bool {
    let known = run.state.catalogue.as_ref().and_then(|catalogue| catalogue.find(run.api, method));
    method != "batch" && known.is_none_or(|method| method.batch != Some(false))
}

fn is_true(value: &Value) -> bool {
    match value {
        Value::Bool(value) => *value,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !matches!(text.as_str(), "" | "0" | "false" | "N"),
        _ => false,
    }
}

/// Returns the account that commands are billed to, if they are.
fn billing(run: &Run<'_>) -> Option<Billing> {
    run.state.limits.operating.as_ref().map(|limits| limits.billing)
}

/// Bills the batch with the time of its commands, if the batch pays.
fn bill_batch(run: &mut Run<'_>) {
    lock(&run.state.ran).count("batch");
    let limits = run.state.limits.operating.as_ref().filter(|_| run.is_billed_batch);
    run.usage = limits.map(|limits| run.bill(limits, "batch", run.spent));
}

impl Results {
    /// Returns the answer of an earlier command, at a path.
    fn find(&self, command: &str, path: &[&str]) -> Option<Value> {
        // A reference is nearly always to the last command.
        let (_, answer) = self.answers.iter().rev().find(|(name, _)| name == command)?;
        refs::at(&answer.result, path)
    }

    fn written(&self) -> Vec<u8> {
        let size: usize = self.answers.iter().map(|(_, answer)| answer.result.len()).sum();
        let mut body = Vec::with_capacity(size + 512 * self.times.len() + 256);
        body.extend_from_slice(b"{\"result\":");
        php_map(&mut body, self.answers.iter().map(|(name, answer)| (name, answer)), |body, answer| {
            body.extend_from_slice(&answer.result);
        });
        body.extend_from_slice(b",\"result_error\":");
        php_map(&mut body, self.errors.iter().map(|(name, fail)| (name, fail)), |body, fail| {
            let error = fail.body(crate::request::ApiVersion::V2);
            body.extend_from_slice(error.to_string().as_bytes());
        });
        let number = |body: &mut Vec<u8>, number: u64| body.extend_from_slice(number.to_string().as_bytes());
        body.extend_from_slice(b",\"result_total\":");
        php_map(&mut body, self.answers.iter().filter_map(|(name, answer)| Some((name, answer.total?))), number);
        body.extend_from_slice(b",\"result_next\":");
        php_map(&mut body, self.answers.iter().filter_map(|(name, answer)| Some((name, answer.next?))), number);
        body.extend_from_slice(b",\"result_time\":");
        php_map(&mut body, self.times.iter().map(|(name, time)| (name, time)), |body, time| time.write(body));
        body.push(b'}');
        body
    }
}

/// Writes an array of PHP: a list if its keys are 0, 1, 2…, or if it is empty.
fn php_map<'n, T>(
    body: &mut Vec<u8>,
    rows: impl Iterator<Item = (&'n String, T)> + Clone,
    write: impl Fn(&mut Vec<u8>, T),
) {
    let is_list = rows.clone().enumerate().all(|(index, (name, _))| *name == index.to_string());
    body.push(if is_list { b'[' } else { b'{' });
    for (index, (name, value)) in rows.enumerate() {
        if index > 0 {
            body.push(b',');
        }
        if !is_list {
            body.extend_from_slice(Value::from(name.as_str()).to_string().as_bytes());
            body.push(b':');
        }
        write(body, value);
    }
    body.push(if is_list { b']' } else { b'}' });
}
