//! Files that were sent.

use std::fmt;

use crate::wire::{Cx, DateTime, Extra, Id, Object};

/// A file of the portal's drive, as an upload answers it.
///
/// ```no_run
/// # async fn example(b24: bitrix24::Client) -> Result<(), bitrix24::files::TransferError> {
/// use bitrix24::files::{Source, Upload};
///
/// let file = b24.upload(Upload::to_folder(42, Source::from_path("report.pdf").await?)).await?;
/// println!("{} has {:?} bytes, see {:?}", file.id, file.size, file.detail_url);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct UploadedFile {
    /// Its identifier on the drive, by which it is attached; that of the record for a call.
    pub id: Id,
    /// The name, which is another one when [`unique_name`](super::Upload::unique_name) had to change it.
    pub name: Option<String>,
    /// The size in bytes.
    pub size: Option<i64>,
    /// The portal's own number of the content.
    pub file_id: Option<Id>,
    /// The storage.
    pub storage_id: Option<Id>,
    /// The folder.
    pub parent_id: Option<Id>,
    /// The time at which it was made.
    pub create_time: Option<DateTime>,
    /// The time at which it was changed.
    pub update_time: Option<DateTime>,
    /// The address that downloads it. It holds a secret, and is not printed.
    pub download_url: Option<String>,
    /// The address that shows it to users of the portal.
    pub detail_url: Option<String>,
    /// The rest.
    pub extra: Extra,
}

impl Object for UploadedFile {
    fn walk(&self, cx: &mut Cx<'_>) -> Self {
        let file_id = cx.id("FILE_ID", &self.file_id);
        let id = cx.id("ID", &Some(self.id.clone()));
        Self {
            id: id.or_else(|| file_id.clone()).unwrap_or_default(),
            name: cx.text("NAME", &self.name),
            size: cx.int("SIZE", &self.size),
            file_id,
            storage_id: cx.id("STORAGE_ID", &self.storage_id),
            parent_id: cx.id("PARENT_ID", &self.parent_id),
            create_time: cx.date_time("CREATE_TIME", &self.create_time),
            update_time: cx.date_time("UPDATE_TIME", &self.update_time),
            download_url: cx.text("DOWNLOAD_URL", &self.download_url),
            detail_url: cx.text("DETAIL_URL", &self.detail_url),
            extra: cx.extra(&self.extra),
        }
    }
}

impl fmt::Debug for UploadedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UploadedFile")
            .field("id", &self.id)
            .field("name", &self.name)
            .field("size", &self.size)
            .field("parent_id", &self.parent_id)
            .field("update_time", &self.update_time)
            .finish_non_exhaustive()
    }
}
