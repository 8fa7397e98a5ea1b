//! Requests whose results are read into a user's own type.

use std::marker::PhantomData;

use serde::de::DeserializeOwned;

use super::{Parts, Request};
use crate::wire::{Own, Verbatim};

/// A request whose result, or whose list's items, are read into the type `T` by serde, with the API's notations where the
/// type tells what is meant: `"52"` for a number, `"Y"` for a `bool`, an empty text for nothing. A list has
/// [`List::as_`](crate::List::as_) for it.
///
/// ```no_run
/// # async fn example(b24: bitrix24::Client) -> Result<(), bitrix24::Error> {
/// use bitrix24::{As, Dynamic, json};
/// # type User = std::collections::HashMap<String, bitrix24::Value>;
///
/// let users: Vec<User> = b24.call(As::of(Dynamic::new("user.get", json!({})))).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is called"]
pub struct As<R, T> {
    pub(crate) request: R,
    of: PhantomData<fn() -> T>,
}

impl<R, T> As<R, T> {
    /// Returns the request with a result of the type `T`.
    pub fn of(request: R) -> Self {
        As { request, of: PhantomData }
    }
}

impl<R: Request, T: DeserializeOwned + Clone> Request for As<R, T> {
    type Result = Own<T>;

    fn parts(&self) -> Parts<'_> {
        self.request.parts()
    }
}

/// A request whose list's items are given as they are written.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is called"]
pub struct AsWritten<R>(pub(crate) R);

impl<R: Request> Request for AsWritten<R> {
    type Result = Verbatim;

    fn parts(&self) -> Parts<'_> {
        self.0.parts()
    }
}
