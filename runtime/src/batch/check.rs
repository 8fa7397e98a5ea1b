//! Makes commands ready to be sent, and finds everything that is wrong with them.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::entry::Entry;
use super::plan::{self, TooMany};
use super::query;
use super::raw::{self, Command};
use crate::catalogue::Api;
use crate::client::Validation;
use crate::error::Mistake;
use crate::error::{Rule, Violation};
use crate::refs::{Holds, Target, is_marked};
use crate::request::Unmade;
use crate::validate;

/// Settings of the batch as a whole.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settings {
    pub(super) batch: u64,
    pub(super) api: Api,
    pub(super) halt: bool,
    /// True if parameters are checked against the documented rules.
    pub(super) validate: Validation,
}

/// Commands that can be sent, and in which HTTP calls.
#[derive(Debug)]
pub(super) struct Ready {
    pub(super) commands: Vec<Command>,
    /// The references in each command's parameters.
    pub(super) uses: Vec<Vec<Target>>,
    pub(super) parts: Vec<Vec<usize>>,
}

/// Checks all commands.
pub(super) fn check(entries: Vec<Entry>, settings: Settings) -> Result<Ready, Vec<Mistake>> {
    let names: Vec<String> = entries.iter().map(|entry| entry.name.clone()).collect();
    let methods: Vec<String> = entries.iter().map(|entry| entry.method.clone()).collect();
    let mistake = |index: usize, message: String| Mistake {
        command: names[index].clone(),
        method: methods[index].clone(),
        message,
    };
    let (mut mistakes, mut seen) = (Vec::new(), HashSet::new());
    let (mut commands, mut uses) = (Vec::new(), Vec::new());
    for (index, mut entry) in entries.into_iter().enumerate() {
        entry.params.change(Target::take_lists);
        let mut problems = about(&entry, settings);
        if !seen.insert(entry.name.clone()) {
            problems.push("another command has this name".to_owned());
        }
        let (command, targets) = prepare(entry, index, &names, settings, &mut problems);
        mistakes.extend(problems.into_iter().map(|message| mistake(index, message)));
        commands.push(command);
        uses.push(targets);
    }
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    let sources: Vec<Vec<usize>> = uses.iter().map(|targets| targets.iter().map(|to| to.source).collect()).collect();
    for source in sources.iter().flatten() {
        commands[*source].is_source = true;
    }
    let parts = plan::parts(&sources, raw::MAX, settings.halt).map_err(|groups| {
        let too_many = |TooMany(group): TooMany| mistake(group[0], too_many(&group, &names));
        groups.into_iter().map(too_many).collect::<Vec<_>>()
    })?;
    Ok(Ready { commands, uses, parts })
}

fn too_many(group: &[usize], names: &[String]) -> String {
    let (max, last) = (raw::MAX, group.last().map_or("", |last| names[*last].as_str()));
    let count = group.len();
    format!("{count} commands, up to `{last}`, are bound by references to it; one call carries {max}")
}

/// Lists the mistakes in a command, apart from the values of its parameters.
fn about(entry: &Entry, settings: Settings) -> Vec<String> {
    let mut problems = Vec::new();
    let is_name = |name: &str, others: &[u8]| {
        name.starts_with(|first: char| first.is_ascii_alphabetic())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || others.contains(&byte))
    };
    if entry.api != settings.api {
        let name = |api| if api == Api::V2 { "version 2" } else { "REST 3.0" };
        let (own, all) = (name(entry.api), name(settings.api));
        problems.push(format!("a call of {own} in a batch of {all}: they do not mix"));
    }
    if !is_name(&entry.name, b"_") {
        problems.push("a name is letters, digits and `_`, a letter first".to_owned());
    }
    if !is_name(&entry.method, b"._-") {
        problems.push("not the name of a method".to_owned());
    }
    let is_batch = entry.method.eq_ignore_ascii_case("batch");
    if is_batch || entry.facts.is_some_and(|facts| facts.batchable == Some(false)) {
        problems.push("the server does not run it in a batch".to_owned());
    }
    let unmade = entry.params.problems().iter();
    problems.extend(unmade.map(|Unmade { name, problem }| format!("`{name}`: {problem}")));
    problems
}

/// Puts references as the server reads them into a command's parameters, and notes what is wrong with those.
fn prepare(
    entry: Entry,
    index: usize,
    names: &[String],
    settings: Settings,
    problems: &mut Vec<String>,
) -> (Command, Vec<Target>) {
    let mut scan = Scan { settings, index, names, found: Vec::new(), problems };
    scan.map(entry.params.as_map(), &mut String::new());
    let Scan { found, .. } = scan;
    if entry.api == Api::V2
        && let Some(key) = query::unwritable(entry.params.as_map())
    {
        problems.push(format!("no query string can hold the name `{key}`"));
    }
    problems.extend(violations(&entry, &found, settings));
    let mut params = entry.params.into_map();
    if !found.is_empty() {
        replace_in_map(&mut params, &|target| {
            target.to_value(settings.api, names.get(target.source).map_or("", String::as_str))
        });
    }
    let positional = entry.facts.map_or(&[] as &[_], |facts| facts.positional);
    let Entry { name, method, kind, .. } = entry;
    let command = Command { name, method, kind, positional, params, is_source: false };
    (command, found.into_iter().map(|(_, target)| target).collect())
}

/// The search for references in the parameters of a command.
struct Scan<'a> {
    settings: Settings,
    index: usize,
    names: &'a [String],
    /// The references, each with the path of the parameter that it stands for.
    found: Vec<(String, Target)>,
    problems: &'a mut Vec<String>,
}

impl Scan<'_> {
    fn map(&mut self, map: &Map<String, Value>, path: &mut String) {
        let len = path.len();
        for (key, value) in map {
            if is_marked(key) {
                self.problems.push(format!("`{path}` has a reference for a name"));
                continue;
            }
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(key);
            if self.settings.api == Api::V3 && (key == "$ref" || key == "$refArray") {
                self.problems.push(by_hand(path, key));
            }
            self.value(value, path);
            path.truncate(len);
        }
    }

    fn value(&mut self, value: &Value, path: &mut String) {
        let len = path.len();
        match value {
            Value::Object(map) => self.map(map, path),
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    path.push_str(&format!("[{index}]"));
                    self.value(item, path);
                    path.truncate(len);
                }
            }
            Value::String(text) => self.text(text, path),
            _ => {}
        }
    }

    fn text(&mut self, text: &str, path: &str) {
        if let Some(target) = Target::of(text) {
            match self.problem(&target) {
                Some(problem) => self.problems.push(format!("the reference in `{path}`: {problem}")),
                None => self.found.push((path.to_owned(), target)),
            }
        } else if is_marked(text) {
            self.problems.push(format!("`{path}` holds a reference among other text; the server takes it alone"));
        } else if self.settings.api == Api::V2 && text.contains("$result[") {
            self.problems.push(by_hand(path, "$result["));
        }
    }

    fn problem(&self, target: &Target) -> Option<String> {
        if target.batch != self.settings.batch {
            return Some("it belongs to another batch".to_owned());
        }
        if target.source >= self.index {
            let source = self.names.get(target.source).map_or("?", String::as_str);
            return Some(format!("`{source}` does not run before this command"));
        }
        target.problem(self.settings.api)
    }
}

fn by_hand(path: &str, what: &str) -> String {
    format!("`{path}` holds `{what}`, in whose place the server would put a result; take a reference from a handle")
}

/// Returns the documented rules that a command breaks: always those that a reference breaks, all of them if parameters
/// are validated.
fn violations(entry: &Entry, found: &[(String, Target)], settings: Settings) -> Vec<String> {
    let is_checked = settings.validate != Validation::Off || !found.is_empty();
    let Some(facts) = entry.facts.filter(|_| is_checked) else { return Vec::new() };
    let mut params = entry.params.as_map().clone();
    replace_in_map(&mut params, &stand_in);
    let violations = validate::findings(facts, &params);
    let counts = |violation: &&Violation| {
        let holds = |(path, _): &&(String, Target)| is_at_or_in(path, &violation.path);
        match (found.iter().find(holds), &violation.rule) {
            (Some(_), Rule::Unknown { .. }) => settings.validate.refuses(violation),
            (Some((path, target)), Rule::Type { .. }) => target.holds != Holds::Unknown && *path == violation.path,
            // The value itself is not known yet.
            (Some((path, _)), _) if *path == violation.path => false,
            _ => {
                settings.validate.refuses(violation)
                    && !found.iter().any(|(path, _)| is_at_or_in(&violation.path, path))
            }
        }
    };
    violations.iter().filter(counts).map(|violation| format!("{violation}")).collect()
}

/// Returns true if `path` is `outer`, or leads into it.
fn is_at_or_in(path: &str, outer: &str) -> bool {
    path.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// A stand-in for the value of a reference in a check of types: `"1"` is valid for every scalar.
fn stand_in(target: &Target) -> Value {
    match target.holds {
        Holds::List => Value::Array(vec!["1".into()]),
        Holds::Object => Value::Object(Map::from_iter([("?".to_owned(), Value::Null)])),
        Holds::Scalar | Holds::Unknown => "1".into(),
    }
}

fn replace_in_map(map: &mut Map<String, Value>, by: &dyn Fn(&Target) -> Value) {
    for (_, value) in map.iter_mut() {
        replace(value, by);
    }
}

fn replace(value: &mut Value, by: &dyn Fn(&Target) -> Value) {
    match value {
        Value::String(text) => {
            if let Some(target) = Target::of(text) {
                *value = by(&target);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, by)),
        Value::Object(map) => replace_in_map(map, by),
        _ => {}
    }
}
