use provider_credentials_core::SourceError;

/// Something that takes a command and gives the response.
pub(crate) trait Transport {
    /// Writes the response into the buffer, and says how long it is.
    fn exchange(&mut self, command: &[u8], response: &mut [u8]) -> Result<usize, SourceError>;
}
