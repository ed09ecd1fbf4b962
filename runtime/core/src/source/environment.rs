use core::fmt;
use std::env;
use std::ffi::{OsStr, OsString};

use super::wanted::WantedNames;
use crate::contract::{SecretFiles, Surroundings};
use crate::file::FileRules;
use crate::report::{DotenvNote, EnvReason, Failure, LoadWarning, Place, Reason};
use crate::secret::WipedOsString;

/// Where variables come from.
pub(crate) enum Variables {
    Process,
    Given(Vec<(OsString, WipedOsString)>),
}

/// The variables that one load may ask for, read once.
///
/// The C library offers no lookup but a scan of the whole block, so asking for each of a thousand
/// names would take a thousand scans.
pub(crate) struct Environment {
    wanted: WantedNames,
    /// By the index of the name.
    variables: Vec<Option<Variable>>,
    /// Why single variables of a `.env` file cannot be used.
    unusable: Vec<(&'static str, Failure)>,
    /// Why the file cannot be used, or a part of it.
    dotenv_failure: Option<Failure>,
    dotenv_note: DotenvNote,
}

struct Variable {
    value: WipedOsString,
    /// About the file that it came from.
    warnings: Vec<LoadWarning>,
}

impl Environment {
    fn new(wanted: WantedNames) -> Self {
        let mut variables = Vec::with_capacity(wanted.next);
        for _ in 0..wanted.next {
            variables.push(None);
        }
        Self {
            wanted,
            variables,
            unusable: Vec::new(),
            dotenv_failure: None,
            dotenv_note: DotenvNote::NotAsked,
        }
    }

    fn variable(&self, name: &str) -> Option<&Variable> {
        self.variables.get(self.wanted.index(name)?)?.as_ref()
    }

    pub(crate) fn get(&self, name: &str) -> Option<&OsStr> {
        self.variable(name).map(|variable| variable.value.as_os_str())
    }

    /// As [`get`](Self::get); an empty variable counts as unset.
    pub(crate) fn get_non_empty(&self, name: &str) -> Option<&OsStr> {
        self.get(name).filter(|value| !value.is_empty())
    }

    /// The warnings about the file that the value came from.
    pub(crate) fn warnings(&self, name: &str) -> &[LoadWarning] {
        self.variable(name).map_or(&[], |variable| &variable.warnings)
    }

    /// Why a variable is not there although a `.env` file may have it.
    pub(crate) fn failure_of(&self, name: &str) -> Option<Failure> {
        if self.get(name).is_some() {
            return None;
        }
        self.unusable(name).or(self.dotenv_failure)
    }

    /// Why the `.env` file's value of a variable cannot be used.
    pub(crate) fn unusable(&self, name: &str) -> Option<Failure> {
        self.unusable.iter().find(|(other, _)| *other == name).map(|(_, failure)| *failure)
    }

    /// The failure of something that needs variables: the file's, if it is to blame.
    pub(crate) fn failure(&self, place: Place, reason: EnvReason) -> Failure {
        let blamed = match reason {
            EnvReason::PathVariableNotSet { name } => self.failure_of(name),
            _ => None,
        };
        blamed.unwrap_or(Failure { place, reason: Reason::Env(reason) })
    }

    /// What there is to say of the `.env` file where a variable is not set.
    pub(crate) fn dotenv_note(&self) -> DotenvNote {
        self.dotenv_note
    }

    /// Keeps a variable that may be asked for. If a name is there twice, the first counts, as for
    /// `getenv`.
    fn set(&mut self, name: Option<&str>, value: WipedOsString) {
        let index = name.and_then(|name| self.wanted.index(name));
        if let Some(slot @ None) = index.and_then(|index| self.variables.get_mut(index)) {
            *slot = Some(Variable { value, warnings: Vec::new() });
        }
    }
}

impl Environment {
    /// A copy of these variables, and of the rules for files, for something to be opened with.
    pub(crate) fn surroundings(&self, names: &[&'static str], rules: &FileRules) -> Surroundings {
        let mut variables = Vec::with_capacity(names.len());
        for name in names {
            if let Some(value) = self.get(name) {
                variables.push((*name, WipedOsString::concat(&[value])));
            }
        }
        Surroundings::new(variables, SecretFiles::by(rules))
    }
}

/// What a file adds.
#[cfg(feature = "dotenv")]
impl Environment {
    pub(super) fn wanted(&self) -> &WantedNames {
        &self.wanted
    }

    pub(super) fn note_dotenv(&mut self, note: DotenvNote) {
        self.dotenv_note = note;
    }

    pub(super) fn fail_dotenv(&mut self, failure: Failure) {
        self.dotenv_failure = Some(failure);
    }

    /// Adds variables, of which no two have one name. The process environment takes precedence, also an
    /// `X` there over an `X_FILE` in the file, and the other way round.
    pub(super) fn add(&mut self, found: Vec<FromFile>, warnings: &[LoadWarning]) {
        let base = |name: &'static str| name.strip_suffix("_FILE").unwrap_or(name);
        let names = self.wanted.indices.names();
        let set = names.filter(|name| self.get_non_empty(name).is_some());
        let taken: Vec<&str> = set.map(base).collect();
        for FromFile { name, value, .. } in found {
            let index = self.wanted.index(name);
            let slot = index.and_then(|index| self.variables.get_mut(index));
            let (false, Some(slot @ None)) = (taken.contains(&base(name)), slot) else { continue };
            match value {
                Ok(value) => *slot = Some(Variable { value, warnings: warnings.to_vec() }),
                Err(failure) => self.unusable.push((name, failure)),
            }
        }
    }
}

/// A variable of a `.env` file.
#[cfg(feature = "dotenv")]
pub(super) struct FromFile {
    pub(super) name: &'static str,
    pub(super) line: u32,
    pub(super) value: Result<WipedOsString, Failure>,
}

impl Variables {
    pub(crate) fn given<K, V>(variables: impl IntoIterator<Item = (K, V)>) -> Self
    where
        K: Into<OsString>,
        V: Into<OsString>,
    {
        let values = variables.into_iter();
        Self::Given(
            values.map(|(name, value)| (name.into(), WipedOsString::from(value.into()))).collect(),
        )
    }

    /// One pass over all there are.
    pub(crate) fn snapshot(&self, wanted: WantedNames) -> Environment {
        let mut environment = Environment::new(wanted);
        match self {
            _ if environment.wanted.indices.is_empty() => {}
            Self::Process => read_process(&mut environment),
            Self::Given(variables) => {
                // Of those that a program gives, the last counts, as in a map.
                for (name, value) in variables.iter().rev() {
                    for name in &environment.wanted.matching(name) {
                        environment.set(Some(name), value.clone());
                    }
                }
            }
        }
        environment
    }
}

/// Shows no name: a test may have put anything there.
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
        environment.set(name.to_str(), WipedOsString::from(value));
    }
}

/// Windows compares names without regard to case, by rules of its own: ask it for each. So does
/// WebAssembly get asked, where there are no variables and listing them panics.
#[cfg(not(unix))]
fn read_process(environment: &mut Environment) {
    for name in environment.wanted.indices.names().collect::<Vec<_>>() {
        if let Some(value) = env::var_os(name) {
            environment.set(Some(name), WipedOsString::from(value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_with_one_name_the_first_counts_unless_they_are_given() {
        let wanted = || {
            let mut wanted = WantedNames::default();
            wanted.add("A");
            wanted.add("A");
            wanted
        };
        let mut environment = Environment::new(wanted());
        for value in ["first", "second"] {
            environment.set(Some("A"), WipedOsString::from(OsString::from(value)));
        }
        assert_eq!(environment.get("A"), Some("first".as_ref()));
        let given = Variables::given([("A", "first"), ("A", "second"), ("B", "other")]);
        assert_eq!(given.snapshot(wanted()).get("A"), Some("second".as_ref()));
    }
}
