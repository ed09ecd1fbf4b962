//! What is wrong with a text that was found, and is no secret.

use core::fmt;

use super::doubt::{self, Doubt};
use super::noun::Value;
use super::row::{Row, say};
use crate::report::place::Place;
use crate::spec::{Encoding, FileSpec};

#[derive(Clone, Copy, PartialEq)]
#[cfg_attr(test, derive(Debug))]
pub(crate) enum TextReason {
    /// It has a NUL byte in it.
    Nul,
    Encrypted(Cipher),
    /// It is not in the encoding that the manifest says.
    NotEncoded(Encoding),
    /// The loader is strict about values.
    Doubtful(Doubt),
}

#[cfg_attr(test, derive(Debug))]
/// What a text is encrypted by.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Cipher {
    Sops,
    Age,
    Pgp,
    Ansible,
    Transit,
    /// A file is as git has it, who has not the key.
    GitCrypt,
    Jasypt,
    Eyaml,
    Spring,
    AwsKms,
    OpenSsl,
    Ejson,
    /// A variable of its App Platform.
    DigitalOcean,
    Awx,
    Jetty,
    Cirrus,
    GoCd,
    Bamboo,
    GoogleKms,
    Dotenvx,
    Kubernetes,
    Dpapi,
    WebLogic,
    WebSphere,
    Mule,
    Rails,
    Systemd,
    Bitwarden,
    LastPass,
    Pulumi,
    Maven,
    Jenkins,
    SealedSecrets,
    AspNet,
    Laravel,
    /// A JSON Web Encryption, compact or as JSON.
    Jwe,
    /// A data bag.
    Chef,
}

impl Cipher {
    /// What `encrypted` in the manifest calls it.
    pub(crate) fn read_here(self) -> Option<&'static str> {
        match self {
            Self::Age => Some("age"),
            Self::Jwe => Some("jwe"),
            Self::Sops => Some("sops"),
            _ => None,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        let [name, _] = self.words();
        name
    }

    /// Its name, and what decrypts.
    fn words(self) -> &'static [&'static str; 2] {
        match self {
            Self::Sops => &["sops", "`sops decrypt`, or start the program with `sops exec-env`"],
            Self::Age => &["age", "`age --decrypt`"],
            Self::Pgp => &["PGP", "`gpg --decrypt`"],
            Self::Transit => &["Vault's transit engine", "`vault write transit/decrypt/NAME`"],
            Self::GitCrypt => &["git-crypt", "`git-crypt unlock`"],
            Self::Ansible => &["Ansible Vault", "`ansible-vault decrypt`"],
            Self::Jasypt => &["Jasypt", "Jasypt's `decrypt`"],
            Self::Eyaml => &["hiera-eyaml", "`eyaml decrypt`"],
            Self::Spring => &["Spring Cloud Config", "the server's `/decrypt`"],
            Self::AwsKms => &["AWS KMS", "`aws kms decrypt`"],
            Self::OpenSsl => &["OpenSSL", "`openssl enc -d`"],
            Self::DigitalOcean => &[
                "DigitalOcean's App Platform",
                "the platform, which does so for its own apps alone",
            ],
            Self::Awx => &["AWX", "AWX, in a job"],
            Self::Cirrus => &["Cirrus CI", "Cirrus CI, in a task"],
            Self::GoCd => &["GoCD", "GoCD, in a job"],
            Self::Bamboo => &["Bamboo", "Bamboo, in a build"],
            Self::Jetty => &["Jetty's obfuscation", "Jetty's `Password.deobfuscate`"],
            Self::GoogleKms => &["Google Cloud KMS", "`gcloud kms decrypt`"],
            Self::Ejson => &["ejson", "`ejson decrypt`"],
            Self::Dotenvx => &["dotenvx", "`dotenvx get`, or start the program with `dotenvx run`"],
            Self::Kubernetes => &["the Kubernetes API server", "`kubectl get secret`"],
            Self::WebLogic => &["WebLogic", "the domain's `decrypt` of WLST"],
            Self::WebSphere => &["WebSphere", "its `PasswordDecoder`"],
            Self::Mule => &["Mule", "its secure properties tool"],
            Self::Rails => &["Rails", "`rails credentials:show`"],
            Self::Systemd => {
                &["systemd", "`systemd-creds decrypt`, or `LoadCredentialEncrypted=` of its unit"]
            }
            Self::Bitwarden => &["Bitwarden", "`bw get`"],
            Self::LastPass => &["LastPass", "`lpass show`"],
            Self::Pulumi => &["Pulumi", "`pulumi config get`"],
            Self::Maven => &["Maven", "Maven itself, which alone reads it"],
            Self::Jenkins => &["Jenkins", "Jenkins's `hudson.util.Secret.decrypt`"],
            Self::SealedSecrets => {
                &["Sealed Secrets", "its controller: read the `Secret` it makes"]
            }
            Self::AspNet => &["ASP.NET Core's data protection", "its `Unprotect`"],
            Self::Laravel => &["Laravel", "its `Crypt::decrypt`"],
            Self::Jwe => &["JSON Web Encryption", "the key that it was encrypted for"],
            Self::Chef => &["Chef", "`knife data bag show`"],
            Self::Dpapi => &["PowerShell's `ConvertFrom-SecureString`", "`ConvertTo-SecureString`"],
        }
    }
}

pub(super) fn describe(reason: TextReason, place: Place, row: Row<'_>) {
    match reason {
        TextReason::Nul => say(
            row,
            "value_not_text",
            &Value(place),
            ["has a NUL byte in it", "store the secret as plain text"],
        ),
        TextReason::Encrypted(cipher) => describe_encrypted(cipher, &Value(place), place, row),
        TextReason::NotEncoded(encoding) => row(
            "encoding_invalid",
            format_args!("{} is not valid {}", Value(place), name_of(encoding)),
            format_args!("encode the secret, or correct `encoding` in the manifest"),
        ),
        TextReason::Doubtful(doubt) => doubt::describe(doubt, place, row),
    }
}

/// That `what` is encrypted.
pub(super) fn describe_encrypted(
    cipher: Cipher,
    what: &dyn fmt::Display,
    place: Place,
    row: Row<'_>,
) {
    let [name, fix] = cipher.words();
    if let (Some(word), Place::File(FileSpec { decoder: None, .. })) = (cipher.read_here(), place) {
        return row(
            "value_encrypted",
            format_args!("{what} is encrypted by {name}"),
            format_args!(
                "write `encrypted: {word}` beside `file_path`, and enable feature `{word}`"
            ),
        );
    }
    row(
        "value_encrypted",
        format_args!("{what} is encrypted by {name}"),
        format_args!("decrypt it before the program reads it, with {fix}"),
    );
}

fn name_of(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Base64 => "base64",
        Encoding::Base64Url => "base64url",
        Encoding::Hex => "hexadecimal",
    }
}
