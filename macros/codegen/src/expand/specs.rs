use provider_credentials_manifest::checked::{
    Checked, Credential, Format, KeyPath, PathPart, PathTemplate, Source,
};

use super::code::{Code, literal};

/// The static data that the runtime loads by.
pub(super) fn expand(manifest: &Checked, code: &mut Code<'_>) {
    let count = manifest.credentials.len().to_string();
    code.add("static SPECS: [__private::Spec; $count] = [\n", &[("count", &count)]);
    for credential in &manifest.credentials {
        spec(credential, code);
    }
    code.push("];\nstatic TABLE: __private::Table = __private::Table::new(&SPECS);\n");
}

fn spec(credential: &Credential, code: &mut Code<'_>) {
    let required = if credential.required { "true" } else { "false" };
    code.add(
        "\
__private::Spec {
    id: $id,
    provider: $provider,
    required: $required,
    sources: &[
",
        &[
            ("id", &literal(&credential.id)),
            ("provider", &literal(&credential.provider)),
            ("required", required),
        ],
    );
    for source in &credential.sources {
        source_spec(source, code);
    }
    code.push("    ],\n},\n");
}

fn source_spec(source: &Source, code: &mut Code<'_>) {
    match source {
        Source::Env { var } => code.add(
            "__private::SourceSpec::Env(__private::EnvSpec { var: $var, file_var: $file_var }),\n",
            &[("var", &literal(var)), ("file_var", &literal(&format!("{var}_FILE")))],
        ),
        Source::Custom { name, params } => {
            let params: String = params
                .iter()
                .map(|(key, value)| format!("({}, {}), ", literal(key), literal(value)))
                .collect();
            code.add(
                "\
__private::SourceSpec::Custom(__private::CustomSpec { name: $source, params: &[$params] }),
",
                &[("source", &literal(name)), ("params", &params)],
            );
        }
        Source::File { path, key, format } => {
            let format = match format {
                Format::ByExtension => "ByExtension",
                Format::Text => "Text",
                Format::Json => "Json",
                Format::Yaml => "Yaml",
            };
            code.add(
                "\
__private::SourceSpec::File(__private::FileSpec {
    path: $path,
    key: $key,
    format: __private::Format::$format,
}),
",
                &[
                    ("path", &path_template(path)),
                    ("key", &option(key.as_ref().map(key_path))),
                    ("format", format),
                ],
            );
        }
    }
}

fn path_template(path: &PathTemplate) -> String {
    let parts: String = path.parts.iter().map(path_part).collect();
    format!("__private::PathTemplate {{ text: {}, parts: &[{parts}] }}", literal(&path.text))
}

fn path_part(part: &PathPart) -> String {
    match part {
        PathPart::Text(text) => format!("__private::PathPart::Text({}), ", literal(text)),
        PathPart::Home => "__private::PathPart::Home, ".to_owned(),
        PathPart::Var { name, default } => {
            let default = option(default.as_deref().map(literal));
            let name = literal(name);
            format!("__private::PathPart::Var {{ name: {name}, default: {default} }}, ")
        }
    }
}

fn key_path(key: &KeyPath) -> String {
    let segments: String =
        key.segments.iter().map(|segment| format!("{}, ", literal(segment))).collect();
    format!("__private::KeyPath {{ text: {}, segments: &[{segments}] }}", literal(&key.text))
}

fn option(value: Option<String>) -> String {
    match value {
        None => "__private::None".to_owned(),
        Some(value) => format!("__private::Some({value})"),
    }
}
