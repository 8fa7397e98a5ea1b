//! Batches over real HTTP: to a portal with scripted answers, and to one that answers each command by its text.

mod errors;
mod mistakes;
mod parts;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bitrix24_mock::{ApiVersion, Portal, Reply};
use bitrix24_runtime::auth::Auth;
use bitrix24_runtime::catalogue::{self, Errors, Field, Fields, Shape};
use bitrix24_runtime::error::TransportKind;
use bitrix24_runtime::{
    Answers, Any, Api, Client, CommandError, CommandFate, Cx, Dynamic, Error, Extra, Fate, Id, Kind, Map, Method,
    Object, Params, Request, Target, Value, Wire, json,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const fn method(name: &'static str, api: Api, params: &'static [Field]) -> Method {
    Method {
        name,
        api,
        scopes: &[],
        kind: Kind::Write,
        docs: "https://docs/",
        batchable: None,
        deprecated: None,
        positional: &[],
        pager: None,
        params: Fields::List(params),
        errors: Errors::NONE,
    }
}

static TASK_ADD: Method = method(
    "tasks.task.add",
    Api::V2,
    &[Field::required("fields", Shape::Map(catalogue::Items::of(Shape::Any))).min_length(1)],
);
static TASK_GET: Method =
    method("tasks.task.get", Api::V2, &[Field::required("taskId", Shape::Id), Field::optional("select", LIST)]);
static DEAL_ADD: Method =
    method("crm.deal.add", Api::V2, &[Field::optional("fields", Shape::Map(catalogue::Items::of(Shape::Any)))]);
static COMMENT: Method = Method {
    positional: &["TASKID", "FIELDS"],
    ..method(
        "task.commentitem.add",
        Api::V2,
        &[Field::required("TASKID", Shape::Integer), Field::optional("FIELDS", OBJECT)],
    )
};
static UPLOAD: Method = Method { batchable: Some(false), ..method("disk.upload", Api::V2, &[]) };
static TASK_GET_V3: Method = method("tasks.task.get", Api::V3, &[Field::required("id", Shape::Id)]);
static TASK_LIST_V3: Method = method("tasks.task.list", Api::V3, &[Field::optional("filter", Shape::Any)]);

const LIST: Shape = Shape::List(catalogue::Items::of(Shape::String));
const OBJECT: Shape = Shape::Object(Fields::List(&[Field::optional("POST_MESSAGE", Shape::String)]));

/// A request by its facts, with a type for its answer, as emitted ones are.
struct Call<W>(&'static Method, Params, std::marker::PhantomData<W>);

impl<W: Wire> Request for Call<W> {
    type Result = W;

    fn parts(&self) -> (Target<'_>, &Params) {
        (Target::Known(self.0), &self.1)
    }
}

fn call<W: Wire>(method: &'static Method) -> Call<W> {
    Call(method, Params::new(), std::marker::PhantomData)
}

impl<W> Call<W> {
    fn id(mut self, name: &str, id: impl Into<Id>) -> Self {
        self.1.id(name, id);
        self
    }

    fn param(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.1.insert(name, value.into());
        self
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Made {
    task: Task,
    extra: Extra,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Task {
    id: Option<Id>,
    title: Option<String>,
    group: Option<Group>,
    checklist: Option<Map<Group>>,
    tags: Option<Vec<Group>>,
    parent: Option<Box<Task>>,
    extra: Extra,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Group {
    id: Option<Id>,
    numbers: Option<Vec<i64>>,
    extra: Extra,
}

impl Object for Made {
    fn walk(&self, cx: &mut Cx<'_>) -> Self {
        Made { task: cx.always::<Task>("task", &self.task), extra: cx.extra(&self.extra) }
    }
}

impl Object for Task {
    fn walk(&self, cx: &mut Cx<'_>) -> Self {
        Task {
            id: cx.id("id", &self.id),
            title: cx.text("title", &self.title),
            group: cx.field::<Group>("group", &self.group),
            checklist: cx.field::<bitrix24_runtime::Dict<Group>>("checkList", &self.checklist),
            tags: cx.field::<Vec<Group>>("tags", &self.tags),
            parent: cx.field::<bitrix24_runtime::Boxed<Task>>("parent", &self.parent),
            extra: cx.extra(&self.extra),
        }
    }
}

impl Object for Group {
    fn walk(&self, cx: &mut Cx<'_>) -> Self {
        Group {
            id: cx.id("ID", &self.id),
            numbers: cx.field::<Vec<i64>>("numbers", &self.numbers),
            extra: cx.extra(&self.extra),
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Items {
    items: Vec<Task>,
    extra: Extra,
}

impl Object for Items {
    fn walk(&self, cx: &mut Cx<'_>) -> Self {
        Items { items: cx.always::<Vec<Task>>("items", &self.items), extra: cx.extra(&self.extra) }
    }
}

fn webhook(portal: &Portal) -> Client {
    Client::webhook(&portal.webhook_url()).expect("a webhook's address")
}

/// An answer of version 2.
fn answer(result: Value, errors: Value) -> Reply {
    let inner = json!({
        "result": result, "result_error": errors, "result_total": [], "result_next": [], "result_time": [],
    });
    Reply::result(inner)
}

fn command(error: &Error) -> &CommandError {
    match error {
        Error::Command(error) => error,
        other => panic!("{other:?}"),
    }
}

fn errors(answers: &Answers) -> String {
    answers.errors().map(|(_, error)| error.to_string()).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn commands_travel_together_and_give_typed_results() {
    let portal = Portal::start();
    portal.on(
        "batch",
        Reply::result(json!({
            "result": { "c0": 7, "get": { "task": { "id": "5", "new": 1 } }, "c2": [1, 2] },
            "result_error": [],
            "result_total": { "c2": 80 },
            "result_next": { "c2": 50 },
            "result_time": { "c2": { "start": 1.5, "operating": 0.25 } },
        })),
    );
    let mut batch = webhook(&portal).batch();
    let deal = batch.add(call::<i64>(&DEAL_ADD).param("fields", json!({ "TITLE": "A&B", "OPENED": true, "X": null })));
    let task = batch.add_as("get", call::<Made>(&TASK_GET).id("taskId", 5));
    let list = batch.add(Dynamic::new("some.list", json!({ "start": -1 })));
    assert_eq!(batch.len(), 3);

    let answers = batch.send().await.expect("answers");

    assert_eq!(answers.take(deal).expect("a result"), 7);
    let response = answers.response(task).expect("a result");
    assert_eq!(response.result.task.id, Some(Id::from(5)));
    assert_eq!(response.drift.to_string(), "result.task.new: not in the description");
    let response = answers.response(list).expect("a result");
    assert_eq!((response.result, response.total, response.next), (json!([1, 2]), Some(80), Some(50)));
    assert_eq!(response.time.and_then(|time| time.operating), Some(0.25));
    assert_eq!((answers.len(), answers.errors().count()), (3, 0));
    let request = portal.last_request().expect("a request");
    assert_eq!((request.method(), request.version()), ("batch", ApiVersion::V2));
    let expected = json!({ "halt": 0, "cmd": {
        "c0": "crm.deal.add?fields[TITLE]=A%26B&fields[OPENED]=1&fields[X]=",
        "get": "tasks.task.get?taskId=5",
        "c2": "some.list?start=-1",
    } });
    assert_eq!(request.body().to_string(), expected.to_string());
}

#[tokio::test]
async fn a_reference_is_a_typed_path() {
    let portal = Portal::start();
    let task = json!({ "task": {
        "id": 5, "group": { "ID": 6, "numbers": [0, 1] }, "checkList": { "a b": { "ID": 3 } }, "tags": [{}, { "ID": 1 }],
        "parent": { "title": "x" },
    } });
    let result = json!({ "c0": task, "c1": 1, "c2": 2, "c3": 3, "c4": 4, "c5": 5, "c6": 6, "c7": 7, "c8": 8, "c9": 9 });
    portal.on("batch", answer(result, json!([])));
    let mut batch = webhook(&portal).batch();
    let made = batch.add(call::<Made>(&TASK_ADD).param("fields", json!({ "TITLE": "x" })));
    let task = made.result().at(|made| &made.task);
    let references: [Id; 8] = [
        task.clone().at(|task| &task.id).into(),
        // A field of a field that is always there can be named at once.
        made.result().at(|made| &made.task.id).into(),
        task.clone().at(|task| &task.group).at(|group| &group.id).into(),
        task.clone().at(|task| &task.group).at(|group| &group.numbers).item(1).into(),
        task.clone().at(|task| &task.checklist).key("a b").at(|group| &group.id).into(),
        task.clone().at(|task| &task.tags).item(1).at(|tag| &tag.id).into(),
        task.clone().at(|task| &task.parent).unboxed().at(|parent| &parent.title).into(),
        made.result().untyped("task.tags.1.ID").into(),
    ];
    for id in references {
        batch.add(call::<i64>(&TASK_GET).id("taskId", id));
    }
    batch.add(call::<i64>(&COMMENT).param("FIELDS", json!({ "POST_MESSAGE": 1 })).param("TASKID", task.at(|t| &t.id)));

    let answers = batch.send().await.expect("answers");

    assert_eq!(errors(&answers), "");
    let request = portal.last_request().expect("a request");
    let unquote = |text: &str| text.replace("%24", "$").replace("%5B", "[").replace("%5D", "]").replace("%20", " ");
    let cmd = request.body()["cmd"].as_object().expect("commands");
    let lines: Vec<_> = cmd.values().filter_map(Value::as_str).skip(1).map(unquote).collect();
    insta::assert_snapshot!(lines.join("\n"), @r#"
    tasks.task.get?taskId=$result[c0][task][id]
    tasks.task.get?taskId=$result[c0][task][id]
    tasks.task.get?taskId=$result[c0][task][group][ID]
    tasks.task.get?taskId=$result[c0][task][group][numbers][1]
    tasks.task.get?taskId=$result[c0][task][checkList][a b][ID]
    tasks.task.get?taskId=$result[c0][task][tags][1][ID]
    tasks.task.get?taskId=$result[c0][task][parent][title]
    tasks.task.get?taskId=$result[c0][task][tags][1][ID]
    task.commentitem.add?TASKID=$result[c0][task][id]&FIELDS[POST_MESSAGE]=1
    "#);
}

#[tokio::test]
async fn one_failure_takes_nothing_from_the_others() {
    let portal = Portal::start();
    let failure = json!({ "error": "ERROR_CORE", "error_description": "Task title not specified" });
    let result = json!({ "c0": 1, "c2": { "unexpected": "shape" }, "c4": null });
    portal.on("batch", answer(result, json!({ "c1": failure, "c3": "BARE", "c5": { "error": "X" } })));
    let mut batch = webhook(&portal).batch();
    let deals: Vec<_> = (0..7).map(|_| batch.add(call::<i64>(&DEAL_ADD))).collect();

    let answers = batch.send().await.expect("answers");

    let mut error = deals.iter().map(|deal| answers.take(*deal)).collect::<Vec<_>>().into_iter();
    assert_eq!(error.next().expect("an answer").expect("a result"), 1);
    let lines: Vec<_> = error.map(|answer| answer.expect_err("an error").to_string()).collect();
    insta::assert_snapshot!(lines.join("\n"), @r#"
    crm.deal.add: ERROR_CORE: Task title not specified (in a batch)
    crm.deal.add: result is object instead of integer: {"unexpected":"shape"}
    crm.deal.add: BARE (in a batch)
    crm.deal.add: result is null instead of integer
    crm.deal.add: X (in a batch)
    crm.deal.add (`c6` of a batch): the answer says nothing of it; it may have run
    "#);
    let error = answers.take(deals[1]).expect_err("an error");
    let api = error.api().expect("an error of the server");
    assert_eq!((api.method(), api.code(), api.message()), ("crm.deal.add", "ERROR_CORE", "Task title not specified"));
    let lost = answers.take(deals[6]).expect_err("an error");
    assert_eq!((command(&lost).fate(), command(&lost).ran()), (&CommandFate::Unknown, None));
}

#[tokio::test]
async fn a_server_that_broke_in_a_command_does_not_say_whether_it_ran() {
    let portal = Portal::start();
    for code in ["INTERNAL_SERVER_ERROR", "ERROR_UNEXPECTED_ANSWER", "ERROR_CORE"] {
        let error = json!({ "error": code, "error_description": "" });
        portal.on("batch", Reply::result(json!({ "result": [], "result_error": { "c0": error } })));
        let mut batch = webhook(&portal).batch();
        let added = batch.add(Dynamic::new("crm.deal.add", json!({})));
        let error = batch.send().await.expect("answers").take(added).expect_err("an error");
        assert_eq!(error.fate(), if code == "ERROR_CORE" { Fate::Answered } else { Fate::Unknown }, "{error}");
    }
}

#[tokio::test]
async fn nothing_runs_after_a_failure_on_demand() {
    let portal = Portal::start();
    portal.on("batch", answer(json!({ "c0": 1 }), json!({ "c1": { "error": "X", "error_description": "" } })));
    let mut batch = webhook(&portal).batch();
    let handles: Vec<_> = (0..120).map(|_| batch.add(call::<i64>(&DEAL_ADD))).collect();
    batch.halt(true);

    let answers = batch.send().await.expect("answers");

    assert_eq!(portal.requests().len(), 1, "the other parts are not sent");
    assert_eq!(portal.last_request().expect("a request").body()["halt"], json!(1));
    assert_eq!(answers.take(handles[0]).expect("a result"), 1);
    assert_eq!(answers.take(handles[1]).expect_err("an error").api().map(|error| error.code()), Some("X"));
    for (index, handle) in handles.iter().enumerate().skip(2) {
        let error = answers.take(*handle).expect_err("it did not run");
        let expected = if index < 50 { CommandFate::Halted { at: "c1".to_owned() } } else { CommandFate::NotSent };
        assert_eq!((command(&error).fate(), command(&error).ran()), (&expected, Some(false)));
    }
    insta::assert_snapshot!(answers.take(handles[2]).expect_err("halted"), @"crm.deal.add (`c2` of a batch): did not run, because `c1` failed before it");
    insta::assert_snapshot!(answers.take(handles[119]).expect_err("not sent"), @"crm.deal.add (`c119` of a batch): was not sent, because an earlier part of the batch failed");
}

#[tokio::test]
async fn a_command_without_the_value_it_needs_is_not_taken_for_a_success() {
    let portal = Portal::start();
    let result = json!({ "ok": { "task": { "id": null } }, "on_failed": 1, "on_missing": 2, "on_both": 3, "good": 4 });
    let failed = json!({ "error": "ERROR_CORE", "error_description": "no" });
    portal.on("batch", answer(result, json!({ "bad": failed, "worse": failed })));
    let mut batch = webhook(&portal).batch();
    let ok = batch.add_as("ok", call::<Made>(&TASK_ADD).param("fields", json!({})));
    let bad = batch.add_as("bad", call::<i64>(&DEAL_ADD));
    let on_failed = batch.add_as("on_failed", call::<i64>(&TASK_GET).id("taskId", bad.result()));
    let on_missing =
        batch.add_as("on_missing", call::<i64>(&TASK_GET).id("taskId", ok.result().at(|made| &made.task.id)));
    let on_both = batch.add_as("on_both", call::<i64>(&TASK_GET).id("taskId", on_failed.result()));
    let worse = batch.add_as("worse", call::<i64>(&TASK_GET).id("taskId", bad.result()));
    let good = batch.add_as("good", call::<i64>(&DEAL_ADD).param("fields", json!({ "x": Value::from(ok.result()) })));

    let answers = batch.send().await.expect("answers");

    insta::assert_snapshot!(errors(&answers), @r"
    crm.deal.add: ERROR_CORE: no (in a batch)
    tasks.task.get (`on_failed` of a batch): ran without a value it needs: `bad` gave none for `$result[bad]`
    tasks.task.get (`on_missing` of a batch): ran without a value it needs: `ok` gave none for `$result[ok][task][id]`
    tasks.task.get (`on_both` of a batch): ran without a value it needs: `on_failed` gave none for `$result[on_failed]`
    tasks.task.get (`worse` of a batch): ran without a value it needs: `bad` gave none for `$result[bad]`
    ");
    assert_eq!(answers.take(good).expect("a result"), 4);
    for (handle, answer) in [(on_failed, json!(1)), (on_missing, json!(2)), (on_both, json!(3)), (worse, failed)] {
        let error = answers.take(handle).expect_err("no value");
        assert_eq!((command(&error).answer(), command(&error).ran()), (Some(&answer), Some(true)));
    }
    let error = answers.take(on_failed).expect_err("no value");
    let cause = command(&error).cause().and_then(Error::api).map(|error| error.code().to_owned());
    assert_eq!(cause.as_deref(), Some("ERROR_CORE"));
    assert!(std::error::Error::source(&error).is_some());
}

#[tokio::test]
async fn empty_maps_are_lists_and_a_result_may_be_nothing() {
    let portal = Portal::start();
    let time = json!({ "c0": { "start": 1.0 } });
    portal.on("batch", Reply::result(json!({ "result": [], "result_error": [], "result_time": time })));
    let mut batch = webhook(&portal).batch();
    let nothing = batch.add(Dynamic::new("m", json!({})));

    let answers = batch.send().await.expect("answers");

    assert_eq!(answers.take(nothing).expect("a result"), Value::Null);
    assert_eq!(portal.last_request().expect("a request").body()["cmd"]["c0"], json!("m"));

    let answers = webhook(&portal).batch().send().await.expect("no answers");
    assert!(answers.is_empty());
    assert_eq!(portal.requests().len(), 1, "no command, no call");
    assert!(matches!(answers.take(nothing), Err(Error::Config(_))), "of another batch");
}

#[tokio::test]
async fn rest_3_takes_a_list_of_objects() {
    let portal = Portal::start();
    let items = json!({ "items": [{ "id": 1, "group": { "ID": 9 } }, { "id": 2 }] });
    portal.on("batch", Reply::result(json!([items, { "task": { "id": 3 } }, true, { "task": {} }])));
    portal.on("batch", Reply::error_v3(400, "BITRIX_REST_V3_EXCEPTION_ENTITYNOTFOUNDEXCEPTION", "Not found"));
    let clients = [webhook(&portal), Client::token(&portal.url(), portal.access_token()).expect("an address")];
    let fill = |client: &Client| {
        let mut batch = client.batch();
        let list = batch.add_as("tasks", call::<Items>(&TASK_LIST_V3));
        let items = list.result().at(|list| &list.items);
        let get = batch.add(call::<Made>(&TASK_GET_V3).id("id", items.clone().item(0).at(|task| &task.id)));
        let ids = Value::from(items.clone().each(|task| &task.id));
        batch.add(Dynamic::new("x", json!({ "filter": [["taskId", "in", ids]] })).v3());
        let lost =
            batch.add(call::<Made>(&TASK_GET_V3).id("id", items.item(1).at(|task| &task.group).at(|group| &group.id)));
        (list, get, lost, batch)
    };

    let (list, get, lost, batch) = fill(&clients[0]);
    let answers = batch.send().await.expect("answers");

    assert_eq!(answers.take(list).expect("a list").items.len(), 2);
    assert_eq!(answers.take(get).expect("a task").task.id, Some(Id::from(3)));
    assert!(matches!(command(&answers.take(lost).expect_err("no value")).fate(), CommandFate::Unresolved { .. }));
    let request = portal.last_request().expect("a request");
    assert_eq!(request.version(), ApiVersion::V3);
    let expected = json!([
        { "method": "tasks.task.list", "query": {}, "as": "tasks" },
        { "method": "tasks.task.get", "query": { "id": { "$ref": "tasks.items.0.id" } } },
        { "method": "x", "query": { "filter": [["taskId", "in", { "$refArray": "tasks.id" }]] } },
        { "method": "tasks.task.get", "query": { "id": { "$ref": "tasks.items.1.group.ID" } } },
    ]);
    assert_eq!(request.body(), &expected);

    let error = fill(&clients[1]).3.send().await.expect_err("all or nothing");
    insta::assert_snapshot!(error, @"batch: BITRIX_REST_V3_EXCEPTION_ENTITYNOTFOUNDEXCEPTION: Not found (HTTP 400); an earlier attempt or command may have run");
    let body = portal.last_request().expect("a request").body().clone();
    assert_eq!((&body["1"]["method"], &body["auth"]), (&json!("tasks.task.get"), &json!(portal.access_token())));
}
