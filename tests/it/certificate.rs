//! `type: client_certificate` of a manifest, in real files.

use std::fs;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use provider_credentials::{Event, credentials};
use rcgen::{CertificateParams, KeyPair};

use crate::support::{Files, outcome};

credentials!("it/manifests/certificate.yaml", struct Certificates);

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn made(days: u32) -> (String, String) {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(vec!["client.example".to_owned()]).unwrap();
    let hour = Duration::from_secs(3600);
    params.not_before = (SystemTime::now() - hour).into();
    params.not_after = (SystemTime::now() + DAY * days + hour).into();
    let certificate = params.self_signed(&key).unwrap();
    (key.serialize_pem(), certificate.pem())
}

#[test]
fn files_variables_and_one_source_of_all_parts() {
    let (key, certificate) = made(90);
    let json = serde_json::json!({ "key": key, "crt": certificate }).to_string();
    let files = Files::new()
        .with("client.key", &key)
        .with("client.crt", &certificate)
        .with("both.pem", format!("{key}{certificate}"))
        .with("tls.json", json);
    let variables = [("CLIENT_KEY", key.as_str()), ("CLIENT_CERTIFICATE", &certificate)];
    let creds: Certificates = files.loader().with_environment(variables).load();
    let whole = creds.broker.certificate_chain_pem().unwrap();
    assert_eq!(whole.replace(['\r', '\n'], ""), certificate.replace(['\r', '\n'], ""));
    for credential in [&creds.one_file, &creds.variables, &creds.structured] {
        let error = credential.secret().err();
        assert_eq!(credential.certificate_chain_pem().ok(), Some(whole.clone()), "{error:?}");
        assert_eq!(credential.private_key_pem().unwrap(), creds.broker.private_key_pem().unwrap());
        assert_eq!(credential.metadata().warnings().len(), 0, "{}", credential.metadata());
    }
    assert_eq!(creds.broker.config.host, "broker.internal");
    let metadata = creds.broker.metadata();
    assert_eq!(metadata.kind(), "client_certificate");
    assert!(metadata.attributes().any(|(name, _)| name == "sha256_fingerprint"));
    assert_eq!(outcome(&creds.store), Err("file_not_found"));

    // In variables, line breaks are often two characters, or spaces.
    for instead in ["\\n", " "] {
        let (key, certificate) = (key.replace('\n', instead), certificate.replace('\n', instead));
        let variables = [("CLIENT_KEY", key), ("CLIENT_CERTIFICATE", certificate)];
        let creds: Certificates = files.loader().with_environment(variables).load();
        assert!(creds.variables.is_loaded(), "{}", creds.variables.metadata());
    }
}

#[test]
#[cfg(unix)]
fn everybody_may_read_a_certificate_and_nobody_a_key() {
    use std::os::unix::fs::PermissionsExt;

    let (key, certificate) = made(90);
    let open = |files: &Files, name: &str, mode: u32| {
        fs::set_permissions(files.join(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    let files = Files::new()
        .with("client.key", &key)
        .with("client.crt", &certificate)
        .with("both.pem", format!("{key}{certificate}"));
    open(&files, "client.crt", 0o644);
    open(&files, "both.pem", 0o644);
    let creds: Certificates = files.loader().load();
    assert!(creds.broker.is_loaded(), "{}", creds.broker.metadata());
    let error = creds.one_file.secret().unwrap_err();
    assert_eq!((error.part(), error.code()), ("private_key", "file_insecure_permissions"));

    // The twin of a variable is no other.
    let file = files.join("client.crt");
    let variables =
        [("CLIENT_KEY", key.as_str()), ("CLIENT_CERTIFICATE_FILE", file.to_str().unwrap())];
    let creds: Certificates = files.loader().with_environment(variables).load();
    assert!(creds.variables.is_loaded(), "{}", creds.variables.metadata());
    let variables =
        [("CLIENT_CERTIFICATE", certificate.as_str()), ("CLIENT_KEY_FILE", file.to_str().unwrap())];
    let creds: Certificates = files.loader().with_environment(variables).load();
    assert_eq!(outcome(&creds.variables), Err("file_insecure_permissions"));

    open(&files, "client.crt", 0o664);
    let creds: Certificates = files.loader().load();
    let error = creds.broker.secret().unwrap_err();
    assert_eq!((error.part(), error.code()), ("certificate", "file_insecure_permissions"));

    open(&files, "client.crt", 0o644);
    open(&files, "client.key", 0o604);
    let creds: Certificates = files.loader().load();
    let error = creds.broker.secret().unwrap_err();
    assert_eq!((error.part(), error.code()), ("private_key", "file_insecure_permissions"));
}

#[test]
fn metadata_and_events_tell_that_it_expires_soon() {
    let (key, certificate) = made(9);
    let files = Files::new()
        .with("client.key", &key)
        .with("client.crt", &certificate)
        .with("both.pem", format!("{key}{certificate}"));
    let told = Arc::new(Mutex::new(Vec::new()));
    let observer = {
        let told = Arc::clone(&told);
        move |event: &Event<'_>| told.lock().unwrap().push(format!("{event:?}"))
    };
    let creds: Certificates = files.loader().with_observer(observer).load();
    let metadata = creds.broker.metadata();
    let codes: Vec<_> =
        metadata.warnings().iter().map(provider_credentials::LoadWarning::code).collect();
    assert_eq!(codes, ["certificate_expires_soon"]);
    assert!(metadata.to_string().contains("expires soon (9 days left)"), "{metadata}");
    assert!(metadata.good_until().unwrap() > SystemTime::now() + DAY * 9);
    let told = told.lock().unwrap().join("\n");
    assert!(told.contains("certificate_expires_soon") || told.contains("expires soon"), "{told}");
    // Its own setting says later.
    assert_eq!(creds.one_file.metadata().warnings().len(), 0);
    let later: Certificates = files.loader().clock(|| SystemTime::now() + DAY * 10).load();
    assert_eq!(outcome(&later.broker), Err("certificate_expired"));
}
