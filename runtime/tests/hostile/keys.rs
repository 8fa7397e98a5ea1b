//! Keys of writes: the server takes a second one for a repetition, and does not run it.

use std::collections::HashSet;

use bitrix24_mock::{Portal, Reply};
use bitrix24_runtime::{Dynamic, json};

use super::hasty;

/// Processes that are forked have the state of one generator.
#[tokio::test]
async fn processes_with_the_same_state_send_other_keys() {
    let portal = Portal::start();
    portal.on("tasks.task.add", Reply::result(json!({ "item": { "id": 1 } })));
    let client = hasty(&portal.webhook_url()).build().expect("a client");
    for _ in 0..3 {
        fastrand::seed(7);
        client.call(Dynamic::new("tasks.task.add", json!({ "fields": {} })).v3()).await.expect("it is added");
    }
    let requests = portal.requests();
    let keys: HashSet<_> = requests.iter().filter_map(|request| request.header("Idempotency-Key")).collect();
    assert_eq!(keys.len(), 3, "{keys:?}");
}
