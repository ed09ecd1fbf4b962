//! A manifest without generated code is what it is with it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests state what must hold by failing")]

use std::path::Path;

use provider_credentials::{CredentialSet, ExposeSecret, Loader, credentials};
use provider_credentials_manifest::{SourceFile, check};

use super::{Loaded, use_manifest};

credentials!("../tests/it/manifests/everything.yaml", struct Generated);

/// All that can be told of each credential.
fn told(set: &impl CredentialSet) -> Vec<String> {
    set.iter()
        .map(|credential| {
            let metadata = credential.metadata();
            let parts: Vec<String> = metadata
                .parts()
                .map(|part| {
                    format!(
                        "{part}: {:?}",
                        credential.part(part).map(|s| s.map(|s| s.expose_secret().to_owned()))
                    )
                })
                .collect();
            format!(
                "{} {} {} {} {} {metadata} {:?} {parts:?}",
                credential.id(),
                credential.provider(),
                credential.kind(),
                metadata.is_required(),
                metadata.place(),
                metadata.error().map(ToString::to_string),
            )
        })
        .collect()
}

#[test]
fn both_load_the_same() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/it/manifests/everything.yaml");
    let source = SourceFile::read(&path, "everything.yaml").unwrap();
    use_manifest(&check(source).unwrap(), None);
    let home = tempfile::TempDir::new().unwrap();
    let home_path = home.path().to_str().unwrap();
    let key = |format: &str, text: &str| {
        let directory = home.path().join(".config").join(format);
        std::fs::create_dir_all(&directory).unwrap();
        let file = directory.join("keys.yaml");
        std::fs::write(&file, text).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600)).unwrap();
        }
    };
    key("agent", "services:\n  - key: of-the-first-service\n");
    key("other", "services: []\n");
    let file = home.path().join(".config/agent/keys.yaml");
    let file = file.to_str().unwrap();
    for variables in [
        &[][..],
        &[("HOME", home_path)],
        &[("HOME", home_path), ("APP", "other"), ("ANTHROPIC_API_KEY", "one-of-the-keys")],
        &[("HOME", home_path), ("APP", "none"), ("OPENAI_API_KEY", " ")],
        &[("SELF_HOSTED_KEY", "changeme"), ("OPENAI_API_KEY", "'quoted-in-the-shell'")],
        &[("SELF_HOSTED_KEY_FILE", file), ("OPENAI_API_KEY", "x"), ("OPENAI_API_KEY_FILE", "x")],
    ] {
        let loader = Loader::new().with_environment(variables.iter().copied());
        let (generated, here): (Generated, Loaded) = (loader.load(), loader.load());
        assert_eq!(told(&generated), told(&here), "{variables:?}");
        assert_eq!(told(&here).len(), 4);
        assert_eq!(here.get("OpenAI").unwrap().id(), "OpenAI");
    }
    let loaded: Loaded = Loader::new()
        .with_environment([("HOME", home_path), ("ANTHROPIC_API_KEY", "one-of-the-keys")])
        .load();
    let states = ["anthropic_sonnet", "type", "OpenAI", "self-hosted"]
        .map(|id| loaded.get(id).unwrap().is_loaded());
    assert_eq!(states, [true, true, false, true], "the test sees credentials that are loaded");
}
