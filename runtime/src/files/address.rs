//! Addresses of files, which hold a secret.

use url::Url;

use super::error::TransferError;
use crate::Client;
use crate::auth::Auth;
use crate::auth::mask::Mask;
use crate::transport::is_loopback;

/// The shortest secret. What is shorter in an address is none, and may stand in any error.
const SHORTEST: usize = 8;

/// Reads an address for `method`, and makes sure that it is one of the portal.
pub(super) fn secret_address(client: &Client, method: &'static str, address: &str) -> Result<Url, TransferError> {
    let wrong = |problem| TransferError::Address { method, problem };
    let address = Url::parse(address).map_err(|_| wrong("is none"))?;
    check(client.auth(), &address).map_err(wrong)?;
    Ok(address)
}

/// Makes sure that a file goes to the portal, and that the secret in the address travels encrypted.
fn check(auth: &Auth, address: &Url) -> Result<(), &'static str> {
    let portal = Url::parse(&auth.portal()).map_err(|_| "has no portal to compare with")?;
    if address.host().is_none() {
        return Err("has no host");
    }
    if address.scheme() != "https" && !(address.scheme() == "http" && is_loopback(address)) {
        return Err("does not start with https://");
    }
    if portal.scheme() == "https" && address.scheme() != "https" {
        return Err("has no encryption, which the portal has");
    }
    if address.host() != portal.host() || address.port_or_known_default() != portal.port_or_known_default() {
        return Err("is not one of the portal");
    }
    if !address.username().is_empty() || address.password().is_some() {
        return Err("holds a user name or a password");
    }
    Ok(())
}

/// The secrets in an address, which an answer may repeat.
pub(super) fn mask(address: &Url) -> Mask {
    let encoded = address.query().unwrap_or_default().split('&').filter_map(|pair| pair.split_once('='));
    let encoded = encoded.map(|(_, value)| value.to_owned());
    let decoded = address.query_pairs().map(|(_, value)| value.into_owned());
    let secrets: Vec<_> = encoded.chain(decoded).filter(|secret| secret.len() >= SHORTEST).collect();
    Mask::new(secrets.iter().map(String::as_str))
}
