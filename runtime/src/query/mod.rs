//! Queries of lists by the fields of their items: [`Filter`], [`Select`] and [`Order`].
//!
//! A request of a method that lists takes all three by the names of fields as its own setters do, and by the fields
//! themselves through [`ListRequest`]. The compiler then knows which fields there are, what they may be compared with, and
//! which operators the version of the API has:
//!
//! ```
//! # mod requests { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/requests.rs")); }
//! # use requests::crm;
//! use bitrix24::{ListRequest, Request, json};
//!
//! let deals = crm::deal::List::new()
//!     .filter_by(|filter| {
//!         filter.ge(|deal| &deal.opportunity, 1000).one_of(|deal| &deal.stage_id, ["NEW", "WON"]).eq(|deal| &deal.closed, false)
//!     })
//!     .select_by(|select| select.field(|deal| &deal.id).field(|deal| &deal.title).name("UF_CRM_SIZE"))
//!     .order_by(|order| order.desc(|deal| &deal.id));
//! assert_eq!(json!(deals.params().as_map()), json!({
//!     "filter": { ">=OPPORTUNITY": 1000, "@STAGE_ID": ["NEW", "WON"], "=CLOSED": "N" },
//!     "select": ["ID", "TITLE", "UF_CRM_SIZE"],
//!     "order": { "ID": "DESC" },
//! }));
//! ```
//!
//! - **The operator is written as the method documents it**: "one of" is `@STAGE_ID` where `@` is documented, and else
//!   the plain name with a list. An undocumented operator is sent all the same, and
//!   [`validate`](crate::Request::validate) reports it.
//! - **A value is written as the field is answered**: `false` is `"N"` where the field is `"Y"` or `"N"`. User fields of
//!   that kind are `1` and `0` in filters: those are asked for [by name](Filter::raw).
//! - **Several calls add up**; all conditions have to hold. `select_by` and `order_by` continue what is there.
//! - **Nothing is left out silently.** An invalid query, such as one for a part of a field, or with two conditions of one
//!   kind on one field of version 2, makes the request fail before it is sent.

mod custom;
mod filter;
mod list_request;
mod listed;
mod of;
mod operand;
mod operator;
mod order;
mod parts;
mod select;
mod spelling;
mod version;

pub use custom::CustomField;
pub use filter::Filter;
pub use list_request::ListRequest;
pub use operand::{Comparable, Number, Text};
pub use order::Order;
pub use select::Select;
pub(crate) use spelling::asked;
pub use version::{Unknown, V2, V3, Version};
