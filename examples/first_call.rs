//! A first call, against a portal that this program starts itself: `cargo run --example first_call`.

use bitrix24::{Client, Error, tasks};
use bitrix24_mock::{Portal, Reply};
use serde_json::json;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let portal = Portal::start();
    let task = json!({ "id": "8017", "title": "Prepare the report", "responsibleId": "547", "favorite": "Y" });
    portal.on("tasks.task.delegate", Reply::result(json!({ "task": task })));
    portal.on("tasks.task.delegate", Reply::error(400, "0", "Action on the task is not allowed"));

    let b24 = Client::webhook(&portal.webhook_url())?;
    let moved = b24.call(tasks::task::Delegate::new(8017, 547)).await?;
    println!("{:?} is now the task of user {:?}", moved.task.title, moved.task.responsible_id);

    let error = b24.call(tasks::task::Delegate::new(8017, 547)).await.expect_err("the second answer is an error");
    if error.is(tasks::task::delegate::Error::ActionNotAllowed) {
        println!("as documented: {error}");
    }
    Ok(())
}
