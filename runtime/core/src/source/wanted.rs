use core::ptr;
use std::ffi::OsStr;

#[cfg(feature = "tools")]
use crate::contract::{KeyProvider, Opener};
use crate::spec::{
    CREDENTIALS_DIRECTORY, DecoderSpec, Numbers, SourceSpec, Spec, Template, TemplatePart,
};

/// The names that may be asked for, each with an index.
#[derive(Default)]
pub(crate) struct WantedNames {
    pub(super) indices: Numbers<'static>,
    /// More than any index.
    pub(super) next: usize,
    /// The last one that was looked at.
    decoder: Option<&'static DecoderSpec>,
}

impl WantedNames {
    /// Those that the sources of these credentials may ask for.
    pub(crate) fn of(specs: &'static [Spec]) -> Self {
        let mut wanted = Self::default();
        for spec in specs {
            for part in spec.parts {
                for source in part.sources {
                    wanted.add_source(source);
                }
            }
        }
        wanted
    }

    /// Those that may be asked for to open key providers.
    #[cfg(feature = "tools")]
    pub(crate) fn of_keys(openers: &'static [&'static Opener<dyn KeyProvider>]) -> Self {
        let mut wanted = Self::default();
        for opener in openers {
            wanted.add_all(opener.variables());
        }
        wanted
    }

    fn add_source(&mut self, source: &'static SourceSpec) {
        match source {
            SourceSpec::Encoded(source, _) => self.add_source(source),
            SourceSpec::Text(text) => self.add_template(text),
            SourceSpec::Env(env) => {
                self.add(env.var);
                self.add(env.file_var);
            }
            SourceSpec::File(file) => {
                self.add_template(&file.path);
                if let Some(decoder) = file.decoder {
                    self.add_decoder(decoder);
                }
            }
            SourceSpec::Remote(remote) => {
                for (_, value) in remote.params {
                    self.add_template(value);
                }
                if let Some(opener) = remote.opener {
                    self.add_all(opener.variables());
                }
            }
        }
    }

    fn add_decoder(&mut self, decoder: &'static DecoderSpec) {
        // A thousand credentials in one file are decrypted alike.
        let is_known = self.decoder.is_some_and(|last| {
            ptr::eq(last.opener, decoder.opener) && ptr::eq(last.keys, decoder.keys)
        });
        if !is_known {
            self.add_all(decoder.opener.variables());
            for opener in decoder.keys {
                self.add_all(opener.variables());
            }
            self.decoder = Some(decoder);
        }
        if let Some(path) = &decoder.identity_file {
            self.add_template(path);
        }
    }

    fn add_template(&mut self, template: &'static Template) {
        for part in template.parts {
            match part {
                TemplatePart::Text(_) => {}
                TemplatePart::Home => self.add(HOME),
                TemplatePart::CredentialsDirectory => self.add_all(&[CREDENTIALS_DIRECTORY]),
                TemplatePart::Var { name, .. } => self.add(name),
            }
        }
    }

    fn add_all(&mut self, names: &'static [&'static str]) {
        for name in names {
            // A thousand credentials of one kind ask for the same few.
            if self.indices.get(name).is_none() {
                self.add(name);
            }
        }
    }

    /// The name itself, if it may be asked for.
    #[cfg(feature = "dotenv")]
    pub(super) fn name(&self, name: &str) -> Option<&'static str> {
        self.indices.get(name).map(|(name, _)| name)
    }

    pub(super) fn index(&self, name: &str) -> Option<usize> {
        self.indices.get(name).map(|(_, index)| index)
    }

    /// The names that mean the same as `name`. On Windows, case does not matter.
    pub(super) fn matching(&self, name: &OsStr) -> Vec<&'static str> {
        let mut matching = Vec::new();
        if cfg!(windows) {
            for known in self.indices.names() {
                if name.eq_ignore_ascii_case(known) {
                    matching.push(known);
                }
            }
        } else if let Some(name) = name.to_str() {
            if let Some((known, _)) = self.indices.get(name) {
                matching.push(known);
            }
        }
        matching
    }

    /// A name that is there already gets another index.
    pub(super) fn add(&mut self, name: &'static str) {
        self.indices.insert(name, self.next);
        self.next += 1;
    }
}

/// The variable that stands for the user's home directory.
pub(crate) const HOME: &str = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
