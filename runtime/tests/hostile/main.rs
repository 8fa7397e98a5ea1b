//! An attacker, a bad network, and answers that are too large.

#[cfg(feature = "blocking")]
mod blocking;
mod connections;
mod events;
mod keys;
mod moves;
mod proxies;
mod renewal;
mod sizes;
mod texts;

use std::time::Duration;

use bitrix24_runtime::auth::Auth;
use bitrix24_runtime::{Client, ClientBuilder, Limits, Retries};

/// A client that does not pause.
fn hasty(address: &str) -> ClientBuilder {
    let retries = Retries::new().pauses(Duration::ZERO, Duration::ZERO);
    Client::builder(Auth::webhook(address).expect("an address")).retries(retries).limits(Limits::none())
}
