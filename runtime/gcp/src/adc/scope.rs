/// What tokens are for. What the program may do with one is said by its roles.
pub(super) const SCOPE: &str = "https://www.googleapis.com/auth/cloud-platform";
/// Of a token that is for impersonating alone.
pub(super) const IAM_SCOPE: &str = "https://www.googleapis.com/auth/iam";
