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

use bitrix24_schema::model::Method;
use bitrix24_schema::{Model, graph};

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

/// Returns the part of the catalogue on board that tells of the methods of a name, in any case of its letters: these methods,
/// the types that they need, and the errors that any method may answer. Of other types it has the names, and no events. For a
/// program that needs one method, and needs it at once.
///
/// ```
/// let part = bitrix24_catalogue::part("crm.deal.add")?;
/// let [method] = part.methods.as_slice() else { panic!("there is one") };
/// assert_eq!(method.name.wire, "crm.deal.add");
/// assert!(bitrix24_catalogue::part("crm.deal.sell")?.methods.is_empty());
/// # Ok::<(), bitrix24_catalogue::Corrupt>(())
/// ```
///
/// # Errors
///
/// As [`model`].
pub fn part(name: &str) -> Result<Model, Corrupt> {
    let (_, parts) = parts::open(PACKED).ok_or(Corrupt)?;
    let [common, types, _, methods @ ..] = parts.as_slice() else { return Err(Corrupt) };
    let mut model = common.model()?;
    for part in methods.iter().filter(|part| part.has(parts::top(name))) {
        model.methods.extend(part.called::<Method>(name)?);
    }
    model.types = types.types(model.methods.iter().flat_map(graph::named_by_method))?;
    Ok(model)
}

/// Unpacks a catalogue.
///
/// # Errors
///
/// Fails if the bytes are no catalogue of this version.
pub fn unpack(packed: &[u8]) -> Result<Model, Corrupt> {
    let (_, parts) = parts::open(packed).ok_or(Corrupt)?;
    let [common, types, events, methods @ ..] = parts.as_slice() else { return Err(Corrupt) };
    let methods_of = |parts: &[parts::Part<'_>]| parts.iter().map(parts::Part::all).collect::<Result<Vec<_>, _>>();
    thread::scope(|scope| {
        // The first half is unpacked beside the rest.
        let (first, second) = methods.split_at(methods.len() / 2);
        let first = scope.spawn(|| methods_of(first));
        let mut model = Model { types: types.all()?, events: events.all()?, ..common.model()? };
        let second = methods_of(second)?;
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
        for place in [0, 3, 13, 20, 500, PACKED.len() / 2, PACKED.len() - 100] {
            let mut damaged = PACKED.to_vec();
            damaged[place] ^= 0x55;
            assert_eq!(unpack(&damaged).err(), Some(Corrupt), "{place}");
        }
    }

    /// A part is what the whole has of a method: the types behind every reference in it, and no other.
    #[test]
    fn a_part_has_what_a_method_needs() {
        let whole = model().expect("a catalogue");
        for method in whole.methods.iter().step_by(7) {
            let part = part(&method.name.wire.to_uppercase()).expect("a part");
            let is_it = |known: &&Method| known.name.wire == method.name.wire;
            let described = whole.methods.iter().filter(is_it).cloned().collect::<Vec<_>>();
            assert_eq!(format!("{:?}", part.methods), format!("{described:?}"), "{}", method.name.wire);
            assert_eq!(format!("{:?}", part.errors), format!("{:?}", whole.errors));
            let mut open: Vec<usize> = part.methods.iter().flat_map(graph::named_by_method).collect();
            let mut needed = std::collections::BTreeSet::new();
            while let Some(index) = open.pop() {
                if needed.insert(index) {
                    open.extend(graph::named_by_items(&whole.types[index].items));
                }
            }
            for (index, (known, of_whole)) in part.types.iter().zip(&whole.types).enumerate() {
                assert_eq!(known.name, of_whole.name);
                assert_eq!(known.items.is_empty(), !needed.contains(&index), "{}", known.name);
                assert!(known.items.is_empty() || format!("{known:?}") == format!("{of_whole:?}"));
            }
        }
    }
}
