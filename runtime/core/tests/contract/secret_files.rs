//! Files that a source reads for itself, by the rules of the loader.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use provider_credentials_core::__private::{RemoteSpec, SourceSpec};
use provider_credentials_core::{
    Loader, Opener, Permissions, Secret, SecretFiles, Source, SourceAnswer, SourceError,
    SourceRequest,
};

use crate::support::{load_one, remote, value};

/// Answers with what is in a file, read anew each time.
struct FromFile {
    files: SecretFiles,
    path: PathBuf,
}

impl Source for FromFile {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        for request in requests {
            let read = self.files.read(&self.path);
            request.answer_with(read.map(SourceAnswer::content));
        }
    }
}

static FROM_FILE: Opener<dyn Source> = Opener::new("from_file", &["TOKEN_PATH"], |surroundings| {
    let path = PathBuf::from(surroundings.variable("TOKEN_PATH").unwrap_or_default());
    Ok(Box::new(FromFile { files: surroundings.files(), path }))
});

fn asks() -> SourceSpec {
    SourceSpec::Remote(RemoteSpec { opener: Some(&FROM_FILE), ..remote("from_file") })
}

fn write(path: &Path, content: impl AsRef<[u8]>, mode: u32) {
    fs::write(path, content).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }
    #[cfg(not(unix))]
    let _ = mode;
}

/// What `load` ends in: the value, or the code.
fn loaded(loader: &Loader) -> String {
    let credential = load_one(asks(), loader);
    match credential.secret() {
        Ok(_) => value(&credential),
        Err(error) => error.code().to_owned(),
    }
}

type Read = fn(&SecretFiles, &Path) -> Result<zeroize::Zeroizing<Vec<u8>>, SourceError>;

fn code<T>(read: Result<T, SourceError>) -> &'static str {
    read.map(|_| ()).expect_err("an error").code()
}

#[test]
fn the_rules_are_those_of_the_loader() {
    let directory = tempfile::tempdir().unwrap();
    write(&directory.path().join("token"), "token-in-a-file\n", 0o600);
    let loader =
        || Loader::new().with_environment([("TOKEN_PATH", "token")]).base_dir(directory.path());
    assert_eq!(loaded(&loader()), "token-in-a-file");
    assert_eq!(loaded(&loader().max_file_size(5)), "file_too_large");
    // Nowhere but in the base directory.
    let elsewhere = Loader::new().with_environment([("TOKEN_PATH", "token")]);
    assert_eq!(loaded(&elsewhere), "file_not_found");
    #[cfg(unix)]
    {
        write(&directory.path().join("token"), "token-in-a-file", 0o644);
        assert_eq!(loaded(&loader()), "file_insecure_permissions");
        assert_eq!(loaded(&loader().permissions(Permissions::Warn)), "token-in-a-file");
        assert_eq!(loaded(&loader().permissions(Permissions::Off)), "token-in-a-file");
    }
}

#[test]
fn it_is_read_anew_each_time() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("token");
    let loader = Loader::new().with_environment([("TOKEN_PATH", &path)]);
    assert_eq!(loaded(&loader), "file_not_found");
    for text in ["first-token", "second-token"] {
        write(&path, text, 0o600);
        assert_eq!(loaded(&loader), text);
    }
}

#[test]
fn a_handle_goes_to_other_threads() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("token");
    write(&path, "a-token", 0o600);
    let files = SecretFiles::default();
    let other = files.clone();
    let of_thread = path.clone();
    let read = std::thread::spawn(move || other.read(&of_thread).unwrap()).join().unwrap();
    assert_eq!(read.as_slice(), b"a-token");
    assert_eq!(files.read(&path).unwrap(), read);
    assert_eq!(format!("{files:?}"), "SecretFiles { .. }");
}

#[test]
fn by_itself_it_has_the_rules_of_a_new_loader() {
    let directory = tempfile::tempdir().unwrap();
    let file = |name: &str, content: &[u8], mode| {
        let path = directory.path().join(name);
        write(&path, content, mode);
        path
    };
    let files = SecretFiles::default();
    let large = file("large", &vec![b'a'; (1 << 20) + 1], 0o600);
    let most = file("most", &vec![b'a'; 1 << 20], 0o600);
    assert_eq!(files.read(&most).unwrap().len(), 1 << 20);
    assert_eq!(files.read_public(&most).unwrap().len(), 1 << 20);
    let missing = directory.path().join("sentinel-of-a-path");
    for read in [SecretFiles::read as Read, SecretFiles::read_public as Read] {
        assert_eq!(code(read(&files, &large)), "file_too_large");
        assert_eq!(code(read(&files, &file("empty", b"", 0o600))), "file_empty");
        assert_eq!(code(read(&files, directory.path())), "file_not_regular");
        let error = read(&files, &missing).unwrap_err();
        assert_eq!(error.code(), "file_not_found");
        // Not that: the next source would take the place of this one unseen.
        assert!(!error.is_absent() && !error.is_retryable());
        assert!(!error.to_string().contains("sentinel"), "{error}");
    }
    assert_eq!(code(files.read(&file("git", b"\0GITCRYPT\0abc", 0o600))), "value_encrypted");
    // Bytes are no text.
    assert_eq!(files.read(&file("bytes", b"\xff\0\n", 0o600)).unwrap().as_slice(), b"\xff\0\n");
}

#[cfg(unix)]
#[test]
fn what_is_no_secret_may_be_anybodys() {
    use std::os::unix::fs::PermissionsExt;

    let directory = tempfile::tempdir().unwrap();
    let files = SecretFiles::default();
    for mode in [0o644, 0o666] {
        let path = directory.path().join(format!("ca-{mode:o}.pem"));
        write(&path, "-----BEGIN CERTIFICATE-----", mode);
        assert_eq!(code(files.read(&path)), "file_insecure_permissions");
        let read = files.read_public(&path).unwrap();
        assert_eq!(read.as_slice(), b"-----BEGIN CERTIFICATE-----");
    }
    let open = directory.path().join("open");
    fs::create_dir(&open).unwrap();
    write(&open.join("file"), "content", 0o600);
    fs::set_permissions(&open, fs::Permissions::from_mode(0o777)).unwrap();
    assert_eq!(code(files.read(&open.join("file"))), "file_insecure_directory");
    assert_eq!(files.read_public(&open.join("file")).unwrap().as_slice(), b"content");
}

/// Nobody writes to it: a plain `open` would never return.
#[cfg(target_os = "linux")]
#[test]
fn no_fifo_holds_it_up() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("fifo");
    let made = std::process::Command::new("mkfifo").arg("-m600").arg(&path).status().unwrap();
    assert!(made.success());
    let files = SecretFiles::default();
    assert_eq!(code(files.read(&path)), "file_not_regular");
    assert_eq!(code(files.read_public(&path)), "file_not_regular");
    assert_eq!(code(files.read_public(Path::new("/dev/zero"))), "file_not_regular");
}

#[test]
fn a_small_limit_for_secrets_is_none_for_what_is_public() {
    static BOTH: Opener<dyn Source> = Opener::new("both", &["TOKEN_PATH"], |surroundings| {
        let files = surroundings.files();
        let path = PathBuf::from(surroundings.variable("TOKEN_PATH").unwrap_or_default());
        assert_eq!(files.read_public(&path).unwrap().len(), 4096);
        let code = files.read(&path).unwrap_err().code();
        let codes = Arc::new(Mutex::new(code));
        Ok(Box::new(Says(codes)))
    });

    struct Says(Arc<Mutex<&'static str>>);

    impl Source for Says {
        fn fetch(&self, requests: &mut [SourceRequest]) {
            for request in requests {
                request.answer(Ok(Secret::from(*self.0.lock().unwrap())));
            }
        }
    }

    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("bundle");
    write(&path, vec![b'a'; 4096], 0o600);
    let loader = Loader::new().with_environment([("TOKEN_PATH", &path)]).max_file_size(100);
    let asks = SourceSpec::Remote(RemoteSpec { opener: Some(&BOTH), ..remote("both") });
    assert_eq!(value(&load_one(asks, &loader)), "file_too_large");
}
