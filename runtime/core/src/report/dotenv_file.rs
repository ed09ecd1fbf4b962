use core::fmt;

/// A `.env` file, as the program names it.
#[derive(Clone, Copy, PartialEq)]
#[cfg_attr(not(feature = "dotenv"), allow(dead_code, reason = "no file is read"))]
pub(crate) struct DotenvFile {
    pub(crate) path: &'static str,
    /// It is relative to `Loader::base_dir`, and not to the working directory.
    pub(crate) is_in_base_dir: bool,
}

/// As a noun: ``the `cfg/dev.env` file``.
impl fmt::Display for DotenvFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the `")?;
        for c in self.path.chars() {
            if c.is_control() { write!(f, "{}", c.escape_default())? } else { write!(f, "{c}")? }
        }
        f.write_str("` file")
    }
}
