//! Answers, read up to a limit.

use bytes::Bytes;
use reqwest::Response;

/// The memory that is taken when the first bytes have come, whatever length is announced: the 2,500 rows of a batch fit mostly, and
/// are not copied while they come.
const AT_FIRST: usize = 4 * 1024 * 1024;

/// An answer's body, or the start of one.
pub(crate) struct Read {
    pub(crate) body: Bytes,
    /// True if there was more than the limit.
    pub(crate) is_cut: bool,
}

/// Reads the body of an answer, up to `max` bytes.
pub(crate) async fn read(response: &mut Response, max: usize) -> reqwest::Result<Read> {
    let announced = response.content_length().map_or(0, |length| usize::try_from(length).unwrap_or(usize::MAX));
    let Some(first) = response.chunk().await? else { return Ok(Read { body: Bytes::new(), is_cut: false }) };
    if announced > max {
        // The rest is not worth its time.
        return Ok(Read { is_cut: true, ..cut(first, max) });
    }
    let Some(second) = response.chunk().await? else { return Ok(cut(first, max)) };
    let mut body = Vec::with_capacity(announced.min(AT_FIRST).max(first.len() + second.len()));
    body.extend_from_slice(&first);
    body.extend_from_slice(&second);
    while body.len() <= max
        && let Some(chunk) = response.chunk().await?
    {
        if body.capacity() - body.len() < chunk.len() {
            // Twice as much, but not beyond the end.
            let wanted = (2 * body.len()).min(announced).max(body.len() + chunk.len());
            body.reserve_exact(wanted - body.len());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(cut(body.into(), max))
}

fn cut(mut body: Bytes, max: usize) -> Read {
    let is_cut = body.len() > max;
    body.truncate(max);
    Read { body, is_cut }
}
