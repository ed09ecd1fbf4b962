//! What an error of reading or writing means. Its text is dropped: it may have what the server sent.

use core::error::Error;
use std::io::{self, ErrorKind};

use rustls::AlertDescription;

use crate::failure::{Kind, TlsProblem};
use crate::tls_problem;

/// Of a connection that was there.
pub(crate) fn broken(error: &io::Error) -> Kind {
    of(error, Kind::BrokeOff)
}

/// Of one that was not there yet.
pub(crate) fn unconnected(error: &io::Error) -> Kind {
    of(error, Kind::Unreachable)
}

/// Of the handshake. A server that had agreed on a cipher when it failed misses the client's certificate: in TLS 1.2,
/// OpenSSL has no other alert for that.
pub(crate) fn unsecured(error: &io::Error, has_agreed: bool) -> Kind {
    match tls_error(error) {
        Some(rustls::Error::AlertReceived(AlertDescription::HandshakeFailure)) if has_agreed => {
            Kind::Tls(TlsProblem::BadClientCertificate)
        }
        _ => broken(error),
    }
}

fn of(error: &io::Error, otherwise: Kind) -> Kind {
    if let Some(error) = tls_error(error) {
        return Kind::Tls(tls_problem::of(error));
    }
    match error.kind() {
        ErrorKind::TimedOut | ErrorKind::WouldBlock => Kind::TimedOut,
        _ => otherwise,
    }
}

/// Within TLS to a proxy there is another TLS, whose error wraps that of the outer one.
fn tls_error(error: &io::Error) -> Option<&rustls::Error> {
    let inner: &(dyn Error + 'static) = error.get_ref()?;
    match inner.downcast_ref::<io::Error>() {
        Some(error) => tls_error(error),
        None => inner.downcast_ref(),
    }
}
