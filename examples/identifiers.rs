//! Identifiers as numbers, as texts, and as `Id`, against a portal that this program starts itself:
//! `cargo run --example identifiers`.

use std::error::Error;

use bitrix24::{Client, tasks};
use bitrix24_mock::Portal;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let portal = Portal::builder().documented()?.start()?;
    portal.fill("tasks.task", 8017);
    let b24 = Client::webhook(&portal.webhook_url())?;

    let task = b24.call(tasks::task::Get::new().task_id("8017")).await?.task;
    let id = task.id.ok_or("a task without a number")?;
    assert!(id == 8017 && id == "8017" && id.as_i64() == Some(8017));
    let who = task.responsible_id.unwrap_or_default();
    let part = tasks::TaskFields::new().title("Ask for prices").parent_id(&id).responsible_id(who);
    b24.call(tasks::task::Add::new(part)).await?;

    println!("{}", portal.last_request().map_or_else(String::new, |request| request.body().to_string()));
    Ok(())
}
