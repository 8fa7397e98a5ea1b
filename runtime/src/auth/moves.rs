//! Portals that move: the addresses to which a redirect may take the secret.

use url::{Host, Url};

use crate::transport::is_loopback;

/// The domains below which the vendor has portals. It is a list, because anybody may own `bitrix24` below another one.
const CLOUD: [&str; 20] = [
    "bitrix24.com",
    "bitrix24.ru",
    "bitrix24.eu",
    "bitrix24.de",
    "bitrix24.es",
    "bitrix24.fr",
    "bitrix24.it",
    "bitrix24.pl",
    "bitrix24.uk",
    "bitrix24.in",
    "bitrix24.cn",
    "bitrix24.jp",
    "bitrix24.vn",
    "bitrix24.id",
    "bitrix24.mx",
    "bitrix24.co",
    "bitrix24.by",
    "bitrix24.kz",
    "bitrix24.com.br",
    "bitrix24.com.tr",
];

/// Checks that calls may go on at another address of the portal, and says why not.
///
/// They hold the secret: so it goes to the same host, to the vendor's domains and to the hosts that the caller allows,
/// and never over a weaker scheme.
pub(super) fn check(home: &Url, target: &Url, allowed: &[String]) -> Result<(), &'static str> {
    if home.scheme() == "https" && target.scheme() != "https" {
        return Err("has no encryption, which the portal had");
    }
    let is_allowed = is_same(home, target) || is_in_cloud(target) || allowed.contains(&authority(target));
    if is_allowed { Ok(()) } else { Err("is not the vendor's, and not allowed with `ClientBuilder::may_move_to`") }
}

/// Returns the host of an address, with its port unless that is the scheme's own: `b24.example.com`, `127.0.0.1:8080`.
pub(super) fn authority(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// Returns true for an address in the vendor's cloud: `example.bitrix24.de`, `example.bitrix24.com.br`.
fn is_in_cloud(url: &Url) -> bool {
    let Some(Host::Domain(name)) = url.host() else { return false };
    CLOUD.iter().any(|domain| name.strip_suffix(domain).is_some_and(|rest| rest.len() > 1 && rest.ends_with('.')))
}

/// Returns true for two addresses of one host, by its port too, where another program may listen. This machine has
/// several names.
fn is_same(home: &Url, target: &Url) -> bool {
    let is_host = home.host() == target.host() || is_loopback(home) && is_loopback(target);
    is_host && home.port() == target.port()
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::check;

    fn may_move(home: &str, target: &str) -> bool {
        let url = |text: &str| Url::parse(text).expect("an address");
        check(&url(home), &url(target), &["b24.example.org".to_owned(), "b24.example.org:8443".to_owned()]).is_ok()
    }

    #[test]
    fn a_secret_goes_to_the_vendor_and_to_hosts_that_are_allowed() {
        for home in ["https://some.bitrix24.com/", "https://b24.example.com/"] {
            for target in [
                "https://other.bitrix24.com/",
                "https://other.bitrix24.com.br/",
                "https://other.bitrix24.de/",
                "https://b24.example.org/",
                "https://b24.example.org:8443/",
            ] {
                assert!(may_move(home, target), "{home} -> {target}");
            }
            for target in [
                "https://some.bitrix24.evil/",
                "https://some.bitrix24.com.evil/",
                "https://some.bitrix24.co.com/",
                "https://xbitrix24.com/",
                "https://bitrix24.com/",
                "https://.bitrix24.com/",
                "https://bitrix24.com.example.com/",
                "https://b24.example.org:444/",
                "https://example.org/",
                "https://localhost/",
                "http://localhost/",
                "http://other.bitrix24.com/",
                "http://b24.example.org/",
            ] {
                assert!(!may_move(home, target), "{home} -> {target}");
            }
        }
    }

    #[test]
    fn a_host_of_ones_own_keeps_its_port() {
        assert!(may_move("https://b24.example.com/", "https://b24.example.com/portal/"));
        assert!(may_move("http://127.0.0.1:80/", "https://localhost/"));
        assert!(may_move("http://127.0.0.1:8080/", "http://[::1]:8080/"));
        assert!(!may_move("http://127.0.0.1:8080/", "http://127.0.0.1:8081/"));
        assert!(!may_move("https://b24.example.com/", "https://b24.example.com:8443/"));
    }
}
