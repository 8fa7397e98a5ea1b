//! One HTTP call with up to [`MAX`] valid commands, and the outcome of each.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::query;
use crate::catalogue::{Api, Kind};
use crate::client::Client;
use crate::dom::{Cursor, Document, Node, Outline, Shape};
use crate::envelope::{Aside, Raw, Response, error, read};
use crate::error::{ApiError, CommandError, CommandFate, Error, Problem};
use crate::request::call::{Body, Call, Reply};
use crate::wire::{Cx, Wire};

/// The maximum number of commands in one HTTP call.
pub(crate) const MAX: usize = 50;

/// A command as it is sent. References of version 2 stand in its parameters as the server wants them,
/// `$result[c0][49][ID]`, and those of 3.0 as `{"$ref": "c0.item.id"}`.
#[derive(Clone, Debug)]
pub(crate) struct Command {
    /// The name in references and in the answer: letters, digits and `_`, a letter first, no duplicates.
    pub(crate) name: String,
    /// The method.
    pub(crate) method: String,
    /// Read or write.
    pub(crate) kind: Kind,
    /// The parameters that have to come first, in this order.
    pub(crate) positional: &'static [&'static str],
    /// The parameters.
    pub(crate) params: Map<String, Value>,
    /// True if other commands refer to it. REST 3.0 is told only the names that it needs.
    pub(crate) is_source: bool,
}

impl Command {
    /// A command that no other refers to in REST 3.0; references of version 2 need no more.
    pub(crate) fn new(name: impl Into<String>, method: &str, kind: Kind, params: Map<String, Value>) -> Self {
        let (name, method) = (name.into(), method.to_owned());
        Command { name, method, kind, positional: &[], params, is_source: false }
    }
}

/// The outcome of one command. It shares the parsed answer with its neighbours; nothing is decoded before it is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    answer: Arc<Answer>,
    name: String,
    method: String,
    index: usize,
    state: State,
}

/// The parsed answer of one HTTP call.
#[derive(Debug)]
struct Answer {
    api: Api,
    document: Document,
}

#[derive(Clone, Debug)]
enum State {
    Result,
    /// It ran, and gave nothing at all.
    Nothing,
    Failed(Box<ApiError>),
    Halted {
        at: String,
    },
    Missing,
    /// It was refused, and then sent again in a call that failed.
    Lost(Arc<Error>),
}

impl Client {
    /// Sends up to [`MAX`] commands in one HTTP call, and gives what became of each, in the same order. Commands of
    /// version 2 fail one by one, those of 3.0 all together. Names are the caller's to keep apart.
    ///
    /// # Errors
    ///
    /// Those of the HTTP call: then nothing is known of any command.
    pub(crate) async fn send_commands(
        &self,
        api: Api,
        commands: &[Command],
        halt: bool,
    ) -> Result<Vec<Outcome>, Error> {
        let reply = self.exchange_commands(api, commands, halt).await?;
        self.outcomes(api, commands, halt, reply, &mut |_, _, _| {})
    }

    /// The same as far as the answer as it came.
    pub(crate) async fn exchange_commands(&self, api: Api, commands: &[Command], halt: bool) -> Result<Reply, Error> {
        let all_read = commands.iter().all(|command| command.kind == Kind::Read);
        let kind = if all_read { Kind::Read } else { Kind::Write };
        let body = match api {
            Api::V2 => body_v2(commands, halt),
            Api::V3 => Body::Commands(commands.iter().map(command_v3).collect()),
        };
        let mut uses: Vec<String> = commands.iter().map(|command| command.method.clone()).collect();
        uses.sort_unstable();
        uses.dedup();
        let call = Call { name: "batch".to_owned(), api, kind, body, uses };
        self.exchange(&call).await
    }

    /// What became of each command of an answer, in the same order. The results of version 2 are given to `leaf` by the
    /// names of their commands, as they are passed in the answer's text.
    ///
    /// # Errors
    ///
    /// Fails if it is no answer of a batch: then nothing is known of any command.
    pub(crate) fn outcomes(
        &self,
        api: Api,
        commands: &[Command],
        halt: bool,
        reply: Reply,
        leaf: &mut dyn for<'a> FnMut(&str, Node<'a>, &mut Cursor),
    ) -> Result<Vec<Outcome>, Error> {
        let answer = Arc::new(Answer { api, document: self.open(api, reply, leaf)? });
        answer.observe(self, commands);
        let mut outcomes: Vec<Outcome> = Vec::with_capacity(commands.len());
        let mut stopped_at = None;
        for (index, command) in commands.iter().enumerate() {
            let state = answer.state(self, index, command, stopped_at.filter(|_| halt));
            if matches!(state, State::Failed(_)) && stopped_at.is_none() {
                stopped_at = Some(command.name.as_str());
            }
            let (answer, name, method) = (Arc::clone(&answer), command.name.clone(), command.method.clone());
            outcomes.push(Outcome { answer, name, method, index, state });
        }
        Ok(outcomes)
    }

    /// Parses the answer of a batch as far as its commands' results. An error must not hold the secret.
    fn open(
        &self,
        api: Api,
        reply: Reply,
        leaf: &mut dyn for<'a> FnMut(&str, Node<'a>, &mut Cursor),
    ) -> Result<Document, Error> {
        let (hide, status) = (self.auth().hider(), reply.status);
        let document = match String::from_utf8(reply.body.into()) {
            Ok(text) => match outline(api, status, &text, leaf) {
                Some(found) => {
                    let outline = found.with(text);
                    if error(outline.root()).is_none() && outline.root().get("result").is_some() {
                        return Ok(outline);
                    }
                    answer(status, outline.as_bytes()).open(&hide)?
                }
                None => answer(status, text.as_bytes()).open(&hide)?,
            },
            Err(error) => answer(status, error.as_bytes()).open(&hide)?,
        };
        let has_result = document.root().get("result").is_some();
        let no_result = || answer(status, document.as_bytes()).unexpected(Problem::NoResult, &hide);
        if has_result { Ok(document) } else { Err(no_result()) }
    }
}

/// Returns the outline of a success as far as its commands' results; `None` when it is none.
fn outline<'a>(
    api: Api,
    status: u16,
    text: &'a str,
    leaf: &mut dyn for<'b> FnMut(&str, Node<'b>, &mut Cursor),
) -> Option<Document> {
    if !(200..300).contains(&status) {
        return None;
    }
    let depth = if api == Api::V2 { 3 } else { 2 };
    Outline::of(text, depth, &mut |keys, node: Node<'a>, cursor| {
        if let [result, results, name] = keys
            && result.is("result")
            && results.is("result")
        {
            leaf(&name.text(), node, cursor);
        }
    })
}

/// The answer of a batch.
fn answer(status: u16, body: &[u8]) -> Raw<'_> {
    Raw { method: "batch", status, body }
}

fn body_v2(commands: &[Command], halt: bool) -> Body {
    let cmd = commands.iter().map(|command| {
        let query = query::encode_in_order(&command.params, command.positional);
        let line = if query.is_empty() { command.method.clone() } else { format!("{}?{query}", command.method) };
        (command.name.clone(), Value::from(line))
    });
    let cmd = Value::Object(cmd.collect());
    Body::Params(Map::from_iter([("halt".to_owned(), i32::from(halt).into()), ("cmd".to_owned(), cmd)]))
}

fn command_v3(command: &Command) -> Value {
    let mut line = json!({ "method": command.method, "query": command.params });
    if command.is_source {
        line["as"] = command.name.as_str().into();
    }
    line
}

impl Answer {
    /// The commands' part of the answer, by version.
    fn results(&self) -> Option<Node<'_>> {
        let result = self.document.root().get("result")?;
        match self.api {
            Api::V2 => result.get("result"),
            Api::V3 => Some(result),
        }
    }

    /// Version 2's entry of a command under this key: `result_error`, `result_total`, `result_next` or `result_time`.
    fn aside(&self, key: &str, name: &str) -> Option<Node<'_>> {
        match self.api {
            Api::V2 => self.document.root().get("result")?.get(key)?.get(name),
            Api::V3 => None,
        }
    }

    /// Learns how much of the methods' time is used: by the batch, and by each command.
    fn observe(&self, client: &Client, commands: &[Command]) {
        let learn = |method: &str, time: Option<Node<'_>>| {
            if let Some(usage) = Aside::new(time, None, None).usage() {
                client.observe(method, &usage);
            }
        };
        learn("batch", self.document.root().get("time"));
        for command in commands {
            learn(&command.method, self.aside("result_time", &command.name));
        }
    }

    fn result(&self, index: usize, name: &str) -> Option<Node<'_>> {
        let results = self.results()?;
        match (self.api, results.shape()) {
            (Api::V3, Shape::List(list)) => list.iter().nth(index),
            (Api::V3, _) => results.get(name).or_else(|| results.get(&index.to_string())),
            // PHP writes an empty map as a list.
            (Api::V2, _) => results.get(name),
        }
    }

    fn state(&self, client: &Client, index: usize, command: &Command, stopped_at: Option<&str>) -> State {
        let name = &command.name;
        if let Some(error) = self.aside("result_error", name) {
            return State::Failed(api_error(client, &command.method, error));
        }
        if self.result(index, name).is_some() {
            return State::Result;
        }
        match stopped_at {
            _ if self.aside("result_time", name).is_some() => State::Nothing,
            Some(at) => State::Halted { at: at.to_owned() },
            None => State::Missing,
        }
    }
}

/// A command's error, without the secret: an object as a call of its own would answer it, or a bare code.
fn api_error(client: &Client, method: &str, error: Node<'_>) -> Box<ApiError> {
    let body = match error.shape() {
        Shape::Object(_) => error.to_value(),
        _ => json!({ "error": error.to_value() }),
    };
    let bytes = body.to_string().into_bytes();
    let hide = client.auth().hider();
    match (Raw { method, status: 200, body: &bytes }).open(&hide) {
        // The status is the batch's, which went well.
        Err(Error::Api(error)) => Box::new(ApiError { status: None, ..*error }),
        _ => Box::new(ApiError {
            method: method.to_owned(),
            status: None,
            code: String::new(),
            message: String::new(),
            validation: Vec::new(),
            // One that is too large is left out.
            body: serde_json::from_str(&hide(&body.to_string())).unwrap_or_default(),
        }),
    }
}

impl Outcome {
    /// The result as it came.
    ///
    /// # Errors
    ///
    /// The command's own error, or that it did not run, or that nothing is said of it.
    pub(crate) fn node(&self) -> Result<Node<'_>, Error> {
        let fate = match &self.state {
            State::Result => match self.answer.result(self.index, &self.name) {
                Some(node) => return Ok(node),
                None => CommandFate::Unknown,
            },
            State::Nothing => return Ok(Node::null()),
            State::Failed(error) => return Err(Error::Api(error.clone())),
            State::Halted { at } => CommandFate::Halted { at: at.clone() },
            State::Missing | State::Lost(_) => CommandFate::Unknown,
        };
        let cause = if let State::Lost(cause) = &self.state { Some(Arc::clone(cause)) } else { None };
        let (command, method) = (self.name.clone(), self.method.clone());
        Err(Error::Command(Box::new(CommandError { command, method, fate, cause, answer: None })))
    }

    /// The command's own error.
    pub(crate) fn refusal(&self) -> Option<&ApiError> {
        if let State::Failed(error) = &self.state { Some(error) } else { None }
    }

    /// Says that it was sent again, in a call of which nobody knows what it did.
    pub(crate) fn lose(&mut self, cause: Arc<Error>) {
        self.state = State::Lost(cause);
    }

    /// Returns true if the server says that it ran.
    pub(crate) fn ran(&self) -> bool {
        matches!(self.state, State::Result | State::Nothing | State::Failed(_))
    }

    /// The server's answer: the result, or the error.
    pub(crate) fn answer(&self) -> Option<Value> {
        match &self.state {
            State::Failed(error) => Some(error.body.clone()),
            _ => self.node().ok().map(Node::to_value),
        }
    }

    /// The total number of items in the list.
    pub(crate) fn total(&self) -> Option<i64> {
        self.number("result_total")
    }

    /// The offset of the list's next page.
    pub(crate) fn next(&self) -> Option<i64> {
        self.number("result_next")
    }

    fn number(&self, key: &str) -> Option<i64> {
        i64::decode(self.answer.aside(key, &self.name)?, &mut Cx::new(""))
    }

    /// The result as a value of type `W`, with what stands beside it.
    ///
    /// # Errors
    ///
    /// As [`node`](Outcome::node), and [`Error::Result`].
    pub(crate) fn decode<W: Wire>(&self, client: &Client) -> Result<Response<W::Out>, Error> {
        let node = self.node()?;
        let aside = |key| self.answer.aside(key, &self.name);
        // REST 3.0 has one time for all.
        let time = aside("result_time").or_else(|| self.answer.document.root().get("time"));
        let aside = Aside::new(time, aside("result_total"), aside("result_next"));
        // A result may hold the secret, it is the caller's own; an error must not.
        let response = read::<W>(&self.method, node, aside, &mut None, &client.auth().hider());
        if let Ok(response) = &response {
            client.log(&self.method, &response.drift);
        }
        response
    }
}
