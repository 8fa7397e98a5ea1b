//! Files sent beside a call: the portal gives an address, and the file is posted to it.

use std::sync::{Arc, PoisonError};
use std::time::Duration;

use serde_json::{Map, Value};
use url::Url;

use super::body::{Failure, Form};
use super::{FileError, Source};
use crate::auth::Auth;
use crate::auth::mask::Mask;
use crate::envelope::Raw;
use crate::error::Error;
use crate::transport::{Read, Sent, is_loopback, kind, read};
use crate::wire::{Any, Id, Wire};
use crate::{Client, Dynamic};

/// The default timeout of a file.
const TIMEOUT: Duration = Duration::from_secs(60 * 60);

/// The shortest secret. What is shorter in an address is none, and may stand in any error.
const SHORTEST: usize = 8;

/// A file on its way to the portal, without being held in memory: the method is called without the content, answers an
/// address, and the file is posted to this. It is not repeated when it fails.
///
/// [disk.folder.uploadFile](https://apidocs.bitrix24.com/api-reference/disk/folder/disk-folder-upload-file.html#uploadurl)
///
/// ```no_run
/// # async fn example(b24: bitrix24::Client) -> Result<(), bitrix24::files::UploadError> {
/// use bitrix24::files::{Source, Upload};
///
/// let file = Upload::to_folder(42, Source::from_path("report.pdf").await?).unique_name().send(&b24).await?;
/// println!("{file}");
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[must_use = "nothing is sent before `send`"]
pub struct Upload {
    method: &'static str,
    params: Map<String, Value>,
    source: Source,
    timeout: Duration,
}

/// An error of an upload.
///
/// ```
/// use bitrix24::files::UploadError;
///
/// fn may_repeat(error: &UploadError) -> bool {
///     matches!(error, UploadError::Call(error) if error.fate() == bitrix24::Fate::NotRun)
/// }
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum UploadError {
    /// The call, or the sending of the file, failed.
    #[error(transparent)]
    Call(#[from] Error),
    /// The file could not be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// The portal answered an address that a file must not be sent to. It is a secret, and is not shown.
    #[error("{method}: the address for the file {problem}")]
    Address {
        /// The method that was called.
        method: &'static str,
        /// The mistake.
        problem: &'static str,
    },
}

impl Upload {
    /// A new file in a folder: `disk.folder.uploadfile`.
    pub fn to_folder(id: impl Into<Id>, source: impl Into<Source>) -> Self {
        Self::new("disk.folder.uploadfile", source.into()).param("id", Id::encode(&id.into()))
    }

    /// A new file in the root of a storage: `disk.storage.uploadfile`.
    pub fn to_storage(id: impl Into<Id>, source: impl Into<Source>) -> Self {
        Self::new("disk.storage.uploadfile", source.into()).param("id", Id::encode(&id.into()))
    }

    /// A new version of a file: `disk.file.uploadversion`.
    pub fn version_of(file: impl Into<Id>, source: impl Into<Source>) -> Self {
        Self::new("disk.file.uploadversion", source.into()).param("id", Id::encode(&file.into()))
    }

    /// The record of a call, `wav` or `mp3`: `telephony.externalCall.attachRecord`.
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

    /// Sends the file and gives the method's result.
    ///
    /// # Errors
    ///
    /// See [`UploadError`].
    pub async fn send(self, client: &Client) -> Result<Value, UploadError> {
        self.send_as::<Any>(client).await
    }

    /// Sends the file and gives the method's result as a wire type.
    ///
    /// # Errors
    ///
    /// See [`UploadError`].
    pub async fn send_as<W: Wire>(self, client: &Client) -> Result<W::Out, UploadError> {
        let Upload { method, params, source, timeout } = self;
        let answer = client.call(Dynamic::new(method, Value::Object(params))).await?;
        let text = |key| answer.get(key).and_then(Value::as_str);
        let Some(address) = text("uploadUrl") else {
            let error = Error::result(method, "an object with `uploadUrl`", answer);
            return Err(client.without_secrets(error).into());
        };
        let address = Url::parse(address).map_err(|_| UploadError::Address { method, problem: "is none" })?;
        check(client.auth(), &address).map_err(|problem| UploadError::Address { method, problem })?;
        let form = Form::new(text("field").or(text("fieldName")).unwrap_or("file"), source);
        let failure = form.failure();
        let sent = post(client, method, &address, form, timeout).await;
        let (status, Read { body, is_cut }) =
            sent.map_err(|error| take(&failure).map_or(UploadError::Call(error), UploadError::File))?;
        let (own, of_address) = (client.auth().hider(), mask(&address));
        let hide = |text: &str| of_address.hide(&own(text));
        let reply = Raw { method, status, body: &body };
        let response =
            if is_cut { return Err(reply.cut_off(&hide).into()) } else { reply.decode_hiding::<W>(&hide)? };
        Ok(response.result)
    }

    /// Sends the file and gives the method's result, on the calling thread.
    ///
    /// # Errors
    ///
    /// See [`UploadError`].
    #[cfg(feature = "blocking")]
    pub fn send_blocking(self, client: &crate::blocking::Client) -> Result<Value, UploadError> {
        client.wait(self.send(client.inner()))?
    }
}

/// Makes sure that a file goes to the portal, and that the secret in the address travels encrypted.
fn check(auth: &Auth, address: &Url) -> Result<(), &'static str> {
    let portal = Url::parse(&auth.portal()).map_err(|_| "has no portal to compare with")?;
    if address.host().is_none() {
        return Err("has no host");
    }
    if address.scheme() != "https" && !(address.scheme() == "http" && is_loopback(address)) {
        return Err("does not start with https://");
    }
    if portal.scheme() == "https" && address.scheme() != "https" {
        return Err("has no encryption, which the portal has");
    }
    if address.host() != portal.host() || address.port_or_known_default() != portal.port_or_known_default() {
        return Err("is not one of the portal");
    }
    if !address.username().is_empty() || address.password().is_some() {
        return Err("holds a user name or a password");
    }
    Ok(())
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
    let response = request.send().await.map_err(failed)?;
    let status = response.status().as_u16();
    let read = read(response, client.http().max_answer()).await.map_err(failed)?;
    Ok((status, read))
}

fn take(failure: &Failure) -> Option<FileError> {
    failure.lock().unwrap_or_else(PoisonError::into_inner).take()
}

/// The secrets in the address, which an answer may repeat.
fn mask(address: &Url) -> Mask {
    let encoded = address.query().unwrap_or_default().split('&').filter_map(|pair| pair.split_once('='));
    let encoded = encoded.map(|(_, value)| value.to_owned());
    let decoded = address.query_pairs().map(|(_, value)| value.into_owned());
    let secrets: Vec<_> = encoded.chain(decoded).filter(|secret| secret.len() >= SHORTEST).collect();
    Mask::new(secrets.iter().map(String::as_str))
}
