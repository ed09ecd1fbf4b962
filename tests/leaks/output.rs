/// Something that was written, and by whom.
pub(crate) struct Output {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

impl Output {
    pub(crate) fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), bytes: bytes.into() }
    }

    /// Both streams.
    pub(crate) fn of(name: &str, output: &std::process::Output) -> Self {
        Self::new(name, [&output.stdout[..], b"\n", &output.stderr].concat())
    }
}
