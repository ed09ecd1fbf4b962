//! Files near the limit of what is read.

use super::Vault;
use crate::project::Ended;

/// Nothing is written that could not be read again.
#[test]
fn what_is_too_large_encrypted() {
    let Some(vault) = Vault::for_test("what_is_too_large") else { return };
    let project = &vault.project;
    let too_large = |ended: &Ended| {
        assert_eq!(ended.status, 2, "{ended:?}");
        assert!(ended.err.contains("would be larger than 1 MiB"), "{ended:?}");
    };
    let to = ["--recipient", vault.ada.as_str()];
    let large = "x".repeat(1_000_000);
    project.write("it.txt", &large);
    for format in ["sops", "age"] {
        let args = [&["encrypt", "it.txt", "--as", format, "--remove"][..], &to].concat();
        too_large(&vault.run(&args));
        assert_eq!(project.read("it.txt"), large);
        assert!(!project.path("it.txt.age").exists());
    }
    // It becomes so.
    project.write("it.txt", &"x".repeat(700_000));
    let ended = vault.run(&[&["encrypt", "it.txt", "--as", "age"][..], &to].concat());
    assert_eq!(ended.status, 0, "{ended:?}");
    let before = project.read("it.txt.age");
    let editor = [("EDITOR", "sed -i s/xxxxxxx/xxxxxxxx/g")];
    let args = [&["edit", "it.txt.age"][..], &to].concat();
    too_large(&vault.run_as("ada.txt", &args, &editor));
    let many = vec![vault.ada.as_str(); 1000].join(",");
    too_large(&vault.run(&["rekey", "it.txt.age", "--recipient", &many]));
    assert_eq!(project.read("it.txt.age"), before);
}
