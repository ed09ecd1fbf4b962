//! Texts under `config` that are filled in when credentials load.

use provider_credentials::{Loader, credentials};

use crate::support::{outcome, shown};

credentials!("it/manifests/config_text.yaml", struct Texts);

fn with<const N: usize>(variables: [(&str, &str); N]) -> Loader {
    Loader::new().with_environment(variables)
}

#[test]
fn a_variable_or_its_default() {
    let key = ("OPENAI_API_KEY", "an-example-secret");
    let creds: Texts = with([key, ("REGION", "eu")]).load();
    let openai = &creds.openai;
    assert_eq!(shown(openai), "an-example-secret");
    assert_eq!(openai.text(|config| config.base_url).unwrap(), "https://api.openai.com/v1");
    assert_eq!(openai.text(|config| config.region.name).unwrap(), "eu");
    assert_eq!(openai.text(|config| config.suffix).unwrap(), "", "a default may be empty");
    assert_eq!(openai.text(|config| config.prompt).unwrap(), "Hello you\n");
    assert_eq!((openai.config.timeout, openai.config.price), (30, "${VAT} of $5"));
    assert_eq!(openai.metadata().source(), "env");
    assert_eq!(openai.metadata().warnings().len(), 0, "they are no secrets");
    assert!(format!("{openai:?}").contains("ConfigText(\"config.base_url\")"));

    let creds: Texts = with([key, ("REGION", "us"), ("API_HOST", "proxy")]).load();
    assert_eq!(creds.openai.text(|config| config.base_url).unwrap(), "https://proxy/v1");
}

#[test]
fn a_credential_loads_with_its_texts_or_not_at_all() {
    let creds: Texts = with([("OPENAI_API_KEY", "an-example-secret")]).load();
    let error = creds.openai.secret().unwrap_err();
    assert_eq!((error.code(), error.part()), ("path_variable_not_set", "config.region.name"));
    assert_eq!(
        error.to_string(),
        "credential `openai` is not loaded: its `config.region.name`: `${REGION}` needs `REGION`, which \
         is unset or empty; set `REGION`"
    );
    assert!(creds.openai.text(|config| config.base_url).is_err());

    // The secret is the credential itself, and no part of it.
    let creds: Texts = with([("REGION", "eu")]).load();
    let error = creds.openai.secret().unwrap_err().to_string();
    assert!(
        error.starts_with("credential `openai` is not loaded: environment variable"),
        "{error}"
    );
}

#[test]
fn in_tests_they_are_given_or_have_their_defaults() {
    let loader = Loader::isolated()
        .with_secret("openai", "test")
        .with_secret("openai.config.region.name", "test-region");
    let creds: Texts = loader.load();
    assert_eq!(shown(&creds.openai), "test");
    assert_eq!(creds.openai.text(|config| config.base_url).unwrap(), "https://api.openai.com/v1");
    assert_eq!(creds.openai.text(|config| config.region.name).unwrap(), "test-region");
    let creds: Texts = Loader::isolated().with_secret("openai", "test").load();
    assert_eq!(outcome(&creds.openai), Err("not_given"));
}
