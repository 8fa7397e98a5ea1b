//! The answers scripted for one method.

use std::collections::VecDeque;

use crate::reply::Reply;

/// A queue of answers, the last of which repeats.
#[derive(Debug, Default)]
pub(crate) struct Script {
    coming: VecDeque<Reply>,
    last: Option<Reply>,
}

impl Script {
    /// Adds an answer to the end of the queue.
    pub(crate) fn push(&mut self, reply: Reply) {
        self.coming.push_back(reply);
    }

    /// Returns the answer to the next request, or `None` if none was ever scripted.
    pub(crate) fn next(&mut self) -> Option<Reply> {
        if let Some(reply) = self.coming.pop_front() {
            self.last = Some(reply);
        }
        self.last.clone()
    }
}
