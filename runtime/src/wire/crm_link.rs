//! Links to things of the CRM.

use std::fmt;

use serde_json::Value;

use crate::dom::{Node, Shape};
use crate::wire::{Cx, Id, Wire};

/// A link to a thing of the CRM, as custom fields of the type "binding to CRM elements" have it: `D_1` is the deal 1, and
/// `T80_3` the item 3 of the smart process 128, whose number is in hexadecimal digits. A field that links things of one kind
/// only has the identifier alone.
///
/// It is kept as it was written. The default is empty, which clears a field.
///
/// ```
/// use bitrix24::CrmLink;
///
/// let deal = CrmLink::from("D_1");
/// assert_eq!((deal.entity_type_id(), deal.id()), (Some(2), Some(1)));
///
/// let item = CrmLink::new(1036, 3);
/// assert_eq!(item, CrmLink::from("T40c_3"));
///
/// // The field alone knows what this is.
/// assert_eq!((CrmLink::from(7).entity_type_id(), CrmLink::from(7).id()), (None, Some(7)));
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct CrmLink(Id);

/// The kinds of things with words of their own: the number, the word before an identifier, and the name.
const KINDS: &[(i64, &str, &str)] = &[
    (1, "L", "LEAD"),
    (2, "D", "DEAL"),
    (3, "C", "CONTACT"),
    (4, "CO", "COMPANY"),
    (5, "I", "INVOICE"),
    (7, "Q", "QUOTE"),
    (8, "RQ", "REQUISITE"),
    (14, "O", "ORDER"),
    (31, "SI", "SMART_INVOICE"),
];

impl CrmLink {
    /// A link to a thing by the number of its kind, `entityTypeId`, and its identifier.
    pub fn new(entity_type_id: i64, id: impl Into<Id>) -> Self {
        let known = KINDS.iter().find(|(number, ..)| *number == entity_type_id);
        let prefix = known.map_or_else(|| format!("T{entity_type_id:x}"), |(_, word, _)| (*word).to_owned());
        CrmLink(format!("{prefix}_{}", id.into()).into())
    }

    /// A link to a lead.
    pub fn lead(id: impl Into<Id>) -> Self {
        CrmLink::new(1, id)
    }

    /// A link to a deal.
    pub fn deal(id: impl Into<Id>) -> Self {
        CrmLink::new(2, id)
    }

    /// A link to a contact.
    pub fn contact(id: impl Into<Id>) -> Self {
        CrmLink::new(3, id)
    }

    /// A link to a company.
    pub fn company(id: impl Into<Id>) -> Self {
        CrmLink::new(4, id)
    }

    /// A link to a quote.
    pub fn quote(id: impl Into<Id>) -> Self {
        CrmLink::new(7, id)
    }

    /// A link to an invoice.
    pub fn invoice(id: impl Into<Id>) -> Self {
        CrmLink::new(31, id)
    }

    /// The number of the thing's kind, `entityTypeId`, if the link tells it.
    pub fn entity_type_id(&self) -> Option<i64> {
        let text = self.to_string();
        let (word, _) = text.rsplit_once('_')?;
        let known = KINDS.iter().find(|(_, short, long)| [*short, *long].contains(&word)).map(|(number, ..)| *number);
        let dynamic = || word.strip_prefix("DYNAMIC_")?.parse().ok();
        known.or_else(dynamic).or_else(|| i64::from_str_radix(word.strip_prefix('T')?, 16).ok())
    }

    /// The thing's identifier.
    pub fn id(&self) -> Option<i64> {
        let text = self.to_string();
        text.rsplit_once('_').map_or(text.as_str(), |(_, id)| id).parse().ok()
    }
}

/// Returns true if a text is an identifier, or one with a word before it.
pub(crate) fn is_link(text: &str) -> bool {
    let (word, id) = text.rsplit_once('_').map_or((None, text), |(word, id)| (Some(word), id));
    let is_word = |word: &str| {
        word.starts_with(|first: char| first.is_ascii_alphabetic())
            && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    word.is_none_or(is_word) && !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit())
}

impl Default for CrmLink {
    /// No link.
    fn default() -> Self {
        CrmLink("".into())
    }
}

impl fmt::Display for CrmLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for CrmLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

macro_rules! from {
    ($($from:ty)*) => {$(
        /// As the API writes it: `D_1`, or an identifier alone.
        impl From<$from> for CrmLink {
            fn from(link: $from) -> Self {
                CrmLink(link.into())
            }
        }
    )*};
}
from!(i32 i64 u32 &str String Id &Id);

impl From<&CrmLink> for CrmLink {
    fn from(link: &CrmLink) -> Self {
        link.clone()
    }
}

impl Wire for CrmLink {
    type Out = CrmLink;
    const NAME: &'static str = "crm_link";

    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<CrmLink> {
        let is_one = match node.shape() {
            Shape::Text(text) => is_link(&text.text()),
            Shape::Int(id) => id >= 0,
            _ => false,
        };
        if is_one { Id::decode(node, cx).map(CrmLink) } else { None }
    }

    fn encode(link: &CrmLink) -> Value {
        Id::encode(&link.0)
    }
}
