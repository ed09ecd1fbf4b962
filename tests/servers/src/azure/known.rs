//! Whom the fake knows, and by what.

pub(super) const TENANT: &str = "72f988bf-86f1-41af-91ab-2d7cd011db47";
pub(super) const OTHER_TENANT: &str = "00000000-1111-2222-3333-444444444444";
pub(super) const CLIENT_ID: &str = "11111111-aaaa-bbbb-cccc-222222222222";
pub(super) const CLIENT_SECRET: &str = "secret-of-the-application";
pub(super) const FEDERATED: &str = "token-of-the-cluster";
pub(super) const IDENTITY: &str = "33333333-aaaa-bbbb-cccc-444444444444";
pub(super) const IDENTITY_HEADER: &str = "header-of-the-app";
