//! Locks, of which a thread that panicked leaves none closed.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// The contents of a lock, also when another thread panicked while it held them.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
