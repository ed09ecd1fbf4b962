//! What stands for a secret that is kept elsewhere, and is put in its place by a tool.

use super::signs::has;
use super::table::{head, table};
use super::text::any_of;

/// How references begin, by the documentation of 1Password, vals, AWS, Google Cloud, Azure, Doppler, Bank-Vaults and
/// others; in small letters.
pub(super) static REFERENCES: &[u8] = table!(
    "\
    op:// bws:// doppler:// infisical:// ref+ secretref+ vault:secret/ vault:kv/ vault:// \
    arn:aws aws-sm:// awssm:// awsssm:// ssm:// gcpsm:// gsm:// projects/ azkv:// \
    azurekeyvault:// keyvault:// keyring:// secret:// env:// file:// file:/ secretref: sm:// \
    akvs:// keeper:// ssm:/ s3:// gs:// /annex/objects/ /run/agenix/ @/run/ env: keyring: \
    data.aws_ data.vault_ secret/data/ lastpass:// chamber:// aws-secretsmanager:// k8s:// \
    gopass:// bitwarden:// conjur:// akeyless: dashlane:// protonpass:// pass:// keychain: \
    keepass: secretsmanager: https:// {\"Ref\" {\"Fn::"
);

pub(super) fn is_reference(text: &str) -> bool {
    match head(text, REFERENCES) {
        Some(b"projects/") => has(text, "/secrets/"),
        // As Azure names them.
        Some(b"https://") => has(text, ".vault.azure.net/secrets/"),
        Some(b"arn:aws") => any_of(&[":secret", ":ssm:", ":parameter"], &|part| has(text, part)),
        Some(_) => true,
        None => text.starts_with("@Microsoft.KeyVault("),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_told_from_secrets() {
        for text in [
            "op://team/openai/credential",
            "vault:secret/data/openai#key",
            "ref+vault://secret/openai#/key",
            "arn:aws:secretsmanager:eu-west-1:1234:secret:openai",
            "projects/example/secrets/openai/versions/latest",
            "@Microsoft.KeyVault(SecretUri=https://example.vault.azure.net/secrets/openai)",
            "FILE:///run/secrets/openai",
            "https://acme.vault.azure.net/secrets/openai",
            "gopass://team/openai",
            "{\"Ref\": \"ApiKey\"}",
        ] {
            assert!(is_reference(text), "{text}");
        }
        for text in [
            "vault:v1:example",
            "projects-are-fun",
            "arn:aws:iam::1234:role/example",
            "https://example.com",
        ] {
            assert!(!is_reference(text), "{text}");
        }
    }
}
