//! Multipart forms, which some clients send.

use std::convert::Infallible;

use futures_util::{FutureExt, stream};
use hyper::body::Bytes;
use multer::Multipart;
use serde_json::{Map, Value};

use crate::request::form;

/// A field of a form.
struct Field {
    name: String,
    /// The name of its file, if it has one.
    file: Option<String>,
    bytes: Bytes,
}

/// Parses `multipart/form-data`; `kind` is its content type with the boundary. The bytes of a file are a text, too.
pub(crate) fn parse(kind: &str, body: &Bytes) -> Option<Map<String, Value>> {
    let mut root = Map::new();
    for field in fields(kind, body)? {
        let value = String::from_utf8_lossy(&field.bytes).into_owned();
        form::insert(&mut root, &field.name, Value::String(value));
    }
    Some(root.into_iter().map(|(name, value)| (name, form::listed(value))).collect())
}

/// Returns the file in a field of `multipart/form-data`: its name, and its bytes.
pub(crate) fn file(kind: &str, body: &Bytes, wanted: &str) -> Option<(String, Bytes)> {
    let field = fields(kind, body)?.into_iter().find(|field| field.name == wanted)?;
    Some((field.file.unwrap_or_default(), field.bytes))
}

/// Returns the fields of a form; `None` if it is none. Its body has arrived, so nothing has to be waited for.
fn fields(kind: &str, body: &Bytes) -> Option<Vec<Field>> {
    let boundary = multer::parse_boundary(kind).ok()?;
    let body = body.clone();
    let mut form = Multipart::new(stream::once(async { Ok::<_, Infallible>(body) }), boundary);
    let read = async {
        let mut fields = Vec::new();
        while let Some(field) = form.next_field().await? {
            let name = field.name().unwrap_or_default().to_owned();
            let file = field.file_name().map(str::to_owned);
            fields.push(Field { name, file, bytes: field.bytes().await? });
        }
        Ok::<_, multer::Error>(fields)
    };
    read.now_or_never()?.ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn parts_are_parameters() {
        let body = "--x\r\nContent-Disposition: form-data; name=\"fields[TITLE]\"\r\n\r\nA\r\nB\r\n\
                    --x\r\nContent-Disposition: form-data; name=\"select[]\"\r\n\r\nID\r\n--x--\r\n";
        let read = parse("multipart/form-data; boundary=x", &Bytes::from_static(body.as_bytes()));
        assert_eq!(read.map(Value::Object), Some(json!({ "fields": { "TITLE": "A\r\nB" }, "select": ["ID"] })));
        assert_eq!(parse("multipart/form-data", &Bytes::new()), None);
        assert_eq!(parse("multipart/form-data; boundary=x", &Bytes::from_static(b"--x\r\nno end")), None);
    }

    #[test]
    fn a_file_keeps_its_bytes() {
        let body = b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.bin\"\r\n\
                     Content-Type: application/octet-stream\r\n\r\n\xFF\r\n\x00\r\n--x--\r\n";
        let read = |field| file("multipart/form-data; boundary=\"x\"", &Bytes::from_static(body), field);
        assert_eq!(read("file"), Some(("a.bin".to_owned(), Bytes::from_static(b"\xFF\r\n\x00"))));
        assert_eq!(read("other"), None);
    }
}
