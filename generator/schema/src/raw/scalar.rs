//! Single values of any type, by their text: `0`, `"0"` and `x`.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, Visitor};

/// A single value, by its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Scalar {
    /// The text.
    pub text: String,
}

impl Scalar {
    /// Returns the value with this text.
    pub fn new(text: impl Into<String>) -> Self {
        Scalar { text: text.into() }
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;

        impl Visitor<'_> for Text {
            type Value = Scalar;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a single value")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Scalar, E> {
                Ok(Scalar::new(text))
            }
        }

        deserializer.deserialize_identifier(Text)
    }
}
