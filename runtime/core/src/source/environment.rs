use core::fmt;
use std::collections::HashMap;
use std::env;
use std::ffi::{OsStr, OsString};

use crate::contract::Surroundings;
use crate::report::{Failure, LoadWarning};
use crate::secret::WipedOsString;
use crate::spec::{SourceSpec, Spec, Template, TemplatePart};

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
    dotenv_failure: Option<Failure>,
}

struct Variable {
    value: WipedOsString,
    /// About the file that it came from.
    warnings: Vec<LoadWarning>,
}

/// The names that may be asked for, each with an index.
#[derive(Default)]
pub(crate) struct WantedNames {
    indices: HashMap<&'static str, usize>,
    /// More than any index.
    next: usize,
}

impl Environment {
    fn new(wanted: WantedNames) -> Self {
        let mut variables = Vec::with_capacity(wanted.next);
        for _ in 0..wanted.next {
            variables.push(None);
        }
        Self { wanted, variables, dotenv_failure: None }
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

    /// Why the `.env` file cannot be used, which may be why a variable is not set.
    pub(crate) fn dotenv_failure(&self) -> Option<Failure> {
        self.dotenv_failure
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
    /// A copy of these variables, for a source to be opened with.
    pub(crate) fn surroundings(&self, names: &[&'static str]) -> Surroundings {
        let mut variables = Vec::with_capacity(names.len());
        for name in names {
            if let Some(value) = self.get(name) {
                variables.push((*name, WipedOsString::concat(&[value])));
            }
        }
        Surroundings::new(variables)
    }
}

/// What a file adds.
#[cfg(feature = "dotenv")]
impl Environment {
    pub(super) fn wanted(&self) -> &WantedNames {
        &self.wanted
    }

    pub(super) fn record_failure(&mut self, failure: Failure) {
        self.dotenv_failure = Some(failure);
    }

    /// Adds variables, the first of those with one name. The process environment takes precedence, also
    /// an `X` there over an `X_FILE` in the file, and the other way round.
    pub(super) fn add(
        &mut self,
        found: Vec<(&'static str, WipedOsString)>,
        warnings: &[LoadWarning],
    ) {
        let base = |name: &'static str| name.strip_suffix("_FILE").unwrap_or(name);
        let names = self.wanted.indices.keys().copied();
        let set = names.filter(|name| self.get_non_empty(name).is_some());
        let taken: Vec<&str> = set.map(base).collect();
        for (name, value) in found.into_iter().filter(|(name, _)| !taken.contains(&base(name))) {
            let index = self.wanted.index(name);
            if let Some(slot @ None) = index.and_then(|index| self.variables.get_mut(index)) {
                *slot = Some(Variable { value, warnings: warnings.to_vec() });
            }
        }
    }
}

impl WantedNames {
    /// Those that the sources of these credentials may ask for.
    pub(crate) fn of(specs: &'static [Spec]) -> Self {
        // Two for each, as most are variables.
        let indices = HashMap::with_capacity(specs.len() * 2);
        let mut wanted = Self { indices, next: 0 };
        for spec in specs {
            for part in spec.parts {
                for source in part.sources {
                    wanted.add_source(source);
                }
            }
        }
        wanted
    }

    fn add_source(&mut self, source: &'static SourceSpec) {
        match source {
            SourceSpec::Env(env) => {
                self.add(env.var);
                self.add(env.file_var);
            }
            SourceSpec::File(file) => {
                self.add_template(&file.path);
                if let Some(decoder) = file.decoder {
                    self.add_all(decoder.variables());
                }
            }
            SourceSpec::Remote(remote) => {
                for (_, value) in remote.params {
                    self.add_template(value);
                }
                if let Some(opener) = remote.opener {
                    self.add_all(opener.variables());
                }
            }
        }
    }

    fn add_template(&mut self, template: &'static Template) {
        for part in template.parts {
            match part {
                TemplatePart::Text(_) => {}
                TemplatePart::Home => self.add(HOME),
                TemplatePart::Var { name, .. } => self.add(name),
            }
        }
    }

    fn add_all(&mut self, names: &'static [&'static str]) {
        for name in names {
            // A thousand credentials of one kind ask for the same few.
            if !self.indices.contains_key(name) {
                self.add(name);
            }
        }
    }

    /// The name itself, if it may be asked for.
    #[cfg(feature = "dotenv")]
    pub(super) fn name(&self, name: &str) -> Option<&'static str> {
        self.indices.get_key_value(name).map(|(name, _)| *name)
    }

    fn index(&self, name: &str) -> Option<usize> {
        self.indices.get(name).copied()
    }

    /// The names that mean the same as `name`. On Windows, case does not matter.
    fn matching(&self, name: &OsStr) -> Vec<&'static str> {
        let mut matching = Vec::new();
        if cfg!(windows) {
            for known in self.indices.keys() {
                if name.eq_ignore_ascii_case(known) {
                    matching.push(*known);
                }
            }
        } else if let Some(name) = name.to_str() {
            if let Some((known, _)) = self.indices.get_key_value(name) {
                matching.push(*known);
            }
        }
        matching
    }

    /// A name that is there already gets another index.
    fn add(&mut self, name: &'static str) {
        self.indices.insert(name, self.next);
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
    for name in environment.wanted.indices.keys().copied().collect::<Vec<_>>() {
        if let Some(value) = env::var_os(name) {
            environment.set(Some(name), WipedOsString::from(value));
        }
    }
}

/// The variable that stands for the user's home directory.
pub(crate) const HOME: &str = if cfg!(windows) { "USERPROFILE" } else { "HOME" };

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
