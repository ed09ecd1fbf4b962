use core::convert::Infallible;
use core::fmt;
use std::borrow::Cow;
use std::io::Write;
use std::sync::Arc;

use super::matcher::Matcher;
use super::panic_hook;
use super::redacted_error::RedactedError;
use super::regions::{Next, Region, next};
use super::shared::Shared;
use super::text::Text;
use super::writer::RedactingWriter;
use crate::secret::Secret;
use crate::set::CredentialSet;

/// Takes loaded secrets out of text: feature `redact`.
///
/// A handle: cloning it is cheap, and all clones cover the same secrets.
///
/// ```
/// # use provider_credentials_core as provider_credentials;
/// use provider_credentials::{Redactor, Secret};
///
/// let redactor = Redactor::new().with("openai", Secret::from("correct-horse-battery"));
/// assert_eq!(redactor.redact("key=correct-horse-battery;"), "key=[REDACTED:openai];");
/// // Also in base64, among others.
/// assert_eq!(redactor.redact("Y29ycmVjdC1ob3JzZS1iYXR0ZXJ5"), "[REDACTED:openai]");
/// ```
///
/// Most programs call `creds.redactor()`, or [`Live::redactor`](crate::Live::redactor).
///
/// # What is covered
///
/// Every secret part of every loaded credential. Parts that the kind of credential calls public, such as a `username`,
/// and texts that the manifest itself has are no secrets. `[REDACTED:openai]` has the ID of the credential; for a part
/// that is not the one its kind is about, `[REDACTED:ID.part]`. A secret of 8 bytes or more is found
///
/// - as it is, and each of its lines of 16 bytes or more by itself;
/// - in base64, standard and URL-safe, padded or not, at any place of a longer text in base64, also with line breaks,
///   percent-encoded, or of a JSON text in which the secret is escaped;
/// - percent-encoded, whichever of its bytes are;
/// - escaped as in JSON (`\"`, `\/`, `\u00e9`) or by Rust's `Debug` and `escape_default` (`\u{e9}`, `\xff`);
/// - in hexadecimal digits of either case, or as a list of numbers, as `Debug` of bytes has it;
/// - and a user name with its password, `user:password`, in all of these, even if the password is short.
///
/// [`too_short`](Self::too_short) names the secrets that are not looked for. If secrets overlap, all of it goes; of
/// several that begin at one place, the longest counts. Nothing else is found: not what is compressed or encrypted, nor
/// encoded twice, nor what stands there in pieces.
///
/// # Memory
///
/// Tables hold at most four bytes of a secret in a row; the secret is compared where it is kept, and no copy is made.
/// A redactor keeps the credentials of its set in memory until it is dropped. That of a
/// [`Live`](crate::Live) keeps those of now.
#[derive(Clone)]
pub struct Redactor(Arc<Shared>);

impl Redactor {
    /// One that covers nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self(Arc::new(Shared::new()))
    }

    /// One that covers the secrets of a set: what `creds.redactor()` gives.
    ///
    /// ```
    /// # use provider_credentials_core as provider_credentials;
    /// use provider_credentials::{CredentialSet, Redactor};
    ///
    /// fn redacted(creds: &impl CredentialSet, text: &str) -> String {
    ///     Redactor::of(creds).redact(text).into_owned()
    /// }
    /// ```
    #[must_use]
    pub fn of(set: &impl CredentialSet) -> Self {
        Self::new().with_set(set)
    }

    /// Also covers the secrets of another set.
    #[must_use]
    pub fn with_set(self, set: &impl CredentialSet) -> Self {
        self.0.add(set.iter());
        self
    }

    /// Also covers a secret that is not of a set.
    #[must_use]
    pub fn with(self, name: impl AsRef<str>, secret: impl Into<Secret>) -> Self {
        self.register(name, secret);
        self
    }

    /// Also covers a secret from now on, such as an access token that was just fetched. Of each name, the last two are
    /// covered. In a name, what is no ASCII letter, digit, `.`, `_` or `-` becomes `_`.
    ///
    /// ```
    /// # use provider_credentials_core as provider_credentials;
    /// # use provider_credentials::{Redactor, Secret};
    /// # let redactor = Redactor::new();
    /// redactor.register("api.token", Secret::from("token-of-an-hour"));
    /// assert_eq!(redactor.redact("Bearer token-of-an-hour"), "Bearer [REDACTED:api.token]");
    /// ```
    pub fn register(&self, name: impl AsRef<str>, secret: impl Into<Secret>) {
        self.0.register(name.as_ref(), secret.into());
    }

    /// The names of the secrets that are not looked for, because they have fewer than 8 bytes: log it at start.
    #[must_use]
    pub fn too_short(&self) -> Vec<String> {
        self.0.matcher().too_short().iter().map(|name| String::from(&**name)).collect()
    }

    /// The text without secrets; borrowed if there are none in it.
    ///
    /// A secret that the end of the text or of a line cuts off counts if 16 bytes of it are there, and a quarter of it.
    #[must_use]
    pub fn redact<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut clean = String::new();
        let matcher = self.0.matcher();
        let mut done = 0;
        each_region(&matcher, text.as_bytes(), |region| {
            // Bytes of a secret that is no text may begin within a character.
            let (mut start, mut end) = (region.start, region.end);
            while !text.is_char_boundary(start) {
                start -= 1;
            }
            while !text.is_char_boundary(end) {
                end += 1;
            }
            clean.push_str(text.get(done..start).unwrap_or_default());
            let Ok(()) = region.marks(&matcher, |mark| {
                clean.push_str(mark);
                Ok::<(), Infallible>(())
            });
            done = end;
        });
        if done == 0 {
            return Cow::Borrowed(text);
        }
        clean.push_str(text.get(done..).unwrap_or_default());
        Cow::Owned(clean)
    }

    /// The same of bytes that need not be text.
    #[must_use]
    pub fn redact_bytes<'t>(&self, bytes: &'t [u8]) -> Cow<'t, [u8]> {
        let mut clean = Vec::new();
        let matcher = self.0.matcher();
        let mut done = 0;
        each_region(&matcher, bytes, |region| {
            clean.extend_from_slice(bytes.get(done..region.start).unwrap_or_default());
            let Ok(()) = region.marks(&matcher, |mark| {
                clean.extend_from_slice(mark.as_bytes());
                Ok::<(), Infallible>(())
            });
            done = region.end;
        });
        if done == 0 {
            return Cow::Borrowed(bytes);
        }
        clean.extend_from_slice(bytes.get(done..).unwrap_or_default());
        Cow::Owned(clean)
    }

    /// An error with the text of this one, without secrets and without its sources: for what `main` returns, of which
    /// Rust prints the `Debug`, here the text itself.
    ///
    /// ```no_run
    /// # use provider_credentials_core as provider_credentials;
    /// use provider_credentials::{RedactedError, Redactor};
    ///
    /// fn main() -> Result<(), RedactedError> {
    ///     let redactor = Redactor::new();
    ///     run().map_err(|error| redactor.error(error))
    /// }
    /// # fn run() -> Result<(), Box<dyn std::error::Error>> { Ok(()) }
    /// ```
    #[must_use]
    pub fn error(&self, error: impl fmt::Display) -> RedactedError {
        RedactedError::new(self.redact(&error.to_string()).into_owned())
    }

    /// A writer that redacts what is written through it, wherever the writes divide a secret.
    #[must_use]
    pub fn writer<W: Write>(&self, inner: W) -> RedactingWriter<W> {
        RedactingWriter::new(Arc::clone(&self.0), inner)
    }

    /// Makes such a writer around each that `inner` gives: for `with_writer` of `tracing_subscriber`.
    ///
    /// ```
    /// # use provider_credentials_core as provider_credentials;
    /// # use provider_credentials::{Redactor, Secret};
    /// # let redactor = Redactor::new().with("openai", Secret::from("correct-horse-battery"));
    /// tracing_subscriber::fmt().with_writer(redactor.make_writer(std::io::stderr)).init();
    /// # tracing::error!("rejected: correct-horse-battery");
    /// ```
    ///
    /// Of the formats of `tracing_subscriber`, each event is one write, so two events do not mix.
    pub fn make_writer<W: Write, F: Fn() -> W>(
        &self,
        inner: F,
    ) -> impl Fn() -> RedactingWriter<W> + use<W, F> {
        let redactor = self.clone();
        move || redactor.writer(inner())
    }

    /// From now on, the message of a panic and its backtrace are printed redacted, to standard error.
    ///
    /// This takes the place of the panic hook of before, which is not called any more: a hook gets the message as it
    /// is, and could print it. A hook that is set later takes the place of this one. What catches a panic also gets the
    /// message as it is.
    ///
    /// ```
    /// # use provider_credentials_core as provider_credentials;
    /// # use provider_credentials::Redactor;
    /// # let redactor = Redactor::new();
    /// redactor.install_panic_hook();
    /// ```
    pub fn install_panic_hook(&self) {
        panic_hook::install(Arc::clone(&self.0));
    }

    #[cfg(feature = "live")]
    pub(super) fn shared(&self) -> &Arc<Shared> {
        &self.0
    }
}

fn each_region(matcher: &Matcher, bytes: &[u8], mut work: impl FnMut(&Region)) {
    let text = Text::new(&[], bytes);
    let mut from = 0;
    while let Next::Region(region) = next(matcher, text, from, true) {
        work(&region);
        from = region.end;
    }
}

impl Default for Redactor {
    fn default() -> Self {
        Self::new()
    }
}

/// Shows how many secrets are covered.
impl fmt::Debug for Redactor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let matcher = self.0.matcher();
        let too_short = matcher.too_short().len();
        f.debug_struct("Redactor")
            .field("secrets", &matcher.covered().len())
            .field("too_short", &too_short)
            .finish()
    }
}
