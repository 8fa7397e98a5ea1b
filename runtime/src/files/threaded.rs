//! A blocking reader for tasks: each piece is read on a thread for blocking work.

use std::io::{self, Read};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use tokio::io::{AsyncRead, ReadBuf};
use tokio::task::{JoinHandle, spawn_blocking};

/// The answer of a thread: the reader, and the piece that it read.
type Piece<R> = (R, io::Result<Vec<u8>>);

/// The number of bytes that are read at once.
const CHUNK: usize = 64 * 1024;

/// A reader that blocks its thread.
pub(super) struct Threaded<R> {
    state: State<R>,
    /// The bytes that were read, and have not been given yet.
    left: Bytes,
}

enum State<R> {
    Idle(R),
    Reading(JoinHandle<Piece<R>>),
    /// The reader has failed, or panicked.
    Gone,
}

impl<R: Read + Send + 'static> Threaded<R> {
    pub(super) fn new(reader: R) -> Self {
        Threaded { state: State::Idle(reader), left: Bytes::new() }
    }

    /// Reads another piece; an empty one at the end.
    fn poll_piece(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<Bytes>> {
        let mut running = match std::mem::replace(&mut self.state, State::Gone) {
            State::Idle(reader) => spawn_blocking(move || read(reader)),
            State::Reading(running) => running,
            State::Gone => return Poll::Ready(Err(io::Error::other("the reader has failed before"))),
        };
        let Poll::Ready(piece) = Pin::new(&mut running).poll(cx) else {
            self.state = State::Reading(running);
            return Poll::Pending;
        };
        let (reader, bytes) = piece.map_err(io::Error::other)?;
        let bytes = bytes?;
        self.state = State::Idle(reader);
        Poll::Ready(Ok(bytes.into()))
    }
}

impl<R> Unpin for Threaded<R> {}

impl<R: Read + Send + 'static> AsyncRead for Threaded<R> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if self.left.is_empty() {
            self.left = ready!(self.poll_piece(cx))?;
        }
        let length = self.left.len().min(buffer.remaining());
        buffer.put_slice(&self.left.split_to(length));
        Poll::Ready(Ok(()))
    }
}

fn read<R: Read>(mut reader: R) -> Piece<R> {
    let mut bytes = vec![0; CHUNK];
    let read = loop {
        match reader.read(&mut bytes) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            read => break read,
        }
    };
    let bytes = read.map(|read| {
        bytes.truncate(read);
        bytes
    });
    (reader, bytes)
}
