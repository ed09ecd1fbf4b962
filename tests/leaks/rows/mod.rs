//! For each code of `cargo credentials explain`, what ends in it with a secret in play.

mod age;
mod aws;
mod aws_identity;
mod azure;
mod certificates;
mod clients;
mod files;
mod gcp;
mod gcp_identity;
mod jwe;
mod keyring;
mod programs;
mod signing;
mod sops;
mod sources;
mod tokens;
mod tpm;
mod values;
mod variables;
mod vault;

use crate::case::Case;

/// Whether tokens of PKCS#11 are played.
pub(crate) use tokens::are_here as has_tokens;

pub(crate) fn all() -> Vec<Case> {
    [
        variables::cases(),
        files::cases(),
        values::cases(),
        sources::cases(),
        clients::cases(),
        vault::cases(),
        aws::cases(),
        aws_identity::cases(),
        azure::cases(),
        gcp::cases(),
        gcp_identity::cases(),
        certificates::cases(),
        signing::cases(),
        age::cases(),
        jwe::cases(),
        sops::cases(),
        programs::cases(),
        tpm::cases(),
        tokens::cases(),
        keyring::cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
