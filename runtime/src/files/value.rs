//! Files in custom fields, answered and sent.

use serde_json::{Value, json};

use super::link::FileLink;
use crate::dom::{Node, Shape};
use crate::wire::{CustomValue, Cx, File, FileData, FilePair, Id, Wire};

/// The value of a custom field that holds a file: what an answer has of it, or a new file.
///
/// One that was answered is sent as its identifier, which keeps it. A field of several files is set as a whole: one that is
/// not in it is deleted. The default is no file, which clears a field of one.
///
/// ```
/// use bitrix24::{CustomFields, File, FileValue, json};
///
/// let deal = json!({ "ufCrmPlans": [{ "id": 52, "url": "/bitrix/…", "urlMachine": "https://…" }] });
/// let mut plans = deal.custom::<Vec<FileValue>>("ufCrmPlans")?;
/// assert_eq!(plans[0].link().and_then(|plan| plan.url_machine.as_deref()), Some("https://…"));
///
/// plans.push(File::new("plan.txt", "all is well").into());
/// let changed = json!({}).with_custom("ufCrmPlans", plans);
/// assert_eq!(changed, json!({ "ufCrmPlans": [{ "id": 52 }, ["plan.txt", "YWxsIGlzIHdlbGw="]] }));
/// # Ok::<(), bitrix24::CustomFieldError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum FileValue {
    /// A file that is in the field.
    Link(FileLink),
    /// A new file.
    New(File),
}

impl FileValue {
    /// The file that is in the field, unless this is a new one.
    pub fn link(&self) -> Option<&FileLink> {
        match self {
            FileValue::Link(link) => Some(link),
            FileValue::New(_) => None,
        }
    }

    /// The new file, unless this one is in the field.
    pub fn new_file(&self) -> Option<&File> {
        match self {
            FileValue::Link(_) => None,
            FileValue::New(file) => Some(file),
        }
    }

    /// Writes it, a new file by its codec.
    fn written<New: Wire<Out = File>>(&self) -> Value {
        match self {
            FileValue::Link(FileLink { id: Some(id), .. }) => json!({ "id": Id::encode(id) }),
            FileValue::Link(link) if *link == FileLink::default() => "".into(),
            FileValue::Link(link) => FileLink::encode(link),
            FileValue::New(file) => New::encode(file),
        }
    }
}

impl Default for FileValue {
    /// No file.
    fn default() -> Self {
        FileValue::Link(FileLink::default())
    }
}

/// Reads what is answered for a file, and what is sent for one: `is_data` tells in which form.
fn read<'a>(node: Node<'a>, cx: &mut Cx<'a>, is_data: bool) -> Option<FileValue> {
    match node.shape() {
        Shape::List(_) => {
            if is_data {
                cx.inexact();
            }
            FilePair::decode(node, cx).map(FileValue::New)
        }
        Shape::Object(_) if node.get("fileData").is_some() => {
            if !is_data {
                cx.inexact();
            }
            FileData::decode(node, cx).map(FileValue::New)
        }
        Shape::Object(entries) => {
            let written = node.get("id")?;
            let (id, is_exact) = Cx::new("").exactly(|cx| Id::decode(written, cx));
            let id = id?;
            // It is sent as its identifier alone.
            if entries.iter().nth(1).is_some() || !is_exact {
                cx.inexact();
            }
            let link = FileLink::decode(node, cx)?;
            Some(FileValue::Link(FileLink { id: Some(id), ..link }))
        }
        // The identifier alone, as some methods answer it.
        _ => {
            let id = Id::decode(node, cx).filter(|id| id.as_i64().is_some())?;
            cx.inexact();
            Some(FileValue::Link(FileLink { id: Some(id), ..FileLink::default() }))
        }
    }
}

/// A new file is written `["name", "base64"]`.
impl Wire for FileValue {
    type Out = FileValue;
    const NAME: &'static str = "file";

    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<FileValue> {
        read(node, cx, false)
    }

    fn encode(file: &FileValue) -> Value {
        file.written::<FilePair>()
    }
}

/// The codec of fields whose names begin with `UF_CRM_`: a new file is written `{"fileData": ["name", "base64"]}`.
#[derive(Clone, Copy, Debug)]
pub enum CustomFileData {}

impl Wire for CustomFileData {
    type Out = FileValue;
    const NAME: &'static str = "file";

    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<FileValue> {
        read(node, cx, true)
    }

    fn encode(file: &FileValue) -> Value {
        file.written::<FileData>()
    }
}

impl From<File> for FileValue {
    fn from(file: File) -> Self {
        FileValue::New(file)
    }
}

impl From<FileLink> for FileValue {
    fn from(link: FileLink) -> Self {
        FileValue::Link(link)
    }
}

/// The name and the content of a new file.
impl<N: Into<String>, C: Into<Vec<u8>>> From<(N, C)> for FileValue {
    fn from(file: (N, C)) -> Self {
        FileValue::New(file.into())
    }
}

impl From<FileValue> for CustomValue {
    fn from(file: FileValue) -> Self {
        match file {
            FileValue::New(file) => file.into(),
            link => FileValue::encode(&link).into(),
        }
    }
}
