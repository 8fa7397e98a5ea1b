//! Renamed items: the former name of each must be unused, and its current name must exist.

use super::files::Read;
use super::methods::{Names, is_name};
use crate::diagnostic::{At, Finding, Part, Path};
use crate::model::{Api, Field, Former, Item, ItemRef, Model, Named, Type};
use crate::naming::{self, nearest};
use crate::raw::{History, Renamed};

/// Adds the former names of methods and fields to the model.
pub(super) fn lay_over(model: &mut Model, history: &Read<History>, findings: &mut Vec<Finding>) {
    // In an invalid schema, a missing item may have been left out.
    let is_well = findings.is_empty();
    for (index, renamed) in history.value.0.iter().enumerate() {
        let path = Path::default().item(index);
        let at = |key: &str| At::new(history.file, path.key(key), Part::Value);
        let entry = Entry { renamed, at: &at };
        let checked = entry.versions().and_then(|()| match (&renamed.method, &renamed.param) {
            (Some(old), None) => entry.method(model, old),
            (None, Some(old)) => entry.param(model, old),
            // The problems of the file's keys are already reported.
            _ if !history.is_whole => Ok(()),
            _ => {
                let at = At::new(history.file, path.clone(), Part::Value);
                let finding = Finding::new("bad-history", at, "an entry has one of `method` and `param`");
                Err(finding.help("say what was renamed").boxed())
            }
        });
        let finding = checked.err().filter(|finding| is_well || finding.code != "history-gone");
        findings.extend(finding.map(|finding| *finding));
    }
}

type Checked = Result<(), Box<Finding>>;

struct Entry<'e> {
    renamed: &'e Renamed,
    at: &'e dyn Fn(&str) -> At,
}

impl Entry<'_> {
    fn versions(&self) -> Checked {
        let until = self.renamed.until.as_ref().map(|version| ("until", version));
        for (key, text) in [("since", &self.renamed.since)].into_iter().chain(until) {
            let bad = || {
                let finding = Finding::new("bad-value", (self.at)(key), format!("`{text}` is not a version"));
                finding.help("three numbers, such as 0.2.0").boxed()
            };
            let version = version(text).ok_or_else(bad)?;
            if key == "until" && Some(version) <= self::version(env!("CARGO_PKG_VERSION")) {
                let message = format!("the old name was kept until {text}, and that is now");
                return Err(Finding::new("history-expired", (self.at)(key), message)
                    .help("take the entry out")
                    .boxed());
            }
        }
        Ok(())
    }

    fn gone(&self, key: &str, what: &str, name: &str, near: Option<&str>) -> Box<Finding> {
        let message = format!("there is no {what} `{name}`: what was renamed has lost its target");
        let help = near.map_or_else(
            || "say what its name is now, or take the entry out".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        Finding::new("history-gone", (self.at)(key), message).help(help).boxed()
    }

    fn stale(&self, key: &str, what: &str, name: &str) -> Box<Finding> {
        let message = format!("there is a {what} `{name}`, or one that has its name in Rust");
        Finding::new("history-stale", (self.at)(key), message).help("take the entry out").boxed()
    }

    fn method(&self, model: &mut Model, old: &str) -> Checked {
        let now = &self.renamed.now;
        let (wire, api) = versioned(now);
        let is_target = |method: &&mut crate::model::Method| method.name.wire == wire && method.api == api;
        let (old_wire, old_api) = versioned(old);
        if !is_name(old_wire) || old_api != api {
            let finding = Finding::new("bad-name", (self.at)("method"), format!("`{old}` is not the name that it had"));
            return Err(finding.help("the name of a method of the same version of the API").boxed());
        }
        let has_v2 = model.methods.iter().any(|method| method.name.wire == old_wire && method.api == Api::V2);
        let names = Names::of(old_wire, if api == Api::V3 && has_v2 { "V3" } else { "" });
        let name = Named { wire: old_wire.to_owned(), ident: names.ident };
        let former = Former { name, modules: names.modules, module: names.module };
        let is_taken = model.methods.iter().any(|method| {
            method.path() == former.path() || method.former.iter().any(|known| known.path() == former.path())
        });
        if is_taken {
            return Err(self.stale("method", "method", old));
        }
        let known: Vec<String> = model.methods.iter().map(|method| method.name.wire.clone()).collect();
        let Some(method) = model.methods.iter_mut().find(is_target) else {
            return Err(self.gone("now", "method", now, nearest(now, known.iter().map(String::as_str))));
        };
        // A method at the root is its own feature.
        let first = |modules: &[String]| modules.first().cloned();
        if first(&former.modules).is_none() || first(&former.modules) != first(&method.modules) {
            let message = "a method that is in another module at the top cannot keep its old name";
            let finding = Finding::new("bad-history", (self.at)("method"), message);
            return Err(finding.help("the module is a feature of the crate: take the entry out").boxed());
        }
        method.former.push(former);
        named_in_history(&mut method.sources);
        Ok(())
    }

    fn param(&self, model: &mut Model, old: &str) -> Checked {
        let unclear = || {
            let finding = Finding::new("bad-value", (self.at)("param"), format!("`{old}` names no parameter"));
            finding.help("for example `crm.deal.add#in.fields.TITLE`, or `type:tasks.Task#title`").boxed()
        };
        let (owner, part) = old.split_once('#').ok_or_else(unclear)?;
        let (fields, items, make): (&mut Vec<Field>, &mut Vec<Item>, naming::Make) = match owner.strip_prefix("type:") {
            Some(name) => {
                let shared = model.types.iter_mut().find(|shared| shared.name == name);
                let shared = shared.ok_or_else(|| self.gone("param", "type", name, None))?;
                named_in_history(&mut shared.sources);
                return self.field(&mut Vec::new(), &mut shared.items, Some(0), part, naming::field);
            }
            None => {
                let (wire, api) = versioned(owner);
                let method = model.methods.iter_mut().find(|method| method.name.wire == wire && method.api == api);
                let method = method.ok_or_else(|| self.gone("param", "method", owner, None))?;
                named_in_history(&mut method.sources);
                (&mut method.params, &mut method.items, naming::setter)
            }
        };
        let part = part.strip_prefix("in.").ok_or_else(unclear)?;
        self.field(fields, items, None, part, make)
    }

    /// Follows a path of names from the fields to one of them; `place` is the object among the items that has them.
    fn field(
        &self,
        params: &mut Vec<Field>,
        items: &mut Vec<Item>,
        place: Option<usize>,
        part: &str,
        make: naming::Make,
    ) -> Checked {
        let fields = match place.and_then(|place| items.get_mut(place)) {
            Some(Item::Object(object)) => &mut object.fields,
            _ => &mut *params,
        };
        let inner = fields.iter().find_map(|field| {
            let rest = part.strip_prefix(&field.name.wire)?.strip_prefix('.')?;
            Some((local(&field.ty)?, rest.to_owned()))
        });
        if let Some((place, rest)) = inner {
            return self.field(params, items, Some(place), &rest, naming::field);
        }
        let ident = make(part).ok_or_else(|| self.stale("param", "parameter", part))?;
        if fields.iter().any(|field| field.name.wire == part || field.names().any(|name| name == ident)) {
            return Err(self.stale("param", "parameter", part));
        }
        let now = &self.renamed.now;
        let names: Vec<String> = fields.iter().map(|field| field.name.wire.clone()).collect();
        let target = fields.iter_mut().find(|field| field.name.wire == *now && field.pattern.is_none());
        let target =
            target.ok_or_else(|| self.gone("now", "parameter", now, nearest(now, names.iter().map(String::as_str))))?;
        target.former.push(Named { wire: part.to_owned(), ident });
        Ok(())
    }
}

/// Adds the file of former names to the files that something is made of.
fn named_in_history(sources: &mut Vec<String>) {
    if !sources.iter().any(|source| source == "history.yaml") {
        sources.push("history.yaml".to_owned());
    }
}

/// Returns the object in a method's own module that a type is, or contains.
fn local(ty: &Type) -> Option<usize> {
    let mut found = None;
    ty.for_each_item(&mut |item| {
        if let ItemRef::Local(place) = item {
            found = Some(place);
        }
    });
    found
}

/// Splits a method's name and version: `tasks.task.get@v3`.
fn versioned(name: &str) -> (&str, Api) {
    name.strip_suffix("@v3").map_or((name, Api::V2), |name| (name, Api::V3))
}

fn version(text: &str) -> Option<(u64, u64, u64)> {
    let mut parts = text.split('.').map(|part| part.parse().ok());
    let version = (parts.next()??, parts.next()??, parts.next()??);
    parts.next().is_none().then_some(version)
}
