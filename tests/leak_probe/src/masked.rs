//! Texts of the command line.

/// What each byte of a text on the command line is combined with.
pub const MASK: u8 = 0x5a;

/// The text in a buffer of exactly its size, for the crate to own and wipe.
pub(crate) fn unmasked(hex: &str) -> String {
    let digit = |byte: u8| u8::try_from(char::from(byte).to_digit(16).unwrap()).unwrap();
    let mut text = String::with_capacity(hex.len() / 2);
    for pair in hex.as_bytes().chunks(2) {
        let [high, low] = pair else { panic!("an odd number of digits") };
        text.push(char::from((digit(*high) << 4 | digit(*low)) ^ MASK));
    }
    text
}
