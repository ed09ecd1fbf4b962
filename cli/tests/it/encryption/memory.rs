//! What is in a command's memory when it ends.
#![cfg(target_os = "linux")]

use std::collections::HashSet;
use std::fs::{self, File};
use std::os::unix::fs::FileExt;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use provider_credentials_test_servers::not_run;
use serde_json::Value;

use super::{Vault, json};
use crate::project::{SENTINEL, can_trace};

/// As long as any test takes, and cut short.
const HELD: &str = "inject=exit_group:delay_enter=60000000";

/// Runs the program up to its end, and looks for pieces of these in all that it can write to.
fn left(
    vault: &Vault,
    args: &[&str],
    variables: &[(&str, &str)],
    secrets: &[&[u8]],
) -> Vec<String> {
    let program = vault.project.command(args, variables);
    let mut command = Command::new("strace");
    command.args(["-qq", "-o", "/dev/null", "-e", "trace=exit_group", "-e", HELD]);
    command.arg(program.get_program()).args(program.get_args());
    command.current_dir(vault.project.directory()).env_clear();
    command.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let strace = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let mut strace = strace.unwrap();
    let process = at_its_end(&strace);
    let limits = fs::read_to_string(format!("/proc/{process}/limits")).unwrap();
    let limit = limits.lines().find_map(|line| line.strip_prefix("Max core file size")).unwrap();
    // What is, and what could be.
    let limit: Vec<&str> = limit.split_whitespace().take(2).collect();
    assert_eq!(limit, ["0", "0"], "{args:?}: a crash may write its memory");
    let memory = File::open(format!("/proc/{process}/mem")).unwrap();
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).unwrap();
    let pieces: HashSet<&[u8]> = secrets.iter().flat_map(|secret| secret.windows(16)).collect();
    let mut begins = [false; 256];
    for piece in &pieces {
        begins[usize::from(piece[0])] = true;
    }
    let mut found = Vec::new();
    let mut size = 0;
    for line in maps.lines().filter(|line| line.contains(" rw")) {
        let (range, _) = line.split_once(' ').unwrap();
        let (start, end) = range.split_once('-').unwrap();
        let address = |text| u64::from_str_radix(text, 16).unwrap();
        let (start, end) = (address(start), address(end));
        let mut bytes = vec![0; usize::try_from(end - start).unwrap()];
        // What the kernel keeps there cannot be read.
        if memory.read_exact_at(&mut bytes, start).is_err() {
            continue;
        }
        size += bytes.len();
        found.extend(
            bytes
                .windows(16)
                // By the first sign, which rules most of memory out.
                .filter(|window| begins[usize::from(window[0])] && pieces.contains(window))
                .map(|window| format!("{} of {line}", String::from_utf8_lossy(window))),
        );
    }
    assert!(size > 100_000, "{args:?}: {maps}");
    // Its process goes with it.
    let _ = Command::new("kill").args(["-KILL", &process]).status();
    strace.kill().unwrap();
    strace.wait().unwrap();
    found
}

/// Until it waits in the call that ends it; its ID.
fn at_its_end(strace: &Child) -> String {
    let children = format!("/proc/{0}/task/{0}/children", strace.id());
    let mut quiet = 0;
    loop {
        sleep(Duration::from_millis(20));
        let process = fs::read_to_string(&children).unwrap();
        let process = process.trim();
        let call = fs::read_to_string(format!("/proc/{process}/syscall")).unwrap_or_default();
        // The number of `exit_group` on x86-64 and aarch64.
        quiet = if call.starts_with("231 ") || call.starts_with("94 ") { quiet + 1 } else { 0 };
        if quiet == 3 {
            return process.to_owned();
        }
    }
}

#[test]
fn no_command_leaves_a_secret_behind() {
    let Some(vault) = Vault::for_test("no_command_leaves_a_secret_behind") else { return };
    if !can_trace() {
        return;
    }
    let project = &vault.project;
    let identity = project.read("ada.txt").lines().last().unwrap().to_owned();
    let editor = "sed -i 's/number/numbers/; s/tests$/testsx/'";
    let own = [("SOPS_AGE_KEY_FILE", "ada.txt"), ("EDITOR", editor)];
    let to = ["--recipient", vault.ada.as_str()];
    for (name, text) in [("it.json", json()), ("it.bin", format!("{SENTINEL}\n"))] {
        project.write(name, &text);
        for command in ["encrypt", "rekey", "edit", "decrypt"] {
            let words: &[&str] = match command {
                "edit" => &[],
                "decrypt" => &["--output", "plain"],
                _ => &to,
            };
            let args = [&[command, name], words].concat();
            let found = left(&vault, &args, &own, &[SENTINEL.as_bytes(), identity.as_bytes()]);
            assert!(found.is_empty(), "{args:?}: {found:?}");
        }
        // What is on the command line is found.
        let args = [&["rekey", name], &to[..]].concat();
        assert!(!left(&vault, &args, &own, &[vault.ada.as_bytes()]).is_empty());
        assert!(project.read("plain").contains(SENTINEL), "{name}");
        fs::remove_file(project.path("plain")).unwrap();
    }

    project.write("it.txt", &format!("{SENTINEL}\n"));
    for args in [
        &["encrypt", "it.txt", "--as", "age"][..],
        &["rekey", "it.txt.age"],
        &["edit", "it.txt.age"],
        &["decrypt", "it.txt.age", "--output", "plain"],
    ] {
        let args = if args[0] == "decrypt" { args.to_vec() } else { [args, &to].concat() };
        let found = left(&vault, &args, &own, &[SENTINEL.as_bytes(), identity.as_bytes()]);
        assert!(found.is_empty(), "{args:?}: {found:?}");
    }
    assert!(project.read("plain").contains(SENTINEL));
}

#[test]
fn nor_does_one_for_files_of_jwe() {
    let name = "nor_does_one_for_files_of_jwe";
    let Some(vault) = Vault::for_test(name) else { return };
    if !can_trace() {
        return;
    }
    if Command::new("jose").output().is_err() {
        not_run(name, "there is no `jose`");
        return;
    }
    let project = &vault.project;
    for (kind, private) in [
        (r#"{"alg":"ECDH-ES+A256KW"}"#, &["d"][..]),
        (r#"{"alg":"A256KW"}"#, &["k"]),
        (r#"{"kty":"RSA","bits":2048}"#, &["d", "p", "q", "dp", "dq", "qi"]),
    ] {
        vault.tool_text("jose", &["jwk", "gen", "-i", kind, "-o", "it.jwk"]);
        vault.set_mode("it.jwk", 0o600);
        let to = if private == ["k"] { "it.jwk" } else { "it.pub" };
        vault.tool_text("jose", &["jwk", "pub", "-i", "it.jwk", "-o", "it.pub"]);
        let jwk: Value = serde_json::from_str(&project.read("it.jwk")).unwrap();
        let mut secrets = vec![SENTINEL.as_bytes().to_vec()];
        for member in private {
            let text = jwk[member].as_str().unwrap();
            // As the file has it, and what it stands for.
            project.write("it.b64", text);
            let bytes = vault.tool("jose", &["b64", "dec", "-i", "it.b64"]).stdout;
            assert!(bytes.len() >= 32, "{member}");
            secrets.push(text.as_bytes().to_vec());
            secrets.push(bytes);
        }
        let secrets: Vec<&[u8]> = secrets.iter().map(Vec::as_slice).collect();
        let own = [("JWE_KEY_FILE", "it.jwk"), ("EDITOR", "sed -i s/$/x/")];
        project.write("it.txt", &format!("{SENTINEL}\n"));
        for args in [
            &["encrypt", "it.txt", "--as", "jwe", "--recipients-file", to][..],
            &["rekey", "it.txt.jwe", "--recipients-file", to],
            &["edit", "it.txt.jwe", "--recipients-file", to],
            &["decrypt", "it.txt.jwe", "--output", "plain"],
        ] {
            let found = left(&vault, args, &own, &secrets);
            assert!(found.is_empty(), "{kind} {args:?}: {found:?}");
        }
        assert!(project.read("plain").contains(SENTINEL), "{kind}");
        for file in ["plain", "it.txt.jwe", "it.jwk"] {
            fs::remove_file(project.path(file)).unwrap();
        }
    }
}
