//! Names of keys in a TPM: the number of a hash function and a digest of what is public of the key, as hexadecimal digits.

/// The hash functions that TPMs have: the number, what it is called, and how many digits its digests have.
pub(crate) const NAME_HASHES: [(&str, &str, usize); 4] = [
    ("0004", "SHA-1", 40),
    ("000b", "SHA-256", 64),
    ("000c", "SHA-384", 96),
    ("000d", "SHA-512", 128),
];

/// The hash function that a text begins with the number of, and the rest.
pub(crate) fn hash_of_name(text: &str) -> Option<(&'static str, usize, &str)> {
    let (number, rest) = text.split_at_checked(4)?;
    let (_, hash, digits) = NAME_HASHES.iter().find(|(id, ..)| id.eq_ignore_ascii_case(number))?;
    Some((hash, *digits, rest))
}

/// Whether it is such a name.
pub(crate) fn is_tpm_name(text: &str) -> bool {
    let is_whole = |(_, digits, rest): (_, usize, &str)| {
        rest.len() == digits && rest.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    hash_of_name(text).is_some_and(is_whole)
}
