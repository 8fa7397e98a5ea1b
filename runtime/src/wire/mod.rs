//! Codecs: one [`Wire`] implementation per notation of values, there and back.
//!
//! A codec is a type. Where the Rust type alone says how it is written (`i64`, `String`, [`Id`]), it is its own codec;
//! where not, a marker stands for it: [`YesNo`] is a `bool` written `"Y"` or `"N"`. Codecs nest as their types do:
//! `Vec<YesNo>` is a `Vec<bool>`.
//!
//! Decoding tolerates what this API is known to send: numbers and ids as strings, any writing of a boolean, `[]` for an
//! empty object, objects for lists, `null`, `""`, `false` and `[]` for nothing. A value written otherwise than the codec
//! would write it is marked inexact, so that its owner can keep the original ([`Extra`]).

mod address;
pub mod arg;
mod at_once;
mod boolean;
mod choice;
mod codec;
mod collections;
pub(crate) mod crm_link;
pub(crate) mod custom;
mod cx;
mod date;
mod drift;
pub mod entries;
pub mod enums;
pub(crate) mod extra;
mod file;
mod id;
mod iso;
mod leaves;
pub(crate) mod money;
pub(crate) mod names;
pub mod object;
mod own;
mod read;
mod scalar;
mod style;
pub mod traits;
mod verbatim;
pub(crate) mod walk;

pub use address::Address;
pub use arg::Arg;
pub use boolean::{CustomBoolean, OneZero, OneZeroText, TrueFalseText, YesNo};
pub use choice::{Either, Enum, EnumCodec, OneOrMany};
pub use codec::Wire;
pub use collections::{Boxed, Dict, Map};
pub use crm_link::CrmLink;
pub use custom::CustomValue;
pub use cx::Cx;
pub use date::{Date, DateTime, Unix};
pub use drift::{Drift, Finding};
pub use entries::Entries;
pub use extra::Extra;
pub use file::{File, FileBase64, FileData, FilePair};
pub use id::Id;
pub use leaves::Leaves;
pub use money::Money;
pub use object::Object;
pub use own::Own;
pub use scalar::Any;
pub use style::Style;
pub use verbatim::Verbatim;
