//! `fall_through`: on which failures of a source the next one is tried.

use std::thread;
use std::time::Duration;

use provider_credentials::{
    AnyCredential, LoadWarning, Loader, Secret, Source, SourceError, SourceRequest, credentials,
};

use crate::support::{Files, outcome, shown};

credentials!("it/manifests/fall_through.yaml", struct FallThrough);

type Answer = Result<&'static str, SourceError>;

const SEALED: SourceError = SourceError::new("store_sealed", "the store is sealed", "unseal it");
const NOT_THERE: SourceError =
    SourceError::new("store_empty", "nothing there", "put it there").absent();
const REFUSED: SourceError =
    SourceError::new("store_refused", "the store refuses", "ask its owner").denied();
const DOWN: SourceError =
    SourceError::new("store_down", "the store is down", "start it").unreachable();

/// The value that stands next in each chain.
const NEXT: &str = "next-in-the-chain";

/// Answers every request with the same.
struct Says(Answer);

impl Source for Says {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        for request in requests {
            request.answer(self.0.map(Secret::from));
        }
    }
}

fn loader(files: &Files, first: Answer, second: Answer) -> Loader {
    let loader = files.loader().with_environment([("NEXT_KEY", NEXT)]);
    loader.with_source("first", Says(first)).with_source("second", Says(second))
}

fn load(first: Answer, second: Answer) -> FallThrough {
    let files = Files::new().with("third", "the-third-value").with(
        "shared.json",
        r#"{"username": "app-of-the-file", "password": "password-of-the-file"}"#,
    );
    loader(&files, first, second).load()
}

/// The codes of what was passed over on the way to the secret.
fn skipped(credential: &AnyCredential) -> Vec<&'static str> {
    let metadata = credential.metadata();
    let codes = metadata.skipped().map(|skipped| skipped.code()).collect();
    let warnings = metadata.warnings().iter().filter(|warning| warning.code() == "source_skipped");
    assert_eq!(warnings.count(), metadata.skipped().count());
    codes
}

#[test]
fn each_failure_falls_through_where_it_may_and_nowhere_else() {
    // Whether `by_default`, `absent`, `denied`, `unreachable` and `both` go on.
    for (error, goes_on) in [
        (NOT_THERE, [true, true, true, true, true]),
        (REFUSED, [false, false, true, false, true]),
        (DOWN, [false, false, false, true, true]),
        (REFUSED.unreachable(), [false, false, true, true, true]),
        (NOT_THERE.denied(), [true, true, true, true, true]),
        (SEALED, [false; 5]),
        (SEALED.retryable(), [false; 5]),
    ] {
        let creds = load(Err(error), Err(SEALED));
        let all: [&AnyCredential; 5] =
            [&creds.by_default, &creds.absent, &creds.denied, &creds.unreachable, &creds.both];
        for (credential, goes_on) in all.into_iter().zip(goes_on) {
            let id = credential.id();
            if goes_on {
                assert_eq!(shown(credential), NEXT, "{id} {error:?}");
                assert_eq!(credential.metadata().source(), "env");
                let passed_over = (!error.is_absent()).then_some(error.code());
                assert_eq!(skipped(credential), Vec::from_iter(passed_over), "{id}");
            } else {
                assert_eq!(outcome(credential), Err(error.code()), "{id} {error:?}");
                assert_eq!(skipped(credential), [""; 0], "{id}");
            }
        }
    }
}

#[test]
fn what_is_no_answer_of_the_store_does_not_fall_through() {
    struct Silent;
    impl Source for Silent {
        fn fetch(&self, _: &mut [SourceRequest]) {}
    }
    struct Panics;
    impl Source for Panics {
        fn fetch(&self, _: &mut [SourceRequest]) {
            panic!("on purpose");
        }
    }
    let files = Files::new();
    let load = |loader: Loader| loader.load::<FallThrough>();
    let without = || files.loader().with_environment([("NEXT_KEY", NEXT)]);
    assert_eq!(outcome(&load(without()).both), Err("source_not_registered"));
    let creds = load(without().with_source("first", Silent));
    assert_eq!(outcome(&creds.both), Err("source_gave_no_answer"));
    let creds = load(without().with_source("first", Panics));
    assert_eq!(outcome(&creds.both), Err("source_panicked"));
    // It is there, and is no base64.
    let creds = load(without().with_source("first", Says(Ok("*not base64*"))));
    assert_eq!(outcome(&creds.both), Err("encoding_invalid"));
}

#[test]
fn one_that_does_not_answer_in_time_is_unreachable() {
    struct Slow;
    impl Source for Slow {
        fn fetch(&self, _: &mut [SourceRequest]) {
            thread::sleep(Duration::from_secs(2));
        }
    }
    let files = Files::new();
    let loader = files.loader().with_environment([("NEXT_KEY", NEXT)]);
    let loader = loader.source_timeout(Duration::from_millis(50));
    let creds: FallThrough = loader.with_source("first", Slow).load();
    assert_eq!(outcome(&creds.denied), Err("source_timed_out"));
    assert_eq!(shown(&creds.unreachable), NEXT);
    let metadata = creds.unreachable.metadata();
    assert_eq!(
        metadata.warnings().iter().map(LoadWarning::to_string).collect::<Vec<_>>(),
        [
            "custom source `first` was skipped: it did not answer within 50ms [source_timed_out]; check that it \
          can be reached, or raise `Loader::source_timeout` and `Loader::load_timeout`"
        ]
    );
}

#[test]
fn what_was_skipped_is_in_metadata_and_safe_to_log() {
    let creds = load(Err(REFUSED.http_status(403)), Err(SEALED));
    let metadata = creds.denied.metadata();
    let all: Vec<_> = metadata.skipped().collect();
    let [skipped] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!(
        (skipped.place(), skipped.source(), skipped.code()),
        ("custom source `first`", "first", "store_refused")
    );
    let text = "custom source `first` was skipped: the store refuses (HTTP status 403) [store_refused]; ask its \
                owner";
    assert_eq!(skipped.to_string(), text);
    assert_eq!(format!("{skipped:?}"), text);
    assert_eq!(
        metadata.to_string(),
        format!("denied (example): loaded from env (warning: {text} [source_skipped])")
    );
    // The keys that are serialized stay the five.
    let json = serde_json::to_value(&metadata).expect("metadata");
    assert_eq!(json.as_object().map(serde_json::Map::len), Some(5));
    assert_eq!(json["error"], serde_json::Value::Null);
}

#[test]
fn a_chain_of_three() {
    for (first, second, result, codes) in [
        (Ok("of-the-first-one"), Err(DOWN), Ok("of-the-first-one"), &[][..]),
        (Err(REFUSED), Ok("of-the-second-one"), Ok("of-the-second-one"), &["store_refused"]),
        (Err(REFUSED), Err(DOWN), Ok("the-third-value"), &["store_refused", "store_down"]),
        (Err(NOT_THERE), Err(DOWN), Ok("the-third-value"), &["store_down"]),
        (Err(REFUSED), Err(NOT_THERE), Ok("the-third-value"), &["store_refused"]),
        (Err(NOT_THERE), Err(NOT_THERE), Ok("the-third-value"), &[]),
        (Err(DOWN), Ok("of-the-second-one"), Err("store_down"), &[]),
        (Err(NOT_THERE), Err(REFUSED), Err("store_refused"), &[]),
        (Err(REFUSED), Err(REFUSED), Err("not_found_in_sources"), &[]),
    ] {
        let creds = load(first, second);
        assert_eq!(outcome(&creds.three), result.map(str::to_owned), "{first:?} {second:?}");
        assert_eq!(skipped(&creds.three), codes, "{first:?} {second:?}");
    }
}

#[test]
fn when_all_fail_the_error_names_them_all() {
    let files = Files::new();
    let load = |first, second| loader(&files, first, second).load::<FallThrough>();
    let text = |credential: &AnyCredential| {
        let error = credential.secret().expect_err("none has it");
        assert_eq!((error.code(), error.source_kind()), ("not_found_in_sources", "first"));
        error.to_string()
    };
    // The last is not there.
    let creds = load(Err(REFUSED), Err(DOWN.retryable()));
    assert_eq!(
        text(&creds.three),
        "credential `three` is not loaded: none of its 3 sources gave it: (1) custom source `first`: the store \
         refuses, (2) custom source `second`: the store is down, (3) file `third` does not exist; for custom source \
         `first`, ask its owner"
    );
    assert!(creds.three.secret().expect_err("none has it").is_retryable());
    // The last is broken, which is said as well.
    let creds = load(Err(REFUSED), Err(SEALED));
    assert_eq!(
        text(&creds.three),
        "credential `three` is not loaded: none of its 2 sources gave it: (1) custom source `first`: the store \
         refuses, (2) custom source `second`: the store is sealed; for custom source `first`, ask its owner"
    );
    // Of those that are broken after one that is just not there, the broken one is the error, as ever.
    let creds = load(Err(NOT_THERE), Err(SEALED));
    assert_eq!(outcome(&creds.three), Err("store_sealed"));
    let files = Files::new().with("third", "");
    let creds: FallThrough = loader(&files, Err(NOT_THERE), Err(DOWN)).load();
    let words = text_of(&creds.three);
    assert!(
        words.contains("(2) custom source `second`: the store is down, (3) file `third` is empty"),
        "{words}"
    );
}

fn text_of(credential: &AnyCredential) -> String {
    credential.secret().expect_err("none has it").to_string()
}

#[test]
fn a_required_one_that_fell_through_is_there_and_one_without_a_value_is_missing() {
    let files = Files::new();
    let environment = || files.loader().with_environment::<&str, &str>([]);
    let creds: FallThrough = environment()
        .with_source("first", Says(Err(DOWN)))
        .with_source("second", Says(Err(DOWN)))
        .load();
    let missing = creds.require_all().expect_err("no variable is set").to_string();
    assert!(missing.contains("  unreachable (") && !missing.contains("  both ("), "{missing}");
    assert_eq!(outcome(&creds.both), Err("not_found_in_sources"));
    let metadata = creds.both.metadata();
    assert!(!metadata.is_required() && metadata.skipped().next().is_none());

    let creds = load(Err(REFUSED), Ok("of-the-second-one"));
    let missing = creds.require_all().expect_err("others are denied").to_string();
    assert!(
        missing.contains("  absent (")
            && !missing.contains("  denied (")
            && !missing.contains("  three ("),
        "{missing}"
    );
}

#[test]
fn parts_fall_through_by_themselves_and_are_warned_of_once() {
    let pair = |credential: &AnyCredential| {
        let part = |name| credential.part(name).map(|part| shown_part(part.expect("a part")));
        (part("username").expect("loaded"), part("password").expect("loaded"))
    };
    let creds = load(Err(REFUSED), Ok("of-the-second-one"));
    assert_eq!(pair(&creds.shared), ("app-of-the-file".into(), "password-of-the-file".into()));
    // Both parts were refused by the same place.
    assert_eq!(skipped(&creds.shared), ["store_refused"]);
    assert_eq!(pair(&creds.own), (NEXT.into(), "of-the-second-one".into()));
    assert_eq!(skipped(&creds.own), ["store_refused"]);

    let creds = load(Err(REFUSED), Err(REFUSED));
    assert_eq!(skipped(&creds.own), ["store_refused", "store_refused"]);

    // A part whose chain ends fails the credential, whatever the others have.
    let creds = load(Err(REFUSED), Err(DOWN));
    let error = creds.own.secret().expect_err("the password is out of reach");
    assert_eq!((error.part(), error.code()), ("password", "store_down"));
}

fn shown_part(secret: &Secret) -> String {
    use provider_credentials::ExposeSecret;

    secret.expose_secret().to_owned()
}

#[test]
fn given_values_and_isolated_loaders_skip_nothing() {
    let files = Files::new();
    let loader = loader(&files, Err(REFUSED), Err(DOWN)).with_secret("denied", "a-given-value");
    let creds: FallThrough = loader.load();
    assert_eq!(shown(&creds.denied), "a-given-value");
    assert_eq!(skipped(&creds.denied), [""; 0]);
    let creds: FallThrough = Loader::isolated().with_source("first", Says(Err(REFUSED))).load();
    assert_eq!(outcome(&creds.denied), Err("not_given"));
}
