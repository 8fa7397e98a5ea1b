//! The methods that a portal has, beside those of the catalogue.

use std::collections::{BTreeMap, BTreeSet};

use bitrix24_portal::Plan;
use bitrix24_schema::Model;
use bitrix24_schema::model::{Api, Method};
use serde_json::{Value, json};

use crate::commands::count;

/// The methods of both sides.
#[derive(Debug, Default)]
pub(super) struct Methods {
    /// Those that the catalogue does not have.
    pub(super) unknown: Vec<String>,
    /// Those that the portal does not have, for no known reason.
    pub(super) missing: Vec<String>,
    /// Those that the portal does not have, with the reason that the catalogue tells.
    pub(super) excused: Vec<(String, String)>,
    /// The numbers of those that the webhook's scopes leave out, by scope.
    pub(super) scopes: BTreeMap<String, usize>,
    /// True if the portal told its methods.
    pub(super) is_told: bool,
}

impl Methods {
    /// Compares the methods of both sides.
    pub(super) fn compare(plan: &Plan, model: &Model, scopes: Option<&[String]>) -> Self {
        let mut methods = Methods::default();
        for api in [Api::V2, Api::V3] {
            let Some(there) = plan.methods(api == Api::V3) else { continue };
            methods.is_told = true;
            let there: BTreeMap<String, &str> =
                there.into_iter().map(|name| (name.to_ascii_lowercase(), name)).collect();
            let described = model.methods.iter().filter(|method| method.api == api);
            let here: BTreeSet<String> =
                described.clone().map(|method| method.name.wire.to_ascii_lowercase()).collect();
            let unknown = there.iter().filter(|(name, _)| !here.contains(*name)).map(|(_, name)| shown(name, api));
            methods.unknown.extend(unknown);
            for method in described.filter(|method| !there.contains_key(&method.name.wire.to_ascii_lowercase())) {
                methods.lacks(method, scopes);
            }
        }
        methods
    }

    fn lacks(&mut self, method: &Method, scopes: Option<&[String]>) {
        let name = shown(&method.name.wire, method.api);
        let is_out = |scopes: &[String]| !method.scopes.is_empty() && !method.scopes.iter().any(|own| has(scopes, own));
        if scopes.is_some_and(is_out) {
            *self.scopes.entry(method.scopes.first().cloned().unwrap_or_default()).or_default() += 1;
            return;
        }
        match reason(method) {
            Some(reason) => self.excused.push((name, reason)),
            None => self.missing.push(name),
        }
    }

    /// Returns true if nothing is different without a reason.
    pub(super) fn is_same(&self) -> bool {
        self.unknown.is_empty() && self.missing.is_empty()
    }

    pub(super) fn text(&self) -> String {
        if !self.is_told {
            return "methods: the portal does not tell them\n".to_owned();
        }
        let mut text = String::new();
        for name in &self.unknown {
            text += &format!("+ {name}: the portal has it, the catalogue does not\n");
        }
        for name in &self.missing {
            text += &format!("- {name}: the catalogue has it, the portal does not\n");
        }
        for (name, reason) in &self.excused {
            text += &format!("- {name}: the portal does not have it: {reason}\n");
        }
        if !self.scopes.is_empty() {
            let methods = count(self.scopes.values().sum(), "method");
            let scopes: Vec<String> = self.scopes.iter().map(|(scope, number)| format!("{scope} ({number})")).collect();
            text += &format!("  {methods} of scopes that the webhook does not have: {}\n", scopes.join(", "));
        }
        if text.is_empty() { "methods: the same\n".to_owned() } else { format!("methods:\n{text}") }
    }

    pub(super) fn json(&self) -> Value {
        let excused = |(name, reason): &(String, String)| json!({ "method": name, "reason": reason });
        json!({ "told": self.is_told, "unknown": self.unknown, "missing": self.missing,
            "excused": self.excused.iter().map(excused).collect::<Value>(), "without_scope": self.scopes })
    }
}

fn has(scopes: &[String], own: &str) -> bool {
    own == "basic" || scopes.iter().any(|scope| scope == own)
}

/// Returns the reason that the catalogue tells.
fn reason(method: &Method) -> Option<String> {
    let told = method.availability.told();
    if !told.is_empty() {
        return Some(told.join(", "));
    }
    match (method.application, &method.deprecated) {
        (Some(true), _) => Some("only for applications".to_owned()),
        (_, Some(_)) => Some("deprecated".to_owned()),
        _ => None,
    }
}

fn shown(name: &str, api: Api) -> String {
    if api == Api::V3 { format!("{name} (REST 3.0)") } else { name.to_owned() }
}
