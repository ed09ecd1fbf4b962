//! Credentials with parts: `type: basic`, and `format: binary`.

use std::sync::{Arc, Mutex};
use std::time::{Duration, UNIX_EPOCH};

use provider_credentials::{
    AnyCredential, ExposeSecret, LoadWarning, Loader, Secret, Source, SourceAnswer, SourceRequest,
    credentials,
};

use crate::support::{Files, outcome};

credentials!("it/manifests/basic.yaml", struct Basic);

const PASSWORD: &str = "p:a/s?s#w@r d%é{}";

fn pair(credential: &AnyCredential) -> (String, String) {
    let part = |name| credential.part(name).unwrap().unwrap().expose_secret().to_owned();
    (part("username"), part("password"))
}

fn constant(password: &str) -> Basic {
    Loader::new().with_environment([("CONSTANT_PASSWORD", password)]).load()
}

#[test]
fn a_constant_and_a_variable() {
    let creds = constant(PASSWORD);
    assert_eq!(creds.constant.username().unwrap(), "app");
    assert_eq!(creds.constant.password().unwrap().expose_secret(), PASSWORD);
    assert_eq!(creds.constant.secret().unwrap().expose_secret(), PASSWORD);
    assert!(creds.constant.part("passwd").unwrap().is_none());
    let metadata = creds.constant.metadata();
    assert_eq!((metadata.kind(), metadata.source()), ("basic", "env"));
    assert_eq!(metadata.parts().collect::<Vec<_>>(), ["password", "username"]);
    // The user name is as short as a placeholder, and no secret.
    assert!(metadata.warnings().iter().all(|warning| warning.code() == "value_white_space"));
    assert_eq!(creds.key.metadata().kind(), "api_key");
    let shown = format!("{:?} {metadata:?} {metadata}", creds.constant);
    assert!(!shown.contains("p:a/s") && !shown.contains("r d%"), "{shown}");
}

#[test]
fn the_url_and_the_header() {
    let creds = constant(PASSWORD);
    let url = creds.constant.connection_url(creds.constant.config.url).unwrap();
    assert_eq!(
        url.expose_secret(),
        "postgres://app:p%3Aa%2Fs%3Fs%23w%40r%20d%25%C3%A9%7B%7D@localhost:5432/orders?sslmode=verify-full"
    );
    let header = constant("open sesame").constant.authorization().unwrap();
    assert_eq!(header.expose_secret(), "Basic YXBwOm9wZW4gc2VzYW1l");
    for template in ["postgres://{user}:{password}@h", "x://{username", "{", "x://{password}{"] {
        let error = creds.constant.connection_url(template).unwrap_err().to_string();
        assert!(error.contains("`{` that begins neither") && !error.contains("p:a"), "{error}");
    }
    let missing = Loader::new().with_environment::<&str, &str>([]).load::<Basic>();
    let error = missing.constant.connection_url("{password}").unwrap_err();
    assert!(error.to_string().contains("its `password`: "), "{error}");
    assert!(missing.constant.authorization().is_err());

    let colon = Loader::isolated()
        .with_secret("constant.username", "a:b")
        .with_secret("constant.password", "secret-of-test")
        .load::<Basic>();
    let error = colon.constant.authorization().unwrap_err().to_string();
    assert!(error.contains("has a colon"), "{error}");
}

#[test]
fn a_credential_loads_whole_or_fails_whole_and_names_the_part() {
    let files = Files::new();
    let loader = || files.loader();
    let creds: Basic = loader().with_environment([("TENANT", "eu")]).load();
    let error = creds.by_environment.secret().unwrap_err();
    assert_eq!((error.part(), error.code()), ("password", "not_found_in_sources"));
    assert!(creds.by_environment.username().is_err());

    let creds: Basic =
        loader().with_environment([("BY_ENVIRONMENT_PASSWORD", "correct-horse")]).load();
    let error = creds.by_environment.secret().unwrap_err();
    assert_eq!((error.part(), error.code()), ("username", "path_variable_not_set"));
    assert_eq!(
        error.to_string(),
        "credential `by-environment` is not loaded: its `username`: `${DB_USER:-app}-${TENANT}` needs \
         `TENANT`, which is unset or empty; set `TENANT`"
    );

    let variables = [("BY_ENVIRONMENT_PASSWORD", "correct-horse"), ("TENANT", "eu")];
    let creds: Basic = loader().with_environment(variables).load();
    assert_eq!(pair(&creds.by_environment), ("app-eu".to_owned(), "correct-horse".to_owned()));
}

#[test]
fn one_structured_source_holds_all_parts() {
    let files = Files::new()
        .with("rds.json", r#"{"username": "rds", "password": "of-json-1", "port": 5432}"#)
        .with("renamed.yaml", "users:\n  - user: { name: ada }\n    pw: of-yaml-1\n");
    let creds: Basic = files.loader().load();
    assert_eq!(pair(&creds.structured), ("rds".to_owned(), "of-json-1".to_owned()));
    assert_eq!(pair(&creds.renamed), ("ada".to_owned(), "of-yaml-1".to_owned()));
    assert_eq!(creds.structured.metadata().source(), "file");

    let files = files.with("rds.json", r#"{"username": "rds"}"#);
    let creds: Basic = files.loader().load();
    let error = creds.structured.secret().unwrap_err();
    assert_eq!((error.part(), error.code()), ("password", "key_not_found"));
}

/// Answers with content, and counts how often it is asked.
struct Store(Arc<Mutex<Vec<usize>>>);

impl Source for Store {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        self.0.lock().unwrap().push(requests.len());
        for request in requests {
            let body = br#"{"username": "stored", "password": "of-store-1"}"#.to_vec();
            request.answer_with(Ok(SourceAnswer::content(body).version("7")));
        }
    }
}

#[test]
fn a_store_is_asked_once_for_all_parts() {
    let asked = Arc::default();
    let loader = Loader::new()
        .with_environment::<&str, &str>([])
        .with_source("store", Store(Arc::clone(&asked)));
    let creds: Basic = loader.load();
    assert_eq!(pair(&creds.stored), ("stored".to_owned(), "of-store-1".to_owned()));
    assert_eq!(creds.stored.metadata().version(), Some("7"));
    assert_eq!(*asked.lock().unwrap(), [2]);
}

#[test]
fn encodings_and_bytes() {
    let files = Files::new()
        .with("username", "ada\n")
        .with("wrapped", "Y29ycmVjdC1ob3JzZQ==")
        .with("key.bin", [0, 159, 146, 150, b'\n']);
    let creds: Basic = files.loader().load();
    assert_eq!(pair(&creds.wrapped), ("ada".to_owned(), "correct-horse".to_owned()));
    let key = creds.key.secret().unwrap();
    assert_eq!((key.expose_bytes(), key.is_text()), (&[0, 159, 146, 150, b'\n'][..], false));

    for (content, code) in [(&b""[..], "file_empty"), (b"\0GITCRYPT\0abc", "value_encrypted")] {
        let files = Files::new().with("key.bin", content);
        assert_eq!(outcome(&files.loader().load::<Basic>().key), Err(code));
    }
}

#[test]
fn parts_are_given_by_name_and_an_isolated_loader_knows_the_constants() {
    let creds: Basic = Loader::isolated().with_secret("constant.password", "correct-horse").load();
    assert_eq!(pair(&creds.constant), ("app".to_owned(), "correct-horse".to_owned()));
    assert_eq!(outcome(&creds.by_environment), Err("not_given"));
    let creds: Basic = Loader::isolated()
        .with_secret("by_environment_username", Secret::from("ada"))
        .with_secret("by-environment.password", "correct-horse")
        .load();
    assert_eq!(pair(&creds.by_environment), ("ada".to_owned(), "correct-horse".to_owned()));
}

/// A token with these claims, and a signature that nobody made.
fn token(claims: &str) -> String {
    let digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut encoded = String::new();
    for chunk in claims.as_bytes().chunks(3) {
        let group = chunk.iter().fold(0_u32, |all, byte| all << 8 | u32::from(*byte))
            << (8 * (3 - chunk.len()));
        for at in 0..=chunk.len() {
            encoded.push(char::from(digits[(group >> (18 - 6 * at) & 0x3f) as usize]));
        }
    }
    format!("eyJhbGciOiJub25lIn0.{encoded}.{}", "c2ln".repeat(11))
}

#[test]
fn a_bearer_token_tells_when_it_expires() {
    let with = |token: &str| {
        let now = UNIX_EPOCH + Duration::from_secs(1_800_000_000);
        let loader = Loader::new().with_environment([("SESSION_TOKEN", token)]);
        loader.clock(move || now).load::<Basic>().session
    };
    let time = |seconds| Some(UNIX_EPOCH + Duration::from_millis(seconds));
    for (claims, expires, warnings) in [
        (r#"{"sub":"x","exp":1800000060}"#, time(1_800_000_060_000), 0),
        (r#"{"exp": 1800000060.5}"#, time(1_800_000_060_500), 0),
        (r#"{"exp":1799999999}"#, time(1_799_999_999_000), 1),
        (r#"{"exp":-1}"#, None, 0),
        (r#"{"exp":1e300}"#, None, 0),
        (r#"{"exp":"soon"}"#, None, 0),
        (r#"{"sub":"x"}"#, None, 0),
        ("no json", None, 0),
    ] {
        let session = with(&token(claims));
        assert_eq!(session.expires_at().unwrap(), expires, "{claims}");
        let metadata = session.metadata();
        assert_eq!((metadata.kind(), metadata.good_until()), ("bearer_token", expires));
        assert_eq!(metadata.warnings().len(), warnings, "{claims} {metadata:?}");
    }
    let session = with(&token(r#"{"exp":1}"#));
    assert!(
        session
            .metadata()
            .to_string()
            .contains(" is a JSON Web Token that has expired; get a new one")
    );

    let plain = with("an-example-token");
    assert_eq!(plain.expires_at().unwrap(), None);
    assert_eq!(plain.authorization().unwrap().expose_secret(), "Bearer an-example-token");
    assert_eq!(plain.token().unwrap().expose_secret(), "an-example-token");
    assert!(with("").authorization().is_err());
}

fn codes(credential: &AnyCredential) -> Vec<&'static str> {
    credential.metadata().warnings().iter().map(LoadWarning::code).collect()
}

#[test]
fn what_is_doubtful_in_a_part_is_told_allowed_or_an_error() {
    let with = |user, password| {
        Loader::new().with_environment([("QUOTED_USER", user), ("QUOTED_PASSWORD", password)])
    };
    let creds: Basic = with("'app'", "changeme").load();
    assert_eq!(codes(&creds.quoted), ["value_placeholder", "part_quoted"]);
    assert_eq!(codes(&creds.allowing), [""; 0]);
    let strict: Basic = with("'app'", "changeme").strict_values().load();
    assert_eq!(outcome(&strict.quoted), Err("value_placeholder"));
    assert!(strict.allowing.is_loaded());
    let strict: Basic = with("'app'", "k9qZm77xx").strict_values().load();
    assert_eq!(outcome(&strict.quoted), Err("part_quoted"));
    let error = strict.quoted.secret().unwrap_err().to_string();
    assert!(error.contains("`username`") && error.contains("write the name alone"), "{error}");
    assert!(strict.allowing.is_loaded());
    assert!(with("app", "k9qZm77xx").strict_values().load::<Basic>().quoted.is_loaded());
}

#[test]
fn an_expired_token_is_told_allowed_or_an_error() {
    let old = token(r#"{"exp":1}"#);
    let with = || Loader::new().with_environment([("SESSION_TOKEN", &old)]);
    let creds: Basic = with().load();
    let tokens: [&AnyCredential; 2] = [&creds.session, &creds.plain_token];
    for told in tokens {
        assert_eq!(codes(told), ["token_expired"]);
    }
    assert_eq!(codes(&creds.allowing_old), [""; 0]);
    let strict: Basic = with().strict_values().load();
    assert_eq!(outcome(&strict.session), Err("token_expired"));
    assert_eq!(outcome(&strict.plain_token), Err("token_expired"));
    assert!(strict.allowing_old.is_loaded());
}

#[test]
fn what_is_no_text_is_no_user_name_password_or_token() {
    for (user, password, part, code) in [
        ("/wD/AA==", "cHc=", "username", "part_not_text"),
        ("YXBw", "/wD/AA==", "password", "part_not_text"),
        ("YQpi", "Y29ycmVjdC1ob3JzZQ==", "username", "part_control_character"),
    ] {
        let variables = [("BYTES_USER", user), ("BYTES_PASSWORD", password)];
        let creds: Basic = Loader::new().with_environment(variables).load();
        let error = creds.bytes.secret().unwrap_err();
        assert_eq!((error.part(), error.code()), (part, code));
        assert!(creds.bytes.connection_url("x://{username}").is_err());
    }
    let creds: Basic = Loader::new().with_environment([("WRAPPED_TOKEN", "/wBhYmM=")]).load();
    assert_eq!(outcome(&creds.token_in_base64), Err("part_not_text"));
    assert_eq!(
        creds.token_in_base64.secret().unwrap_err().to_string(),
        "credential `token-in-base64` is not loaded: environment variable `WRAPPED_TOKEN` is no text; \
         store it as text, and remove `format: binary`"
    );
}

#[test]
fn the_id_alone_means_the_part_that_the_kind_is_about() {
    let creds: Basic = Loader::isolated().with_secret("constant", "correct-horse").load();
    assert_eq!(pair(&creds.constant), ("app".to_owned(), "correct-horse".to_owned()));
}
