//! What the project promises to cost at most.

use serde_json::{Value, json};

use crate::digits::digits;

/// Something that the project promises.
#[derive(Debug)]
pub struct Limit {
    /// What must hold.
    pub name: String,
    /// The bound.
    pub bound: f64,
    /// Whether it is an upper bound.
    pub at_most: bool,
    /// Whether it is wanted only, so that no run fails for it.
    pub is_aim: bool,
    /// `None` where it could not be measured.
    pub measured: Option<f64>,
}

impl Limit {
    /// At most this much.
    pub fn at_most(name: impl Into<String>, bound: f64, measured: Option<f64>) -> Self {
        Self { name: name.into(), bound, at_most: true, is_aim: false, measured }
    }

    /// At least this much.
    pub fn at_least(name: impl Into<String>, bound: f64, measured: Option<f64>) -> Self {
        Self { at_most: false, ..Self::at_most(name, bound, measured) }
    }

    /// The same, but wanted only.
    #[must_use]
    pub fn aim(self) -> Self {
        Self { is_aim: true, ..self }
    }

    fn holds(&self) -> Option<bool> {
        let value = self.measured?;
        Some(if self.at_most { value <= self.bound } else { value >= self.bound })
    }

    /// Whether it was measured, must hold, and does not.
    pub fn is_broken(&self) -> bool {
        !self.is_aim && self.holds() == Some(false)
    }

    /// The words for it.
    pub fn verdict(&self) -> &'static str {
        match self.holds() {
            None => "NOT MEASURED",
            Some(true) => "held",
            Some(false) if self.is_aim => "not reached",
            Some(false) => "NOT held",
        }
    }

    pub(crate) fn line(&self) -> String {
        let word = if self.at_most { "at most" } else { "at least" };
        let measured = self.measured.map_or_else(|| "–".to_owned(), digits);
        let Self { name, bound, .. } = self;
        format!("| {name} | {word} {} | {measured} | {} |", digits(*bound), self.verdict())
    }

    pub(crate) fn json(&self) -> Value {
        json!({
            "name": self.name,
            "bound": self.bound,
            "at_most": self.at_most,
            "measured": self.measured,
            "verdict": self.verdict(),
        })
    }
}

/// How many hold, in one line; aims are none.
pub(crate) fn summary(limits: &[Limit]) -> String {
    let limits: Vec<&Limit> = limits.iter().filter(|limit| !limit.is_aim).collect();
    let broken = limits.iter().filter(|limit| limit.is_broken()).count();
    let unknown = limits.iter().filter(|limit| limit.measured.is_none()).count();
    match (broken, unknown) {
        (0, 0) => "Every limit holds.".to_owned(),
        (0, unknown) => format!("{unknown} of {} limits NOT MEASURED.", limits.len()),
        (broken, 0) => format!("{broken} of {} limits NOT held.", limits.len()),
        (broken, unknown) => {
            format!("{broken} of {} limits NOT held, {unknown} NOT MEASURED.", limits.len())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Limit, summary};

    #[test]
    fn a_limit_holds_or_does_not() {
        let verdict = |measured| Limit::at_most("x", 2.0, measured).verdict();
        assert_eq!([Some(2.0), Some(2.1), None].map(verdict), ["held", "NOT held", "NOT MEASURED"]);
        let verdict = |measured| Limit::at_least("x", 2.0, measured).verdict();
        assert_eq!([Some(2.0), Some(1.9)].map(verdict), ["held", "NOT held"]);
    }

    #[test]
    fn a_run_fails_for_a_limit_but_not_for_an_aim() {
        let limit = |measured| Limit::at_most("x", 2.0, measured);
        assert_eq!(
            [Some(2.0), Some(2.1), None].map(|m| limit(m).is_broken()),
            [false, true, false]
        );
        assert!(!limit(Some(2.1)).aim().is_broken());
        assert_eq!(limit(Some(2.1)).aim().verdict(), "not reached");
    }

    #[test]
    fn what_does_not_hold_is_counted() {
        let limits =
            [Some(2.0), Some(2.1), None].map(|measured| Limit::at_most("x", 2.0, measured));
        assert_eq!(summary(&limits[..1]), "Every limit holds.");
        assert_eq!(summary(&limits[..2]), "1 of 2 limits NOT held.");
        assert_eq!(summary(&limits), "1 of 3 limits NOT held, 1 NOT MEASURED.");
        let [one, two, _] = limits;
        assert_eq!(summary(&[one, two.aim()]), "Every limit holds.");
    }
}
