//! Futures and errors whose types are not told.

/// A future of unknown type.
pub type BoxFuture<'a, T> = std::pin::Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// An error of unknown type.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;
