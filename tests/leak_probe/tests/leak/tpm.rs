//! Objects of a TPM in software.

use std::fs;

use provider_credentials_disguises::letters as sentinel;
use provider_credentials_test_servers::Swtpm;

use crate::case::Case;

/// What is wrong, if anything; nothing where there is no TPM.
pub(crate) fn check(probes: &[&str]) -> Vec<String> {
    let Some(tpm) = Swtpm::for_test("nothing_of_a_tpm_is_left") else { return Vec::new() };
    let [secret, password, wrong] = ["sealed", "password", "wrong"].map(sentinel);
    // As long as a password may be.
    let [password, wrong] = [&password[..32], &wrong[..32]];
    tpm.seal("a", &secret, &format!("-p {password}"));
    let file = |name: &str| fs::read(tpm.path().join(name)).unwrap();
    let case = |name, outcome| {
        let case = Case::new(name, "tpm", outcome).text(&tpm.tcti());
        case.file("a.pub", file("a.pub")).file("a.priv", file("a.priv"))
    };
    let mut found = Vec::new();
    for probe in probes {
        let loaded = case("a TPM", "loaded loaded").text(password);
        found.extend(loaded.loads(&secret).loads(password).check(probe));
        let refused = case("a TPM, and a wrong password", "tpm_password_wrong loaded").text(wrong);
        found.extend(refused.loads(wrong).never(&secret).check(probe));
        tpm.tool("tpm2_dictionarylockout -Q -c");
    }
    found
}
