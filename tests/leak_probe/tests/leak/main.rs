//! Nothing of a secret stays in memory once it is dropped, nor of anything else that stood beside it
//! in a file: not one piece of 16 bytes, in all that the process can write to.
//!
//! Each case is a process of its own (`src/`), whose memory is searched through `/proc/PID/mem`; once
//! under the system's allocator and once under one that keeps what is freed. The probe is built with
//! the profile of this test; `.ci/run` runs both.

#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests say what must hold, and plainly"
)]

#[cfg(target_os = "linux")]
mod aws;
#[cfg(target_os = "linux")]
mod azure;
#[cfg(target_os = "linux")]
mod case;
#[cfg(target_os = "linux")]
mod encrypted;
#[cfg(target_os = "linux")]
mod files;
#[cfg(target_os = "linux")]
mod gcp;
#[cfg(target_os = "linux")]
mod injected;
#[cfg(target_os = "linux")]
mod jwe;
#[cfg(target_os = "linux")]
mod keyring;
#[cfg(target_os = "linux")]
mod running;
#[cfg(target_os = "linux")]
mod scan;
#[cfg(target_os = "linux")]
mod server;
#[cfg(target_os = "linux")]
mod tokens;
#[cfg(target_os = "linux")]
mod tpm;
#[cfg(target_os = "linux")]
mod vault;

#[cfg(target_os = "linux")]
mod on_linux {
    use provider_credentials_test_servers::Mode;

    use provider_credentials_disguises::letters as sentinel;

    use super::case::Case;
    use super::vault::{ByTls, Stored};
    use super::{aws, azure, encrypted, files, gcp, injected, jwe, keyring, tokens, tpm};

    const SYSTEM: &str = env!("CARGO_BIN_EXE_system");
    const KEEPING: &str = env!("CARGO_BIN_EXE_keeping");
    const WIPING: &str = env!("CARGO_BIN_EXE_wiping");

    fn check(probe: &str) {
        let all = [files::text(), files::json(), files::yaml(), files::either(), files::dotenv()];
        let all = all.into_iter().chain([injected::all()]);
        let grown = files::Grown::new();
        let all = all.chain([grown.cases()]);
        let cases: Vec<Case> = all.flatten().collect();
        assert!(cases.len() > 80);
        let wrong: Vec<String> = cases.iter().flat_map(|case| case.check(probe)).collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn nothing_is_left_under_the_systems_allocator() {
        check(SYSTEM);
    }

    #[test]
    fn nothing_is_left_where_nothing_is_freed() {
        check(KEEPING);
    }

    fn check_encrypted(probe: &str, is_plain_too: bool) {
        let cases = encrypted::cases(is_plain_too).into_iter().chain(encrypted::of_sops());
        let wrong: Vec<String> = cases.flat_map(|case| case.check(probe)).collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn nothing_is_left_of_encrypted_files_under_the_systems_allocator() {
        check_encrypted(SYSTEM, true);
    }

    #[test]
    fn nothing_is_left_of_what_opens_files_where_nothing_is_freed() {
        check_encrypted(KEEPING, false);
    }

    fn check_vault(mode: Mode, probes: &[&str], by_tls: ByTls) {
        let Some(stored) = Stored::new(mode) else { return };
        let check = |probe: &&str| -> Vec<String> {
            let wrong = stored.check(probe, by_tls).into_iter();
            wrong.map(|wrong| format!("{probe}: {wrong}")).collect()
        };
        let wrong: Vec<String> = probes.iter().flat_map(check).collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn nothing_of_files_of_jwe_is_left() {
        let check = |case: Case| [SYSTEM, KEEPING].map(|probe| case.check(probe)).concat();
        let wrong: Vec<String> = jwe::all().into_iter().flat_map(check).collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn nothing_of_a_tpm_is_left() {
        let wrong = tpm::check(&[SYSTEM, KEEPING]);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn nothing_of_azure_is_left_by_an_allocator_that_wipes() {
        let wrong = azure::check(WIPING);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn nothing_of_tokens_is_left() {
        let wrong = tokens::check(&[SYSTEM, KEEPING]);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn nothing_of_aws_is_left_without_tls() {
        let wrong = aws::check(&[SYSTEM, KEEPING]);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn nothing_of_gcp_is_left_without_tls() {
        let wrong = gcp::check(&[SYSTEM, KEEPING]);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn nothing_of_a_keyring_is_left() {
        let wrong = keyring::check(&[SYSTEM, KEEPING]);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn nothing_of_vault_is_left_without_tls() {
        check_vault(Mode::Plain, &[SYSTEM, KEEPING], ByTls::default());
    }

    /// What `rustls` keeps of a record that it received: where it was decrypted, and a copy.
    #[test]
    fn of_vault_over_tls_nothing_is_left_but_the_records_of_answers() {
        check_vault(Mode::Tls, &[SYSTEM, KEEPING], ByTls { meanwhile: 2, after: 2 });
    }

    #[test]
    fn nothing_of_vault_is_left_by_an_allocator_that_wipes() {
        check_vault(Mode::Tls, &[WIPING], ByTls { meanwhile: 1, after: 0 });
    }

    /// The allocations that are counted are there: a secret that comes in two pieces takes some.
    #[test]
    fn a_redacting_writer_allocates_nothing_for_clean_text() {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_counting")).output().unwrap();
        let told = String::from_utf8(output.stdout).unwrap();
        let divided =
            told.strip_prefix("clean 0, divided ").and_then(|rest| rest.trim().parse().ok());
        assert!(divided.is_some_and(|count: usize| count > 0), "{told}");
    }

    /// Without these, a search that finds nothing would prove nothing.
    #[test]
    fn what_is_left_on_purpose_is_found() {
        for (kind, probes) in [
            ("control_drop", &[KEEPING][..]),
            ("control_growth", &[KEEPING]),
            ("control_stack", &[KEEPING, SYSTEM]),
        ] {
            let text = sentinel(kind);
            let case = Case::new(kind, kind, "control").text(&text).never(&text);
            for probe in probes {
                let found = case.run(probe);
                for hits in [found.before, found.after] {
                    let whole =
                        (0..=text.len() - 16).all(|at| hits.iter().any(|hit| hit.offset == at));
                    assert!(whole, "{kind} {probe}: {hits:?}");
                }
            }
        }
    }
}

#[cfg(not(target_os = "linux"))]
#[test]
fn nothing_is_left() {
    use std::io::Write;
    // Past the test harness, which shows nothing of a test that passes.
    let _ = writeln!(
        std::io::stderr(),
        "\n==== NOT TESTED: what stays in memory. Only Linux has /proc/PID/mem. ====\n"
    );
}
