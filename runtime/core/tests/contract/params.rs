//! What a source is told: templates with the variables of the environment in them.

use std::ffi::OsString;

use provider_credentials_core::__private::{
    EnvSpec, RemoteSpec, SourceSpec, Template, TemplatePart,
};
use provider_credentials_core::{Loader, Opener, Secret, Source, SourceAnswer, SourceError};

use crate::support::{Answers, error, load_all, load_one, loader, remote, spec, text, value};

const PATH: &[(&str, Template)] = &[(
    "path",
    text(
        "secret/${STAGE}/${APP:-app}",
        &[
            TemplatePart::Text("secret/"),
            TemplatePart::Var { name: "STAGE", default: None },
            TemplatePart::Text("/"),
            TemplatePart::Var { name: "APP", default: Some("app") },
        ],
    ),
)];

fn told() -> SourceSpec {
    SourceSpec::Remote(RemoteSpec { params: PATH, ..remote("acme") })
}

/// Answers with what it is told.
fn echo(loader: Loader) -> Loader {
    loader.with_source(
        "acme",
        Answers(|request| Ok(SourceAnswer::secret(request.param("path").unwrap_or("nothing")))),
    )
}

#[test]
fn variables_are_filled_in() {
    let loader = echo(Loader::new().with_environment([("STAGE", "live")]));
    assert_eq!(value(&load_one(told(), &loader)), "secret/live/app");
}

#[test]
fn a_variable_that_is_not_set_leaves_it_to_the_next_source() {
    let failed = error(&load_one(told(), &echo(loader())));
    assert_eq!(failed.code(), "path_variable_not_set");
    let words = failed.to_string();
    assert!(words.contains("acme secret `it` needs `STAGE`, which is unset or empty"), "{words}");
    let next = SourceSpec::Env(EnvSpec { var: "NEXT", file_var: "NEXT_FILE" });
    let loader = echo(Loader::new().with_environment([("NEXT", "next")]));
    let loaded = load_all(vec![spec("it", vec![told(), next])], &loader);
    assert_eq!(value(&loaded[0]), "next");
}

#[test]
fn the_value_of_a_variable_stays_one_part_of_a_text_with_a_structure() {
    static ACME: Opener<dyn Source> =
        Opener::<dyn Source>::new("acme", &[], |_| Err(NONE)).escaping(&[("path", ";/?&")]);

    // One is registered.
    const NONE: SourceError = SourceError::new("acme_none", "there is none", "register one");
    const WHOLE: &[(&str, Template)] =
        &[("path", text("${STAGE}", &[TemplatePart::Var { name: "STAGE", default: None }]))];

    let of =
        |params| SourceSpec::Remote(RemoteSpec { params, opener: Some(&ACME), ..remote("acme") });
    let loader = || echo(Loader::new().with_environment([("STAGE", "a/b;c=%64?é&")]));
    let told = |params| value(&load_one(of(params), &loader()));
    assert_eq!(told(PATH), "secret/a%2fb%3bc=%64%3fé%26/app");
    // What is all of the text has a structure of its own.
    assert_eq!(told(WHOLE), "a/b;c=%64?é&");
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_no_text_is_an_error_without_its_value() {
    use std::os::unix::ffi::OsStringExt;

    let value = OsString::from_vec(b"sentinel \xff".to_vec());
    let loader = echo(Loader::new().with_environment([(OsString::from("STAGE"), value)]));
    let error = error(&load_one(told(), &loader));
    assert_eq!(error.code(), "env_not_unicode");
    assert!(error.to_string().contains("needs `STAGE`, which does not hold UTF-8 text"));
    assert!(!error.to_string().contains("sentinel"));
}

#[test]
fn a_parameter_lives_as_long_as_the_request() {
    let loader = Loader::new().with_environment([("STAGE", "live")]);
    let loader = loader.with_source(
        "acme",
        Answers(|request| {
            let all: Vec<(&str, &str)> = request.params().collect();
            assert_eq!(all, [("path", "secret/live/app")]);
            assert_eq!((request.id(), request.provider()), ("it", "example"));
            assert!(!format!("{request:?}").contains("live"));
            Ok(SourceAnswer::secret(Secret::from("example")))
        }),
    );
    assert_eq!(value(&load_one(told(), &loader)), "example");
}
