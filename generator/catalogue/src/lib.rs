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

#[cfg(feature = "pack")]
mod pack;

use std::io::Read;
use std::sync::{Arc, OnceLock};

use bitrix24_schema::Model;
use lzma_rust2::LzmaReader;

#[cfg(feature = "pack")]
pub use pack::write;

/// The packed catalogue.
static PACKED: &[u8] = include_bytes!("catalogue.bin");

/// The bytes in front: what it is, the sum of the unpacked bytes, and their number.
const HEAD: usize = 16;

/// The first bytes of a packed catalogue; the last of them is the version of the format.
const MAGIC: [u8; 4] = *b"b24\x01";

/// The largest size of an unpacked catalogue.
const LARGEST: u32 = 256 * 1024 * 1024;

/// A catalogue is not one, or is damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the packed catalogue is damaged, or of another version: run `b24 generate`, and build again")]
pub struct Corrupt;

/// Returns the catalogue on board, which is unpacked once.
///
/// # Errors
///
/// Fails if a build was made of a damaged file.
pub fn model() -> Result<Arc<Model>, Corrupt> {
    static MODEL: OnceLock<Result<Arc<Model>, Corrupt>> = OnceLock::new();
    MODEL.get_or_init(|| unpack(PACKED).map(Arc::new)).clone()
}

/// Returns the catalogue on board, unpacked anew: for a program that needs it once, and its memory afterwards.
///
/// # Errors
///
/// As [`model`].
pub fn read() -> Result<Model, Corrupt> {
    unpack(PACKED)
}

/// Unpacks a catalogue.
///
/// # Errors
///
/// Fails if the bytes are no catalogue of this version.
pub fn unpack(packed: &[u8]) -> Result<Model, Corrupt> {
    let (sum, size) = head(packed).ok_or(Corrupt)?;
    let mut bytes = Vec::with_capacity(size as usize);
    let reader = LzmaReader::new_mem_limit(&packed[HEAD..], LARGEST / 1024, None).map_err(|_| Corrupt)?;
    reader.take(u64::from(size) + 1).read_to_end(&mut bytes).map_err(|_| Corrupt)?;
    if bytes.len() != size as usize || sum_of(&bytes) != sum {
        return Err(Corrupt);
    }
    postcard::from_bytes(&bytes).map_err(|_| Corrupt)
}

/// Returns the sum and the number of the unpacked bytes.
fn head(packed: &[u8]) -> Option<(u64, u32)> {
    let rest = packed.strip_prefix(&MAGIC)?;
    let sum = u64::from_le_bytes(rest.get(..8)?.try_into().ok()?);
    let size = u32::from_le_bytes(rest.get(8..12)?.try_into().ok()?);
    (size <= LARGEST).then_some((sum, size))
}

/// Returns a sum of bytes (FNV-1a), which tells whether two catalogues are equal.
fn sum_of(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xCBF2_9CE4_8422_2325, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_damaged_is_an_error() {
        assert!(model().is_ok_and(|model| model.methods.len() > 1600));
        assert_eq!(unpack(b"").err(), Some(Corrupt));
        assert_eq!(unpack(&PACKED[..1000]).err(), Some(Corrupt));
        for place in [0, 3, 5, 13, 20, 500, PACKED.len() / 2] {
            let mut damaged = PACKED.to_vec();
            damaged[place] ^= 0x55;
            assert_eq!(unpack(&damaged).err(), Some(Corrupt), "{place}");
        }
    }
}
