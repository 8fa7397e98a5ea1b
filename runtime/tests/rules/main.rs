//! Rules and errors in the form in which they are emitted: what a check finds, what can be asked of them, how errors read.

mod allocations;
mod emitted;
mod things;

use bitrix24_runtime::catalogue::{Field, Fields, Items, Shape};
use bitrix24_runtime::error::ApiError;
use bitrix24_runtime::lookup::Catalogue;
use bitrix24_runtime::validate::findings;
use bitrix24_runtime::{Api, Dynamic, Error, KnownError, Level, Method, Reader, Request, Rules, Value, json, typed};
use emitted::{delegate, list, save, types};

/// What a call with these parameters is told, warnings among it, without the address of the page.
#[track_caller]
fn told(method: &'static Method, params: Value) -> String {
    let request = Dynamic::of(method, params);
    let found = findings(method, request.params().as_map());
    let is_wrong = found.iter().any(|one| one.level() == Level::Error);
    assert_eq!(request.validate().is_err(), is_wrong, "warnings stop nothing");
    let lines: Vec<String> = found.iter().map(|one| format!("`{}` {}", one.path, one.rule)).collect();
    if lines.is_empty() { "valid".to_owned() } else { lines.join("\n") }
}

#[test]
fn what_the_rules_allow_is_valid() {
    for params in emitted::valid() {
        assert_eq!(told(save::Save::METHOD, params.clone()), "valid", "{params}");
    }
}

#[test]
fn all_that_is_wrong_is_told_in_the_order_of_the_parameters() {
    let params = json!({
        "limit": 51,
        "ROLE": "X",
        "USERS": [1, 2, 3],
        "tags": ["a", {}],
        "fields": { "NAEM": "x", "PRICE": -1 },
        "task": { "children": [{ "id": 1 }, { "title": "no id" }] },
        "value": true,
        "period": { "from": "a", "to": "b" },
        "day": "tomorrow",
        "U_SERS": 1,
    });
    insta::assert_snapshot!(told(save::Save::METHOD, params), @r"
    `taskId` is required
    `limit` has to be at most 50
    `ROLE` has to be one of E, K
    `USERS` has to have a length of at most 2
    `tags[1]` has to be string, not object
    `fields.NAME` is required
    `fields.NAEM` is not a parameter of this method; did you mean `NAME`?
    `fields.PRICE` has to be at least 0
    `task.id` is required
    `task.children[1].id` is required
    `value` has to be integer, not boolean
    `period.from` has to be integer, not string
    `period.to` has to be integer, not string
    `day` has to be date, not string
    `U_SERS` is not a parameter of this method; did you mean `USERS`?
    ");
}

#[test]
fn what_is_wrong_with_a_union_is_told_of_the_option_that_is_meant() {
    let value = |value: Value| told(save::Save::METHOD, json!({ "taskId": 1, "value": value }));
    assert_eq!(value(json!([1, "a"])), "valid");
    assert_eq!(value(json!(true)), "`value` has to be integer, not boolean");
    assert_eq!(value(json!(["a", {}])), "`value[1]` has to be string, not object");
    let period = |period: Value| told(save::Save::METHOD, json!({ "taskId": 1, "period": period }));
    assert_eq!(period(json!({ "days": ["1"] })), "valid");
    assert_eq!(period(json!({ "from": 1, "untl": 2 })), "`period.untl` is not a parameter of this method");
    assert_eq!(period(json!({ "days": ["x"] })), "`period.days[0]` has to be integer, not string");
}

#[test]
fn names_are_taken_in_any_case_by_version_2_alone() {
    assert_eq!(told(save::Save::METHOD, json!({ "TASKID": 1, "users": 1, "auth": "token" })), "valid");
    assert_eq!(
        told(list::List::METHOD, json!({ "SELECT": ["id"] })),
        "`SELECT` is not a parameter of this method; did you mean `select`?"
    );
}

#[test]
fn the_first_page_may_be_asked_of_any_method() {
    let told = |start: Value| told(save::Save::METHOD, json!({ "taskId": 1, "start": start }));
    assert_eq!((told(json!(0)), told(json!("0"))), ("valid".to_owned(), "valid".to_owned()));
    assert_eq!(told(json!(50)), "`start` is not a parameter of this method");
}

#[test]
fn more_parameters_than_are_looked_for_at_once_are_found() {
    let mut fields: serde_json::Map<String, Value> = (0..150).map(|index| (format!("UF_{index}"), json!(1))).collect();
    fields.insert("PRICE".to_owned(), json!(-1));
    fields.insert("NAMES".to_owned(), json!(1));
    let found = told(save::Save::METHOD, json!({ "taskId": 1, "fields": fields.clone() }));
    assert_eq!(
        found,
        "`fields.NAME` is required\n`fields.PRICE` has to be at least 0\n\
         `fields.NAMES` is not a parameter of this method; did you mean `NAME`?"
    );
    fields.shift_remove("NAMES");
    fields.extend([("PRICE".to_owned(), json!(1)), ("NAME".to_owned(), json!("at the end"))]);
    assert_eq!(told(save::Save::METHOD, json!({ "taskId": 1, "fields": fields })), "valid");
}

#[test]
fn operators_stand_before_names_in_version_2() {
    let filter = |filter: Value| told(save::Save::METHOD, json!({ "taskId": 1, "filter": filter }));
    assert_eq!(filter(json!({ ">=ID": 1, "=UF_X": 2, "TITLE": "x" })), "valid");
    assert_eq!(filter(json!({ "%TITLE": "x" })), "`filter.%TITLE` has an operator that is not one of >=, =");
    let by = |by: Value| told(save::Save::METHOD, json!({ "taskId": 1, "by": by }));
    assert_eq!(by(json!({ "@ID": [1, 2], "ID": 1, "!UF_X": "any" })), "valid");
    assert_eq!(
        by(json!({ "%ID": 1, "@IDD": 1, "ID": [] })),
        "`by.%ID` is not a parameter of this method\n`by.@IDD` is not a parameter of this method\n\
         `by.ID` has to be id, not array"
    );
}

#[test]
fn operators_stand_in_conditions_in_rest_3() {
    let filter = |filter: Value| told(list::List::METHOD, json!({ "filter": filter }));
    assert_eq!(filter(json!([["id", "IN", [1, 2]], { "logic": "or", "conditions": [["id", ">", 5]] }])), "valid");
    assert_eq!(
        filter(json!([["id", "%", 1], { "logic": "or", "conditions": [["id", "like", 5]] }])),
        "`filter[0]` has an operator that is not one of =, !=, >, >=, <, <=, in, between\n\
         `filter[1].conditions[0]` has an operator that is not one of =, !=, >, >=, <, <=, in, between"
    );
}

#[test]
fn an_object_of_which_nothing_is_described_takes_any_names() {
    fn nothing(_: &mut Rules<'_>) {}
    static OPEN: [Field; 2] = [
        Field::optional("object", Shape::Object(Fields::Rules(nothing))),
        Field::optional("objects", Shape::OneOrMany(Items::of(Shape::Object(Fields::NONE)))),
    ];
    static METHOD: Method = Method { params: Fields::List(&OPEN), ..emitted::method("a.method", Api::V2) };
    assert_eq!(told(&METHOD, json!({ "object": { "a": 1 }, "objects": [{ "b": 1 }] })), "valid");
    assert_eq!(told(&METHOD, json!({ "objects": { "b": 1 }, "object": 1 })), "`object` has to be object, not number");
}

#[test]
fn the_facts_of_fields_can_be_asked_for() {
    let facts: Vec<String> = save::Save::METHOD.params.iter().map(|field| fact(&field)).collect();
    insta::assert_snapshot!(facts.join("\n"), @r#"
    taskId Some(true) Id
    filter Some(false) Map(Any) [">=", "="]
    by Some(false) Object(["ID", "UF_<name>"]) ["@", "!"]
    USERS None OneOrMany(Id) up to 2 long
    ROLE Some(false) String ["E", "K"]
    tags Some(false) List(String)
    day Some(false) Nullable(Date)
    at Some(false) DateTime
    since Some(false) Timestamp
    fields Some(false) Object(["NAME", "PRICE", "ACTIVE", "UF_<name>"])
    task Some(false) Shared(tasks.Task)
    value Some(false) OneOf([Integer, List(String)])
    period Some(false) Nullable(OneOf([Integer, Object(["from", "to"]), Object(["days"])]))
    limit Some(false) Integer min 1 max 50
    scan Some(false) File
    UF_<name> Some(false) Any
    "#);
    let limit = save::Save::METHOD.params.find(|field| field.name == "limit").expect("it is told");
    assert_eq!((limit.min, limit.max, limit.required), (Some(1.0), Some(50.0), Some(false)));
    assert!(Fields::NONE.is_empty() && !save::Save::METHOD.params.is_empty());
}

fn fact(field: &Field) -> String {
    let mut text = format!("{} {:?} {:?}", field.name, field.required, field.shape);
    for (name, limit) in [("min", field.min), ("max", field.max)] {
        text += &limit.map_or(String::new(), |limit| format!(" {name} {limit}"));
    }
    text += &field.max_length.map_or(String::new(), |len| format!(" up to {len} long"));
    for list in [field.values, field.operators].iter().filter(|list| !list.is_empty()) {
        text += &format!(" {list:?}");
    }
    text
}

#[test]
fn a_plain_field_is_told_in_words() {
    fn functions(p: &mut Rules<'_>) {
        p.required("ids").list().integer();
        p.optional("by").map().nullable().string();
        p.unknown("price").double();
        p.unknown("UF_<name>").one_or_many().boolean();
        p.optional("any").any();
    }
    let words = Fields::Plain(&[
        "ids* list integer",
        "by map nullable string",
        "price? double",
        "UF_<name>? one_or_many boolean",
        "any any",
    ]);
    let facts = |fields: Fields| fields.iter().map(|field| fact(&field)).collect::<Vec<_>>();
    assert_eq!(facts(words), facts(Fields::Rules(functions)));
}

#[test]
fn a_type_may_hold_itself() {
    let shape = |fields: Fields, name: &str| fields.find(|field| field.name == name).map(|field| field.shape);
    let mut fields = Fields::Rules(types::tasks::Task::rules);
    for _ in 0..100 {
        let Some(Shape::List(items)) = shape(fields, "children") else { panic!("it is a list") };
        let Shape::Shared(task) = items.shape() else { panic!("of tasks") };
        assert_eq!(task.name, "tasks.Task");
        fields = task.fields;
    }
    assert_eq!(format!("{:?}", Fields::Rules(types::tasks::Task::rules)), r#"["id", "title", "children"]"#);
}

#[test]
fn types_nest_up_to_a_depth() {
    fn lists<const COUNT: usize>(p: &mut Rules<'_>) {
        let field = p.option();
        for _ in 0..COUNT {
            field.list();
        }
        field.id();
    }
    fn depth(mut shape: Shape) -> (usize, Shape) {
        let mut depth = 0;
        while let Shape::List(items) = shape {
            (shape, depth) = (items.shape(), depth + 1);
        }
        (depth, shape)
    }
    let told = |rules| Fields::Rules(rules).find(|_| true).map(|field| depth(field.shape));
    assert!(matches!(told(lists::<32>), Some((32, Shape::Id))));
    assert!(matches!(told(lists::<40>), Some((32, Shape::Any))), "deeper is anything");
    let nested = |count| depth((0..count).fold(Shape::Id, |shape, _| Shape::List(Items::of(shape))));
    assert!(matches!(nested(33), (33, Shape::Id)));
    assert!(matches!(nested(40), (33, Shape::Any)), "deeper is anything");
}

#[test]
fn a_name_may_be_a_pattern() {
    let field = Field::optional("UF_<name>", Shape::Any);
    assert!(field.is_named("UF_CRM_1"));
    assert!(!field.is_named("UF_") && !field.is_named("TITLE"));
}

/// The error that a call gives for this answer.
fn answered(code: &str, message: &str) -> Error {
    let body = json!({ "error": code, "error_description": message }).to_string();
    typed::<delegate::Delegate>(delegate::Delegate::METHOD, body.as_bytes(), Reader::Text).expect_err("it is an error")
}

#[test]
fn an_error_is_known_by_its_code_and_message() {
    let error = answered("0", "Wrong task id");
    assert_eq!(error.known(), Some(delegate::Error::WrongTaskId));
    assert!(error.is(delegate::Error::WrongTaskId) && !error.is(delegate::Error::Busy));
    assert_eq!(answered("0", "not allowed").known(), Some(delegate::Error::NotAllowed));
    assert_eq!(answered("0", "out of order").known::<delegate::Error>(), None);
    assert_eq!(error.api().map(ApiError::code), Some("0"));
}

#[test]
fn an_error_has_the_facts_of_its_row() {
    use delegate::Error::{Busy, NoCode, NotAllowed, WrongTaskId};

    let entry = WrongTaskId.entry().expect("it is described");
    assert_eq!((entry.code, entry.message, entry.status), ("0", Some("wrong task id"), Some(400)));
    assert_eq!((entry.when, entry.retry), (&["taskId has the wrong type"][..], Some(bitrix24_runtime::Retry::Never)));
    // The rows of the table are not in the order of the variants.
    assert_eq!(Busy.entry().and_then(|entry| entry.retry), Some(bitrix24_runtime::Retry::Backoff));
    let names = [WrongTaskId, NotAllowed, Busy, NoCode].map(|error| format!("{error:?}"));
    assert_eq!(
        names,
        ["Error(0: wrong task id)", "Error(0: not allowed)", "Error(QUERY_LIMIT_EXCEEDED)", "Error(Wrong * ID)"]
    );
    assert!(WrongTaskId == WrongTaskId && WrongTaskId != NotAllowed);
}

#[test]
fn the_catalogue_has_rules_and_errors() {
    static CATALOGUE: Catalogue = Catalogue {
        modules: &[&[save::Save::METHOD], &[delegate::Delegate::METHOD, list::List::METHOD]],
        system: &emitted::system::ERRORS,
    };
    let codes: Vec<_> = CATALOGUE.errors("tasks.task.delegate").map(|error| error.code).collect();
    assert_eq!(codes, ["QUERY_LIMIT_EXCEEDED", "0", "0", "", "expired_token"]);
    assert_eq!(CATALOGUE.errors("no.such.method").count(), 1);
    assert_eq!(CATALOGUE.validate("tasks.task.delegate", &json!({ "taskId": 1, "userId": 2 })), Ok(()));
    assert_eq!(CATALOGUE.method("item.save"), Some(save::Save::METHOD));
    let errors = delegate::Delegate::METHOD.errors;
    assert_eq!((errors.len(), errors.is_empty(), save::Save::METHOD.errors.is_empty()), (4, false, true));
}
