//! What the keys of Azure Key Vault need beyond their shapes. Of what a variable holds, nothing is said.

use std::ops::Range;

use super::azure_name::{Identifier, domain, is_version, stray_of_secret, wrong_with_vault};
use crate::model::Text;
use crate::report::Problem;
use crate::schema::Key;
use crate::secrets::shown;
use crate::span::Spanned;

/// What is wrong with the value of a key, which has the key's shape.
pub(super) fn problem(key: &Key, text: &Spanned<Text>) -> Option<Problem> {
    let written = text.text();
    let is_known = !written.contains('$');
    match key.name {
        "azure_vault" if is_known => vault(key, text),
        "azure_secret" if is_known => secret(key, text),
        "azure_version" if is_known && !is_version(written) => {
            let message = "`azure_version` must be 32 hexadecimal digits";
            let help =
                "copy what ends the identifier of the secret, or remove it for the newest version";
            Some(at(key, text, 0..written.len(), message).help(help))
        }
        _ => None,
    }
}

fn at(key: &Key, text: &Spanned<Text>, range: Range<usize>, message: &str) -> Problem {
    Problem::at(key.code, text.part(range), message)
}

/// That it is the identifier of a secret, as the portal shows it: what each part of it is.
fn parts(key: &Key, text: &Spanned<Text>, identifier: &Identifier<'_>) -> Problem {
    let Identifier { vault, secret, version } = identifier;
    let mut help =
        format!("write `azure_vault: {}` and `azure_secret: {}`", shown(vault), shown(secret));
    if let Some(version) = version {
        help =
            format!("{help}, and `azure_version: {}` unless the newest is meant", shown(version));
    }
    let message = format!("`{}` is the whole identifier of a secret", key.name);
    at(key, text, 0..text.text().len(), &message).help(help)
}

fn vault(key: &Key, text: &Spanned<Text>) -> Option<Problem> {
    let written = text.text();
    if let Some(identifier) = Identifier::parse(written) {
        return Some(parts(key, text, &identifier));
    }
    if !written.contains([':', '/', '.']) {
        let message = wrong_with_vault(written)?;
        let help = "write the name as the portal shows it, as in `agents-prod`";
        return Some(
            at(key, text, 0..written.len(), &format!("`azure_vault` {message}")).help(help),
        );
    }
    let whole = 0..written.len();
    let Some(host) = written.strip_prefix("https://") else {
        let message = "`azure_vault` is neither a name nor an https URL";
        let help = "write the name alone, or a URL as in `https://agents-prod.vault.azure.net`";
        return Some(at(key, text, whole, message).help(help));
    };
    let host = host.strip_suffix('/').unwrap_or(host);
    let host = host.strip_suffix(":443").unwrap_or(host);
    let Some((name, _)) = domain(host) else {
        let message = "`azure_vault` is a URL of no cloud that has vaults";
        let help = "end its host with `.vault.azure.net`, `.vault.azure.cn` or `.vault.usgovcloudapi.net`, and write no \
                    port and no path";
        return Some(at(key, text, whole, message).help(help));
    };
    let message = wrong_with_vault(name)?;
    let start = "https://".len();
    let message = format!("the name of the vault in `azure_vault` {message}");
    let help = "copy the vault's URI from the portal";
    Some(at(key, text, start..start + name.len(), &message).help(help))
}

fn secret(key: &Key, text: &Spanned<Text>) -> Option<Problem> {
    const LONGEST: usize = 127;

    let written = text.text();
    if let Some(identifier) = Identifier::parse(written) {
        return Some(parts(key, text, &identifier));
    }
    if let Some((place, c)) = stray_of_secret(written) {
        let message = format!("`azure_secret` has `{}`, which no such name has", c.escape_debug());
        let help = "use letters, digits and hyphens";
        return Some(at(key, text, place..place + c.len_utf8(), &message).help(help));
    }
    if written.len() > LONGEST {
        let message = "`azure_secret` has more than 127 characters";
        return Some(
            at(key, text, 0..written.len(), message).help("copy the name from the portal"),
        );
    }
    None
}
