/// How a file is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Format {
    ByExtension,
    Text,
    Json,
    Yaml,
    /// Bytes, as they are.
    Binary,
}
