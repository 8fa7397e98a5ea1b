//! Makes a task with a file of any size, attaches another one to it, and reads both back.
//!
//! ```console
//! $ cargo b24 mock
//! $ B24_WEBHOOK=http://127.0.0.1:8024/rest/1/SECRET/ cargo run --example task_files plan.pdf photo.jpg
//! ```

use std::env;
use std::error::Error;

use bitrix24::files::{Limit, Source, Upload};
use bitrix24::{Client, Id, ListRequest, disk, tasks, user};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut paths = env::args().skip(1);
    let (plan, photo) = (paths.next().ok_or("which file?")?, paths.next().ok_or("which other file?")?);
    let b24 = Client::webhook(&env::var("B24_WEBHOOK")?)?;
    let me = b24.call(user::Current::new()).await?.id.ok_or("who am I?")?;
    let drive = drive(&b24, &me).await?;

    // Files are read while they are sent to the drive. `n` in front of a number tells a file of the drive.
    let plan = b24.upload(Upload::to_storage(&drive, Source::from_path(plan).await?).unique_name()).await?;
    let task = tasks::TaskFields::new()
        .title("Look over the plan")
        .responsible_id(&me)
        .uf_task_webdav_files([format!("n{}", plan.id)]);
    let task = b24.call(tasks::task::Add::new(task)).await?.task;
    let id = task.id.ok_or("the task has no number")?;
    println!("task {id}: {:?}", task.title);

    let photo = b24.upload(Upload::to_storage(&drive, Source::from_path(photo).await?).unique_name()).await?;
    b24.call(tasks::task::files::Attach::new(&id, &photo.id)).await?;

    for file in [plan.id, photo.id] {
        let file = b24.call(disk::file::Get::new(file)).await?;
        let address = file.download_url.ok_or("the file has no address")?;
        // At most 10 MB in memory; `save(path)` writes files of any size.
        let content = b24.download(&address).await?.into_file(Limit::bytes(10_000_000)).await?;
        println!("{:?} has {} bytes", file.name, content.content().len());
    }
    Ok(())
}

/// Returns the drive of a user.
async fn drive(b24: &Client, user: &str) -> Result<Id, Box<dyn Error>> {
    let drives = disk::storage::GetList::new()
        .filter_by(|filter| filter.eq(|drive| &drive.entity_type, "user").eq(|drive| &drive.entity_id, user));
    let drives = b24.list(drives).all().await?;
    drives.into_iter().find_map(|drive| drive.id).map(Id::from).ok_or_else(|| "the user has no drive".into())
}
