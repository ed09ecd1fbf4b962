//! The rules, and the checked manifest that holds when all of them do.

mod aws;
mod aws_name;
mod azure;
mod azure_name;
mod client_authentication;
mod command;
mod config;
mod custom;
mod encrypted;
mod endpoint;
mod env;
mod fall_through;
mod file;
mod gcp;
mod gcp_name;
mod holds;
mod ids;
mod list;
mod needs;
mod part;
mod parts;
mod pkcs11;
mod pkcs11_uri;
mod references;
mod secrets;
mod setting;
mod shape;
mod source;
mod sources;
mod systemd;
mod text;
mod texts;
mod tpm;
mod url;
mod vault;
mod vault_path;

use crate::checked::{Checked, Credential};
use crate::code::Code;
use crate::model::{self, Field, Manifest};
use crate::report::{Problem, Problems};
use crate::source::SourceFile;
use crate::table::Places;

/// Applies every rule. `None` where one does not hold, which has been reported.
pub(crate) fn manifest(
    manifest: &Manifest<'_>,
    source_file: &SourceFile,
    problems: &mut Problems,
) -> Option<Checked> {
    is_in_package(source_file, problems);
    ids::are_unique(manifest, problems);
    env::has_no_file_twin(manifest, problems);
    references::can_be_had(manifest, problems);
    let mut known = Places::default();
    for credential in &manifest.credentials {
        secrets::are_absent(credential, &mut known, problems);
    }
    secrets::are_absent_elsewhere(&manifest.extensions, &known, problems);
    let mut credentials = Vec::with_capacity(manifest.credentials.len());
    for credential in &manifest.credentials {
        if let Some(whole) = whole(credential, source_file, problems) {
            credentials.push(whole);
        }
    }
    let is_whole = credentials.len() == manifest.credentials.len() && !manifest.holes;
    is_whole.then(|| Checked {
        path: source_file.path().to_owned(),
        needs: needs::of(manifest, &credentials, source_file),
        credentials,
    })
}

// `cargo package` takes only what is below the `Cargo.toml`: the published crate would not build.
fn is_in_package(source_file: &SourceFile, problems: &mut Problems) {
    if source_file.is_outside_package() {
        let message = "the manifest is outside the package, and `cargo package` will not carry it";
        let problem = Problem::of_file(Code::ManifestOutsidePackage, message).help(
            "move it beside `Cargo.toml`; for a package that is never published, write \
             `publish = false` there",
        );
        problems.push(problem.warning());
    }
}

/// A credential for which every rule holds.
fn whole(
    credential: &model::Credential<'_>,
    source_file: &SourceFile,
    problems: &mut Problems,
) -> Option<Credential> {
    let id = ids::valid(credential, problems);
    let provider = text::provider(credential, problems);
    let parts = parts::of(credential, problems);
    let config = config::fields(credential, problems);

    let (id, name, at) = id?;
    let description = match &credential.description {
        Field::Given(text) => Some(text.text().to_owned()),
        Field::Missing => None,
        Field::Invalid => return None,
    };
    let required = match &credential.required {
        Field::Given(required) => required.value,
        Field::Missing => true,
        Field::Invalid => return None,
    };
    Some(Credential {
        id,
        name,
        line: u32::try_from(source_file.line_number(at.start)).unwrap_or(u32::MAX),
        provider: provider?,
        description,
        required,
        kind: credential.auth.as_ref()?.kind,
        parts: parts?,
        allow: credential.allow.clone()?,
        config: config?,
    })
}
