/// What a source is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    One,
    /// A value, or a private key that signs in its token.
    OneOrKey,
    /// Each under a key.
    Parts,
}
