use core::{fmt, str};
use std::time::{Duration, SystemTime};

use zeroize::Zeroizing;

use crate::date;
use crate::failure::{Failure, Kind};

/// What a server said. Its body is wiped when it goes.
///
/// ```
/// # use provider_credentials_http::{Answer, Failure};
/// fn read(answer: &Answer) -> Result<Option<&str>, Failure> {
///     match answer.status() {
///         200 => Ok(Some(answer.text()?)),
///         _ => Ok(None),
///     }
/// }
/// ```
pub struct Answer {
    pub(crate) status: u16,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) headers: Vec<(String, Zeroizing<String>)>,
    pub(crate) body: Zeroizing<Vec<u8>>,
    pub(crate) attempts: u32,
}

impl Answer {
    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The value of a header that [`Request::keep`](crate::Request::keep) named, the first if there are several.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut all = self.headers.iter();
        all.find(|(kept, _)| kept.eq_ignore_ascii_case(name)).map(|(_, value)| &***value)
    }

    /// The server's clock (`Date`), if [`Request::keep`](crate::Request::keep) named that header.
    #[must_use]
    pub fn date(&self) -> Option<SystemTime> {
        date::parsed(self.header("Date")?)
    }

    /// How long the server wants to be left alone (`Retry-After`, as seconds or as a date).
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The body as text.
    ///
    /// # Errors
    ///
    /// [`Kind::AnswerInvalid`] if it is not UTF-8.
    pub fn text(&self) -> Result<&str, Failure> {
        str::from_utf8(&self.body).map_err(|_| {
            Failure::from(Kind::AnswerInvalid)
                .with_status(self.status)
                .with_attempts(self.attempts)
                .sent()
        })
    }

    /// How many times the request was attempted until this answer came.
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
}

/// The status alone.
impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer").field("status", &self.status).finish_non_exhaustive()
    }
}
