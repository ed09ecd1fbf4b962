//! For the tests of crates with a kind of source or of credential: feature `testing`.

use super::any::{AnyCredential, UNFILLED};
use super::load::load;
use super::table::Table;
use crate::contract::{Decoder, KeyProvider, Kind, Opener, Source};
use crate::load::Loader;
use crate::spec::{
    DecoderSpec, FallThrough, FileSpec, Format, KeyPath, PartSpec, RemoteSpec, SourceSpec, Spec,
    Template, TemplatePart,
};

/// Loads one credential from a kind of source, as a program with a manifest does.
///
/// `params` are the row's keys without their first word, with their values, in which `${VAR}` is a variable, and
/// `key` is the path of the value to select, outermost first; if it is empty, the whole answer is the secret. To look a key
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
    let mut specs = vec![spec(TESTED, vec![part_from(opener, params, key)])];
    specs.extend(needed(opener, params));
    let count = specs.len();
    let table = Box::leak(Box::new(Table::new(specs.leak()).asking().reading_yaml()));
    load_table(table, count, loader).into_iter().next().unwrap_or(UNFILLED)
}

/// The same of many credentials in one load, each with parameters of its own and no key.
///
/// Where an opener [needs](Opener::needing) secrets, they are those that the loader is given under the IDs in the
/// parameters. What the credentials are made from is never freed: do this in tests alone.
#[must_use]
pub fn load_all_from(
    opener: &'static Opener<dyn Source>,
    all: &[Vec<(&'static str, &'static str)>],
    loader: &Loader,
) -> Vec<AnyCredential> {
    let mut specs = Vec::with_capacity(all.len());
    for (at, params) in all.iter().enumerate() {
        let parts = vec![part_from(opener, params, &[])];
        specs.push(spec(format!("{TESTED}_{at}").leak(), parts));
    }
    for params in all {
        for needed in needed(opener, params) {
            if specs.iter().all(|spec| spec.id != needed.id) {
                specs.push(needed);
            }
        }
    }
    let count = specs.len();
    let table = Box::leak(Box::new(Table::new(specs.leak()).asking().reading_yaml()));
    let mut credentials = load_table(table, count, loader);
    credentials.truncate(all.len());
    credentials
}

/// The credentials whose secrets the source needs itself.
fn needed(opener: &Opener<dyn Source>, params: &[(&'static str, &'static str)]) -> Vec<Spec> {
    let ids = params.iter().filter(|(name, _)| opener.needed_params().contains(name));
    ids.map(|(_, id)| spec(id, vec![PartSpec { name: "secret", sources: &[] }])).collect()
}

fn part_from(
    opener: &'static Opener<dyn Source>,
    params: &[(&'static str, &'static str)],
    key: &'static [&'static str],
) -> PartSpec {
    let mut templates = Vec::with_capacity(params.len());
    for (name, value) in params {
        templates.push((*name, template(value)));
    }
    let source = SourceSpec::Remote(RemoteSpec {
        kind: opener.name(),
        noun: "secret under test",
        opener: Some(opener),
        params: templates.leak(),
        key: key_path(key),
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

/// A credential in a file that is encrypted.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::exhaustive_structs, reason = "for tests alone")]
pub struct EncryptedFile {
    /// What decrypts it.
    pub decoder: &'static Opener<dyn Decoder>,
    /// What may open its key.
    pub keys: &'static [&'static Opener<dyn KeyProvider>],
    /// As `identity_file` in a manifest.
    pub identity_file: Option<&'static str>,
    /// The secret of the credential that `decrypt_with` names in a manifest.
    pub decrypt_with: Option<&'static str>,
    /// As `file_path` in a manifest.
    pub path: &'static str,
    /// The path of the value in it, outermost first; if it is empty, the whole file is the secret, whatever its bytes
    /// are.
    pub key: &'static [&'static str],
}

/// Loads credentials from encrypted files, in one load, as a program with a manifest does.
///
/// What they are made from is never freed: do this in tests alone.
#[must_use]
pub fn load_encrypted(files: &[EncryptedFile], loader: Loader) -> Vec<AnyCredential> {
    encrypted(files)(loader)
}

/// The same load again and again, of what is made from the files once.
pub fn encrypted(files: &[EncryptedFile]) -> impl Fn(Loader) -> Vec<AnyCredential> + use<> {
    let mut secrets = Vec::new();
    let mut specs = Vec::with_capacity(files.len() + 1);
    for (at, file) in files.iter().enumerate() {
        let identity: &'static str = format!("{TESTED}_{at}_identity").leak();
        if let Some(secret) = file.decrypt_with {
            secrets.push((identity, secret));
            specs.push(spec(identity, vec![PartSpec { name: "secret", sources: &[] }]));
        }
        let decoder = DecoderSpec {
            opener: file.decoder,
            keys: file.keys,
            identity_file: file.identity_file.map(text),
            decrypt_with: file.decrypt_with.map(|_| identity),
        };
        let source = SourceSpec::File(FileSpec {
            path: text(file.path),
            key: key_path(file.key),
            format: if file.key.is_empty() { Format::Binary } else { Format::ByExtension },
            decoder: Some(Box::leak(Box::new(decoder))),
        });
        let part = PartSpec { name: "secret", sources: vec![source].leak() };
        specs.push(spec(format!("{TESTED}_{at}").leak(), vec![part]));
    }
    let is_identity: Vec<bool> = specs.iter().map(|spec| spec.id.ends_with("_identity")).collect();
    let table = Table::new(specs.leak()).asking().reading_yaml().decoding();
    let table: &'static Table = Box::leak(Box::new(table));
    move |mut loader| {
        for (identity, secret) in &secrets {
            loader = loader.with_secret(*identity, *secret);
        }
        let all = load_table(table, is_identity.len(), &loader);
        let all = all.into_iter().zip(&is_identity);
        all.filter(|(_, is_identity)| !**is_identity).map(|(credential, _)| credential).collect()
    }
}

fn load_table(table: &'static Table, count: usize, loader: &Loader) -> Vec<AnyCredential> {
    let mut credentials: Vec<AnyCredential> = Vec::with_capacity(count);
    credentials.resize_with(count, || UNFILLED);
    let mut places: Vec<&mut AnyCredential> = Vec::with_capacity(count);
    for credential in &mut credentials {
        places.push(credential);
    }
    load(table, loader).fill(&mut places);
    credentials
}

fn spec(id: &'static str, parts: Vec<PartSpec>) -> Spec {
    Spec::new(id, "test", true, parts.leak())
}

/// With the variables in it.
fn template(text: &'static str) -> Template {
    let mut pieces = text.split("${");
    let mut parts =
        Vec::from_iter(pieces.next().filter(|text| !text.is_empty()).map(TemplatePart::Text));
    for piece in pieces {
        let (name, rest) = piece.split_once('}').unwrap_or((piece, ""));
        parts.push(TemplatePart::Var { name, default: None });
        parts.extend((!rest.is_empty()).then_some(TemplatePart::Text(rest)));
    }
    Template { text, parts: parts.leak() }
}

fn text(text: &'static str) -> Template {
    Template { text, parts: vec![TemplatePart::Text(text)].leak() }
}

fn key_path(key: &'static [&'static str]) -> Option<KeyPath> {
    (!key.is_empty()).then(|| KeyPath { text: key.join(".").leak(), segments: key })
}

const TESTED: &str = "tested";

fn loaded(parts: Vec<PartSpec>, kind: Option<&'static Kind>, loader: &Loader) -> AnyCredential {
    let spec = spec(TESTED, parts);
    let kinds = Vec::leak(kind.into_iter().map(|kind| (spec.id, kind)).collect());
    let table =
        Box::leak(Box::new(Table::new(vec![spec].leak()).asking().reading_yaml().of_kinds(kinds)));
    let mut credential = UNFILLED;
    load(table, loader).fill(&mut [&mut credential]);
    credential
}
