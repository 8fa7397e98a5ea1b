//! The blocking client works wherever a thread may be blocked, and nowhere else.

use std::time::Duration;

use bitrix24_mock::{Portal, Reply};
use bitrix24_runtime::{Dynamic, Error, blocking, json};
use tokio::runtime::{Builder, Runtime};

use super::hasty;

fn client(portal: &Portal) -> blocking::Client {
    portal.on("m", Reply::result(json!(1)));
    blocking::Client::build(hasty(&portal.webhook_url())).expect("a client")
}

fn works(client: &blocking::Client) {
    assert_eq!(client.call(Dynamic::new("m", json!({}))).expect("an answer"), json!(1));
}

fn is_refused(client: &blocking::Client) {
    let error = client.call(Dynamic::new("m", json!({}))).expect_err("a task would be blocked");
    assert!(matches!(&error, Error::Config(text) if text.contains("spawn_blocking")), "{error:?}");
}

fn runtimes() -> [Runtime; 2] {
    let many = Builder::new_multi_thread().worker_threads(2).enable_all().build();
    [Builder::new_current_thread().enable_all().build(), many].map(|runtime| runtime.expect("a runtime"))
}

#[test]
fn threads_for_blocking_work_may_block() {
    let portal = Portal::start();
    let client = client(&portal);
    works(&client);
    let [current, many] = runtimes();
    for runtime in [&current, &many] {
        let in_thread = client.clone();
        runtime.block_on(async { tokio::task::spawn_blocking(move || works(&in_thread)).await.expect("no panic") });
        let _entered = runtime.enter();
        works(&client);
    }
    let in_task = client.clone();
    many.block_on(async {
        tokio::task::block_in_place(|| works(&in_task));
        tokio::spawn(async move { tokio::task::block_in_place(|| works(&in_task)) }).await.expect("no panic");
    });
    works(&client);
}

#[test]
fn tasks_are_not_blocked() {
    let portal = Portal::start();
    let client = client(&portal);
    for runtime in runtimes() {
        let in_task = client.clone();
        runtime.block_on(async {
            is_refused(&client);
            tokio::task::LocalSet::new().run_until(async { is_refused(&client) }).await;
            tokio::spawn(async move { is_refused(&in_task) }).await.expect("no panic");
            // The task goes on, and what it waits for comes.
            tokio::time::sleep(Duration::from_millis(1)).await;
            is_refused(&client);
        });
    }
    assert!(portal.requests().is_empty());
}
