//! What an error of HTTP means for the call.

use std::error::Error;
#[cfg(any(feature = "rustls", feature = "rustls-ring"))]
use std::io;

#[cfg(any(feature = "rustls", feature = "rustls-ring"))]
use rustls::{AlertDescription, CertificateError};

use super::body::Sent;
use crate::error::TransportKind;

/// Returns the step that failed. Without any of the body the server has no call, whatever went wrong.
pub(crate) fn kind(error: &reqwest::Error, sent: &Sent) -> TransportKind {
    if error.is_connect() || !sent.any() {
        lasting(error).unwrap_or(TransportKind::Connect)
    } else if error.is_timeout() {
        TransportKind::Timeout
    } else {
        TransportKind::Broken
    }
}

/// Returns the reason why no connection will be made later either.
fn lasting(error: &reqwest::Error) -> Option<TransportKind> {
    let causes = || std::iter::successors(error.source(), next);
    #[cfg(any(feature = "rustls", feature = "rustls-ring"))]
    if let Some(error) = causes().find_map(tls) {
        return of_tls(error);
    }
    let says = |words: &[&str]| {
        causes().any(|cause| {
            let text = cause.to_string().to_lowercase();
            words.iter().any(|word| text.contains(word))
        })
    };
    // None of these errors has a type that can be named here.
    if says(&["proxy authorization required"]) {
        return Some(TransportKind::ProxyAuth);
    }
    // The system's TLS has texts alone.
    if cfg!(not(any(feature = "rustls", feature = "rustls-ring"))) {
        if says(&["certificate", "self-signed"]) {
            return Some(TransportKind::Certificate);
        } else if says(&["wrong version number"]) {
            return Some(TransportKind::NotTls);
        }
    }
    let is_unknown = error.is_dns() && !says(&["temporar", "try again"]);
    (is_unknown || says(&["invalid dns name"])).then_some(TransportKind::UnknownHost)
}

/// Returns what is behind a cause.
fn next<'a>(cause: &&'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    let cause: &'a (dyn Error + 'static) = *cause;
    cause.source()
}

/// Returns the error of TLS that a cause is, or holds: errors of input and output do not name it as their source.
#[cfg(any(feature = "rustls", feature = "rustls-ring"))]
fn tls<'a>(cause: &'a (dyn Error + 'static)) -> Option<&'a rustls::Error> {
    let held = || cause.downcast_ref::<io::Error>()?.get_ref().and_then(|inner| tls(inner));
    cause.downcast_ref().or_else(held)
}

/// Returns the meaning of an error of TLS; `None` for one that may pass, such as that of a server that starts.
#[cfg(any(feature = "rustls", feature = "rustls-ring"))]
fn of_tls(error: &rustls::Error) -> Option<TransportKind> {
    match error {
        rustls::Error::InvalidCertificate(error) => Some(of_certificate(error)),
        // The server's bytes are not those of TLS at all.
        rustls::Error::InvalidMessage(_) => Some(TransportKind::NotTls),
        rustls::Error::PeerIncompatible(_) | rustls::Error::NoCertificatesPresented => Some(TransportKind::Tls),
        rustls::Error::AlertReceived(alert) => match alert {
            AlertDescription::UnrecognisedName => Some(TransportKind::WrongHost),
            AlertDescription::HandshakeFailure
            | AlertDescription::ProtocolVersion
            | AlertDescription::InsufficientSecurity
            | AlertDescription::CertificateRequired => Some(TransportKind::Tls),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(any(feature = "rustls", feature = "rustls-ring"))]
fn of_certificate(error: &CertificateError) -> TransportKind {
    match error {
        CertificateError::Expired
        | CertificateError::ExpiredContext { .. }
        | CertificateError::NotValidYet
        | CertificateError::NotValidYetContext { .. } => TransportKind::Expired,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => TransportKind::WrongHost,
        CertificateError::UnknownIssuer => TransportKind::Untrusted,
        // The verifier keeps this one to itself.
        other if other.to_string().contains("CaUsedAsEndEntity") => TransportKind::Authority,
        _ => TransportKind::Certificate,
    }
}
