//! Tokens of PKCS#11, as docs/pkcs11.md has them.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// As the page has it, from no token at all.
#[test]
fn the_commands_of_the_page_end_in_loaded_credentials() {
    let page = include_str!("../../../docs/pkcs11.md");
    let section = page.split_once("## From nothing to a loaded credential").unwrap().1;
    let script = section.split_once("```sh\n").unwrap().1.split_once("```").unwrap().0;
    let manifest = include_str!("../../../docs/pkcs11/provider_credentials.yaml");
    assert!(page.contains(manifest), "the page shows another manifest");
    let is_there = |program: &str| Command::new(program).arg("--version").output().is_ok();
    for program in ["softhsm2-util", "pkcs11-tool", "openssl", "age-keygen", "basenc"] {
        if !is_there(program) {
            println!("NOT RUN: there is no `{program}`; `apt install softhsm2 opensc openssl age`");
            return;
        }
    }
    let home = TempDir::new().unwrap();
    std::fs::write(home.path().join("provider_credentials.yaml"), manifest).unwrap();
    let shell = |script: &str| -> Output {
        let directory = Path::new(env!("CARGO_BIN_EXE_cargo-credentials")).parent().unwrap();
        let script = format!("set -e\ncargo() {{ cargo-credentials \"$@\"; }}\n{script}");
        let path = std::env::var("PATH").unwrap();
        let mut command = Command::new("sh");
        command.args(["-c", &script]).current_dir(home.path()).env_clear();
        command.env("HOME", home.path()).env("PATH", format!("{}:{path}", directory.display()));
        command.stdin(Stdio::null()).output().unwrap()
    };
    // The same in another process, by p11-kit, where that is installed; and then that process is gone.
    let client = "/usr/lib/x86_64-linux-gnu/pkcs11/p11-kit-client.so";
    let remote = if is_there("p11-kit") && Path::new(client).exists() {
        let server =
            "p11-kit server --provider $PKCS11_MODULE_PATH -n $PWD/sock pkcs11:token=agents";
        let status = "cargo credentials status --manifest provider_credentials.yaml || true";
        format!(
            "eval \"$({server})\"\necho REMOTE\n(PKCS11_MODULE_PATH={client}; {status})\n\
             kill $P11_KIT_SERVER_PID\nrm -f sock\necho GONE\n(PKCS11_MODULE_PATH={client}; {status})\n"
        )
    } else {
        println!("NOT RUN: there is no `p11-kit`; `apt install p11-kit p11-kit-modules`");
        "echo REMOTE; echo 5 of 5 loaded; echo GONE; echo 1 of 5 loaded".to_owned()
    };
    // And then with a wrong PIN, which is tried once for all of them.
    let wrong = "HSM_PIN=wrong-pin-5d1e cargo credentials status --manifest provider_credentials.yaml || true";
    let output = shell(&format!("{script}\n{remote}\necho SECOND\n{wrong}"));
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{output:?}");
    let (first, second) = told.split_once("SECOND").unwrap();
    let (first, remote) = first.split_once("REMOTE").unwrap();
    let (remote, gone) = remote.split_once("GONE").unwrap();
    assert!(first.contains("5 of 5 loaded"), "{first}");
    assert!(remote.contains("5 of 5 loaded"), "{remote}");
    assert!(gone.contains("1 of 5 loaded"), "{gone}");
    for secret in ["an-example-key", "AGE-SECRET-KEY-"] {
        assert!(!told.contains(secret), "{told}");
    }
    assert!(second.contains("1 of 5 loaded") && second.contains("[pkcs11_pin_wrong]"), "{second}");
    assert!(!second.contains("wrong-pin-5d1e"), "{second}");
}
