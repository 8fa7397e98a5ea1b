//! Bodies of answers: whole, slow, or cut off.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::body::{Body as HttpBody, Bytes, Frame, SizeHint};
use tokio::time::{Sleep, sleep};

/// The body of an answer.
#[derive(Debug)]
pub(crate) struct Body {
    /// The remaining parts.
    parts: [Bytes; 2],
    /// The pause between the parts.
    pause: Option<Pin<Box<Sleep>>>,
    /// True if the connection ends before the second part.
    is_cut: bool,
}

/// The time before a body is cut off, so that its first part is sent.
const CUT_AFTER: Duration = Duration::from_millis(5);

/// The error that cuts off a body, and the connection with it.
#[derive(Debug)]
pub(crate) struct Cut;

impl std::fmt::Display for Cut {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the body is cut off on purpose")
    }
}

impl std::error::Error for Cut {}

impl Body {
    pub(crate) fn whole(bytes: Bytes) -> Self {
        Self { parts: [bytes, Bytes::new()], pause: None, is_cut: false }
    }

    /// Returns a body whose second half comes later.
    pub(crate) fn slow(bytes: Bytes, pause: Duration) -> Self {
        Self { parts: halves(bytes), pause: Some(Box::pin(sleep(pause))), is_cut: false }
    }

    /// Returns a body whose second half never comes, though the length in the head counts it.
    pub(crate) fn cut(bytes: Bytes) -> Self {
        Self { is_cut: true, ..Self::slow(bytes, CUT_AFTER) }
    }
}

fn halves(bytes: Bytes) -> [Bytes; 2] {
    let mut first = bytes;
    let second = first.split_off(first.len() / 2);
    [first, second]
}

impl HttpBody for Body {
    type Data = Bytes;
    type Error = Cut;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Cut>>> {
        if !self.parts[0].is_empty() {
            return Poll::Ready(Some(Ok(Frame::data(std::mem::take(&mut self.parts[0])))));
        }
        if let Some(pause) = &mut self.pause {
            if pause.as_mut().poll(cx).is_pending() {
                return Poll::Pending;
            }
            self.pause = None;
            if self.is_cut {
                return Poll::Ready(Some(Err(Cut)));
            }
        }
        let rest = std::mem::take(&mut self.parts[1]);
        Poll::Ready(if rest.is_empty() { None } else { Some(Ok(Frame::data(rest))) })
    }

    fn is_end_stream(&self) -> bool {
        self.parts.iter().all(Bytes::is_empty) && self.pause.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.parts.iter().map(|part| part.len() as u64).sum())
    }
}
