//! A live portal's descriptions: the calls of a plan, in batches.

use std::collections::BTreeMap;
use std::path::Path;

use bitrix24_portal::{Answer, Call, Folder, Outcome, Part, Plan, Refusal};
use bitrix24_runtime::{Client, Dynamic, Error, Response, Validation, Value};
use bitrix24_schema::model::Api;
use bitrix24_schema::{Model, Sources, shown};
use indicatif::{ProgressBar, ProgressStyle};

use crate::commands::client::{PortalArgs, facts, failed, needed, wait};
use crate::commands::count;
use crate::failure::{Failure, Kind};
use crate::terminal::{may_draw, note};

/// Parses the name of a part.
pub(super) fn part(text: &str) -> Result<Part, String> {
    let known = || Part::NAMED.iter().map(|part| part.word()).collect::<Vec<_>>().join(", ");
    Part::parse(text).ok_or_else(|| format!("write one of {}", known()))
}

/// Reads the descriptions of a portal.
pub(super) fn read(portal: &PortalArgs, model: &Model, only: &[Part]) -> Result<Plan, Failure> {
    let found = portal.portal()?;
    let client = portal.client(&found, Validation::Off)?;
    let mut plan = Plan::new(only);
    let bar = if may_draw() { ProgressBar::new(0).with_style(style()) } else { ProgressBar::hidden() };
    let live = Live { client, model, bar };
    let done = wait(live.all(&mut plan))?;
    live.bar.finish_and_clear();
    done.map(|()| plan)
}

fn style() -> ProgressStyle {
    ProgressStyle::with_template("{bar:40} {pos}/{len} descriptions").unwrap_or_else(|_| ProgressStyle::default_bar())
}

struct Live<'m> {
    client: Client,
    model: &'m Model,
    bar: ProgressBar,
}

impl Live<'_> {
    async fn all(&self, plan: &mut Plan) -> Result<(), Failure> {
        loop {
            let calls = plan.round();
            if calls.is_empty() {
                return Ok(());
            }
            self.bar.inc_length(calls.len() as u64);
            let (alone, together): (Vec<Call>, Vec<Call>) = calls.into_iter().partition(|call| self.is_alone(call));
            self.batch(&together, plan).await?;
            for call in alone {
                let outcome = match self.client.send(self.request(&call)).await {
                    Ok(response) => Outcome::Answered(answer(response)),
                    Err(error) => Outcome::Refused(refusal(&error)?),
                };
                plan.answer(&call, outcome);
                self.bar.inc(1);
            }
        }
    }

    async fn batch(&self, calls: &[Call], plan: &mut Plan) -> Result<(), Failure> {
        let mut batch = self.client.batch();
        let handles: Vec<_> = calls.iter().map(|call| batch.add(self.request(call))).collect();
        let answers = batch.send().await.map_err(|error| failed(&error, None))?;
        for (call, handle) in calls.iter().zip(handles) {
            let outcome = match answers.response(handle) {
                Ok(response) => Outcome::Answered(answer(response)),
                Err(error) => Outcome::Refused(refusal(&error)?),
            };
            plan.answer(call, outcome);
            self.bar.inc(1);
        }
        Ok(())
    }

    /// Returns true for a call that goes by itself: REST 3.0 fails whole batches.
    fn is_alone(&self, call: &Call) -> bool {
        call.is_v3 || self.place(call).is_some_and(|index| self.model.methods[index].batch == Some(false))
    }

    fn place(&self, call: &Call) -> Option<usize> {
        let api = if call.is_v3 { Api::V3 } else { Api::V2 };
        let is_it = |method: &bitrix24_schema::model::Method| {
            method.api == api && method.name.wire.eq_ignore_ascii_case(call.method)
        };
        self.model.methods.iter().position(is_it)
    }

    fn request(&self, call: &Call) -> Dynamic {
        match self.place(call) {
            Some(index) => Dynamic::of(facts::method(self.model, index), call.params.clone()),
            None if call.is_v3 => Dynamic::new(call.method, call.params.clone()).v3(),
            None => Dynamic::new(call.method, call.params.clone()),
        }
    }
}

fn answer(response: Response<Value>) -> Answer {
    let number = |number: Option<i64>| number.and_then(|number| u64::try_from(number).ok());
    Answer { result: response.result, next: number(response.next), total: number(response.total) }
}

/// Returns why a portal does not answer a call; an error that is about more than this call ends the command.
fn refusal(error: &Error) -> Result<Refusal, Failure> {
    match error {
        Error::Api(error) => Ok(Refusal { code: error.code().to_owned(), message: error.message().to_owned() }),
        // An old portal has no REST 3.0, and answers with a page.
        Error::Unexpected(_) | Error::Result { .. } => Ok(Refusal { code: String::new(), message: error.to_string() }),
        error => Err(failed(error, None)),
    }
}

/// Tells what was not read: by part and reason, not call by call.
pub(super) fn tell_refused(plan: &Plan, model: &Model) {
    let mut told: BTreeMap<(Part, String), Vec<&str>> = BTreeMap::new();
    for (call, refusal) in plan.answers().refused() {
        let reason = match refusal.code.as_str() {
            "" => refusal.message.clone(),
            code => format!("{code}: {}", refusal.message),
        };
        let described = model.methods.iter().find(|method| method.name.wire.eq_ignore_ascii_case(call.method));
        let scopes = described.filter(|_| refusal.is_of_scope()).map_or(&[][..], |method| &method.scopes);
        let reason = reason + &needed(scopes);
        told.entry((call.part, shown::name(&reason))).or_default().push(call.method);
    }
    for ((part, reason), mut methods) in told {
        methods.dedup();
        let first = methods.first().copied().unwrap_or_default();
        let more = match methods.len() {
            0 | 1 => String::new(),
            many => format!(" and {}", count(many - 1, "other method")),
        };
        note(&format!("not read: {}: {first}{more}: {reason}\n", part.word()));
    }
}

/// Returns a folder's files, and their content; none if there is no such folder yet.
pub(super) fn folder(path: &Path) -> Result<(Sources, Folder), Failure> {
    let sources =
        if path.is_dir() { Sources::read(path).map_err(bitrix24_schema::Error::Io)? } else { Sources::default() };
    let folder = Folder::read(&sources).map_err(|wrong| {
        let place = shown::path(path.join(&wrong.place));
        let how = "mend it, or remove it and pull again";
        Failure::Told(Kind::Failed, format!("{place}: {}; {how}", wrong.message))
    })?;
    Ok((sources, folder))
}

/// Returns the files of a folder as they are after a pull.
pub(super) fn after(sources: &Sources, written: &bitrix24_portal::Written) -> Sources {
    let mut after = Sources::default();
    let mut files: BTreeMap<&str, &str> = sources.iter().map(|(_, source)| (source.path(), source.text())).collect();
    files.retain(|path, _| !written.gone.iter().any(|gone| gone == path));
    files.extend(written.files.iter().map(|file| (file.path.as_str(), file.text.as_str())));
    files.into_iter().for_each(|(path, text)| after.add(path, text.as_bytes()));
    after
}
