//! For each code of `cargo credentials explain`, what ends in it with a secret in play.

mod aws;
mod aws_identity;
mod certificates;
mod clients;
mod files;
mod programs;
mod sources;
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
        certificates::cases(),
        programs::cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
