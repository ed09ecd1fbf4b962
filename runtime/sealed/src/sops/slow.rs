//! Tests of recipients that take their time.

use std::ffi::OsStr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use provider_credentials_core::{KeyProvider, Loader, SourceError, UnwrapRequest};
use zeroize::Zeroizing;

use super::SopsFile;
use super::data_key::open_within;
use super::decoder::read;
use super::document::Document;
use super::metadata::Metadata;

const RECIPIENT: &str = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";

static ASKED: AtomicUsize = AtomicUsize::new(0);

/// Has no key, and takes its time.
struct Slow;

impl KeyProvider for Slow {
    fn unwrap_key(&self, _: &UnwrapRequest<'_>) -> Result<Option<Zeroizing<Vec<u8>>>, SourceError> {
        ASKED.fetch_add(1, Ordering::Relaxed);
        sleep(Duration::from_millis(50));
        Ok(None)
    }
}

/// In one group, or each in one of its own.
#[test]
fn all_recipients_have_one_limit() {
    let name = OsStr::new("it.yaml");
    let (one, group) = ([RECIPIENT; 200], [RECIPIENT]);
    let loader = Loader::isolated().with_key_provider("sops", Slow);
    for groups in [&[&one[..]][..], &[&group[..]; 200]] {
        let file = SopsFile::new(SopsFile::format_of(name).unwrap(), groups).unwrap();
        let file = file.encrypt(b"a: b\n", SystemTime::now()).unwrap();
        let (text, format) = read(&file, Some(name)).unwrap();
        let document = Document::read(text, format).unwrap();
        let metadata = Metadata::read(&document.section().unwrap().0).unwrap();
        ASKED.store(0, Ordering::Relaxed);
        let time = Duration::from_millis(300);
        let opened = loader.with_keys(&[], None, None, |keys| open_within(&metadata, keys, time));
        assert_eq!(opened.unwrap_err().code(), "sops_no_key");
        let asked = ASKED.load(Ordering::Relaxed);
        assert!((1..=7).contains(&asked), "{asked}");
    }
}
