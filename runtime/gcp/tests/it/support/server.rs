use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::OnceLock;

use provider_credentials_test_servers::Gcp;
use tempfile::TempDir;

use super::load::Variables;

/// One for all tests, each of which has names of its own there.
pub(crate) fn server() -> Option<&'static Gcp> {
    static SERVER: OnceLock<Option<Gcp>> = OnceLock::new();
    let start = || Gcp::for_test("Google Secret Manager", env!("CARGO_TARGET_TMPDIR"));
    SERVER.get_or_init(start).as_ref()
}

/// The variables by which a program reaches it at an address, with a service account's key.
pub(crate) fn environment(gcp: &Gcp, address: &str) -> Variables {
    vec![
        ("CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER", address.to_owned()),
        ("GOOGLE_APPLICATION_CREDENTIALS", gcp.key_file().to_str().unwrap().to_owned()),
        ("NO_GCE_CHECK", "true".to_owned()),
    ]
}

/// A directory with files of these names and contents, for nobody else.
pub(crate) fn home(files: &[(&str, &str)]) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    for (name, content) in files {
        write(&home.path().join(name), content);
    }
    home
}

pub(crate) fn write(path: &Path, content: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
}
