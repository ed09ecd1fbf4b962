//! A program outside the workspace, built by cargo: what a new user has, with every strict lint on,
//! and the crate under another name.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use crate::package::{MANIFEST, Project};

/// As of the profile `release`, for which all that the program depends on would be built once more.
const OPTIMIZATION: &str = "CARGO_PROFILE_DEV_OPT_LEVEL";

fn holds(haystack: &[u8], needle: &str) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle.as_bytes())
}

#[test]
fn a_strict_program_builds_and_follows_its_manifest() {
    let project = Project::new("2024", "");
    let lines = project.succeeds(&["run", "-q"]);
    assert!(lines.contains("first (example): not loaded: "), "{lines}");
    assert!(lines.contains("type (example): not loaded: "), "{lines}");
    if Command::new("cargo-clippy").arg("--version").output().is_ok() {
        project.succeeds(&["clippy", "-q"]);
    }

    // Editing nothing but the manifest reaches the program.
    project.write("provider_credentials.yaml", &MANIFEST.replace("id: first", "id: renamed"));
    assert!(project.succeeds(&["run", "-q"]).contains("renamed (example): "));

    // Breaking it breaks the build, at its line, and only once for each macro.
    project.write("provider_credentials.yaml", &MANIFEST.replace("source: env", "source: evn"));
    let error = project.fails(&["build", "-q"]);
    assert!(error.contains("provider_credentials.yaml:6:"), "{error}");
    assert!(error.contains("`evn`"), "{error}");
    assert!(!error.contains("cannot find"), "no complaint about what was not generated: {error}");

    // So does deleting it.
    project.write("provider_credentials.yaml", MANIFEST);
    project.succeeds(&["build", "-q"]);
    fs::remove_file(project.path("provider_credentials.yaml")).expect("to delete it");
    let error = project.fails(&["build", "-q"]);
    assert!(error.contains("`provider_credentials.yaml`"), "{error}");

    // The program carries neither the manifest nor its path.
    project.write("provider_credentials.yaml", MANIFEST);
    for (profile, optimization) in [("debug", "0"), ("optimized", "3")] {
        let output = project.cargo_with(&["build", "-q"], &[(OPTIMIZATION, optimization)]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let binary = project.binary();
        assert!(holds(&binary, "FIRST_KEY"), "the search would find it");
        assert!(!holds(&binary, "sentinel-comment"), "{profile}: the manifest's text");
        assert!(!holds(&binary, "sentinel-description"), "{profile}: the manifest's text");
        assert!(!holds(&binary, "provider_credentials.yaml"), "{profile}: the manifest's path");
    }
}

#[test]
fn a_fresh_program_depends_on_few_crates() {
    let project = Project::new("2024", "");
    let crates = project.crates();
    assert!(!crates.contains("syn"), "{crates:#?}");
    assert!(crates.len() <= 20, "{crates:#?}");
}

#[test]
fn a_program_without_vault_has_no_crate_of_it() {
    let without = Project::new("2024", "").crates();
    let with = Project::new("2024", ", features = [\"vault\"]").crates();
    for name in ["provider-credentials-vault", "provider-credentials-http", "rustls", "ring"] {
        assert!(with.contains(name) && !without.contains(name), "{name}: {without:#?}");
    }
    let more: BTreeSet<_> = with.difference(&without).collect();
    assert!(without.is_subset(&with) && more.len() <= 45, "{more:#?}");
}

#[test]
fn a_program_without_aws_has_no_crate_of_it() {
    let without = Project::new("2024", "").crates();
    let vault = Project::new("2024", ", features = [\"vault\"]").crates();
    let with = Project::new("2024", ", features = [\"aws\"]").crates();
    assert!(with.contains("provider-credentials-aws"));
    assert!(!without.contains("provider-credentials-aws") && without.is_subset(&with));
    // All else is what another store has as well, and what runs a program.
    let others: Vec<_> = with.difference(&vault).collect();
    assert_eq!(others, ["provider-credentials-aws", "provider-credentials-child"]);
}

#[test]
fn a_program_with_commands_has_two_crates_more() {
    let without = Project::new("2024", "").crates();
    let with = Project::new("2024", ", features = [\"command\"]").crates();
    let others: Vec<_> = with.difference(&without).collect();
    assert_eq!(others, ["provider-credentials-child", "provider-credentials-command"]);
}

#[test]
fn a_program_with_tokens_has_few_crates_more() {
    let without = Project::new("2024", "").crates();
    let with = Project::new("2024", ", features = [\"pkcs11\"]").crates();
    let others: Vec<_> = with.difference(&without).collect();
    let expected =
        ["cfg-if", "cryptoki", "cryptoki-sys", "libloading", "log", "provider-credentials-pkcs11"];
    assert_eq!(others, expected);
}

#[test]
#[cfg(target_os = "linux")]
fn a_program_without_keyring_has_no_crate_of_it() {
    let without = Project::new("2024", "").crates();
    let with = Project::new("2024", ", features = [\"keyring\"]").crates();
    assert!(!without.contains("provider-credentials-keyring") && without.is_subset(&with));
    let more: BTreeSet<_> = with.difference(&without).collect();
    assert!(more.len() <= 21, "{more:#?}");
    assert!(!more.iter().any(|name| name.ends_with("-sys")), "no C library: {more:#?}");
}

#[test]
fn a_program_with_a_tpm_has_the_cryptography_of_jwe() {
    let without = Project::new("2024", "").crates();
    let jwe = Project::new("2024", ", features = [\"jwe\"]").crates();
    let with = Project::new("2024", ", features = [\"tpm\"]").crates();
    let others: Vec<_> = with.difference(&jwe).collect();
    assert_eq!(others, ["provider-credentials-tpm"]);
    assert!(without.is_subset(&with) && with.difference(&without).count() <= 13);
}

#[test]
fn a_program_without_azure_has_no_crate_of_it() {
    let without = Project::new("2024", "").crates();
    let oauth2 = Project::new("2024", ", features = [\"oauth2\"]").crates();
    let with = Project::new("2024", ", features = [\"azure\"]").crates();
    assert!(with.contains("provider-credentials-azure"));
    assert!(!without.contains("provider-credentials-azure") && without.is_subset(&with));
    // All else is what access tokens have as well, and what runs a program.
    let others: Vec<_> = with.difference(&oauth2).collect();
    assert_eq!(others, ["provider-credentials-azure", "provider-credentials-child"]);
}

#[test]
fn a_program_without_gcp_has_no_crate_of_it() {
    let without = Project::new("2024", "").crates();
    let oauth2 = Project::new("2024", ", features = [\"oauth2\"]").crates();
    let with = Project::new("2024", ", features = [\"gcp\"]").crates();
    assert!(!without.contains("provider-credentials-gcp") && without.is_subset(&with));
    // All else is what access tokens have as well, and what runs a program.
    let others: Vec<_> = with.difference(&oauth2).collect();
    assert_eq!(others, ["provider-credentials-child", "provider-credentials-gcp"]);
}

/// A manifest with one credential from a file.
fn file_manifest(path: &str) -> String {
    format!(
        "provider_credentials:\n  - id: first\n    provider: example\n    auth: {{ type: api_key, \
         source: file, file_path: {path}, file_key: key }}\n"
    )
}

#[test]
fn a_manifest_that_needs_a_feature_names_it() {
    let program = "creds::credentials!(\"provider_credentials.yaml\");\nfn main() {}\n";
    let said = |features: &str, path: &str| {
        let features = format!(", default-features = false, features = [{features}]");
        let project = Project::new("2024", &features);
        project.write("src/main.rs", program);
        project.write("provider_credentials.yaml", &file_manifest(path));
        let output = project.cargo(&["check", "-q"]);
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(stderr.matches("error").count() == 0, output.status.success(), "{stderr}");
        stderr
    };
    let needs = |features: &str, path: &str| -> Option<String> {
        let stderr = said(features, path);
        if stderr.is_empty() {
            return None;
        }
        let place = format!("--> provider_credentials.yaml:4:{}\n", 65 + path.len());
        assert!(
            stderr.contains(&place) && stderr.contains("= note: in credential `first`"),
            "{stderr}"
        );
        let (needed, _) =
            stderr.split_once(" of provider-credentials, which is off [feature_off]\n")?;
        let needed = needed.split("needs feature ").last()?.to_owned();
        let fix = format!(
            "= help: add {needed} to the `features` of provider-credentials in Cargo.toml\n"
        );
        assert!(stderr.contains(&fix), "{stderr}");
        Some(needed)
    };
    let without_macros = said("", "x.json");
    assert!(without_macros.contains("enable feature `macros` of "), "{without_macros}");
    assert_eq!(needs("\"macros\"", "x.json").as_deref(), Some("`json`"));
    assert_eq!(needs("\"macros\"", "x.yml").as_deref(), Some("`yaml`"));
    assert_eq!(needs("\"macros\"", "x").as_deref(), Some("`json` or `yaml`"));
    assert_eq!(needs("\"macros\", \"json\"", "x.yaml").as_deref(), Some("`yaml`"));
    assert_eq!(needs("\"macros\", \"yaml\"", "x.json").as_deref(), Some("`json`"));
    assert_eq!(needs("\"macros\", \"json\"", "x.json"), None);
    assert_eq!(needs("\"macros\", \"yaml\"", "x.yaml"), None);
    assert_eq!(needs("\"macros\", \"yaml\"", "x"), None);
}

#[test]
fn older_editions_and_odd_places_work() {
    let program = "
        fn main() {
            creds::credentials!(\"some dir/ключ.yaml\");
            let creds = Credentials::load();
            println!(\"{}\", inner::count() + creds.ids().len());
        }

        mod inner {
            pub fn count() -> usize {
                creds::credentials!(\"../shared.yaml\", struct r#Struct);
                r#Struct::load().ids().len()
            }
        }
    ";
    for edition in ["2018", "2021"] {
        let project = Project::new(edition, "");
        project.write("src/main.rs", program);
        project.write("some dir/ключ.yaml", MANIFEST);
        project.write("../shared.yaml", MANIFEST);
        assert_eq!(project.succeeds(&["run", "-q"]).trim(), "4");
    }
}

#[test]
fn a_method_of_a_feature_that_is_off_names_it() {
    let project = Project::new("2024", ", default-features = false");
    project.write(
        "src/main.rs",
        "fn main() {\n    let loader = creds::Loader::new().with_dotenv(\".env\").lock_memory().with_access_observer(());\n    \
         let _ = unsafe { loader.remove_loaded_variables() };\n    creds::harden_process();\n}\n",
    );
    let output = project.cargo(&["check"]);
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    for expected in [
        "`with_access_observer` needs feature `access` of provider-credentials, and an audit log feature `audit`",
        "`with_dotenv` needs feature `dotenv` of provider-credentials",
        "`lock_memory` needs feature `locked-memory` of provider-credentials",
        "`remove_loaded_variables` needs feature `env-removal` of provider-credentials",
        "`harden_process` needs feature `hardening` of provider-credentials",
    ] {
        assert!(stderr.contains(expected), "{expected}: {stderr}");
    }
    assert!(!stderr.contains("no method named"), "{stderr}");
}

#[test]
fn a_kind_whose_feature_is_off_names_it() {
    let project = Project::new("2024", "");
    let program = "creds::credentials!(\"provider_credentials.yaml\");\nfn main() {}\n";
    project.write("src/main.rs", program);
    project.write("provider_credentials.yaml", include_str!("manifests/oauth2.yaml"));
    let output = project.cargo(&["check", "-q"]);
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    for (place, id, kind) in [
        ("5:13", "acme", "oauth2_client_credentials"),
        ("25:13", "bigquery", "google_service_account"),
    ] {
        let error = format!(
            "`type: {kind}` needs feature `oauth2` of provider-credentials, which is off [feature_off]\n"
        );
        let rest = stderr.split_once(&error).map_or("", |(_, rest)| rest);
        assert!(
            rest.trim_start().starts_with(&format!("--> provider_credentials.yaml:{place}\n")),
            "{stderr}"
        );
        assert!(rest.contains(&format!("= note: in credential `{id}`\n")), "{stderr}");
    }
    assert_eq!(stderr.matches("error: ").count(), 3, "{stderr}");
    project.write("provider_credentials.yaml", VAULT);
    let output = project.cargo(&["check", "-q"]);
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    let error = "`source: vault` needs feature `vault` of provider-credentials, which is off [feature_off]\n";
    assert!(stderr.contains(error), "{stderr}");
    assert_eq!(stderr.matches("error: ").count(), 2, "{stderr}");
}

const VAULT: &str = "provider_credentials:
  - id: openai
    provider: openai
    auth: { type: api_key, source: vault, vault_path: secret/openai, vault_key: api_key }
";
