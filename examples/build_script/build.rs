//! Generates `Credentials` and `Internal` from two manifests.

#![forbid(unsafe_code)]

use provider_credentials_codegen::{Builder, Manifest};

fn main() {
    Builder::new()
        .manifest(Manifest::new("provider_credentials.yaml"))
        .manifest(Manifest::new("internal.yaml").visibility("pub(crate)").name("Internal"))
        .compile();
}
