//! Golden expansions: `expand/*.yaml` beside the `*.rs` they become.
//!
//! `UPDATE_EXPAND=1 cargo test -p provider-credentials-codegen` writes them anew; read the diff.

#![forbid(unsafe_code)]
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::format_push_string,
    reason = "tests say what must hold, and plainly"
)]

use std::fs;
use std::path::{Path, PathBuf};

use provider_credentials_codegen::{Options, SourceFile, generate};
use quote::quote;

fn expand(manifest: &str) -> String {
    let source = SourceFile::new("provider_credentials.yaml", manifest);
    let options = Options::default().tracked("/package/provider_credentials.yaml");
    let code = generate(source, &options).expect("a manifest without problems");
    prettyplease::unparse(&syn::parse2(code).expect("the expansion is Rust"))
}

fn manifests() -> Vec<PathBuf> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expand");
    let entries = fs::read_dir(directory).expect("the directory of cases");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

#[test]
fn expansions_are_as_recorded() {
    let mut stale = Vec::new();
    for path in manifests() {
        let code = expand(&fs::read_to_string(&path).expect("a manifest"));
        let golden = path.with_extension("rs");
        if std::env::var_os("UPDATE_EXPAND").is_some() {
            fs::write(&golden, &code).expect("to write the expansion");
        } else if fs::read_to_string(&golden).ok().as_ref() != Some(&code) {
            stale.push(golden);
        }
    }
    assert!(stale.is_empty(), "not as recorded, see UPDATE_EXPAND in this file: {stale:#?}");
}

#[test]
fn the_users_own_tokens_are_in_the_code_as_they_are() {
    for path in manifests() {
        let manifest = fs::read_to_string(path).expect("a manifest");
        let expand = |options: &Options| {
            let source = SourceFile::new("provider_credentials.yaml", manifest.as_str());
            generate(source, options).expect("a manifest without problems")
        };
        let plain = expand(&Options::default()).to_string();
        let runtime = expand(&Options::default().runtime(quote!(crate::creds))).to_string();
        assert!(runtime.contains("crate :: creds :: "));
        let by_default = runtime.replace("crate :: creds :: ", ":: provider_credentials :: ");
        assert!(by_default == plain, "{by_default}\n{plain}");
        for name in ["Providers", "r#type"] {
            let ident: syn::Ident = syn::parse_str(name).expect("a name");
            let code = expand(&Options::default().visibility(quote!(pub(crate))).name(ident));
            let code = prettyplease::unparse(&syn::parse2(code).expect("the expansion is Rust"));
            assert!(code.contains(&format!("pub(crate) struct {name} {{")), "{name}");
            let id = format!("{}Id", name.trim_start_matches("r#"));
            assert!(code.contains(&format!("pub(crate) enum {id} {{")), "{id}");
            assert!(code.contains(&format!("__private::fmt_debug(self, {name:?}, __f)")));
        }
    }
}

#[test]
fn the_same_manifest_expands_to_the_same_code() {
    for path in manifests() {
        let manifest = fs::read_to_string(&path).expect("a manifest");
        assert_eq!(expand(&manifest), expand(&manifest));
    }
}

#[test]
fn the_expansion_grows_by_a_constant_for_each_credential() {
    let size = |count: usize| {
        let mut manifest = String::from("provider_credentials:\n");
        for n in 0..count {
            manifest += &format!(
                "  - id: key_{n:05}\n    provider: p\n    auth: {{ type: api_key, source: env, env_var: KEY_{n:05} }}\n"
            );
        }
        let source = SourceFile::new("m.yaml", manifest);
        generate(source, &Options::default()).expect("no problems").to_string().len()
    };
    let (ten, twenty, thousand) = (size(10), size(20), size(1_000));
    let each = (twenty - ten) / 10;
    // Line numbers and positions have a few more digits.
    assert!(thousand < ten + 990 * (each + 16), "{each} bytes each at first, {thousand} at 1,000");
    assert!(each < 1_500, "{each} bytes of code for one credential");
}

#[test]
fn each_field_is_filled_once_and_in_order() {
    // Around the number that is filled at once.
    for count in [0, 1, 63, 64, 65, 128, 129] {
        let mut manifest = String::from(if count == 0 {
            "provider_credentials: []\n"
        } else {
            "provider_credentials:\n"
        });
        for n in 0..count {
            manifest += &format!(
                "  - {{ id: key_{n}, provider: p, auth: {{ type: api_key, source: env, env_var: K }} }}\n"
            );
        }
        let code = expand(&manifest);
        let mut filled = Vec::new();
        for rest in code.split("&mut __fields.").skip(1) {
            filled.extend(rest.split_once(".__any").map(|(name, _)| name));
        }
        let wanted: Vec<String> = (0..count).map(|n| format!("key_{n}")).collect();
        assert_eq!(filled, wanted);
    }
}

/// Every keyword of the reference, strict, reserved and weak, but the four that no identifier can be.
const KEYWORDS: &str = "as break const continue else enum extern false fn for if impl in let loop \
    match mod move mut pub ref return static struct trait true type unsafe use where while async \
    await dyn abstract become box do final gen macro override priv try typeof unsized virtual yield \
    union raw safe macro_rules auto default";

#[test]
fn every_keyword_can_be_an_id() {
    let mut manifest = String::from("provider_credentials:\n");
    for keyword in KEYWORDS.split_whitespace() {
        manifest += &format!(
            "  - id: \"{keyword}\"\n    provider: p\n    auth: {{ type: api_key, source: env, env_var: K }}\n"
        );
    }
    let code = expand(&manifest);
    for keyword in KEYWORDS.split_whitespace() {
        let field = |prefix: &str| code.contains(&format!("    pub {prefix}{keyword}: "));
        assert!(field("") || field("r#"), "{keyword}");
    }
}
