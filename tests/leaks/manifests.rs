//! A secret in a manifest, wherever somebody may write one: what the command line says, and what builds write.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use provider_credentials_disguises::{Sentinels, github_token};

use crate::built::Sources;
use crate::left::left_of;
use crate::output::Output;
use crate::package::Project;
use crate::support::Files;

/// A credential that is as it should be.
const ID: &str = "provider_credentials:\n  - id: openai\n    provider: openai\n";
const AUTH: &str = "    auth: { type: api_key, source: env, env_var: OPENAI_API_KEY }\n";

/// What is wrong behind it. `§` is the secret.
const BEHIND: &[&str] = &[
    "    description: §\n",
    "    description: |\n      The key is\n      §\n",
    "    config: { api_key: § }\n",
    "    config: { zone: § }\n",
    "    config: { zones: [eu, §] }\n",
    "    config: { deep: { deeper: [{ zone: § }] } }\n",
    "    config: { zone: \"a \\\"§\\\" b\" }\n",
    "    config: { base_url: 'https://user:§@api.example.com' }\n",
    "    config: { base_url: 'https://api.example.com/?key=§' }\n",
    "    config: { §: x }\n",
    "    api_key: §\n",
    "    §: x\n",
    "    required: §\n",
    "    not_secret: [§]\n",
    "    allow: [§]\n",
    "    config: { zone: !§ x }\n",
];

/// The same, where YAML ends: nothing else of the manifest is reported.
const BROKEN: &[&str] = &[
    "    config: { zone: *§ }\n",
    "    config: { zone: §: x }\n",
    "    config: { zone: \"§ }\n",
    "    config: [ §\n",
    "\t§\n",
    "---\n§: §\n",
];

/// In place of what `auth` should be.
const AUTHS: &[&str] = &[
    "{ type: §, source: env, env_var: OPENAI_API_KEY }",
    "{ type: api_key, source: §, env_var: OPENAI_API_KEY }",
    "{ type: api_key, source: env, env_var: § }",
    "{ type: api_key, source: env, env_var: \"§ \" }",
    "{ type: api_key, source: env, env_var: OPENAI_API_KEY, encoding: § }",
    "{ type: api_key, source: env, env_var: OPENAI_API_KEY, value: § }",
    "{ type: api_key, source: file, file_path: § }",
    "{ type: api_key, source: file, file_path: '/run/secrets/§' }",
    "{ type: api_key, source: file, file_path: '${§}/x' }",
    "{ type: api_key, source: file, file_path: '${DIR:-§}/x' }",
    "{ type: api_key, source: file, file_path: a.json, file_key: § }",
    "{ type: api_key, source: file, file_path: a, format: § }",
    "{ type: api_key, source: file, file_path: a, encrypted: § }",
    "{ type: api_key, source: file, file_path: a, encrypted: age, identity_file: § }",
    "{ type: api_key, source: file, file_path: a, encrypted: age, decrypt_with: § }",
    "{ type: api_key, source: file, file_path: a, encrypted: age, passphrase: § }",
    "{ type: api_key, source: keyring, keyring_service: agent, keyring_user: § }",
    "{ type: api_key, source: keyring, keyring_service: §, keyring_user: openai }",
    "{ type: api_key, source: keyring, keyring_service: agent, keyring_user: openai, keyring_store: § }",
    "{ type: api_key, source: custom, custom_name: § }",
    "{ type: api_key, source: custom, custom_name: store, custom_params: { key: § } }",
    "{ type: api_key, source: custom, custom_name: store, custom_params: { §: x } }",
    "{ type: api_key, source: vault, vault_path: 'secret/§' }",
    "{ type: api_key, source: pkcs11, pkcs11_uri: § }",
    "{ type: api_key, source: pkcs11, pkcs11_uri: 'pkcs11:object=a?pin-value=§' }",
    "{ type: api_key, source: pkcs11, pkcs11_uri: 'pkcs11:token=§;object' }",
    "{ type: api_key, source: pkcs11, pkcs11_uri: 'pkcs11:object=a', pkcs11_pin_with: § }",
    "{ type: api_key, source: pkcs11, pkcs11_uri: 'pkcs11:object=a', pkcs11_pin: § }",
    "{ type: api_key, source: vault, vault_path: secret/a, vault_key: § }",
    "{ type: api_key, source: tpm, tpm_sealed: § }",
    "{ type: api_key, source: tpm, tpm_sealed: a, tpm_private: § }",
    "{ type: api_key, source: tpm, tpm_sealed: a, tpm_parent: § }",
    "{ type: api_key, source: tpm, tpm_sealed: a, tpm_parent_name: § }",
    "{ type: api_key, source: tpm, tpm_sealed: a, tpm_pcrs: '§:7' }",
    "{ type: api_key, source: tpm, tpm_sealed: a, tpm_auth_with: § }",
    "{ type: basic, username: §, password: { source: env, env_var: A } }",
    "{ type: basic, username: app, password: § }",
    "{ type: oauth2_client_credentials, client_id: a, client_secret: §, token_url: 'https://a.example' }",
    "{ type: oauth2_client_credentials, client_id: a, client_secret: { source: env, env_var: A }, token_url: 'https://a:§@a.example' }",
    "{ type: client_certificate, private_key: §, certificate: { source: file, file_path: a } }",
    "§",
    "[§]",
];

/// In place of an ID and a provider.
const IDS: &[&str] = &[
    "provider_credentials:\n  - id: §\n    provider: openai\n",
    "provider_credentials:\n  - id: openai\n    provider: §\n",
];

/// Whole manifests that are none.
const NONE: &[&str] =
    &["provider_credentials: §\n", "§:\n  - x\n", "provider_credentials:\n  - §\n", "§\n"];

/// What is not refused, because nothing of it gets into the program, and the warning.
const WARNED: &[(&str, &str)] = &[
    ("    config: { zone: x } # §\n", "secret_in_comment"),
    ("    # api_key: §\n", "secret_in_comment"),
    ("    config: { zone: &§ x }\n", "unused_anchor"),
];

const FORMATS: [&str; 5] = ["human", "short", "json", "sarif", "github"];

fn secret() -> String {
    github_token("manifest")
}

/// Manifests with one mistake each.
fn mistaken() -> Vec<String> {
    let behind = BEHIND.iter().map(|text| format!("{ID}{AUTH}{text}"));
    let auths = AUTHS.iter().map(|text| format!("{ID}    auth: {text}\n"));
    let ids = IDS.iter().map(|text| format!("{text}{AUTH}"));
    behind.chain(auths).chain(ids).map(|text| text.replace('§', &secret())).collect()
}

/// Each manifest, and the warning if it is not refused.
fn manifests() -> Vec<(String, Option<&'static str>)> {
    let with = |text: &str| format!("{ID}{AUTH}{text}").replace('§', &secret());
    let warned = WARNED.iter().map(|(text, code)| (with(text), Some(*code)));
    let broken = BROKEN.iter().map(|text| (with(text), None));
    let none = NONE.iter().map(|text| (text.replace('§', &secret()), None));
    warned
        .chain(broken)
        .chain(none)
        .chain(mistaken().into_iter().map(|text| (text, None)))
        .collect()
}

struct Checked {
    manifest: String,
    warning: Option<&'static str>,
    is_refused: bool,
    output: Output,
}

/// What the command line says of each, in each format, and as code.
fn checked() -> &'static [Checked] {
    static CHECKED: OnceLock<Vec<Checked>> = OnceLock::new();
    CHECKED.get_or_init(|| {
        let program = Sources::of(&["cli", "macros", "yaml", "runtime"])
            .program("cargo-credentials", Path::new("cargo-credentials"));
        let files = Files::new();
        let check = |(number, (manifest, warning)): (usize, (String, Option<&'static str>))| {
            let name = format!("{number}.yaml");
            fs::write(files.join(&name), &manifest).expect("a manifest");
            let run = |arguments: &[&str]| {
                let mut command = Command::new(&program);
                command.args(arguments).arg(&name).current_dir(files.path());
                command.output().expect("the command line")
            };
            let mut bytes = Vec::new();
            let mut is_refused = true;
            for format in FORMATS {
                let output = run(&["check", "--color", "always", "--format", format]);
                is_refused &= output.status.code() == Some(1);
                bytes.extend(Output::of("", &output).bytes);
            }
            bytes.extend(Output::of("", &run(&["expand"])).bytes);
            let output = Output::new(format!("manifest {number}"), bytes);
            Checked { manifest, warning, is_refused, output }
        };
        manifests().into_iter().enumerate().map(check).collect()
    })
}

/// What builds of all of these wrote, by the macro and by a build script, and what is left of them.
fn built() -> &'static [Output] {
    static BUILT: OnceLock<Vec<Output>> = OnceLock::new();
    BUILT.get_or_init(|| {
        let mut outputs = Vec::new();
        // Many in one manifest; and one where YAML is broken.
        let mut many = "provider_credentials:\n".to_owned();
        for (number, manifest) in mistaken().iter().enumerate() {
            let credential = manifest.strip_prefix("provider_credentials:\n").unwrap_or_default();
            many += &credential.replace("id: openai", &format!("id: openai{number}"));
        }
        let broken = format!("{ID}{AUTH}    config: {{ zone: \"{} }}\n", secret());
        for (number, manifest) in [many, broken].iter().enumerate() {
            let by_macro = Project::with_macro(&format!("leaks_macro_{number}"), manifest);
            let by_script = Project::with_build_script(&format!("leaks_script_{number}"), manifest);
            for (how, project) in [("macro", by_macro), ("script", by_script)] {
                let output = project.cargo(&["build", "-vv"]);
                assert!(!output.status.success(), "a build with a secret");
                outputs.push(Output::of(&format!("build by {how} {number}"), &output));
            }
        }
        outputs.extend(left_of("leaks_"));
        outputs
    })
}

/// For another opinion.
pub(crate) fn outputs() -> impl Iterator<Item = &'static Output> {
    checked().iter().map(|checked| &checked.output).chain(built())
}

fn sentinels() -> Sentinels {
    Sentinels::new().with("manifest", &secret())
}

#[test]
fn no_format_shows_a_secret_of_a_manifest() {
    let mut wrong = Vec::new();
    for Checked { manifest, warning, is_refused, output } in checked() {
        let manifest = manifest.replace(&secret(), "§");
        let text = String::from_utf8_lossy(&output.bytes);
        let is_told = warning.map_or(*is_refused, |code| text.contains(code) && !is_refused);
        if !is_told {
            wrong.push(format!("a secret goes through: {manifest}"));
        }
        let found = sentinels().find(&output.bytes);
        wrong.extend(found.iter().map(|found| format!("{found}: {manifest}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_build_shows_a_secret_of_a_manifest() {
    let [by_macro, by_script, _, _, left @ ..] = built() else { panic!("the builds") };
    for output in [by_macro, by_script] {
        let told = String::from_utf8_lossy(&output.bytes).matches("[secret_in_manifest]").count();
        assert!(told > 15, "{}: {told}", output.name);
    }
    assert!(left.len() > 20, "what builds leave");
    for output in built() {
        let found = sentinels().find(&output.bytes);
        assert!(found.is_empty(), "{}: {}", output.name, found[0]);
    }
}
