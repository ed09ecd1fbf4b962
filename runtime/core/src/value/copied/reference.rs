//! What stands for a secret that is kept elsewhere, and is put in its place by a tool.

use crate::value::encoded::json;
use crate::value::letters::signs::has;
use crate::value::letters::table::{Starts, exact_head, head, head_of, is_one, starts, table};
use crate::value::letters::text::{all, all_of, any_of, ends_with, inside, is_lower};

/// How references begin, by the documentation of 1Password, vals, AWS, Google Cloud, Azure, Doppler, Bank-Vaults and
/// others; in small letters. Those of a letter stand together.
pub(in crate::value) static REFERENCES: &[u8] = table!(
    "\
    @/run/ arn:aws aws-sm:// awssm:// awsssm:// azkv:// azurekeyvault:// akv:// akvs:// aws-secretsmanager:// akeyless: \
    awskms:// azurekms:// aws-kms:// bws:// bw:// bitwarden:// berglas:// chamber:// conjur:// credentialsjson: \
    doppler:// data.aws_ data.vault_ dashlane:// docker-secret: env:// env: exec:// file:// file:/ gcpsm:// gcpsecretmanager:// gsm:// gs:// \
    gopass:// gcpkms:// gcp-kms:// hashivault:// https:// infisical:// keyvault:// keyring:// keeper:// keyring: \
    k8s:// keychain: keepass: kubernetes:// lastpass:// lpass:// .values. op:// /annex/objects/ /run/agenix/ \
    //secretmanager.googleapis.com/ projects/ parameterstore:/ passwordstore: protonpass:// pass:// ref+ secretref+ ssm:// secret:// secretref: \
    sm:// ssm:/ s3:// secret/data/ secretsmanager: secretmanager:// sops:// systemd-creds: vault:secret/ \
    vault:kv/ vault:// vault+kv:// wincred: {\"Ref\" {\"Fn:: {\"valueFrom\" \
    {\"secretKeyRef\" {\"configMapKeyRef\""
);

static STARTS: Starts = starts(REFERENCES);

pub(in crate::value) fn is_reference(text: &str) -> bool {
    match head_of(text, REFERENCES, &STARTS) {
        Some(b"projects/") => has(text, "/secrets/"),
        // As Azure names them.
        Some(b"https://") => has(text, ".vault.azure.net/secrets/"),
        // A database of SQLite, and a bucket with its keys.
        Some(b"file:/" | b"file://") => !ends_with(text, &[".db", ".sqlite", ".sqlite3"]),
        Some(b"s3://") => !has(text, "@"),
        Some(b"arn:aws") => any_of(&[":secret", ":ssm:", ":parameter"], &|part| has(text, part)),
        Some(_) => true,
        None => {
            text.starts_with("@Microsoft.KeyVault(")
                || is_of_collector(text)
                || is_of_keepass(text)
                || json::is_reference(text)
                || text.starts_with("vault:") && text.contains('/') && text.contains('#')
        }
    }
}

/// `SECRET[store.key]` of Vector, and `@{store:key}` of Telegraf.
fn is_of_collector(text: &str) -> bool {
    let is_word = |word: &str| word.len() > 1 && all_of(word, "_-./");
    let pair = match inside(text, "SECRET[", "]") {
        Some(pair) => pair.split_once('.'),
        None => inside(text, "@{", "}").and_then(|pair| pair.split_once(':')),
    };
    matches!(pair, Some((store, key)) if is_word(store) && is_word(key))
}

/// `{{secrets/scope/key}}` of Databricks, `{{resolve:secretsmanager:…}}` of AWS, and what `op inject` fills in.
pub(in crate::value) fn is_in_braces(text: &str) -> bool {
    const HEADS: &[u8] = table!("resolve:secretsmanager: resolve:ssm ssm: op://");

    let Some(name) = inside(text, "{{", "}}").map(str::trim) else { return false };
    let scope = name.strip_prefix("secrets/").and_then(|rest| rest.split_once('/'));
    exact_head(name, HEADS).is_some()
        || matches!(
            scope,
            Some((scope, key)) if !scope.is_empty()
                && !key.is_empty()
                && [scope, key].iter().all(|part| all_of(part, "-_. @"))
        )
}

/// `/prod/openai/api-key`: a parameter of AWS Systems Manager, and without the first sign a secret of a store, of words in
/// small letters, of which the last says what it is.
pub(in crate::value) fn is_parameter(text: &str) -> bool {
    const LAST: &[u8] = table!("key apikey token secret password");

    let path = text.strip_prefix('/').unwrap_or(text);
    let Some((before, last)) = path.rsplit_once('/') else { return false };
    let word = last.rsplit(['-', '_']).next().unwrap_or_default();
    if !is_one(word, LAST) || !all(last, is_of_word) {
        return false;
    }
    for part in before.split('/') {
        if part.len() < 2 || !all(part, is_of_word) {
            return false;
        }
    }
    true
}

fn is_of_word(c: char) -> bool {
    is_lower(c) || matches!(c, '-' | '_')
}

/// `{REF:P@I:…}`, `{PASSWORD}`: a field of an entry, which `KeePass` puts in its place when it types.
fn is_of_keepass(text: &str) -> bool {
    const FIELDS: &[u8] = table!(
        "title username url password notes totp timeotp hmacotp clipboard uuid password_enc dt_simple"
    );

    let Some(field) = inside(text, "{", "}") else { return false };
    is_one(field, FIELDS) || head(field, table!("ref: s: pickchars: timeotp: dt_")).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_in_two_braces_are_told_from_templates() {
        for text in [
            "{{secrets/acme-scope/api_key}}",
            "{{ secrets/acme/key }}",
            "{{resolve:secretsmanager:openai:SecretString:key}}",
            "{{resolve:ssm-secure:/acme/key:1}}",
            "{{ op://team/openai/credential }}",
        ] {
            assert!(is_in_braces(text), "{text}");
        }
        for text in [
            "{{secrets/k9q}}",
            "{{secrets//k9q}}",
            "{secrets/acme/key}",
            "{{secrets/a$b/key}}",
            "{{k9q/Zm7/x}}",
        ] {
            assert!(!is_in_braces(text), "{text}");
        }
    }

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
            "{REF:P@I:46C9B1FFBD4ABC4BBB260C6190BAD20C}",
            "{PASSWORD}",
            "{UserName}",
            "{S:ApiKey}",
            "vault:database/creds/orders#password",
            "berglas://bucket/openai",
            "SECRET[vault.openai_api_key]",
            "@{store:openai_key}",
            "credentialsJSON:4d687cbc-7c54-480d-a019-c50a7615f2f7",
            ".Values.openai.apiKey",
            "//secretmanager.googleapis.com/projects/x/secrets/y",
            "exec://cat",
            "parameterstore:/acme/key",
            "{\"valueFrom\": {\"secretKeyRef\": {\"name\": \"x\", \"key\": \"y\"}}}",
        ] {
            assert!(is_reference(text), "{text}");
        }
        for text in [
            "vault:v1:example",
            "projects-are-fun",
            "arn:aws:iam::1234:role/example",
            "https://example.com",
            "{k9q}",
            "SECRET[k9q]",
            "@{k9qZm77x}",
            "@{k9q:$m77x}",
            "{passwords}",
            "{REF}",
            "vault:k9qZm77x",
        ] {
            assert!(!is_reference(text), "{text}");
        }
    }

    #[test]
    fn the_name_of_a_parameter_ends_in_what_it_is() {
        for text in [
            "/prod/openai/api-key",
            "/acme/token",
            "/my-app/prod/db_password",
            "prod/openai/api-key",
            "team/api_key",
        ] {
            assert!(is_parameter(text), "{text}");
        }
        for text in [
            "/an/example/of/none",
            "/k9/q7/token",
            "/K9q/Zm/key",
            "/key",
            "//key",
            "/a/key",
            "k/key",
            "correct/horse/monkey",
            "K9q/api-key",
        ] {
            assert!(!is_parameter(text), "{text}");
        }
    }
}
