//! Files to the drive, a task, a deal and a comment, and back, against a portal that this program starts itself:
//! `cargo run --example files`.

use std::error::Error;
use std::path::Path;

use bitrix24::files::{FileLink, Source, Upload};
use bitrix24::{Client, CustomFields, File, crm, tasks};
use bitrix24_mock::Portal;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::temp_dir().join(format!("bitrix24-files-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("plan.pdf"), "the plan")?;
    std::fs::write(folder.join("photo.jpg"), "the photo")?;
    let portal = Portal::builder().documented()?.start()?;
    portal.fill("tasks.task", 8017).fill("crm.deal", 1);
    files(&Client::webhook(&portal.webhook_url())?, &folder).await?;
    println!("called: {}", portal.requests().iter().map(|request| request.method()).collect::<Vec<_>>().join(", "));
    println!("{}", std::fs::read_to_string(folder.join("copy.jpg"))?);
    Ok(std::fs::remove_dir_all(folder)?)
}

async fn files(b24: &Client, folder: &Path) -> Result<(), Box<dyn Error>> {
    // Of any size: it is read while it is sent to the drive, and attached from there.
    let upload = Upload::to_folder(8930, Source::from_path(folder.join("plan.pdf")).await?).unique_name();
    let plan = b24.upload(upload).await?;
    b24.call(tasks::task::files::Attach::new(8017, plan.id)).await?;

    // Small ones travel inside of the call: in a field of a deal, and with a comment on it.
    let photo = File::from_path(folder.join("photo.jpg")).await?;
    b24.call(crm::item::Update::new(2, 1, crm::Item::new().with_custom("ufCrmPhoto", photo.clone()))).await?;
    let comment = crm::TimelineComment::new().entity_type("deal").entity_id(1).comment("The site");
    b24.call(crm::timeline::comment::Add::new(comment.files(vec![photo]))).await?;

    let deal = b24.call(crm::item::Get::new(2, 1)).await?.item;
    let photo = deal.custom::<FileLink>("ufCrmPhoto")?;
    b24.download(&photo.url_machine.unwrap_or_default()).await?.save(folder.join("copy.jpg")).await?;
    Ok(())
}
