use std::path::Path;

use provider_credentials_manifest::checked::{Checked, Format, Source};

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
    let mut used = Vec::new();
    for credential in &manifest.credentials {
        used.extend(credential.sources.iter().filter_map(format));
    }
    for (format, check) in [
        (Format::Json, "$private::needs_json! {}\n"),
        (Format::Yaml, "$private::needs_yaml! {}\n"),
        (Format::ByExtension, "$private::needs_json_or_yaml! {}\n"),
    ] {
        if used.contains(&format) {
            code.add(check, &[]);
        }
    }
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
