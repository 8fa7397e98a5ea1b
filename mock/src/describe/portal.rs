//! What a portal says of itself: scopes, methods, features, and the fields of users and departments.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::call::Call;
use super::fields;
use crate::answer::Answer;
use crate::fail::Fail;
use crate::request::ApiVersion;
use crate::schema::Catalogue;
use crate::things::Subject;

/// Answers `user.fields`: names and titles.
pub(super) fn user_fields(call: Call<'_>, catalogue: &Catalogue) -> Answer {
    let fields = catalogue.fields("user.User").iter().filter(|field| field.pattern.is_none());
    let title = |wire: &str| if wire == "ID" { wire.to_owned() } else { fields::title(wire) };
    let thing = call.state.things.as_ref().and_then(|things| things.get(Subject::User));
    let customs = thing.into_iter().flat_map(|thing| thing.customs());
    let customs = customs.map(|field| (field.upper.clone(), field.title.as_str().into()));
    let map: Map<String, Value> =
        fields.map(|field| (field.name.wire.clone(), title(&field.name.wire).into())).chain(customs).collect();
    Answer::of(&Value::Object(map))
}

/// Answers `department.fields`: names and titles.
pub(super) fn department_fields() -> Answer {
    Answer::of(&json!({
        "ID": "ID",
        "NAME": "Name",
        "SORT": "Sorting",
        "PARENT": "Parent department",
        "UF_HEAD": "Head",
    }))
}

/// Answers `scope`: those of the caller, or all that there are.
pub(super) fn scope(call: Call<'_>, catalogue: &Catalogue) -> Answer {
    let all = || catalogue.methods().flat_map(|method| &method.scopes).map(String::as_str).collect::<BTreeSet<_>>();
    let scopes = match call.state.scopes.as_ref().filter(|_| !call.flag("full")) {
        Some(own) => own.iter().map(String::as_str).collect(),
        None => all(),
    };
    Answer::of(&json!(scopes))
}

/// Answers `methods`: those that the caller may call, or those of a scope.
pub(super) fn methods(call: Call<'_>, catalogue: &Catalogue) -> Answer {
    let wanted = call.param("scope").and_then(Value::as_str);
    let is_full = call.flag("full");
    let has = |scope: &String| match (wanted, &call.state.scopes) {
        (Some(wanted), _) => scope == wanted,
        (None, Some(own)) if !is_full => scope == "basic" || own.contains(scope),
        (None, _) => true,
    };
    let methods = catalogue.methods().filter(|method| crate::schema::version(method.api) == ApiVersion::V2);
    let may = |scopes: &[String]| (scopes.is_empty() && wanted.is_none_or(str::is_empty)) || scopes.iter().any(has);
    let names: Vec<&str> =
        methods.filter(|method| may(&method.scopes)).map(|method| method.name.wire.as_str()).collect();
    Answer::of(&json!(names))
}

/// Answers `feature.get`: the portal has every feature.
pub(super) fn feature(call: Call<'_>) -> Result<Answer, Fail> {
    match call.param("CODE").and_then(Value::as_str).filter(|code| !code.is_empty()) {
        Some(_) => Ok(Answer::of(&json!({ "value": "Y" }))),
        None => Err(call.refused("CODE_EMPTY", "CODE can't be empty")),
    }
}
