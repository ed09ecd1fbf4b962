//! Files and keys of `jose`, of `openssl` and of `jwcrypto`, in both directions.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use provider_credentials_core::testing::EncryptedFile;
use provider_credentials_sealed::jwe::{JweRecipient, JweWriter};
use provider_credentials_test_servers::{jwcrypto, not_run};
use serde_json::{Value, json};

use super::support::{FILE, base64url, opened, pair, symmetric};
use crate::support::{Files, outcome};

const SECRET: &str = "sixteen-and-more-bytes";

/// Whether a program is there; otherwise says that the test is not run.
fn has(test: &str, program: &str, argument: &str) -> bool {
    let mut command = Command::new(program);
    command.arg(argument).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let found = command.status().is_ok();
    if !found {
        not_run(test, &format!("there is no `{program}`"));
    }
    found
}

fn run(directory: &Path, program: &str, args: &[&str]) -> String {
    output(Command::new(program).args(args).current_dir(directory), "")
}

fn output(command: &mut Command, input: &str) -> String {
    let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = pipes.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{command:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Files and keys of latchset's `jose`, with what it writes where nothing is asked of it.
#[test]
fn what_jose_writes_is_read_and_the_reverse() {
    if !has("what_jose_writes_is_read_and_the_reverse", "jose", "alg") {
        return;
    }
    for (template, default) in [
        (r#"{"alg":"ECDH-ES+A256KW"}"#, "{}"),
        (r#"{"alg":"ECDH-ES+A128KW"}"#, r#"{"protected":{"enc":"A256GCM"}}"#),
        (r#"{"alg":"ECDH-ES"}"#, r#"{"protected":{"enc":"A192CBC-HS384"}}"#),
        (r#"{"alg":"A256KW"}"#, r#"{"protected":{"enc":"A192GCM"}}"#),
        (r#"{"alg":"A128KW"}"#, r#"{"protected":{"enc":"A256CBC-HS512"}}"#),
        (r#"{"alg":"A256GCM"}"#, r#"{"protected":{"alg":"dir"}}"#),
        (r#"{"kty":"EC","crv":"P-256"}"#, "{}"),
    ] {
        let files = Files::new();
        files.public("plain", SECRET);
        let run = |args: &[&str]| run(files.path(), "jose", args);
        files.secret("key.jwk", run(&["jwk", "gen", "-i", template]));
        let by_file = EncryptedFile { identity_file: Some("key.jwk"), ..FILE };
        for form in [&["-c"][..], &[]] {
            let args = ["jwe", "enc", "-i", default, "-I", "plain", "-k", "key.jwk"];
            files.public("it.jwe", run(&[&args[..], form].concat()));
            let loaded = outcome(&files.load(by_file, &[]));
            assert_eq!(loaded, Ok(SECRET.as_bytes().to_vec()), "{template} {default}");
        }
        if template.contains("GCM") {
            continue;
        }
        let public = if template.contains("EC") {
            run(&["jwk", "pub", "-i", "key.jwk"])
        } else {
            fs::read_to_string(files.path().join("key.jwk")).unwrap()
        };
        let writer = JweWriter::new(JweRecipient::from_jwk(&public).unwrap());
        for file in [writer.compact(SECRET.as_bytes()), writer.json(SECRET.as_bytes())] {
            files.public("ours.jwe", file.unwrap());
            let read = run(&["jwe", "dec", "-i", "ours.jwe", "-k", "key.jwk"]);
            assert_eq!(read, SECRET, "{template}");
        }
    }
}

#[test]
fn what_jose_compresses_is_refused_and_several_recipients_are_read() {
    if !has("what_jose_compresses_is_refused_and_several_recipients_are_read", "jose", "alg") {
        return;
    }
    let files = Files::new();
    files.public("plain", SECRET);
    let run = |args: &[&str]| run(files.path(), "jose", args);
    for name in ["ada", "bob"] {
        files.secret(name, run(&["jwk", "gen", "-i", r#"{"alg":"ECDH-ES+A256KW"}"#]));
    }
    let zip = r#"{"protected":{"zip":"DEF"}}"#;
    files.public("it.jwe", run(&["jwe", "enc", "-i", zip, "-I", "plain", "-k", "ada"]));
    let by = |name| EncryptedFile { identity_file: Some(name), ..FILE };
    assert_eq!(outcome(&files.load(by("ada"), &[])), Err("jwe_compressed".to_owned()));
    files.public("it.jwe", run(&["jwe", "enc", "-I", "plain", "-k", "ada", "-k", "bob"]));
    for name in ["ada", "bob"] {
        assert_eq!(outcome(&files.load(by(name), &[])), Ok(SECRET.as_bytes().to_vec()));
    }
    let public = |name: &str| JweRecipient::from_jwk(&run(&["jwk", "pub", "-i", name])).unwrap();
    let writer = JweWriter::new(public("ada")).with_recipient(public("bob"));
    files.public("ours.jwe", writer.json(SECRET.as_bytes()).unwrap());
    for name in ["ada", "bob"] {
        assert_eq!(run(&["jwe", "dec", "-i", "ours.jwe", "-k", name]), SECRET);
    }
}

/// Writes a file for a public key in PEM, or opens one by a private key.
const PYTHON: &str = r#"
import json, sys
from jwcrypto import jwe, jwk

def key(text):
    return jwk.JWK.from_pem(text.encode()) if text.startswith("-----") else jwk.JWK.from_json(text)

answers = []
for case in json.load(sys.stdin):
    k = key(case["key"])
    if "file" in case:
        it = jwe.JWE()
        it.deserialize(case["file"], k)
        answers.append(it.payload.decode())
    else:
        it = jwe.JWE(case["plain"].encode(), json.dumps(case["header"]), recipient=k)
        answers.append([it.serialize(compact=True), it.serialize()])
        if case["key"].startswith("-----"):
            answers[-1].append(k.export_public())
            answers[-1].append(k.export_private())
json.dump(answers, sys.stdout)
"#;

fn python(command: &mut Command, cases: &Value) -> Vec<Value> {
    let answers = output(command.args(["-c", PYTHON]), &cases.to_string());
    serde_json::from_str(&answers).unwrap()
}

/// Private keys in every form of PEM.
fn pem_keys(directory: &Path) -> Vec<(&'static str, String)> {
    let openssl = |args: &str| {
        run(directory, "openssl", &args.split(' ').collect::<Vec<_>>());
        fs::read_to_string(directory.join("key.pem")).unwrap()
    };
    let curve = |name: &str| format!("-algorithm EC -pkeyopt ec_paramgen_curve:{name}");
    let mut keys = vec![
        ("RSA", openssl("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out key.pem")),
        ("RSA", openssl("genrsa -traditional -out key.pem 2048")),
        ("X25519", openssl("genpkey -algorithm X25519 -out key.pem")),
        ("EC", openssl("ecparam -name prime256v1 -genkey -out key.pem")),
    ];
    for name in ["P-256", "P-384", "P-521"] {
        keys.push(("EC", openssl(&format!("genpkey {} -out key.pem", curve(name)))));
    }
    keys
}

#[test]
fn what_jwcrypto_writes_by_keys_of_openssl_is_read_and_the_reverse() {
    const NAME: &str = "what_jwcrypto_writes_by_keys_of_openssl_is_read_and_the_reverse";
    let Some(mut command) = jwcrypto(NAME, env!("CARGO_TARGET_TMPDIR")) else { return };
    if !has(NAME, "openssl", "version") {
        return;
    }
    let files = Files::new();
    let (mut cases, mut keys) = (Vec::new(), Vec::new());
    for (kind, key) in pem_keys(files.path()) {
        let algorithms: &[&str] = match kind {
            "RSA" => &["RSA-OAEP", "RSA-OAEP-256"],
            _ => &["ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A256KW"],
        };
        for (at, alg) in algorithms.iter().enumerate() {
            let enc = ["A256GCM", "A128CBC-HS256", "A256CBC-HS512"][at];
            let header = json!({ "alg": alg, "enc": enc, "apu": base64url(b"Ada") });
            cases.push(json!({ "key": key, "plain": SECRET, "header": header }));
            keys.push((*alg, key.clone()));
        }
    }
    let (mut ours, mut count) = (Vec::new(), 0);
    for (answer, (algorithm, key)) in python(&mut command, &json!(cases)).iter().zip(&keys) {
        let text = |at: usize| answer[at].as_str().unwrap();
        for key in [key, text(3)] {
            for file in [text(0), text(1)] {
                assert_eq!(opened(file, key), Ok(SECRET.as_bytes().to_vec()), "{algorithm}");
                count += 1;
            }
        }
        let recipient = JweRecipient::from_jwk(text(2)).unwrap();
        let writer = JweWriter::new(recipient.with_algorithm(algorithm).unwrap());
        for file in [writer.compact(SECRET.as_bytes()), writer.json(SECRET.as_bytes())] {
            ours.push(json!({ "key": key, "file": file.unwrap() }));
        }
    }
    assert_eq!(count, 4 * (2 * 2 + 5 * 3));
    let mut command = jwcrypto(NAME, env!("CARGO_TARGET_TMPDIR")).unwrap();
    assert!(python(&mut command, &json!(ours)).iter().all(|plain| plain == SECRET));
}

#[test]
fn jwcrypto_reads_what_is_written_for_several() {
    const NAME: &str = "jwcrypto_reads_what_is_written_for_several";
    let Some(mut command) = jwcrypto(NAME, env!("CARGO_TARGET_TMPDIR")) else { return };
    let (ada, ada_public) = pair("X25519", "ada \u{e9} \u{1}");
    let quoted = |jwk: String| jwk.replace('\u{1}', "\\u0001\\\"");
    let (ada, ada_public) = (quoted(ada), quoted(ada_public));
    let shared = symmetric(3, 32);
    let recipient = |jwk: &str| JweRecipient::from_jwk(jwk).unwrap();
    let file = JweWriter::new(recipient(&ada_public)).with_recipient(recipient(&shared));
    let file = file.json(SECRET.as_bytes()).unwrap();
    assert_eq!(opened(&file, &ada), Ok(SECRET.as_bytes().to_vec()));
    let cases = [ada, shared].map(|key| json!({ "key": key, "file": file }));
    assert_eq!(python(&mut command, &json!(cases)), [SECRET, SECRET]);
}
