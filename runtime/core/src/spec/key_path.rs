/// The path to a value in JSON or YAML.
pub struct KeyPath {
    /// As the manifest has it, for messages.
    pub text: &'static str,
    pub segments: &'static [&'static str],
}
