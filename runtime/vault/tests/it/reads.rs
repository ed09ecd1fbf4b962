//! What a path, a key and a version lead to.

use provider_credentials_core::ExposeSecret as _;
use provider_credentials_test_servers::Mode;

use crate::support::{code, environment, load, load_path, server};

#[test]
fn paths_as_the_command_line_has_them() {
    let Some(bao) = server("paths", Mode::Tls) else { return };
    bao.bao("kv put -mount=secret openai api_key=of-openai");
    bao.bao("kv put -mount=secret team/many a=of-a b.c=of-b-c");
    bao.bao("secrets enable -path=old -version=1 kv");
    bao.bao("kv put -mount=old openai api_key=of-old");
    bao.bao("secrets enable -path=deep/kv -version=2 kv");
    bao.run(&["kv", "put", "-mount=deep/kv", "a b/ü?#%", "key=of-odd"]);
    let found = |path, key| load_path(&bao, path, key);
    // One key needs no name.
    assert_eq!(found("secret/openai", &[]).unwrap(), "of-openai");
    assert_eq!(found("/secret/openai/", &["api_key"]).unwrap(), "of-openai");
    assert_eq!(found("old/openai", &[]).unwrap(), "of-old");
    assert_eq!(found("deep/kv/a b/ü?#%", &["key"]).unwrap(), "of-odd");
    assert_eq!(found("secret/team/many", &["b.c"]).unwrap(), "of-b-c");
    assert_eq!(found("secret/team/many", &[]), Err("vault_key_needed"));
    assert_eq!(found("secret/team/many", &["c"]), Err("key_not_found"));
    assert_eq!(found("secret/none", &[]), Err("vault_not_found"));
    assert_eq!(found("secret", &[]), Err("vault_path_invalid"));
    assert_eq!(found("secret/../sys/x", &[]), Err("vault_path_invalid"));
}

#[test]
fn values_of_all_kinds() {
    let Some(bao) = server("values", Mode::Plain) else { return };
    let file = bao.home().join("data.json");
    let json = r#"{"text": "a\"\\\u00e9\n𝄞b", "number": 1.50, "deep": {"list": ["x", {"y": "z"}]}, "none": null, "empty": ""}"#;
    std::fs::write(&file, json).unwrap();
    bao.run(&["kv", "put", "-mount=secret", "all", &format!("@{}", file.display())]);
    let found = |key| load_path(&bao, "secret/all", key);
    assert_eq!(found(&["text"]).unwrap(), "a\"\\é\n𝄞b");
    // The server itself writes it anew.
    assert_eq!(found(&["number"]).unwrap(), "1.5");
    assert_eq!(found(&["deep", "list", "0"]).unwrap(), "x");
    assert_eq!(found(&["deep", "list", "1", "y"]).unwrap(), "z");
    assert_eq!(found(&["none"]), Err("key_is_null"));
    assert_eq!(found(&["empty"]), Err("value_empty"));
    assert_eq!(found(&["deep"]), Err("key_not_scalar"));
}

#[test]
fn versions() {
    let Some(bao) = server("versions", Mode::Plain) else { return };
    for value in ["one", "two", "three", "four"] {
        bao.bao(&format!("kv put -mount=secret app key={value}"));
    }
    bao.bao("kv delete -mount=secret -versions=2 app");
    bao.bao("kv destroy -mount=secret -versions=3 app");
    bao.bao("secrets enable -path=old -version=1 kv");
    bao.bao("kv put -mount=old app key=of-old");
    let variables = environment(&bao, bao.root_token());
    let found =
        |path, version| code(&load(&variables, &[("path", path), ("version", version)], &["key"]));
    assert_eq!(found("secret/app", "1").unwrap(), "one");
    assert_eq!(found("secret/app", "4").unwrap(), "four");
    let newest = load(&variables, &[("path", "secret/app")], &["key"]);
    assert_eq!(newest.secret().unwrap().expose_secret(), "four");
    assert_eq!(newest.metadata().version(), Some("4"));
    for (version, code) in [
        ("2", "vault_version_deleted"),
        ("3", "vault_version_destroyed"),
        ("9", "vault_version_not_found"),
    ] {
        assert_eq!(found("secret/app", version), Err(code));
    }
    assert_eq!(found("old/app", "1"), Err("vault_no_versions"));
}

#[test]
fn namespaces() {
    let Some(bao) = server("namespaces", Mode::Plain) else { return };
    bao.bao("namespace create team");
    bao.bao("secrets enable -namespace=team -path=secret -version=2 kv");
    bao.bao("kv put -namespace=team -mount=secret app key=of-the-team");
    bao.bao("kv put -mount=secret app key=of-the-root");
    let mut variables = environment(&bao, bao.root_token());
    let path = ("path", "secret/app");
    assert_eq!(code(&load(&variables, &[path], &[])).unwrap(), "of-the-root");
    let team = [path, ("namespace", "team")];
    assert_eq!(code(&load(&variables, &team, &[])).unwrap(), "of-the-team");
    variables.push(("VAULT_NAMESPACE", "team".to_owned()));
    // The token is of the root, which may look into all below it; the login stays where it was.
    assert_eq!(code(&load(&variables, &[path], &[])).unwrap(), "of-the-team");
    let none = [path, ("namespace", "no where")];
    assert_eq!(code(&load(&variables, &none, &[])), Err("vault_namespace_invalid"));
}
