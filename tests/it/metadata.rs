//! What may be logged, and that no secret is in it.

use provider_credentials::{CredentialSet, Loader, Metadata, credentials};
use serde_json::json;

credentials!("it/manifests/env.yaml", struct Env);

const SENTINEL: &str = "sentinel-secret-value";

fn half_loaded() -> Env {
    Env::load_with(&Loader::new().with_environment([("SECOND_KEY", SENTINEL)]))
}

#[test]
fn metadata_is_one_line_for_a_log() {
    let lines: Vec<String> = half_loaded().metadata().iter().map(Metadata::to_string).collect();
    assert_eq!(
        lines,
        [
            "first (example): not loaded: environment variable `FIRST_KEY` is not set; set it, or \
             set `FIRST_KEY_FILE` to the path of a file that holds the secret [env_not_set]",
            "second (example): loaded from env",
        ]
    );
}

#[test]
fn metadata_has_exactly_the_five_keys() {
    assert_eq!(
        serde_json::to_value(half_loaded().metadata()).unwrap(),
        json!([
            {
                "credential_id": "first",
                "provider": "example",
                "source": "env",
                "loaded": false,
                "error": "environment variable `FIRST_KEY` is not set; set it, or set \
                          `FIRST_KEY_FILE` to the path of a file that holds the secret [env_not_set]",
            },
            {
                "credential_id": "second",
                "provider": "example",
                "source": "env",
                "loaded": true,
                "error": null,
            },
        ])
    );
}

#[test]
fn metadata_of_one_credential() {
    let creds = half_loaded();
    assert!(creds.metadata_of("nobody").is_none());
    let second = creds.metadata_of(EnvId::Second).unwrap();
    assert!(second.is_loaded() && second.error().is_none() && !second.is_required());
    let first = creds.metadata_of("first").unwrap();
    assert!(!first.is_loaded() && first.is_required());
    let error = first.error().unwrap();
    assert_eq!(
        (error.id(), error.provider(), error.source_kind(), error.code()),
        ("first", "example", "env", "env_not_set")
    );
}

#[test]
fn no_secret_is_in_anything_that_prints() {
    let creds = half_loaded();
    let mut printed = format!("{creds:?} {creds:#?} {:?}", creds.require_all());
    for credential in &creds {
        printed += &format!("{credential:?} {:?}", credential.secret());
        printed += &format!("{:?} {}", credential.metadata(), credential.metadata());
    }
    printed += &format!("{:?} {:?} {:?}", creds.second, creds.loaded_ids(), creds.get("second"));
    printed += &serde_json::to_string(&creds.metadata()).unwrap();
    assert!(printed.contains("second"));
    assert!(!printed.contains(SENTINEL), "{printed}");
}

#[test]
fn debug_of_the_struct_says_how_each_ended() {
    assert_eq!(format!("{:?}", half_loaded()), "Env { first: env_not_set, second: loaded }");
}

#[test]
fn require_all_lists_what_is_required_and_missing() {
    let missing = half_loaded().require_all().unwrap_err();
    let only = "1 required credential is not loaded:\n  first (example): environment variable \
                `FIRST_KEY` is not set; set it, or set `FIRST_KEY_FILE` to the path of a file \
                that holds the secret [env_not_set]";
    assert_eq!(missing.to_string(), only);
    assert_eq!(format!("{missing:?}"), only, "what `main` prints for an error");
    assert_eq!(missing.errors().len(), 1);

    let first_only = Loader::new().with_environment([("FIRST_KEY", "value")]);
    assert!(Env::load_with(&first_only).require_all().is_ok(), "`second` is not required");
}

#[test]
fn errors_outlive_the_credentials() {
    fn fails() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        let creds = half_loaded();
        let _ = creds.second.secret()?;
        let _ = creds.first.secret()?;
        Ok(())
    }
    let error = fails().unwrap_err();
    assert!(error.to_string().starts_with("credential `first` is not loaded: "), "{error}");
    assert_eq!(format!("{error:?}"), format!("{error} [env_not_set]"));
}

#[test]
fn places_problems_and_fixes_are_told_apart() {
    let [first, second] = half_loaded().metadata().try_into().unwrap();
    assert_eq!(first.place().to_string(), "environment variable `FIRST_KEY`");
    assert_eq!(second.place().to_string(), "environment variable `SECOND_KEY`");
    let error = first.error().unwrap();
    assert_eq!(error.problem().to_string(), "environment variable `FIRST_KEY` is not set");
    let fix = "set it, or set `FIRST_KEY_FILE` to the path of a file that holds the secret";
    assert_eq!(error.fix().to_string(), fix);
    assert!(error.to_string().ends_with(&format!("{}; {}", error.problem(), error.fix())));
}

#[test]
fn generic_code_sees_the_same() {
    fn report<T: CredentialSet>(creds: &T) -> (usize, usize, Vec<String>) {
        let lines = creds.metadata().iter().map(ToString::to_string).collect();
        (creds.loaded_ids().len(), creds.failed_ids().len(), lines)
    }
    let creds = half_loaded();
    let lines = creds.metadata().iter().map(ToString::to_string).collect();
    assert_eq!(report(&creds), (1, 1, lines));
}

#[test]
fn health_has_the_five_keys_and_what_to_act_on() {
    let loader = Loader::new().with_environment([("FIRST_KEY", "'sentinel-sentinel'")]);
    let creds: Env = loader.load();
    let all = creds.metadata();
    let health =
        serde_json::to_value(all.iter().map(Metadata::health).collect::<Vec<_>>()).unwrap();
    assert_eq!(
        health,
        json!([
            {
                "credential_id": "first", "provider": "example", "source": "env", "loaded": true,
                "error": null, "kind": "api_key", "part": null, "code": null, "required": true,
                "warnings": [{
                    "code": "value_quoted",
                    "warning": "environment variable `FIRST_KEY` begins and ends with a quote, which is a part of \
                                the secret; remove the quotes; `docker run --env-file`, for one, takes them as they stand",
                }],
            },
            {
                "credential_id": "second", "provider": "example", "source": "env", "loaded": false,
                "error": all[1].to_string().split_once("(not required): ").unwrap().1, "code": "env_not_set",
                "kind": "api_key", "part": "secret", "required": false, "warnings": [],
            },
        ])
    );
}
