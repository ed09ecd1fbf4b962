//! Manifests that could not be read.

use provider_credentials_manifest::{Code, Report};

/// Whether there was no manifest to check.
pub(crate) fn is_unread(report: &Report) -> bool {
    report.problems().any(|problem| {
        matches!(
            problem.code(),
            Code::ManifestNotFound
                | Code::ManifestUnreadable
                | Code::ManifestIsDirectory
                | Code::ManifestNotRegular
        )
    })
}
