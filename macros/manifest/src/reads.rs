//! The format in which a program looks a key up, as far as its manifest says.

use std::path::Path;

use crate::checked::{Format, Source};

impl Source {
    /// `None` where no key is looked up; `ByExtension` where the program finds out.
    #[must_use]
    pub fn reads(&self) -> Option<Format> {
        let (path, format) = match self {
            Self::Encoded(source, _) => return source.reads(),
            Self::Env { .. } | Self::Text(_) => return None,
            // What a source answers has no name that tells its format.
            Self::Remote(remote) => return remote.key.as_ref().map(|_| Format::ByExtension),
            Self::File { path, format, .. } => (path, format),
        };
        match format {
            Format::Text | Format::Binary => None,
            Format::ByExtension => Some(by_extension(Path::new(&path.text))),
            Format::Json | Format::Yaml => Some(*format),
        }
    }
}

fn by_extension(path: &Path) -> Format {
    let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
    match extension.to_str() {
        Some("json") => Format::Json,
        Some("yaml" | "yml") => Format::Yaml,
        _ => Format::ByExtension,
    }
}
