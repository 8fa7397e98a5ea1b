//! Files that are answered.

use crate::wire::{Cx, Extra, Id, Object};

/// A file in a field of an object, as CRM's methods answer it.
///
/// ```
/// use bitrix24::files::FileLink;
/// use bitrix24::{CustomFields, json};
///
/// let deal = json!({ "ufCrmPlan": { "id": 52, "url": "/bitrix/…", "urlMachine": "https://…" } });
/// let plan = deal.custom::<FileLink>("ufCrmPlan")?;
/// assert_eq!(plan.url_machine.as_deref(), Some("https://…"));
/// # Ok::<(), bitrix24::CustomFieldError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct FileLink {
    /// The file's identifier.
    pub id: Option<Id>,
    /// The address for users of the portal.
    pub url: Option<String>,
    /// The address for applications.
    pub url_machine: Option<String>,
    /// The address that shows the file, where it is another one.
    pub show_url: Option<String>,
    /// The address that downloads the file, where it is another one.
    pub download_url: Option<String>,
    /// The rest.
    pub extra: Extra,
}

impl Object for FileLink {
    fn walk(&self, cx: &mut Cx<'_>) -> Self {
        Self {
            id: cx.id("id", &self.id),
            url: cx.text("url", &self.url),
            url_machine: cx.text("urlMachine", &self.url_machine),
            show_url: cx.text("showUrl", &self.show_url),
            download_url: cx.text("downloadUrl", &self.download_url),
            extra: cx.extra(&self.extra),
        }
    }
}
