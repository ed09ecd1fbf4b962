//! The two files of `tpm2_create`: a `TPM2B_PUBLIC` and a `TPM2B_PRIVATE`.

use crate::object::Public;
use crate::wire::Reader;

pub(crate) fn public(content: &[u8]) -> Option<Public> {
    whole(content).and_then(Public::new)
}

/// Without its length.
pub(crate) fn private(content: &[u8]) -> Option<&[u8]> {
    whole(content)
}

fn whole(content: &[u8]) -> Option<&[u8]> {
    let mut reader = Reader::new(content);
    let part = reader.sized().filter(|part| !part.is_empty())?;
    reader.is_empty().then_some(part)
}
