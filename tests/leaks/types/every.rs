//! `Debug` and `Display` of every public type, with a secret inside.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use provider_credentials::{
    AccessObserver, CredentialSet, Decoder, ExposeSecret, Observer, Source,
};

use super::public::public_names;
use super::secrets::sentinels;
use super::shown::{Shown, shown};
use super::{contract, kinds, loaded, written};
use crate::output::Output;

/// What has no value: traits, which the compiler takes for such here, and functions.
fn traits<A: CredentialSet, B: ExposeSecret<str>, C: Observer>(
    _: &dyn Source,
    _: &dyn Decoder,
    _: &dyn AccessObserver,
) {
}

const NO_TYPES: [&str; 10] = [
    "AccessObserver",
    "CredentialSet",
    "Decoder",
    "ExposeSecret",
    "KeyProvider",
    "KeySigner",
    "Observer",
    "Source",
    "harden_process",
    "needed_file",
];

/// Other names for types of dependencies.
const OTHER_NAMES: [(&str, &str); 3] = [
    ("SecretString", "SecretBox<str>"),
    ("AuditSync", "Sync"),
    ("Assembled", "Box<dyn core::any::Any + core::marker::Send + core::marker::Sync>"),
];

/// What the generator makes, of `plain.yaml`.
const GENERATED: [&str; 3] = ["Plain", "PlainId", "PlainPairConfig"];

/// What values of all types print as; the first who asks makes them.
fn all() -> &'static [Shown] {
    static ALL: OnceLock<Vec<Shown>> = OnceLock::new();
    ALL.get_or_init(|| {
        loaded::all();
        contract::all();
        kinds::all();
        written::all();
        shown()
    })
}

/// For another opinion.
pub(crate) fn outputs() -> &'static [Output] {
    static OUTPUTS: OnceLock<Vec<Output>> = OnceLock::new();
    OUTPUTS.get_or_init(|| {
        all().iter().map(|shown| Output::new(shown.name, shown.text.as_str())).collect()
    })
}

#[test]
fn every_public_type_is_shown_and_says_nothing() {
    let _ = traits::<
        crate::sets::Plain,
        provider_credentials::Secret,
        fn(&provider_credentials::Event<'_>),
    >;
    let all = all();
    let is_shown = |name: &str| {
        let name =
            OTHER_NAMES.iter().find(|(other, _)| *other == name).map_or(name, |(_, real)| real);
        all.iter().any(|shown| shown.is_of(name))
    };
    let names = public_names();
    assert!(names.len() > 60, "{names:?}");
    let no_types = BTreeSet::from(NO_TYPES.map(str::to_owned));
    assert!(no_types.is_subset(&names), "{names:?}");
    let types = names.difference(&no_types).map(String::as_str).chain(GENERATED);
    let missing: Vec<&str> = types.filter(|name| !is_shown(name)).collect();
    assert!(missing.is_empty(), "show a value of each in tests/leaks/types: {missing:?}");
    let sentinels = sentinels();
    for Shown { name, text } in all {
        let found = sentinels.find(text.as_bytes());
        assert!(found.is_empty(), "{name}: {}", found[0]);
    }
    // What holds a secret is one of them: it gives it out when it is asked.
    let found = sentinels.find(loaded::exposed().as_bytes());
    assert!(found.iter().any(|found| found.name == "password"), "the search would find it");
}
