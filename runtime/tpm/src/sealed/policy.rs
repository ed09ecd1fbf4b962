use crate::pcrs::Pcrs;

/// What has to hold before an object is unsealed, as the manifest or the file says.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Policy {
    /// The PCRs that have to have the values which they had.
    pub(crate) pcrs: Option<Pcrs>,
    /// Whether a password is part of the policy; without a policy it is asked for anyway.
    pub(crate) needs_password: bool,
}
