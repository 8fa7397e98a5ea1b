//! A program without an async runtime, against a portal that it starts itself: `cargo run --example blocking`.

use std::time::Duration;

use bitrix24::blocking::Client;
use bitrix24::{Checkpoint, Error, ListRequest, Options, crm};
use bitrix24_mock::Portal;

fn main() -> Result<(), Error> {
    let portal = Portal::builder().start().expect("a portal");
    portal.fill("crm.deal", 20_000);
    let b24 = Client::webhook(&portal.webhook_url())?;
    let place = first_deals(&b24)?;
    rest(&b24, place)
}

/// Reads some deals, and returns the place at which to go on.
fn first_deals(b24: &Client) -> Result<Checkpoint, Error> {
    let mut deals = b24.list(crm::item::List::new(2).select_by(|select| select.field(|deal| &deal.id))).iter();
    let mut sum = 0;
    for deal in deals.by_ref().take(12_345) {
        sum += deal?.id.unwrap_or_default();
    }
    println!("the sum of the identifiers is {sum}; go on from {}", deals.checkpoint());
    Ok(deals.checkpoint())
}

/// Reads the other ones, with settings of its own.
fn rest(b24: &Client, place: Checkpoint) -> Result<(), Error> {
    let patient = b24.with(Options::new().timeout(Duration::from_secs(60)));
    let rest = patient.list(crm::item::List::new(2)).resume(place).all()?;
    println!("{} deals more", rest.len());

    let mut batch = b24.batch();
    let (first, last) = (batch.add(crm::item::Get::new(2, 1)), batch.add(crm::item::Get::new(2, 20_000)));
    let answers = batch.send()?;
    println!("{:?} … {:?}", answers.take(first)?.item.id, answers.take(last)?.item.id);
    Ok(())
}
