use core::fmt;
#[cfg(feature = "dotenv")]
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::env;
use std::ffi::{OsStr, OsString};

use zeroize::Zeroize;

use crate::reason::Failure;
use crate::spec::{PathPart, SourceSpec, Spec};
use crate::warning::LoadWarning;

/// Where variables come from.
pub(crate) enum Variables {
    Process,
    Given(HashMap<OsString, Value>),
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
    values: HashMap<&'static str, Value>,
    fault: Option<Failure>,
    /// Of the values that came out of a file.
    warnings: HashMap<&'static str, LoadWarning>,
}

/// The names that may be asked for.
pub(crate) type Wanted = HashSet<&'static str>;

impl Environment {
    fn new(values: HashMap<&'static str, Value>) -> Self {
        Self { values, fault: None, warnings: HashMap::new() }
    }

    pub(crate) fn get(&self, name: &str) -> Option<&OsStr> {
        self.values.get(name).map(|value| value.0.as_os_str())
    }

    /// As [`get`](Self::get); an empty variable counts as unset.
    pub(crate) fn get_non_empty(&self, name: &str) -> Option<&OsStr> {
        self.get(name).filter(|value| !value.is_empty())
    }

    /// What there is to say about where the value came from.
    pub(crate) fn warning(&self, name: &str) -> Option<LoadWarning> {
        self.warnings.get(name).cloned()
    }

    /// Why a variable that is not set may be missing for another reason than that.
    pub(crate) fn fault(&self) -> Option<Failure> {
        self.fault
    }

    #[cfg(feature = "dotenv")]
    pub(super) fn blame(&mut self, failure: Failure) {
        self.fault = Some(failure);
    }

    /// Adds variables; those that are there stay, and so does an `X` against an `X_FILE` and the
    /// other way round.
    #[cfg(feature = "dotenv")]
    pub(super) fn add(
        &mut self,
        variables: HashMap<&'static str, Value>,
        warning: Option<&LoadWarning>,
    ) {
        let base = |name: &'static str| name.strip_suffix("_FILE").unwrap_or(name);
        let set = self.values.iter().filter(|(_, value)| !value.0.is_empty());
        let set: HashSet<&str> = set.map(|(name, _)| base(name)).collect();
        for (name, value) in variables {
            if set.contains(base(name)) {
                continue;
            }
            if let Entry::Vacant(entry) = self.values.entry(name) {
                entry.insert(value);
                self.warnings.extend(warning.map(|warning| (name, warning.clone())));
            }
        }
    }
}

impl Variables {
    pub(crate) fn given<K, V>(variables: impl IntoIterator<Item = (K, V)>) -> Self
    where
        K: Into<OsString>,
        V: Into<OsString>,
    {
        let values = variables.into_iter();
        Self::Given(values.map(|(name, value)| (fold(name.into()), Value(value.into()))).collect())
    }

    pub(crate) fn snapshot(&self, wanted: &Wanted) -> Environment {
        if wanted.is_empty() {
            return Environment::new(HashMap::new());
        }
        match self {
            Self::Process => Environment::new(read_process(wanted)),
            Self::Given(values) => {
                let copy = |name: &'static str| {
                    let value = values.get(&fold(name.into()))?;
                    Some((name, Value(value.0.clone())))
                };
                Environment::new(wanted.iter().copied().filter_map(copy).collect())
            }
        }
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
fn read_process(wanted: &Wanted) -> HashMap<&'static str, Value> {
    let all = env::vars_os().map(|(name, value)| (name, Value(value)));
    all.filter_map(|(name, value)| Some((*wanted.get(name.to_str()?)?, value))).collect()
}

/// Windows compares names without regard to case, by rules of its own: ask it for each. So does
/// WebAssembly get asked, where there are no variables and listing them panics.
#[cfg(not(unix))]
fn read_process(wanted: &Wanted) -> HashMap<&'static str, Value> {
    let read = |name: &&'static str| Some((*name, Value(env::var_os(name)?)));
    wanted.iter().filter_map(read).collect()
}

fn fold(name: OsString) -> OsString {
    if cfg!(windows) { name.to_ascii_uppercase() } else { name }
}

pub(crate) fn wanted(specs: &'static [Spec]) -> Wanted {
    let mut names = Wanted::new();
    for source in specs.iter().flat_map(|spec| spec.sources) {
        match source {
            SourceSpec::Env(env) => names.extend([env.var, env.file_var]),
            SourceSpec::Custom(_) => {}
            SourceSpec::File(file) => names.extend(file.path.parts.iter().filter_map(variable)),
        }
    }
    names
}

/// The variable that stands for the user's home directory.
pub(crate) const HOME: &str = if cfg!(windows) { "USERPROFILE" } else { "HOME" };

fn variable(part: &'static PathPart) -> Option<&'static str> {
    match part {
        PathPart::Text(_) => None,
        PathPart::Home => Some(HOME),
        PathPart::Var { name, .. } => Some(name),
    }
}
