use core::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::key_signer::KeySigner;
use super::warning::SourceWarning;
use crate::secret::Secret;

/// The parts of one credential, which its [`Kind`](crate::Kind) makes one thing of.
pub struct Assembly<'a> {
    parts: &'a [(&'static str, PartValue<'a>)],
    now: SystemTime,
    source_timeout: Duration,
    pub(crate) warnings: Vec<(&'static str, SourceWarning)>,
    pub(crate) attributes: Vec<(&'static str, Box<str>)>,
    pub(crate) good_until: Option<SystemTime>,
}

#[derive(Clone, Copy)]
pub(crate) enum PartValue<'a> {
    Secret(&'a Secret),
    Signer(&'a Arc<dyn KeySigner>),
}

impl<'a> Assembly<'a> {
    pub(crate) fn new(
        parts: &'a [(&'static str, PartValue<'a>)],
        now: SystemTime,
        source_timeout: Duration,
    ) -> Self {
        let (warnings, attributes) = (Vec::new(), Vec::new());
        Self { parts, now, source_timeout, warnings, attributes, good_until: None }
    }

    /// The part with this name, if the manifest gives it one and it is no [signer](Self::signer).
    #[must_use]
    pub fn part(&self, name: &str) -> Option<&'a Secret> {
        match self.value(name)? {
            PartValue::Secret(secret) => Some(secret),
            PartValue::Signer(_) => None,
        }
    }

    /// The part with this name, if it is a private key that signs where it is: see [`Kind::may_sign`](crate::Kind::may_sign).
    #[must_use]
    pub fn signer(&self, name: &str) -> Option<&'a Arc<dyn KeySigner>> {
        match self.value(name)? {
            PartValue::Signer(signer) => Some(signer),
            PartValue::Secret(_) => None,
        }
    }

    fn value(&self, name: &str) -> Option<PartValue<'a>> {
        self.parts.iter().find(|(part, _)| *part == name).map(|(_, value)| *value)
    }

    /// The time by the [loader's clock](crate::Loader::clock).
    #[must_use]
    pub fn now(&self) -> SystemTime {
        self.now
    }

    /// How long the program waits for a source, by [`Loader::source_timeout`](crate::Loader::source_timeout): what the
    /// credential asks servers for later, such as tokens, should take no longer.
    #[must_use]
    pub fn source_timeout(&self) -> Duration {
        self.source_timeout
    }

    /// Until when the credential is good, as [`Metadata::good_until`](crate::Metadata::good_until) reports.
    pub fn set_good_until(&mut self, time: SystemTime) {
        self.good_until = Some(time);
    }

    /// Adds something to say of a part in [`Metadata::warnings`](crate::Metadata::warnings). As in a
    /// [`PartError`](crate::PartError), the problem begins with a verb.
    pub fn warn(&mut self, part: &'static str, warning: SourceWarning) {
        self.warnings.push((part, warning));
    }

    /// Adds what everybody may know, such as a certificate's serial number, to
    /// [`Metadata::attributes`](crate::Metadata::attributes). What is not printable ASCII is escaped, and what
    /// is longer than 256 characters is cut.
    pub fn set_attribute(&mut self, name: &'static str, value: &str) {
        const LONGEST: usize = 256;

        let mut text = String::new();
        for c in value.chars().take(LONGEST) {
            if c.is_ascii_graphic() || c == ' ' {
                text.push(c);
            } else {
                text.extend(c.escape_unicode());
            }
        }
        self.attributes.push((name, text.into_boxed_str()));
    }
}

/// Shows the names of the parts.
impl fmt::Debug for Assembly<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut names = Vec::new();
        for (name, _) in self.parts {
            names.push(name);
        }
        f.debug_struct("Assembly").field("parts", &names).finish_non_exhaustive()
    }
}
