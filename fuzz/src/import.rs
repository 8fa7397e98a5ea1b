//! Pages of the documentation: whatever they are, the schema made of them is valid.

use bitrix24_import::{Importer, Origin};
use bitrix24_schema::{Sources, resolve};

use crate::parts::files;

/// Reads pages: the text, and after lines `=== path` others that it may include or link.
pub(crate) fn import(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let pages = files(&text, "api-reference/parcels/parcel-get.md");
    let pages = pages.into_iter().map(|(path, text)| (path, text.into_bytes()));
    let origin = Origin { date: Some("2026-01-31".to_owned()), ..Origin::default() };
    let importer = Importer::new("docs").origin(origin).descriptions(data.len().is_multiple_of(2));
    let import = importer.read_pages(pages).expect("pages in memory can be read");
    assert_eq!(import.pages, import.methods + import.skipped.len(), "each page is a method or says why not");
    let mut sources = Sources::default();
    let files = import.files.into_iter().filter(|file| file.path.ends_with(".yaml"));
    files.for_each(|file| sources.add(&file.path, file.text));
    if let Err(diagnostics) = resolve::resolve(&sources) {
        panic!("an import is valid: {diagnostics}");
    }
}
