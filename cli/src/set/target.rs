//! Where a value is written.

use std::env;
use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};

use provider_credentials_manifest::checked::{
    Credential, Encoding, Format, KeyPath, Part, Remote, Source, Template, TemplatePart,
};

use super::input::Kind;
use crate::end::Failure;
use crate::loading::Files;
use crate::screen::clean;

/// A file, and what of it, or a password of the keyring.
pub(super) struct Target {
    /// Of a password, none.
    path: PathBuf,
    /// The path as the manifest has it: what stands in a variable is not shown.
    shown: String,
    pub(super) what: What,
    /// In which the value is there.
    pub(super) encoding: Option<Encoding>,
    /// What messages call the source.
    noun: String,
}

pub(super) enum What {
    Text,
    /// Whatever its bytes are.
    Binary,
    Key(KeyPath, Format),
    Variable(String),
    /// In the keyring, by the parameters of its source; the value of a key, if it has several.
    Password(Vec<(String, String)>, Option<KeyPath>),
}

impl Target {
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn shown(&self) -> &str {
        &self.shown
    }

    pub(super) fn input(&self) -> Kind {
        match (&self.what, self.encoding) {
            (_, Some(_)) => Kind::Either,
            (What::Binary, None) => Kind::Bytes,
            (_, None) => Kind::Text,
        }
    }

    pub(super) fn is_called(&self, noun: &str) -> bool {
        self.noun == noun
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = &self.shown;
        match &self.what {
            What::Text | What::Binary => write!(f, "`{path}`")?,
            What::Key(key, _) => write!(f, "the key `{}` of `{path}`", clean(&key.text))?,
            What::Variable(name) => write!(f, "`{name}` in `{path}`")?,
            What::Password(_, None) => write!(f, "the {}", clean(&self.noun))?,
            What::Password(_, Some(key)) => {
                write!(f, "the key `{}` of the {}", clean(&key.text), clean(&self.noun))?;
            }
        }
        match self.encoding {
            Some(encoding) => write!(f, ", in {}", encoding.word()),
            None => Ok(()),
        }
    }
}

/// Whether the manifest has it.
pub(super) fn is_text(part: &Part) -> bool {
    part.sources.iter().all(|source| matches!(source.place(), Source::Text(_)))
}

/// The first source that can be written: with an `.env` file, a variable.
pub(super) fn choose(
    credential: &Credential,
    part: &Part,
    files: &Files,
) -> Result<Target, Failure> {
    let base = |path: PathBuf| match &files.base_dir {
        Some(directory) => directory.join(path),
        None => path,
    };
    for source in &part.sources {
        let encoding = match source {
            Source::Encoded(_, encoding) => Some(*encoding),
            _ => None,
        };
        match (source.place(), files.env_file()) {
            (Source::Env { var }, Some(path)) => {
                return Ok(Target {
                    path: path.to_path_buf(),
                    shown: clean(&path.display().to_string()).into_owned(),
                    what: What::Variable(var.clone()),
                    encoding,
                    noun: format!("environment variable `{var}`"),
                });
            }
            (Source::File { path, key, format, encrypted: None }, None) if !path.is_systemd() => {
                return Ok(Target {
                    path: base(expand(path)?),
                    shown: clean(&path.text).into_owned(),
                    what: match (key, format) {
                        (Some(key), format) => What::Key(key.clone(), *format),
                        (None, Format::Binary) => What::Binary,
                        (None, _) => What::Text,
                    },
                    encoding,
                    noun: format!("file `{}`", path.text),
                });
            }
            (Source::Remote(remote), None) if cfg!(feature = "keyring") && is_password(remote) => {
                return Ok(Target {
                    path: PathBuf::new(),
                    shown: String::new(),
                    what: What::Password(params(remote)?, remote.key.clone()),
                    encoding,
                    noun: remote.noun.clone(),
                });
            }
            _ => {}
        }
    }
    let name = name(credential, part);
    let reason = part.sources.first().map_or_else(String::new, |source| instead(source, files));
    Err(Failure(format!("`{name}` cannot be written here: {reason}")))
}

/// Why the first source cannot be written, and what to do.
fn instead(source: &Source, files: &Files) -> String {
    match source {
        _ if files.env_file.is_some() => {
            "none of its sources is a variable; leave `--env-file` out".to_owned()
        }
        Source::Env { var } => format!(
            "`{var}` is a variable, which whatever starts the program sets; for development, \
             `--env-file .env` writes it to that file"
        ),
        Source::Remote(remote) => in_store(remote),
        Source::Text(_) => "it is a text of the manifest; change it there".to_owned(),
        Source::Encoded(inner, encoding) => {
            format!("{}, in {}", instead(inner, files), encoding.word())
        }
        Source::File { path, .. } if path.is_systemd() => format!(
            "systemd gives the unit `{0}`; write the file that `LoadCredential={0}:…` names, or encrypt it again with \
             `systemd-creds encrypt --name={0} - FILE`",
            clean(&path.text)
        ),
        Source::File { path, encrypted: Some(_), .. } => format!(
            "its file is encrypted; change it with `cargo credentials edit {}`",
            clean(&path.text)
        ),
        Source::File { encrypted: None, .. } => String::new(),
    }
}

/// The command of a store, without the value.
fn in_store(remote: &Remote) -> String {
    let param = |name: &str| {
        let found = remote.params.iter().find(|(known, _)| known == name);
        found.map(|(_, template)| clean(&template.text).into_owned())
    };
    match (remote.opens, param("path")) {
        (Some("keyring"), _) if cfg!(not(feature = "keyring")) => {
            "it is in the keyring, which this build does not write; install `cargo-credentials` with `--features keyring`"
                .to_owned()
        }
        (Some("vault"), Some(path)) => {
            let key = remote.key.as_ref().map_or("KEY".into(), |key| clean(&key.text));
            format!(
                "it is in Vault; write it with `bao kv patch {path} {key}=-` (or `vault`), which takes the value \
                 from standard input"
            )
        }
        (Some(kind), _) => {
            format!("it is in the source `{kind}`; write it with that store's own tools")
        }
        (None, _) => {
            let kind = clean(&remote.kind).into_owned();
            format!("only the program has the source `{kind}`; write it where that reads it")
        }
    }
}

fn is_password(remote: &Remote) -> bool {
    remote.opens == Some("keyring")
}

/// With variables filled in.
fn params(remote: &Remote) -> Result<Vec<(String, String)>, Failure> {
    let expanded = |template: &Template| {
        let text = expand(template)?.into_os_string().into_string();
        text.map_err(|_| Failure(format!("`{}` is not UTF-8 text", clean(&template.text))))
    };
    let params = remote.params.iter();
    params.map(|(name, template)| Ok((name.clone(), expanded(template)?))).collect()
}

/// As the library does.
fn expand(template: &Template) -> Result<PathBuf, Failure> {
    let home = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
    let mut path = OsString::new();
    for part in &template.parts {
        let (name, default) = match part {
            TemplatePart::Text(text) => {
                path.push(text);
                continue;
            }
            TemplatePart::Home => (home, None),
            TemplatePart::CredentialsDirectory => ("CREDENTIALS_DIRECTORY", None),
            TemplatePart::Var { name, default } => (name.as_str(), default.as_ref()),
        };
        match (env::var_os(name).filter(|value| !value.is_empty()), default) {
            (Some(value), _) => path.push(value),
            (None, Some(default)) => path.push(default),
            (None, None) => {
                let text = clean(&template.text);
                return Err(Failure(format!("`{text}` needs `{name}`, which is not set; set it")));
            }
        }
    }
    Ok(path.into())
}

/// As the command line has it.
pub(super) fn name(credential: &Credential, part: &Part) -> String {
    match part.row.name {
        "secret" => credential.id.clone(),
        part => format!("{}.{part}", credential.id),
    }
}
