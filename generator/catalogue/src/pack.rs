//! Packs a catalogue.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use bitrix24_schema::model::{Method, Model};
use bitrix24_schema::{Mode, Released};
use lzma_rust2::{LzmaOptions, LzmaWriter};

use crate::parts::{self, Entries, MAGIC, sum_of, sum_of_all};

/// The least size of a part with methods, unpacked: smaller ones take more room together.
const PART: usize = 320 * 1024;

/// The content of a part, before it is packed.
struct Content {
    modules: Vec<String>,
    bytes: Vec<u8>,
}

/// Brings a packed catalogue in line with a model, and returns true if it was not. Of what was released it has the
/// constructors that are given.
///
/// # Errors
///
/// Fails if the file cannot be written.
pub fn write(file: &Path, model: &Model, released: &Released, mode: Mode) -> io::Result<bool> {
    let contents = contents(model, released)?;
    let sum = sum_of_all(contents.iter().map(|content| (content.modules.as_slice(), sum_of(&content.bytes))));
    let known = fs::read(file).unwrap_or_default();
    // Packing takes a second or two, so it is left out if the content is the same.
    if parts::open(&known).is_some_and(|(known, _)| known == sum) {
        return Ok(false);
    }
    if mode == Mode::Write {
        let packed = packed(&contents, sum)?;
        let new = file.with_extension("new");
        fs::write(&new, packed)?;
        fs::rename(&new, file)?;
    }
    Ok(true)
}

/// Returns what is known of all, the types, the events, then the methods of whole modules.
fn contents(model: &Model, released: &Released) -> io::Result<Vec<Content>> {
    let (docs, errors, ids) = (model.docs.clone(), model.errors.clone(), model.ids.clone());
    let (methods, types, events, things, scopes) = Default::default();
    let none = Released::default();
    let common = Model { docs, errors, ids, methods, types, events, things, scopes, released: none };
    let types = entries(&model.types, |shared| &shared.name)?;
    let events = entries(&model.events, |event| &event.name)?;
    let without_methods = [bytes(&(common, &released.constructors))?, types, events];
    let mut all: Vec<Content> = without_methods.map(|bytes| Content { modules: Vec::new(), bytes }).into();
    let mut part: Vec<&Method> = Vec::new();
    for module in model.methods.chunk_by(|a, b| top(a) == top(b)) {
        part.extend(module);
        let bytes = methods_of(&part)?;
        if bytes.len() >= PART {
            all.push(content(&part, bytes));
            part.clear();
        }
    }
    if !part.is_empty() {
        all.push(content(&part, methods_of(&part)?));
    }
    Ok(all)
}

fn content(methods: &[&Method], bytes: Vec<u8>) -> Content {
    let mut modules: Vec<String> = methods.iter().map(|method| top(method)).collect();
    modules.dedup();
    Content { modules, bytes }
}

fn methods_of(methods: &[&Method]) -> io::Result<Vec<u8>> {
    entries(methods, |method| &method.name.wire)
}

/// Returns each of these by its name.
fn entries<T: serde::Serialize>(all: &[T], name: impl Fn(&T) -> &String) -> io::Result<Vec<u8>> {
    let each = all.iter().map(bytes).collect::<io::Result<Vec<_>>>()?;
    bytes(&Entries(all.iter().map(|of| name(of).as_str()).zip(each.iter().map(Vec::as_slice)).collect()))
}

/// Returns the top-level module of a method, in lowercase.
fn top(method: &Method) -> String {
    parts::top(&method.name.wire).to_ascii_lowercase()
}

fn bytes(value: &impl serde::Serialize) -> io::Result<Vec<u8>> {
    postcard::to_allocvec(value).map_err(io::Error::other)
}

fn packed(contents: &[Content], sum: u64) -> io::Result<Vec<u8>> {
    let mut head = MAGIC.to_vec();
    let mut body = Vec::new();
    head.extend_from_slice(&sum.to_le_bytes());
    head.extend_from_slice(&number(contents.len())?);
    for Content { modules, bytes } in contents {
        let packed = pack(bytes)?;
        let names = modules.join(" ");
        head.extend_from_slice(&number(names.len())?);
        head.extend_from_slice(names.as_bytes());
        head.extend_from_slice(&sum_of(bytes).to_le_bytes());
        head.extend_from_slice(&number(bytes.len())?);
        head.extend_from_slice(&number(packed.len())?);
        body.extend(packed);
    }
    head.extend(body);
    Ok(head)
}

fn number(number: usize) -> io::Result<[u8; 4]> {
    u32::try_from(number).map(u32::to_le_bytes).map_err(io::Error::other)
}

fn pack(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut packed = Vec::with_capacity(bytes.len() / 8);
    let mut options = LzmaOptions::with_preset(9);
    options.nice_len = 273;
    // Whoever unpacks it has to have so much memory.
    options.dict_size = u32::try_from(bytes.len()).map_err(io::Error::other)?.max(4096);
    let mut writer = LzmaWriter::new_use_header(&mut packed, &options, Some(bytes.len() as u64))?;
    writer.write_all(bytes)?;
    writer.finish()?;
    Ok(packed)
}
