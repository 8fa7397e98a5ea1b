//! Requests whose results have a portal's own types.

use std::fmt;
use std::marker::PhantomData;

use super::{Parts, Request};
use crate::error::Violations;
use crate::wire::Wire;

/// A request of the type `R` whose result is an `A`, and whose list's items are `I`: what the calls of a portal's own types
/// return, in a module emitted for the portal.
///
/// It is called, batched and listed as `R` is, and `R`'s other parameters are set through [`map`](Self::map):
///
/// ```text
/// let projects = b24.call(Project::list().map(|request| request.start(50))).await?;
/// ```
#[must_use = "a request does nothing until it is called"]
pub struct Of<R, A, I = A> {
    request: R,
    /// The fields that are selected, unless the caller selects others.
    pub(crate) selected: Option<&'static [&'static str]>,
    of: PhantomData<fn() -> (A, I)>,
}

impl<R, A, I> Of<R, A, I> {
    /// Returns the request with a result of the type `A`.
    pub fn new(request: R) -> Self {
        Of { request, selected: None, of: PhantomData }
    }

    /// Changes the request: this is how parameters that have no function here are set.
    pub fn map(self, change: impl FnOnce(R) -> R) -> Self {
        Of { request: change(self.request), ..self }
    }

    pub(crate) fn request_mut(&mut self) -> &mut R {
        &mut self.request
    }
}

impl<R: Request, A, I> Of<R, A, I> {
    /// Checks the parameters against the documented rules, and returns all violations.
    pub fn validate(&self) -> Result<(), Violations> {
        self.request.validate()
    }
}

impl<R: Request, A: Wire, I> Request for Of<R, A, I> {
    type Result = A;

    fn parts(&self) -> Parts<'_> {
        self.request.parts()
    }
}

impl<R: Clone, A, I> Clone for Of<R, A, I> {
    fn clone(&self) -> Self {
        Of { request: self.request.clone(), ..*self }
    }
}

impl<R: fmt::Debug, A, I> fmt::Debug for Of<R, A, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.request.fmt(f)
    }
}
