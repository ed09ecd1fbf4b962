//! Generates in a build script what `tests/it` also generates with the macro, and what the README's
//! build script does.

#![forbid(unsafe_code)]

use provider_credentials_codegen::{Builder, Manifest};

fn main() {
    Builder::new()
        .manifest(Manifest::new("provider_credentials.yaml"))
        .manifest(Manifest::new("it/manifests/everything.yaml"))
        .manifest(Manifest::new("it/manifests/env.yaml").visibility("pub(crate)").name("Built"))
        .compile();
}
