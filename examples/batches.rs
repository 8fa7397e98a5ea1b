//! Many calls in few requests: calls that use each other's results, and the same change of many things.
//!
//! ```console
//! $ cargo b24 mock --rows crm.deal=500
//! $ B24_WEBHOOK=http://127.0.0.1:8024/rest/1/SECRET/ cargo run --example batches
//! ```

use std::env;

use bitrix24::{Client, Error, ListRequest, crm};

/// The kinds of CRM items.
const DEAL: i64 = 2;
const CONTACT: i64 = 3;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let b24 = Client::webhook(&env::var("B24_WEBHOOK")?)?;
    customer(&b24).await?;
    raise(&b24).await?;
    Ok(())
}

/// Adds a contact, its deal and a comment on the deal, in one request.
async fn customer(b24: &Client) -> Result<(), Error> {
    let mut batch = b24.batch();
    let contact = crm::Item::new().name("Anna").last_name("Miller");
    let contact = batch.add(crm::item::Add::new(CONTACT, contact));
    // The server puts the contact's number in when it comes to the deal.
    let number = contact.result().at(|added| &added.item).at(|item| &item.id);
    let deal = crm::Item::new().title("Four chairs").opportunity(480.0).contact_id(number);
    let deal = batch.add(crm::item::Add::new(DEAL, deal));
    let number = deal.result().at(|added| &added.item).at(|item| &item.id);
    let comment = crm::TimelineComment::new().entity_type("deal").entity_id(number).comment("By phone");
    let comment = batch.add(crm::timeline::comment::Add::new(comment));
    // The rest is not tried if one fails.
    batch.halt(true);

    let answers = batch.send().await?;
    let (contact, deal) = (answers.take(contact)?.item, answers.take(deal)?.item);
    println!("{:?} {:?} wants {:?}: comment {}", contact.name, contact.last_name, deal.title, answers.take(comment)?);
    Ok(())
}

/// Makes cheap deals dearer. A batch of any length is sent in requests of 50 calls, and each call has its own outcome.
async fn raise(b24: &Client) -> Result<(), Error> {
    let cheap = crm::item::List::new(DEAL)
        .filter_by(|filter| filter.lt(|deal| &deal.opportunity, 50_000.0))
        .select_by(|select| select.field(|deal| &deal.id).field(|deal| &deal.opportunity));
    let mut batch = b24.batch();
    let mut changes = Vec::new();
    for deal in b24.list(cheap).all().await? {
        let (Some(id), Some(amount)) = (deal.id, deal.opportunity) else { continue };
        let change = crm::Item::new().opportunity(amount * 1.1);
        changes.push((id, batch.add(crm::item::Update::new(DEAL, id, change))));
    }
    let answers = batch.send().await?;
    let mut done = 0;
    for (id, change) in changes {
        match answers.take(change) {
            Ok(_) => done += 1,
            Err(error) => println!("deal {id}: {error}"),
        }
    }
    println!("{done} deals cost more");
    Ok(())
}
