//! The tokens that are held: asked for once for all that need them, and replaced before they end.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use provider_credentials_core::SourceError;
use provider_credentials_http::Deadline;

use crate::chain::search;
use crate::challenge::Use;
use crate::ground::Ground;
use crate::token::Token;

#[derive(Default)]
pub(crate) struct Session {
    /// Held by the thread that asks for one.
    held: Mutex<Vec<Held>>,
}

struct Held {
    of: Use,
    token: Arc<Token>,
    /// `None` where the clock cannot say so.
    renews: Option<Instant>,
}

/// How long before its end another is asked for, unless it was issued for little more.
const EARLY: Duration = Duration::from_secs(300);
/// From this on, when half of it is over.
const LONG: Duration = Duration::from_secs(7200);
/// How long until that is tried again where it failed, and where what came had ended before.
const AGAIN: Duration = Duration::from_secs(30);

/// How long a token is used.
fn wait(token: &Token) -> Duration {
    let life = token.lifetime;
    if let Some(renewal) = token.renewal.filter(|renewal| *renewal < life) {
        return renewal.max(AGAIN);
    }
    if life >= LONG {
        return life / 2;
    }
    let wait = life.saturating_sub(EARLY.min(life / 3));
    if wait.is_zero() { AGAIN } else { wait }
}

impl Held {
    fn new(of: Use, token: Token) -> Self {
        let renews = Instant::now().checked_add(wait(&token));
        Self { of, token: Arc::new(token), renews }
    }

    fn renews_in(&self) -> Option<Duration> {
        Some(self.renews?.saturating_duration_since(Instant::now()))
    }

    fn is_due(&self) -> bool {
        self.renews_in().is_some_and(|left| left.is_zero())
    }

    /// The same for whoever has just tried: one that is still due could not be replaced, and is not asked for at once again.
    fn tried_in(&self) -> Option<Duration> {
        self.renews_in().map(|left| if left.is_zero() { AGAIN } else { left })
    }
}

impl Session {
    fn held(&self) -> MutexGuard<'_, Vec<Held>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One that is good as far as anybody knows.
    pub(crate) fn token(
        &self,
        ground: &Ground,
        of: &Use,
        deadline: Deadline,
    ) -> Result<Arc<Token>, SourceError> {
        let mut held = self.held();
        let known = held.iter_mut().find(|held| held.of == *of);
        match known {
            Some(known) if !known.is_due() => Ok(Arc::clone(&known.token)),
            Some(known) => match search(ground, of, deadline) {
                Ok(token) => {
                    *known = Held::new(of.clone(), token);
                    Ok(Arc::clone(&known.token))
                }
                // While it is good, nothing is lost.
                Err(_) if known.token.ends > SystemTime::now() => {
                    known.renews = Instant::now().checked_add(AGAIN);
                    Ok(Arc::clone(&known.token))
                }
                Err(error) => Err(error),
            },
            None => {
                let new = Held::new(of.clone(), search(ground, of, deadline)?);
                let token = Arc::clone(&new.token);
                held.push(new);
                Ok(token)
            }
        }
    }

    /// Another than the one that a vault refused; `None` if it is the same again, or out of reach.
    ///
    /// # Errors
    ///
    /// Why none is given any more.
    pub(crate) fn after(
        &self,
        refused: &Token,
        ground: &Ground,
        of: &Use,
        deadline: Deadline,
    ) -> Result<Option<Arc<Token>>, SourceError> {
        {
            let mut held = self.held();
            if let Some(known) = held.iter().find(|held| held.of == *of && !held.token.is(refused))
            {
                return Ok(Some(Arc::clone(&known.token)));
            }
            held.retain(|held| held.of != *of);
        }
        match self.token(ground, of, deadline) {
            Ok(token) => Ok(Some(token).filter(|token| !token.is(refused))),
            // The old one was refused, whoever is out of reach now.
            Err(error) if error.is_unreachable() => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Replaces those that are due; the time until one is due again.
    pub(crate) fn keep(&self, ground: &Ground) -> Option<Duration> {
        let due: Vec<Use> = {
            let held = self.held();
            held.iter().filter(|held| held.is_due()).map(|held| held.of.clone()).collect()
        };
        for of in due {
            // What failed is tried again later.
            let _ = self.token(ground, &of, ground.deadline());
        }
        self.held().iter().filter_map(Held::tried_in).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::challenge::Scope;
    use crate::cloud::CLOUDS;
    use crate::token::OF_ENTRA;

    #[test]
    fn what_could_not_be_replaced_is_not_asked_for_all_the_time() {
        let text = r#"{"access_token": "a", "expires_in": 3600}"#;
        let token = Token::of_json(text, &OF_ENTRA, SystemTime::now()).unwrap();
        let scope = Scope { resource: "r".to_owned(), tenant: "t".to_owned() };
        let mut held = Held::new(Use { scope, cloud: &CLOUDS[0] }, token);
        assert!(!held.is_due() && held.tried_in() > Some(AGAIN));
        held.renews = Some(Instant::now());
        assert!(held.is_due());
        assert_eq!(held.tried_in(), Some(AGAIN));
    }

    #[test]
    fn they_are_replaced_before_they_end() {
        let wait_of = wait;
        let wait = |text: &str| {
            let text = format!("{{\"access_token\": \"a\", {text}}}");
            wait_of(&Token::of_json(&text, &OF_ENTRA, SystemTime::now()).unwrap()).as_secs()
        };
        for (text, expected) in [
            ("\"expires_in\": 3600", 3300),
            ("\"expires_in\": 86400", 43200),
            ("\"expires_in\": 3600, \"refresh_in\": 1800", 1800),
            ("\"expires_in\": 3600, \"refresh_in\": 3600", 3300),
            ("\"expires_in\": 3600, \"refresh_in\": 0", 30),
            ("\"expires_in\": 60", 40),
            ("\"expires_in\": 3", 2),
            ("\"expires_in\": 0", 30),
        ] {
            assert_eq!(wait(text), expected, "{text}");
        }
    }
}
