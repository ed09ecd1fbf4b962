use provider_credentials_disguises::{Sentinels, letters};

/// Each secret that the values hold has one of these names.
const SECRETS: [&str; 10] = [
    "variable", "file", "password", "session", "given", "source", "token", "vault", "parsed", "pin",
];

pub(super) fn secret(name: &str) -> String {
    assert!(SECRETS.contains(&name), "{name}");
    letters(&format!("types: {name}"))
}

pub(super) fn sentinels() -> Sentinels {
    SECRETS.iter().fold(Sentinels::new(), |all, name| all.with(name, &secret(name)))
}
