//! The description of the Bitrix24 REST API, resolved and packed: for programs that have no folder of YAML.
//!
//! ```
//! let catalogue = bitrix24_catalogue::model()?;
//! let method = catalogue.methods.iter().find(|method| method.name.wire == "crm.deal.add");
//! assert!(method.is_some_and(|method| method.scopes == ["crm"]));
//! # Ok::<(), bitrix24_catalogue::Corrupt>(())
//! ```
//!
//! The bytes are `catalogue.bin`, which `b24 generate` writes from `schema/`, as a build of the repository does.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod corrupt;
#[cfg(feature = "pack")]
mod pack;
mod parts;

use std::sync::{Arc, OnceLock};
use std::thread;

use bitrix24_schema::Model;

pub use corrupt::Corrupt;
#[cfg(feature = "pack")]
pub use pack::write;

/// The README's examples are compiled.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// The packed catalogue.
static PACKED: &[u8] = include_bytes!("catalogue.bin");

/// Returns the catalogue on board, which is unpacked once.
///
/// # Errors
///
/// Fails if a build was made of a damaged file.
pub fn model() -> Result<Arc<Model>, Corrupt> {
    static MODEL: OnceLock<Result<Arc<Model>, Corrupt>> = OnceLock::new();
    MODEL.get_or_init(|| unpack(PACKED).map(Arc::new)).clone()
}

/// Returns the part of the catalogue on board that has the methods of a name's top-level module, with all types and errors:
/// for a program that needs one method, and needs it at once. There are no methods if no method has such a module.
///
/// ```
/// let part = bitrix24_catalogue::part("crm.deal.add")?;
/// assert!(part.methods.iter().any(|method| method.name.wire == "crm.deal.add"));
/// assert!(part.methods.len() < bitrix24_catalogue::model()?.methods.len());
/// # Ok::<(), bitrix24_catalogue::Corrupt>(())
/// ```
///
/// # Errors
///
/// As [`model`].
pub fn part(name: &str) -> Result<Model, Corrupt> {
    let (_, parts) = parts::read(PACKED).ok_or(Corrupt)?;
    let (types, methods) = parts.split_first().ok_or(Corrupt)?;
    let mut model = types.model()?;
    for part in methods.iter().filter(|part| part.has(parts::top(name))) {
        model.methods.extend(part.methods()?);
    }
    Ok(model)
}

/// Unpacks a catalogue.
///
/// # Errors
///
/// Fails if the bytes are no catalogue of this version.
pub fn unpack(packed: &[u8]) -> Result<Model, Corrupt> {
    let (_, parts) = parts::read(packed).ok_or(Corrupt)?;
    let (types, methods) = parts.split_first().ok_or(Corrupt)?;
    thread::scope(|scope| {
        // The first half is unpacked beside the rest.
        let (first, second) = methods.split_at(methods.len() / 2);
        let first = scope.spawn(|| first.iter().map(parts::Part::methods).collect::<Result<Vec<_>, _>>());
        let mut model = types.model()?;
        let second = second.iter().map(parts::Part::methods).collect::<Result<Vec<_>, _>>()?;
        let first = first.join().map_err(|_| Corrupt)??;
        model.methods = first.into_iter().chain(second).flatten().collect();
        Ok(model)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_damaged_is_an_error() {
        assert!(model().is_ok_and(|model| model.methods.len() > 1600));
        assert_eq!(unpack(b"").err(), Some(Corrupt));
        assert_eq!(unpack(&PACKED[..1000]).err(), Some(Corrupt));
        for place in [0, 3, 13, 20, 500, PACKED.len() / 2, PACKED.len() - 1] {
            let mut damaged = PACKED.to_vec();
            damaged[place] ^= 0x55;
            assert_eq!(unpack(&damaged).err(), Some(Corrupt), "{place}");
        }
    }
}
