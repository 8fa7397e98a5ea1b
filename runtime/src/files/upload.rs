//! Files sent beside a call: the portal gives an address, and the file is posted to it.

use std::sync::{Arc, PoisonError};
use std::time::Duration;

use serde_json::{Map, Value};
use url::Url;

use super::address::{mask, secret_address};
use super::body::{Failure, Form};
use super::error::{FileError, TransferError};
use super::source::Source;
use super::uploaded::UploadedFile;
use crate::envelope::Raw;
use crate::error::Error;
use crate::transport::{Read, Sent, kind, read};
use crate::wire::{Id, Wire};
use crate::{Client, Dynamic};

/// The default timeout of a file.
const TIMEOUT: Duration = Duration::from_secs(60 * 60);

/// A file on its way to the portal, without being held in memory: the method is called without the content, answers an
/// address, and the file is posted to this. It is not repeated when it fails.
///
/// [disk.folder.uploadFile](https://apidocs.bitrix24.com/api-reference/disk/folder/disk-folder-upload-file.html#uploadurl)
///
/// ```no_run
/// # async fn example(b24: bitrix24::Client) -> Result<(), bitrix24::files::TransferError> {
/// use bitrix24::files::{Source, Upload};
///
/// let upload = Upload::to_folder(42, Source::from_path("report.pdf").await?).unique_name();
/// let file = b24.upload(upload).await?;
/// println!("{} is {:?}", file.id, file.name);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[must_use = "nothing is sent before `Client::upload`"]
pub struct Upload {
    method: &'static str,
    params: Map<String, Value>,
    source: Source,
    timeout: Duration,
}

impl Upload {
    /// A new file in a folder: `disk.folder.uploadfile`.
    #[doc(alias = "disk.folder.uploadfile")]
    pub fn to_folder(id: impl Into<Id>, source: impl Into<Source>) -> Self {
        Self::new("disk.folder.uploadfile", source.into()).param("id", Id::encode(&id.into()))
    }

    /// A new file in the root of a storage: `disk.storage.uploadfile`.
    #[doc(alias = "disk.storage.uploadfile")]
    pub fn to_storage(id: impl Into<Id>, source: impl Into<Source>) -> Self {
        Self::new("disk.storage.uploadfile", source.into()).param("id", Id::encode(&id.into()))
    }

    /// A new version of a file: `disk.file.uploadversion`.
    #[doc(alias = "disk.file.uploadversion")]
    pub fn version_of(file: impl Into<Id>, source: impl Into<Source>) -> Self {
        Self::new("disk.file.uploadversion", source.into()).param("id", Id::encode(&file.into()))
    }

    /// The record of a call, `wav` or `mp3`: `telephony.externalCall.attachRecord`.
    #[doc(alias = "telephony.externalCall.attachRecord")]
    pub fn call_record(call: impl Into<String>, source: impl Into<Source>) -> Self {
        let source = source.into();
        let name = source.name.clone();
        let upload = Self::new("telephony.externalCall.attachRecord", source);
        upload.param("CALL_ID", call.into()).param("FILENAME", name)
    }

    fn new(method: &'static str, source: Source) -> Self {
        Upload { method, params: Map::new(), source, timeout: TIMEOUT }
    }

    /// Sets another parameter of the method, as `rights`.
    pub fn param(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.params.insert(name.into(), value.into());
        self
    }

    /// Has the portal give the file another name when there is one of its name.
    pub fn unique_name(self) -> Self {
        self.param("generateUniqueName", true)
    }

    /// Sets the timeout of the file; an hour by default. The client's own timeout is for calls.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }
}

impl Client {
    /// Sends a file: a call asks for an address, and the file is posted to it.
    ///
    /// ```no_run
    /// # async fn example(b24: bitrix24::Client) -> Result<(), bitrix24::files::TransferError> {
    /// use bitrix24::File;
    /// use bitrix24::files::Upload;
    ///
    /// let file = b24.upload(Upload::to_storage(5, File::new("notes.txt", "All is well."))).await?;
    /// println!("{} is {:?}", file.id, file.name);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// See [`TransferError`].
    pub async fn upload(&self, upload: Upload) -> Result<UploadedFile, TransferError> {
        let Upload { method, params, source, timeout } = upload;
        let answer = self.call(Dynamic::new(method, Value::Object(params))).await?;
        let text = |key| answer.get(key).and_then(Value::as_str);
        let Some(address) = text("uploadUrl") else {
            return Err(self.without_secrets(Error::result(method, "an object with `uploadUrl`", answer)).into());
        };
        let address = secret_address(self, method, address)?;
        let form = Form::new(text("field").or(text("fieldName")).unwrap_or("file"), source);
        let failure = form.failure();
        let sent = post(self, method, &address, form, timeout).await;
        let (status, Read { body, is_cut }) =
            sent.map_err(|error| take(&failure).map_or(TransferError::Call(error), TransferError::File))?;
        let (own, of_address) = (self.auth().hider(), mask(&address));
        let hide = |text: &str| of_address.hide(&own(text));
        let reply = Raw { method, status, body: &body };
        if is_cut {
            return Err(reply.cut_off(&hide).into());
        }
        let file = reply.decode_hiding::<UploadedFile>(&hide)?.result;
        if file.id == Id::default() {
            return Err(Error::result(method, "an object with `ID` or `FILE_ID`", Value::Null).into());
        }
        Ok(file)
    }
}

async fn post(
    client: &Client,
    method: &str,
    address: &Url,
    form: Form,
    timeout: Duration,
) -> Result<(u16, Read), Error> {
    let sent = Sent::default();
    let failed = |error: reqwest::Error| {
        let kind = kind(&error, &sent);
        Error::Transport { method: method.to_owned(), kind, source: Some(Arc::new(error.without_url())) }
    };
    let _slot = client.http().slot().await;
    let request =
        client.http().to(address)?.post(address.clone()).timeout(timeout).header("Accept", "application/json");
    let request = request.header("Content-Type", form.content_type()).body(sent.mark(form));
    let mut response = request.send().await.map_err(failed)?;
    let status = response.status().as_u16();
    let read = read(&mut response, client.http().max_answer()).await.map_err(failed)?;
    Ok((status, read))
}

fn take(failure: &Failure) -> Option<FileError> {
    failure.lock().unwrap_or_else(PoisonError::into_inner).take()
}
