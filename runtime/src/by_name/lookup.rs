//! Methods by name.

use std::fmt;

use serde_json::Value;

use crate::catalogue::{Api, ErrorEntry, Errors, Method};
use crate::error::{Violation, Violations};
use crate::escape::Plain;
use crate::typed::Typed;
use crate::validate;

/// Every described method, by module. Emitted once.
#[derive(Debug)]
pub struct Catalogue {
    /// The methods of each top-level module, by name and version.
    pub modules: &'static [&'static [&'static Method]],
    /// The errors that any method may answer.
    pub system: &'static Errors,
}

impl Catalogue {
    /// All methods, by name and version.
    pub fn methods(&self) -> impl Iterator<Item = &'static Method> {
        self.modules.iter().flat_map(|module| module.iter().copied())
    }

    /// A method by its name; where both versions of the API have it, version 2's.
    pub fn method(&self, name: &str) -> Option<&'static Method> {
        self.method_in(name, Api::V2).or_else(|| self.method_in(name, Api::V3))
    }

    /// A method by its name and version.
    pub fn method_in(&self, name: &str, api: Api) -> Option<&'static Method> {
        find(self.modules, name, api, |method| method).copied()
    }

    /// The errors that a method may answer: its own, then the system's.
    pub fn errors(&self, name: &str) -> impl Iterator<Item = ErrorEntry> {
        let own = self.method(name).map_or(Errors::NONE, |method| method.errors);
        own.iter().chain(self.system.iter())
    }

    /// Checks a call's parameters, a JSON object, against the documented rules.
    ///
    /// # Errors
    ///
    /// See [`Invalid`].
    pub fn validate(&self, name: &str, params: &Value) -> Result<(), Invalid> {
        let Some(method) = self.method(name) else { return Err(Invalid::UnknownMethod(name.to_owned())) };
        let Value::Object(map) = params else { return Err(Invalid::NotAnObject) };
        validate::params(method, map).map_err(Invalid::Violations)
    }

    /// Returns all findings about a call's parameters, warnings among them; none for a method that is not described.
    pub fn findings(&self, name: &str, params: &Value) -> Vec<Violation> {
        let known = self.method(name).zip(params.as_object());
        known.map(|(method, map)| validate::findings(method, map)).unwrap_or_default()
    }
}

/// The typed code of a method by its name and version; `modules` are those of [`Catalogue::modules`].
pub fn typed(modules: &'static [&'static [Typed]], name: &str, api: Api) -> Option<&'static Typed> {
    find(modules, name, api, |typed| typed.method)
}

/// Finds the entry of a method: in each module by name and version.
fn find<T>(modules: &'static [&'static [T]], name: &str, api: Api, method: fn(&T) -> &Method) -> Option<&'static T> {
    let is_it =
        |module: &&&[T]| module.first().is_some_and(|first| top(method(first).name).eq_ignore_ascii_case(top(name)));
    let module = modules.iter().find(is_it)?;
    let key = |entry: &T| {
        let method = method(entry);
        (method.name, method.api)
    };
    match module.binary_search_by(|entry| key(entry).cmp(&(name, api))) {
        Ok(index) => module.get(index),
        // The server takes names in any case.
        Err(_) => module.iter().find(|entry| key(entry).1 == api && key(entry).0.eq_ignore_ascii_case(name)),
    }
}

/// The first segment of a method's name.
fn top(name: &str) -> &str {
    name.split_once('.').map_or(name, |(top, _)| top)
}

/// Why a call would not be right.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Invalid {
    /// The catalogue has no such method; its module's feature may be off.
    UnknownMethod(String),
    /// Parameters are a JSON object.
    NotAnObject,
    /// These rules are broken.
    Violations(Violations),
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Invalid::UnknownMethod(name) => write!(f, "the catalogue has no method `{}`", Plain(name)),
            Invalid::NotAnObject => f.write_str("parameters have to be a JSON object"),
            Invalid::Violations(violations) => violations.fmt(f),
        }
    }
}

impl std::error::Error for Invalid {}
