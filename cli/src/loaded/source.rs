use std::path::{MAIN_SEPARATOR, Path};

use provider_credentials::__private::{
    DecoderSpec, Encoding, EnvSpec, FallThrough, FileSpec, Format, KeyPath, RemoteSpec, SourceSpec,
    Template, TemplatePart,
};
use provider_credentials_manifest::checked::{self, Encrypted, Remote, Source};

use super::{encryption, kinds};

/// With `base`, a path that is relative starts there, and messages show it as the manifest has it.
pub(super) fn source(source: &Source, base: Option<&str>) -> SourceSpec {
    match source {
        Source::Encoded(inner, encoding) => {
            let inner = Box::leak(Box::new(self::source(inner, base)));
            SourceSpec::Encoded(inner, self::encoding(*encoding))
        }
        Source::Env { var } => {
            SourceSpec::Env(EnvSpec { var: text(var), file_var: text(&format!("{var}_FILE")) })
        }
        Source::File { path, key, format, encrypted } => SourceSpec::File(FileSpec {
            path: path_from(base, path),
            key: key.as_ref().map(key_path),
            format: self::format(*format),
            decoder: encrypted.as_ref().and_then(|encrypted| decoder(encrypted, base)),
        }),
        Source::Text(text) => SourceSpec::Text(template(text)),
        Source::Remote(remote) => SourceSpec::Remote(self::remote(remote)),
    }
}

fn decoder(encrypted: &Encrypted, base: Option<&str>) -> Option<&'static DecoderSpec> {
    let (opener, keys) = encryption::decoder(encrypted.by.name)?;
    let identity_file = encrypted.identity_file.as_ref().map(|path| path_from(base, path));
    let decrypt_with = encrypted.decrypt_with.as_deref().map(text);
    Some(Box::leak(Box::new(DecoderSpec { opener, keys, identity_file, decrypt_with })))
}

fn remote(remote: &Remote) -> RemoteSpec {
    let params: Vec<(&'static str, Template)> =
        remote.params.iter().map(|(name, value)| (text(name), template(value))).collect();
    RemoteSpec {
        kind: text(&remote.kind),
        noun: text(&remote.noun),
        opener: remote.opens.and_then(kinds::opener),
        params: params.leak(),
        key: remote.key.as_ref().map(key_path),
        fall_through: FallThrough {
            denied: remote.fall_through.denied,
            unreachable: remote.fall_through.unreachable,
        },
    }
}

fn path_from(base: Option<&str>, path: &checked::Template) -> Template {
    let start = match path.parts.first() {
        Some(checked::TemplatePart::Text(start)) if Path::new(start).is_relative() => start,
        _ => return template(path),
    };
    let Some(base) = base else { return template(path) };
    let mut whole = path.clone();
    // `base` is whole, and no part of a command that a message suggests depends on where that is run.
    let start = format!("{base}{MAIN_SEPARATOR}{start}");
    if let Some(first) = whole.parts.first_mut() {
        *first = checked::TemplatePart::Text(start);
    }
    template(&whole)
}

pub(super) fn template(template: &checked::Template) -> Template {
    let parts: Vec<TemplatePart> = template
        .parts
        .iter()
        .map(|part| match part {
            checked::TemplatePart::Text(part) => TemplatePart::Text(text(part)),
            checked::TemplatePart::Home => TemplatePart::Home,
            checked::TemplatePart::CredentialsDirectory => TemplatePart::CredentialsDirectory,
            checked::TemplatePart::Var { name, default } => {
                TemplatePart::Var { name: text(name), default: default.as_deref().map(text) }
            }
        })
        .collect();
    Template { text: text(&template.text), parts: parts.leak() }
}

fn key_path(key: &checked::KeyPath) -> KeyPath {
    let segments: Vec<&'static str> = key.segments.iter().map(|segment| text(segment)).collect();
    KeyPath { text: text(&key.text), segments: segments.leak() }
}

fn encoding(encoding: checked::Encoding) -> Encoding {
    match encoding {
        checked::Encoding::Base64 => Encoding::Base64,
        checked::Encoding::Base64Url => Encoding::Base64Url,
        checked::Encoding::Hex => Encoding::Hex,
    }
}

fn format(format: checked::Format) -> Format {
    match format {
        checked::Format::ByExtension => Format::ByExtension,
        checked::Format::Text => Format::Text,
        checked::Format::Json => Format::Json,
        checked::Format::Yaml => Format::Yaml,
        checked::Format::Binary => Format::Binary,
    }
}

pub(super) fn text(text: &str) -> &'static str {
    String::leak(text.to_owned())
}
