use core::fmt;

/// What errors call a file that a source or decoder reads for itself, so that a person looks at that file and not at
/// another. [`needed_file!`](crate::needed_file) makes one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct NeededFile {
    pub(crate) not_found: &'static str,
    pub(crate) changing: &'static str,
    pub(crate) link_loop: &'static str,
    pub(crate) denied: &'static str,
    pub(crate) unreadable: &'static str,
    pub(crate) not_regular: &'static str,
    pub(crate) too_large: &'static str,
    pub(crate) empty: &'static str,
    pub(crate) not_utf8: &'static str,
    pub(crate) encrypted: &'static str,
    pub(crate) owner: &'static str,
    pub(crate) directory: &'static str,
    pub(crate) mode: &'static str,
}

impl NeededFile {
    /// Where nothing is known of the file but that it is needed.
    pub(crate) const UNNAMED: Self = crate::needed_file!("a file that it needs");

    /// The words of each problem, in the order of the fields. For [`needed_file!`](crate::needed_file) alone.
    #[doc(hidden)]
    #[must_use]
    pub const fn of_words(words: [&'static str; 13]) -> Self {
        let [
            not_found,
            changing,
            link_loop,
            denied,
            unreadable,
            not_regular,
            too_large,
            empty,
            not_utf8,
            encrypted,
            owner,
            directory,
            mode,
        ] = words;
        Self {
            not_found,
            changing,
            link_loop,
            denied,
            unreadable,
            not_regular,
            too_large,
            empty,
            not_utf8,
            encrypted,
            owner,
            directory,
            mode,
        }
    }
}

impl fmt::Debug for NeededFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NeededFile").finish_non_exhaustive()
    }
}

/// A [`NeededFile`](crate::NeededFile) by what errors call it: never a path, which may come from a variable.
///
/// ```
/// # use provider_credentials_core as provider_credentials;
/// use std::path::Path;
///
/// use provider_credentials::{NeededFile, SecretFiles, needed_file};
///
/// const TOKEN: NeededFile = needed_file!("the file that `ACME_TOKEN_FILE` names");
///
/// let error = SecretFiles::default().read_as(Path::new("/none"), &TOKEN).unwrap_err();
/// assert!(error.to_string().starts_with("the file that `ACME_TOKEN_FILE` names does not exist; "));
/// ```
#[macro_export]
macro_rules! needed_file {
    ($name:literal) => {
        $crate::NeededFile::of_words([
            concat!($name, " does not exist"),
            concat!($name, " keeps changing while being read"),
            concat!("the path of ", $name, " leads into a symbolic link loop"),
            concat!("this process cannot read ", $name),
            concat!($name, " cannot be read"),
            concat!($name, " is a directory, or no regular file"),
            concat!($name, " is larger than the limit"),
            concat!($name, " is empty"),
            concat!($name, " does not hold UTF-8 text"),
            concat!($name, " is encrypted"),
            concat!($name, " belongs to neither the process's user nor root"),
            concat!("others can change a directory or a symbolic link on the path to ", $name),
            concat!("others can read or change ", $name),
        ])
    };
}
