//! No answer, or one that is not of this API.

use std::fmt;

use crate::escape::Plain;

/// The step of a call that failed.
///
/// ```
/// use bitrix24::{Error, TransportKind};
///
/// fn is_offline(error: &Error) -> bool {
///     matches!(error, Error::Transport { kind: TransportKind::Connect, .. })
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportKind {
    /// The server was not reached: the call did not run.
    Connect,
    /// No answer in time: the call may have run.
    Timeout,
    /// The connection broke: the call may have run.
    Broken,
    /// The server's certificate has expired, or is not valid yet. Like all that follow, it is not tried again, and the
    /// call did not run.
    Expired,
    /// The server's certificate is for another host.
    WrongHost,
    /// Nobody who is trusted has issued the server's certificate.
    Untrusted,
    /// The server shows an authority's certificate as its own.
    Authority,
    /// The server's certificate is refused for another reason.
    Certificate,
    /// The server does not speak TLS at this port.
    NotTls,
    /// Server and client have no way of encryption in common, or the server wants to know the client.
    Tls,
    /// There is no host of this name.
    UnknownHost,
    /// The proxy wants to know who asks.
    ProxyAuth,
}

impl TransportKind {
    /// Returns true if another attempt would end in the same way.
    pub(crate) fn lasts(self) -> bool {
        !matches!(self, TransportKind::Connect | TransportKind::Timeout | TransportKind::Broken)
    }
}

impl fmt::Display for TransportKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            TransportKind::Connect => "the server could not be reached",
            TransportKind::Timeout => "no answer in time; the call may have run",
            TransportKind::Broken => "the connection broke; the call may have run",
            TransportKind::Expired => {
                "the server's certificate has expired or is not valid yet; renew it, or set this machine's clock"
            }
            TransportKind::WrongHost => {
                "the server's certificate is for another host; call the portal by the name in its certificate"
            }
            TransportKind::Untrusted => {
                "the server's certificate is not trusted; trust its authority with `ClientBuilder::trust` or SSL_CERT_FILE"
            }
            TransportKind::Authority => {
                "the server shows an authority's certificate as its own; give it one that the authority has issued"
            }
            TransportKind::Certificate => "the server's certificate is not accepted; renew it",
            TransportKind::NotTls => {
                "the server does not speak TLS there; check the port, or the server's configuration of https"
            }
            TransportKind::Tls => "no encryption could be agreed on with the server; check its configuration of TLS",
            TransportKind::UnknownHost => "there is no host of this name; check the address",
            TransportKind::ProxyAuth => {
                "the proxy asks for a name and a password; set them in its address, as http://NAME:PASSWORD@HOST:PORT"
            }
        })
    }
}

/// An answer that is not one of this API.
///
/// ```
/// use bitrix24::Error;
///
/// fn report(error: &Error) {
///     if let Error::Unexpected(answer) = error {
///         println!("status {}: {}", answer.status(), answer.start());
///     }
/// }
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Unexpected {
    pub(crate) method: String,
    pub(crate) status: u16,
    pub(crate) problem: Problem,
    pub(crate) start: String,
    /// The reason why a redirection was not followed, with its target; empty for all else.
    pub(crate) unfollowed: String,
}

/// The kind of an unexpected answer.
///
/// ```
/// use bitrix24::{Error, Problem};
///
/// fn is_html(error: &Error) -> bool {
///     matches!(error, Error::Unexpected(answer) if answer.problem() == Problem::Html)
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// There is no body.
    Empty,
    /// The body is HTML, as a server under load or a proxy sends it.
    Html,
    /// The body is neither JSON nor HTML.
    NotJson,
    /// The body is larger than [`max_answer`](crate::ClientBuilder::max_answer) allows, an error of more than 1 MiB, or a
    /// heap of values that take far more memory than text.
    TooLarge,
    /// The body nests deeper than 256 times, which no answer of this API does.
    TooDeep,
    /// The body is JSON, but has neither a result nor an error.
    NoResult,
    /// The server sends the caller elsewhere.
    Redirect,
}

impl Unexpected {
    /// The method that was called.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Returns the kind of the answer.
    pub fn problem(&self) -> Problem {
        self.problem
    }

    /// The start of the body, without secrets. Nothing prints it by itself: it is anybody's text.
    pub fn start(&self) -> &str {
        &self.start
    }
}

impl fmt::Debug for Unexpected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut f = f.debug_struct("Unexpected");
        f.field("method", &self.method).field("status", &self.status).field("problem", &self.problem);
        f.finish_non_exhaustive()
    }
}

impl fmt::Display for Unexpected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let problem = match self.problem {
            Problem::Empty => "an empty answer",
            Problem::Html => "HTML instead of JSON",
            Problem::NotJson => "an answer that is not JSON",
            Problem::TooLarge => "an answer that is larger than is read, see `ClientBuilder::max_answer`",
            Problem::TooDeep => "an answer that nests too deep",
            Problem::NoResult => "JSON without `result` and `error`",
            Problem::Redirect => "a redirection",
        };
        write!(f, "{}: {problem} (HTTP {})", Plain(&self.method), self.status)?;
        if self.unfollowed.is_empty() {
            return Ok(());
        }
        write!(f, " that is not followed: {}", Plain(&self.unfollowed))
    }
}
