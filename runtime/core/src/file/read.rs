use std::fs::Metadata;
use std::io::{self, ErrorKind, Read, Seek};
use std::path::Path;
use std::time::SystemTime;

use zeroize::Zeroizing;

use super::Directories;
use super::content::Content;
use super::open::open;
use super::opened::{self, Opened};
use super::permissions::Permissions;
use crate::report::{FileReason, Unreadable};

/// How often a file that changes while it is read is read again.
const TRIES: usize = 3;

/// How each line ends that begins a private key in PEM (RFC 7468), of whatever kind.
const PRIVATE_KEY: &[u8] = b"PRIVATE KEY-----";

/// Reads a regular file of 1 to `limit` bytes. Does not wait for anything but the disk.
///
/// Everybody may read a public file, unless it holds a private key all the same.
pub(crate) fn read(
    path: &Path,
    is_public: bool,
    limit: u64,
    permissions: Permissions,
    directories: &mut Directories,
) -> Result<Content, FileReason> {
    let content = read_as(path, is_public, limit, permissions, directories);
    // Not taken out of the result, which would move it.
    if is_public && content.as_ref().is_ok_and(|content| holds_private_key(content.bytes())) {
        // From the start, since what is at the path now may be another file.
        return read_as(path, false, limit, permissions, directories);
    }
    content
}

fn holds_private_key(bytes: &[u8]) -> bool {
    // Of its five dashes, one is at every fifth byte.
    let mut at = 4;
    while let Some(byte) = bytes.get(at) {
        let around = at.saturating_sub(PRIVATE_KEY.len() - 1)..at + 5;
        let near = bytes.get(around.start..around.end.min(bytes.len())).unwrap_or_default();
        if *byte == b'-' && near.windows(PRIVATE_KEY.len()).any(|window| window == PRIVATE_KEY) {
            return true;
        }
        at += 5;
    }
    false
}

fn read_as(
    path: &Path,
    is_public: bool,
    limit: u64,
    permissions: Permissions,
    directories: &mut Directories,
) -> Result<Content, FileReason> {
    let Opened { file, metadata, concerns } = open(path, is_public, permissions, directories)?;
    let io = |error: io::Error| opened::reason(&error);
    let bytes = until_unchanged(
        Stamp::from(&metadata),
        |stamp| read_to_end(&file, stamp.len, limit),
        || Ok(Stamp::from(&file.metadata().map_err(io)?)),
        || (&file).rewind().map_err(io),
    )?;
    Ok(Content::new(bytes, concerns))
}

/// What tells that nobody wrote to a file meanwhile, as far as the clock of its file system is fine
/// enough.
#[derive(PartialEq)]
struct Stamp {
    len: u64,
    modified: Option<SystemTime>,
}

impl From<&Metadata> for Stamp {
    fn from(metadata: &Metadata) -> Self {
        Self { len: metadata.len(), modified: metadata.modified().ok() }
    }
}

/// Reads until the file is after it as it was before.
fn until_unchanged<T>(
    mut before: Stamp,
    read: impl Fn(&Stamp) -> Result<T, FileReason>,
    stamp: impl Fn() -> Result<Stamp, FileReason>,
    rewind: impl Fn() -> Result<(), FileReason>,
) -> Result<T, FileReason> {
    for _ in 0..TRIES {
        let read = read(&before);
        let after = stamp()?;
        if after == before {
            return read;
        }
        before = after;
        rewind()?;
    }
    Err(FileReason::Unreadable(Unreadable::Changing))
}

/// The most that is allocated on the word of the metadata: a sparse file can claim anything.
const FIRST_READ: usize = (1 << 20) + 1;

/// Reads at most `limit` bytes. `expected` is what the file's metadata says, which is a hint: files
/// grow, and those of `/proc` say 0.
fn read_to_end(
    mut file: impl Read,
    expected: u64,
    limit: u64,
) -> Result<Zeroizing<Vec<u8>>, FileReason> {
    let too_large = FileReason::TooLarge { limit };
    if expected > limit {
        return Err(too_large);
    }
    // One byte more than fits, to see that there is no more.
    let most = usize::try_from(limit).unwrap_or(usize::MAX).saturating_add(1);
    let expected = usize::try_from(expected).map_err(|_| too_large)?;
    let mut buffer = zeroed(expected.saturating_add(1).min(FIRST_READ).clamp(1, most));
    let mut filled = 0;
    loop {
        if filled == buffer.len() {
            if filled >= most {
                return Err(too_large);
            }
            buffer = grown(&buffer, most);
        }
        let free = buffer.get_mut(filled..).unwrap_or_default();
        match file.read(free) {
            Ok(0) => break,
            Ok(n) => {
                filled += n;
                // All there is, and there was room for more.
                if filled == expected && filled < buffer.len() {
                    break;
                }
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => return Err(FileReason::Unreadable(Unreadable::Other)),
        }
    }
    match filled {
        0 => Err(FileReason::Empty),
        _ if filled >= most => Err(too_large),
        _ => {
            buffer.truncate(filled);
            Ok(buffer)
        }
    }
}

fn zeroed(len: usize) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(vec![0; len])
}

/// A copy in a larger buffer; the old one is wiped when the caller drops it. A vector that grows by
/// itself would leave it in freed memory as it is.
fn grown(buffer: &[u8], most: usize) -> Zeroizing<Vec<u8>> {
    let mut larger = zeroed(buffer.len().saturating_mul(2).clamp(4096.min(most), most));
    if let Some(start) = larger.get_mut(..buffer.len()) {
        start.copy_from_slice(buffer);
    }
    larger
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::fs::File;
    use std::io::Write;
    use std::time::Duration;

    use super::*;

    fn read_all(bytes: &[u8], expected: u64, limit: u64) -> Result<Vec<u8>, FileReason> {
        read_to_end(bytes, expected, limit).map(|buffer| buffer.to_vec())
    }

    #[test]
    fn sizes_around_the_limit() {
        let bytes = [7; 10_000];
        for limit in [9_999, 10_000, 10_001, 1 << 20] {
            for expected in [0, 1, 9_999, 10_000, 10_001, 20_000] {
                let read = read_all(&bytes, expected, limit);
                if limit < 10_000 || limit < expected {
                    assert_eq!(read, Err(FileReason::TooLarge { limit }));
                } else {
                    assert_eq!(read.as_deref(), Ok(&bytes[..]), "{limit} {expected}");
                }
            }
        }
    }

    #[test]
    fn a_file_that_is_rewritten_in_place_has_another_stamp() {
        let path = std::env::temp_dir().join(format!("stamp-{}", std::process::id()));
        let stamp = || Stamp::from(&std::fs::metadata(&path).unwrap());
        std::fs::write(&path, "first").unwrap();
        let before = stamp();
        assert!(before == stamp());
        let later = SystemTime::now() + Duration::from_secs(1);
        let file = File::options().write(true).open(&path).unwrap();
        (&file).write_all(b"other").unwrap();
        file.set_modified(later).unwrap();
        assert!(before != stamp() && before.len == stamp().len);
        std::fs::remove_file(&path).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn a_public_file_with_a_private_key_is_none() {
        use std::fs::Permissions as Mode;
        use std::os::unix::fs::PermissionsExt;

        use crate::report::{Place, Wrong};

        let path = std::env::temp_dir().join(format!("public-{}", std::process::id()));
        let certificate = "-----BEGIN CERTIFICATE-----\nZg==\n-----END CERTIFICATE-----\n";
        for (label, is_refused) in [
            ("PRIVATE KEY", true),
            ("RSA PRIVATE KEY", true),
            ("ENCRYPTED PRIVATE KEY", true),
            ("PUBLIC KEY", false),
        ] {
            let other = format!("-----BEGIN {label}-----\nZg==\n-----END {label}-----\n");
            for text in [format!("{certificate}{other}"), format!("{other}{certificate}")] {
                std::fs::write(&path, &text).unwrap();
                for (mode, is_open) in [(0o644, true), (0o604, true), (0o600, false)] {
                    std::fs::set_permissions(&path, Mode::from_mode(mode)).unwrap();
                    let read = |permissions| {
                        read(&path, true, 1 << 20, permissions, &mut Directories::default())
                    };
                    let flaw = match read(Permissions::Enforce) {
                        Ok(content) => {
                            assert_eq!(content.bytes(), text.as_bytes());
                            assert_eq!(content.warnings(Place::Given).len(), 0);
                            None
                        }
                        Err(FileReason::Insecure(insecure)) => Some(insecure.flaw.wrong),
                        Err(reason) => panic!("{reason:?}"),
                    };
                    let expected = (is_refused && is_open).then_some(Wrong::Mode);
                    assert_eq!(flaw, expected, "{label} {mode:o}");
                    let warnings = read(Permissions::Warn).unwrap().warnings(Place::Given).len();
                    assert_eq!(warnings, usize::from(is_refused && is_open), "{label} {mode:o}");
                }
            }
        }
        std::fs::remove_file(&path).unwrap();
    }

    #[test]
    fn what_changed_is_read_again_and_not_for_ever() {
        let stamp = |len| Stamp { len, modified: None };
        for (lens, expected) in [
            (&[5][..], Ok(5)),
            (&[6, 6], Ok(6)),
            (&[6, 7, 7], Ok(7)),
            (&[6, 5, 6], Err(FileReason::Unreadable(Unreadable::Changing))),
        ] {
            let next = Cell::new(lens.iter());
            let stamps = || {
                let mut lens = next.take();
                let len = lens.next().copied();
                next.set(lens);
                len.map(stamp).ok_or(FileReason::NotFound)
            };
            let rewound = Cell::new(0);
            let rewind = || {
                rewound.set(rewound.get() + 1);
                Ok(())
            };
            let read = until_unchanged(stamp(5), |stamp| Ok(stamp.len), stamps, rewind);
            assert_eq!(read, expected, "{lens:?}");
            assert!(rewound.get() + 1 >= lens.len());
        }
        let modified = |seconds| {
            let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
            Stamp { len: 5, modified: Some(time) }
        };
        assert!(modified(1) == modified(1) && modified(1) != modified(2));
    }

    #[test]
    fn nothing_is_an_error() {
        assert_eq!(read_all(b"", 0, 10), Err(FileReason::Empty));
        assert_eq!(read_all(b"", 10, 10), Err(FileReason::Empty));
    }

    #[test]
    fn an_endless_file_ends_at_the_limit() {
        let read = read_to_end(io::repeat(7), 0, 1 << 20);
        let too_large = FileReason::TooLarge { limit: 1 << 20 };
        assert_eq!(read.map(|_| ()), Err(too_large));
    }
}
