//! Where a credential may be, in few words.

use provider_credentials_manifest::checked::{Credential, KeyPath, Source};

use crate::screen::clean;

/// One source of one part.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) part: &'static str,
    /// As the manifest's `source` has it.
    pub(crate) source: String,
    /// What it is called there.
    pub(crate) name: String,
    pub(crate) key: Option<String>,
    /// What messages call it.
    nouns: Vec<String>,
}

impl Place {
    /// Whether a message means it.
    pub(crate) fn is_called(&self, noun: &str) -> bool {
        self.nouns.iter().any(|known| known == noun)
    }

    /// In one column.
    pub(crate) fn short(&self) -> String {
        let Self { source, name, key, .. } = self;
        match key {
            Some(key) => format!("{source} {name} {key}"),
            None if name.is_empty() => source.clone(),
            None => format!("{source} {name}"),
        }
    }
}

/// In the order in which they are asked, the most secret part first.
pub(crate) fn of(credential: &Credential) -> Vec<Place> {
    let parts = credential.parts.iter();
    parts
        .flat_map(|part| part.sources.iter().map(|source| place(part.row.name, source.place())))
        .collect()
}

fn place(part: &'static str, place: &Source) -> Place {
    let shown = |key: &KeyPath| clean(&key.text).into_owned();
    let (source, name, key, nouns) = match place {
        Source::Env { var } => {
            let nouns =
                vec![format!("environment variable `{var}`"), format!("file `${var}_FILE`")];
            ("env".to_owned(), var.clone(), None, nouns)
        }
        Source::File { path, key, .. } => {
            let nouns = vec![path.file_noun()];
            let kind = if path.is_systemd() { "systemd" } else { "file" };
            (kind.to_owned(), path.text.clone(), key.as_ref().map(shown), nouns)
        }
        Source::Remote(remote) => {
            let (kind, noun) = (remote.kind.clone(), remote.noun.clone());
            // What stands in backticks is the name there; of a user, with what it is for.
            let mut pieces = noun.split('`').skip(1);
            let mut name = pieces.next().unwrap_or_default().to_owned();
            if let (Some(" for "), Some(of)) = (pieces.next(), pieces.next()) {
                name = format!("{name} for {of}");
            }
            match remote.opens {
                Some(_) => (kind, name, remote.key.as_ref().map(shown), vec![noun]),
                None => ("custom".to_owned(), kind, remote.key.as_ref().map(shown), vec![noun]),
            }
        }
        Source::Text(text) => {
            ("manifest".to_owned(), String::new(), None, vec![format!("`{}`", text.text)])
        }
        Source::Encoded(..) => (String::new(), String::new(), None, Vec::new()),
    };
    Place { part, source, name: clean(&name).into_owned(), key, nouns }
}
