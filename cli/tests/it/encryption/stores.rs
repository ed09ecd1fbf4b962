//! Recipients that are keys of a store.

use provider_credentials_test_servers::{Bao, Mode};

use super::{Vault, json, sops};

const TARGET: &str = env!("CARGO_TARGET_TMPDIR");

#[test]
fn a_key_of_transit_in_key_groups() {
    let test = "a_key_of_transit_in_key_groups";
    let Some(vault) = Vault::for_test(test) else { return };
    let Some(sops) = sops(test) else { return };
    let Some(bao) = Bao::for_test(test, TARGET, Mode::Plain) else { return };
    bao.bao("secrets enable transit");
    bao.bao("write -f transit/keys/of-sops");
    let (address, project) = (bao.address(), &vault.project);
    let (ada, bob) = (&vault.ada, &vault.bob);
    project.write(
        ".sops.yaml",
        &format!(
            "creation_rules:
  - path_regex: flat
    hc_vault_transit_uri: {address}/v1/transit/keys/of-sops
    age: {bob}
  - shamir_threshold: 2
    key_groups:
      - hc_vault: [{address}/v1/transit/keys/of-sops]
      - age: [{ada}, {bob}]
"
        ),
    );
    let token = bao.root_token();
    let of_vault = [("VAULT_ADDR", address.as_str()), ("VAULT_TOKEN", token)];
    for (name, count) in [("credentials.json", 3), ("flat.json", 2)] {
        project.write(name, &json());
        let as_ada = |command: &str| vault.run_as("ada.txt", &[command, name], &of_vault);
        let ended = as_ada("encrypt");
        assert!(ended.out.contains(&format!("for {count} recipients")), "{ended:?}");
        assert_eq!(as_ada("decrypt").out, json());
        let before = project.read(name);
        let ended = as_ada("rekey");
        assert_eq!(ended.status, 0, "{ended:?}");
        assert!(project.read(name) != before && as_ada("decrypt").out == json());
        // As sops has it.
        let there = std::process::Command::new(&sops)
            .args(["--disable-version-check", "decrypt", name])
            .current_dir(project.directory())
            .env_clear()
            .envs(of_vault)
            .env("HOME", project.directory())
            .env("SOPS_AGE_KEY_FILE", "ada.txt")
            .output()
            .unwrap();
        assert!(there.status.success(), "{there:?}");
        assert!(String::from_utf8_lossy(&there.stdout).contains("s3ntinel"));
    }
    // One of two groups is too little, and without the store nobody can wrap for it.
    let ended = vault.run(&["decrypt", "credentials.json"]);
    assert!(ended.status == 2 && ended.err.contains("[vault_"), "{ended:?}");
    let ended = vault.run_as("bob.txt", &["rekey", "flat.json"], &[]);
    assert!(ended.status == 2 && ended.err.contains("[vault_"), "{ended:?}");
    let ended = vault.run_as("bob.txt", &["rekey", "flat.json", "--recipient", ada], &[]);
    assert_eq!(ended.status, 0, "{ended:?}");
    assert_eq!(vault.plain("ada.txt", "flat.json"), json());
}
