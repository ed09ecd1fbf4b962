//! The values that the command gets.

use provider_credentials::{CredentialSet, Secret};
use provider_credentials_manifest::Checked;

use super::names::name;
use crate::end::Failure;
use crate::loaded::Loaded;

/// Each with the name of its variable, in the order of the manifest. What is not loaded has none.
pub(super) fn values<'l>(
    manifest: &Checked,
    credentials: &'l Loaded,
    prefix: &str,
) -> Result<Vec<(String, &'l Secret)>, Failure> {
    let mut values: Vec<(String, &Secret)> = Vec::new();
    for (credential, one) in manifest.credentials.iter().zip(credentials.iter()) {
        for part in &credential.parts {
            let Ok(Some(value)) = one.part(part.row.name) else { continue };
            let name = name(credential, part, prefix);
            match values.iter().find(|(known, _)| *known == name) {
                None => values.push((name, value)),
                Some((_, known)) if *known == value => {}
                Some(_) => {
                    return Err(Failure(format!(
                        "two credentials would be in `{name}`, and differ: `{}` is the second; name those that the \
                         command needs with `--only`",
                        credential.id,
                    )));
                }
            }
        }
    }
    Ok(values)
}
