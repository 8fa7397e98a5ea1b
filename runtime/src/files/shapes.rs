//! The shapes in which methods take files that are new, stay, or are to be deleted.

use serde_json::{Map, Value, json};

use crate::dom::{Node, Shape};
use crate::wire::{CustomValue, Cx, File, FileData, FilePair, Id, Wire};

/// One of the files of a field that holds several, in `crm.item.update`. The field is set as a whole: a file that is
/// not named is deleted.
///
/// ```
/// use bitrix24::files::FieldFile;
/// use bitrix24::{File, Value, json};
///
///
/// let keep = Value::from(FieldFile::Keep(52.into()));
/// let new = Value::from(FieldFile::New(File::new("report.txt", "all is well")));
/// assert_eq!(new, json!(["report.txt", "YWxsIGlzIHdlbGw="]));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldFile {
    /// A file that is there, by its `id` in the answer of `crm.item.get`.
    Keep(Id),
    /// A new file.
    New(File),
}

impl Wire for FieldFile {
    type Out = FieldFile;
    const NAME: &'static str = "file";

    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<FieldFile> {
        match node.shape() {
            Shape::Object(_) => Id::decode(node.get("id")?, cx).map(FieldFile::Keep),
            _ => FilePair::decode(node, cx).map(FieldFile::New),
        }
    }

    fn encode(file: &FieldFile) -> Value {
        match file {
            FieldFile::Keep(id) => json!({ "id": Id::encode(id) }),
            FieldFile::New(file) => FilePair::encode(file),
        }
    }
}

/// The file of a field that holds one, in `crm.item.update` and `user.update`. A new file takes the place of the old one.
///
/// ```
/// use bitrix24::Value;
/// use bitrix24::files::SingleFile;
///
/// assert_eq!(Value::from(SingleFile::Delete), "");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SingleFile {
    /// A new file.
    New(File),
    /// No file any more.
    Delete,
}

impl Wire for SingleFile {
    type Out = SingleFile;
    const NAME: &'static str = "file";

    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<SingleFile> {
        match node.shape() {
            Shape::Text(text) if text.is_empty() => Some(SingleFile::Delete),
            _ => FilePair::decode(node, cx).map(SingleFile::New),
        }
    }

    fn encode(file: &SingleFile) -> Value {
        match file {
            SingleFile::New(file) => FilePair::encode(file),
            SingleFile::Delete => "".into(),
        }
    }

    /// An empty text says something here.
    fn is_nothing(node: Node<'_>) -> bool {
        matches!(node.shape(), Shape::Null)
    }
}

/// A picture of a product, `previewPicture` or `detailPicture`, in `catalog.product.update` and its like.
///
/// ```
/// use bitrix24::files::PictureFile;
/// use bitrix24::{Value, json};
///
/// assert_eq!(Value::from(PictureFile::Delete), json!({ "remove": "Y" }));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PictureFile {
    /// A new picture.
    New(File),
    /// No picture any more.
    Delete,
}

impl Wire for PictureFile {
    type Out = PictureFile;
    const NAME: &'static str = "file";

    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<PictureFile> {
        if is_removed(node) { Some(PictureFile::Delete) } else { FileData::decode(node, cx).map(PictureFile::New) }
    }

    fn encode(file: &PictureFile) -> Value {
        match file {
            PictureFile::New(file) => FileData::encode(file),
            PictureFile::Delete => removed(),
        }
    }
}

/// A file of a product's property, in `catalog.product.add` and `catalog.product.update`. What is not named stays.
///
/// ```
/// use bitrix24::files::PropertyFile;
/// use bitrix24::{Value, json};
///
/// assert_eq!(Value::from(PropertyFile::Delete(12.into())), json!({ "value": { "remove": "Y" }, "valueId": 12 }));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PropertyFile {
    /// A new file.
    New(File),
    /// A file that is to be deleted, by its `valueId` in the answer of `catalog.product.get`. Those of the others are
    /// other ones afterwards.
    Delete(Id),
}

impl Wire for PropertyFile {
    type Out = PropertyFile;
    const NAME: &'static str = "file";

    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<PropertyFile> {
        let value = node.get("value")?;
        if is_removed(value) {
            return Id::decode(node.get("valueId")?, cx).map(PropertyFile::Delete);
        }
        FileData::decode(value, cx).map(PropertyFile::New)
    }

    fn encode(file: &PropertyFile) -> Value {
        let (value, id) = match file {
            PropertyFile::New(file) => (FileData::encode(file), None),
            PropertyFile::Delete(id) => (removed(), Some(Id::encode(id))),
        };
        let value = ("value".to_owned(), value);
        Value::Object([Some(value), id.map(|id| ("valueId".to_owned(), id))].into_iter().flatten().collect())
    }
}

/// A file of the drive in a task's `UF_TASK_WEBDAV_FILES`. The field is set as a whole: what is not named is detached.
///
/// ```
/// use bitrix24::files::DriveFile;
/// use bitrix24::{Value, json};
///
/// let files = vec![DriveFile::Attached(7.into()), DriveFile::New(52.into())];
/// assert_eq!(Value::from(files), json!([7, "n52"]));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DriveFile {
    /// A file that is attached, by the identifier that `tasks.task.get` gives the attachment.
    Attached(Id),
    /// A file to be attached, by its identifier on the drive.
    New(Id),
}

impl Wire for DriveFile {
    type Out = DriveFile;
    const NAME: &'static str = "file";

    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<DriveFile> {
        match node.text().as_deref().and_then(|text| text.strip_prefix('n')) {
            Some(id) if !id.is_empty() => Some(cx.typed(DriveFile::New(id.into()))),
            _ => Id::decode(node, cx).map(DriveFile::Attached),
        }
    }

    fn encode(file: &DriveFile) -> Value {
        match file {
            DriveFile::Attached(id) => Id::encode(id),
            DriveFile::New(id) => format!("n{id}").into(),
        }
    }
}

macro_rules! into_value {
    ($($file:ty)*) => {$(
        impl From<$file> for Value {
            fn from(file: $file) -> Value {
                <$file>::encode(&file)
            }
        }

        impl From<$file> for CustomValue {
            fn from(file: $file) -> CustomValue {
                Value::from(file).into()
            }
        }
    )*};
}
into_value!(FieldFile SingleFile PictureFile PropertyFile DriveFile);

/// Returns a value that deletes files of a property, in `lists.element.update` and `entity.item.update`: for the property's
/// name with `_DEL`. The identifiers are those of the property's values, not of the files.
pub fn delete_values(ids: impl IntoIterator<Item = impl Into<Id>>) -> Value {
    each(ids, "Y")
}

/// Returns a value that takes files from a post of the feed: `FILES` in `log.blogpost.update`. The identifiers are those
/// of the attachments, as `log.blogpost.get` gives them.
pub fn delete_attachments(ids: impl IntoIterator<Item = impl Into<Id>>) -> Value {
    each(ids, "del")
}

/// Returns a value that takes all files from a post of the feed: `UF_BLOG_POST_FILE` in `log.blogpost.update`, without
/// `FILES`.
pub fn no_attachments() -> Value {
    json!(["empty"])
}

fn each(ids: impl IntoIterator<Item = impl Into<Id>>, what: &str) -> Value {
    let entries: Map<_, _> = ids.into_iter().map(|id| (id.into().to_string(), what.into())).collect();
    Value::Object(entries)
}

fn removed() -> Value {
    json!({ "remove": "Y" })
}

fn is_removed(node: Node<'_>) -> bool {
    node.get("remove").and_then(Node::text).is_some_and(|text| text == "Y")
}
