//! Reads many secrets: each once, a few at a time, by one token.

use std::sync::{Arc, PoisonError};
use std::time::SystemTime;

use provider_credentials_core::{Needed, SourceError};
use provider_credentials_http::{Deadline, each};
use zeroize::Zeroizing;

use crate::api::Call;
use crate::failures::{ANSWER_INVALID, PERMISSION_DENIED, TOKEN_INVALID, TOKEN_OF_NO_USE};
use crate::lease::{Lease, Verdict};
use crate::leases::Leases;
use crate::login::{Origin, why_refused};
use crate::mounts::Mounts;
use crate::read::{Content, read};
use crate::session::{Session, Token};
use crate::settings::Settings;
use crate::wanted::Wanted;

/// A server, and what is known of it.
pub(crate) struct Reader {
    settings: Settings,
    session: Session,
    mounts: Mounts,
    leases: Leases,
}

/// A secret, as it is now.
pub(crate) struct Got {
    pub(crate) data: Zeroizing<Vec<u8>>,
    pub(crate) version: Option<String>,
    pub(crate) good_until: Option<SystemTime>,
    origin: GotFrom,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum GotFrom {
    Server,
    /// Held here, and good as far as is known.
    Lease,
    /// The same, and the server refuses to say more.
    LeaseUnseen,
}

impl Got {
    fn held(lease: &Lease, origin: GotFrom) -> Self {
        let data = Zeroizing::new(lease.data.to_vec());
        Self { data, version: None, good_until: lease.good_until(), origin }
    }
}

type Outcome = Result<Got, SourceError>;

impl Reader {
    pub(crate) fn new(settings: Settings, session: Session) -> Self {
        let (mounts, leases) = (Mounts::default(), Leases::default());
        Self { settings, session, mounts, leases }
    }

    pub(crate) fn session(&self) -> &Session {
        &self.session
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// One outcome for each.
    pub(crate) fn read_all(&self, all: &[Wanted], needed: &Needed) -> Vec<Outcome> {
        let call = Call::until(self.settings.deadline_of(needed));
        let mut outcomes: Vec<Option<Outcome>> = Vec::with_capacity(all.len());
        outcomes.resize_with(all.len(), || None);
        if !all.is_empty() {
            self.read(&call, all, needed, &mut outcomes);
        }
        outcomes.into_iter().map(|outcome| outcome.unwrap_or(Err(ANSWER_INVALID))).collect()
    }

    fn read(
        &self,
        call: &Call<'_>,
        all: &[Wanted],
        needed: &Needed,
        outcomes: &mut [Option<Outcome>],
    ) {
        let api = &self.settings.api;
        let token = match self.session.token(api, call, needed) {
            Ok(token) => token,
            Err(error) => return self.fail(all, outcomes, error),
        };
        self.read_by(&token, call.deadline, all, outcomes);
        if !is_refused(outcomes) {
            self.session.note_login(false);
            return;
        }
        let is_unseen = token.origin == Origin::GivenUnseen;
        let why = if is_unseen {
            // It may not even ask about itself.
            TOKEN_OF_NO_USE
        } else {
            why_refused(api, &call.by(&token.secret))
        };
        if why.code() != TOKEN_INVALID.code() {
            return;
        }
        let next = match self.session.token_after(&token, api, call, needed) {
            None => return,
            Some(Err(error)) if is_unseen && error.code() == why.code() => Err(why),
            Some(next) => next,
        };
        self.leases.forget_of(&token);
        for outcome in outcomes.iter_mut().filter(|outcome| is_doubtful(outcome)) {
            *outcome = None;
        }
        match next {
            Ok(token) => {
                self.read_by(&token, call.deadline, all, outcomes);
                self.session.note_login(is_refused(outcomes));
            }
            Err(error) => self.fail(all, outcomes, error),
        }
    }

    /// What is held goes on while the server is out of reach.
    fn fail(&self, all: &[Wanted], outcomes: &mut [Option<Outcome>], error: SourceError) {
        for (wanted, outcome) in all.iter().zip(outcomes) {
            if outcome.is_none() {
                *outcome = Some(self.held_for(wanted, error).ok_or(error));
            }
        }
    }

    fn held_for(&self, wanted: &Wanted, error: SourceError) -> Option<Got> {
        let lease = self.leases.newest(wanted).filter(|_| error.is_unreachable())?;
        (!lease.left().is_zero()).then(|| Got::held(&lease, GotFrom::Lease))
    }

    /// Reads those that have no outcome.
    fn read_by(
        &self,
        token: &Arc<Token>,
        deadline: Deadline,
        all: &[Wanted],
        outcomes: &mut [Option<Outcome>],
    ) {
        let mut open = Vec::new();
        for ((at, wanted), outcome) in all.iter().enumerate().zip(outcomes.iter()) {
            if outcome.is_none() {
                open.push((at, wanted));
            }
        }
        let read = |(at, wanted): &(usize, &Wanted)| (*at, self.read_one(token, deadline, wanted));
        for (at, outcome) in each(&open, self.settings.connections, read) {
            if let Some(place) = outcomes.get_mut(at) {
                *place = Some(outcome);
            }
        }
    }

    fn read_one(&self, token: &Arc<Token>, deadline: Deadline, wanted: &Wanted) -> Outcome {
        let turn = self.leases.turn(wanted);
        let _turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
        let namespace = wanted.namespace.as_deref();
        let call = Call::until(deadline).by(&token.secret).within(namespace);
        let api = &self.settings.api;
        let lease = self.leases.newest(wanted);
        let verdict = lease.as_ref().map(|lease| (lease, lease.verdict(api, &call, token)));
        match verdict {
            Some((lease, Verdict::Use)) => return Ok(Got::held(lease, GotFrom::Lease)),
            Some((lease, Verdict::UseUnseen)) => return Ok(Got::held(lease, GotFrom::LeaseUnseen)),
            Some((_, Verdict::Replace | Verdict::Gone)) | None => {}
        }
        let content = match read(api, &call, &self.mounts, wanted) {
            Ok(content) => content,
            Err(error) => match verdict {
                Some((_, Verdict::Replace)) => return self.held_for(wanted, error).ok_or(error),
                _ => return Err(error),
            },
        };
        let mut good_until = None;
        if let Some(lease) = Lease::of(wanted, &content, token) {
            good_until = lease.good_until();
            self.leases.add(Arc::new(lease));
        }
        let Content { data, version, .. } = content;
        Ok(Got { data, version, good_until, origin: GotFrom::Server })
    }

    /// Renews the token if that is due; the time until it is due again.
    pub(crate) fn keep(&self) -> Option<core::time::Duration> {
        self.session.keep(&self.settings.api, &Call::until(self.settings.deadline()))
    }

    /// Gives back what the server lent, and ends the tokens that this program began.
    pub(crate) fn revoke(&self, deadline: Deadline) -> Result<(), SourceError> {
        let (api, call) = (&self.settings.api, Call::until(deadline));
        let revoked = self.leases.revoke(api, &call);
        self.session.end(api, &call).and(revoked)
    }
}

/// Whether the server gave nothing, and the token may be the reason.
fn is_refused(outcomes: &[Option<Outcome>]) -> bool {
    let has_read = outcomes.iter().any(|outcome| is_from(outcome, GotFrom::Server));
    !has_read && outcomes.iter().any(is_doubtful)
}

/// Whether the token may be the reason.
#[allow(clippy::ref_option, reason = "for iterators over them")]
fn is_doubtful(outcome: &Option<Outcome>) -> bool {
    match outcome {
        Some(Err(error)) => error.code() == PERMISSION_DENIED.code(),
        _ => is_from(outcome, GotFrom::LeaseUnseen),
    }
}

#[allow(clippy::ref_option, reason = "for iterators over them")]
fn is_from(outcome: &Option<Outcome>, origin: GotFrom) -> bool {
    matches!(outcome, Some(Ok(got)) if got.origin == origin)
}
