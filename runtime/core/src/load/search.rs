use core::mem;

use super::judge::{Judge, needs_no_judge};
use super::outcome::Outcome;
use crate::contract::Unanswered;
use crate::report::{Failure, LoadError, LoadWarning, Place, Reason, Skipped};
use crate::source::{Answer, Found, ONLY_SIGNS};
use crate::spec::{Encoding, PartSpec, SourceSpec, Spec};

/// A part of a credential on its path from one source to the next.
pub(crate) struct Search {
    pub(crate) spec: &'static Spec,
    pub(crate) part: &'static PartSpec,
    pub(crate) outcome: Outcome,
    /// Whether its value is no secret.
    pub(super) is_public: bool,
    /// Whether it may be a key that signs where it is.
    may_sign: bool,
    /// Where it was found.
    place: Place,
    /// How many of its sources have answered.
    asked: usize,
}

impl Search {
    pub(super) fn new(
        spec: &'static Spec,
        part: &'static PartSpec,
        is_public: bool,
        may_sign: bool,
        outcome: Outcome,
    ) -> Self {
        Self { spec, part, outcome, is_public, may_sign, place: Place::Given, asked: 0 }
    }

    /// The source to ask next and its number, while one has to be asked.
    pub(super) fn next_source(&self) -> Option<(&'static SourceSpec, usize)> {
        match self.outcome {
            Outcome::Open(_) => Some((self.part.sources.get(self.asked)?, self.asked)),
            Outcome::Found(_) | Outcome::Broken(_) | Outcome::Exhausted(_) => None,
        }
    }

    /// Takes what that source said.
    pub(super) fn take(&mut self, answer: Answer, judge: &Judge) {
        let encoding = self.part.sources.get(self.asked).and_then(SourceSpec::encoding);
        self.asked += 1;
        match answer {
            Answer::Found(found, place)
                if found.signer.is_none()
                    && encoding.is_none()
                    && needs_no_judge(self.spec, place, &found) =>
            {
                self.keep(found, place);
            }
            Answer::Found(found, place) => self.look(found, place, encoding, judge),
            Answer::Broken(failure) => self.outcome = self.broken(failure),
            Answer::Absent(failure) => {
                if let Outcome::Open(failures) = &mut self.outcome {
                    failures.push(failure);
                }
            }
        }
    }

    /// Takes what is not plain, if it may be the secret.
    #[inline(never)]
    fn look(&mut self, mut found: Found, place: Place, encoding: Option<Encoding>, judge: &Judge) {
        let judged = if found.signer.is_none() {
            let judged =
                judge.judge(self.is_public, self.spec, self.part, encoding, place, &mut found);
            judged.map_err(Reason::Value)
        } else if self.may_sign && encoding.is_none() {
            Ok(())
        } else {
            Err(Reason::Source(Unanswered::Error(ONLY_SIGNS)))
        };
        match judged {
            Ok(()) => self.keep(found, place),
            Err(reason) => self.outcome = self.broken(Failure { place, reason }),
        }
    }

    fn keep(&mut self, mut found: Found, place: Place) {
        self.place = place;
        warn_of_skipped(&self.outcome, &mut found);
        self.outcome = Outcome::Found(found);
    }

    /// Whether a source that is not at hand has its part in how this ends: all have if nothing is found.
    pub(super) fn has_to_be_asked(&self) -> bool {
        let mut asked = match self.outcome {
            Outcome::Open(_) => usize::MAX,
            Outcome::Found(_) | Outcome::Broken(_) | Outcome::Exhausted(_) => self.asked,
        };
        for source in self.part.sources {
            if asked == 0 {
                break;
            }
            asked -= 1;
            if matches!(source.place(), SourceSpec::Remote(_)) {
                return true;
            }
        }
        false
    }

    /// The end of the search, which hides none that was passed over for another reason than its absence.
    fn broken(&mut self, failure: Failure) -> Outcome {
        match &mut self.outcome {
            Outcome::Open(failures)
                if failures.iter().any(|before| Skipped::of(*before).is_some()) =>
            {
                failures.push(failure);
                Outcome::Exhausted(mem::take(failures))
            }
            _ => Outcome::Broken(failure),
        }
    }

    /// What was found and where, or why there is nothing.
    #[inline]
    pub(crate) fn into_result(self) -> Result<(Found, Place), LoadError> {
        match self.outcome {
            Outcome::Found(found) => Ok((found, self.place)),
            Outcome::Broken(failure) => Err(LoadError::new(self.spec, self.part, failure)),
            Outcome::Open(failures) | Outcome::Exhausted(failures) => {
                Err(LoadError::absent(self.spec, self.part, failures))
            }
        }
    }
}

/// What was found says what it stands in for.
fn warn_of_skipped(outcome: &Outcome, found: &mut Found) {
    let Outcome::Open(failures) = outcome else { return };
    for failure in failures {
        if let Some(skipped) = Skipped::of(*failure) {
            found.origin.warn(LoadWarning::skipped(skipped));
        }
    }
}
