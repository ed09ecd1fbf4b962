use super::handle::credential_handle;

credential_handle! {
    /// One credential of a generated struct, with its typed `config`.
    ///
    /// A handle: cloning it is cheap and does not copy the secret. Everything else is on
    /// [`AnyCredential`](crate::AnyCredential), which this dereferences to.
    Credential
}
