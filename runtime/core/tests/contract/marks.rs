//! What an error and a request say of themselves.

use provider_credentials_core::__private::{RemoteSpec, SourceSpec};
use provider_credentials_core::{SourceAnswer, SourceError};

use crate::support::{Answers, key, load_all, loader, remote, spec, value};

const ERROR: SourceError = SourceError::new("acme_error", "it is wrong", "mend it");

const DENIED: SourceError = ERROR.denied();
const UNREACHABLE: SourceError = ERROR.unreachable();

#[test]
fn no_mark_of_an_error_means_another() {
    let marks = |error: SourceError| {
        [error.is_absent(), error.is_retryable(), error.is_denied(), error.is_unreachable()]
    };
    assert_eq!(marks(ERROR), [false; 4]);
    assert_eq!(marks(ERROR.absent()), [true, false, false, false]);
    assert_eq!(marks(ERROR.retryable()), [false, true, false, false]);
    assert_eq!(marks(DENIED), [false, false, true, false]);
    assert_eq!(marks(UNREACHABLE), [false, false, false, true]);
    assert_eq!(marks(DENIED.unreachable().retryable().absent().attempts(2)), [true; 4]);
    assert_ne!(ERROR, DENIED);
}

/// A store whose secrets are maps gives the only value where the manifest selects none.
#[test]
fn a_request_says_whether_the_manifest_selects_a_value() {
    let answer = Answers(|request| {
        Ok(if request.selects() {
            SourceAnswer::content(br#"{ "a": { "b": "selected" }, "c": "other" }"#.to_vec())
        } else {
            SourceAnswer::secret("the-only-value")
        })
    });
    let loader = loader().with_source("acme", answer);
    let selecting = RemoteSpec { key: Some(key("a.b", &["a", "b"])), ..remote("acme") };
    let specs = vec![
        spec("selects", vec![SourceSpec::Remote(selecting)]),
        spec("takes-all", vec![SourceSpec::Remote(remote("acme"))]),
    ];
    let loaded = load_all(specs, &loader);
    assert_eq!(value(&loaded[0]), "selected");
    assert_eq!(value(&loaded[1]), "the-only-value");
}
