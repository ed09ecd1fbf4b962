use provider_credentials_core::Access;

/// A place of the program that asks for one secret. All of it is static, so where a text stands says which it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Place {
    texts: [(usize, usize); 5],
    at: usize,
    generation: u64,
}

impl Place {
    pub(crate) fn of(access: &Access) -> Self {
        // One may be the beginning of another.
        let stands = |text: &'static str| (text.as_ptr().addr(), text.len());
        let texts = [
            stands(access.credential_id()),
            stands(access.provider()),
            stands(access.kind()),
            stands(access.part()),
            access.reason().map_or((0, 0), stands),
        ];
        let at = std::ptr::from_ref(access.place()).addr();
        Self { texts, at, generation: access.generation() }
    }

    /// One of `many` rows, the same for the same place.
    pub(crate) fn row(&self, many: usize) -> usize {
        let (id, _) = self.texts.first().copied().unwrap_or_default();
        // Places stand in a row of 24 bytes each, IDs at least one byte apart.
        (self.at / 8).wrapping_add(id.wrapping_mul(31)) % many
    }
}
