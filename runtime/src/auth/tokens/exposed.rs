//! Tokens in plain text, for storages that write what serde reads.

use std::fmt;
use std::time::{Duration, SystemTime};

use secrecy::ExposeSecret;
use serde::de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Tokens;

const FIELDS: &[&str] = &["access", "refresh", "expires"];

/// Tokens that serde writes in plain text. Use it where they are stored, and nowhere else: [`Tokens`] themselves are not
/// `Serialize`, so that none are written by accident. Printed with `Debug`, these stay hidden as well.
///
/// ```
/// use bitrix24::{ExposedTokens, Tokens, json};
///
/// let written = json!(ExposedTokens(Tokens::new("ACCESS", "REFRESH")));
/// assert_eq!(written, json!({ "access": "ACCESS", "refresh": "REFRESH", "expires": null }));
/// let ExposedTokens(tokens) = serde_json::from_value(written)?;
/// # _ = tokens;
/// # Ok::<_, serde_json::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct ExposedTokens(pub Tokens);

impl Serialize for ExposedTokens {
    /// Writes `access`, `refresh` and `expires`, in seconds since 1970.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ExposedTokens(tokens) = self;
        let expires = tokens.expires_at.and_then(|at| at.duration_since(SystemTime::UNIX_EPOCH).ok());
        let mut written = serializer.serialize_struct("Tokens", FIELDS.len())?;
        written.serialize_field("access", tokens.access.expose_secret())?;
        written.serialize_field("refresh", tokens.refresh.expose_secret())?;
        written.serialize_field("expires", &expires.map(|expires| expires.as_secs()))?;
        written.end()
    }
}

impl<'de> Deserialize<'de> for ExposedTokens {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct("Tokens", FIELDS, Fields)
    }
}

struct Fields;

impl<'de> Visitor<'de> for Fields {
    type Value = ExposedTokens;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("tokens with `access` and `refresh`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ExposedTokens, A::Error> {
        let (mut access, mut refresh, mut expires) = (None, None, None);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "access" => access = Some(map.next_value()?),
                "refresh" => refresh = Some(map.next_value()?),
                "expires" => expires = map.next_value()?,
                _ => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        let missing = A::Error::missing_field;
        Ok(exposed(access.ok_or_else(|| missing("access"))?, refresh.ok_or_else(|| missing("refresh"))?, expires))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<ExposedTokens, A::Error> {
        let missing = |index| A::Error::invalid_length(index, &self);
        let access = seq.next_element()?.ok_or_else(|| missing(0))?;
        let refresh = seq.next_element()?.ok_or_else(|| missing(1))?;
        Ok(exposed(access, refresh, seq.next_element()?.flatten()))
    }
}

fn exposed(access: String, refresh: String, expires: Option<u64>) -> ExposedTokens {
    let mut tokens = Tokens::new(access, refresh);
    tokens.expires_at = expires.and_then(|seconds| SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds)));
    ExposedTokens(tokens)
}
