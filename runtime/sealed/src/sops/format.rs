//! Which of its formats sops wrote.

use std::ffi::OsStr;

use provider_credentials_core::SourceError;

use super::failures::INI;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Yaml,
    Json,
    Dotenv,
    /// Any bytes, as the one value of a JSON file.
    Binary,
}

/// In lower case, as the name that it is compared with.
const INI_END: &str = ".ini";

/// By the file's name, as sops does, or else by how it begins.
pub(super) fn format(name: Option<&OsStr>, text: &str) -> Result<Format, SourceError> {
    let name = name.and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase();
    for (end, format) in [
        (".yaml", Format::Yaml),
        (".yml", Format::Yaml),
        (".json", Format::Json),
        (".env", Format::Dotenv),
    ] {
        if name.ends_with(end) {
            return Ok(format);
        }
    }
    let begins = text.trim_start();
    if name.ends_with(INI_END) || begins.starts_with('[') {
        return Err(INI);
    }
    if begins.starts_with('{') {
        return Ok(Format::Binary);
    }
    let is_dotenv = text.lines().any(|line| line.starts_with("sops_mac="));
    Ok(if is_dotenv { Format::Dotenv } else { Format::Yaml })
}
