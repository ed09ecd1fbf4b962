use core::fmt;
use std::collections::HashMap;
use std::env;
use std::ffi::{OsStr, OsString};

use zeroize::Zeroize;

use crate::reason::Failure;
use crate::spec::{PathPart, SourceSpec, Spec};
use crate::warning::LoadWarning;

/// Where variables come from.
pub(crate) enum Variables {
    Process,
    Given(Vec<(OsString, Value)>),
}

/// A variable's value, wiped on drop.
pub(crate) struct Value(OsString);

impl Drop for Value {
    fn drop(&mut self) {
        core::mem::take(&mut self.0).into_encoded_bytes().zeroize();
    }
}

#[cfg(feature = "dotenv")]
impl From<String> for Value {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

/// The variables that one load may ask for, read once.
///
/// The C library offers no lookup but a scan of the whole block, so asking for each of a thousand
/// names would take a thousand scans.
pub(crate) struct Environment {
    wanted: Wanted,
    /// By the number of the name.
    variables: Vec<Option<Variable>>,
    fault: Option<Failure>,
}

struct Variable {
    value: Value,
    /// Where it came out of a file.
    warnings: Vec<LoadWarning>,
}

/// The names that may be asked for, numbered.
#[derive(Default)]
pub(crate) struct Wanted {
    numbers: HashMap<&'static str, usize>,
    /// More than any number.
    next: usize,
}

impl Environment {
    fn new(wanted: Wanted) -> Self {
        let mut variables = Vec::with_capacity(wanted.next);
        for _ in 0..wanted.next {
            variables.push(None);
        }
        Self { wanted, variables, fault: None }
    }

    fn variable(&self, name: &str) -> Option<&Variable> {
        self.variables.get(self.wanted.number(name)?)?.as_ref()
    }

    pub(crate) fn get(&self, name: &str) -> Option<&OsStr> {
        self.variable(name).map(|variable| variable.value.0.as_os_str())
    }

    /// As [`get`](Self::get); an empty variable counts as unset.
    pub(crate) fn get_non_empty(&self, name: &str) -> Option<&OsStr> {
        self.get(name).filter(|value| !value.is_empty())
    }

    /// What there is to say about where the value came from.
    pub(crate) fn warnings(&self, name: &str) -> &[LoadWarning] {
        self.variable(name).map_or(&[], |variable| &variable.warnings)
    }

    /// Why a variable that is not set may be missing for another reason than that.
    pub(crate) fn fault(&self) -> Option<Failure> {
        self.fault
    }

    /// Keeps a variable that may be asked for. Of several with one name the first counts, as it
    /// does for `getenv`.
    fn set(&mut self, name: Option<&str>, value: Value) {
        let number = name.and_then(|name| self.wanted.number(name));
        if let Some(slot @ None) = number.and_then(|number| self.variables.get_mut(number)) {
            *slot = Some(Variable { value, warnings: Vec::new() });
        }
    }
}

/// What a file adds.
#[cfg(feature = "dotenv")]
impl Environment {
    pub(super) fn wanted(&self) -> &Wanted {
        &self.wanted
    }

    pub(super) fn blame(&mut self, failure: Failure) {
        self.fault = Some(failure);
    }

    /// Adds variables, the first of those with one name; those that are there stay, and so does an
    /// `X` against an `X_FILE` and the other way round.
    pub(super) fn add(&mut self, found: Vec<(&'static str, Value)>, warnings: &[LoadWarning]) {
        let base = |name: &'static str| name.strip_suffix("_FILE").unwrap_or(name);
        let names = self.wanted.numbers.keys().copied();
        let set = names.filter(|name| self.get_non_empty(name).is_some());
        let taken: Vec<&str> = set.map(base).collect();
        for (name, value) in found.into_iter().filter(|(name, _)| !taken.contains(&base(name))) {
            let number = self.wanted.number(name);
            if let Some(slot @ None) = number.and_then(|number| self.variables.get_mut(number)) {
                *slot = Some(Variable { value, warnings: warnings.to_vec() });
            }
        }
    }
}

impl Wanted {
    /// The name itself, if it may be asked for.
    #[cfg(feature = "dotenv")]
    pub(super) fn name(&self, name: &str) -> Option<&'static str> {
        self.numbers.get_key_value(name).map(|(name, _)| *name)
    }

    fn number(&self, name: &str) -> Option<usize> {
        self.numbers.get(name).copied()
    }

    /// The names that mean the same as `name`. On Windows, case does not matter.
    fn named(&self, name: &OsStr) -> Vec<&'static str> {
        let mut named = Vec::new();
        if cfg!(windows) {
            for known in self.numbers.keys() {
                if name.eq_ignore_ascii_case(known) {
                    named.push(*known);
                }
            }
        } else if let Some(name) = name.to_str() {
            if let Some((known, _)) = self.numbers.get_key_value(name) {
                named.push(*known);
            }
        }
        named
    }

    /// A name that is there already gets another number.
    fn add(&mut self, name: &'static str) {
        self.numbers.insert(name, self.next);
        self.next += 1;
    }
}

impl Variables {
    pub(crate) fn given<K, V>(variables: impl IntoIterator<Item = (K, V)>) -> Self
    where
        K: Into<OsString>,
        V: Into<OsString>,
    {
        let values = variables.into_iter();
        Self::Given(values.map(|(name, value)| (name.into(), Value(value.into()))).collect())
    }

    /// One pass over all there are.
    pub(crate) fn snapshot(&self, wanted: Wanted) -> Environment {
        let mut environment = Environment::new(wanted);
        match self {
            _ if environment.wanted.numbers.is_empty() => {}
            Self::Process => read_process(&mut environment),
            Self::Given(variables) => {
                // Of those that a program gives, the last counts, as in a map.
                for (name, value) in variables.iter().rev() {
                    for name in &environment.wanted.named(name) {
                        environment.set(Some(name), Value(value.0.clone()));
                    }
                }
            }
        }
        environment
    }
}

/// Names do not show: who knows what a test put there.
impl fmt::Debug for Variables {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Process => f.write_str("Process"),
            Self::Given(values) => write!(f, "Given({} variables)", values.len()),
        }
    }
}

/// One pass over the process's variables. The iterator hands out copies; those we do not want are
/// wiped as they go by.
#[cfg(unix)]
fn read_process(environment: &mut Environment) {
    for (name, value) in env::vars_os() {
        environment.set(name.to_str(), Value(value));
    }
}

/// Windows compares names without regard to case, by rules of its own: ask it for each. So does
/// WebAssembly get asked, where there are no variables and listing them panics.
#[cfg(not(unix))]
fn read_process(environment: &mut Environment) {
    for name in environment.wanted.numbers.keys().copied().collect::<Vec<_>>() {
        if let Some(value) = env::var_os(name) {
            environment.set(Some(name), Value(value));
        }
    }
}

pub(crate) fn wanted(specs: &'static [Spec]) -> Wanted {
    // Two for each, as most are variables.
    let numbers = HashMap::with_capacity(specs.len() * 2);
    let mut wanted = Wanted { numbers, next: 0 };
    for spec in specs {
        for source in spec.sources {
            match source {
                SourceSpec::Env(env) => {
                    wanted.add(env.var);
                    wanted.add(env.file_var);
                }
                SourceSpec::Custom(_) => {}
                SourceSpec::File(file) => {
                    for part in file.path.parts {
                        match part {
                            PathPart::Text(_) => {}
                            PathPart::Home => wanted.add(HOME),
                            PathPart::Var { name, .. } => wanted.add(name),
                        }
                    }
                }
            }
        }
    }
    wanted
}

/// The variable that stands for the user's home directory.
pub(crate) const HOME: &str = if cfg!(windows) { "USERPROFILE" } else { "HOME" };

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_with_one_name_the_first_counts_unless_they_are_given() {
        let wanted = || {
            let mut wanted = Wanted::default();
            wanted.add("A");
            wanted.add("A");
            wanted
        };
        let mut environment = Environment::new(wanted());
        for value in ["first", "second"] {
            environment.set(Some("A"), Value(value.into()));
        }
        assert_eq!(environment.get("A"), Some("first".as_ref()));
        let given = Variables::given([("A", "first"), ("A", "second"), ("B", "other")]);
        assert_eq!(given.snapshot(wanted()).get("A"), Some("second".as_ref()));
    }
}
