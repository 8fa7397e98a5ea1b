//! Locks that stay usable after a thread panicked.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Returns the contents of a lock, even if another thread panicked while it held them.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
