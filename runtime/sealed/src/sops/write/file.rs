use core::{fmt, str};
use std::ffi::OsStr;
use std::time::{Duration, Instant, SystemTime};

use provider_credentials_core::{Keys, Rfc3339, SourceError, wipe_stack};
use zeroize::Zeroizing;

use super::super::cipher::{Cipher, Kind};
use super::super::data_key;
use super::super::decoder::{decrypt, read};
use super::super::document::Document;
use super::super::format::{self, Format};
use super::super::metadata::Metadata;
use super::super::rules::Rule;
use super::super::shamir;
use super::super::tree::Tree;
use super::comments;
use super::failures::{NO_RECIPIENT, RANDOM, SYNTAX};
use super::known::Known;
use super::recipient::Recipient;
use super::seal::{Sealed, Sealer, random};
use super::section;
use super::selection::Selection;
use super::wrap::{Wrapping, add};

/// The formats of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SopsFormat {
    /// YAML, of one document or several.
    Yaml,
    /// JSON.
    Json,
    /// Lines of names and values.
    Dotenv,
    /// Any bytes.
    Binary,
}

/// A file of sops that is open, or a new one: what tools that write need. Feature `sops-write`.
///
/// ```
/// # use provider_credentials_core as provider_credentials;
/// use std::ffi::OsStr;
/// use std::time::SystemTime;
///
/// use provider_credentials::Loader;
/// use provider_credentials_sealed::age::AgeIdentities;
/// use provider_credentials_sealed::sops::SopsFile;
///
/// # fn main() -> Result<(), provider_credentials::SourceError> {
/// # let recipient = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
/// let name = OsStr::new("secrets.yaml");
/// let new = SopsFile::new(SopsFile::format_of(name)?, &[&[recipient]])?;
/// let encrypted = new.encrypt(b"token: made-up\n", SystemTime::now())?;
///
/// // Without an identity nobody can open it.
/// let loader = Loader::isolated().with_key_provider("sops", AgeIdentities::new());
/// let opened = loader.with_keys(&[], None, None, |keys| SopsFile::open(&encrypted, name, keys));
/// assert_eq!(opened.unwrap_err().code(), "sops_no_key");
/// # Ok(())
/// # }
/// ```
pub struct SopsFile {
    format: Format,
    key: Zeroizing<Vec<u8>>,
    /// The `sops` section but for its checksum and its time.
    section: Tree,
    plain: Zeroizing<Vec<u8>>,
    known: Known,
}

/// The version of sops whose files these are.
const VERSION: &str = "3.11.0";

/// Recipients that are none of age.
const OTHERS: [&str; 6] = ["kms", "hc_vault", "azure_kv", "gcp_kms", "hckms", "pgp"];

/// How long stores may take for all recipients together, of which there may be any number.
const TIME: Duration = Duration::from_secs(60);

/// What is made anew each time.
const MADE: [&str; 2] = ["lastmodified", "mac"];

impl SopsFile {
    /// The format that sops gives a file of this name.
    ///
    /// # Errors
    ///
    /// If the format cannot be written.
    pub fn format_of(name: &OsStr) -> Result<SopsFormat, SourceError> {
        Ok(match format::format(Some(name), "{")? {
            Format::Yaml => SopsFormat::Yaml,
            Format::Json => SopsFormat::Json,
            Format::Dotenv => SopsFormat::Dotenv,
            Format::Binary => SopsFormat::Binary,
        })
    }

    /// A new file with a key of its own, for recipients of age (`age1…`) or public keys of SSH, in one key group, or in several
    /// of which all are needed to open it.
    ///
    /// # Errors
    ///
    /// If a recipient is none.
    pub fn new(format: SopsFormat, groups: &[&[&str]]) -> Result<Self, SourceError> {
        let mut file = Self::empty(format)?;
        file.rekey(groups, groups.len())?;
        Ok(file)
    }

    /// The same for recipients of any kind, of which those of stores take keys that can wrap. `threshold` is how many of
    /// several groups are needed.
    ///
    /// # Errors
    ///
    /// As [`rekey_for`](Self::rekey_for) has them.
    pub fn new_for(
        format: SopsFormat,
        groups: &[Vec<Recipient>],
        threshold: usize,
        keys: Keys<'_>,
    ) -> Result<Self, SourceError> {
        let mut file = Self::empty(format)?;
        file.rekey_for(groups, threshold, keys)?;
        Ok(file)
    }

    fn empty(format: SopsFormat) -> Result<Self, SourceError> {
        let mut file = Self {
            format: match format {
                SopsFormat::Yaml => Format::Yaml,
                SopsFormat::Json => Format::Json,
                SopsFormat::Dotenv => Format::Dotenv,
                SopsFormat::Binary => Format::Binary,
            },
            key: Zeroizing::new(Vec::new()),
            section: Tree::default(),
            plain: Zeroizing::new(Vec::new()),
            known: Known::default(),
        };
        file.section.put(&["version"], VERSION);
        if format != SopsFormat::Binary {
            file = file.selecting(&Selection::default())?;
        }
        Ok(file)
    }

    /// Opens an encrypted file.
    ///
    /// # Errors
    ///
    /// As when it is loaded.
    pub fn open(content: &[u8], name: &OsStr, keys: Keys<'_>) -> Result<Self, SourceError> {
        let (text, format) = read(content, Some(name))?;
        let document = Document::read(text, format)?;
        let (section, mut cuts) = document.section()?;
        let metadata = Metadata::read(&section)?;
        let key = data_key::open(&metadata, keys)?;
        let format = document.format_of_content(format);
        let cipher = Cipher::new(&key)?;
        cuts.extend(comments::opened(text, &document, &metadata.rule, &cipher));
        cuts.sort_by_key(|cut| cut.range.start);
        let plain = decrypt(text, &document, format, cuts, &metadata, &cipher)?;
        let known = Known::of(&document, &metadata.rule, &cipher, &key, text.len())?;
        Ok(Self { format, key, section, plain, known })
    }

    /// What it holds, with its comments; nothing in a new one.
    #[must_use]
    pub fn plain(&self) -> &[u8] {
        &self.plain
    }

    /// The same with another rule of what is encrypted.
    ///
    /// # Errors
    ///
    /// If the regular expression cannot be read.
    pub fn selecting(mut self, selection: &Selection) -> Result<Self, SourceError> {
        let (name, text) = selection.entry();
        for name in [
            "unencrypted_suffix",
            "encrypted_suffix",
            "unencrypted_regex",
            "encrypted_regex",
            "unencrypted_comment_regex",
            "encrypted_comment_regex",
        ] {
            self.section.remove(name);
        }
        self.section.put(&[name], text);
        Rule::read(&|name| self.section.text(name).unwrap_or_default())?;
        Ok(self)
    }

    /// The same with a checksum over encrypted values alone, or over all.
    #[must_use]
    pub fn mac_only_encrypted(mut self, only_encrypted: bool) -> Self {
        self.section.remove("mac_only_encrypted");
        if only_encrypted {
            self.section.put(&["mac_only_encrypted"], "true");
        }
        self
    }

    /// Encrypts a content, by the key that the file has. A value that is as it was keeps its ciphertext.
    ///
    /// # Errors
    ///
    /// If the content is not in the file's format, or has what sops cannot hold.
    pub fn encrypt(&self, plain: &[u8], now: SystemTime) -> Result<Vec<u8>, SourceError> {
        let file = self.encrypted(plain, now);
        wipe_stack();
        file
    }

    fn encrypted(&self, plain: &[u8], now: SystemTime) -> Result<Vec<u8>, SourceError> {
        let cipher = Cipher::new(&self.key)?;
        let values = Sealer {
            cipher: &cipher,
            rule: &Rule::read(&|name| self.section.text(name).unwrap_or_default())?,
            known: &self.known,
            is_mac_of_encrypted: self.section.text("mac_only_encrypted") == Some("true"),
        };
        let sealed = if self.format == Format::Binary {
            values.bytes(plain)?
        } else {
            values.document(str::from_utf8(plain).map_err(|_| SYNTAX)?, self.format)?
        };
        let now = Rfc3339(now).to_string();
        // To the second, as sops reads it.
        let now = format!("{}Z", now.get(..19).unwrap_or_default());
        let mut section = self.section.copied();
        for name in MADE {
            section.remove(name);
        }
        section.put(&["lastmodified"], &now);
        section.put(&["mac"], &values.seal(Kind::Text, &now, &sealed.mac)?);
        Ok(with_section(&sealed, &section, self.format).into_bytes())
    }

    /// Makes a new key for other recipients, so that those who had the old one cannot read what comes. `threshold` is how
    /// many of several groups are needed to open the file.
    ///
    /// # Errors
    ///
    /// If a recipient is none, or a group is empty.
    pub fn rekey(&mut self, groups: &[&[&str]], threshold: usize) -> Result<(), SourceError> {
        let mut parsed = Vec::with_capacity(groups.len());
        for group in groups {
            let all: Result<Vec<_>, _> = group.iter().map(|text| Recipient::parse(text)).collect();
            parsed.push(all?);
        }
        self.rekey_by(&parsed, threshold, &wrapping(None))
    }

    /// The same for recipients of any kind, of which those of stores take keys that can wrap.
    ///
    /// # Errors
    ///
    /// Beside those, why a store does not wrap a key, `sops_recipient_unsupported` if nobody at hand can, or
    /// `sops_recipient_timed_out` if a minute is over before all of them have.
    pub fn rekey_for(
        &mut self,
        groups: &[Vec<Recipient>],
        threshold: usize,
        keys: Keys<'_>,
    ) -> Result<(), SourceError> {
        self.rekey_by(groups, threshold, &wrapping(Some(keys)))
    }

    fn rekey_by(
        &mut self,
        groups: &[Vec<Recipient>],
        threshold: usize,
        by: &Wrapping<'_>,
    ) -> Result<(), SourceError> {
        if groups.is_empty() || groups.iter().any(Vec::is_empty) {
            return Err(NO_RECIPIENT);
        }
        let now = Rfc3339(SystemTime::now());
        let key = Zeroizing::new(random::<{ data_key::LENGTH }>()?);
        let mut section = self.section.copied();
        for name in OTHERS.iter().chain(&["age", "key_groups", "shamir_threshold"]) {
            section.remove(name);
        }
        if let [group] = groups {
            add(&mut section, &[], &*key, group, by, now)?;
        } else {
            let count = u8::try_from(groups.len()).map_err(|_| NO_RECIPIENT)?;
            let needed =
                u8::try_from(threshold.clamp(2, groups.len())).map_err(|_| NO_RECIPIENT)?;
            let mut failed = None;
            let shares = shamir::split(&*key, count, needed, &mut |bytes| {
                for byte in bytes {
                    match random::<1>() {
                        Ok([value]) => *byte = value,
                        Err(error) => failed = Some(error),
                    }
                }
            });
            if failed.is_some() {
                return Err(RANDOM);
            }
            for (number, (group, share)) in groups.iter().zip(&shares).enumerate() {
                let path = ["key_groups", &number.to_string()];
                add(&mut section, &path, share, group, by, now)?;
            }
            section.put(&["shamir_threshold"], &needed.to_string());
        }
        self.key = Zeroizing::new(key.to_vec());
        self.section = section;
        // By the old key.
        self.known = Known::default();
        Ok(())
    }

    /// The recipients of age, group by group.
    #[must_use]
    pub fn recipients(&self) -> Vec<Vec<&str>> {
        let one: Vec<&str> =
            self.section.list("age").filter_map(|each| each.text("recipient")).collect();
        let mut groups = if one.is_empty() { Vec::new() } else { vec![one] };
        for group in self.section.list("key_groups") {
            groups.push(group.list("age").filter_map(|each| each.text("recipient")).collect());
        }
        groups
    }
}

fn wrapping(keys: Option<Keys<'_>>) -> Wrapping<'_> {
    Wrapping { keys, end: Instant::now() + TIME }
}

/// The text with the section at the end of each document.
fn with_section(sealed: &Sealed, section: &Tree, format: Format) -> String {
    let mut out = String::with_capacity(sealed.text.len() * 2);
    let mut at = 0;
    for end in &sealed.ends {
        let before = sealed.text.get(at..*end).unwrap_or_default();
        out.push_str(before);
        at = *end;
        let behind = sealed.text.get(at..).unwrap_or_default().trim_start();
        if format == Format::Dotenv {
            out.push_str(if out.is_empty() || out.ends_with('\n') { "" } else { "\n" });
            out.push_str(&section::dotenv(section));
        } else if behind.starts_with('}') {
            out.push_str(if out.ends_with(['{', ',']) { "\n\t" } else { ",\n\t" });
            out.push_str(&section::json(section));
            out.push_str(if sealed.text.get(at..at + 1) == Some("\n") { "" } else { "\n" });
        } else {
            out.push_str(if out.is_empty() || out.ends_with('\n') { "" } else { "\n" });
            out.push_str(&section::yaml(section));
        }
    }
    out.push_str(sealed.text.get(at..).unwrap_or_default());
    out
}

/// Shows how many there are to open it.
impl fmt::Debug for SopsFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SopsFile")
            .field("format", &self.format)
            .field("recipients", &self.recipients().len())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread::sleep;

    use provider_credentials_core::{KeyProvider, Loader, UnwrapRequest, WrappedKey};

    use super::*;

    static ASKED: AtomicUsize = AtomicUsize::new(0);

    /// Wraps, and takes its time.
    struct Slow;

    impl KeyProvider for Slow {
        fn unwrap_key(
            &self,
            _: &UnwrapRequest<'_>,
        ) -> Result<Option<Zeroizing<Vec<u8>>>, SourceError> {
            Ok(None)
        }

        fn wrap_key(&self, _: &WrappedKey<'_>, _: &[u8]) -> Result<Option<Vec<u8>>, SourceError> {
            ASKED.fetch_add(1, Ordering::Relaxed);
            sleep(Duration::from_millis(50));
            Ok(Some(vec![7]))
        }
    }

    #[test]
    fn all_recipients_have_one_limit() {
        let mut group = Vec::new();
        for number in 0..200 {
            let arn = format!("arn:aws:kms:eu-west-1:111122223333:key/{number}");
            group.push(Recipient::parse(&arn).unwrap());
        }
        let loader = Loader::isolated().with_key_provider("aws_kms", Slow);
        let mut file = SopsFile::empty(SopsFormat::Yaml).unwrap();
        let done = loader.with_keys(&[], None, None, |keys| {
            let end = Instant::now() + Duration::from_millis(300);
            file.rekey_by(&[group], 1, &Wrapping { keys: Some(keys), end })
        });
        assert_eq!(done.unwrap_err().code(), "sops_recipient_timed_out");
        let asked = ASKED.load(Ordering::Relaxed);
        assert!((1..=7).contains(&asked), "{asked}");
    }
}
