//! The effects of changes of the emitted crate's public items on its users.

mod compare;
mod form;
mod prove;
mod verdict;
mod witness;

pub use bitrix24_codegen::api::{Item, ItemKind};
pub use bitrix24_codegen::{listing, portal_listing};
pub use compare::{ApiChange, compare};
pub use prove::{Disagreement, Finding, Proof, Workshop, disagreements, prove};
pub use verdict::Rust;
pub use witness::{Statement, Witness};
