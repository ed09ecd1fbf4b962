//! What types and attributes say.

use syn::{Attribute, PathArguments, ReturnType, Type};

use super::facts::Start;
use super::macros;

/// The first type among generic arguments.
pub(super) fn first_type(arguments: &PathArguments) -> Option<String> {
    let PathArguments::AngleBracketed(arguments) = arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        syn::GenericArgument::Type(kind) => struct_of(kind),
        _ => None,
    })
}

/// The name of a type, within `Result` and `Option`.
pub(super) fn struct_of(kind: &Type) -> Option<String> {
    let Type::Path(path) = kind else { return None };
    let last = path.path.segments.last()?;
    match last.ident.to_string().as_str() {
        "Result" | "Option" => first_type(&last.arguments),
        "_" => None,
        name => Some(name.to_owned()),
    }
}

/// Whether a function returns a `Result` or an `Option`.
pub(super) fn returned(output: &ReturnType) -> Option<Start> {
    let ReturnType::Type(_, kind) = output else { return None };
    let Type::Path(path) = &**kind else { return None };
    match path.path.segments.last()?.ident.to_string().as_str() {
        "Result" => Some(Start::Result),
        "Option" => Some(Start::Option),
        _ => None,
    }
}

/// Whether what has the attribute is for tests alone.
pub(super) fn is_for_tests(attribute: &Attribute) -> bool {
    if attribute.path().is_ident("test") {
        return true;
    }
    let syn::Meta::List(list) = &attribute.meta else { return false };
    attribute.path().is_ident("cfg")
        && macros::mentions(&list.tokens, &|word| word == "test")
        && !macros::mentions(&list.tokens, &|word| word == "not")
}
