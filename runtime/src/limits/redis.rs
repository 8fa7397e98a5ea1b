//! A portal's bucket in Redis, for processes that call the portal together.
//!
//! The vendor counts by portal and by address of the sender, so the bucket's key is `b24:` and the portal's address: no
//! webhook, token or method is in it. Processes that go out by different addresses have a bucket each, told apart by
//! [`sender`](RedisLimiter::sender). All that share a bucket have to be built with the same [limits](super::Limits).
//!
//! One script does it, in one step and by the clock of Redis: those of the processes may differ. Redis 5 or later runs it,
//! and Valkey; a user of limited rights needs `EVAL`, `TIME`, `GET` and `SET` on the keys `b24:*`.
//!
//! Without Redis calls go on: the limiter of the process logs a warning and keeps its own bucket. A question costs a call
//! no more than the [timeout](RedisLimiter::timeout), and after one that failed none is asked for a second.
//!
//! ```no_run
//! # fn example() -> Result<(), bitrix24::Error> {
//! use bitrix24::Auth;
//! use bitrix24::{Client, RedisLimiter};
//!
//! let shared = RedisLimiter::connect("redis://:PASSWORD@redis.example.com/")?;
//! let auth = Auth::webhook("https://example.bitrix24.com/rest/1/SECRET/")?;
//! let b24 = Client::builder(auth).shared_limiter(shared).build()?;
//! # Ok(())
//! # }
//! ```

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use ::redis::aio::MultiplexedConnection;
use ::redis::{AsyncConnectionConfig, Client, ErrorKind, RedisError};
use tokio::sync::Mutex;
use tokio::time::Instant;

use super::shared::SharedLimiter;
use crate::boxed::{BoxError, BoxFuture};
use crate::error::Error;

/// The default timeout of Redis.
const TIMEOUT: Duration = Duration::from_millis(200);

/// The pause after Redis failed.
const PAUSE: Duration = Duration::from_secs(1);

/// Takes a place, as the bucket of a process does; -1, and no place, when its time is later than `within`. All times are
/// microseconds; the key holds when the bucket is empty, and goes when it is.
const TAKE: &str = "
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local burst, rate, within = tonumber(ARGV[1]), tonumber(ARGV[2]) / 1000000, tonumber(ARGV[3])
local empty_at = math.max(now, tonumber(redis.call('GET', KEYS[1])) or 0) + 1 / rate
local wait = math.ceil(math.max(0, empty_at - burst / rate - now))
if within and wait > within then return -1 end
redis.call('SET', KEYS[1], string.format('%.0f', empty_at), 'PX', math.ceil((empty_at - now) / 1000))
return wait";

/// Fills the bucket, unless more is counted already.
const FILL: &str = "
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local full = tonumber(ARGV[1]) / tonumber(ARGV[2]) * 1000000
local empty_at = math.max(now + full, tonumber(redis.call('GET', KEYS[1])) or 0)
redis.call('SET', KEYS[1], string.format('%.0f', empty_at), 'PX', math.ceil((empty_at - now) / 1000))
return 0";

/// A limiter that keeps its buckets in Redis. Cheap to clone: clones share a connection.
///
/// ```
/// use std::time::Duration;
///
/// use bitrix24::RedisLimiter;
///
/// let shared = RedisLimiter::connect("redis://redis.example.com/")?.timeout(Duration::from_millis(50));
/// # Ok::<_, bitrix24::Error>(())
/// ```
#[derive(Clone)]
#[must_use]
pub struct RedisLimiter {
    client: Client,
    link: Arc<Mutex<Link>>,
    sender: Option<String>,
    timeout: Duration,
}

/// The connection, made on first use and again after it was lost.
#[derive(Default)]
struct Link {
    open: Option<MultiplexedConnection>,
    /// The time at which it may be tried again.
    rests_until: Option<Instant>,
}

impl RedisLimiter {
    /// A limiter by the address of Redis: `redis://[USER][:PASSWORD]@HOST[:PORT][/DATABASE]`, or `rediss://` for TLS with
    /// the feature `redis-tls`. It connects when it is asked first.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] when it is not such an address.
    pub fn connect(url: &str) -> Result<Self, Error> {
        // The reasons are fixed texts: none has a part of the address.
        let client = Client::open(url).map_err(|error| Error::Config(format!("not an address of Redis: {error}")))?;
        Ok(Self::new(client))
    }

    /// A limiter with a client of the crate `redis`, which may have settings that an address does not.
    pub fn new(client: Client) -> Self {
        RedisLimiter { client, link: Arc::default(), sender: None, timeout: TIMEOUT }
    }

    /// A name for the address by which requests leave, when processes have different ones: each has a bucket of its own.
    pub fn sender(mut self, name: impl Into<String>) -> Self {
        self.sender = Some(name.into());
        self
    }

    /// Sets how long a call waits for Redis, connecting included, before it goes on without: 200 milliseconds by default.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    fn key(&self, portal: &str) -> String {
        match &self.sender {
            Some(sender) => format!("b24:{portal}:{sender}"),
            None => format!("b24:{portal}"),
        }
    }

    async fn run(&self, script: &str, portal: &str, args: &[String]) -> Result<i64, BoxError> {
        let mut command = ::redis::cmd("EVAL");
        command.arg(script).arg(1).arg(self.key(portal)).arg(args);
        let why = match tokio::time::timeout(self.timeout, self.ask(&command)).await {
            Ok(Ok(answer)) => return Ok(answer),
            Ok(Err(why)) => why,
            Err(_) => {
                // Nobody knows what became of the connection; who holds the lock is about to make another.
                if let Ok(mut link) = self.link.try_lock() {
                    *link = Link::resting();
                }
                format!("no answer within {:?}", self.timeout)
            }
        };
        Err(format!("Redis at {}: {why}", self.address()).into())
    }

    /// Asks, and once more when the connection turns out to be lost: servers close those that are idle.
    async fn ask(&self, command: &::redis::Cmd) -> Result<i64, String> {
        let mut is_again = false;
        loop {
            let mut connection = self.connection().await?;
            match command.query_async(&mut connection).await {
                Ok(answer) => return Ok(answer),
                Err(error) if error.is_io_error() && !is_again => *self.link.lock().await = Link::default(),
                Err(error) => {
                    *self.link.lock().await = Link::resting();
                    return Err(reason(&error));
                }
            }
            is_again = true;
        }
    }

    async fn connection(&self) -> Result<MultiplexedConnection, String> {
        let mut link = self.link.lock().await;
        if let Some(open) = &link.open {
            return Ok(open.clone());
        }
        if link.rests_until.is_some_and(|until| Instant::now() < until) {
            return Err("it failed a moment ago".to_owned());
        }
        // The one who asks has a timeout for all of it.
        let config = AsyncConnectionConfig::new().set_connection_timeout(None).set_response_timeout(None);
        match self.client.get_multiplexed_async_connection_with_config(&config).await {
            Ok(open) => {
                *link = Link { open: Some(open.clone()), rests_until: None };
                Ok(open)
            }
            Err(error) => {
                *link = Link::resting();
                Err(reason(&error))
            }
        }
    }

    fn address(&self) -> String {
        self.client.get_connection_info().addr().to_string()
    }
}

impl Link {
    fn resting() -> Self {
        Link { open: None, rests_until: Some(Instant::now() + PAUSE) }
    }
}

/// The reason of a failure. Of a server's error only the code: its text may repeat a command, and so a password.
fn reason(error: &RedisError) -> String {
    match (error.kind(), error.code()) {
        (ErrorKind::Io, _) => error.to_string(),
        (_, Some(code)) => format!("it refuses: {code}"),
        _ => error.category().to_owned(),
    }
}

impl SharedLimiter for RedisLimiter {
    fn take<'a>(
        &'a self,
        portal: &'a str,
        burst: f64,
        rate: f64,
        within: Option<Duration>,
    ) -> BoxFuture<'a, Result<Option<Duration>, BoxError>> {
        Box::pin(async move {
            let within = within.map_or_else(String::new, |within| within.as_micros().to_string());
            let wait = self.run(TAKE, portal, &[burst.to_string(), rate.to_string(), within]).await?;
            Ok(u64::try_from(wait).ok().map(Duration::from_micros))
        })
    }

    fn exceeded<'a>(&'a self, portal: &'a str, burst: f64, rate: f64) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async move { self.run(FILL, portal, &[burst.to_string(), rate.to_string()]).await.map(drop) })
    }
}

impl fmt::Debug for RedisLimiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut f = f.debug_struct("RedisLimiter");
        f.field("address", &self.address()).field("sender", &self.sender).finish_non_exhaustive()
    }
}
