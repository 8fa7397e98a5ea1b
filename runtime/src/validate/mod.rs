//! Checks parameters against the documented rules: [`params`]. Rules are told by the [`catalogue`](crate::catalogue); this
//! is their one interpreter, for typed requests and for JSON alike. It allocates only when a rule is violated.

mod check;
mod date;
mod fits;
mod signs;
mod similar;

use serde_json::{Map, Value};

pub(crate) use signs::SIGNS;
pub(crate) use similar::similar_custom;

use crate::catalogue::Method;
use crate::error::{Level, Violation, Violations};
use check::Check;

/// Checks the parameters of a call. Warnings alone are no error.
pub fn params(method: &'static Method, params: &Map<String, Value>) -> Result<(), Violations> {
    let list = Check::of(method).run(method.params, params);
    let is_wrong = list.iter().any(|violation| violation.level() == Level::Error);
    if is_wrong { Err(Violations { method: method.name, list }) } else { Ok(()) }
}

/// Returns all findings about the parameters of a call, warnings among them.
pub fn findings(method: &'static Method, params: &Map<String, Value>) -> Vec<Violation> {
    Check::of(method).run(method.params, params)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Check, findings, params};
    use crate::catalogue::{Api, Errors, Field, Fields, Items, Kind, Method, Shape, Type};
    use crate::error::Rule;

    const NODE: Shape = Shape::Shared(Type { name: "test.Node", fields: Fields::List(&NODE_FIELDS) });

    static NODE_FIELDS: [Field; 3] = [
        Field::required("id", Shape::Id),
        // A static may name itself; a constant in it may not name it.
        Field::optional(
            "children",
            Shape::List(Items::of(Shape::Shared(Type { name: "test.Node", fields: Fields::List(&NODE_FIELDS) }))),
        ),
        Field::optional("UF_<name>", Shape::Any),
    ];

    static METHOD: Method = Method {
        name: "test.method",
        api: Api::V2,
        scopes: &[],
        kind: Kind::Write,
        docs: "https://docs/",
        batchable: None,
        deprecated: None,
        positional: &[],
        pager: None,
        params: Fields::List(&[
            Field::required("ID", Shape::Id).min(1.0),
            Field::optional("ROLE", Shape::String).values(&["E", "K"]),
            Field::optional("USERS", Shape::OneOrMany(Items::of(Shape::Id))).max_length(2),
            Field::optional("NODE", NODE),
            Field::optional("FLAG", Shape::Boolean),
            Field::unknown("DAY", Shape::Nullable(Items::of(Shape::Date))),
            Field::optional("NAME", Shape::String).max_length(3),
            Field::optional("KIND", Shape::String).known(&["a", "b"]),
            Field::optional("SELECT", Shape::List(Items::of(Shape::String))).known(&["ID"]),
        ]),
        errors: Errors::NONE,
    };

    #[track_caller]
    fn violations(value: Value) -> Vec<(String, Rule)> {
        let Value::Object(map) = value else { panic!("not an object") };
        findings(&METHOD, &map).into_iter().map(|found| (found.path, found.rule)).collect()
    }

    #[test]
    fn what_the_api_takes_passes() {
        for good in [
            json!({ "ID": 1 }),
            json!({ "id": "17", "auth": "token" }),
            json!({ "ID": 1, "USERS": 5, "FLAG": "true", "DAY": null }),
            json!({ "ID": 1, "USERS": [5, "6"], "FLAG": "Y", "NODE": [] }),
            json!({ "ID": 1, "NODE": { "id": 1, "UF_X": {}, "children": [{ "id": 2 }] } }),
        ] {
            assert_eq!(violations(good.clone()), [], "{good}");
        }
    }

    #[test]
    fn all_violations_are_returned_with_their_paths() {
        let found = violations(json!({
            "ROLE": "X",
            "USERS": [1, 2, 3],
            "NODE": { "children": [{ "id": 1 }, { "idd": 2 }] },
            "FLAG": "maybe",
            "NAME": "long",
            "rol": 1,
        }));
        let expected = [
            ("ID", Rule::Required),
            ("ROLE", Rule::Values { allowed: &["E", "K"] }),
            ("USERS", Rule::MaxLength(2)),
            ("NODE.id", Rule::Required),
            ("NODE.children[1].id", Rule::Required),
            ("NODE.children[1].idd", Rule::Unknown { similar: None }),
            ("FLAG", Rule::Type { expected: "boolean", found: "string" }),
            ("NAME", Rule::MaxLength(3)),
            ("rol", Rule::Unknown { similar: None }),
        ];
        assert_eq!(found, expected.map(|(path, rule)| (path.to_owned(), rule)));
    }

    #[test]
    fn what_is_not_known_is_a_warning() {
        let is_sent = |value: Value| params(&METHOD, value.as_object().expect("an object")).is_ok();
        assert!(is_sent(json!({ "ID": 1, "rol": 1, "KIND": "new", "DAY": "2026-13-01" })));
        assert!(!is_sent(json!({ "ID": 1, "ROLE": "X" })), "all values are listed");
        let found = violations(json!({ "ID": 1, "KIND": "new", "DAY": "2026-13-01" }));
        let expected = [("KIND", Rule::Unlisted { known: &["a", "b"] }), ("DAY", Rule::Date)];
        assert_eq!(found, expected.map(|(path, rule)| (path.to_owned(), rule)));
        assert_eq!(violations(json!({ "ID": "$result[add][id]", "USERS": "$result[add]", "FLAG": "$result[x]" })), []);
        assert_eq!(violations(json!({ "ID": 1, "SELECT": ["*", "UF_*"] })), []);
    }

    #[test]
    fn values_of_a_batch_stand_for_any_inside_of_lists() {
        assert_eq!(
            violations(json!({ "ID": 1, "USERS": ["$result[add]", 5], "NODE": { "id": "$result[x][id]" } })),
            []
        );
        assert_eq!(violations(json!({ "ID": 1, "NODE": "$result[x]", "FLAG": "" })), []);
    }

    #[test]
    fn a_word_in_another_case_is_a_warning() {
        assert_eq!(
            violations(json!({ "ID": 1, "ROLE": "e" })),
            [("ROLE".to_owned(), Rule::Unlisted { known: &["E", "K"] })]
        );
        assert_eq!(
            violations(json!({ "ID": 1, "ROLE": "x" })),
            [("ROLE".to_owned(), Rule::Values { allowed: &["E", "K"] })]
        );
    }

    #[test]
    fn a_list_in_a_filter_stands_for_any_of_its_items() {
        static INSIDE: [Field; 2] = [Field::optional("ID", Shape::Integer), Field::optional("DAY", Shape::Date)];
        static FIELDS: [Field; 2] = [
            Field::optional("FILTER", Shape::Object(Fields::List(&INSIDE))),
            Field::optional("FIELDS", Shape::Object(Fields::List(&INSIDE))),
        ];
        let type_of = |expected, found| Rule::Type { expected, found };
        for (params, expected) in [
            (json!({ "FILTER": { "ID": [1, "2"], "DAY": ["2026-01-31"] } }), None),
            (json!({ "filter": { "ID": [1, "x"] } }), Some(("filter.ID[1]", type_of("integer", "string")))),
            (json!({ "FIELDS": { "ID": [1] } }), Some(("FIELDS.ID", type_of("integer", "array")))),
        ] {
            let found = Check::of(&METHOD).run(Fields::List(&FIELDS), params.as_object().expect("an object"));
            let found: Vec<(&str, &Rule)> = found.iter().map(|one| (one.path.as_str(), &one.rule)).collect();
            let expected: Vec<(&str, &Rule)> = expected.iter().map(|(path, rule)| (*path, rule)).collect();
            assert_eq!(found, expected, "{params}");
        }
    }

    #[test]
    fn a_parameter_may_be_required_by_others() {
        static FIELDS: [Field; 3] = [
            Field::optional("KIND", Shape::String),
            Field::unknown("CHAT", Shape::Id).when(&[("KIND", &["a"]), ("PHONE", &[])]),
            Field::unknown("PHONE", Shape::String).unless(&["CHAT", "KIND"]),
        ];
        let with = |other| Rule::RequiredWith { other };
        for (params, expected) in [
            (json!({ "KIND": "b" }), None),
            (json!({ "KIND": "a" }), Some(("CHAT", with("KIND")))),
            (json!({ "kind": "a", "chat": 5 }), None),
            (json!({ "PHONE": "1" }), Some(("CHAT", with("PHONE")))),
            (json!({}), Some(("PHONE", Rule::RequiredUnless { others: &["CHAT", "KIND"] }))),
            (json!({ "CHAT": null, "KIND": "b" }), None),
        ] {
            let found = Check::of(&METHOD).run(Fields::List(&FIELDS), params.as_object().expect("an object"));
            let found: Vec<(&str, &Rule)> = found.iter().map(|one| (one.path.as_str(), &one.rule)).collect();
            let expected: Vec<(&str, &Rule)> = expected.iter().map(|(path, rule)| (*path, rule)).collect();
            assert_eq!(found, expected, "{params}");
        }
    }

    #[test]
    fn effects_and_characters_are_checked() {
        static FIELDS: [Field; 4] = [
            Field::optional("CREATED", Shape::DateTime).read_only(),
            Field::optional("WIDTH", Shape::Integer).only(&[("HEIGHT", &[])]),
            Field::optional("SHOW", Shape::String).only(&[("KIND", &["LIST", "UI"])]),
            Field::optional("CODE", Shape::String).characters("A-Z0-9_\\-"),
        ];
        let code = Rule::Characters { allowed: "A-Z0-9_\\-" };
        for (params, expected) in [
            (json!({ "CREATED": "2026-01-31T10:00:00+03:00" }), Some(("CREATED", Rule::ReadOnly))),
            (json!({ "WIDTH": 5, "HEIGHT": 5 }), None),
            (json!({ "WIDTH": 5 }), Some(("WIDTH", Rule::NoEffect { other: "HEIGHT" }))),
            (json!({ "SHOW": "x", "KIND": "UI" }), None),
            // It may be `LIST` by default.
            (json!({ "SHOW": "x" }), None),
            (json!({ "SHOW": "x", "KIND": "MAP" }), Some(("SHOW", Rule::NoEffect { other: "KIND" }))),
            (json!({ "CODE": "A-1_" }), None),
            (json!({ "CODE": "a b" }), Some(("CODE", code))),
        ] {
            let found = Check::of(&METHOD).run(Fields::List(&FIELDS), params.as_object().expect("an object"));
            let is_known = |rule: &Rule| !matches!(rule, Rule::Unknown { .. });
            let found = found.iter().filter(|one| is_known(&one.rule));
            let found: Vec<(&str, &Rule)> = found.map(|one| (one.path.as_str(), &one.rule)).collect();
            let expected: Vec<(&str, &Rule)> = expected.iter().map(|(path, rule)| (*path, rule)).collect();
            assert_eq!(found, expected, "{params}");
        }
    }

    #[test]
    fn a_misspelt_name_gets_a_suggestion() {
        let found = violations(json!({ "ID": 0, "U_SERS": 1, "NAEM": "x" }));
        let expected = [
            ("ID", Rule::Min(1.0)),
            ("U_SERS", Rule::Unknown { similar: Some("USERS") }),
            ("NAEM", Rule::Unknown { similar: Some("NAME") }),
        ];
        assert_eq!(found, expected.map(|(path, rule)| (path.to_owned(), rule)));
    }
}
