/// What stands for a secret, however long it is.
pub(crate) const MASK: &str = "***";

/// What to do about one that was found, besides removing it.
pub(crate) const REVOKE: &str = "a secret that was committed or shared must be revoked";
