//! Schemas made to keep the comparison busy. Nothing here looks at a clock: what took the square of its size is so large
//! that the test would not end.

use serde_json::{Value, json};

use crate::schema::{Documents, diff, whole, with};

const ADD: &str = "methods/parcel/add.yaml";

/// Returns the whole schema with these parameters of a method.
fn params(name: impl Fn(usize) -> String, body: &Value) -> Documents {
    let params: serde_json::Map<String, Value> = (0..5_000).map(|index| (name(index), body.clone())).collect();
    with(whole(), ADD, "/params", json!(params))
}

#[test]
fn many_changes_are_judged_and_found_in_one_pass() {
    let old = params(|index| format!("p{index}"), &json!("string"));
    let new = params(|index| format!("p{index}"), &json!("integer"));
    let report = diff(&old, &new);
    let last = report.rows.iter().find(|row| row.subject.as_str().ends_with("p4999")).expect("it changed");
    assert_eq!(report.rows.len(), 5_000);
    assert!(last.new.as_ref().is_some_and(|at| at.line > 1), "{:?}", last.new);
}

#[test]
fn among_very_many_names_those_are_renamed_that_differ_in_case_only() {
    let old = params(|index| format!("oldName{index}"), &json!("string"));
    let new = params(|index| format!("new{index}"), &json!("string"));
    assert_eq!(diff(&old, &new).rows.len(), 10_000, "5,000 went and 5,000 came");
    let other = params(|index| format!("OLD_NAME_{index}"), &json!("string"));
    let report = diff(&old, &other);
    assert!(report.rows.iter().all(|row| row.rule.ends_with("renamed")), "{:?}", report.rows.first());
    assert_eq!(report.rows.len(), 5_000);
}

#[test]
fn a_chain_of_types_may_be_long() {
    let chain = |last: &str| {
        let mut documents = with(whole(), ADD, "/params", json!({ "part": "chain.Part0" }));
        for index in 0..3_000 {
            let next = if index < 2_999 { format!("chain.Part{}", index + 1) } else { last.to_owned() };
            let document = json!({ "type": format!("chain.Part{index}"), "fields": { "next": next } });
            documents.insert(format!("types/chain/part{index}.yaml"), document);
        }
        documents
    };
    let report = diff(&chain("string"), &chain("integer"));
    assert_eq!(report.rows.iter().map(|row| row.subject.as_str()).collect::<Vec<_>>(), ["type:chain.Part2999#next"]);
}
