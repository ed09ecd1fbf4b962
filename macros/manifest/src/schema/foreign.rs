//! Words of other tools, and what to write here in their place.

use crate::chars::replaced;

/// Words for one thing.
struct Foreign {
    /// The key that has such a word as its value.
    key: &'static str,
    /// In lower case, with `_` between their parts and spaces between them.
    words: &'static str,
    /// What to write, where `{}` stands for the word.
    help: &'static str,
}

static FOREIGN: &[Foreign] = &[
    Foreign {
        key: "source",
        words: "hashicorp hashicorp_vault hcp openbao bao",
        help: "write `vault` (feature `vault`), and the path of the secret as `vault_path`",
    },
    Foreign {
        key: "source",
        words: "aws asm",
        help: "write `aws_secrets_manager` (feature `aws`), and the name of the secret as `aws_secret`",
    },
    Foreign {
        key: "source",
        words: "ssm aws_ssm systems_manager",
        help: "write `aws_parameter_store` (feature `aws`), and the name of the parameter as `aws_parameter`",
    },
    Foreign {
        key: "source",
        words: "akv key_vault keyvault",
        help: "write `azure_key_vault` (feature `azure`), the vault as `azure_vault`, and the name of the secret as `azure_secret`",
    },
    Foreign {
        key: "source",
        words: "google gsm",
        help: "write `gcp_secret_manager` (feature `gcp`), and the name of the secret as `gcp_secret`",
    },
    Foreign {
        key: "source",
        words: "keychain secret_service secretservice libsecret gnome_keyring kwallet kwalletd wincred \
                credential_manager",
        help: "write `keyring` (feature `keyring`), the service as `keyring_service`, and the user as `keyring_user`",
    },
    Foreign {
        key: "source",
        words: "hsm softhsm smartcard smart_card token p11 yubihsm cryptoki",
        help: "write `pkcs11` (feature `pkcs11`), and the URI of the object as `pkcs11_uri`",
    },
    Foreign {
        key: "source",
        words: "tpm20 sealed",
        help: "write `tpm` (feature `tpm`), and the sealed object as `tpm_sealed`",
    },
    Foreign {
        key: "source",
        words: "sops age jwe",
        help: "write `file`, the path of the file as `file_path`, and `encrypted: {}`",
    },
    Foreign {
        key: "source",
        words: "akeyless conjur kms http https url",
        help: "write `custom` with `custom_name: {}`, and give the program's source that name in \
               `Loader::with_source`",
    },
    Foreign {
        key: "source",
        words: "k8s kubernetes docker podman compose swarm nomad csi volume mount secret",
        help: "write `file`, and the path that the secret is mounted at as `file_path`",
    },
    Foreign {
        key: "source",
        words: "load_credential loadcredential load_credential_encrypted systemd_creds credentials_directory",
        help: "write `systemd`, and the name of the credential as `systemd_credential`",
    },
    Foreign {
        key: "source",
        words: "op onepassword 1password bitwarden bw bws lastpass pass gopass protonpass proton_pass doppler infisical",
        help: "write `command` (feature `command`), and the command line that shows the secret as a list at `command`; \
               `docs/command.md` has it",
    },
    Foreign {
        key: "source",
        words: "exec program script shell process credential_process",
        help: "write `command` (feature `command`), and the program and its arguments as a list at `command`",
    },
    Foreign {
        key: "source",
        words: "dotenv",
        help: "write `env`; `Loader::with_dotenv` reads a `.env` file (feature `dotenv`)",
    },
    Foreign {
        key: "source",
        words: "json yaml yml text",
        help: "write `file`, and its path as `file_path`",
    },
    Foreign { key: "fall_through", words: "not_found missing notfound", help: "write `absent`" },
    Foreign {
        key: "fall_through",
        words: "forbidden unauthorized permission_denied access_denied permission",
        help: "write `denied`",
    },
    Foreign {
        key: "fall_through",
        words: "timeout timed_out down offline unavailable sealed network connection",
        help: "write `unreachable`",
    },
    Foreign {
        key: "fall_through",
        words: "all any always error errors failure true *",
        help: "list the failures: `[absent, denied, unreachable]`",
    },
    Foreign {
        key: "format",
        words: "dotenv env",
        help: "remove `format`, write `source: env`, and read the file with `Loader::with_dotenv` (feature `dotenv`)",
    },
    Foreign {
        key: "format",
        words: "p12 pkcs12 pfx der jks keystore bytes",
        help: "write `binary`",
    },
    Foreign {
        key: "format",
        words: "toml ini cfg conf properties netrc xml plist csv hcl base64 pem",
        help: "store the secret in a JSON or YAML file, or alone in a file without `file_key` and `format`",
    },
    Foreign { key: "type", words: "access_token jwt oauth_token", help: "write `bearer_token`" },
    Foreign {
        key: "type",
        words: "auth_token pat password passwd secret string text generic webhook_secret \
                signing_key",
        help: "write `api_key`, which is any secret that is one text",
    },
    Foreign {
        key: "type",
        words: "basic_auth http_basic username_password user_password login database userpass",
        help: "write `basic`, with `username` and `password`",
    },
    Foreign {
        key: "type",
        words: "oauth oidc openid openid_connect m2m machine_to_machine private_key_jwt",
        help: "write `oauth2_client_credentials`, with `client_id`, `client_secret` and `token_url`",
    },
    Foreign {
        key: "type",
        words: "cert mtls mutual_tls tls ssl x509 x_509 pkcs12 p12 pfx",
        help: "write `client_certificate`, with `private_key` and `certificate`, or `pkcs12`",
    },
    Foreign {
        key: "type",
        words: "gcp google_cloud google_credentials google_application_credentials service_account_key",
        help: "write `google_service_account`, with the source of its JSON file and `scopes`",
    },
    Foreign {
        key: "type",
        words: "pem private_key ssh ssh_key",
        help: "write `api_key`, and the path of its file as `file_path`: a PEM or JSON file is one text",
    },
];

/// What to write in place of a word of other tools.
pub(crate) fn in_place_of(key: &str, word: &str) -> Option<String> {
    let plain = replaced(&word.trim().to_ascii_lowercase(), |c| matches!(c, '-' | ' '), '_');
    let row = FOREIGN
        .iter()
        .find(|row| row.key == key && row.words.split(' ').any(|known| known == plain))?;
    Some(row.help.replace("{}", &plain))
}

/// The part that other tools call so.
pub(crate) fn part_meant_by(key: &str) -> Option<&'static str> {
    let plain = replaced(&key.to_ascii_lowercase(), |c| c == '-', '_');
    Some(match plain.as_str() {
        "user" | "login" | "user_name" => "username",
        "pass" | "pwd" | "passwd" | "pw" => "password",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{FAILURES, FORMATS, SOURCE_NAMES, TYPES};
    use crate::suggest::nearest_value;

    /// Else the keys beside it would be checked as those of the word that it is near to.
    #[test]
    fn no_word_is_near_to_one_that_is_known() {
        for row in FOREIGN {
            let known = match row.key {
                "type" => TYPES,
                "format" => FORMATS,
                "fall_through" => FAILURES,
                _ => SOURCE_NAMES,
            };
            for word in row.words.split(' ') {
                assert_eq!(nearest_value(word, known), None, "{word}");
                assert!(in_place_of(row.key, word).is_some(), "{word}");
            }
        }
        assert_eq!(in_place_of("type", "vault"), None);
        assert_eq!(in_place_of("source", "banana"), None);
        assert!(in_place_of("source", "AWS").unwrap().contains("aws_secrets_manager"));
    }
}
