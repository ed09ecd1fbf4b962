//! What a TLS error means to whoever has to mend it.

use rustls::{AlertDescription, CertificateError, Error, InvalidMessage};

use crate::failure::TlsProblem;

pub(crate) fn of(error: &Error) -> TlsProblem {
    match error {
        Error::InvalidCertificate(error) => of_certificate(error),
        Error::AlertReceived(alert) => of_alert(*alert),
        Error::InvalidMessage(InvalidMessage::InvalidContentType) => TlsProblem::NotTls,
        _ => TlsProblem::Other,
    }
}

fn of_certificate(error: &CertificateError) -> TlsProblem {
    match error {
        // A signature that does not fit is of another authority with the same name.
        CertificateError::UnknownIssuer | CertificateError::BadSignature => {
            TlsProblem::UnknownIssuer
        }
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => TlsProblem::Expired,
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            TlsProblem::NotYetValid
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            TlsProblem::OtherName
        }
        _ => TlsProblem::Other,
    }
}

/// These are about the client's certificate, or that there is none (RFC 8446, section 6.2).
fn of_alert(alert: AlertDescription) -> TlsProblem {
    match alert {
        AlertDescription::CertificateRequired => TlsProblem::ClientCertificateWanted,
        AlertDescription::NoCertificate
        | AlertDescription::BadCertificate
        | AlertDescription::UnsupportedCertificate
        | AlertDescription::CertificateRevoked
        | AlertDescription::CertificateExpired
        | AlertDescription::CertificateUnknown
        | AlertDescription::UnknownCA
        | AlertDescription::AccessDenied
        | AlertDescription::DecryptError => TlsProblem::BadClientCertificate,
        _ => TlsProblem::Other,
    }
}
