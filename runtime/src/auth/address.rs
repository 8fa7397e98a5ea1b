//! Addresses to which secrets are sent.

use url::Url;

use crate::error::Error;
use crate::transport::is_loopback;

/// Takes `rest/` and what follows off an address, and gives the segments after it; `None` when there is no `rest/`.
pub(super) fn split_off_rest(url: &mut Url) -> Option<Vec<String>> {
    let mut portal: Vec<String> = url.path().split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    let rest = portal.iter().position(|part| part == "rest")?;
    let after = portal.split_off(rest + 1);
    portal.truncate(rest);
    url.set_path(&portal.join("/"));
    Some(after)
}

/// The address at which a user lets an application in. A portal is also given as users write it, without a scheme.
pub(crate) fn authorize_url(address: &str, client_id: &str, state: &str) -> Result<String, Error> {
    let wrong = |error| Error::Config(format!("not a portal's address: {error}; expected https://PORTAL/"));
    let with_scheme = if address.contains("://") { address.to_owned() } else { format!("https://{}", address.trim()) };
    let mut url = Url::parse(&with_scheme).map_err(wrong)?;
    split_off_rest(&mut url);
    let mut url = portal(url)?.join("oauth/authorize/").map_err(wrong)?;
    url.query_pairs_mut().append_pair("client_id", client_id).append_pair("state", state);
    Ok(url.into())
}

/// Strips an address down to the portal and makes sure that secrets travel encrypted.
pub(super) fn portal(url: Url) -> Result<Url, Error> {
    let mut url = encrypted(url)?;
    url.set_query(None);
    url.set_fragment(None);
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    Ok(url)
}

/// Checks that secrets are sent over TLS, or to this machine only.
pub(super) fn encrypted(url: Url) -> Result<Url, Error> {
    if url.host().is_none() {
        return Err(Error::Config("the address has no host".to_owned()));
    }
    if url.scheme() != "https" && !(url.scheme() == "http" && is_loopback(&url)) {
        return Err(Error::Config(
            "the address has to start with https://: the secret travels with every call".to_owned(),
        ));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Error::Config("the address must not hold a user name or a password".to_owned()));
    }
    Ok(url)
}
