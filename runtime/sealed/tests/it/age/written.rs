//! Files that are written.

use provider_credentials_sealed::age::{Form, encrypt};

use super::support::{FILE, identity};
use crate::support::{Files, outcome};

const SECRET: &[u8] = b"sixteen-and-more-bytes";

#[test]
fn each_recipient_can_open_them() {
    for form in [Form::Binary, Form::Armored] {
        let all = [identity(), identity()];
        let recipients: Vec<String> =
            all.iter().map(|(it, _)| it.to_public().to_string()).collect();
        let recipients: Vec<&str> = recipients.iter().map(String::as_str).collect();
        let written = encrypt(SECRET, &recipients, form).unwrap();
        assert_eq!(written.starts_with(b"-----"), form == Form::Armored);
        for (_, secret) in &all {
            let files = Files::new();
            files.public("it.age", &written);
            let loaded = files.load(FILE, &[("AGE_SECRET_KEY", secret)]);
            assert_eq!(outcome(&loaded), Ok(SECRET.to_vec()));
        }
        let files = Files::new();
        files.public("it.age", &written);
        let other = files.load(FILE, &[("AGE_SECRET_KEY", &identity().1)]);
        assert_eq!(outcome(&other), Err("age_no_identity_matches".to_owned()));
    }
}

#[test]
fn nobody_and_no_recipient_are_errors() {
    let code = |recipients: &[&str]| encrypt(SECRET, recipients, Form::Binary).unwrap_err().code();
    assert_eq!(code(&[]), "age_recipient_missing");
    for wrong in ["age1x", "ssh-ed25519 AAAA", "", "s3cr3t"] {
        assert_eq!(code(&[wrong]), "age_recipient_invalid", "{wrong}");
    }
    let (_, secret) = identity();
    let secret = secret.lines().last().unwrap();
    for secret in [secret.to_owned(), secret.to_lowercase()] {
        let error = encrypt(SECRET, &[&secret], Form::Binary).unwrap_err();
        assert_eq!(error.code(), "age_recipient_invalid");
        assert!(error.to_string().contains("is a secret key of age"), "{error}");
        assert!(!error.to_string().contains(&secret));
    }
}
