//! The exports of a small schema, as snapshots; and what has to be so for any.

use std::path::Path;

use bitrix24_export::json_schema::{self, Part};
use bitrix24_export::{Answers, html, openapi, typescript};
use bitrix24_schema::Model;
use bitrix24_schema::model::Api;
use serde_json::Value;

fn model() -> Model {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/small");
    bitrix24_schema::load(folder).unwrap_or_else(|error| panic!("{}", error.render(false)))
}

fn pretty(value: &Value) -> String {
    format!("{value:#}")
}

#[test]
fn openapi_as_servers_answer() {
    insta::assert_snapshot!(pretty(&openapi::document(&model(), Answers::Tolerant)));
}

/// What differs is the description of answers.
#[test]
fn openapi_as_documented() {
    let document = openapi::document(&model(), Answers::Strict);
    insta::assert_snapshot!(pretty(&document["components"]["schemas"]));
}

#[test]
fn one_version_has_its_own_servers() {
    let mut model = model();
    model.methods.retain(|method| method.api == Api::V3);
    let document = openapi::document(&model, Answers::Tolerant);
    let url = document["servers"][0]["url"].as_str().expect("a server");
    assert_eq!(url, "https://{portal}/rest/api/{user}/{secret}");
    assert!(document["paths"]["/parcel.add"].get("servers").is_none());
}

#[test]
fn typescript_declares_methods() {
    let text = typescript::declarations(&model(), Answers::Tolerant);
    // What is before is the same for every schema.
    let at = text.find("/** The methods of version 2. */").expect("it has methods");
    insta::assert_snapshot!(&text[at..]);
}

#[test]
fn json_schemas_stand_by_themselves() {
    let model = model();
    let params = json_schema::of_method(&model, "parcel.add", None, Part::Params, Answers::Tolerant).expect("a method");
    insta::assert_snapshot!("params", pretty(&params));
    let answer = json_schema::of_method(&model, "parcel.add", Some(Api::V3), Part::Answer, Answers::Strict);
    insta::assert_snapshot!("answer", pretty(&answer.expect("a method")));
    let shared = json_schema::of_type(&model, "parcel.Parcel", Part::Params, Answers::Tolerant).expect("a type");
    insta::assert_snapshot!("type", pretty(&shared));
}

#[test]
fn what_is_not_there_is_told_with_what_is() {
    let unknown = json_schema::of_method(&model(), "parcel.ad", None, Part::Params, Answers::Tolerant);
    let message = unknown.expect_err("no method").to_string();
    assert_eq!(message, "there is no method named `parcel.ad`; did you mean `parcel.add`?");
}

#[test]
fn a_catalogue_is_a_folder() {
    let files = html::files(&model());
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "index.html",
            "style.css",
            "app.js",
            "index.js",
            "data/errors.js",
            "data/of-events.js",
            "data/parcel.js",
            "data/types-parcel.js"
        ]
    );
    let text = |path: &str| &files.iter().find(|file| file.path == path).expect("a file").text;
    assert!(text("index.html").contains(html::MARK) && !text("index.html").contains("{{"));
    let data: String = paths[3..].iter().map(|path| text(path).as_str()).collect();
    assert!(data.contains("\\u003c/script>") && !data.contains('<'), "no text ends its script");
    insta::assert_snapshot!("catalogue", data);
}

/// Examples are right by the schemas beside them, for all methods.
#[test]
fn examples_fit() {
    let all = bitrix24_catalogue::model().expect("a catalogue");
    for answers in [Answers::Tolerant, Answers::Strict] {
        let document = openapi::document(&all, answers);
        let schemas = &document["components"]["schemas"];
        let mut wrong = Vec::new();
        for (name, item) in document["webhooks"].as_object().expect("webhooks") {
            let body = &item["post"]["requestBody"]["content"]["application/x-www-form-urlencoded"];
            let misfit = misfit(schemas, &body["schema"], &body["example"], 0);
            wrong.extend(misfit.map(|reason| format!("{name}: {reason}")));
        }
        for (path, item) in document["paths"].as_object().expect("paths") {
            let body = &item["post"]["requestBody"]["content"]["application/json"];
            let answer = &item["post"]["responses"]["200"]["content"]["application/json"];
            for (schema, example) in [
                (&body["schema"], body.get("example")),
                (&answer["schema"], answer["examples"].get("result").and_then(|result| result.get("value"))),
            ] {
                let Some(example) = example else { continue };
                wrong.extend(misfit(schemas, schema, example, 0).map(|reason| format!("{path}: {reason}")));
            }
        }
        assert!(wrong.is_empty(), "{} of {answers:?}: {wrong:#?}", wrong.len());
    }
}

/// Returns the reason for which a value does not fit, by the keys that these documents have.
fn misfit(schemas: &Value, schema: &Value, value: &Value, depth: usize) -> Option<String> {
    let wrong = || Some(format!("{value} is not {schema:.200}"));
    if let Some(name) = schema["$ref"].as_str().and_then(|pointer| pointer.strip_prefix("#/components/schemas/")) {
        return misfit(schemas, &schemas[name], value, depth + 1);
    }
    if let Some(options) = schema["anyOf"].as_array() {
        let fits = options.iter().any(|option| misfit(schemas, option, value, depth + 1).is_none());
        return if fits { None } else { wrong() };
    }
    let is_of = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        _ => value.is_null(),
    };
    let fits = match &schema["type"] {
        Value::String(name) => is_of(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).any(is_of),
        _ => true,
    };
    let is_listed = schema["enum"].as_array().is_none_or(|values| values.contains(value));
    let length = |value: &Value| value.as_str().map_or(0, |text| text.chars().count() as u64);
    let is_short = schema["maxLength"].as_u64().is_none_or(|longest| length(value) <= longest);
    if !fits || !is_listed || !is_short || depth > 60 {
        return wrong();
    }
    if let (Some(items), Some(values)) = (schema.get("items"), value.as_array()) {
        return values.iter().find_map(|value| misfit(schemas, items, value, depth + 1));
    }
    let fields = value.as_object()?;
    let lacks = |name: &&str| !fields.contains_key(*name);
    let mut required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    if let Some(name) = required.find(lacks) {
        return Some(format!("{value} lacks {name}"));
    }
    fields.iter().find_map(|(name, value)| misfit(schemas, schema["properties"].get(name)?, value, depth + 1))
}
