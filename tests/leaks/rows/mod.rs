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
mod programs;
mod sops;
mod sources;
mod tpm;
mod values;
mod variables;
mod vault;

use crate::case::Case;

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
        age::cases(),
        jwe::cases(),
        sops::cases(),
        programs::cases(),
        tpm::cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
