//! Custom sources, which a program registers and nobody else has.

use provider_credentials::{Loader, Source, SourceError, SourceRequest};
use provider_credentials_manifest::Checked;
use provider_credentials_manifest::checked;

use super::kind_off;

/// That a credential could not be looked for here.
pub(crate) const ONLY_IN_PROGRAM: &str = "source_only_in_program";

struct OnlyInProgram;

impl Source for OnlyInProgram {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        for request in requests {
            request.answer(Err(SourceError::new(
                ONLY_IN_PROGRAM,
                "only the program has this source",
                "ask the program itself",
            )
            .absent()));
        }
    }
}

/// Has the custom sources of the manifest, and kinds that this program lacks, say that they are not to be had here.
pub(crate) fn only_in_program(manifest: &Checked, mut loader: Loader) -> Loader {
    for source in manifest.credentials.iter().flat_map(checked::Credential::sources) {
        if let checked::Source::Remote(remote) = source.place() {
            if remote.opens.is_none() {
                loader = loader.with_source(remote.kind.clone(), OnlyInProgram);
            }
        }
    }
    kind_off::register(manifest, loader)
}
