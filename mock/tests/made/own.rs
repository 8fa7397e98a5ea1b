//! Parameters and answers of custom fields' own types.

use std::sync::Arc;

use bitrix24_mock::{Builder, Portal};
use serde_json::{Value, json};

use crate::{call, result, start};

/// Returns the settings of a portal with methods that take and answer such fields.
fn obstacles() -> Builder {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/goldens/obstacles/schema");
    Portal::builder().model(Arc::new(bitrix24_schema::load(folder).expect("the schema is well")))
}

fn params() -> Value {
    json!({ "budget": "5.50|EUR", "place": "Main Street|1;2|3", "link": "T40c_3", "isNew": "Y", "plan": ["a.txt", "eA=="] })
}

#[test]
fn values_of_these_types_are_taken_and_others_refused() {
    let portal = start(obstacles());
    result(&portal, "obstacle.custom", params());
    for (name, wrong) in [
        ("budget", json!("five|EUR")),
        ("budget", json!(["5|EUR"])),
        ("place", json!({ "text": "Main Street" })),
        ("link", json!("D_")),
        ("link", json!({ "id": 1 })),
        ("isNew", json!("perhaps")),
    ] {
        let mut params = params();
        params[name] = wrong.clone();
        let answer = call(&portal, "obstacle.custom", params);
        assert!(answer.status >= 400 && answer.json().to_string().contains(name), "{wrong}: {}", answer.json());
    }
    // An empty text clears a field, and a thing of the only kind is a number.
    let mut params = params();
    (params["budget"], params["place"], params["link"]) = (json!(""), json!(""), json!(7));
    result(&portal, "obstacle.custom", params);
}

#[test]
fn answers_are_of_these_types() {
    let portal = start(obstacles());
    let deal = result(&portal, "obstacle.custom", params());
    let (amount, currency) = deal["UF_CRM_BUDGET"].as_str().and_then(|text| text.split_once('|')).expect("two parts");
    assert!(amount.parse::<f64>().is_ok() && currency == "EUR");
    assert!(deal["UF_CRM_PLACE"].as_str().is_some_and(|text| !text.is_empty()));
    assert!(deal["ufCrmLinks"][0].as_str().is_some_and(|link| link.starts_with("D_")));
    assert!(["Y", "N"].contains(&deal["ufCrmNew"].as_str().expect("a text")));
    assert!(deal["UF_CRM_PLAN"]["downloadUrl"].is_string() && deal["ufCrmPlans"][0]["urlMachine"].is_string());
    assert!(["C1:NEW", "C1:WON"].contains(&deal["ufCrmStage"].as_str().expect("a text")));
}
