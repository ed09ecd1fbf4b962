//! The runtime, as generated code calls it.

use std::fs;
use std::path::{Path, PathBuf};

use provider_credentials::__private::{
    FileSpec, KeyPath, PartSpec, Set, SourceSpec, Spec, Table, Template, UNFILLED,
};
use provider_credentials::{__private, ExposeSecret, Loader};
use tempfile::TempDir;

pub(crate) use provider_credentials::__private::{Format, TemplatePart};

use crate::borrow::Lender;

/// Where an input's files are, in memory where the system has that.
pub(crate) struct Scratch(TempDir);

impl Scratch {
    pub(crate) fn new() -> Self {
        let memory = Path::new("/dev/shm");
        let parent = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
        let prefix = "provider-credentials-fuzz-";
        Self(tempfile::Builder::new().prefix(prefix).tempdir_in(parent).expect("a directory"))
    }

    pub(crate) fn path(&self) -> PathBuf {
        // macOS has its temporary directory behind a link.
        self.0.path().canonicalize().expect("a path")
    }

    pub(crate) fn with(self, name: &str, bytes: &[u8]) -> Self {
        write_secret(&self.0.path().join(name), bytes).expect("a file");
        self
    }

    /// Sees nothing but the directory.
    pub(crate) fn loader(&self) -> Loader {
        Loader::new().with_environment::<&str, &str>([]).base_dir(self.path())
    }
}

pub(crate) fn write_secret(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    fs::write(path, bytes)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;

        fs::set_permissions(path, fs::Permissions::from_mode(0o600))?;
    }
    Ok(())
}

/// A piece of a path.
pub(crate) enum Part {
    Text(String),
    Home,
    Var { name: String, default: Option<String> },
}

/// One credential with a file as its source.
pub(crate) struct Asked {
    pub(crate) path: Vec<Part>,
    /// The whole file where absent.
    pub(crate) key: Option<Vec<String>>,
    pub(crate) format: Format,
}

#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) code: &'static str,
    pub(crate) text: String,
}

/// How many credentials one load has.
pub(crate) const SLOTS: usize = 32;

/// Loads up to [`SLOTS`] credentials at once.
pub(crate) fn load(asked: &[Asked], loader: &Loader) -> Vec<Result<String, Refusal>> {
    let mut lender = Lender::default();
    let specs: [Spec; SLOTS] = std::array::from_fn(|slot| spec(asked.get(slot), &mut lender));
    let specs = lender.lend(specs);
    let table = lender.lend(Table::new(specs).reading_yaml());
    let mut handles = __private::load(table, loader);
    let mut fields = vec![UNFILLED; asked.len()];
    handles.fill(&mut fields.iter_mut().collect::<Vec<_>>());
    let mut set = Set::UNFILLED;
    handles.into_set(&mut set);
    let outcomes = fields.iter().map(|field| match field.secret() {
        Ok(secret) => Ok(secret.expose_secret().to_owned()),
        Err(error) => Err(Refusal { code: error.code(), text: error.to_string() }),
    });
    let outcomes = outcomes.collect();
    // Before the lender: they borrow.
    drop((set, fields));
    outcomes
}

fn spec(asked: Option<&Asked>, lender: &mut Lender) -> Spec {
    let sources: Vec<SourceSpec> = asked.map(|asked| source(asked, lender)).into_iter().collect();
    let parts = vec![PartSpec { name: "secret", sources: lender.lend(sources) }];
    Spec::new("it", "example", true, lender.lend(parts))
}

fn source(asked: &Asked, lender: &mut Lender) -> SourceSpec {
    let mut text = |text: &String| lender.lend(text.clone()).as_str();
    let parts = asked.path.iter().map(|part| match part {
        Part::Text(it) => TemplatePart::Text(text(it)),
        Part::Home => TemplatePart::Home,
        Part::Var { name, default } => {
            TemplatePart::Var { name: text(name), default: default.as_ref().map(&mut text) }
        }
    });
    let parts: Vec<TemplatePart> = parts.collect();
    let segments = asked.key.as_ref().map(|key| key.iter().map(text).collect::<Vec<&str>>());
    let path = Template { text: "the path", parts: lender.lend(parts) };
    let key = segments
        .map(|segments| KeyPath { text: "the key", segments: lender.lend(segments).as_slice() });
    SourceSpec::File(FileSpec { path, key, format: asked.format, decoder: None })
}
