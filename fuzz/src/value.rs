//! What is never a secret, read naively from the documentation.

/// The text, or the code of the error.
pub(crate) fn told(text: &str) -> Result<&str, &'static str> {
    let is_document = text.starts_with('{') || text.contains('\n');
    let heads = [
        "ENC[AES256_GCM,",
        "age-encryption.org/v1",
        "-----BEGIN AGE ENCRYPTED FILE-----",
        "-----BEGIN PGP MESSAGE-----",
        "$ANSIBLE_VAULT;",
        "vault:v1:",
    ];
    if heads.iter().any(|head| text.starts_with(head))
        || is_document && text.contains("ENC[AES256_GCM,")
    {
        return Err("value_encrypted");
    }
    if text.contains('\0') { Err("value_not_text") } else { Ok(text) }
}

/// Whether bytes are in UTF-16: they have its mark, or nearly every sign has a NUL byte on one side.
pub(crate) fn is_utf16(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return true;
    }
    // Text that is valid as it stands is looked at by its beginning alone.
    if std::str::from_utf8(bytes).is_ok() && !bytes.iter().take(2).any(|byte| *byte == 0) {
        return false;
    }
    let pairs: Vec<&[u8]> = bytes[..bytes.len().min(128)].chunks_exact(2).collect();
    let [big, little] = [0, 1]
        .map(|side| pairs.iter().filter(|pair| pair[side] == 0 && pair[1 - side] != 0).count());
    // Two NUL bytes together are on both sides.
    let both = pairs.iter().filter(|pair| pair.iter().all(|byte| *byte == 0)).count();
    let is = |one: usize, other: usize| one + both > pairs.len() / 2 && other == 0 && both == 0;
    bytes.len().is_multiple_of(2) && pairs.len() > 1 && (is(big, little) || is(little, big))
}
