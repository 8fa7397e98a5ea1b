//! Batches that are not sent as they are.

use super::*;

#[tokio::test]
async fn what_cannot_be_sent_is_found_before_all_at_once() {
    let portal = Portal::start();
    let client = webhook(&portal);
    let mut other = client.batch();
    let foreign = other.add(call::<i64>(&DEAL_ADD));
    let mut batch = client.batch();
    let made = batch.add_as("made", call::<Made>(&TASK_ADD).param("fields", json!({})));
    let task = made.result().at(|made| &made.task);
    let get = || call::<Made>(&TASK_GET);
    batch.add(get().id("taskId", foreign.result()));
    batch.add(get().param("taskId", task.clone()));
    batch.add(
        get().id("taskId", 1).id("tsakId", made.result().untyped("a")).param("select", task.clone().at(|t| &t.id)),
    );
    batch.add(get().id("taskId", made.result().at(|_| &7)));
    batch.add(get().param("taskId", format!("T{}", Id::from(task.clone().at(|task| &task.id)))));
    batch.add(get().param("taskId", "$result[made][task][id]"));
    batch.add(get().id("taskId", made.result().untyped("a[0]")));
    batch.add(get().param("select", made.result().at(|m| &m.task).at(|t| &t.tags).each(|tag| &tag.id)));
    batch.add_as("made", call::<Any>(&UPLOAD));
    batch.add_as("7", Dynamic::new("batch", json!({ "a.b": 1 })));
    batch.add(Dynamic::new("a?b", json!({})));
    let late = other.add(Dynamic::new("x", json!({})));
    batch.add(call::<Items>(&TASK_LIST_V3).param("filter", json!({ "x": Value::from(late.result()) })));

    let error = batch.send().await.expect_err("mistakes");

    assert!(matches!(&error, Error::Batch(mistakes) if mistakes.iter().count() == mistakes.as_slice().len()));
    insta::assert_snapshot!(error, @r"
    a batch that cannot be sent:
      `c1` (tasks.task.get): the reference in `taskId`: it belongs to another batch
      `c2` (tasks.task.get): `taskId` has to be id, not object (https://docs/)
      `c3` (tasks.task.get): `select` has to be array, not string (https://docs/)
      `c4` (tasks.task.get): the reference in `taskId`: `at` names no field of batch::Made alone; take one field at a time
      `c5` (tasks.task.get): `taskId` holds a reference among other text; the server takes it alone
      `c6` (tasks.task.get): `taskId` holds `$result[`, in whose place the server would put a result; take a reference from a handle
      `c7` (tasks.task.get): the reference in `taskId`: a reference cannot name `a[0]`
      `c8` (tasks.task.get): the reference in `select`: only REST 3.0 collects a field of all items
      `made` (disk.upload): the server does not run it in a batch
      `made` (disk.upload): another command has this name
      `7` (batch): a name is letters, digits and `_`, a letter first
      `7` (batch): the server does not run it in a batch
      `7` (batch): no query string can hold the name `a.b`
      `c11` (a?b): not the name of a method
      `c12` (tasks.task.list): a call of REST 3.0 in a batch of version 2: they do not mix
      `c12` (tasks.task.list): the reference in `filter.x`: it belongs to another batch
    ");
    assert!(portal.requests().is_empty());
}

#[tokio::test]
async fn a_reference_is_of_no_use_outside_of_its_batch() {
    let portal = Portal::start();
    let client = webhook(&portal);
    let made = client.batch().add(call::<Made>(&TASK_ADD));
    let get = call::<Made>(&TASK_GET).param("select", json!([{ "x": Value::from(made.result()) }]));

    let error = client.call(get).await.expect_err("not in a batch");

    insta::assert_snapshot!(error, @"tasks.task.get: a reference to a result of a batch, outside of one");
    assert!(portal.requests().is_empty());
}

#[tokio::test]
async fn versions_do_not_mix() {
    let portal = Portal::start();
    let mut batch = webhook(&portal).batch().v3();
    batch.add(call::<Made>(&TASK_GET).id("taskId", 1));
    batch.add(call::<Made>(&TASK_GET_V3).param("id", json!({ "$ref": "c0.item.id" })));

    let error = batch.send().await.expect_err("mistakes");

    insta::assert_snapshot!(error, @r"
    a batch that cannot be sent:
      `c0` (tasks.task.get): a call of version 2 in a batch of REST 3.0: they do not mix
      `c1` (tasks.task.get): `id.$ref` holds `$ref`, in whose place the server would put a result; take a reference from a handle
    ");
}

#[tokio::test]
async fn rules_are_checked_on_demand_but_for_what_is_not_known_yet() {
    let portal = Portal::start();
    portal.on("batch", answer(json!({ "c0": { "task": { "id": 1 } }, "c1": 1 }), json!([])));
    let auth = Auth::webhook(&portal.webhook_url()).expect("a webhook's address");
    let strict = Client::builder(auth).validate(true).build().expect("a client");
    let mut good = strict.batch();
    let made = good.add(call::<Made>(&TASK_ADD).param("fields", json!({ "TITLE": "x" })));
    let id = made.result().at(|made| &made.task.id);
    good.add(call::<i64>(&COMMENT).param("TASKID", &id).param("FIELDS", json!({ "POST_MESSAGE": Value::from(&id) })));
    good.send().await.expect("answers");

    let mut bad = strict.batch();
    let made = bad.add(call::<Made>(&TASK_ADD));
    bad.add(call::<i64>(&COMMENT).param("FIELDS", made.result().at(|made| &made.task.id)));
    insta::assert_snapshot!(bad.send().await.expect_err("violations"), @r"
    a batch that cannot be sent:
      `c0` (tasks.task.add): `fields` is required (https://docs/)
      `c1` (task.commentitem.add): `TASKID` is required (https://docs/)
      `c1` (task.commentitem.add): `FIELDS` has to be object, not string (https://docs/)
    ");
    assert_eq!(portal.requests().len(), 1);
}
