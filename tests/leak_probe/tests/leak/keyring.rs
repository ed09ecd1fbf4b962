//! Passwords from GNOME Keyring.

use provider_credentials_disguises::letters as sentinel;
use provider_credentials_test_servers::Session;

use crate::case::Case;

/// Loads by the programs `probes`: what is wrong, if anything stays.
pub(crate) fn check(probes: &[&str]) -> Vec<String> {
    let Some(session) = Session::for_test("a keyring in memory") else { return Vec::new() };
    let [keyed, whole, beside] = ["keyed", "whole", "beside"].map(sentinel);
    let json = format!("{{\"a\": {{\"wanted\": \"\\t{keyed}\\n.\"}}, \"other\": \"{beside}\"}}");
    session.store("leak-probe", "keyed", &json);
    session.store("leak-probe", "whole", &whole);
    let (_, address) = &session.variables()[0];
    let case = Case::new("keyring", "keyring", "loaded loaded").text(address);
    let case = case.loads(&keyed).loads(&whole).never(&beside);
    let of = |probe: &&str| {
        let wrong = case.check(probe).into_iter();
        wrong.map(|wrong| format!("{probe}: {wrong}")).collect::<Vec<_>>()
    };
    probes.iter().flat_map(of).collect()
}
