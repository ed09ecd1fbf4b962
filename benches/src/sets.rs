//! The generated structs, and how to load one that is only known by kind and size.

use core::any::Any;

use provider_credentials::{AnyCredential, CredentialSet, Loader};

use crate::manifest::Kind;

include!(concat!(env!("OUT_DIR"), "/cases.rs"));

/// One generated struct.
#[derive(Debug)]
pub struct Case {
    /// Where its secrets come from.
    pub kind: Kind,
    /// How many there are.
    pub size: usize,
    /// Loads it.
    pub load: fn(&Loader) -> Box<dyn Loaded>,
}

impl Case {
    const fn new<T: CredentialSet>(kind: Kind, size: usize) -> Self {
        Self { kind, size, load: |loader| Box::new(T::load_with(loader)) }
    }

    /// The one of this kind and size.
    pub fn of(kind: Kind, size: usize) -> Option<&'static Self> {
        CASES.iter().find(|case| case.kind == kind && case.size == size)
    }
}

/// A loaded struct of whatever type.
pub trait Loaded: Any {
    /// How many of its credentials are there.
    fn loaded(&self) -> usize;
    /// The credential with this ID.
    fn get(&self, id: &str) -> Option<&AnyCredential>;
}

impl<T: CredentialSet> Loaded for T {
    fn loaded(&self) -> usize {
        self.loaded_ids().len()
    }

    fn get(&self, id: &str) -> Option<&AnyCredential> {
        CredentialSet::get(self, id)
    }
}
