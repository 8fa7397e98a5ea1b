//! A form with one file, written while the file is read.

use std::hash::{BuildHasher, RandomState};
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::io::{AsyncRead, ReadBuf};

use super::error::FileError;
use super::source::Source;

/// The number of bytes that are read at once.
const CHUNK: usize = 64 * 1024;

/// The error of reading the file, for the sender of the form: HTTP says only that the body broke.
pub(super) type Failure = Arc<Mutex<Option<FileError>>>;

/// The body of a `multipart/form-data` request.
pub(super) struct Form {
    boundary: String,
    /// The bytes before the file; `None` once they are sent.
    head: Option<Bytes>,
    /// The file; `None` once it is sent. The lock makes it `Sync`, nobody else has it.
    reader: Option<Mutex<Pin<Box<dyn AsyncRead + Send>>>>,
    /// The bytes after the file; `None` once they are sent.
    tail: Option<Bytes>,
    /// The announced length of the file.
    length: Option<u64>,
    sent: u64,
    path: String,
    failure: Failure,
}

impl Form {
    /// A form with a file in `field`.
    pub(super) fn new(field: &str, source: Source) -> Self {
        let boundary = boundary();
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"; filename=\"{}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n",
            escape(field),
            escape(&source.name)
        );
        let tail = format!("\r\n--{boundary}--\r\n");
        Form {
            boundary,
            head: Some(head.into()),
            reader: Some(Mutex::new(source.reader)),
            tail: Some(tail.into()),
            length: source.length,
            sent: 0,
            path: source.path,
            failure: Failure::default(),
        }
    }

    pub(super) fn content_type(&self) -> String {
        format!("multipart/form-data; boundary={}", self.boundary)
    }

    /// The place for a failure of the file.
    pub(super) fn failure(&self) -> Failure {
        Arc::clone(&self.failure)
    }

    /// Reads more of the file; `None` at its end.
    fn read(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Bytes>, FileError>> {
        let Some(reader) = &mut self.reader else { return Poll::Ready(Ok(None)) };
        let mut chunk = vec![0; CHUNK];
        let mut buffer = ReadBuf::new(&mut chunk);
        let reader = reader.get_mut().unwrap_or_else(PoisonError::into_inner);
        let read = ready!(reader.as_mut().poll_read(cx, &mut buffer));
        read.map_err(|source| FileError::Read { name: self.path.clone(), source })?;
        let length = buffer.filled().len();
        self.sent += length as u64;
        let ends = length == 0;
        if let Some(expected) = self.length
            && (self.sent > expected || ends && self.sent < expected)
        {
            return Poll::Ready(Err(FileError::OtherLength { name: self.path.clone(), expected }));
        }
        if ends {
            self.reader = None;
            return Poll::Ready(Ok(None));
        }
        chunk.truncate(length);
        Poll::Ready(Ok(Some(chunk.into())))
    }
}

impl Body for Form {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let form = self.get_mut();
        let data = match form.head.take() {
            Some(head) => Some(head),
            None => match ready!(form.read(cx)) {
                Ok(Some(chunk)) => Some(chunk),
                Ok(None) => form.tail.take(),
                Err(error) => {
                    *form.failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                    return Poll::Ready(Some(Err(io::Error::other("the file could not be read"))));
                }
            },
        };
        Poll::Ready(data.map(|data| Ok(Frame::data(data))))
    }

    fn size_hint(&self) -> SizeHint {
        let around = [&self.head, &self.tail].into_iter().flatten().map(|bytes| bytes.len() as u64).sum::<u64>();
        match self.length {
            Some(length) => SizeHint::with_exact(around + length.saturating_sub(self.sent)),
            None => SizeHint::default(),
        }
    }
}

/// A text that no file holds, but by a chance of one in 2^128.
fn boundary() -> String {
    let random = || RandomState::new().hash_one(0_u8);
    format!("bitrix24-{:016x}{:016x}", random(), random())
}

/// A name as browsers write it in a form: it must not end its quotes or its line.
fn escape(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}
