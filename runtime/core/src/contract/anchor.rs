use core::fmt;

/// Where a chain of records ended at some time: who keeps it elsewhere can show later that nothing before it was cut
/// off.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct AccessAnchor {
    sequence: u64,
    head: [u8; 32],
}

impl AccessAnchor {
    /// The number of the last record, and its hash.
    #[must_use]
    pub const fn new(sequence: u64, head: [u8; 32]) -> Self {
        Self { sequence, head }
    }

    /// The number of the last record.
    #[must_use]
    pub const fn sequence(&self) -> u64 {
        self.sequence
    }

    /// Its hash; `to_string` of the anchor is the same in hexadecimal digits.
    #[must_use]
    pub const fn head(&self) -> &[u8; 32] {
        &self.head
    }
}

/// The hash in 64 hexadecimal digits.
impl fmt::Display for AccessAnchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for byte in &self.head {
            write!(f, "{byte:02x}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for AccessAnchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AccessAnchor({}, {self})", self.sequence)
    }
}
