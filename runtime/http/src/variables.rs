use core::fmt;
use std::env;
use std::ffi::OsString;

use zeroize::{Zeroize as _, Zeroizing};

/// Environment variables as they were once, as text that is wiped.
///
/// ```
/// use provider_credentials_http::Variables;
///
/// let variables = Variables::read(&["A", "B"], |name| (name == "A").then(|| "x".into()))?;
/// assert_eq!((variables.get("A"), variables.get("B")), (Some("x"), None));
/// # Ok::<(), provider_credentials_http::NotText>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Variables(Vec<(&'static str, Zeroizing<String>)>);

/// One of them is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotText;

impl Variables {
    /// Those of these names that have a value, which is not empty.
    ///
    /// # Errors
    ///
    /// If one is no text.
    pub fn read(
        names: &[&'static str],
        value: impl Fn(&str) -> Option<OsString>,
    ) -> Result<Self, NotText> {
        let mut all = Vec::new();
        for name in names {
            let Some(value) = value(name).filter(|value| !value.is_empty()) else { continue };
            match value.into_string() {
                Ok(text) => all.push((*name, Zeroizing::new(text))),
                Err(bytes) => {
                    bytes.into_encoded_bytes().zeroize();
                    return Err(NotText);
                }
            }
        }
        Ok(Self(all))
    }

    /// The same of this process.
    ///
    /// # Errors
    ///
    /// If one is no text.
    pub fn of_process(names: &[&'static str]) -> Result<Self, NotText> {
        Self::read(names, |name| env::var_os(name))
    }

    /// The value of one; `None` if it is not set or empty.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }
}

/// Shows the names.
impl fmt::Debug for Variables {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_alone_and_nothing_of_them_is_shown() {
        let of = |value: &'static str| move |_: &str| Some(value.into());
        let variables = Variables::read(&["A", "B"], of("s3ntinel")).unwrap();
        assert_eq!(format!("{variables:?}"), r#"["A", "B"]"#);
        assert!(Variables::read(&["A"], of("")).unwrap().get("A").is_none());
        assert_eq!(Variables::default().get("A"), None);
        #[cfg(unix)]
        {
            use std::os::unix::ffi::OsStringExt as _;

            let odd = |_: &str| Some(OsString::from_vec(vec![0xff]));
            assert_eq!(Variables::read(&["A"], odd), Err(NotText));
        }
    }
}
