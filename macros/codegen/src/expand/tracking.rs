use std::path::Path;

use provider_credentials_manifest::checked::{Checked, Credential, Format, Source};

use super::code::{Code, literal};

/// Macro and runtime pin each other; a build script can pair any generator with any runtime.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Ties the crate to its manifest, to the runtime features that the manifest needs, and to the
/// runtime's version.
pub(super) fn expand(manifest: &Checked, tracked: Option<&str>, code: &mut Code<'_>) {
    code.add("$private::same_version! { $version }\n", &[("version", &literal(VERSION))]);
    if let Some(path) = tracked {
        // Makes cargo rebuild when the manifest changes; the bytes are not kept, as nothing names
        // them.
        let path = literal(path);
        code.add(
            "const _: &[$private::u8] = $private::include_bytes!($path);\n",
            &[("path", &path)],
        );
    }
    for (needed, check) in [
        (Format::Json, "needs_json"),
        (Format::Yaml, "needs_yaml"),
        (Format::ByExtension, "needs_json_or_yaml"),
    ] {
        if let Some(first) = manifest.credentials.iter().find(|each| reads(each, needed)) {
            let place = format!("{}:{}", manifest.path, first.line);
            code.add(
                "$private::$check! { $id at $place }\n",
                &[("check", check), ("id", &literal(&first.id)), ("place", &literal(&place))],
            );
        }
    }
}

fn reads(credential: &Credential, needed: Format) -> bool {
    credential.sources.iter().any(|source| format(source) == Some(needed))
}

/// What the program will find, as far as the path tells before it runs.
fn format(source: &Source) -> Option<Format> {
    let Source::File { path, format, .. } = source else {
        return None;
    };
    match format {
        Format::Text => None,
        Format::ByExtension => Some(by_extension(Path::new(&path.text))),
        Format::Json | Format::Yaml => Some(*format),
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
