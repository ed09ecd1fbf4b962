use core::fmt;
use core::hash::Hash;
use core::slice;
use core::str::FromStr;
use std::collections::HashMap;
use std::sync::OnceLock;

use crate::credential::AnyCredential;
use crate::error::{MissingCredentials, UnknownCredentialId};
use crate::event;
use crate::loader::{Loader, Outcome};
use crate::metadata::Metadata;
use crate::spec::Spec;
use crate::stack;

/// A generated struct of credentials, for code that works with any of them.
///
/// `credentials!` implements it; its methods are also there as inherent ones, so a program that
/// uses its own `Credentials` need not import the trait.
///
/// ```
/// use provider_credentials::CredentialSet;
///
/// /// A health check that works for every application.
/// fn is_ready(creds: &impl CredentialSet) -> bool {
///     creds.require_all().is_ok()
/// }
/// ```
pub trait CredentialSet: fmt::Debug + Send + Sync + Sized + 'static {
    /// The enum of IDs.
    type Id: Copy
        + Ord
        + Hash
        + fmt::Debug
        + fmt::Display
        + AsRef<str>
        + FromStr<Err = UnknownCredentialId>
        + Send
        + Sync
        + 'static;

    /// Every ID, in the order of the manifest.
    const IDS: &'static [Self::Id];

    /// Loads every credential, as `loader` says. Never fails: what is missing is recorded.
    fn load_with(loader: &Loader) -> Self;

    #[doc(hidden)]
    fn __set(&self) -> &Set;

    /// Loads every credential from the process's environment and files.
    #[must_use]
    fn load() -> Self {
        Self::load_with(&Loader::new())
    }

    /// The credentials in the order of the manifest.
    fn iter(&self) -> Iter<'_> {
        Iter(self.__set().slots.iter())
    }

    /// The credential with this ID, or `None` where the manifest has none. The time does not depend
    /// on the number of credentials.
    fn get(&self, id: impl AsRef<str>) -> Option<&AnyCredential> {
        let Set { table, slots } = self.__set();
        slots.get((*table)?.position(id.as_ref())?)
    }

    /// Every ID, in the order of the manifest.
    fn ids(&self) -> &'static [Self::Id] {
        Self::IDS
    }

    /// The IDs of the credentials whose secret is there, in the order of the manifest.
    fn loaded_ids(&self) -> Vec<Self::Id> {
        ids_where(self, AnyCredential::is_loaded)
    }

    /// The IDs of the credentials whose secret is not there, required or not, in the order of the
    /// manifest.
    fn failed_ids(&self) -> Vec<Self::Id> {
        ids_where(self, |credential| !credential.is_loaded())
    }

    /// What may be told about each credential, in the order of the manifest.
    fn metadata(&self) -> Vec<Metadata> {
        self.iter().map(AnyCredential::metadata).collect()
    }

    /// What may be told about the credential with this ID.
    fn metadata_of(&self, id: impl AsRef<str>) -> Option<Metadata> {
        self.get(id).map(AnyCredential::metadata)
    }

    /// Checks that every credential that the manifest requires is there.
    ///
    /// # Errors
    ///
    /// All that are missing at once, each with what to do.
    fn require_all(&self) -> Result<(), MissingCredentials> {
        let required = self.iter().filter(|credential| credential.spec().required);
        let errors = required.filter_map(|credential| credential.error().cloned()).collect();
        MissingCredentials::new(errors).map_or(Ok(()), Err)
    }
}

fn ids_where<T: CredentialSet>(set: &T, holds: fn(&AnyCredential) -> bool) -> Vec<T::Id> {
    let mut ids = Vec::new();
    for (credential, id) in set.iter().zip(T::IDS) {
        if holds(credential) {
            ids.push(*id);
        }
    }
    ids
}

/// The credentials of a set, in the order of the manifest.
#[derive(Debug, Clone)]
pub struct Iter<'a>(slice::Iter<'a, AnyCredential>);

impl<'a> Iterator for Iter<'a> {
    type Item = &'a AnyCredential;

    fn next(&mut self) -> Option<&'a AnyCredential> {
        self.0.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl DoubleEndedIterator for Iter<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.next_back()
    }
}

impl ExactSizeIterator for Iter<'_> {}

/// The credentials of one generated struct, in the order of the manifest.
#[allow(missing_debug_implementations, reason = "not for people")]
pub struct Set {
    /// `None` before it is loaded: Rust 1.85 has no constant that refers to what can change.
    table: Option<&'static Table>,
    slots: Vec<AnyCredential>,
}

impl Set {
    /// Before it is loaded.
    pub const UNFILLED: Self = Self { table: None, slots: Vec::new() };

    pub(crate) fn load(table: &'static Table, specs: &'static [Spec], loader: &Loader) -> Self {
        let set = Self { table: Some(table), slots: load_slots(specs, loader) };
        event::report(loader.observers(), &set.slots);
        set
    }

    pub(crate) fn slots(&self) -> &[AnyCredential] {
        &self.slots
    }
}

/// The specs of one manifest and, once asked for, their positions by ID.
#[allow(missing_debug_implementations, reason = "not for people")]
pub struct Table {
    specs: &'static [Spec],
    positions: OnceLock<HashMap<&'static str, usize>>,
}

impl Table {
    /// A table of `specs`, in the order of the manifest.
    #[must_use]
    pub const fn new(specs: &'static [Spec]) -> Self {
        let positions = OnceLock::new();
        Self { specs, positions }
    }

    /// The ID at `position`, which the generated enum keeps within bounds.
    #[must_use]
    pub fn id(&self, position: usize) -> &'static str {
        self.specs.get(position).map_or("", |spec| spec.id)
    }

    /// The position of an ID.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        self.positions.get_or_init(|| by_id(self.specs)).get(id).copied()
    }
}

fn by_id(specs: &'static [Spec]) -> HashMap<&'static str, usize> {
    let mut positions = HashMap::with_capacity(specs.len());
    for (position, spec) in specs.iter().enumerate() {
        positions.insert(spec.id, position);
    }
    positions
}

fn load_slots(specs: &'static [Spec], loader: &Loader) -> Vec<AnyCredential> {
    let mut slots = Vec::with_capacity(specs.len());
    let searches = loader.run(specs);
    stack::wipe();
    for search in searches {
        slots.push(slot(search.spec, search.outcome));
    }
    slots
}

fn slot(spec: &'static Spec, outcome: Outcome) -> AnyCredential {
    AnyCredential::new(spec, outcome.into_state(spec))
}

/// `FromStr` of a generated enum, whose values are `all`.
pub fn parse_id<I: Copy>(
    table: &'static Table,
    all: &'static [I],
    id: &str,
) -> Result<I, UnknownCredentialId> {
    let position = table.position(id).ok_or(UnknownCredentialId)?;
    all.get(position).copied().ok_or(UnknownCredentialId)
}

/// `Debug` of a generated struct: each credential's ID and how loading it ended.
pub fn fmt_debug<T: CredentialSet>(
    set: &T,
    name: &'static str,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let mut out = f.debug_struct(name);
    for credential in set.iter() {
        let state = match credential.error() {
            None => "loaded",
            Some(error) => error.code(),
        };
        out.field(credential.id(), &format_args!("{state}"));
    }
    out.finish()
}
