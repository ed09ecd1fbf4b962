//! What is measured by itself: the function that callgrind watches, and what is run in it.

use core::hint::black_box;

use provider_credentials::{Loader, Secret};
use provider_credentials_codegen::{Options, SourceFile, generate};

use crate::clock;
use crate::manifest::{Kind, id};
use crate::sets::{Case, env_1000};

/// Callgrind counts what happens in it, by its name.
#[inline(never)]
pub fn measured<T>(run: impl FnOnce() -> T) -> T {
    black_box(run())
}

/// Loads a set of this kind from the working directory, `times` times, and gives the number of secrets.
///
/// What the first load sets up is paid by one that does not count.
pub fn load(kind: Kind, size: usize, times: usize) -> usize {
    let case = Case::of(kind, size).expect("a generated set");
    let loader = Loader::new();
    drop((case.load)(&loader));
    let sets = measured(|| -> Vec<_> { (0..times).map(|_| (case.load)(&loader)).collect() });
    sets.iter().map(|set| set.loaded()).sum()
}

/// Processor time of a load that is not the first.
pub fn microseconds(kind: Kind, size: usize) -> f64 {
    let case = Case::of(kind, size).expect("a generated set");
    let loader = Loader::new();
    assert_eq!((case.load)(&loader).loaded(), size, "not all of {kind:?} loaded");
    clock::microseconds(size, || (case.load)(&loader))
}

/// Asks a field for its secret.
pub fn access(times: usize) -> usize {
    let creds = env_1000::Credentials::load();
    let there = |creds: &env_1000::Credentials| creds.credential_00500.secret().is_ok();
    measured(|| (0..times).filter(|_| there(black_box(&creds))).count())
}

/// Compares a secret with one of its length that differs in one byte. Gives how many are equal, which
/// is none.
pub fn compare(byte: usize, times: usize) -> usize {
    let text = [b'a'; 64];
    let mut other = text;
    if let Some(byte) = other.get_mut(byte) {
        *byte = b'b';
    }
    let [secret, other] = [text, other].map(|text| String::from_utf8_lossy(&text).into_owned());
    let secret = Secret::from(secret);
    measured(|| (0..times).filter(|_| *black_box(&secret) == *black_box(other.as_str())).count())
}

/// Asks a set of this size for a credential by its ID, which is another one each time.
pub fn lookup(size: usize, times: usize) -> usize {
    let case = Case::of(Kind::Env, size).expect("a generated set");
    let creds = (case.load)(&Loader::new());
    let ids: Vec<String> = (0..times).map(|time| id(time * 7919 % size)).collect();
    // The first one makes the table.
    assert!(creds.get(&id(0)).is_some());
    measured(|| ids.iter().filter(|id| creds.get(black_box(id)).is_some()).count())
}

/// Checks a manifest and generates its code, as the macro does.
pub fn expand(kind: Kind, size: usize, config: bool) -> usize {
    let text = kind.manifest(size, config);
    let code = measured(|| generate(SourceFile::new("manifest.yaml", text), &Options::default()));
    code.map_or(0, |_| size)
}
