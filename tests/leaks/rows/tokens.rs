//! Tokens of PKCS#11, with the PIN or the value as the secret.

use std::os::unix::fs::symlink;
use std::path::Path;
use std::sync::OnceLock;

use data_encoding::BASE64URL_NOPAD;
use provider_credentials_test_servers::SoftHsm;

use crate::case::Case;
use crate::sets::tokens;

const TEST: &str = "leaks of tokens";
const PIN: &str = "pin-of-the-token-of-leaks";

/// The tokens of this process, which are all there before the library is loaded.
fn hsm() -> Option<&'static SoftHsm> {
    static HSM: OnceLock<Option<SoftHsm>> = OnceLock::new();
    HSM.get_or_init(made).as_ref()
}

fn made() -> Option<SoftHsm> {
    let hsm = SoftHsm::for_test(TEST)?.with_token(TEST, "leaks", PIN)?;
    let hsm = hsm.with_token(TEST, "twins", PIN)?.with_token(TEST, "twins", PIN)?;
    let hsm = hsm.with_token(TEST, "pins", PIN)?;
    let run = |arguments: &[&str]| hsm.tool("leaks", PIN, arguments, b"");
    for label in ["locked", "twice", "twice"] {
        run(&["--keygen", "--key-type", "AES:32", "--sensitive", "--usage-wrap", "--label", label]);
    }
    run(&["--keypairgen", "--key-type", "rsa:2048", "--usage-decrypt", "--label", "rsa"]);
    let asks = ["--keypairgen", "--key-type", "rsa:2048", "--usage-decrypt", "--always-auth"];
    run(&[&asks[..], &["--label", "asks"]].concat());
    run(&["--keypairgen", "--key-type", "EC:prime256v1", "--usage-sign", "--label", "curve"]);
    run(&["--keypairgen", "--key-type", "EC:prime256v1", "--usage-sign", "--label", "alone"]);
    run(&["--delete-object", "--type", "pubkey", "--label", "alone"]);
    hsm.put("leaks", PIN, "several", b"one");
    hsm.put("leaks", PIN, "several", b"two");
    Some(hsm)
}

/// Whether they can be played: what is missing has been said.
pub(crate) fn are_here() -> bool {
    hsm().is_some()
}

fn bring_module(directory: &Path) {
    hsm().expect("a token").copy_module(&directory.join("module.so"));
}

/// A module of its own.
fn token(code: &'static str) -> Case {
    Case::new(code, tokens)
        .variable("PKCS11_MODULE_PATH", "§dir/module.so")
        .variable("HSM_PIN", PIN)
        .variable("UNRELATED", "§")
        .before(bring_module)
}

fn by_uri(code: &'static str, uri: &str) -> Case {
    token(code).variable("HSM_URI", uri)
}

/// With a PIN that is wrong, for the token that nobody logs in to: who is logged in to the others is so in the whole process,
/// whatever the PIN of this case.
fn by_pin(code: &'static str, pin: &str, control: &str) -> Case {
    told_to(code, control)
        .variable("HSM_PIN", pin)
        .variable("HSM_URI", "pkcs11:token=pins;object=a")
}

/// What the module does instead of what it is asked for.
fn told_to(code: &'static str, control: &str) -> Case {
    token(code).note(control).file("module.so.control", control)
}

/// A file whose key is encrypted in this way, with 40 bytes that are no key.
fn file(algorithm: &str, uri: &str, code: &'static str) -> Case {
    let part = |length: usize| BASE64URL_NOPAD.encode(&vec![1; length]);
    let length = if algorithm.starts_with("RSA") { 256 } else { 40 };
    let file = format!(
        r#"{{"unprotected":{{"alg":"{algorithm}","enc":"A256GCM","kid":"§"}},"encrypted_key":"{}","iv":"{}","ciphertext":"{}","tag":"{}"}}"#,
        part(length),
        part(12),
        part(20),
        part(16)
    );
    token(code).note(format!("{algorithm} {uri}")).file("openai.jwe", file).file("key.uri", uri)
}

fn of_the_module() -> Vec<Case> {
    let module = |code, path: &str| {
        Case::new(code, tokens).variable("HSM_PIN", "§").variable("PKCS11_MODULE_PATH", path)
    };
    vec![
        module("pkcs11_module_not_found", "/nowhere/§.so"),
        module("pkcs11_module_relative", "§/module.so"),
        module("pkcs11_module_invalid", "§dir/text.so").file("text.so", "§"),
        module("pkcs11_module_insecure", "§dir/text.so").file_of_mode("text.so", "§", 0o666),
        module("pkcs11_module_unreadable", "§dir/loop.so").before(|directory| {
            symlink("loop.so", directory.join("loop.so")).expect("a link");
        }),
    ]
}

fn of_uris() -> Vec<Case> {
    vec![
        by_uri("pkcs11_uri_invalid", "§"),
        by_uri("pkcs11_uri_invalid", "pkcs11:token=§;§=§").note("attribute"),
        by_uri("pkcs11_uri_type", "pkcs11:object=§;type=§"),
        by_uri("pkcs11_uri_no_object", "pkcs11:token=§"),
        by_uri("pkcs11_pin_value", "pkcs11:object=a?pin-value=§"),
        token("pkcs11_pin_source").variable("HSM_OTHER_URI", "pkcs11:object=a?pin-source=§"),
        token("pkcs11_pin_empty")
            .variable("HSM_OTHER_URI", "pkcs11:token=leaks;object=§?pin-source=§dir/pin")
            .file("pin", "\n"),
        token("pkcs11_pin_missing").variable("HSM_OTHER_URI", "pkcs11:token=leaks;object=§"),
        token("pkcs11_pins_differ")
            .variable("HSM_OTHER_URI", "pkcs11:token=leaks;object=a?pin-source=§dir/pin")
            .file("pin", "§"),
        by_uri("pkcs11_token_not_found", "pkcs11:token=§;object=a"),
        by_uri("pkcs11_token_ambiguous", "pkcs11:token=twins;object=§"),
        by_uri("pkcs11_token_not_initialized", "pkcs11:slot-id=4;object=§"),
        by_uri("pkcs11_object_not_found", "pkcs11:token=leaks;object=§"),
        by_uri("pkcs11_object_ambiguous", "pkcs11:token=leaks;object=several"),
        by_uri("pkcs11_object_not_data", "pkcs11:token=leaks;object=locked"),
        by_uri("pkcs11_key_not_extractable", "pkcs11:token=leaks;object=locked;type=secret-key"),
    ]
}

fn of_pins() -> Vec<Case> {
    vec![
        by_pin("pkcs11_pin_wrong", "§", ""),
        by_pin("pkcs11_pin_length", "§§§§§§§§§§", ""),
        by_pin("pkcs11_pin_final_try", "§", "set flags 131072"),
        by_pin("pkcs11_pin_locked", "§", "set flags 262144"),
        by_pin("pkcs11_pin_expired", "§", "fail C_Login 163"),
        by_pin("pkcs11_pin_not_set", "§", "fail C_Login 258"),
        by_pin("pkcs11_other_user", "§", "fail C_Login 260"),
    ]
}

fn of_faults() -> Vec<Case> {
    vec![
        told_to("pkcs11_module_failed", "fail C_GetSlotList 5"),
        told_to("pkcs11_module_no_threads", "fail C_Initialize 10"),
        told_to("pkcs11_no_token", "fail C_GetTokenInfo 224"),
        told_to("pkcs11_logged_out", "logout C_FindObjectsInit 0"),
        told_to("pkcs11_token_failed", "fail C_OpenSession 48"),
        told_to("pkcs11_token_removed", "fail C_FindObjectsInit 50"),
        told_to("pkcs11_too_many_sessions", "fail C_OpenSession 177"),
    ]
}

fn of_keys() -> Vec<Case> {
    let aes = |uri, code| file("A256KW", uri, code);
    vec![
        aes("pkcs11:token=leaks;§", "pkcs11_identity_invalid"),
        aes("pkcs11:token=leaks;object=§", "pkcs11_key_not_found"),
        aes("pkcs11:token=leaks;object=twice", "pkcs11_key_ambiguous"),
        aes("pkcs11:token=leaks;object=locked", "pkcs11_key_wrong"),
        file("RSA-OAEP", "pkcs11:token=leaks;object=rsa", "pkcs11_key_wrong"),
        file("RSA-OAEP-256", "pkcs11:token=leaks;object=rsa", "pkcs11_mechanism_unsupported"),
        file("RSA-OAEP", "pkcs11:token=leaks;object=asks", "pkcs11_key_asks"),
        file("RSA-OAEP", "pkcs11:token=leaks;object=curve", "pkcs11_key_not_allowed"),
        token("pkcs11_public_key_missing")
            .variable("HSM_KEY_URI", "pkcs11:token=leaks;object=alone;type=private"),
    ]
}

pub(crate) fn cases() -> Vec<Case> {
    let mut all = of_the_module();
    if are_here() {
        all.extend([of_uris(), of_pins(), of_faults(), of_keys()].into_iter().flatten());
    }
    all
}
