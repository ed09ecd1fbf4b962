//! Macro, build script and generator give the same code.

use provider_credentials_codegen::{Options, SourceFile, generate};
use quote::{ToTokens, format_ident, quote};

use crate::support::no_environment;

mod built {
    provider_credentials::include_credentials!("everything");
    provider_credentials::include_credentials!("env");
}

fn generated(manifest: &str, options: &Options) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(manifest);
    let source = SourceFile::read(&path, manifest).expect("a manifest");
    tokens(&generate(source, options).expect("no problems").to_string())
}

/// As the syntax tree has it, whatever the spaces.
fn tokens(code: &str) -> String {
    syn::parse_file(code).expect("Rust").into_token_stream().to_string()
}

#[test]
fn the_build_script_writes_what_the_generator_gives() {
    let written = include_str!(concat!(env!("OUT_DIR"), "/everything.rs"));
    assert_eq!(tokens(written), generated("it/manifests/everything.yaml", &Options::default()));

    let written = include_str!(concat!(env!("OUT_DIR"), "/env.rs"));
    let options = Options::default().visibility(quote!(pub(crate))).name(format_ident!("Built"));
    assert_eq!(tokens(written), generated("it/manifests/env.yaml", &options));
}

#[test]
fn both_forms_behave_the_same() {
    provider_credentials::credentials!("it/manifests/everything.yaml");

    let by_macro = Credentials::load_with(&no_environment());
    let by_script = built::Credentials::load_with(&no_environment());
    let lines = |metadata: Vec<provider_credentials::Metadata>| -> Vec<String> {
        metadata.iter().map(ToString::to_string).collect()
    };
    assert_eq!(lines(by_macro.metadata()), lines(by_script.metadata()));
    assert_eq!(format!("{by_macro:?}"), format!("{by_script:?}"));
    assert_eq!(
        format!("{:?}", by_macro.anthropic_sonnet.config),
        format!("{:?}", by_script.anthropic_sonnet.config)
    );
    assert_eq!(built::Built::load_with(&no_environment()).ids().len(), 2);
}
