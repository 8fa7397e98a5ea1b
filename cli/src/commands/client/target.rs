//! The call that the arguments mean.

use bitrix24_runtime::{Api, Dynamic, Method, Request, Target as Called, Validation, Value};
use bitrix24_schema::Model;
use serde_json::{Map, json};

use super::confirm::{confirm, takes_away};
use super::facts;
use super::outcome::failed;
use super::portal::{Portal, PortalArgs};
use crate::catalogue::CatalogueArgs;
use crate::failure::{Failure, Kind};
use crate::names;
use crate::params::{self, Place};
use crate::terminal::{note, print_json};

/// How calls are checked before they are sent.
#[derive(Debug, clap::Args)]
pub(super) struct CheckArgs {
    /// Send what violates documented rules, too
    #[arg(long, conflicts_with = "strict")]
    no_validate: bool,
    /// Refuse also what the documentation does not know: a name, a value, the method itself
    #[arg(long)]
    strict: bool,
    /// Show what would be sent, with the secret hidden, and send nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Do not ask before something is deleted
    #[arg(short, long)]
    pub(super) yes: bool,
}

/// The call of a method.
#[derive(Debug, clap::Args)]
pub(super) struct TargetArgs {
    #[command(flatten)]
    schema: CatalogueArgs,
    /// The method, such as crm.deal.list
    #[arg(value_name = "METHOD", index = 1)]
    method: String,
    /// Its parameters: NAME=VALUE, NAME:=JSON, a JSON object, @FILE, or - for standard input
    #[arg(value_name = "PARAM", index = 2)]
    params: Vec<String>,
    /// Call the method of REST 3.0 if version 2 has one of the same name
    #[arg(long)]
    v3: bool,
    #[command(flatten)]
    pub(super) check: CheckArgs,
}

/// A call that is ready to be sent.
pub(super) struct Ready {
    pub(super) request: Dynamic,
    /// Its facts, if its method is described.
    pub(super) method: Option<&'static Method>,
    /// True if something is gone afterwards.
    pub(super) takes_away: bool,
}

impl CheckArgs {
    /// Returns how the client checks calls.
    pub(super) fn validation(&self) -> Validation {
        match () {
            () if self.no_validate => Validation::Off,
            () if self.strict => Validation::Strict,
            () => Validation::Errors,
        }
    }

    /// Returns a call of a method with these parameters, and warns of what may be wrong.
    pub(super) fn ready(&self, model: &Model, name: &str, v3: bool, arguments: &[String]) -> Result<Ready, Failure> {
        if names::methods(model, name).is_empty() {
            return self.unknown(model, name, v3, params::read(arguments, Place::UNKNOWN)?);
        }
        let index = names::method(model, name, v3)?;
        let described = &model.methods[index];
        let params = params::read(arguments, Place::of(model, described))?;
        let method = facts::method(model, index);
        let request = Dynamic::of(method, Value::Object(params));
        if let Some(deprecated) = &described.deprecated {
            let instead = deprecated.instead.as_ref().map_or(String::new(), |instead| format!("; use {instead}"));
            note(&format!("warning: {} is deprecated{instead}\n", described.name.wire));
        }
        if !self.no_validate && !self.strict {
            request.warnings().iter().for_each(|warning| note(&format!("{warning}\n")));
        }
        let takes_away = takes_away(&described.name.wire, Some(described));
        Ok(Ready { request, method: Some(method), takes_away })
    }

    /// Returns a call of a method that has no page. Nothing is known of it, so it is called once, and not repeated.
    fn unknown(&self, model: &Model, name: &str, v3: bool, params: Map<String, Value>) -> Result<Ready, Failure> {
        let what = names::unknown(model, name);
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        if self.strict || !name.chars().all(is_name) || name.is_empty() {
            return Err(Failure::usage(what));
        }
        note(&format!("warning: {what}\n"));
        let request = Dynamic::new(name, Value::Object(params));
        let request = if v3 { request.v3() } else { request };
        Ok(Ready { request, method: None, takes_away: takes_away(name, None) })
    }
}

impl TargetArgs {
    /// Returns the call.
    pub(super) fn ready(&self) -> Result<Ready, Failure> {
        let model = self.schema.near(&self.method)?;
        self.check.ready(&model, &self.method, self.v3, &self.params)
    }

    /// Shows the call if that is all that is wanted, and returns true then.
    pub(super) fn only_shows(&self, ready: &Ready, portal: &PortalArgs) -> Result<bool, Failure> {
        if self.check.dry_run {
            ready.check(self.check.validation())?;
            ready.show(portal.find()?.as_ref())?;
        }
        Ok(self.check.dry_run)
    }
}

impl Ready {
    /// Asks before something is taken away.
    pub(super) fn confirm(&self, portal: &Portal, is_meant: bool) -> Result<(), Failure> {
        if !self.takes_away {
            return Ok(());
        }
        confirm(&format!("{} takes something away", self.request.target().name()), &portal.auth.portal(), is_meant)
    }

    /// Checks the call as the client would.
    pub(super) fn check(&self, validation: Validation) -> Result<(), Failure> {
        if validation == Validation::Off {
            return Ok(());
        }
        self.request.validate().map_err(|violations| {
            let name = self.request.target().name();
            let how = format!("`b24 describe {name}` shows what it takes; `--no-validate` sends it all the same");
            Failure::Told(Kind::Refused, format!("{violations}\n{how}"))
        })?;
        let warnings = self.request.warnings();
        if validation == Validation::Strict && !warnings.is_empty() {
            let text: Vec<String> = warnings.iter().map(ToString::to_string).collect();
            return Err(Failure::Told(Kind::Refused, text.join("\n")));
        }
        Ok(())
    }

    /// Returns what would be sent, without the secret.
    pub(super) fn shown(&self, portal: Option<&Portal>) -> Value {
        let target = self.request.target();
        let mut body = self.request.params().as_map().clone();
        let address = portal.map_or_else(
            || {
                format!(
                    "https://PORTAL/{}{}",
                    if target.api() == Api::V3 { "rest/api/" } else { "rest/" },
                    target.name()
                )
            },
            |portal| portal.address(target.api(), target.name()),
        );
        if portal.is_some_and(Portal::has_token) {
            body.insert("auth".to_owned(), json!("***"));
        }
        json!({ "method": "POST", "url": address, "body": body })
    }

    /// Prints what would be sent.
    pub(super) fn show(&self, portal: Option<&Portal>) -> Result<(), Failure> {
        Ok(print_json(&format!("{:#}\n", self.shown(portal)))?)
    }

    /// Returns an error of the call as a failure.
    pub(super) fn failed(&self, error: &bitrix24_runtime::Error) -> Failure {
        failed(error, self.method)
    }
}

/// Returns the facts of a request's method, if it is described.
pub(super) fn known(request: &Dynamic) -> Option<&'static Method> {
    match request.target() {
        Called::Known(method) => Some(method),
        Called::Named { .. } => None,
    }
}
