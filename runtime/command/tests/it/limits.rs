use std::time::{Duration, Instant};

use provider_credentials_command::OPENER;
use provider_credentials_core::testing::load_from;

use crate::support::{Programs, load, params, told};

#[test]
fn a_program_that_does_not_end_is_killed() {
    let programs = Programs::new();
    programs.script("waits", "sleep 300");
    let mut params = params(&["waits"]);
    params.push(("timeout", "1"));
    let since = Instant::now();
    let said = told(&load_from(&OPENER, &params, &[], &programs.loader(&[])));
    assert!(said.ends_with("[command_timed_out]"), "{said}");
    assert!(since.elapsed() < Duration::from_secs(10));
}

#[test]
fn the_limits_of_the_loader_hold() {
    let programs = Programs::new();
    programs.script("waits", "sleep 5");
    let loader = programs.loader(&[]).source_timeout(Duration::from_secs(1));
    let since = Instant::now();
    let said = told(&load(&loader, &["waits"]));
    assert!(said.ends_with("[source_timed_out]"), "{said}");
    assert!(since.elapsed() < Duration::from_secs(4));
}

#[test]
fn a_mebibyte_is_the_most() {
    let programs = Programs::new();
    let written = |bytes: usize| {
        let text = format!("head -c {bytes} /dev/zero | tr '\\0' k");
        programs.script("much", &text);
        told(&load(&programs.loader(&[]), &["much"]))
    };
    assert_eq!(written(1 << 20).len(), 1 << 20);
    assert!(written((1 << 20) + 1).ends_with("[command_too_much]"));
}
