//! `b24 call`, `b24 list` and `b24 explain`: a portal from the command line.

#[cfg(test)]
mod all_lists;
mod call;
mod explain;
mod facts;
mod list;

use std::io::Read;

use bitrix24_runtime::auth::Auth;
use bitrix24_runtime::{Client, Dynamic, Limits, Method, Options, Request, Validation, Value};
use bitrix24_schema::model::Model;
use bitrix24_schema::{Error, nearest};

use crate::terminal::complain;

pub(crate) use call::Args as Call;
pub(crate) use explain::Args as Explain;
pub(crate) use list::Args as List;

/// The call of a method.
#[derive(Debug, clap::Args)]
pub(crate) struct Target {
    #[command(flatten)]
    schema: super::CatalogueArgs,
    /// The method, such as crm.deal.list
    #[arg(value_name = "METHOD")]
    method: String,
    /// Its parameters: a JSON object, or - to read one from standard input
    #[arg(value_name = "JSON", default_value = "{}")]
    params: String,
    /// Call the method of REST 3.0 if version 2 has one of the same name
    #[arg(long)]
    v3: bool,
    /// Send the call even if it violates documented rules
    #[arg(long, conflicts_with = "strict")]
    no_validate: bool,
    /// Refuse the call also for what the documentation does not know: a name, a value, the method itself
    #[arg(long)]
    strict: bool,
    /// Give up after this many seconds
    #[arg(long, value_name = "SECONDS")]
    deadline: Option<u64>,
    /// The portal's limits, BURST/RATE: requests at once, and requests a second [default: 50/2]
    #[arg(long, value_name = "BURST/RATE", value_parser = limits)]
    limits: Option<Limits>,
}

/// Parses `50/2` or `none`.
fn limits(text: &str) -> Result<Limits, String> {
    let wrong = || "write how many requests at once, and how many a second: 50/2, or none".to_owned();
    if text == "none" {
        return Ok(Limits::none());
    }
    let (burst, rate) = text.split_once('/').ok_or_else(wrong)?;
    let rate: f64 = rate.parse().map_err(|_| wrong())?;
    if rate.is_finite() && rate > 0.0 {
        Ok(Limits::bucket(burst.parse().map_err(|_| wrong())?, rate))
    } else {
        Err(wrong())
    }
}

/// The environment variable with the webhook's address.
const WEBHOOK: &str = "B24_WEBHOOK";

impl Target {
    /// Reads the method's facts and the parameters, and shows warnings.
    fn request(&self) -> Result<Dynamic, Error> {
        let params = self.params()?;
        let model = self.schema.model()?;
        let request = match find(&model, &self.method, self.v3)? {
            Some(method) => Dynamic::of(method, params),
            None => self.unknown(&model, params)?,
        };
        if !self.no_validate && !self.strict {
            request.warnings().iter().for_each(|warning| complain(&format!("{warning}\n")));
        }
        Ok(request)
    }

    /// Returns a call of a method that has no page. Nothing is known of it, so it is called once, and not repeated.
    fn unknown(&self, model: &Model, params: Value) -> Result<Dynamic, Error> {
        let names = model.methods.iter().map(|method| method.name.wire.as_str());
        let near = nearest(&self.method, names).map_or(String::new(), |near| format!("; did you mean `{near}`?"));
        let what = format!("there is no method `{}` in the schema{near}", self.method);
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        if self.strict || !self.method.chars().all(is_name) || self.method.is_empty() {
            return Err(Error::Usage(what));
        }
        complain(&format!("warning: {what}\n"));
        let request = Dynamic::new(&self.method, params);
        Ok(if self.v3 { request.v3() } else { request })
    }

    fn params(&self) -> Result<Value, Error> {
        let text = match self.params.as_str() {
            "-" => {
                let mut text = String::new();
                std::io::stdin().read_to_string(&mut text).map_err(Error::Io)?;
                text
            }
            text => text.to_owned(),
        };
        let params: Value = serde_json::from_str(&text)
            .map_err(|error| Error::Usage(format!("the parameters are not JSON: {error}")))?;
        if !params.is_object() {
            return Err(Error::Usage("the parameters have to be a JSON object, such as '{\"id\": 1}'".to_owned()));
        }
        Ok(params)
    }

    fn client(&self) -> Result<Client, Error> {
        let address = std::env::var(WEBHOOK)
            .map_err(|_| Error::Usage(format!("{WEBHOOK} is not set: it holds the address of an incoming webhook")))?;
        let auth = Auth::webhook(address.trim()).map_err(failed)?;
        let validation = match () {
            () if self.no_validate => Validation::Off,
            () if self.strict => Validation::Strict,
            () => Validation::Errors,
        };
        let mut client = Client::builder(auth).validate(validation);
        if let Some(limits) = self.limits {
            client = client.limits(limits);
        }
        let mut options = Options::new();
        if let Some(deadline) = self.deadline {
            options = options.deadline(std::time::Duration::from_secs(deadline));
        }
        Ok(client.build().map_err(failed)?.with(options))
    }
}

/// Returns a method of the schema by its name, if there is one.
fn find(model: &Model, name: &str, v3: bool) -> Result<Option<&'static Method>, Error> {
    let named = |(index, method): (usize, &bitrix24_schema::model::Method)| {
        let is_it = method.name.wire.eq_ignore_ascii_case(name);
        is_it.then_some((index, method.api))
    };
    let found: Vec<_> = model.methods.iter().enumerate().filter_map(named).collect();
    let wanted = found.iter().find(|(_, api)| !v3 || facts::api(*api) == bitrix24_runtime::Api::V3);
    match wanted {
        Some((index, _)) => Ok(Some(facts::method(model, *index))),
        None if found.is_empty() => Ok(None),
        None => Err(Error::Usage(format!("`{name}` is no method of REST 3.0"))),
    }
}

/// Returns an error of a call, with its causes, for the command line.
fn failed(error: bitrix24_runtime::Error) -> Error {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(&error);
    while let Some(error) = cause {
        let more = error.to_string();
        if !text.contains(&more) {
            text.push_str(": ");
            text.push_str(&more);
        }
        cause = error.source();
    }
    if let bitrix24_runtime::Error::Invalid(violations) = &error {
        text = violations.to_string();
    }
    Error::Io(std::io::Error::other(text))
}

/// Runs a future to its end on a runtime of its own.
fn wait<T>(future: impl Future<Output = T>) -> Result<T, Error> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Error::Io)?;
    Ok(runtime.block_on(future))
}
