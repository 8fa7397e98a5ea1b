//! Requests.

pub(crate) mod call;
mod of;
mod own;
mod params;

use serde_json::Value;

use crate::catalogue::{Api, Kind, Method};
use crate::error::{Level, Violation, Violations};
use crate::escape::{Plain, PlainJson};
use crate::validate;
use crate::wire::{Any, Wire};
pub use of::Of;
pub use own::{As, AsWritten};
pub(crate) use params::Unmade;
pub use params::{Params, list, map};

/// The method and the parameters of a request.
pub type Parts<'a> = (Target<'a>, &'a Params);

/// A method's request: facts, parameters and the type of the answer.
///
/// ```
/// use bitrix24::{Dynamic, Request, json};
///
/// let request = Dynamic::new("user.get", json!({ "ID": 1 }));
/// assert_eq!(request.params().get("ID"), Some(&json!(1)));
/// assert!(request.validate().is_ok());
/// ```
pub trait Request {
    /// The wire type of `result`.
    type Result: Wire;

    /// The method and the parameters of a request.
    fn parts(&self) -> Parts<'_>;

    /// The method that is called.
    fn target(&self) -> Target<'_> {
        self.parts().0
    }

    /// The parameters as they are set so far.
    fn params(&self) -> &Params {
        self.parts().1
    }

    /// Checks the parameters against the documented rules and returns **all** violations if something is surely wrong,
    /// warnings among them. Sending does not do it unless the client was told to: the server may have relaxed a rule since.
    fn validate(&self) -> Result<(), Violations> {
        match self.target() {
            Target::Known(method) => validate::params(method, self.params().as_map()),
            Target::Named { .. } => Ok(()),
        }
    }

    /// Returns what the documentation does not know of the parameters: names, operators, values beside those that it
    /// names, dates that cannot be read. The server may take them all the same.
    fn warnings(&self) -> Vec<Violation> {
        let Target::Known(method) = self.target() else { return Vec::new() };
        let mut found = validate::findings(method, self.params().as_map());
        found.retain(|violation| violation.level() == Level::Warning);
        found
    }
}

/// The method that a request calls.
#[derive(Clone, Copy, Debug)]
pub enum Target<'a> {
    /// A method of the catalogue.
    Known(&'static Method),
    /// A method known by name only.
    Named {
        /// The method's name.
        name: &'a str,
        /// The version of the API that has it.
        api: Api,
    },
}

impl<'a> Target<'a> {
    /// The method's name.
    pub fn name(self) -> &'a str {
        match self {
            Target::Known(method) => method.name,
            Target::Named { name, .. } => name,
        }
    }

    /// The version of the API.
    pub fn api(self) -> Api {
        match self {
            Target::Known(method) => method.api,
            Target::Named { api, .. } => api,
        }
    }

    /// Returns whether the method reads or writes.
    pub fn kind(self) -> Kind {
        match self {
            Target::Known(method) => method.kind,
            Target::Named { .. } => Kind::Unknown,
        }
    }
}

/// A call by name, with any JSON for parameters and answer.
///
/// ```no_run
/// # async fn example(b24: bitrix24::Client) -> Result<(), bitrix24::Error> {
/// use bitrix24::{Dynamic, json};
///
/// let user = b24.call(Dynamic::new("user.get", json!({ "ID": 1 }))).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Dynamic {
    name: String,
    api: Api,
    method: Option<&'static Method>,
    params: Params,
}

impl Dynamic {
    /// Returns a call of the method `name` of the API's version 2. Parameters that are not an object are none.
    ///
    /// Nothing else is known of the method: it counts as a write, so it is not repeated when it is unknown whether it
    /// ran, and its list cannot be read. A documented method is called with [`of`](Self::of).
    pub fn new(name: impl Into<String>, params: Value) -> Self {
        let params = match params {
            Value::Object(map) => Params::from(map),
            _ => Params::new(),
        };
        Dynamic { name: name.into(), api: Api::V2, method: None, params }
    }

    /// Returns a call of a method of the catalogue, with its version, its rules, and its way of paging. In `bitrix24` it is
    /// found by name: `catalogue::CATALOGUE.method("crm.contact.list")`.
    pub fn of(method: &'static Method, params: Value) -> Self {
        Dynamic { api: method.api, method: Some(method), ..Dynamic::new(method.name, params) }
    }

    pub(crate) fn params_mut(&mut self) -> &mut Params {
        &mut self.params
    }

    /// Returns the same call to REST 3.0.
    #[must_use]
    pub fn v3(mut self) -> Self {
        self.api = Api::V3;
        self
    }
}

impl Request for Dynamic {
    type Result = Any;

    fn parts(&self) -> Parts<'_> {
        let target = match self.method {
            Some(method) if method.api == self.api => Target::Known(method),
            _ => Target::Named { name: &self.name, api: self.api },
        };
        (target, &self.params)
    }
}

/// Prints a request: the method's name and its parameters, as JSON. Shared by all emitted requests.
///
/// It takes their parts: that a type is a request costs the compiler more to prove than all else in their functions.
pub fn debug(method: &Method, params: &Params, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
    let params = serde_json::to_string(params.as_map()).unwrap_or_default();
    write!(f, "{} {}", Plain(method.name), PlainJson(params))
}

/// Checks parameters against the method's documented rules. Shared by all emitted requests.
pub fn validate(method: &'static Method, params: &Params) -> Result<(), Violations> {
    validate::params(method, params.as_map())
}
