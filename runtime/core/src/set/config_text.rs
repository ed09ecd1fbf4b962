use core::fmt;
use core::marker::PhantomData;

/// A text under `config` with a variable in it, which is filled in when credentials load:
/// `https://${API_HOST:-api.example.com}/v1`.
///
/// The constants of a credential are there before it loads, and this is not, so its field has this type and the
/// credential has the text:
///
/// ```
/// # use provider_credentials_core as provider_credentials;
/// # use provider_credentials::{ConfigText, Credential};
/// # struct OpenaiConfig { base_url: ConfigText<OpenaiConfig> }
/// # fn example(openai: &Credential<OpenaiConfig>) -> Result<(), Box<dyn std::error::Error>> {
/// let url: &str = openai.text(|config| config.base_url)?;
/// # Ok(())
/// # }
/// ```
///
/// A variable without a default that is unset or empty fails the credential with `path_variable_not_set`. In a test,
/// [`Loader::with_secret`](crate::Loader::with_secret) gives the text by its name, `openai.config.base_url`.
pub struct ConfigText<C> {
    part: &'static str,
    of: PhantomData<fn() -> C>,
}

impl<C> ConfigText<C> {
    #[doc(hidden)]
    #[must_use]
    pub const fn new(part: &'static str) -> Self {
        Self { part, of: PhantomData }
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn part(self) -> &'static str {
        self.part
    }
}

impl<C> Clone for ConfigText<C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C> Copy for ConfigText<C> {}

/// Shows the keys that lead to it.
impl<C> fmt::Debug for ConfigText<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ConfigText").field(&self.part).finish()
    }
}
