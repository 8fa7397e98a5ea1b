//! A method that the vendor has deprecated, against a portal that this program starts itself:
//! `cargo run --example deprecated`.

use bitrix24::{Client, Error};
use bitrix24_mock::{Portal, Reply};
use serde_json::json;

#[allow(deprecated)]
mod old {
    use bitrix24::{Client, Error, crm};

    /// Returns the title of a deal.
    pub(crate) async fn title(b24: &Client, deal: i64) -> Result<Option<String>, Error> {
        Ok(b24.call(crm::deal::Get::new(deal)).await?.title)
    }
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let portal = Portal::start();
    portal.on("crm.deal.get", Reply::result(json!({ "ID": "1", "TITLE": "A house" })));
    let b24 = Client::webhook(&portal.webhook_url())?;
    println!("{:?}", old::title(&b24, 1).await?);
    Ok(())
}
