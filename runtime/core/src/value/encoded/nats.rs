//! The file of a user of NATS: a token that everybody may see, and the seed that signs what the server asks.

use crate::value::about::About;
use crate::value::letters::signs::has;
use crate::value::letters::table::table;

/// Whether one of the two blocks is missing, where its name asks for both.
pub(in crate::value) fn is_cut(text: &str, about: &About) -> bool {
    let has_token = has(text, "BEGIN NATS USER JWT");
    let has_seed = has(text, "BEGIN USER NKEY SEED");
    has_token != has_seed
        && about.has_name_of(table!("creds credential"))
        && !about.has_name_of(table!("jwt seed nkey"))
}

#[cfg(test)]
mod tests {
    use crate::report::Doubt;
    use crate::value::judged::judged;

    #[test]
    fn a_file_of_a_user_has_two_blocks() {
        let token = "-----BEGIN NATS USER JWT-----\neyJhbGciOiJub25lIn0.exampleNotAKey9\n------END NATS USER JWT------\n";
        let seed =
            "-----BEGIN USER NKEY SEED-----\nSUAEXAMPLENOTAKEY\n------END USER NKEY SEED------\n";
        for text in [token, seed] {
            assert_eq!(judged("nats", "NATS_CREDS", text), [Doubt::CutPem], "{text}");
            assert_eq!(judged("nats", "NATS_JWT", text), [], "{text}");
        }
        assert_eq!(judged("nats", "NATS_CREDS", &format!("{token}\n{seed}")), []);
    }
}
