//! The method `batch` of REST 3.0.
//!
//! A list of `{"method", "query"}`, and `"as"` for a name to refer to. The first command that fails ends it, and its
//! error is the answer of the batch; earlier changes stay.

use serde_json::Value;

use crate::answer::Answer;
use crate::fail::Fail;
use crate::lock::lock;
use crate::rest::batch::{Stop, is_allowed};
use crate::rest::call::{self, Call, Run};
use crate::rest::refs;

/// Runs the commands one after the other.
pub(crate) fn run(run: &mut Run<'_>, body: &Value, stop: Stop) -> Result<Answer, Fail> {
    let commands = commands(body)?;
    if commands.len() > run.state.limits.batch {
        return Err(Fail::new(400, "ERROR_BATCH_LENGTH_EXCEEDED", "Max batch length exceeded"));
    }
    let half = commands.len().div_ceil(2);
    let mut answers: Vec<(String, Vec<u8>)> = Vec::with_capacity(commands.len());
    for (index, command) in commands.iter().enumerate() {
        let is_stopped = index >= half;
        if let Some(fail) = stop.refusal().filter(|_| is_stopped) {
            return Err(fail);
        }
        if is_stopped && stop == Stop::Silently || run.is_cut() {
            break;
        }
        let answer = one(run, command, &answers)?;
        let name = command.get("as").and_then(Value::as_str).map_or_else(|| index.to_string(), str::to_owned);
        answers.push((name, answer.result));
    }
    lock(&run.state.ran).count("batch");
    let mut result = vec![b'['];
    for (index, (_, answer)) in answers.iter().enumerate() {
        if index > 0 {
            result.push(b',');
        }
        result.extend_from_slice(answer);
    }
    result.push(b']');
    Ok(Answer::written(result))
}

/// Returns the commands: a list, or a map whose keys are numbers.
fn commands(body: &Value) -> Result<Vec<&Value>, Fail> {
    let is_number = |name: &String| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
    match body {
        Value::Array(commands) => Ok(commands.iter().collect()),
        Value::Object(map) if map.keys().any(is_number) => {
            Ok(map.iter().filter(|(name, _)| is_number(name)).map(|(_, command)| command).collect())
        }
        _ => Err(Fail::v3(400, "INVALIDSELECTEXCEPTION", "Unable to recognize the batch")),
    }
}

fn one(run: &mut Run<'_>, command: &Value, answers: &[(String, Vec<u8>)]) -> Result<Answer, Fail> {
    let method = command.get("method").and_then(Value::as_str).unwrap_or_default().to_ascii_lowercase();
    if method.is_empty() {
        return Err(Fail::validation("method", "Required field `method` is not specified"));
    }
    if !is_allowed(run, &method) {
        return Err(Fail::new(405, "ERROR_BATCH_METHOD_NOT_ALLOWED", "Method is not allowed for batch usage"));
    }
    let mut query = command.get("query").cloned().unwrap_or_default();
    let find = |name: &str, path: &[&str]| {
        let (_, answer) = answers.iter().find(|(known, _)| known == name)?;
        refs::at(answer, path)
    };
    refs::resolve_v3(&mut query, &find).map_err(|message| Fail::v3(400, "INVALIDSELECTEXCEPTION", &message))?;
    if let Some(reply) = run.state.scripted(&method) {
        return call::scripted(&reply);
    }
    let params = match query {
        Value::Object(params) => params,
        _ => serde_json::Map::new(),
    };
    run.call(&Call { method, params })
}
