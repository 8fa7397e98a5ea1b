//! The path of a request, which names a method.

use crate::access::Credentials;
use crate::request::ApiVersion;

/// The parts of a request's path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Address<'p> {
    pub(crate) version: ApiVersion,
    pub(crate) credentials: Credentials<'p>,
    pub(crate) method: &'p str,
}

impl<'p> Address<'p> {
    /// Parses a path, or returns `None` if it is not one of the REST API.
    pub(crate) fn parse(path: &'p str) -> Option<Self> {
        let rest = path.strip_prefix("/rest/")?;
        // Servers accept several slashes as one, and some clients send them.
        let segments: Vec<_> = rest.split('/').filter(|segment| !segment.is_empty()).collect();
        match segments[..] {
            ["api", user, secret, method] => {
                Some(Self { version: ApiVersion::V3, credentials: Credentials::Webhook { user, secret }, method })
            }
            ["api", method] => Some(Self { version: ApiVersion::V3, credentials: Credentials::Token, method }),
            [user, secret, method] => Some(Self {
                version: ApiVersion::V2,
                credentials: Credentials::Webhook { user, secret },
                method: without_format(method),
            }),
            [method] => {
                Some(Self { version: ApiVersion::V2, credentials: Credentials::Token, method: without_format(method) })
            }
            _ => None,
        }
    }
}

/// Returns a v2 method without the format of the answer that may follow it.
fn without_format(method: &str) -> &str {
    method.strip_suffix(".json").unwrap_or(method)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEBHOOK: Credentials<'_> = Credentials::Webhook { user: "1", secret: "s" };

    #[track_caller]
    fn check(path: &str, version: ApiVersion, credentials: Credentials<'_>, method: &str) {
        let expected = Address { version, credentials, method };
        assert_eq!(Address::parse(path), Some(expected));
    }

    #[test]
    fn four_forms_lead_to_a_method() {
        check("/rest/1/s/user.get", ApiVersion::V2, WEBHOOK, "user.get");
        check("/rest/user.get", ApiVersion::V2, Credentials::Token, "user.get");
        check("/rest/api/1/s/user.get", ApiVersion::V3, WEBHOOK, "user.get");
        check("/rest/api/user.get", ApiVersion::V3, Credentials::Token, "user.get");
    }

    #[test]
    fn only_v2_methods_carry_a_format() {
        check("/rest/1/s/user.get.json", ApiVersion::V2, WEBHOOK, "user.get");
        check("/rest/api/1/s/a.json", ApiVersion::V3, WEBHOOK, "a.json");
    }

    #[test]
    fn slashes_may_be_doubled_and_follow() {
        check("/rest/1/s/user.get/", ApiVersion::V2, WEBHOOK, "user.get");
        check("/rest//user.get.json/", ApiVersion::V2, Credentials::Token, "user.get");
        check("/rest//api//user.get", ApiVersion::V3, Credentials::Token, "user.get");
    }

    #[test]
    fn other_paths_lead_nowhere() {
        for path in ["/", "/rest", "/other/user.get", "/rest/1/user.get"] {
            assert_eq!(Address::parse(path), None, "{path}");
        }
        assert_eq!(Address::parse("/rest/1/2/3/4/5"), None);
    }
}
