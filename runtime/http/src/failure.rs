use core::fmt;

/// Why a request got no answer: a kind and numbers, never text of a server or the system.
///
/// ```
/// use provider_credentials_http::{Kind, Url};
///
/// let failure = Url::parse("ftp://vault.example").unwrap_err();
/// assert_eq!(failure.kind(), Kind::InvalidUrl);
/// assert!(!failure.is_retryable());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Failure {
    kind: Kind,
    status: Option<u16>,
    attempts: u32,
    was_sent: bool,
}

/// What kind of failure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// Not an http or https URL, or one with a user name, a fragment or a character that URLs do not have.
    InvalidUrl,
    /// Plain http to another machine.
    InsecureUrl,
    /// A method, header or proxy that HTTP cannot carry, or that the client sets by itself.
    InvalidRequest,
    /// The host has no address.
    NotResolved,
    /// No connection: refused, or no route.
    Unreachable,
    /// No connection or no whole answer in time.
    TimedOut,
    /// The connection ended before the answer did.
    BrokeOff,
    /// No trusted TLS connection.
    Tls(TlsProblem),
    /// The proxy did not connect to the server.
    ProxyRefused,
    /// A proxy of a kind that is not built in, such as SOCKS, or whose URL is invalid.
    ProxyUnsupported,
    /// The server redirects to where the request does not follow.
    Redirected,
    /// Not an answer of HTTP/1, or one with a head of more than 16 KiB.
    AnswerInvalid,
    /// The body is larger than the limit.
    AnswerTooLarge,
    /// All connections of the client were in use until the deadline.
    TooManyConnections,
}

/// What prevented a trusted TLS connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TlsProblem {
    /// No trusted authority signed the server's certificate.
    UnknownIssuer,
    /// The server's certificate has expired.
    Expired,
    /// The server's certificate is not valid yet: often the clock of this machine is wrong.
    NotYetValid,
    /// The server's certificate is for another name.
    OtherName,
    /// The server asks for a client certificate, and there is none.
    ClientCertificateWanted,
    /// The server does not accept the client certificate.
    BadClientCertificate,
    /// The server does not speak TLS on this port.
    NotTls,
    /// Anything else: no common version or cipher, or a certificate that is malformed or revoked.
    Other,
}

impl Failure {
    /// The kind.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The HTTP status, if the server or the proxy sent one before it failed.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// How many times the request was attempted; 0 if it was refused before.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The same where there was more than one.
    #[must_use]
    pub fn repeated(&self) -> Option<u16> {
        let attempts = u16::try_from(self.attempts).unwrap_or(u16::MAX);
        (attempts > 1).then_some(attempts)
    }

    /// Whether the request, or a part of it, may have reached the server.
    #[must_use]
    pub fn was_sent(&self) -> bool {
        self.was_sent
    }

    /// Whether a later attempt may succeed without anybody changing anything. Whether the same request may be sent
    /// again is another question: see [`was_sent`](Self::was_sent).
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self.kind {
            Kind::NotResolved
            | Kind::Unreachable
            | Kind::TimedOut
            | Kind::BrokeOff
            | Kind::TooManyConnections => true,
            Kind::ProxyRefused => matches!(self.status, None | Some(429 | 500..)),
            _ => false,
        }
    }

    pub(crate) fn with_kind(self, kind: Kind) -> Self {
        Self { kind, ..self }
    }

    pub(crate) fn with_status(self, status: u16) -> Self {
        Self { status: Some(status), ..self }
    }

    pub(crate) fn with_attempts(self, attempts: u32) -> Self {
        Self { attempts, ..self }
    }

    pub(crate) fn sent(self) -> Self {
        Self { was_sent: true, ..self }
    }
}

impl From<Kind> for Failure {
    fn from(kind: Kind) -> Self {
        Self { kind, status: None, attempts: 0, was_sent: false }
    }
}

/// In static words.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            Kind::InvalidUrl => "the URL is invalid",
            Kind::InsecureUrl => "the URL is plain http to another machine",
            Kind::InvalidRequest => "the request has a method or header that cannot be sent",
            Kind::NotResolved => "the host name has no address",
            Kind::Unreachable => "the server cannot be reached",
            Kind::TimedOut => "the server did not answer in time",
            Kind::BrokeOff => "the connection ended before the answer did",
            Kind::Tls(problem) => match problem {
                TlsProblem::UnknownIssuer => "no trusted authority signed the server's certificate",
                TlsProblem::Expired => "the server's certificate has expired",
                TlsProblem::NotYetValid => "the server's certificate is not valid yet",
                TlsProblem::OtherName => "the server's certificate is for another name",
                TlsProblem::ClientCertificateWanted => "the server asks for a client certificate",
                TlsProblem::BadClientCertificate => "the server refuses the client certificate",
                TlsProblem::NotTls => "the server does not speak TLS on this port",
                TlsProblem::Other => "no TLS connection to the server",
            },
            Kind::ProxyRefused => "the proxy does not connect to the server",
            Kind::ProxyUnsupported => "the proxy is neither an http nor an https one",
            Kind::Redirected => "the server redirects elsewhere",
            Kind::AnswerInvalid => "the answer is invalid",
            Kind::AnswerTooLarge => "the answer is too large",
            Kind::TooManyConnections => "all connections were in use",
        })
    }
}

impl core::error::Error for Failure {}
