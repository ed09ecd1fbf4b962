//! Where problems are collected.

use std::mem;

use super::problem::{Problem, Severity};
use super::sort::sort;
use crate::code::Code;
use crate::span::Span;

/// Nobody reads more: what is kept of hostile text, which could have a million.
const MAX_KEPT: usize = 1000;

/// What was found and is not kept.
#[derive(Default)]
pub(crate) struct Forgotten {
    /// The places of secrets, which are not shown either.
    pub(super) masks: Vec<Span>,
    pub(super) errors: usize,
    /// Errors and warnings.
    pub(super) all: usize,
}

/// Collects problems. Its only exit is `finish`, so that none is lost.
#[must_use]
pub(crate) struct Problems {
    pub(super) found: Vec<Problem>,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    /// The places of secrets beyond the limit, which are not shown either.
    pub(super) masks: Vec<Span>,
}

impl Problems {
    pub(crate) fn new() -> Self {
        Problems { found: Vec::new(), errors: 0, warnings: 0, masks: Vec::new() }
    }

    pub(crate) fn push(&mut self, problem: Problem) {
        match problem.severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
        }
        self.found.push(problem);
        self.forget();
    }

    /// Takes errors back that a larger one explains, which is pushed next.
    pub(crate) fn retract(&mut self, code: Code, within: Span) {
        for problem in mem::take(&mut self.found) {
            let is_inside =
                problem.span.is_some_and(|at| within.start <= at.start && at.end <= within.end);
            if problem.code == code && is_inside {
                self.masks.extend(problem.masked);
                self.errors = self.errors.saturating_sub(1);
            } else {
                self.found.push(problem);
            }
        }
    }

    pub(crate) fn append(&mut self, mut other: Problems) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.found.append(&mut other.found);
        self.masks.append(&mut other.masks);
        self.forget();
    }

    /// Keeps the first ones, now and then. Secrets are masked wherever they are.
    fn forget(&mut self) {
        if self.found.len() >= 2 * MAX_KEPT {
            sort(&mut self.found, true);
            for forgotten in self.found.split_off(MAX_KEPT) {
                if let Some(masked) = forgotten.masked {
                    self.masks.push(masked);
                }
            }
        }
    }
}
