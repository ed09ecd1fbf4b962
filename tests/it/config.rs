//! `config` as typed constants.

use provider_credentials::{NoConfig, credentials};

use crate::support::no_environment;

credentials!("it/manifests/everything.yaml");

#[test]
fn every_kind_of_value_has_its_type() {
    let creds = Credentials::load_with(&no_environment());
    let config: &'static AnthropicSonnetConfig = creds.anthropic_sonnet.config;

    let text: &'static str = config.base_url;
    assert_eq!(text, "https://api.anthropic.com");
    assert_eq!(config.r#type, "keyword");
    assert_eq!(config.display_name, "Claude \"Sonnet\" \\ 4");

    let integers: [i64; 4] = [config.max_tokens, config.negative, config.least, config.hex];
    assert_eq!(integers, [4096, -3, i64::MIN, 16]);

    let floats: [f64; 3] = [config.temperature, config.tiny, config.infinite];
    assert_eq!(floats.map(f64::to_bits), [0.5, 1.5e-9, f64::INFINITY].map(f64::to_bits));

    let stream: bool = config.stream;
    assert!(!stream);
}

#[test]
fn lists_are_slices_of_one_type() {
    let creds = Credentials::load_with(&no_environment());
    let config = creds.anthropic_sonnet.config;
    let regions: &'static [&'static str] = config.regions;
    assert_eq!(regions, ["eu-west-1", "us-east-1"]);
    let weights: &'static [f64] = config.weights;
    assert_eq!(
        weights.iter().map(|w| w.to_bits()).collect::<Vec<_>>(),
        [0.25, -1.0].map(f64::to_bits)
    );
    let matrix: &'static [&'static [i64]] = config.matrix;
    assert_eq!(matrix, [&[1, 2][..], &[3]]);
}

#[test]
fn nested_mappings_are_structs() {
    let creds = Credentials::load_with(&no_environment());
    let config = creds.anthropic_sonnet.config;
    let retry: &AnthropicSonnetConfigRetry = &config.retry;
    assert_eq!(retry.attempts, 3);
    assert_eq!(retry.backoff.initial.to_bits(), 0.1_f64.to_bits());
    assert_eq!(retry.backoff.limits, [1, 2]);

    let endpoints: &'static [AnthropicSonnetConfigEndpoints] = config.endpoints;
    let seen: Vec<_> = endpoints.iter().map(|e| (e.host, e.port)).collect();
    assert_eq!(seen, [("a.example", 1), ("b.example", 2)]);
}

#[test]
fn a_merged_config_is_a_type_of_its_own() {
    let creds = Credentials::load_with(&no_environment());
    let config: &'static TypeConfig = creds.r#type.config;
    assert_eq!(config.max_tokens, 4096);
}

#[test]
fn no_config_has_a_name_of_its_own() {
    let creds = Credentials::load_with(&no_environment());
    let none: [NoConfig; 2] = [*creds.open_ai.config, *creds.self_hosted.config];
    assert_eq!(none, [NoConfig::default(); 2]);
}

#[test]
fn config_is_there_without_the_secret() {
    let creds = Credentials::load_with(&no_environment());
    assert!(!creds.anthropic_sonnet.is_loaded());
    assert!(format!("{:?}", creds.anthropic_sonnet).contains("https://api.anthropic.com"));
}

#[allow(non_camel_case_types, reason = "a raw name is what is tested")]
mod text {
    provider_credentials::credentials!("it/manifests/text.yaml", pub(super) struct r#type);
}

#[test]
fn text_and_numbers_are_what_the_manifest_has() {
    let creds = text::r#type::load_with(&no_environment());
    assert!(format!("{creds:?}").starts_with("r#type {"), "{creds:?}");
    let metadata = creds.metadata();
    assert_eq!(metadata[0].provider(), "$name \"quoted\" back\\slash \u{202e} é");

    let config = creds.r#type.config;
    assert_eq!(config.text, "$name {x} \u{0}001\r\n\t'\"\\ \u{2028}\u{202e}\u{feff}");
    let floats = [config.greatest, config.least, config.negative_zero, config.whole];
    assert_eq!(floats.map(f64::to_bits), [f64::MAX, 5e-324, -0.0, 1e16].map(f64::to_bits));
    assert!(config.unknown.is_nan());
    assert_eq!(config.deep[0][0][0][0].list[0].integer, i64::MIN);
}
