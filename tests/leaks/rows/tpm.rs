use data_encoding::{BASE64, BASE64URL_NOPAD};

use crate::case::Case;
use crate::fake_tpm::{
    CREATE_PRIMARY, GET_CAPABILITY, LOAD, READ_PUBLIC, START_SESSION, Says, UNSEAL, parent, sealed,
};
use crate::sets::sealed_to_tpm;

/// `fixedTPM`, `fixedParent` and `userWithAuth`.
const USUAL: u8 = 0x52;
/// The same without the last.
const POLICY_ALONE: u8 = 0x12;

fn sized(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).expect("a short text");
    [&length.to_be_bytes()[..], bytes].concat()
}

/// The two files of an object, the private one with the secret in it, and a TPM that says something.
fn object(code: &'static str, public: &[u8], script: &[(u32, Says)]) -> Case {
    let case = Case::new(code, sealed_to_tpm).tpm(script).variable("PASSWORD", "§");
    let secret = case.sentinel();
    case.file("openai.pub", sized(public)).file("openai.priv", sized(secret.as_bytes()))
}

fn usual(code: &'static str, script: &[(u32, Says)]) -> Case {
    object(code, &sealed(USUAL, &[]), script)
}

/// One DER element, of less than 64 KiB.
fn der(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let length = u16::try_from(content.len()).expect("a short text").to_be_bytes();
    [&[tag, 0x82][..], &length, &content].concat()
}

/// A policy step that nobody knows.
fn pem() -> String {
    let code = der(0xA0, &[&der(2, &[&[1, 0x60]])]);
    let content = der(0xA1, &[&der(4, &[b"x"])]);
    let policy = der(0xA1, &[&der(0x30, &[&der(0x30, &[&code, &content])])]);
    let kind = der(6, &[&[0x67, 0x81, 5, 0x0A, 1, 5]]);
    let text = BASE64.encode(&der(0x30, &[&kind, &policy]));
    format!("-----BEGIN TSS2 PRIVATE KEY-----\n{text}\n-----END TSS2 PRIVATE KEY-----\n§\n")
}

fn clevis(code: &'static str, header: &str) -> Case {
    let header = BASE64URL_NOPAD.encode(header.as_bytes());
    let part = |length: usize| BASE64URL_NOPAD.encode(&vec![1; length]);
    let jwe = format!("{header}..{}.{}.{}", part(12), part(20), part(16));
    usual(code, &[]).file("openai.jwe", jwe)
}

pub(super) fn cases() -> Vec<Case> {
    let refused = |code, command, result| usual(code, &[(command, Says::Code(result))]);
    let tcti = |code, tcti: &str| usual(code, &[]).variable("TCTI", tcti).no_tpm();
    let to_pcrs = |code, script| object(code, &sealed(POLICY_ALONE, &[7; 32]), script);
    vec![
        tcti("tpm_tcti_invalid", "§"),
        tcti("tpm_tcti_invalid", "swtpm:port=§").note("port"),
        tcti("tpm_not_found", "device:/dev/§"),
        tcti("tpm_not_a_device", "device:§dir/openai.priv"),
        tcti("tpm_answer_invalid", "device:/dev/null"),
        tcti("tpm_unreachable", "swtpm:host=§.invalid"),
        usual("tpm_no_answer", &[(CREATE_PRIMARY, Says::Nothing)]),
        refused("tpm_busy", CREATE_PRIMARY, 0x922).once(),
        usual("tpm_answer_forged", &[]),
        refused("tpm_not_started", CREATE_PRIMARY, 0x100),
        refused("tpm_broken", CREATE_PRIMARY, 0x101),
        refused("tpm_refused", START_SESSION, 0x143),
        refused("tpm_no_room", LOAD, 0x902),
        refused("tpm_owner_password", CREATE_PRIMARY, 0x9A2),
        refused("tpm_owner_off", CREATE_PRIMARY, 0x185),
        refused("tpm_primary_unknown", CREATE_PRIMARY, 0x2E6),
        usual("tpm_handle_invalid", &[]).variable("PARENT", "§"),
        usual("tpm_handle_invalid", &[]).note("of the object").variable("SEALED", "0x§"),
        refused("tpm_parent_not_found", READ_PUBLIC, 0x18B).variable("PARENT", "0x81000001"),
        usual("tpm_parent_name_invalid", &[]).variable("PARENT_NAME", "§"),
        usual("tpm_parent_mismatch", &[])
            .variable("PARENT_NAME", format!("000b{}", "5a".repeat(32))),
        usual("tpm_parent_unfit", &[]).variable("PARENT", "0x81000001"),
        usual("tpm_wrong_parent", &[(LOAD, Says::CodeOnce(0x1DF))]),
        refused("tpm_foreign_object", LOAD, 0x1DF),
        usual("tpm_sealed_not_found", &[]).variable("SEALED", "/run/§"),
        refused("tpm_sealed_not_found", READ_PUBLIC, 0x18B)
            .note("handle")
            .variable("SEALED", "0x81010001"),
        usual("tpm_sealed_invalid", &[]).file("openai.pub", "§"),
        usual("tpm_sealed_invalid", &[])
            .note("PEM")
            .file("openai.pub", "-----BEGIN §-----\n§\n-----END §-----\n"),
        usual("tpm_private_missing", &[]),
        usual("tpm_private_invalid", &[]).file("openai.priv", "§"),
        object("tpm_not_sealed_data", &parent(), &[]),
        usual("tpm_no_policy", &[]),
        to_pcrs("tpm_policy_needed", &[]),
        usual("tpm_policy_unsupported", &[]).file("openai.pub", pem()),
        to_pcrs("tpm_pcrs_changed", &[(UNSEAL, Says::Code(0x99D))]),
        refused("tpm_password_needed", UNSEAL, 0x98E),
        refused("tpm_password_wrong", UNSEAL, 0x98E),
        // Objects of their own: the password of the usual one has been wrong before.
        object("tpm_last_try", &sealed(0x42, &[]), &[(GET_CAPABILITY, Says::Tries(2, 3))]),
        object("tpm_locked_out", &sealed(0x50, &[]), &[(GET_CAPABILITY, Says::Tries(3, 3))]),
        clevis(
            "tpm_clevis_invalid",
            r#"{"alg":"dir","enc":"A256GCM","clevis":{"pin":"tpm2","tpm2":{"hash":"§"}}}"#,
        ),
        // The last one, because no parent that has a password is tried again.
        refused("tpm_parent_password", LOAD, 0x98E),
    ]
}
