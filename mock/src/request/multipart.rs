//! Multipart forms, which some clients send.

use serde_json::{Map, Value};

use crate::request::form;

/// Parses `multipart/form-data`; `kind` is its content type with the boundary. The bytes of a file are a text, too.
pub(crate) fn parse(kind: &str, body: &[u8]) -> Option<Map<String, Value>> {
    let (_, boundary) = kind.split_once("boundary=")?;
    let boundary = boundary.split(';').next().unwrap_or_default().trim().trim_matches('"');
    let line = format!("--{boundary}");
    let mut root = Map::new();
    for part in parts(body, line.as_bytes()) {
        let end = find(part, b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&part[..end]);
        let value = String::from_utf8_lossy(&part[end + 4..]).into_owned();
        if let Some(name) = name(&head) {
            form::insert(&mut root, name, Value::String(value));
        }
    }
    Some(root.into_iter().map(|(name, value)| (name, form::listed(value))).collect())
}

/// Returns the file in a field of `multipart/form-data`: its name, and its bytes.
pub(crate) fn file(kind: &str, body: &[u8], field: &str) -> Option<(String, Vec<u8>)> {
    let (_, boundary) = kind.split_once("boundary=")?;
    let boundary = boundary.split(';').next().unwrap_or_default().trim().trim_matches('"');
    parts(body, format!("--{boundary}").as_bytes()).into_iter().find_map(|part| {
        let end = find(part, b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&part[..end]);
        let is_it = value(&head, "name") == Some(field);
        is_it.then(|| (value(&head, "filename").unwrap_or_default().to_owned(), part[end + 4..].to_vec()))
    })
}

/// Returns the parts between the boundaries.
fn parts<'b>(body: &'b [u8], line: &[u8]) -> Vec<&'b [u8]> {
    let mut parts = Vec::new();
    let mut rest = match find(body, line) {
        Some(start) => &body[start + line.len()..],
        None => return parts,
    };
    while let Some(end) = find(rest, line) {
        let part = rest[..end].strip_prefix(b"\r\n").unwrap_or(&rest[..end]);
        parts.push(part.strip_suffix(b"\r\n").unwrap_or(part));
        rest = &rest[end + line.len()..];
    }
    parts
}

/// Returns the name in `Content-Disposition: form-data; name="fields[TITLE]"`.
fn name(head: &str) -> Option<&str> {
    value(head, "name")
}

/// Returns a value in `Content-Disposition: form-data; name="file"; filename="a.txt"`.
fn value<'h>(head: &'h str, key: &str) -> Option<&'h str> {
    let line = head.lines().find(|line| line.to_ascii_lowercase().starts_with("content-disposition:"))?;
    let (_, rest) = line.split_once(&format!("; {key}="))?;
    let rest = rest.strip_prefix('"').unwrap_or(rest);
    rest.split('"').next()
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len().max(1)).position(|window| window == what)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn parts_are_parameters() {
        let body = "--x\r\nContent-Disposition: form-data; name=\"fields[TITLE]\"\r\n\r\nA\r\nB\r\n\
                    --x\r\nContent-Disposition: form-data; name=\"select[]\"\r\n\r\nID\r\n--x--\r\n";
        let read = parse("multipart/form-data; boundary=x", body.as_bytes());
        assert_eq!(read.map(Value::Object), Some(json!({ "fields": { "TITLE": "A\r\nB" }, "select": ["ID"] })));
        assert_eq!(parse("multipart/form-data", b""), None);
    }

    #[test]
    fn a_file_keeps_its_bytes() {
        let body = b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.bin\"\r\n\
                     Content-Type: application/octet-stream\r\n\r\n\xFF\r\n\x00\r\n--x--\r\n";
        let read = |field| file("multipart/form-data; boundary=\"x\"", body, field);
        assert_eq!(read("file"), Some(("a.bin".to_owned(), b"\xFF\r\n\x00".to_vec())));
        assert_eq!(read("other"), None);
    }
}
