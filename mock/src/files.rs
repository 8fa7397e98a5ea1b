//! Files that callers have sent: inside a call, or beside it, to an address that the call has answered.

use std::collections::{BTreeMap, HashMap};
use std::sync::Mutex;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hyper::body::Bytes;
use serde_json::{Map, Value, json};

use crate::lock::lock;
use crate::random::mix;

/// The methods that take a file, or give an address for it, in lower case.
const METHODS: [&str; 4] = [
    "disk.folder.uploadfile",
    "disk.storage.uploadfile",
    "disk.file.uploadversion",
    "telephony.externalcall.attachrecord",
];

/// The identifier before that of the first file: those of made rows are smaller.
const BEFORE_FIRST: u64 = 10_000;

/// The identifier before that of the first attachment.
const BEFORE_FIRST_ATTACHMENT: u64 = 500;

/// The identifiers of files in fields that nobody has written: each is there, with a text of its own.
const MADE: std::ops::Range<u64> = 5_000..6_000;

/// The key of a file in a row. No caller's key contains this character, unless on purpose.
const MARK: &str = "\u{0}file";

/// Returns the value of a field with a file.
pub(crate) fn kept(id: u64) -> Value {
    json!({ MARK: id })
}

/// Returns the identifier of the file that a field has.
pub(crate) fn kept_id(value: &Value) -> Option<u64> {
    value.as_object()?.get(MARK)?.as_u64()
}

/// Returns the identifier of a made file, chosen by a number.
pub(crate) fn made(number: u64) -> u64 {
    MADE.start + number % (MADE.end - MADE.start)
}

/// The files of a portal.
#[derive(Debug, Default)]
pub(crate) struct Files(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    /// The calls that wait for their file, by the token in the address that they have answered.
    waiting: HashMap<String, Upload>,
    files: BTreeMap<u64, File>,
    issued: u64,
    /// The number of attachments so far.
    attached: u64,
}

/// A call that takes a file.
#[derive(Clone, Debug)]
pub(crate) struct Upload {
    /// The method, in lower case.
    pub(crate) method: String,
    pub(crate) params: Map<String, Value>,
}

/// A file.
#[derive(Clone, Debug)]
struct File {
    name: String,
    parent: String,
    version: u64,
    created: String,
    updated: String,
    bytes: Bytes,
}

/// Returns true if a method, in lower case, takes a file.
pub(crate) fn takes_file(method: &str) -> bool {
    METHODS.contains(&method)
}

/// Returns a name with Base64.
fn pair(value: &Value) -> Option<(&str, &str)> {
    match value {
        Value::Array(pair) => Some((pair.first()?.as_str()?, pair.get(1)?.as_str()?)),
        // PHP has one type for lists and maps.
        Value::Object(pair) => Some((pair.get("0")?.as_str()?, pair.get("1")?.as_str()?)),
        _ => None,
    }
}

/// Returns the file that a caller writes into a field of files: `["a", "AQID"]`, or `{"fileData": ["a", "AQID"]}`.
pub(crate) fn of_pair(value: &Value) -> Option<(String, Vec<u8>)> {
    let (name, text) = pair(value.get("fileData").unwrap_or(value))?;
    Some((name.to_owned(), STANDARD.decode(text.trim()).ok()?))
}

/// Returns the file that a caller writes into a field: `{"fileData": ["a.jpg", "AQID"]}`, or, where a pair is one,
/// `["a.jpg", "AQID"]`.
pub(crate) fn in_field(value: &Value, takes_pair: bool) -> Option<(String, Vec<u8>)> {
    let (name, text) = match value.get("fileData") {
        Some(data) => pair(data)?,
        // A list of two texts may be Base64 by chance, but then without such a name.
        None => pair(value).filter(|(name, _)| takes_pair && has_extension(name))?,
    };
    let is_longer = value.as_array().is_some_and(|list| list.len() > 2);
    let bytes = STANDARD.decode(text.trim()).ok().filter(|_| !is_longer)?;
    Some((name.to_owned(), bytes))
}

fn has_extension(name: &str) -> bool {
    let end = name.rsplit_once('.').map_or("", |(_, end)| end);
    (1..=5).contains(&end.len()) && end.chars().any(|c| c.is_ascii_alphabetic())
}

impl Upload {
    fn param(&self, wanted: &str) -> Option<&Value> {
        self.params.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value)
    }

    fn text(&self, wanted: &str) -> String {
        match self.param(wanted) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        }
    }

    /// Returns the content inside the call, with the name beside it.
    pub(crate) fn content(&self) -> Option<(String, Bytes)> {
        let content = self.param("fileContent").or_else(|| self.param("FILE_CONTENT"))?;
        let (name, text) = match content {
            Value::String(text) => ("", text.as_str()),
            content => pair(content)?,
        };
        let bytes = STANDARD.decode(text.trim()).ok()?;
        Some((name.to_owned(), Bytes::from(bytes)))
    }

    /// Returns the name that the call gives the file.
    fn name(&self) -> Option<String> {
        let data = self.param("data").and_then(|data| data.get("NAME")).and_then(Value::as_str);
        data.map(str::to_owned).or_else(|| Some(self.text("FILENAME")).filter(|name| !name.is_empty()))
    }

    fn is_record(&self) -> bool {
        self.method.starts_with("telephony.")
    }
}

impl Files {
    /// Returns the token of an address that a call's file is sent to.
    pub(crate) fn wait_for(&self, upload: Upload, seed: u64) -> String {
        let mut inner = lock(&self.0);
        inner.issued += 1;
        let kind = if upload.is_record() { "telephony" } else { "disk" };
        let token = format!("{kind}|{:016x}{:016x}", mix(seed, inner.issued), mix(!seed, inner.issued));
        inner.waiting.insert(token.clone(), upload);
        token
    }

    /// Returns what the call with this token answers for its file.
    pub(crate) fn answer_of(upload: &Upload, address: &str) -> Value {
        let field = if upload.is_record() { "fieldName" } else { "field" };
        json!({ field: "file", "uploadUrl": address })
    }

    /// Takes the call that waits with this token: an address is good for one file.
    pub(crate) fn take(&self, token: &str) -> Option<Upload> {
        lock(&self.0).waiting.remove(token)
    }

    /// Keeps a file, and returns its identifier; `None` if it is a version of an unknown one.
    pub(crate) fn keep(&self, upload: &Upload, name: String, bytes: Bytes, now: &str) -> Option<u64> {
        let mut inner = lock(&self.0);
        if upload.method == "disk.file.uploadversion" {
            let id = upload.text("id").parse().ok()?;
            let file = inner.files.get_mut(&id)?;
            (file.bytes, file.updated) = (bytes, now.to_owned());
            file.version += 1;
            return Some(id);
        }
        Some(inner.add(upload.name().unwrap_or(name), upload.text("id"), bytes, now))
    }

    /// Keeps a file of a field, and returns its identifier.
    pub(crate) fn add(&self, name: String, bytes: Bytes, now: &str) -> u64 {
        lock(&self.0).add(name, String::new(), bytes, now)
    }

    /// Attaches a file of the drive, and returns the attachment's identifier.
    pub(crate) fn attach(&self) -> u64 {
        let mut inner = lock(&self.0);
        inner.attached += 1;
        BEFORE_FIRST_ATTACHMENT + inner.attached
    }

    /// Returns the result of a call that has sent a file.
    pub(crate) fn sent(&self, upload: &Upload, id: u64, address: &str) -> Option<Value> {
        if upload.is_record() { Some(json!({ "FILE_ID": id })) } else { self.file(id, address) }
    }

    /// Returns the description of a file, which can be read at an address before its identifier.
    pub(crate) fn file(&self, id: u64, address: &str) -> Option<Value> {
        let inner = lock(&self.0);
        let file = inner.files.get(&id)?;
        Some(json!({
            "ID": id,
            "NAME": file.name,
            "CODE": null,
            "STORAGE_ID": "1",
            "TYPE": "file",
            "PARENT_ID": file.parent,
            "DELETED_TYPE": 0,
            "GLOBAL_CONTENT_VERSION": file.version,
            "FILE_ID": id + 1_000_000,
            "SIZE": file.bytes.len().to_string(),
            "CREATE_TIME": file.created,
            "UPDATE_TIME": file.updated,
            "DELETE_TIME": null,
            "CREATED_BY": "1",
            "UPDATED_BY": "1",
            "DELETED_BY": null,
            "DOWNLOAD_URL": format!("{address}{id}"),
            "DETAIL_URL": format!("/company/personal/user/1/disk/file/{id}"),
        }))
    }

    /// Returns the bytes of a file.
    pub(crate) fn bytes(&self, id: u64) -> Option<Bytes> {
        let known = lock(&self.0).files.get(&id).map(|file| file.bytes.clone());
        known.or_else(|| MADE.contains(&id).then(|| format!("The made file {id}\n").into()))
    }
}

impl Inner {
    fn add(&mut self, name: String, parent: String, bytes: Bytes, now: &str) -> u64 {
        let id = self.files.last_key_value().map_or(BEFORE_FIRST, |(id, _)| *id) + 1;
        let (created, updated) = (now.to_owned(), now.to_owned());
        self.files.insert(id, File { name, parent, version: 1, created, updated, bytes });
        id
    }
}
