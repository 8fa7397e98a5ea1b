//! Errors of batches, and refused commands.

use super::*;

#[tokio::test]
async fn errors_do_not_hold_the_secret() {
    let portal = Portal::start();
    let secret = portal.webhook_secret();
    let error = json!({ "error": "X", "error_description": format!("/rest/1/{secret}/ is wrong"), secret: [secret] });
    portal.on("batch", answer(json!({ "c1": { "own": secret }, "c2": secret }), json!({ "c0": error })));
    portal.on("batch", Reply::html(502, secret));
    let three = || {
        let mut batch = webhook(&portal).batch();
        let failed = batch.add(call::<i64>(&DEAL_ADD));
        (failed, batch.add(Dynamic::new("m", json!({}))), batch.add(call::<Made>(&TASK_GET).id("taskId", 1)), batch)
    };

    let (failed, own, misfit, batch) = three();
    let answers = batch.send().await.expect("answers");

    for error in [answers.take(failed).expect_err("an error"), answers.take(misfit).expect_err("a misfit")] {
        assert!(!format!("{error} {error:?}").contains(secret), "{error:?}");
    }
    assert_eq!(answers.take(own).expect("a result"), json!({ "own": secret }), "a result is the caller's own");
    let error = three().3.send().await.expect_err("HTML");
    assert!(!format!("{error} {error:?}").contains(secret), "{error:?}");
}

#[tokio::test]
async fn the_error_of_the_only_call_is_that_of_the_batch() {
    let portal = Portal::start();
    portal.on("batch", Reply::error(503, "OVERLOAD_LIMIT", "REST API is blocked due to overload"));
    portal.on("batch", Reply::result(json!({ "result": [] })).after(Duration::from_secs(3600)));
    let auth = Auth::webhook(&portal.webhook_url()).expect("a webhook's address");
    let client = Client::builder(auth)
        .retries(bitrix24_runtime::Retries::none())
        .timeout(Duration::from_millis(50))
        .build()
        .expect("a client");
    let batch = || {
        let mut batch = client.batch();
        batch.add(Dynamic::new("m", json!({})));
        batch
    };

    let error = batch().send().await.expect_err("a refusal");
    assert_eq!(error.api().map(|error| error.code()), Some("OVERLOAD_LIMIT"));
    let error = batch().send().await.expect_err("a timeout");
    assert!(matches!(error, Error::Transport { kind: TransportKind::Timeout, .. }), "{error:?}");
}

#[tokio::test]
async fn commands_that_were_turned_away_are_sent_again() {
    let portal = Portal::start();
    let away = json!({ "error": "OPERATION_TIME_LIMIT", "error_description": "Method is blocked" });
    let no = json!({ "error": "ACCESS_DENIED", "error_description": "No" });
    // c2 needs c1, and c4 needs c3, which alone was turned away.
    portal.on("batch", answer(json!({ "c4": 4 }), json!({ "c0": no, "c1": away, "c2": away, "c3": away })));
    portal.on("batch", answer(json!({ "c1": 10, "c2": 20 }), json!([])));
    let auth = Auth::webhook(&portal.webhook_url()).expect("an address");
    let limits = bitrix24_runtime::Limits::standard().time_scale(1e6);
    let client = Client::builder(auth).limits(limits).build().expect("a client");
    let fill = |client: &Client| {
        let mut batch = client.batch();
        let c0 = batch.add(Dynamic::new("m", json!({})));
        let c1 = batch.add(Dynamic::new("m", json!({})));
        let c2 = batch.add(Dynamic::new("m", json!({ "x": Value::from(c1.result()) })));
        let c3 = batch.add(Dynamic::new("m", json!({})));
        let c4 = batch.add(Dynamic::new("m", json!({ "x": Value::from(c3.result()) })));
        (batch, [c0, c1, c2, c3, c4])
    };

    let (batch, handles) = fill(&client);
    let answers = batch.send().await.expect("answers");

    let codes = handles.map(|handle| match answers.take(handle) {
        Ok(result) => result.to_string(),
        Err(Error::Api(error)) => error.code().to_owned(),
        Err(error) => format!("{:?}", error.fate()),
    });
    assert_eq!(codes, ["ACCESS_DENIED", "10", "20", "OPERATION_TIME_LIMIT", "Answered"]);
    let sent = portal.requests().into_iter().map(|request| request.body()["cmd"].as_object().map(|cmd| cmd.len()));
    assert_eq!(sent.collect::<Vec<_>>(), [Some(5), Some(2)]);

    // What was sent again and lost may have run.
    portal.on("batch", answer(json!([]), json!({ "c0": away })));
    portal.on("batch", Reply::html(502, "<html>"));
    let (batch, handles) = fill(&client);
    let answers = batch.send().await.expect("answers");
    let error = answers.take(handles[0]).expect_err("it is lost");
    assert_eq!((error.fate(), command(&error).cause().is_some()), (Fate::Unknown, true));

    // A single attempt is one.
    let once = client.with(bitrix24_runtime::Options::new().attempts(1));
    portal.on("batch", answer(json!([]), json!({ "c0": away })));
    let before = portal.requests().len();
    fill(&once).0.send().await.expect("answers");
    assert_eq!(portal.requests().len() - before, 1);
}

/// The commands before the one that failed ran, and the answer does not say which one it is.
#[tokio::test]
async fn a_batch_of_rest_3_that_fails_may_have_run_by_half() {
    for (status, code) in [(400, "NOT_FOUND"), (503, "QUERY_LIMIT_EXCEEDED"), (503, "OVERLOAD_LIMIT"), (429, "OTHER")] {
        let portal = Portal::builder().start().expect("a portal");
        portal.on("m", Reply::error_v3(status, code, "No"));
        let client = webhook(&portal);
        let task = json!({ "fields": { "title": "once", "creatorId": 1, "responsibleId": 1 } });
        let mut batch = client.batch().v3();
        batch.add(Dynamic::new("tasks.task.add", task).v3());
        batch.add(Dynamic::new("m", json!({})).v3());

        let error = batch.send().await.expect_err("the second fails");

        assert_eq!((error.fate(), portal.ran().marks("tasks.task.add")["once"]), (Fate::Unknown, 1), "{error}");
        assert_eq!(error.api().map(|error| error.code()), Some(code));
    }
}

#[tokio::test]
async fn the_only_command_of_a_batch_of_rest_3_ends_as_a_call() {
    let portal = Portal::builder().start().expect("a portal");
    portal.on("m", Reply::error_v3(503, "QUERY_LIMIT_EXCEEDED", "No")).on("m", Reply::error_v3(400, "NOT_FOUND", "No"));
    let mut batch = webhook(&portal).batch().v3();
    batch.add(Dynamic::new("m", json!({})).v3());
    let error = batch.send().await.expect_err("it fails");
    assert_eq!((error.fate(), portal.requests().len()), (Fate::Answered, 2), "{error}");
}
