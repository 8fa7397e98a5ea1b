//! Fields of a portal's own, against a portal that this program starts itself: `cargo run --example custom_fields`.

use bitrix24::{Client, CustomFields, Date, Error, ListRequest, crm};
use bitrix24_mock::{Portal, Reply};
use serde_json::json;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let portal = Portal::start();
    let deal = json!({ "id": 1, "title": "A house", "ufCrmSize": "120.5", "ufCrmFloors": ["1", "2"], "ufCrmDue": "" });
    portal.on("crm.item.get", Reply::result(json!({ "item": deal })));
    portal.on("crm.item.update", Reply::result(json!({ "item": deal })));
    let b24 = Client::webhook(&portal.webhook_url())?;
    fields(&b24).await?;
    println!("{}", portal.last_request().map_or_else(String::new, |request| request.body()["fields"].to_string()));
    Ok(())
}

/// Returns the title of an item, whichever method answered it.
fn title(item: &crm::Item) -> &str {
    item.title.as_deref().unwrap_or("no title")
}

async fn fields(b24: &Client) -> Result<(), Error> {
    let deal = b24.call(crm::item::Get::new(2, 1)).await?.item;
    let size = deal.custom::<f64>("UF_CRM_SIZE")?;
    let floors = deal.custom::<Vec<i64>>("UF_CRM_FLOORS")?;
    let due = deal.custom::<Option<Date>>("UF_CRM_DUE")?;
    println!("{size} square metres on the floors {floors:?}, due {due:?}");

    let change = crm::Item::new().with_custom("ufCrmSize", size + 10.0).with_custom("ufCrmNew", true);
    let changed = b24.call(crm::item::Update::new(2, 1, change)).await?.item;
    println!("{}", title(&changed));
    let _large = crm::item::List::new(2)
        .filter_by(|filter| filter.custom("UF_CRM_SIZE").ge(100))
        .select_by(|select| select.field(|deal| &deal.id).custom("UF_CRM_SIZE"))
        .order_by(|order| order.desc_custom("UF_CRM_SIZE"));
    Ok(())
}
