//! Answers by a method's name, through its typed code: for tests that run all documented answers through it.

use serde_json::Value;

use crate::catalogue::Method;
use crate::envelope::{Raw, to_value};
use crate::error::Error;
use crate::request::Request;
use crate::wire::{Drift, Leaves};

/// The typed code of one method, as a function of an answer.
#[derive(Debug)]
pub struct Typed {
    /// The method.
    pub method: &'static Method,
    /// Reads the bytes of a whole answer of that method: [`typed`] of its request. Not a closure over the method: there
    /// are as many as methods, and each body takes its time to compile.
    pub read: fn(&'static Method, &[u8], Reader) -> Result<Decoded, Error>,
}

/// A way of reading an answer: both give the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// From its text, as the client does; what is no success is read from a tree.
    Text,
    /// From a tree.
    Tree,
}

impl Typed {
    /// Reads the bytes of a whole answer, as the client does with one of status 200.
    ///
    /// # Errors
    ///
    /// Those of the client.
    pub fn decode(&self, body: &[u8]) -> Result<Decoded, Error> {
        self.decode_by(body, Reader::Text)
    }

    /// The same in one of the ways of reading.
    ///
    /// # Errors
    ///
    /// Those of the client.
    pub fn decode_by(&self, body: &[u8], reader: Reader) -> Result<Decoded, Error> {
        (self.read)(self.method, body, reader)
    }
}

/// An answer that was decoded.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// The result, encoded again.
    pub value: Value,
    /// The differences between the answer and its description.
    pub drift: Drift,
    /// The numbers of its values by their kind of place.
    pub leaves: Leaves,
}

/// Decodes the answer `body` of `method`, which the request `R` calls.
///
/// # Errors
///
/// Those of the client.
pub fn typed<R: Request>(method: &'static Method, body: &[u8], reader: Reader) -> Result<Decoded, Error> {
    let mut leaves = Some(Leaves::default());
    let raw = Raw { method: method.name, status: 200, body };
    let response = match reader {
        Reader::Text => raw.decode_counting::<R::Result>(&mut leaves, &str::to_owned),
        Reader::Tree => raw.decode_tree::<R::Result>(&mut leaves, &str::to_owned),
    }?;
    let value = response.written.clone().unwrap_or_else(|| to_value::<R::Result>(&response.result));
    Ok(Decoded { value, drift: response.drift, leaves: leaves.unwrap_or_default() })
}
