//! REST 3.0: the same client and the same calls. The names of its methods that version 2 has as well end in `V3`.
//!
//! ```console
//! $ cargo b24 mock --rows tasks.task=200
//! $ B24_WEBHOOK=http://127.0.0.1:8024/rest/1/SECRET/ cargo run --example rest3
//! ```

use std::env;

use bitrix24::{Client, Error, ListRequest, tasks};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let b24 = Client::webhook(&env::var("B24_WEBHOOK")?)?;
    let task = add(&b24).await?;
    change(&b24, task).await?;
    list(&b24).await?;
    Ok(())
}

/// Adds a task, and returns its number.
async fn add(b24: &Client) -> Result<i64, Error> {
    let task = tasks::TaskV3::new()
        .title("Prepare the report")
        .creator_id(1)
        .responsible_id(1)
        .deadline("2026-03-01T18:00:00+02:00");
    let added = b24.call(tasks::task::AddV3::new(task)).await?.item;
    println!("{:?} is due on {:?}", added.title, added.deadline);
    Ok(added.id.unwrap_or_default())
}

/// Changes a task, and reads two of its fields.
async fn change(b24: &Client, task: i64) -> Result<(), Error> {
    let change = tasks::TaskV3::new().title("Prepare both reports");
    b24.call(tasks::task::UpdateV3::new(task, change)).await?;
    let task = b24.call(tasks::task::GetV3::new(task).select(["id", "title"])).await?.item;
    println!("{:?}: {:?}", task.id, task.title);

    // Errors have one type in both versions of the API.
    if let Err(error) = b24.call(tasks::task::GetV3::new(1_000_000)).await {
        println!("{error}");
    }
    Ok(())
}

/// Lists tasks of some users, or with a deadline. Conditions of version 3 make groups.
async fn list(b24: &Client) -> Result<(), Error> {
    let tasks = tasks::task::ListV3::new()
        .filter_by(|filter| {
            filter.le(|task| &task.id, 150).any(|any| {
                any.one_of(|task| &task.responsible_id, [1, 2, 3])
                    .gt(|task| &task.deadline, "2026-01-01T00:00:00+00:00")
            })
        })
        .select_by(|select| select.field(|task| &task.id).field(|task| &task.title));
    let mut tasks = b24.list(tasks).stream();
    let mut last = None;
    while let Some(task) = tasks.next().await {
        last = task?.title;
    }
    println!("the last one is {last:?}");
    Ok(())
}
