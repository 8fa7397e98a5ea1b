//! A client behind a proxy and a gateway: `cargo run --example http_stack`. The portal that it starts is on this machine, where no proxy
//! is asked.

use std::time::Duration;

use bitrix24::{Auth, Client, Error, user};
use bitrix24_mock::Portal;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let portal = Portal::builder().start().expect("a portal");
    let auth = Auth::webhook(&portal.webhook_url())?;
    let b24 = Client::builder(auth)
        .proxy("http://proxy.example.org:3128")?
        .user_agent("shop-sync/2.1")?
        .connect_timeout(Duration::from_secs(3))
        .build()?;
    let me = b24.call(user::Current::new()).await?;
    let request = portal.last_request().expect("a request");
    println!("{:?} was called by {:?}", me.name, request.header("user-agent"));
    Ok(())
}
