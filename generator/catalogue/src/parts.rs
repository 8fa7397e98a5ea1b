//! The parts of a packed catalogue: what is known of all, the types, the events, and the methods of some modules each. Types and
//! methods are told apart, so that a program that needs one method reads no others.

use std::io::Read;

use bitrix24_schema::graph;
use bitrix24_schema::model::{Model, Shared};
use lzma_rust2::LzmaReader;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::corrupt::Corrupt;

/// The first bytes of a packed catalogue; the last of them is the version of the format.
pub(crate) const MAGIC: [u8; 4] = *b"b24\x03";

/// The largest size of an unpacked part.
const LARGEST: u32 = 256 * 1024 * 1024;

/// A part as it is packed.
pub(crate) struct Part<'p> {
    /// The top-level modules of its methods, in lowercase; none for the parts without methods.
    modules: Vec<String>,
    sum: u64,
    size: u32,
    bytes: &'p [u8],
}

/// Returns the sum of a packed catalogue's content, and its parts; `None` if the names or sums of these are damaged.
pub(crate) fn open(packed: &[u8]) -> Option<(u64, Vec<Part<'_>>)> {
    let mut rest = packed.strip_prefix(&MAGIC)?;
    let sum = u64::from_le_bytes(take(&mut rest, 8)?.try_into().ok()?);
    let count = number(&mut rest)?;
    let mut heads = Vec::new();
    for _ in 0..count {
        let names = number(&mut rest)?;
        let names = std::str::from_utf8(take(&mut rest, names)?).ok()?;
        let modules: Vec<String> = names.split(' ').filter(|name| !name.is_empty()).map(str::to_owned).collect();
        let sum = u64::from_le_bytes(take(&mut rest, 8)?.try_into().ok()?);
        let size = u32::try_from(number(&mut rest)?).ok().filter(|size| *size <= LARGEST)?;
        heads.push((modules, sum, size, number(&mut rest)?));
    }
    if sum != sum_of_all(heads.iter().map(|(modules, sum, ..)| (modules.as_slice(), *sum))) {
        return None;
    }
    let mut parts = Vec::new();
    for (modules, sum, size, length) in heads {
        parts.push(Part { modules, sum, size, bytes: take(&mut rest, length)? });
    }
    rest.is_empty().then_some((sum, parts))
}

fn take<'b>(rest: &mut &'b [u8], length: usize) -> Option<&'b [u8]> {
    let (taken, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(taken)
}

fn number(rest: &mut &[u8]) -> Option<usize> {
    let bytes = take(rest, 4)?.try_into().ok()?;
    usize::try_from(u32::from_le_bytes(bytes)).ok()
}

impl Part<'_> {
    /// Returns true if it has the methods of a top-level module.
    pub(crate) fn has(&self, module: &str) -> bool {
        self.modules.iter().any(|known| known.eq_ignore_ascii_case(module))
    }

    /// Returns what is known of all methods.
    pub(crate) fn model(&self) -> Result<Model, Corrupt> {
        let (mut model, constructors): (Model, _) = read(&self.unpacked()?)?;
        model.released.constructors = constructors;
        Ok(model)
    }

    /// Returns the types, the events or the methods in it.
    pub(crate) fn all<T: DeserializeOwned>(&self) -> Result<Vec<T>, Corrupt> {
        Entries::of(&self.unpacked()?)?.0.iter().map(|(_, bytes)| read(bytes)).collect()
    }

    /// Returns those that have this name, in any case of its letters.
    pub(crate) fn called<T: DeserializeOwned>(&self, name: &str) -> Result<Vec<T>, Corrupt> {
        let bytes = self.unpacked()?;
        let entries = Entries::of(&bytes)?.0.into_iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
        entries.map(|(_, bytes)| read(bytes)).collect()
    }

    /// Returns the types that are needed, directly or through others. The others are there by name only.
    pub(crate) fn types(&self, needed: impl IntoIterator<Item = usize>) -> Result<Vec<Shared>, Corrupt> {
        let bytes = self.unpacked()?;
        let entries = Entries::of(&bytes)?.0;
        let mut types: Vec<Shared> = entries.iter().map(|(name, _)| only_named(name)).collect();
        let mut open: Vec<usize> = needed.into_iter().collect();
        while let Some(index) = open.pop() {
            let place = types.get_mut(index).ok_or(Corrupt)?;
            if place.items.is_empty() {
                *place = read(entries[index].1)?;
                open.extend(graph::named_by_items(&place.items));
            }
        }
        Ok(types)
    }

    fn unpacked(&self) -> Result<Vec<u8>, Corrupt> {
        let mut bytes = Vec::with_capacity(self.size as usize);
        let reader = LzmaReader::new_mem_limit(self.bytes, LARGEST / 1024, None).map_err(|_| Corrupt)?;
        reader.take(u64::from(self.size) + 1).read_to_end(&mut bytes).map_err(|_| Corrupt)?;
        let is_whole = bytes.len() == self.size as usize && sum_of(&bytes) == self.sum;
        if is_whole { Ok(bytes) } else { Err(Corrupt) }
    }
}

/// Types, events or methods as they are packed, with their names.
#[derive(Deserialize, Serialize)]
pub(crate) struct Entries<'b>(#[serde(borrow)] pub(crate) Vec<(&'b str, &'b [u8])>);

impl<'b> Entries<'b> {
    fn of(bytes: &'b [u8]) -> Result<Self, Corrupt> {
        read(bytes)
    }
}

fn read<'b, T: Deserialize<'b>>(bytes: &'b [u8]) -> Result<T, Corrupt> {
    postcard::from_bytes(bytes).map_err(|_| Corrupt)
}

/// Returns a type of which nothing but the name is known.
fn only_named(name: &str) -> Shared {
    let (file, module) = (String::new(), String::new());
    Shared { file, sources: Vec::new(), name: name.to_owned(), modules: Vec::new(), module, items: Vec::new() }
}

/// Returns the sum of all parts, by the names of their modules and by their sums.
pub(crate) fn sum_of_all<'m>(parts: impl Iterator<Item = (&'m [String], u64)>) -> u64 {
    let mut bytes = Vec::new();
    for (modules, sum) in parts {
        bytes.extend_from_slice(modules.join(" ").as_bytes());
        bytes.extend_from_slice(&sum.to_le_bytes());
    }
    sum_of(&bytes)
}

/// Returns the first segment of a method's name.
pub(crate) fn top(name: &str) -> &str {
    name.split_once('.').map_or(name, |(top, _)| top)
}

/// Returns a sum of bytes (FNV-1a over words of eight), which tells if two are equal.
pub(crate) fn sum_of(bytes: &[u8]) -> u64 {
    let step = |sum: u64, word: u64| (sum ^ word).wrapping_mul(0x0000_0100_0000_01B3).rotate_left(29);
    let (words, rest) = bytes.as_chunks::<8>();
    let sum = words.iter().fold(0xCBF2_9CE4_8422_2325, |sum, word| step(sum, u64::from_le_bytes(*word)));
    rest.iter().fold(step(sum, bytes.len() as u64), |sum, byte| step(sum, u64::from(*byte)))
}
