//! What the variables are called that hold a credential, and which are taken away.

use provider_credentials_manifest::Checked;
use provider_credentials_manifest::checked::{Credential, Part, Source};

/// The name for a part.
pub(super) fn name(credential: &Credential, part: &Part, prefix: &str) -> String {
    let variable = part.sources.iter().find_map(|source| match source.place() {
        Source::Env { var } => Some(var.clone()),
        _ => None,
    });
    let name = variable.unwrap_or_else(|| {
        let id = credential.name.snake.to_uppercase();
        match part.row.name {
            // An API key is its only part.
            "secret" => id,
            part => format!("{id}_{}", part.to_uppercase()),
        }
    });
    format!("{prefix}{name}")
}

/// Variables of a kind of source that give access to more than the credentials.
const OF_STORES: &[(&str, &[&str])] = &[
    ("vault", &["VAULT_TOKEN", "BAO_TOKEN"]),
    ("aws_secrets_manager", OF_AWS),
    ("aws_parameter_store", OF_AWS),
    (
        "azure_key_vault",
        &[
            "AZURE_CLIENT_SECRET",
            "AZURE_CLIENT_CERTIFICATE_PASSWORD",
            "IDENTITY_HEADER",
            "MSI_SECRET",
        ],
    ),
];

const OF_AWS: &[&str] = &[
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN",
];

/// What the sources of a manifest read, and no command needs that gets the credentials. Of `source: command`, that is what
/// `command_env` names.
pub(super) fn taken(manifest: &Checked) -> Vec<String> {
    let mut names = Vec::new();
    for source in manifest.credentials.iter().flat_map(Credential::sources) {
        match source.place() {
            Source::Env { var } => names.extend([var.clone(), format!("{var}_FILE")]),
            Source::Remote(remote) => {
                let of_command = remote
                    .params
                    .iter()
                    .filter(|(key, _)| remote.opens == Some("command") && key == "env");
                names.extend(of_command.map(|(_, name)| name.text.clone()));
                let of_store = OF_STORES.iter().filter(|(kind, _)| *kind == remote.kind);
                names.extend(of_store.flat_map(|(_, names)| *names).map(|name| (*name).to_owned()));
            }
            _ => {}
        }
    }
    names
}
