/// How a server runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Unsealed, in memory, http.
    Plain,
    /// Unsealed, in memory, with certificates that it makes itself.
    Tls,
    /// As in production: its data on disk, certificates by `openssl`, sealed when it starts.
    Raft,
}
