//! For the tests of crates with a kind of source or of credential: feature `testing`.

use super::any::{AnyCredential, UNFILLED};
use super::load::load;
use super::table::Table;
use crate::contract::{Kind, Opener, Source};
use crate::load::Loader;
use crate::spec::{
    FallThrough, KeyPath, PartSpec, RemoteSpec, SourceSpec, Spec, Template, TemplatePart,
};

/// Loads one credential from a kind of source, as a program with a manifest does.
///
/// `params` are the row's keys without their first word, with their values as the source sees them, and `key` is
/// the path of the value to select, outermost first; if it is empty, the whole answer is the secret. To look a key
/// up takes feature `json` or `yaml`. What the credential is made from is never freed: do this in tests alone.
///
/// ```
/// use provider_credentials_core::testing::load_from;
/// use provider_credentials_core::{
///     ExposeSecret, Loader, Opener, Secret, Source, SourceRequest,
/// };
///
/// struct Acme;
///
/// impl Source for Acme {
///     fn fetch(&self, requests: &mut [SourceRequest]) {
///         for request in requests {
///             let answer = request.param("path").map(Secret::from);
///             request.answer(answer.ok_or_else(|| unreachable!("the row needs it")));
///         }
///     }
/// }
///
/// static OPENER: Opener<dyn Source> = Opener::new("acme", &[], |_| Ok(Box::new(Acme)));
///
/// let loader = Loader::new().with_environment::<&str, &str>([]);
/// let credential = load_from(&OPENER, &[("path", "team/openai")], &[], &loader);
/// assert_eq!(credential.secret().unwrap().expose_secret(), "team/openai");
/// ```
#[must_use]
pub fn load_from(
    opener: &'static Opener<dyn Source>,
    params: &[(&'static str, &'static str)],
    key: &'static [&'static str],
    loader: &Loader,
) -> AnyCredential {
    let parts = vec![part_from(opener, params, key)];
    loaded(parts, None, loader)
}

/// The same of many credentials in one load, each with parameters of its own and no key.
///
/// What the credentials are made from is never freed: do this in tests alone.
#[must_use]
pub fn load_all_from(
    opener: &'static Opener<dyn Source>,
    all: &[Vec<(&'static str, &'static str)>],
    loader: &Loader,
) -> Vec<AnyCredential> {
    let mut specs = Vec::with_capacity(all.len());
    for (at, params) in all.iter().enumerate() {
        let parts = vec![part_from(opener, params, &[])].leak();
        let id = format!("{TESTED}_{at}").leak();
        specs.push(Spec { id, provider: "test", required: true, parts });
    }
    let table = Box::leak(Box::new(Table::new(specs.leak()).asking().reading_yaml()));
    let mut credentials: Vec<AnyCredential> = Vec::with_capacity(all.len());
    credentials.resize_with(all.len(), || UNFILLED);
    let mut places: Vec<&mut AnyCredential> = Vec::with_capacity(all.len());
    for credential in &mut credentials {
        places.push(credential);
    }
    load(table, loader).fill(&mut places);
    credentials
}

fn part_from(
    opener: &'static Opener<dyn Source>,
    params: &[(&'static str, &'static str)],
    key: &'static [&'static str],
) -> PartSpec {
    let mut templates = Vec::with_capacity(params.len());
    for (name, value) in params {
        let parts = Vec::leak(vec![TemplatePart::Text(value)]);
        templates.push((*name, Template { text: value, parts }));
    }
    let source = SourceSpec::Remote(RemoteSpec {
        kind: opener.name(),
        noun: "secret under test",
        opener: Some(opener),
        params: templates.leak(),
        key: (!key.is_empty()).then(|| KeyPath { text: key.join(".").leak(), segments: key }),
        fall_through: FallThrough::ABSENT,
    });
    PartSpec { name: "secret", sources: vec![source].leak() }
}

/// Loads one credential of a kind, from parts with these values: the secret ones first, as a manifest has them.
///
/// What the credential is made from is never freed: do this in tests alone.
///
/// ```
/// use provider_credentials_core::testing::load_kind;
/// use provider_credentials_core::{Kind, Loader};
///
/// static KIND: Kind = Kind::new("acme", &["account"]).assembled_by(|assembly| {
///     Ok(Box::new(assembly.part("account").is_some()))
/// });
///
/// let parts = [("token", "t0ken-of-ada"), ("account", "ada")];
/// let credential = load_kind(&KIND, &parts, Loader::new());
/// assert_eq!(credential.assembled::<bool>().unwrap(), Some(&true));
/// ```
#[must_use]
pub fn load_kind(
    kind: &'static Kind,
    parts: &[(&'static str, impl AsRef<[u8]>)],
    mut loader: Loader,
) -> AnyCredential {
    let mut specs = Vec::with_capacity(parts.len());
    for (name, value) in parts {
        let id = if parts.len() == 1 { TESTED.to_owned() } else { format!("{TESTED}.{name}") };
        loader = loader.with_secret(id, value.as_ref());
        specs.push(PartSpec { name, sources: &[] });
    }
    loaded(specs, Some(kind), &loader)
}

const TESTED: &str = "tested";

fn loaded(parts: Vec<PartSpec>, kind: Option<&'static Kind>, loader: &Loader) -> AnyCredential {
    let spec = Spec { id: TESTED, provider: "test", required: true, parts: parts.leak() };
    let kinds = Vec::leak(kind.into_iter().map(|kind| (spec.id, kind)).collect());
    let table =
        Box::leak(Box::new(Table::new(vec![spec].leak()).asking().reading_yaml().of_kinds(kinds)));
    let mut credential = UNFILLED;
    load(table, loader).fill(&mut [&mut credential]);
    credential
}
