//! Secrets in a token in software, whose library is in the memory that is searched.

use provider_credentials_disguises::letters as sentinel;
use provider_credentials_test_servers::SoftHsm;

use crate::case::Case;

const TEST: &str = "tokens in memory";

pub(crate) fn check(probes: &[&str]) -> Vec<String> {
    let [secret, beside, pin] = [sentinel("token"), sentinel("beside it"), sentinel("a pin")];
    let Some(hsm) = SoftHsm::for_test(TEST).and_then(|hsm| hsm.with_token(TEST, "probe", &pin))
    else {
        return Vec::new();
    };
    hsm.put("probe", &pin, "wanted", secret.as_bytes());
    hsm.put("probe", &pin, "beside", beside.as_bytes());
    let case = |name, pin: &str, outcome| {
        Case::new(name, "token", outcome)
            .variable("SOFTHSM2_CONF", hsm.conf().to_str().unwrap())
            .text(pin)
            .text(hsm.library().to_str().unwrap())
    };
    let wrong = sentinel("a wrong pin");
    let cases = [
        case("a token", &pin, "loaded loaded").loads(&pin).loads(&secret).never(&beside),
        case("a wrong PIN", &wrong, "loaded pkcs11_pin_wrong").loads(&wrong).never(&secret),
    ];
    cases.iter().flat_map(|case| probes.iter().flat_map(|probe| case.check(probe))).collect()
}
