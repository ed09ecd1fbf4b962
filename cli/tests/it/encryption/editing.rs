//! `edit`.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use super::{Vault, json};
use crate::project::{Ended, SENTINEL, signal};

fn encrypted(vault: &Vault) -> String {
    vault.project.write("credentials.json", &json());
    let ended = vault.run(&["encrypt", "credentials.json", "--recipient", &vault.ada]);
    assert_eq!(ended.status, 0, "{ended:?}");
    vault.project.read("credentials.json")
}

#[test]
fn the_plain_text_is_for_one_user_and_goes() {
    let Some(vault) = Vault::for_test("the_plain_text_is_for_one_user_and_goes") else { return };
    let before = encrypted(&vault);
    let project = &vault.project;
    // The editor leaves more behind, below the directory too.
    let editor = vault.script(
        "editor",
        "dirname \"$2\" > where; stat -c '%a %n' \"$(dirname \"$2\")\" \"$2\" | sed 's: .*/: :' > modes; cat \"$2\" > seen
         cp \"$2\" \"$2.swp\"; mkdir \"$2.d\"; ln \"$2\" \"$2.d/copy\"; echo \"$1\" > word; [ -z \"$FAIL\" ]",
    );
    for (fail, status, words) in [
        ("", 0, "`credentials.json` is unchanged; nothing is written\n"),
        ("1", 2, "failed (exit status: 1); nothing is written"),
    ] {
        let own = [("EDITOR", &*format!("'{editor}' 'two words; $HOME `id`'")), ("FAIL", fail)];
        let ended = vault.run_as("ada.txt", &["edit", "credentials.json"], &own);
        assert_eq!(ended.status, status, "{ended:?}");
        assert!((ended.out + &ended.err).contains(words));
        assert_eq!(project.read("seen"), json());
        assert_eq!(project.read("word"), "two words; $HOME `id`\n");
        let modes = project.read("modes");
        assert!(modes.starts_with("700 ") && modes.ends_with("600 credentials.json\n"), "{modes}");
        let directory = project.read("where");
        assert!(!Path::new(directory.trim()).exists(), "{directory}");
        #[cfg(target_os = "linux")]
        assert!(directory.starts_with("/dev/shm/"), "{directory}");
        assert_eq!(project.read("credentials.json"), before);
    }
}

#[test]
fn an_editor_gets_words_that_turn_its_copies_off() {
    let Some(vault) = Vault::for_test("an_editor_gets_words") else { return };
    encrypted(&vault);
    let script = "printf '%s ' \"$@\" > words";
    for (name, words) in [
        (
            "vim",
            "-n -i NONE -c silent! set nobackup nowritebackup noswapfile -c silent! set noundofile ",
        ),
        (
            "nvim",
            "-n -i NONE -c silent! set nobackup nowritebackup noswapfile -c silent! set noundofile ",
        ),
        ("nano", "--restricted "),
        (
            "emacs-29.1",
            "--eval (setq make-backup-files nil auto-save-default nil create-lockfiles nil) ",
        ),
        ("other", ""),
    ] {
        let editor = vault.script(name, script);
        let ended = vault.run_as("ada.txt", &["edit", "credentials.json"], &[("EDITOR", &editor)]);
        assert_eq!(ended.status, 0, "{ended:?}");
        let seen = vault.project.read("words");
        assert!(
            seen.starts_with(&format!("{words}/")) && seen.ends_with("/credentials.json "),
            "{seen}"
        );
    }
    // By what a link leads to.
    std::os::unix::fs::symlink("nano", vault.project.path("ed")).unwrap();
    let editor = vault.project.path("ed").display().to_string();
    vault.run_as("ada.txt", &["edit", "credentials.json"], &[("EDITOR", &editor)]);
    assert!(vault.project.read("words").starts_with("--restricted /"));
    for (editor, words) in [
        ("'vi", "`EDITOR` is no command"),
        ("/none", "cannot start the editor `/none`: no such program; set `EDITOR`"),
    ] {
        let ended = vault.run_as("ada.txt", &["edit", "credentials.json"], &[("EDITOR", editor)]);
        assert!(ended.status == 2 && ended.err.contains(words), "{ended:?}");
    }
}

#[test]
fn what_is_broken_is_not_written() {
    let Some(vault) = Vault::for_test("what_is_broken_is_not_written") else { return };
    let before = encrypted(&vault);
    let own = [("EDITOR", "sed -i s/}/]/")];
    let ended = vault.run_as("ada.txt", &["edit", "credentials.json"], &own);
    assert!(ended.status == 2 && ended.err.contains("[sops_plain_syntax]"), "{ended:?}");
    assert_eq!(vault.project.read("credentials.json"), before);
    // Nor is what another has changed meanwhile.
    let own =
        [("EDITOR", &*vault.script("both", "echo >> credentials.json; sed -i s/3/4/ \"$1\""))];
    let ended = vault.run_as("ada.txt", &["edit", "credentials.json"], &own);
    assert!(ended.status == 2 && ended.err.contains("was changed by another process"), "{ended:?}");
    assert_eq!(vault.project.read("credentials.json"), format!("{before}\n"));
    let ended = vault.run(&["edit", "credentials.json", "--recipient", &vault.bob]);
    assert!(ended.status == 2 && ended.err.contains("`rekey` changes them"), "{ended:?}");
}

#[test]
fn what_was_json_or_yaml_stays_so_in_files_of_age() {
    let Some(vault) = Vault::for_test("what_was_json_or_yaml_stays_so") else { return };
    let project = &vault.project;
    let editor = vault.script("editor", "basename \"$1\" > name; sed -i s/3/4/ \"$1\"");
    let own = |editor| [("EDITOR", editor)];
    let to = ["--recipient", vault.ada.as_str()];
    for (name, text, breaks, words) in [
        ("it.json", json(), "sed -i s/}/]/", "no JSON any more"),
        ("it.yaml", "a: {b: 3}\n".to_owned(), "sed -i s/}/]/", "no YAML any more"),
    ] {
        project.write(name, &text);
        let ended = vault.run(&[&["encrypt", name, "--as", "age"][..], &to].concat());
        assert_eq!(ended.status, 0, "{ended:?}");
        let sealed = format!("{name}.age");
        let before = project.read(&sealed);
        let edit = [&["edit", &sealed][..], &to].concat();
        let ended = vault.run_as("ada.txt", &edit, &own(breaks));
        assert!(ended.status == 2 && ended.err.contains(words), "{ended:?}");
        assert_eq!(project.read(&sealed), before);
        // The editor is told what it is: not a file of age.
        let ended = vault.run_as("ada.txt", &edit, &own(&editor));
        assert_eq!((ended.status, project.read("name").trim()), (0, name), "{ended:?}");
        assert_eq!(vault.plain("ada.txt", &sealed), text.replace('3', "4"));
    }
    // What was none before is nobody's mistake now.
    project.write("it.json", "no JSON");
    fs::remove_file(project.path("it.json.age")).unwrap();
    vault.run(&[&["encrypt", "it.json", "--as", "age"][..], &to].concat());
    let edit = [&["edit", "it.json.age"][..], &to].concat();
    let ended = vault.run_as("ada.txt", &edit, &own("sed -i s/no/still/"));
    assert_eq!(ended.status, 0, "{ended:?}");
}

#[test]
fn set_names_what_edits_an_encrypted_file() {
    let Some(vault) = Vault::for_test("set_names_what_edits") else { return };
    encrypted(&vault);
    let ended = vault.run(&["set", "openai"]);
    let words = "its file is encrypted; change it with `cargo credentials edit credentials.json`";
    assert!(ended.status == 2 && ended.err.contains(words), "{ended:?}");
}

#[test]
fn a_signal_ends_the_editor_and_leaves_nothing() {
    let Some(vault) = Vault::for_test("a_signal_ends_the_editor") else { return };
    let before = encrypted(&vault);
    let project = &vault.project;
    let editor = vault.script(
        "editor",
        "sed -i s/3/4/ \"$1\"; ln \"$1\" kept || cp -p \"$1\" kept
         dirname \"$1\" > where.new; mv where.new where; while :; do sleep 0.1; done",
    );
    for (name, number) in [("TERM", 15), ("INT", 2), ("HUP", 1), ("QUIT", 3)] {
        let _ = fs::remove_file(project.path("where"));
        let _ = fs::remove_file(project.path("kept"));
        let own = [("SOPS_AGE_KEY_FILE", "ada.txt"), ("EDITOR", editor.as_str())];
        let mut command = project.command(&["edit", "credentials.json"], &own);
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        while !project.path("where").exists() {
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        let directory = project.read("where");
        assert!(Path::new(directory.trim()).join("credentials.json").exists());
        signal(&child, name);
        let ended = Ended::from(child.wait_with_output().unwrap());
        assert_eq!(ended.status, 128 + number, "{name}: {ended:?}");
        assert!(!Path::new(directory.trim()).exists(), "{name}: {directory}");
        assert_eq!(project.read("credentials.json"), before, "{name}");
        assert!(!(ended.out + &ended.err).contains(SENTINEL));
    }
}
