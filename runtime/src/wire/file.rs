//! Files as parameters.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::dom::{Node, Shape};
use crate::wire::{Cx, Wire};

/// A file to be sent: its name and its content.
///
/// ```
/// use bitrix24::File;
///
/// let file = File::new("report.txt", "all is well");
/// assert_eq!((file.name(), file.to_base64().as_str()), ("report.txt", "YWxsIGlzIHdlbGw="));
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct File {
    name: String,
    content: Vec<u8>,
}

impl File {
    /// A file named `name` that holds `content`.
    pub fn new(name: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        File { name: name.into(), content: content.into() }
    }

    /// The file's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The file's content.
    pub fn content(&self) -> &[u8] {
        &self.content
    }

    /// The file's name and content.
    pub(crate) fn into_parts(self) -> (String, Vec<u8>) {
        (self.name, self.content)
    }

    /// The file's content in Base64, for methods that take name and content in two parameters.
    pub fn to_base64(&self) -> String {
        STANDARD.encode(&self.content)
    }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "File({:?}, {} bytes)", self.name, self.content.len())
    }
}

impl<N: Into<String>, C: Into<Vec<u8>>> From<(N, C)> for File {
    fn from((name, content): (N, C)) -> Self {
        File::new(name, content)
    }
}

/// As lists of files are written: `crm.timeline.comment.add`, `log.blogpost.add`.
///
/// ```
/// use bitrix24::{File, Value};
///
/// let pair = Vec::<Value>::from(File::new("report.txt", "all is well"));
/// assert_eq!(pair, ["report.txt", "YWxsIGlzIHdlbGw="]);
/// ```
impl From<File> for Vec<Value> {
    fn from(file: File) -> Self {
        let content = file.to_base64();
        vec![file.name.into(), content.into()]
    }
}

/// A file written `["name", "base64"]`.
#[derive(Clone, Copy, Debug)]
pub enum FilePair {}

impl Wire for FilePair {
    type Out = File;
    const NAME: &'static str = "file";

    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<File> {
        let Shape::List(list) = node.shape() else { return None };
        let mut parts = list.iter().map(Node::text);
        let (Some(Some(name)), Some(Some(content)), None) = (parts.next(), parts.next(), parts.next()) else {
            return None;
        };
        let file = File::new(name, STANDARD.decode(&*content).ok()?);
        cx.count_typed();
        Some(cx.typed(file))
    }

    fn encode(file: &File) -> Value {
        // Not with `json!`, which copies what it is given: files are large.
        Value::Array(vec![file.name.clone().into(), file.to_base64().into()])
    }
}

/// A file written `{"fileData": ["name", "base64"]}`.
#[derive(Clone, Copy, Debug)]
pub enum FileData {}

impl Wire for FileData {
    type Out = File;
    const NAME: &'static str = "file";

    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<File> {
        let Shape::Object(entries) = node.shape() else { return None };
        if entries.iter().nth(1).is_some() {
            cx.inexact();
        }
        let data = node.get("fileData")?;
        let file = FilePair::decode(data, cx)?;
        cx.count_extra_beside(node, data);
        Some(file)
    }

    fn encode(file: &File) -> Value {
        Value::Object([("fileData".to_owned(), FilePair::encode(file))].into_iter().collect())
    }
}

/// A file written as its content in Base64, without a name.
#[derive(Clone, Copy, Debug)]
pub enum FileBase64 {}

impl Wire for FileBase64 {
    type Out = File;
    const NAME: &'static str = "file";

    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<File> {
        let file = File::new("", STANDARD.decode(&*node.text()?).ok()?);
        Some(cx.typed(file))
    }

    fn encode(file: &File) -> Value {
        file.to_base64().into()
    }
}
