use super::decoder::DecoderSpec;
use super::encoding::Encoding;
use super::fall_through::FallThrough;
use super::format::Format;
use super::key_path::KeyPath;
use super::template::Template;
use crate::contract::{Opener, Source};

/// One place to look for a secret.
pub enum SourceSpec {
    Env(EnvSpec),
    File(FileSpec),
    Remote(RemoteSpec),
    /// The manifest itself has it, where it is no secret.
    Text(Template),
    /// One of the others, with what it has in an encoding.
    Encoded(&'static SourceSpec, Encoding),
}

impl SourceSpec {
    /// Where to look.
    pub(crate) fn place(&'static self) -> &'static Self {
        match self {
            Self::Encoded(source, _) => source.place(),
            source => source,
        }
    }

    /// What its value is in.
    pub(crate) fn encoding(&self) -> Option<Encoding> {
        match self {
            Self::Encoded(_, encoding) => Some(*encoding),
            Self::Env(_) | Self::File(_) | Self::Remote(_) | Self::Text(_) => None,
        }
    }
}

pub struct EnvSpec {
    pub var: &'static str,
    /// `var` with `_FILE` after it, which names a file that holds the secret.
    pub file_var: &'static str,
}

pub struct FileSpec {
    pub path: Template,
    /// Absent: the whole file is the secret.
    pub key: Option<KeyPath>,
    pub format: Format,
    /// What turns the file's bytes into its content, if they are not that already.
    pub decoder: Option<&'static DecoderSpec>,
}

/// A source that is asked through [`Source`].
pub struct RemoteSpec {
    /// The kind's name, or that under which the program registers the source.
    pub kind: &'static str,
    /// What messages call the place: ``Vault secret `secret/openai` ``.
    pub noun: &'static str,
    /// Opens the kind's default source. Absent: the program registers one.
    pub opener: Option<&'static Opener<dyn Source>>,
    pub params: &'static [(&'static str, Template)],
    /// Which value of a content that the source answers with. Absent: the whole content.
    pub key: Option<KeyPath>,
    pub fall_through: FallThrough,
}
