#![allow(
    clippy::format_collect,
    clippy::format_push_string,
    reason = "test documents are clearer as templates"
)]

mod differential;
mod masking;
mod scalars;
mod structure;

use secrecy::ExposeSecret as _;

use super::extract;
use crate::format::paths_asked::Segments;
use crate::report::ValueReason;

/// The text at one path.
fn get(yaml: &str, path: Segments) -> Result<String, ValueReason> {
    let answers = extract(yaml, &[path]);
    let answer = answers.unwrap_or_else(|error| panic!("{yaml:?}: {error:?}"));
    let [answer] = <[_; 1]>::try_from(answer).unwrap();
    answer.map(|secret| secret.expose_secret().to_owned())
}

fn ok(yaml: &str, path: Segments) -> String {
    get(yaml, path).unwrap_or_else(|error| panic!("{yaml:?}: {error:?}"))
}

fn place(yaml: &str) -> (u32, u32) {
    let error = extract(yaml, &[&["a"], &["k"]]).unwrap_err();
    match error {
        ValueReason::YamlSyntax(at) | ValueReason::YamlDocument(at) => (at.line, at.column),
        other => panic!("{other:?}"),
    }
}

/// Marsaglia's xorshift: random enough, and the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).unwrap()
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}
