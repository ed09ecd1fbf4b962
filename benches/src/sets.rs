//! The generated structs, and how to load one that is only known by kind and size.

use core::any::Any;

use provider_credentials::{AnyCredential, CredentialSet, Loader};

use crate::huge::{self, Huge};
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
        CASES.iter().chain(&HUGE).find(|case| case.kind == kind && case.size == size)
    }
}

static HUGE: [Case; 5] = [
    Case::new::<Huge<0>>(Kind::ALL[0], huge::SIZE),
    Case::new::<Huge<1>>(Kind::ALL[1], huge::SIZE),
    Case::new::<Huge<2>>(Kind::ALL[2], huge::SIZE),
    Case::new::<Huge<3>>(Kind::ALL[3], huge::SIZE),
    Case::new::<Huge<4>>(Kind::ALL[4], huge::SIZE),
];

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
