//! `.sops.yaml`.

use super::{Vault, json, sops};

#[test]
fn the_first_rule_for_a_file_counts() {
    let Some(vault) = Vault::for_test("the_first_rule_for_a_file_counts") else { return };
    let Some(sops) = sops("the_first_rule_for_a_file_counts") else { return };
    let sops = sops.to_str().unwrap();
    let (ada, bob) = (&vault.ada, &vault.bob);
    let project = &vault.project;
    project.write(
        ".sops.yaml",
        &format!(
            "
creation_rules:
  - path_regex: ^deep/.*\\.json$
    encrypted_regex: ^(api_key)$
    mac_only_encrypted: true
    age: {ada},{bob}
  - path_regex: groups
    shamir_threshold: 2
    key_groups:
      - age: [{ada}]
      - age:
          - {bob}
      - age: ['{ada}']
  - path_regex: cloud
    pgp: AAAA
    age: {ada}
  - path_regex: twice
    encrypted_regex: a
    unencrypted_suffix: b
    age: {ada}
  - path_regex: comments
    encrypted_comment_regex: a
    age: {ada}
  - path_regex: nothing
    encrypted_regex: ^passwort$
    age: {ada}
  - path_regex: empty
"
        ),
    );
    for name in [
        "deep/er/it.json",
        "groups.json",
        "cloud.json",
        "twice.json",
        "comments.json",
        "empty.json",
        "nothing.json",
        "it.json",
    ] {
        project.write(name, &json());
    }
    let ended = vault.run(&["encrypt", "deep/er/it.json"]);
    assert!(ended.out.contains("for 2 recipients"), "{ended:?}");
    let written = project.read("deep/er/it.json");
    assert!(
        written.contains("\"number\": 3,") && written.contains("\"mac_only_encrypted\": true"),
        "{written}"
    );
    for name in ["ada.txt", "bob.txt"] {
        assert_eq!(vault.plain(name, "deep/er/it.json"), json());
    }
    let there = vault.tool_text(sops, &["--disable-version-check", "decrypt", "deep/er/it.json"]);
    assert!(there.contains("s3ntinel"), "{there}");
    // The same file by sops has the same rule, and stays encrypted by it when it is changed here.
    let own = vault.run_as(
        "bob.txt",
        &["edit", "deep/er/it.json"],
        &[("EDITOR", "sed -i 's/\"number\": 3/\"number\": 4/'")],
    );
    assert_eq!(own.status, 0, "{own:?}");
    let line = |text: &str| text.lines().find(|line| line.contains("api_key")).unwrap().to_owned();
    let changed = project.read("deep/er/it.json");
    assert!(changed.contains("\"number\": 4,") && line(&changed) == line(&written), "{changed}");

    let ended = vault.run(&["encrypt", "groups.json"]);
    assert!(ended.out.contains("for 3 recipients"), "{ended:?}");
    assert_eq!(vault.plain("ada.txt", "groups.json"), json());
    let ended = vault.run_as("bob.txt", &["decrypt", "groups.json"], &[]);
    assert_eq!(ended.status, 2, "one share of two: {ended:?}");
    assert!(
        vault.tool(sops, &["--disable-version-check", "decrypt", "groups.json"]).status.success()
    );

    for (name, words) in [
        ("cloud.json", "has `pgp`, whose keys only sops itself can make"),
        ("twice.json", "says twice what is encrypted"),
        ("comments.json", "by which only sops itself can encrypt"),
        ("empty.json", "has no recipients"),
        ("nothing.json", "`encrypted_regex` in `.sops.yaml` encrypts no value"),
        ("it.json", "no rule of `"),
    ] {
        let ended = vault.run(&["encrypt", name]);
        assert!(ended.status == 2 && ended.err.contains(words), "{name}: {ended:?}");
        assert_eq!(project.read(name), json());
    }
    for name in ["cloud.json", "it.json"] {
        let ended = vault.run(&["encrypt", name, "--recipient", bob]);
        assert_eq!(ended.status, 0, "{name}: {ended:?}");
    }
}

#[test]
fn a_key_of_a_store_that_is_not_at_hand_gives_way() {
    let Some(vault) = Vault::for_test("a_key_of_a_store_that_is_not_at_hand") else { return };
    let (ada, bob, project) = (&vault.ada, &vault.bob, &vault.project);
    project.write("it.json", &json());
    assert_eq!(vault.run(&["encrypt", "it.json", "--recipient", bob]).status, 0);
    let written = project.read("it.json");
    let kms = "\"kms\": [{ \"arn\": \"arn:aws:kms:eu-west-1:1:key/x\", \"enc\": \"QUFB\", \"created_at\": \"2026-01-01T00:00:00Z\" }],\n\t\t\"age\": [";
    project.write("it.json", &written.replacen("\"age\": [", kms, 1));
    let ended = vault.run_as("bob.txt", &["rekey", "it.json", "--recipient", ada], &[]);
    assert_eq!(ended.status, 0, "{ended:?}");
    assert!(!project.read("it.json").contains("arn:"));
    assert_eq!(vault.plain("ada.txt", "it.json"), json());
}

#[test]
fn rules_by_others_are_not_followed() {
    let Some(vault) = Vault::for_test("rules_by_others") else { return };
    let project = &vault.project;
    let rules = format!("creation_rules:\n  - age: {}\n", vault.bob);
    project.write(".sops.yaml", &rules);
    project.write("in/it.json", &json());
    let is_refused = || {
        let ended = vault.run(&["encrypt", "in/it.json"]);
        assert_eq!(ended.status == 2, ended.err.contains("belongs to another user"), "{ended:?}");
        assert_eq!(ended.status == 2, project.read("in/it.json") == json());
        ended.status == 2
    };
    vault.set_mode(".sops.yaml", 0o666);
    assert!(is_refused());
    // With a recipient, they do not count: not in what is encrypted either.
    project.write("other.json", &json());
    project.write(".sops.yaml", &format!("{rules}    encrypted_regex: ^number$\n"));
    vault.set_mode(".sops.yaml", 0o666);
    let ended = vault.run(&["encrypt", "other.json", "--recipient", &vault.ada]);
    assert!(ended.status == 0 && !project.read("other.json").contains("s3ntinel"), "{ended:?}");
    project.write(".sops.yaml", &rules);
    vault.set_mode(".sops.yaml", 0o664);
    if std::os::unix::fs::chown(project.path(".sops.yaml"), Some(4711), None).is_ok() {
        assert!(is_refused());
        // In a container, root works on the files of a user.
        std::os::unix::fs::chown(project.path("in/it.json"), Some(4711), None).unwrap();
    } else {
        println!("NOT RUN: only root can give files away");
    }
    assert!(!is_refused());
}

#[test]
fn what_a_link_leads_to_is_not_removed_in_silence() {
    let Some(vault) = Vault::for_test("what_a_link_leads_to") else { return };
    let project = &vault.project;
    project.write("real.json", &json());
    std::os::unix::fs::symlink("real.json", project.path("it.json")).unwrap();
    let words = ["encrypt", "it.json", "--as", "age", "--remove", "--recipient", &vault.ada];
    let ended = vault.run(&words);
    assert!(ended.out.contains("is a link, and what it leads to is still there"), "{ended:?}");
    assert_eq!(project.read("real.json"), json());
    assert_eq!(vault.plain("ada.txt", "it.json.age"), json());
}
