use std::sync::Arc;

use crate::locate::ModuleFile;
use crate::pin::Pin;
use crate::uri::TokenName;

/// A token, and who logs in.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) module: ModuleFile,
    pub(crate) token: Arc<TokenName>,
    pub(crate) pin: Option<Pin>,
}
