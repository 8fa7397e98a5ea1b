//! Files that are fetched from the portal.

use std::fmt;
use std::path::Path;
use std::time::Duration;

use reqwest::header::{CONTENT_DISPOSITION, HeaderMap, LOCATION};
use tokio::io::{AsyncWrite, AsyncWriteExt};
use tokio::sync::OwnedSemaphorePermit;
use url::Url;

use super::address::{mask, secret_address};
use super::error::{FileError, TransferError};
use super::read::Limit;
use crate::envelope::{LARGEST_ERROR, Raw};
use crate::error::Error;
use crate::transport::{Http, Read, Sent, is_loopback, kind, read};
use crate::wire::File;
use crate::{Client, random};

/// The timeout of a file.
const TIMEOUT: Duration = Duration::from_secs(60 * 60);

/// The maximum number of redirects: from the portal to where it keeps its files.
const REDIRECTS: usize = 5;

/// The name of the call, in errors.
const NAME: &str = "download";

impl Client {
    /// Fetches a file from an address that the portal gave: the [`url_machine`](super::FileLink::url_machine) of a field,
    /// `DOWNLOAD_URL` of the drive, [`download_url`](super::UploadedFile::download_url) of an upload. Such an address is a
    /// secret.
    ///
    /// It takes one of the client's [connections](crate::ClientBuilder::max_connections) until the file is read, or what is
    /// returned is dropped.
    ///
    /// ```no_run
    /// # async fn example(b24: bitrix24::Client, plan: bitrix24::files::FileLink) -> Result<(), bitrix24::files::TransferError> {
    /// let address = plan.url_machine.unwrap_or_default();
    /// b24.download(&address).await?.save("plan.pdf").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// See [`TransferError`]: [`TransferError::Address`] for an address that is not one of the portal, and
    /// [`TransferError::Call`] with the portal's error.
    pub async fn download(&self, address: &str) -> Result<Download, TransferError> {
        let address = secret_address(self, NAME, address)?;
        let (own, of_address) = (self.auth().hider(), mask(&address));
        let hide = |text: &str| of_address.hide(&own(text));
        let slot = self.http().slot().await;
        let mut response = get(self.http(), address).await?;
        let status = response.status().as_u16();
        if status == 200 {
            return Ok(Download::new(response, slot));
        }
        let Read { body, is_cut } = read(&mut response, LARGEST_ERROR).await.map_err(broken)?;
        let raw = Raw { method: NAME, status, body: &body };
        let error = if is_cut { Some(raw.cut_off(&hide)) } else { raw.open(&hide).err() };
        Err(error.unwrap_or_else(|| raw.unexpected(crate::error::Problem::NoResult, &hide)).into())
    }
}

/// Asks for a file, where the portal keeps it.
async fn get(http: &Http, mut address: Url) -> Result<reqwest::Response, TransferError> {
    let is_open = address.scheme() == "http";
    for _ in 0..=REDIRECTS {
        let response = http.to(&address)?.get(address.clone()).timeout(TIMEOUT).send().await.map_err(broken)?;
        let location = response.headers().get(LOCATION).filter(|_| response.status().is_redirection());
        let Some(location) = location else { return Ok(response) };
        let wrong = |problem| TransferError::Address { method: NAME, problem };
        let next = location.to_str().ok().and_then(|location| address.join(location).ok());
        address = next.ok_or_else(|| wrong("leads to none"))?;
        if address.scheme() != "https" && !(is_open && address.scheme() == "http" && is_loopback(&address)) {
            return Err(wrong("leads to one without encryption"));
        }
    }
    Err(TransferError::Address { method: NAME, problem: "leads on and on" })
}

fn broken(error: reqwest::Error) -> TransferError {
    // Nothing runs twice: all of it is a read.
    let kind = kind(&error, &Sent::default());
    Error::Transport { method: NAME.to_owned(), kind, source: Some(std::sync::Arc::new(error.without_url())) }.into()
}

/// A file that comes. It is read while it is written, or held in memory up to a limit.
///
/// ```no_run
/// # async fn example(b24: bitrix24::Client, address: &str) -> Result<(), bitrix24::files::TransferError> {
/// use bitrix24::files::Limit;
///
/// let download = b24.download(address).await?;
/// println!("{:?} has {:?} bytes", download.name(), download.length());
/// let file = download.into_file(Limit::bytes(10 * 1024 * 1024)).await?;
/// println!("{}", file.content().len());
/// # Ok(())
/// # }
/// ```
pub struct Download {
    response: reqwest::Response,
    name: Option<String>,
    /// Its connection, until all is read or this is dropped.
    _slot: Option<OwnedSemaphorePermit>,
}

impl Download {
    fn new(response: reqwest::Response, slot: Option<OwnedSemaphorePermit>) -> Self {
        let name = name(response.headers());
        Download { response, name, _slot: slot }
    }

    /// Returns the file's name, if the server says it. It is the last part of a path, and never leads to another folder.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Returns the file's length in bytes, if the server says it.
    pub fn length(&self) -> Option<u64> {
        self.response.content_length()
    }

    /// Writes the file to a path: whole, or not at all.
    ///
    /// # Errors
    ///
    /// See [`TransferError`]; [`TransferError::File`] names the path.
    pub async fn save(self, path: impl AsRef<Path>) -> Result<(), TransferError> {
        let path = path.as_ref();
        let failed = |source| FileError::Write { name: path.display().to_string(), source };
        let mut part = path.as_os_str().to_owned();
        part.push(format!(".{}.part", random::unique()?));
        let mut file = tokio::fs::File::create_new(&part).await.map_err(failed)?;
        let written = match self.write(&mut file, &failed).await {
            Ok(()) => tokio::fs::rename(&part, path).await.map_err(|error| failed(error).into()),
            Err(error) => Err(error),
        };
        if written.is_err() {
            let _ = tokio::fs::remove_file(&part).await;
        }
        written
    }

    /// Writes the file to a writer.
    ///
    /// # Errors
    ///
    /// See [`TransferError`]. Some of it is written then.
    pub async fn write_to(self, writer: impl AsyncWrite) -> Result<(), TransferError> {
        let name = self.name.clone().unwrap_or_else(|| NAME.to_owned());
        let failed = |source| FileError::Write { name: name.clone(), source };
        self.write(std::pin::pin!(writer), &failed).await
    }

    async fn write(
        mut self,
        mut writer: impl AsyncWrite + Unpin,
        failed: &impl Fn(std::io::Error) -> FileError,
    ) -> Result<(), TransferError> {
        while let Some(chunk) = self.response.chunk().await.map_err(broken)? {
            writer.write_all(&chunk).await.map_err(failed)?;
        }
        writer.flush().await.map_err(failed)?;
        Ok(())
    }

    /// Reads the file into memory.
    ///
    /// # Errors
    ///
    /// See [`TransferError`]; [`TransferError::File`] when it is larger than the limit.
    pub async fn into_file(mut self, limit: Limit) -> Result<File, TransferError> {
        let name = self.name.take().unwrap_or_default();
        let mut content = Vec::new();
        if self.length().is_some_and(|length| limit.is_below(length)) {
            return Err(limit.too_large(name).into());
        }
        while let Some(chunk) = self.response.chunk().await.map_err(broken)? {
            content.extend_from_slice(&chunk);
            if limit.is_below(content.len() as u64) {
                return Err(limit.too_large(name).into());
            }
        }
        Ok(File::new(name, content))
    }
}

/// The name in `Content-Disposition`: `filename*=utf-8''plan%20b.pdf`, else `filename="plan b.pdf"`.
fn name(headers: &HeaderMap) -> Option<String> {
    let header = String::from_utf8_lossy(headers.get(CONTENT_DISPOSITION)?.as_bytes()).into_owned();
    let after = |key: &str| {
        let at = header.to_ascii_lowercase().find(key)?;
        header.get(at + key.len()..).map(str::trim_start)
    };
    let encoded = after("filename*=").and_then(|value| {
        let value = value.split(';').next().unwrap_or_default().trim().trim_matches('"');
        let (charset, value) =
            value.split_once('\'').and_then(|(charset, rest)| Some((charset, rest.split_once('\'')?.1)))?;
        charset.eq_ignore_ascii_case("utf-8").then(|| percent_decoded(value))
    });
    let quoted = after("filename=").map(|value| match value.strip_prefix('"') {
        Some(value) => value.split('"').next().unwrap_or_default().to_owned(),
        None => value.split(';').next().unwrap_or_default().trim().to_owned(),
    });
    let name = encoded.or(quoted)?;
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_name = !name.is_empty() && name != "." && name != ".." && !name.contains(char::is_control);
    is_name.then(|| name.to_owned())
}

/// Decodes `%20` as a form's key, in which some characters would mean something else.
fn percent_decoded(text: &str) -> String {
    let key = text.replace('+', "%2B").replace('&', "%26").replace('=', "%3D");
    url::form_urlencoded::parse(key.as_bytes()).next().map(|(key, _)| key.into_owned()).unwrap_or_default()
}

/// The address is not printed.
impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download").field("name", &self.name).field("length", &self.length()).finish_non_exhaustive()
    }
}
