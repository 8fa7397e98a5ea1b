//! What lists are asked for by the fields of their items, and what a portal makes of it.

#[path = "common/requests.rs"]
mod requests;

use bitrix24_mock::{Limits, Portal};
use bitrix24_runtime::{Client, DateTime, Error, Id, ListRequest, Of, Request, Rule, Value, json};
use requests::{crm::deal, tasks::task, user};

fn params(request: &impl Request) -> Value {
    Value::Object(request.params().as_map().clone())
}

fn rules(request: &impl Request) -> Vec<(String, Rule)> {
    let violations = request.validate().err();
    let errors = violations.iter().flatten().cloned();
    errors.chain(request.warnings()).map(|violation| (violation.path, violation.rule)).collect()
}

fn with(mut request: deal::List, name: &str, value: Value) -> deal::List {
    request.params_mut().insert(name, value);
    request
}

async fn sent(request: impl Request + Clone + 'static) -> Error {
    let portal = Portal::builder().limits(Limits::none()).start().expect("a portal");
    let client = Client::webhook(&portal.webhook_url()).expect("an address");
    let error = client.call(request).await.map(drop).expect_err("it is not sent");
    assert_eq!(portal.requests().len(), 0, "{error}");
    error
}

#[test]
fn version_2_writes_operators_before_names() {
    let request = deal::List::new().filter_by(|filter| {
        filter
            .eq(|deal| &deal.title, "x")
            .ne(|deal| &deal.title, "y")
            .gt(|deal| &deal.id, 5)
            .le(|deal| &deal.opportunity, 10.5)
            .one_of(|deal| &deal.company_id, [1, 2])
            .none_of(|deal| &deal.stage_id, ["WON"])
            .contains(|deal| &deal.title, "z")
            .like(|deal| &deal.title, "a%")
            .raw("!UF_CRM_SIZE", json!(null))
    });
    let expected = json!({
        "=TITLE": "x", "!=TITLE": "y", ">ID": 5, "<=OPPORTUNITY": 10.5, "@COMPANY_ID": [1, 2], "!@STAGE_ID": ["WON"],
        "%TITLE": "z", "=%TITLE": "a%", "!UF_CRM_SIZE": null,
    });
    assert_eq!(params(&request)["filter"], expected);
    assert_eq!(rules(&request), []);
}

#[test]
fn a_value_is_written_as_the_field_is_answered() {
    let day = || DateTime::from("2026-01-02T03:04:05+00:00");
    let request = deal::List::new().filter_by(|filter| {
        let filter = filter.eq(|deal| &deal.closed, true).ge(|deal| &deal.begins, day());
        filter
            .lt(|deal| &deal.touched, day())
            .eq(|deal| &deal.id, Id::from("7"))
            .gt(|deal| &deal.company_id, Id::from(3))
    });
    let expected = json!({
        "=CLOSED": "Y", ">=BEGINDATE": "2026-01-02T03:04:05+00:00", "<TOUCHED": 1_767_323_045, "=ID": "7", ">COMPANY_ID": 3,
    });
    assert_eq!(params(&request)["filter"], expected);
}

#[test]
fn tasks_of_version_2_are_asked_for_by_other_names_and_signs() {
    let request = task::List::new()
        .filter_by(|filter| {
            let filter = filter.eq(|task| &task.responsible_id, 1).ne(|task| &task.status, "5");
            filter.one_of(|task| &task.id, [3, 4])
        })
        .select_by(|select| select.field(|task| &task.id).field(|task| &task.responsible_id))
        .order_by(|order| order.desc(|task| &task.responsible_id).asc_name("DEADLINE"));
    let expected = json!({
        "filter": { "RESPONSIBLE_ID": 1, "!STATUS": "5", "ID": [3, 4] },
        "select": ["ID", "RESPONSIBLE_ID"],
        "order": { "RESPONSIBLE_ID": "DESC", "DEADLINE": "ASC" },
    });
    assert_eq!(params(&request), expected);
    assert_eq!(rules(&request), []);
}

#[test]
fn rest_3_writes_conditions_and_groups() {
    let request = task::ListV3::new().filter_by(|filter| {
        let filter = filter.eq(|task| &task.status, "NEW").between(|task| &task.id, 1, 9);
        filter.any(|any| any.one_of(|task| &task.responsible_id, [1, 2]).ge(|task| &task.id, 3)).condition(
            "ufAuto",
            "in",
            json!([1]),
        )
    });
    let expected = json!([
        ["status", "=", "NEW"],
        ["id", "between", [1, 9]],
        { "logic": "or", "conditions": [["responsibleId", "in", [1, 2]], ["id", ">=", 3]] },
        ["ufAuto", "in", [1]],
    ]);
    assert_eq!(params(&request)["filter"], expected);
    assert_eq!(rules(&request), []);
}

#[test]
fn an_operator_that_is_not_documented_is_told() {
    let two = deal::List::new().filter_by(|filter| filter.between(|deal| &deal.id, 1, 2).raw("=?TITLE", "x"));
    let found = rules(&two);
    let paths: Vec<&str> = found.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["filter.><ID", "filter.=?TITLE"]);
    assert!(found.iter().all(|(_, rule)| matches!(rule, Rule::Operator { allowed } if allowed.contains(&"@"))));

    let three = task::ListV3::new().filter_by(|filter| {
        let filter = filter.condition("title", "like", "x").condition("title", "!=", "x");
        filter.any(|any| any.condition("id", "~", 1))
    });
    let found = rules(&three);
    let paths: Vec<&str> = found.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["filter[0]", "filter[2].conditions[0]"]);
    assert!(three.validate().is_ok(), "the server may know more operators");
    let told = three.warnings()[0].to_string();
    assert!(told.contains("=, !=, >, >=, <, <=, in, between"), "{told}");
}

#[test]
fn several_calls_add_up_and_a_copy_stays_as_it_was() {
    let all = with(with(deal::List::new(), "filter", json!({ "STAGE_ID": "NEW" })), "select", json!(["ID"]));
    let some =
        all.clone().filter_by(|filter| filter.ge(|deal| &deal.id, 1)).filter_by(|filter| filter.lt(|deal| &deal.id, 9));
    let some = some.select_by(|select| select.field(|deal| &deal.id).name("UF_A"));
    assert_eq!(
        params(&some),
        json!({
            "filter": { "STAGE_ID": "NEW", ">=ID": 1, "<ID": 9 },
            "select": ["ID", "UF_A"],
        })
    );
    assert_eq!(params(&all), json!({ "filter": { "STAGE_ID": "NEW" }, "select": ["ID"] }));
}

#[test]
fn users_are_sorted_by_two_parameters() {
    let request = user::Get::new().order_by(|order| order.desc(|user| &user.name));
    assert_eq!(params(&request), json!({ "sort": "NAME", "order": "DESC" }));
}

#[tokio::test]
async fn what_cannot_be_asked_is_not_sent() {
    let twice = deal::List::new().filter_by(|filter| filter.gt(|deal| &deal.id, 1).gt(|deal| &deal.id, 2));
    assert!(sent(twice.clone()).await.to_string().contains("`>ID`"));
    let other = String::new();
    let no_field = deal::List::new().filter_by(|filter| filter.eq(|_| Box::leak(Box::new(other)), "x"));
    assert!(sent(no_field).await.to_string().contains("no described field"));
    let users = user::Get::new().filter_by(|filter| filter.eq(|user| &user.name, "x"));
    assert!(sent(users).await.to_string().contains("no parameter `filter`"));
    let users = user::Get::new().order_by(|order| order.asc(|user| &user.name).asc(|user| &user.id));
    assert!(sent(users).await.to_string().contains("one field"));
    let wrong = with(deal::List::new(), "filter", json!("x")).filter_by(|filter| filter.gt(|deal| &deal.id, 1));
    assert!(sent(wrong).await.to_string().contains("no map"));

    let none = deal::List::new().filter_by(|filter| filter.one_of(|deal| &deal.id, Vec::<i64>::new()));
    assert!(sent(none).await.to_string().contains("no values"));
    let none = task::ListV3::new().filter_by(|filter| filter.any(|any| any));
    assert!(sent(none).await.to_string().contains("no conditions"));
    let all = deal::List::new()
        .filter_by(|filter| filter.none_of(|deal| &deal.id, Vec::<i64>::new()))
        .select_by(|select| select)
        .order_by(|order| order);
    assert_eq!(params(&all), json!({}));

    let mended = twice.clone().filter_by(|filter| filter.lt(|deal| &deal.id, 9));
    assert!(sent(mended).await.to_string().contains("`>ID`"));
    let users = user::Get::new().filter_by(|filter| filter.eq(|user| &user.name, "x"));
    let users = users.order_by(|order| order.asc(|user| &user.name).asc(|user| &user.id));
    insta::assert_snapshot!(sent(users).await, @"user.get: `filter`: user.get has no parameter `filter`; `order`: it sorts by one field alone");

    // A list and a batch refuse it too.
    let portal = Portal::builder().limits(Limits::none()).start().expect("a portal");
    let client = Client::webhook(&portal.webhook_url()).expect("an address");
    let error = client.list(twice.clone()).all().await.expect_err("it is not sent");
    assert!(error.to_string().contains("`>ID`"), "{error}");
    let mut batch = client.batch();
    batch.add(twice);
    let error = batch.send().await.expect_err("it is not sent");
    assert!(error.to_string().contains("`>ID`"), "{error}");
    assert_eq!(portal.requests().len(), 0);
}

#[tokio::test]
async fn the_portal_gives_what_was_asked_for() {
    let portal = Portal::builder().limits(Limits::none()).start().expect("a portal");
    portal.fill("crm.deal", 500).fill("tasks.task", 500);
    let client = Client::webhook(&portal.webhook_url()).expect("an address");

    let deals = deal::List::new()
        .filter_by(|filter| filter.gt(|deal| &deal.id, 100).one_of(|deal| &deal.id, [99, 150, 250]))
        .select_by(|select| select.field(|deal| &deal.id))
        .order_by(|order| order.desc(|deal| &deal.id));
    let deals = client.list(deals).all().await.expect("deals");
    let ids: Vec<_> = deals.iter().filter_map(|deal| deal.id.as_ref()?.as_i64()).collect();
    assert_eq!(ids, [250, 150]);

    let tasks = task::ListV3::new()
        .filter_by(|filter| filter.any(|any| any.le(|task| &task.id, 2).between(|task| &task.id, 100, 101)))
        .select_by(|select| select.field(|task| &task.id).field(|task| &task.title));
    let tasks = client.list(tasks).all().await.expect("tasks");
    assert_eq!(tasks.iter().filter_map(|task| task.id).collect::<Vec<_>>(), [1, 2, 100, 101]);
    assert!(tasks.iter().all(|task| task.title.is_some()));

    let tasks = task::List::new().filter_by(|filter| filter.one_of(|task| &task.id, [7, 8]));
    let tasks = client.list(tasks).all().await.expect("tasks");
    assert_eq!(tasks.iter().filter_map(|task| task.id).collect::<Vec<_>>(), [7, 8]);
}

#[test]
fn what_a_thing_selects_gives_way_to_what_the_caller_selects() {
    type Deals = Of<deal::List, Vec<task::Task>, task::Task>;
    let deals = || Deals::selecting(deal::List::new(), &["*", "UF_*"]);
    assert_eq!(params(&deals()), json!({ "select": ["*", "UF_*"] }));
    // Fields are those of the items that it is of.
    let chosen = deals().select_by(|select| select.field(|task| &task.responsible_id));
    assert_eq!(params(&chosen), json!({ "select": ["responsibleId"] }));
    assert_eq!(params(&chosen.select_by(|select| select.name("ID"))), json!({ "select": ["responsibleId", "ID"] }));
    assert_eq!(params(&deals().select_by(|select| select)), json!({}));
    let own = deals().map(|request| with(request, "select", json!(["ID"])));
    assert_eq!(params(&own.select_by(|select| select.name("TITLE"))), json!({ "select": ["ID", "TITLE"] }));
    let filtered =
        deals().filter_by(|filter| filter.eq(|task| &task.title, "x")).order_by(|order| order.asc(|task| &task.id));
    let expected = json!({ "select": ["*", "UF_*"], "filter": { "=title": "x" }, "order": { "id": "ASC" } });
    assert_eq!(params(&filtered), expected);
}
