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
    parts: &[__private::PartSpec { name: \"secret\", sources: &[
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
    code.push("    ] }],\n},\n");
}

fn source_spec(source: &Source, code: &mut Code<'_>) {
    match source {
        Source::Env { var } => code.add(
            "__private::SourceSpec::Env(__private::EnvSpec { var: $var, file_var: $file_var }),\n",
            &[("var", &literal(var)), ("file_var", &literal(&format!("{var}_FILE")))],
        ),
        Source::Custom { name, params } => {
            let name = literal(name);
            let noun = literal(&format!("custom source {name}").replace('"', "`"));
            code.push("__private::SourceSpec::Remote(__private::RemoteSpec {\n");
            code.add(
                "kind: $source,\nnoun: $noun,\nopener: __private::None,\nparams: &[",
                &[("source", &name), ("noun", &noun)],
            );
            for (key, value) in params {
                code.add(
                    "($key, __private::Template { text: $value, parts: &[__private::TemplatePart::Text($value)] }), ",
                    &[("key", &literal(key)), ("value", &literal(value))],
                );
            }
            code.push("],\nkey: __private::None,\n}),\n");
        }
        Source::File { path, key, format } => {
            code.push("__private::SourceSpec::File(__private::FileSpec {\npath: ");
            path_template(path, code);
            code.push(",\nkey: ");
            match key {
                None => code.push("__private::None"),
                Some(key) => key_path(key, code),
            }
            let format = match format {
                Format::ByExtension => "ByExtension",
                Format::Text => "Text",
                Format::Json => "Json",
                Format::Yaml => "Yaml",
            };
            code.add(
                ",\nformat: __private::Format::$format,\ndecoder: __private::None,\n}),\n",
                &[("format", format)],
            );
        }
    }
}

fn path_template(path: &PathTemplate, code: &mut Code<'_>) {
    let text = literal(&path.text);
    code.add("__private::Template { text: $text, parts: &[", &[("text", &text)]);
    for part in &path.parts {
        code.push("__private::TemplatePart::");
        match part {
            PathPart::Text(text) => code.add("Text($text)", &[("text", &literal(text))]),
            PathPart::Home => code.push("Home"),
            PathPart::Var { name, default } => {
                code.add("Var { name: $var, default: ", &[("var", &literal(name))]);
                match default {
                    None => code.push("__private::None }"),
                    Some(text) => {
                        code.add("__private::Some($text) }", &[("text", &literal(text))]);
                    }
                }
            }
        }
        code.push(", ");
    }
    code.push("] }");
}

fn key_path(key: &KeyPath, code: &mut Code<'_>) {
    let text = literal(&key.text);
    code.add("__private::Some(__private::KeyPath { text: $text, segments: &[", &[("text", &text)]);
    for segment in &key.segments {
        code.add("$segment, ", &[("segment", &literal(segment))]);
    }
    code.push("] })");
}
