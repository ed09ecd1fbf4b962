//! How files can be encrypted: one row each. CONTRIBUTING.md, "Add a way to encrypt files", says what a row needs
//! beside it.

/// A way to encrypt a file: a row of the table.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Encryption {
    /// The word that `encrypted` has.
    pub name: &'static str,
    /// The feature of the runtime that it needs.
    pub feature: &'static str,
}

/// Every way, in the order in which they are proposed.
pub static ENCRYPTIONS: &[Encryption] = ROWS;

const ROWS: &[Encryption] = &[
    Encryption { name: "sops", feature: "sops" },
    Encryption { name: "age", feature: "age" },
    Encryption { name: "jwe", feature: "jwe" },
];

/// What `encrypted` may be.
pub static ENCRYPTED: &[&str] = &NAMES;

#[allow(clippy::indexing_slicing, reason = "evaluated while it compiles")]
const NAMES: [&str; ROWS.len()] = {
    let mut names = [""; ROWS.len()];
    let mut at = 0;
    while at < ROWS.len() {
        names[at] = ROWS[at].name;
        at += 1;
    }
    names
};

/// The way with this name.
#[must_use]
pub fn encryption(name: &str) -> Option<&'static Encryption> {
    ENCRYPTIONS.iter().find(|row| row.name == name)
}
