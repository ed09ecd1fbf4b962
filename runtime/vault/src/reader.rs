//! Reads many secrets: each once, a few at a time, by one token.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::SystemTime;

use provider_credentials_core::{Needed, SourceError};
use provider_credentials_http::Deadline;
use zeroize::Zeroizing;

use crate::api::Call;
use crate::failures::{ANSWER_INVALID, PERMISSION_DENIED, TOKEN_INVALID};
use crate::lease::Lease;
use crate::leases::Leases;
use crate::login::{Origin, Values, why_refused};
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
}

impl From<&Lease> for Got {
    fn from(lease: &Lease) -> Self {
        let data = Zeroizing::new(lease.data.to_vec());
        Self { data, version: None, good_until: lease.good_until() }
    }
}

type Outcome = Result<Got, SourceError>;

impl Reader {
    pub(crate) fn new(settings: Settings, session: Session) -> Self {
        let (mounts, leases) = (Mounts::default(), Leases::default());
        Self { settings, session, mounts, leases }
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// One outcome for each.
    pub(crate) fn read_all(&self, all: &[Wanted], needed: &Needed) -> Vec<Outcome> {
        let call = Call::until(self.settings.deadline());
        let mut outcomes: Vec<Option<Outcome>> = Vec::with_capacity(all.len());
        outcomes.resize_with(all.len(), || None);
        if !all.is_empty() {
            self.read_missing(&call, all, needed, &mut outcomes);
        }
        outcomes.into_iter().map(|outcome| outcome.unwrap_or(Err(ANSWER_INVALID))).collect()
    }

    fn read_missing(
        &self,
        call: &Call<'_>,
        all: &[Wanted],
        needed: &Needed,
        outcomes: &mut [Option<Outcome>],
    ) {
        let values = Values { files: &self.settings.files, needed };
        let api = &self.settings.api;
        let token = match self.session.token(api, call, values) {
            Ok(token) => token,
            Err(error) => return fail(outcomes, error),
        };
        self.read_by(&token, call.deadline, all, outcomes);
        if !outcomes.iter().any(is_refused) {
            return;
        }
        let has_read = outcomes.iter().any(|outcome| matches!(outcome, Some(Ok(_))));
        let why = match token.origin {
            _ if has_read => PERMISSION_DENIED,
            // It may not even ask about itself.
            Origin::GivenUnseen => TOKEN_INVALID,
            Origin::Login | Origin::Given => why_refused(api, &call.by(&token.secret)),
        };
        if why.code() != TOKEN_INVALID.code() {
            return;
        }
        for outcome in outcomes.iter_mut().filter(|outcome| is_refused(outcome)) {
            *outcome = None;
        }
        match self.session.token_after(&token, api, call, values) {
            Ok(token) => self.read_by(&token, call.deadline, all, outcomes),
            Err(error) => fail(outcomes, error),
        }
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
        let next = AtomicUsize::new(0);
        let work = || {
            let mut done = Vec::new();
            while let Some((at, wanted)) = open.get(next.fetch_add(1, Ordering::Relaxed)) {
                done.push((*at, self.read_one(token, deadline, wanted)));
            }
            done
        };
        let others = open.len().min(self.settings.connections.get()).saturating_sub(1);
        let done = thread::scope(|scope| {
            let spawn = |_| thread::Builder::new().spawn_scoped(scope, work).ok();
            let threads: Vec<_> = (0..others).filter_map(spawn).collect();
            let mut done = work();
            for thread in threads {
                done.extend(thread.join().unwrap_or_default());
            }
            done
        });
        for (at, outcome) in done {
            if let Some(place) = outcomes.get_mut(at) {
                *place = Some(outcome);
            }
        }
    }

    fn read_one(&self, token: &Arc<Token>, deadline: Deadline, wanted: &Wanted) -> Outcome {
        let namespace = wanted.namespace.as_deref();
        let call = Call::until(deadline).by(&token.secret).within(namespace);
        let api = &self.settings.api;
        if let Some(lease) = self.leases.current(api, &call, wanted) {
            return Ok(Got::from(&*lease));
        }
        let content = read(api, &call, &self.mounts, wanted)?;
        let mut good_until = None;
        if let Some(lease) = Lease::of(wanted, &content, token) {
            good_until = lease.good_until();
            self.leases.add(Arc::new(lease));
        }
        let Content { data, version, .. } = content;
        Ok(Got { data, version, good_until })
    }

    /// Renews the token if that is due; the time until it is due again.
    pub(crate) fn keep(&self) -> Option<core::time::Duration> {
        self.session.keep(&self.settings.api, &Call::until(self.settings.deadline()))
    }

    /// Gives back what the server lent, and ends the token if this program began it.
    pub(crate) fn revoke(&self, deadline: Deadline) {
        let (api, call) = (&self.settings.api, Call::until(deadline));
        self.leases.revoke(api, &call);
        self.session.end(api, &call);
    }
}

fn fail(outcomes: &mut [Option<Outcome>], error: SourceError) {
    for outcome in outcomes {
        outcome.get_or_insert(Err(error));
    }
}

#[allow(clippy::ref_option, reason = "for iterators over them")]
fn is_refused(outcome: &Option<Outcome>) -> bool {
    matches!(outcome, Some(Err(error)) if error.code() == PERMISSION_DENIED.code())
}
