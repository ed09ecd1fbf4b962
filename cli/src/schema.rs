//! `schema`: a JSON Schema (draft 2020-12), made from the table of keys.

use std::io::Write;

use provider_credentials_manifest::schema::{
    self, CredentialKind, Key, Mapping, Need, PartNeed, Role, Setting, Shape, SourceKind,
};
use serde_json::{Map, Value, json};

use crate::end::{End, Failure};

/// Write a JSON Schema of manifests, for editors
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Schema {}

const EXAMPLES: &str = "\
Examples:
  cargo credentials schema > provider_credentials.schema.json";

pub(crate) fn run(_: &Schema, out: &mut dyn Write) -> Result<End, Failure> {
    writeln!(out, "{:#}", manifest())?;
    Ok(End::Good)
}

/// The schema of a manifest.
pub(crate) fn manifest() -> Value {
    let mut root = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "provider-credentials manifest",
        "description": "Written by `cargo credentials schema`.",
    });
    extend(&mut root, mapping(&schema::ROOT));
    extend(&mut root, json!({ "$defs": { "config": config(), "configValue": config_value() } }));
    root
}

fn mapping(spec: &'static Mapping) -> Value {
    let (families, keys): (Vec<&Key>, Vec<&Key>) =
        spec.keys.iter().partition(|key| key.name.ends_with('*'));
    let properties: Map<String, Value> =
        keys.into_iter().map(|key| (key.name.to_owned(), property(key))).collect();
    let required: Vec<&str> = names(spec, |need| need == Need::Always);
    let mut object = json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    });
    // A name that ends in `*` stands for all that begin with what is before it.
    let families: Map<String, Value> = families
        .into_iter()
        .map(|key| (format!("^{}", key.name.trim_end_matches('*')), property(key)))
        .collect();
    if !families.is_empty() {
        extend(&mut object, json!({ "patternProperties": families }));
    }
    let alternatives: Vec<Value> = spec
        .keys
        .iter()
        .filter(|key| matches!(key.need, Need::Or(_)))
        .map(|key| json!({ "required": [key.name] }))
        .collect();
    if !alternatives.is_empty() {
        extend(&mut object, json!({ "oneOf": alternatives }));
    }
    let mut conditions: Vec<Value> = Vec::new();
    if spec.keys.iter().any(|key| key.need.source().is_some()) {
        conditions.extend(schema::SOURCES.iter().map(|kind| of_source(spec, kind)));
        if let Some(list) = spec.keys.iter().find(|key| key.need == Need::Or("source")) {
            conditions.push(beside_list(spec, list));
        }
    }
    if !conditions.is_empty() {
        extend(&mut object, json!({ "allOf": conditions }));
    }
    object
}

/// What a source needs, and what it does not read.
fn of_source(spec: &'static Mapping, kind: &SourceKind) -> Value {
    let source = kind.name;
    let needed = names(spec, |need| need == Need::With(source));
    let unused = names(spec, |need| {
        let is_of_asked = need == Need::OptionalWithAsked && !kind.is_asked();
        is_of_asked || need.is_elsewhere(source)
    });
    json!({
        "if": { "properties": { "source": { "const": source } }, "required": ["source"] },
        "then": { "required": needed, "properties": forbidden(&unused) },
    })
}

/// The keys of a source stand in the items of the list, where there is one.
fn beside_list(spec: &'static Mapping, list: &Key) -> Value {
    let unused = names(spec, |need| need.source().is_some());
    json!({
        "if": { "required": [list.name] },
        "then": { "properties": forbidden(&unused) },
    })
}

fn forbidden(names: &[&str]) -> Map<String, Value> {
    names.iter().map(|name| ((*name).to_owned(), Value::Bool(false))).collect()
}

fn names(spec: &'static Mapping, wanted: impl Fn(Need) -> bool) -> Vec<&'static str> {
    spec.keys.iter().filter(|key| wanted(key.need)).map(|key| key.name).collect()
}

fn property(key: &Key) -> Value {
    let mut value = json!({ "description": key.doc });
    extend(&mut value, shape(key.shape));
    value
}

fn shape(shape: Shape) -> Value {
    match shape {
        Shape::Name | Shape::CredentialId => {
            json!({ "type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_-]*$" })
        }
        Shape::Variable => json!({ "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$" }),
        Shape::Number => {
            json!({ "type": ["integer", "string"], "pattern": "^[0-9]+$", "minimum": 0 })
        }
        Shape::NumberOrTemplate => json!({ "type": ["integer", "string"], "minimum": 0 }),
        Shape::Uri => json!({ "type": "string", "format": "uri" }),
        Shape::Boolean => json!({ "type": "boolean" }),
        Shape::Word(words) => json!({ "type": "string", "enum": words }),
        Shape::Words(words) => {
            json!({ "type": "array", "items": { "type": "string", "enum": words } })
        }
        Shape::WordsWith(needed, words) => json!({
            "type": "array",
            "items": { "type": "string", "enum": words },
            "contains": { "const": needed },
        }),
        Shape::Mapping(spec) => mapping(spec),
        Shape::Auth => auth(),
        Shape::Part(role) => part(role),
        Shape::Mappings(spec, least) => {
            json!({ "type": "array", "items": mapping(spec), "minItems": least })
        }
        Shape::Texts => json!({ "type": "object", "additionalProperties": { "type": "string" } }),
        Shape::Templates => {
            json!({ "type": "array", "items": { "type": "string" }, "minItems": 1 })
        }
        Shape::Variables => json!({
            "type": "array",
            "items": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$" },
        }),
        Shape::KeyPaths => json!({ "type": "array", "items": { "type": "string" } }),
        Shape::Anything => json!({}),
        Shape::Config => json!({ "$ref": "#/$defs/config" }),
        // Text in whatever form, and what a later version adds before this one knows better.
        _ => json!({ "type": "string" }),
    }
}

/// By its `type`.
fn auth() -> Value {
    let types: Vec<&str> = schema::KINDS.iter().map(|kind| kind.name).collect();
    let kinds: Vec<Value> = schema::KINDS
        .iter()
        .map(|kind| {
            let is_it = json!({
                "properties": { "type": { "const": kind.name } }, "required": ["type"],
            });
            json!({ "if": is_it, "then": of_kind(kind) })
        })
        .collect();
    json!({
        "type": "object",
        "properties": { "type": { "enum": types } },
        "required": ["type"],
        "allOf": kinds,
    })
}

/// The keys of a kind's `auth`. Its parts are there, or a source that holds them.
fn of_kind(kind: &'static CredentialKind) -> Value {
    let mut object = mapping(kind.auth);
    let has_parts = kind.has_parts();
    let mut conditions = Vec::new();
    if has_parts {
        conditions.push(json!({ "not": { "required": ["source", "sources"] } }));
    }
    for part in kind.parts.iter().filter(|part| has_parts || !part.role.has_source()) {
        let from_source = [json!({ "required": ["source"] }), json!({ "required": ["sources"] })];
        let has_source = part.role.has_source();
        let or_source = |mut ways: Vec<Value>| {
            if has_source {
                ways.extend(from_source.clone());
            }
            json!({ "anyOf": ways })
        };
        let is_there = |name: &str| json!({ "required": [name] });
        match part.need {
            PartNeed::Always => conditions.push(or_source(vec![is_there(part.name)])),
            PartNeed::OneOf(names) if names.first() == Some(&part.name) => {
                conditions.push(or_source(names.iter().copied().map(is_there).collect()));
                for (at, one) in names.iter().enumerate() {
                    for other in names.iter().skip(at + 1) {
                        conditions.push(json!({ "not": { "required": [one, other] } }));
                    }
                }
            }
            PartNeed::Optional | PartNeed::OneOf(_) => {}
            PartNeed::With(other) => conditions.push(json!({
                "if": is_there(other), "then": or_source(vec![is_there(part.name)]),
            })),
            PartNeed::OptionalWith(other) => conditions.push(json!({
                "if": is_there(part.name), "then": or_source(vec![is_there(other)]),
            })),
        }
        if !part.renamed_by.is_empty() {
            conditions.push(json!({
                "if": is_there(part.renamed_by), "then": { "not": is_there(part.name) },
            }));
        }
    }
    match object.get_mut("allOf").and_then(Value::as_array_mut) {
        Some(all) => all.extend(conditions),
        None => extend(&mut object, json!({ "allOf": conditions })),
    }
    object
}

/// Text, or a mapping with the source of a part.
fn part(role: Role) -> Value {
    let source = mapping(&schema::PART);
    match role {
        Role::Public | Role::Pem => json!({ "anyOf": [{ "type": "string" }, source] }),
        Role::Setting(Setting::Url | Setting::Issuer) => {
            json!({ "type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?:|\\$" })
        }
        Role::Setting(Setting::Words) => json!({
            "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }],
        }),
        Role::Setting(Setting::Number(least, most)) => json!({
            "type": ["integer", "string"], "pattern": "^[0-9]+$", "minimum": least, "maximum": most,
        }),
        Role::Setting(Setting::Word(words)) => json!({ "type": "string", "enum": words }),
        // A secret, and what a later version adds before this one knows better.
        _ if role.has_source() => source,
        _ => json!({ "type": "string" }),
    }
}

/// A key whose last word is `url`.
const URL_NAME: &str = "(^|[_-])(url|Url|URL)$|[A-Za-z0-9]Url$|[a-z][0-9]*URL$";

fn config() -> Value {
    json!({
        "type": "object",
        "propertyNames": { "pattern": "^[A-Za-z][A-Za-z0-9_-]*$" },
        "patternProperties": { (URL_NAME): { "type": "string" } },
        "additionalProperties": { "$ref": "#/$defs/configValue" },
    })
}

/// Anything that has a Rust type: no `null`, no empty list.
fn config_value() -> Value {
    json!({
        "anyOf": [
            { "type": ["string", "number", "boolean"] },
            {
                "type": "array",
                "items": { "$ref": "#/$defs/configValue" },
                "minItems": 1,
            },
            { "$ref": "#/$defs/config" },
        ],
    })
}

fn extend(object: &mut Value, more: Value) {
    if let (Some(object), Value::Object(more)) = (object.as_object_mut(), more) {
        object.extend(more);
    }
}
