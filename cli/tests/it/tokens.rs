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
        "echo REMOTE; echo 6 of 6 loaded; echo GONE; echo 1 of 6 loaded".to_owned()
    };
    // And then with a wrong PIN, which is tried once for all of them.
    let wrong = "HSM_PIN=wrong-pin-5d1e cargo credentials status --manifest provider_credentials.yaml || true";
    let output = shell(&format!("{script}\n{remote}\necho SECOND\n{wrong}"));
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{output:?}");
    let (first, second) = told.split_once("SECOND").unwrap();
    let (first, remote) = first.split_once("REMOTE").unwrap();
    let (remote, gone) = remote.split_once("GONE").unwrap();
    assert!(first.contains("6 of 6 loaded"), "{first}");
    assert!(remote.contains("6 of 6 loaded"), "{remote}");
    assert!(gone.contains("1 of 6 loaded"), "{gone}");
    for secret in ["an-example-key", "AGE-SECRET-KEY-"] {
        assert!(!told.contains(secret), "{told}");
    }
    assert!(second.contains("1 of 6 loaded") && second.contains("[pkcs11_pin_wrong]"), "{second}");
    assert!(!second.contains("wrong-pin-5d1e"), "{second}");
}

const BY_LABEL: &str = "pkcs11:token=agents;object=openai";
const BY_OBJECT: &str = "pkcs11:object=openai";

/// What the command says of a URI, with SoftHSM's tokens in that directory.
fn status(tokens: &Path, uri: &str, module: Option<&str>) -> String {
    let home = TempDir::new().unwrap();
    let manifest = format!(
        "provider_credentials:\n  - id: openai\n    provider: openai\n    auth: {{ type: api_key, source: pkcs11, pkcs11_uri: \"{uri}\" }}\n"
    );
    std::fs::write(home.path().join("provider_credentials.yaml"), manifest).unwrap();
    let configuration = home.path().join("softhsm2.conf");
    std::fs::write(&configuration, format!("directories.tokendir = {}\n", tokens.display()))
        .unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-credentials"));
    command.args(["credentials", "status"]).current_dir(home.path()).env_clear();
    command.env("HOME", home.path()).env("SOFTHSM2_CONF", configuration);
    command.envs(module.map(|path| ("PKCS11_MODULE_PATH", path)));
    String::from_utf8(command.output().unwrap().stdout).unwrap()
}

/// SoftHSM has a slot for a token to come, which is nobody's: to initialize it would not bring back the one that is meant.
#[test]
fn a_token_that_is_named_is_not_the_one_that_is_to_be_initialized() {
    let module = "/usr/lib/softhsm/libsofthsm2.so";
    if !Path::new(module).exists() {
        println!("NOT RUN: there is no `{module}`; `apt install softhsm2`");
        return;
    }
    let none = TempDir::new().unwrap();
    let said = status(none.path(), BY_LABEL, Some(module));
    assert!(said.contains("[pkcs11_token_not_found]") && !said.contains("--init-token"), "{said}");
    assert!(said.contains("for SoftHSM set `SOFTHSM2_CONF`"), "{said}");
    for uri in [BY_OBJECT, "pkcs11:manufacturer=SoftHSM%20project;object=openai"] {
        let said = status(none.path(), uri, Some(module));
        assert!(said.contains("[pkcs11_token_not_initialized]"), "{said}");
    }
}

#[test]
fn the_proxy_that_nobody_named_is_named() {
    let registered = Path::new("/usr/share/p11-kit/modules/softhsm2.module");
    let proxy = Path::new("/usr/lib/x86_64-linux-gnu/p11-kit-proxy.so");
    if !registered.exists() || !proxy.exists() {
        println!("NOT RUN: SoftHSM is not registered with p11-kit; `apt install softhsm2 p11-kit`");
        return;
    }
    let none = TempDir::new().unwrap();
    for (tokens, code) in
        [(none.path(), "pkcs11_token_not_found"), (&none.path().join("gone"), "pkcs11_no_token")]
    {
        let said = status(tokens, BY_LABEL, None);
        assert!(said.contains(&format!("[{code}]")), "{said}");
        assert!(said.contains("`PKCS11_MODULE_PATH` is not set"), "{said}");
        assert!(said.contains("registered with p11-kit, whose proxy is used then"), "{said}");
        assert!(said.contains("fix: set `PKCS11_MODULE_PATH`"), "{said}");
        // Who names it knows it.
        let said = status(tokens, BY_LABEL, proxy.to_str());
        assert!(said.contains(&format!("[{code}]")) && !said.contains("p11-kit"), "{said}");
    }
}
