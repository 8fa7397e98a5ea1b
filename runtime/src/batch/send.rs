//! Makes the HTTP calls of a batch.

use std::sync::Arc;

use tokio::task::JoinSet;
use tracing::Instrument;

use super::again;
use super::answers::{Answers, Done, State};
use super::check::{Ready, Settings, check};
use super::entry::Entry;
use super::raw::{Command, Outcome};
use crate::catalogue::Api;
use crate::client::Client;
use crate::error::{CommandFate, Error, Fate, Mistakes};
use crate::refs::Target;

/// The number of HTTP calls of one batch that run at once: more would only wait for the portal's limit.
const IN_FLIGHT: usize = 4;

/// The outcome of one HTTP call; `None` when it was not made.
type Part = Option<Result<Vec<Outcome>, Arc<Error>>>;

pub(super) async fn send(client: Client, entries: Vec<Entry>, settings: Settings) -> Result<Answers, Error> {
    let Settings { batch, api, halt, .. } = settings;
    let ready = check(entries, settings).map_err(|list| Error::Batch(Mistakes { list }))?;
    let Ready { commands, uses, parts } = ready;
    let mut done: Vec<Done> = commands.iter().map(Done::not_sent).collect();
    let mut commands: Vec<Option<Command>> = commands.into_iter().map(Some).collect();
    let bodies = parts.iter().map(|part| body(part, &mut commands, &uses)).collect();
    let sent = if halt { one_by_one(&client, api, bodies).await } else { at_once(&client, api, bodies).await };
    if let [Some(Err(_))] = &sent[..] {
        let only = sent.into_iter().flatten().find_map(Result::err).and_then(Arc::into_inner);
        return Err(only.unwrap_or_else(|| Error::Config("the batch gave no answer".to_owned())));
    }
    for (part, sent) in parts.iter().zip(sent) {
        match sent {
            Some(Ok(outcomes)) => {
                for (index, outcome) in part.iter().zip(outcomes) {
                    done[*index].state = State::Answered(outcome);
                }
            }
            Some(Err(cause)) => {
                let fate = fate(api, &cause);
                for index in part {
                    done[*index].state = State::Lost { fate: fate.clone(), cause: Some(Arc::clone(&cause)) };
                }
            }
            None => {}
        }
    }
    Ok(Answers::new(client, batch, done, &uses))
}

/// Builds the part of a batch that one HTTP call carries.
fn body(places: &[usize], commands: &mut [Option<Command>], uses: &[Vec<Target>]) -> again::Part {
    let place_of = |target: &Target| places.iter().position(|place| *place == target.source);
    let sources = places.iter().map(|place| uses[*place].iter().filter_map(place_of).collect()).collect();
    let commands = places.iter().filter_map(|place| commands[*place].take()).collect();
    again::Part { commands, sources }
}

/// The fate of the commands of an HTTP call that failed.
fn fate(api: Api, error: &Error) -> CommandFate {
    match error {
        // REST 3.0 answers 4xx also when a command fails after others; a refused command is of unknown fate by now.
        Error::Api(error) if api == Api::V2 && error.status().is_some_and(|status| (400..500).contains(&status)) => {
            CommandFate::NotRun
        }
        error if error.fate() == Fate::NotRun => CommandFate::NotRun,
        _ => CommandFate::Unknown,
    }
}

/// Makes one call after the other, until a command fails.
async fn one_by_one(client: &Client, api: Api, bodies: Vec<again::Part>) -> Vec<Part> {
    let mut parts = Vec::with_capacity(bodies.len());
    let mut failed = false;
    for body in bodies {
        if failed {
            parts.push(None);
            continue;
        }
        let sent = client.send_commands(api, &body.commands, true).await.map_err(Arc::new);
        failed = match &sent {
            Ok(outcomes) => outcomes.iter().any(|outcome| outcome.node().is_err()),
            Err(_) => true,
        };
        parts.push(Some(sent));
    }
    parts
}

/// Makes a few calls at the same time.
async fn at_once(client: &Client, api: Api, bodies: Vec<again::Part>) -> Vec<Part> {
    let mut parts: Vec<Part> = bodies.iter().map(|_| None).collect();
    let mut waiting = bodies.into_iter().enumerate();
    let mut running = JoinSet::new();
    loop {
        while running.len() < IN_FLIGHT
            && let Some((index, body)) = waiting.next()
        {
            let client = client.clone();
            let call = async move { (index, body.send(&client, api).await) };
            running.spawn(call.in_current_span());
        }
        match running.join_next().await {
            Some(Ok((index, sent))) => parts[index] = Some(sent.map_err(Arc::new)),
            // Tasks are not cancelled while this one runs, so it panicked.
            Some(Err(error)) => {
                if let Ok(panic) = error.try_into_panic() {
                    std::panic::resume_unwind(panic);
                }
            }
            None => return parts,
        }
    }
}
