//! Packs a catalogue.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use bitrix24_schema::{Mode, Model};
use lzma_rust2::{LzmaOptions, LzmaWriter};

use crate::{HEAD, MAGIC, head, sum_of};

/// Brings a packed catalogue in line with a model, and returns true if it was not. What was released is not part of it.
///
/// # Errors
///
/// Fails if the file cannot be written.
pub fn write(file: &Path, model: &Model, mode: Mode) -> io::Result<bool> {
    let bytes = postcard::to_allocvec(model).map_err(io::Error::other)?;
    let known = fs::read(file).unwrap_or_default();
    let size = u32::try_from(bytes.len()).map_err(io::Error::other)?;
    // Packing takes a second or two, so it is left out if the content is the same.
    if head(&known) == Some((sum_of(&bytes), size)) {
        return Ok(false);
    }
    if mode == Mode::Write {
        let packed = pack(&bytes, size)?;
        let new = file.with_extension("new");
        fs::write(&new, packed)?;
        fs::rename(&new, file)?;
    }
    Ok(true)
}

fn pack(bytes: &[u8], size: u32) -> io::Result<Vec<u8>> {
    let mut packed = Vec::with_capacity(HEAD + bytes.len() / 8);
    packed.extend_from_slice(&MAGIC);
    packed.extend_from_slice(&sum_of(bytes).to_le_bytes());
    packed.extend_from_slice(&size.to_le_bytes());
    let mut options = LzmaOptions::with_preset(9);
    options.nice_len = 273;
    // Whoever unpacks it has to have so much memory.
    options.dict_size = size.max(4096);
    let mut writer = LzmaWriter::new_use_header(&mut packed, &options, Some(bytes.len() as u64))?;
    writer.write_all(bytes)?;
    writer.finish()?;
    Ok(packed)
}
