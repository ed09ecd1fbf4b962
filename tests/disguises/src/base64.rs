//! Base64, at each of the places where a text can begin among the groups of three bytes.

/// What is certain of the encoded text wherever it stands, without padding, for each place of its first byte.
pub(crate) fn aligned(bytes: &[u8], is_url_safe: bool) -> Vec<Vec<u8>> {
    let (plus, slash) = if is_url_safe { (b'-', b'_') } else { (b'+', b'/') };
    let at = |place: usize| {
        let skip = (3 - place) % 3;
        let whole = bytes.get(skip..).unwrap_or_default();
        let groups = whole.chunks_exact(3);
        groups.flat_map(|group| digits(group).map(|digit| sign(digit, plus, slash))).collect()
    };
    (0..3).map(at).collect()
}

fn digits(group: &[u8]) -> [u8; 4] {
    let number = group.iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
    [18, 12, 6, 0].map(|shift| u8::try_from(number >> shift & 63).unwrap_or(0))
}

fn sign(digit: u8, plus: u8, slash: u8) -> u8 {
    match digit {
        0..=25 => b'A' + digit,
        26..=51 => b'a' + digit - 26,
        52..=61 => b'0' + digit - 52,
        62 => plus,
        _ => slash,
    }
}
