use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher as _, Hasher as _};
use std::thread;
use std::time::Duration;

use crate::answer::Answer;
use crate::client::Client;
use crate::deadline::Deadline;
use crate::failure::Failure;
use crate::request::Request;

/// When and how often a request is sent again.
///
/// Between two attempts it waits for a random time up to 200 ms, then up to twice that each time, at most 10 s
/// ("exponential backoff and full jitter", AWS Architecture Blog, 2015), so that clients which failed together do not
/// come back together. A server that says `Retry-After` is left alone at least that long. Where the deadline would
/// come first, there is no further attempt: the last answer or failure is given at once.
///
/// A request is sent again
///
/// * after a [retryable](Failure::is_retryable) failure, if it never left or is [repeatable](Request::repeatable), unless the
///   caller says that it is [final](Self::unless);
/// * after an answer with one of the statuses that the caller names; if it is not repeatable, not after 500, 502 and
///   504, which do not say that it was not done.
///
/// ```
/// use provider_credentials_http::Retries;
///
/// let twice = Retries::new(2).on(&[429, 502, 503, 504]);
/// ```
#[derive(Debug, Clone)]
pub struct Retries {
    most: u32,
    statuses: Vec<u16>,
    also: Option<fn(&Answer) -> bool>,
    never: Option<fn(&Failure) -> bool>,
    first: Duration,
    longest: Duration,
}

impl Retries {
    /// As many attempts as this after the first, and on no status yet.
    #[must_use]
    pub fn new(most: u32) -> Self {
        Self {
            most,
            statuses: Vec::new(),
            also: None,
            never: None,
            first: Duration::from_millis(200),
            longest: Duration::from_secs(10),
        }
    }

    /// Also after answers with these statuses. 429, 502, 503 and 504 pass by themselves. 500 does in stores that say
    /// so (AWS, Vault while it changes leaders), elsewhere it is a mistake that stays.
    #[must_use]
    pub fn on(mut self, statuses: &[u16]) -> Self {
        self.statuses.extend_from_slice(statuses);
        self
    }

    /// Also after answers of which that is true: a store that says in the body that it is asked too often. It must be
    /// sure that the request was not done.
    #[must_use]
    pub fn when(mut self, is_worth_another: fn(&Answer) -> bool) -> Self {
        self.also = Some(is_worth_another);
        self
    }

    /// Not after failures of which that is true: where a server may as well not be there, nobody waits for it twice.
    #[must_use]
    pub fn unless(mut self, is_final: fn(&Failure) -> bool) -> Self {
        self.never = Some(is_final);
        self
    }

    /// Other limits of the time between attempts: before the first of them, and at most.
    #[must_use]
    pub fn back_off(mut self, first: Duration, longest: Duration) -> Self {
        self.first = first;
        self.longest = longest;
        self
    }

    fn is_worth_another(&self, answer: &Answer, request: &Request<'_>) -> bool {
        let may_be_done = matches!(answer.status, 500 | 502 | 504);
        let is_named = self.statuses.contains(&answer.status);
        is_named && (request.is_repeatable() || !may_be_done)
            || self.also.is_some_and(|also| also(answer))
    }

    /// How long to wait after so many attempts.
    fn pause(&self, attempts: u32, wanted: Option<Duration>) -> Duration {
        let factor = 1_u32.checked_shl(attempts.saturating_sub(1)).unwrap_or(u32::MAX);
        let full = self.first.saturating_mul(factor).min(self.longest);
        // Of the seed that maps have against chosen keys: no secret depends on it.
        let random = u32::try_from(RandomState::new().build_hasher().finish() % 1024).unwrap_or(0);
        (full / 1024 * random).max(wanted.unwrap_or_default())
    }
}

impl Client {
    /// Sends a request, and again as [`Retries`] say, until the deadline. [`Answer::attempts`] and
    /// [`Failure::attempts`] tell how often.
    ///
    /// # Errors
    ///
    /// Why the last attempt got no answer.
    pub fn send_with_retries(
        &self,
        request: &Request<'_>,
        deadline: Deadline,
        retries: &Retries,
    ) -> Result<Answer, Failure> {
        let mut attempts = 0;
        loop {
            let outcome = self.send(request, deadline);
            attempts += 1;
            let pause = match &outcome {
                Ok(answer) if retries.is_worth_another(answer, request) => {
                    Some(retries.pause(attempts, answer.retry_after))
                }
                Err(failure)
                    if is_worth_another(failure, request)
                        && !retries.never.is_some_and(|is_final| is_final(failure)) =>
                {
                    Some(retries.pause(attempts, None))
                }
                _ => None,
            };
            match pause {
                Some(pause) if attempts <= retries.most && pause < deadline.left() => {
                    drop(outcome);
                    thread::sleep(pause);
                }
                _ => return told(outcome, attempts),
            }
        }
    }
}

fn is_worth_another(failure: &Failure, request: &Request<'_>) -> bool {
    failure.is_retryable() && (!failure.was_sent() || request.is_repeatable())
}

/// With the number of attempts. One that was refused before it began was none.
fn told(outcome: Result<Answer, Failure>, attempts: u32) -> Result<Answer, Failure> {
    match outcome {
        Ok(answer) => Ok(Answer { attempts, ..answer }),
        Err(failure) => {
            let refused = u32::from(failure.attempts() == 0);
            Err(failure.with_attempts(attempts - refused))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_are_random_up_to_a_limit_that_grows() {
        let retries = Retries::new(9).back_off(Duration::from_millis(100), Duration::from_secs(1));
        for (attempts, most) in [(1, 100), (2, 200), (3, 400), (4, 800), (5, 1000), (99, 1000)] {
            let all: Vec<u128> =
                (0..200).map(|_| retries.pause(attempts, None).as_millis()).collect();
            let (least, longest) = (all.iter().min().unwrap(), all.iter().max().unwrap());
            assert!(*longest <= most, "{attempts}: {longest}");
            // Full jitter: anything from nothing on.
            assert!(*least < most / 4 && *longest > most / 4 * 3, "{attempts}: {least}, {longest}");
        }
        let wanted = Duration::from_secs(5);
        assert_eq!(retries.pause(1, Some(wanted)), wanted);
        assert_eq!(retries.pause(1, Some(Duration::MAX)), Duration::MAX);
    }
}
