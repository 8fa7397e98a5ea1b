//! Positions in lists.

use std::fmt;
use std::str::FromStr;

use crate::error::Error;

/// A position in a list, from which its reading goes on. Written as text, such as `after-id:125` or `offset:50`.
///
/// ```
/// use bitrix24::Checkpoint;
///
/// let checkpoint = Checkpoint::AfterId(125);
/// assert_eq!(checkpoint.to_string(), "after-id:125");
/// assert_eq!("after-id:125".parse::<Checkpoint>()?, checkpoint);
/// # Ok::<_, bitrix24::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Checkpoint {
    /// At the start.
    #[default]
    Start,
    /// After so many items.
    Offset(u64),
    /// After the item with this identifier.
    AfterId(i64),
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Checkpoint::Start => f.write_str("start"),
            Checkpoint::Offset(items) => write!(f, "offset:{items}"),
            Checkpoint::AfterId(id) => write!(f, "after-id:{id}"),
        }
    }
}

impl FromStr for Checkpoint {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let wrong = || Error::Config(format!("`{text}` is no place in a list; expected `offset:50` or `after-id:125`"));
        match text.trim().split_once(':') {
            None if text.trim() == "start" => Ok(Checkpoint::Start),
            Some(("offset", items)) => items.parse().map(Checkpoint::Offset).map_err(|_| wrong()),
            Some(("after-id", id)) => id.parse().map(Checkpoint::AfterId).map_err(|_| wrong()),
            _ => Err(wrong()),
        }
    }
}
