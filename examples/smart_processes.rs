//! Works with the items of a smart process: finds the process by its title, adds an item, moves it, and lists its stage.
//!
//! ```console
//! $ cargo b24 mock
//! $ B24_WEBHOOK=http://127.0.0.1:8024/rest/1/SECRET/ cargo run --example smart_processes "Purchases"
//! ```

use std::env;
use std::error::Error;

use bitrix24::{Client, CustomFields, ListRequest, crm};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let title = env::args().nth(1).unwrap_or_else(|| "Purchases".to_owned());
    let b24 = Client::webhook(&env::var("B24_WEBHOOK")?)?;
    let process = process(&b24, &title).await?;
    let (new, ordered) = stages(&b24, process).await?;

    // What a smart process calls by names of its own (`ufCrm5Supplier`) is a custom field, and so is a parent.
    let item = crm::Item::new().title("Four chairs").stage_id(&new).opportunity(480.0);
    let item = item.with_custom("ufCrmSupplier", "Example Ltd").with_custom("parentId2", 7);
    let added = b24.call(crm::item::Add::new(process, item)).await?.item;
    let id = added.id.ok_or("the item has no number")?;
    println!("item {id} is in stage {new}");

    let change = crm::Item::new().stage_id(&ordered);
    let moved = b24.call(crm::item::Update::new(process, id, change)).await?.item;
    println!("{:?} of {:?} is ordered", moved.title, moved.custom::<Option<String>>("ufCrmSupplier")?);

    let items = crm::item::List::new(process)
        .filter_by(|filter| filter.eq(|item| &item.stage_id, &ordered))
        .select_by(|select| select.field(|item| &item.id).field(|item| &item.title))
        .order_by(|order| order.asc(|item| &item.id));
    let mut items = b24.list(items).stream();
    while let Some(item) = items.next().await {
        let item = item?;
        println!("{:?}: {:?}", item.id, item.title);
    }
    Ok(())
}

/// Returns the number by which a smart process's items are called, `entityTypeId`.
async fn process(b24: &Client, title: &str) -> Result<i64, Box<dyn Error>> {
    let types = crm::type_::List::new().filter_by(|filter| filter.eq(|process| &process.title, title));
    let types = b24.list(types).all().await?;
    let found = types.into_iter().find_map(|process| process.entity_type_id);
    found.ok_or_else(|| format!("there is no smart process {title:?}").into())
}

/// Returns the first two stages of a smart process.
async fn stages(b24: &Client, process: i64) -> Result<(String, String), Box<dyn Error>> {
    let funnels = b24.list(crm::category::List::new(process)).all().await?;
    let funnel = funnels.iter().find_map(|funnel| funnel.id).ok_or("there is no funnel")?;
    let stages = crm::status::List::new()
        .filter_by(|filter| filter.eq(|stage| &stage.entity_id, format!("DYNAMIC_{process}_STAGE_{funnel}")))
        .order_by(|order| order.asc(|stage| &stage.sort));
    let mut stages = b24.list(stages).all().await?.into_iter().filter_map(|stage| stage.status_id);
    Ok((stages.next().ok_or("there are no stages")?, stages.next().ok_or("there is only one stage")?))
}
