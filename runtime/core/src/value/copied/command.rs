//! Commands of a shell as a whole: those that have a secret in them, and those that print one.

use crate::report::Doubt;
use crate::value::about::About;
use crate::value::letters::signs::{begins_with, has};
use crate::value::letters::spaces::may_have_words;
use crate::value::letters::table::{is_exactly, table};
use crate::value::letters::text::without_start;

/// Programs that are given a secret.
const CLIENTS: &[u8] = table!(
    "\
    psql mysql mysqldump mariadb mongosh mongodump redis-cli valkey-cli sqlcmd sqlplus cqlsh curl wget \
    sshpass ldapsearch docker podman helm skopeo git"
);

/// Commands that print a secret, by the documentation of each.
const READERS: &[&str] = &[
    "akeyless get-secret",
    "age -d ",
    "aws secretsmanager ",
    "aws ssm get-",
    "az account get-",
    "az keyvault secret ",
    "bw get ",
    "bws secret get ",
    "cat /",
    "cat ~/",
    "chamber read ",
    "doppler secrets get ",
    "echo $",
    "gcloud auth print-",
    "gcloud secrets versions ",
    "gh auth token",
    "gopass show ",
    "gpg -d ",
    "gpg --decrypt ",
    "heroku config:get ",
    "infisical secrets get ",
    "kubectl get secret",
    "lpass show ",
    "op item get ",
    "op read ",
    "openssl rand ",
    "pass show ",
    "pulumi config get ",
    "secret-tool lookup ",
    "security find-generic-password ",
    "sops -d ",
    "sops --decrypt ",
    "sops decrypt ",
    "terraform output ",
    "vault kv get ",
    "vault read ",
];

/// Whether it is a command, and of which kind. Words alone may be a passphrase, so what a client is given has an option or
/// a URL.
pub(in crate::value) fn told(text: &str, about: &About) -> Option<Doubt> {
    let text = without_start(text, |c| matches!(c, '$' | '%' | '>' | '#' | ' '));
    let (program, rest) = text.split_once(' ')?;
    let is_client = is_exactly(program, CLIENTS);
    if !is_client && !begins_with(text, READERS) || text.contains('\n') {
        return None;
    }
    let has_option = rest.starts_with('-') || has(rest, " -") || has(rest, "://");
    let may_be_words = may_have_words(text, about) && !has(rest, "://") && !has(rest, "/");
    if may_be_words || about.has_name_of(table!("command cmd exec helper script")) {
        return None;
    }
    if !is_client {
        return Some(Doubt::NotRun);
    }
    has_option.then_some(Doubt::Within("a command"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &'static str, text: &str) -> Option<Doubt> {
        told(text, &About::new("acme", None, [name, "secret", ""]))
    }

    #[test]
    fn commands_are_told_from_passphrases() {
        for text in [
            "psql 'postgres://app:example@db/orders'",
            "redis-cli -u redis://default:example@cache:6379",
            "curl -H 'Authorization: Bearer example' https://api.example",
            "$ docker login -u me -p example registry.example",
        ] {
            assert_eq!(of("orders", text), Some(Doubt::Within("a command")), "{text}");
            assert_eq!(of("healthcheck_command", text), None, "{text}");
        }
        for text in [
            "op read op://team/openai/credential",
            "vault kv get -field=key secret/openai",
            "cat /run/secrets/openai",
            "$ kubectl get secret openai -o jsonpath={.data.key}",
        ] {
            assert_eq!(of("openai", text), Some(Doubt::NotRun), "{text}");
        }
        for text in [
            "curl of the dog",
            "git push and pull",
            "psql",
            "vault of gold",
            "docker\n-p example",
            "my psql -U app",
        ] {
            assert_eq!(of("acme", text), None, "{text}");
        }
        for text in ["pass show must go on", "git push --force 77", "cat and mouse"] {
            assert_eq!(of("acme_password", text), None, "{text}");
        }
        assert!(of("db_password", "psql postgres://app:example@db").is_some());
    }
}
