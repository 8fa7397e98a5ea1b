//! A whole list, and several calls in one, against a portal that this program starts itself:
//! `cargo run --example lists_and_batches`.

use bitrix24::{Client, Error, ListRequest, crm, tasks};
use bitrix24_mock::{Portal, Reply};
use serde_json::json;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let portal = Portal::builder().start().expect("a portal");
    portal.fill("crm.deal", 3_000);
    portal.on("tasks.task.delegate", Reply::result(json!({ "task": { "id": "1", "responsibleId": "547" } })));
    let b24 = Client::webhook(&portal.webhook_url())?;
    list(&b24).await?;
    batch(&b24).await
}

async fn list(b24: &Client) -> Result<(), Error> {
    let deals = crm::item::List::new(2)
        .filter_by(|filter| filter.le(|deal| &deal.id, 2_500).ge(|deal| &deal.opportunity, 1_000.0))
        .select_by(|select| select.field(|deal| &deal.id).field(|deal| &deal.opportunity))
        .order_by(|order| order.asc(|deal| &deal.id));
    let mut deals = b24.list(deals).stream();
    let (mut count, mut sum) = (0, 0.0);
    while let Some(deal) = deals.next().await {
        count += 1;
        sum += deal?.opportunity.unwrap_or(0.0);
    }
    println!("{count} deals, worth {sum:.2}");
    Ok(())
}

async fn batch(b24: &Client) -> Result<(), Error> {
    let mut batch = b24.batch();
    let added =
        batch.add(tasks::task::Add::new(tasks::TaskFields::new().title("Prepare the report").responsible_id(1)));
    let task = added.result().at(|added| &added.task).at(|task| &task.id);
    let moved = batch.add(tasks::task::Delegate::new(task, 547));
    let answers = batch.send().await?;
    println!("{:?} -> {:?}", answers.take(added)?.task.title, answers.take(moved)?.task.responsible_id);
    Ok(())
}
