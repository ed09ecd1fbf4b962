//! A kind that opens itself from its usual environment.

use std::sync::atomic::{AtomicUsize, Ordering};

use provider_credentials_core::__private::{RemoteSpec, SourceSpec};
use provider_credentials_core::{
    AnyCredential, ExposeSecret, Loader, Opener, Secret, Source, SourceAnswer, SourceError,
    SourceRequest, Surroundings,
};

use crate::support::{Answers, error, load_all, load_one, loader, remote, spec, value};

const NO_ADDRESS: SourceError =
    SourceError::new("acme_no_address", "`ACME_ADDR` is not set", "set it");

/// Gives out what it was opened with.
struct Acme {
    address: Secret,
}

impl Source for Acme {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        for request in requests {
            request.answer(Ok(Secret::from(self.address.expose_secret())));
        }
    }
}

fn acme(surroundings: &Surroundings) -> Result<Box<dyn Source>, SourceError> {
    let address = surroundings.variable("ACME_ADDR").and_then(|address| address.to_str());
    let address = Secret::from(address.ok_or(NO_ADDRESS)?);
    Ok(Box::new(Acme { address }))
}

fn with(opener: &'static Opener<dyn Source>) -> SourceSpec {
    SourceSpec::Remote(RemoteSpec { opener: Some(opener), ..remote(opener.name()) })
}

static ACME: Opener<dyn Source> = Opener::new("acme", &["ACME_ADDR"], acme);

#[test]
fn it_opens_from_the_environment_of_the_loader() {
    let given = |value| Loader::new().with_environment([("ACME_ADDR", value)]);
    assert_eq!(value(&load_one(with(&ACME), &given("one"))), "one");
    // Each environment has its own.
    assert_eq!(value(&load_one(with(&ACME), &given("two"))), "two");
    let error = error(&load_one(with(&ACME), &loader()));
    assert_eq!(error.code(), "acme_no_address");
    assert!(error.to_string().contains("acme secret `it`: `ACME_ADDR` is not set; set it"));
    assert_eq!(super::support::error(&load_one(with(&ACME), &given(""))).code(), "acme_no_address");
}

#[test]
fn a_registered_source_takes_precedence() {
    let loader = loader().with_source("acme", Answers(|_| Ok(SourceAnswer::secret("registered"))));
    assert_eq!(value(&load_one(with(&ACME), &loader)), "registered");
}

#[test]
fn only_the_variables_that_it_names_are_there() {
    static NOSY: Opener<dyn Source> = Opener::new("nosy", &["ACME_ADDR"], |surroundings| {
        assert!(surroundings.variable("OTHER").is_none());
        assert_eq!(format!("{surroundings:?}"), r#"Surroundings { variables: ["ACME_ADDR"], .. }"#);
        acme(surroundings)
    });
    let loader = Loader::new().with_environment([("ACME_ADDR", "sentinel"), ("OTHER", "x")]);
    assert_eq!(value(&load_one(with(&NOSY), &loader)), "sentinel");
}

#[test]
fn it_is_opened_once_and_only_when_needed() {
    static OPENED: AtomicUsize = AtomicUsize::new(0);
    static COUNTED: Opener<dyn Source> = Opener::new("counted", &[], |_| {
        OPENED.fetch_add(1, Ordering::SeqCst);
        Ok(Box::new(Answers(|_| Ok(SourceAnswer::secret("example")))))
    });
    let isolated = Loader::isolated();
    assert_eq!(error(&load_one(with(&COUNTED), &isolated)).code(), "not_given");
    assert_eq!(OPENED.load(Ordering::SeqCst), 0);
    // Of the process: for all its loaders.
    for _ in 0..3 {
        let specs = vec![spec("a", vec![with(&COUNTED)]), spec("b", vec![with(&COUNTED)])];
        assert!(load_all(specs, &Loader::new()).iter().all(AnyCredential::is_loaded));
    }
    assert_eq!(OPENED.load(Ordering::SeqCst), 1);
}

#[test]
fn one_that_could_not_be_opened_is_tried_again() {
    static TRIES: AtomicUsize = AtomicUsize::new(0);
    static SECOND: Opener<dyn Source> =
        Opener::new("second", &[], |_| match TRIES.fetch_add(1, Ordering::SeqCst) {
            0 => Err(NO_ADDRESS.retryable()),
            1 => panic!("a bug in an opener"),
            _ => Ok(Box::new(Answers(|_| Ok(SourceAnswer::secret("example"))))),
        });
    let loader = loader();
    assert!(error(&load_one(with(&SECOND), &loader)).is_retryable());
    assert_eq!(error(&load_one(with(&SECOND), &loader)).code(), "source_panicked");
    assert_eq!(value(&load_one(with(&SECOND), &loader)), "example");
}

#[cfg(feature = "testing")]
#[test]
fn a_crate_with_a_kind_can_load_from_it() {
    use provider_credentials_core::testing::load_from;

    static ECHO: Opener<dyn Source> = Opener::new("echo", &[], |_| {
        Ok(Box::new(Answers(|request| match request.param("content") {
            Some(content) => Ok(SourceAnswer::content(content.as_bytes().to_vec())),
            None => Err(NO_ADDRESS),
        })))
    });

    let load = |content, key| load_from(&ECHO, &[("content", content)], key, &loader());
    assert_eq!(value(&load("whole", &[])), "whole");
    assert_eq!(value(&load(r#"{ "a": { "b": "inner" } }"#, &["a", "b"])), "inner");
    assert_eq!(error(&load("{}", &["a"])).code(), "key_not_found");
    assert_eq!(error(&load_from(&ECHO, &[], &[], &loader())).code(), "acme_no_address");
}
