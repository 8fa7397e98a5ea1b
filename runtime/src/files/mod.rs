//! Files: reading them, the shapes in which methods take them, and uploads and downloads that hold none in memory.
//!
//! A parameter takes a [`File`](crate::File), which is read whole, because it travels inside the call, in Base64:
//!
//! ```no_run
//! # async fn example(b24: bitrix24::Client) -> Result<(), Box<dyn std::error::Error>> {
//! use bitrix24::files::{FieldFile, Source, Upload};
//! use bitrix24::{Dynamic, File, Value, json};
//!
//! // A field of several files: one stays, one is new, all others are deleted.
//! let new = File::from_path("report.pdf").await?;
//! let files = Value::from(vec![FieldFile::Keep(30577.into()), FieldFile::New(new)]);
//! b24.call(Dynamic::new("crm.item.update", json!({ "entityTypeId": 177, "id": 29, "fields": { "ufCrm7": files } }))).await?;
//!
//! // A large file, from the disk to the portal's drive.
//! let film = b24.upload(Upload::to_folder(8930, Source::from_path("film.mp4").await?)).await?;
//! println!("{} has {:?} bytes", film.id, film.size);
//! b24.download(film.download_url.as_deref().unwrap_or_default()).await?.save("copy.mp4").await?;
//! # Ok(())
//! # }
//! ```
//!
//! Which method takes which shape:
//!
//! | shape | type | for instance |
//! | --- | --- | --- |
//! | `["name", "base64"]` | [`FilePair`](crate::FilePair) | `user.add`, `disk.folder.uploadfile` |
//! | a list of these | `Vec<FilePair>` | `log.blogpost.add`, `crm.timeline.comment.add` |
//! | `{"fileData": ["name", "base64"]}` | [`FileData`](crate::FileData) | `crm.deal.add`, `catalog.product.add` |
//! | the same, or `{"remove": "Y"}` | [`PictureFile`] | `catalog.product.update` |
//! | either of these, or `{"id": 1}` to keep one, as it is answered | [`FileValue`] | custom fields |
//! | `["name", "base64"]`, or `{"id": 1}` to keep one | [`FieldFile`] | `crm.item.update`, several files |
//! | `["name", "base64"]`, or `""` to delete it | [`SingleFile`] | `crm.item.update`, one file; `user.update` |
//! | `{"value": {"fileData": …}}`, or `{"value": {"remove": "Y"}, "valueId": 1}` | [`PropertyFile`] | `catalog.product.update`, properties |
//! | `{"1": "Y"}` | [`delete_values`] | `lists.element.update`, `entity.item.update`: `PROPERTY_1_DEL` |
//! | `{"1": "del"}` | [`delete_attachments`] | `log.blogpost.update` |
//! | `["empty"]` | [`no_attachments`] | `log.blogpost.update`: `UF_BLOG_POST_FILE` |
//! | `1`, or `"n1"` for a file of the drive | [`DriveFile`] | `tasks.task.update`: `UF_TASK_WEBDAV_FILES` |
//! | Base64 without a name | [`FileBase64`](crate::FileBase64) | `documentgenerator.template.add` |
//! | name and Base64 in two parameters | [`File::to_base64`](crate::File::to_base64) | `note.file.add`, `im.v2.File.upload` |
//!
//! [How to upload files](https://apidocs.bitrix24.com/api-reference/files/how-to-upload-files.html),
//! [how to update and delete them](https://apidocs.bitrix24.com/api-reference/files/how-to-update-files.html)

mod address;
mod body;
mod download;
mod error;
mod link;
mod read;
mod shapes;
mod source;
mod threaded;
mod upload;
mod uploaded;
mod value;

pub use download::Download;
pub use error::{FileError, TransferError};
pub use link::FileLink;
pub use read::Limit;
pub use shapes::{
    DriveFile, FieldFile, PictureFile, PropertyFile, SingleFile, delete_attachments, delete_values, no_attachments,
};
pub use source::Source;
pub use upload::Upload;
pub use uploaded::UploadedFile;
#[doc(hidden)]
pub use value::CustomFileData;
pub use value::FileValue;
