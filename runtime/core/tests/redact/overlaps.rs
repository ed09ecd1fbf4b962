use provider_credentials_core::Redactor;

fn redactor(secrets: &[(&str, &str)]) -> Redactor {
    let redactor = Redactor::new();
    for (name, secret) in secrets {
        redactor.register(name, *secret);
    }
    redactor
}

#[test]
fn one_is_the_beginning_of_another() {
    for order in [
        [("short", "abcdefgh"), ("long", "abcdefghijkl")],
        [("long", "abcdefghijkl"), ("short", "abcdefgh")],
    ] {
        let redactor = redactor(&order);
        assert_eq!(redactor.redact("abcdefghijkl"), "[REDACTED:long]");
        assert_eq!(redactor.redact("abcdefghijk"), "[REDACTED:short]ijk");
        assert_eq!(redactor.redact("abcdefgh abcdefghijkl"), "[REDACTED:short] [REDACTED:long]");
    }
}

#[test]
fn one_is_within_another() {
    let redactor = redactor(&[("inner", "cdefghij"), ("outer", "abcdefghijkl")]);
    assert_eq!(redactor.redact("abcdefghijkl cdefghij"), "[REDACTED:outer] [REDACTED:inner]");
}

#[test]
fn one_goes_on_in_another() {
    let redactor =
        redactor(&[("first", "abcdefgh"), ("second", "efghijkl"), ("third", "ijklmnop")]);
    assert_eq!(redactor.redact("<abcdefghijkl>"), "<[REDACTED:first][REDACTED:second]>");
    assert_eq!(
        redactor.redact("<abcdefghijklmnop>"),
        "<[REDACTED:first][REDACTED:second][REDACTED:third]>"
    );
    assert_eq!(redactor.redact("abcdefghabcdefgh"), "[REDACTED:first][REDACTED:first]");
}

#[test]
fn one_goes_on_in_itself() {
    let redactor = redactor(&[("key", "aaaaaaaa")]);
    for more in 0..20 {
        assert_eq!(redactor.redact(&"a".repeat(8 + more)), "[REDACTED:key]");
    }
}

#[test]
fn the_same_value_twice_has_the_first_name() {
    let redactor = redactor(&[("first", "abcdefgh"), ("second", "abcdefgh")]);
    assert_eq!(redactor.redact("abcdefgh"), "[REDACTED:first]");
    assert_eq!(redactor.redact("YWJjZGVmZ2g="), "[REDACTED:first]=");
}
