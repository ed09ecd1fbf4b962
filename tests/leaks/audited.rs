use std::env;
use std::sync::OnceLock;

use provider_credentials::{AuditLog, Secret};
use provider_credentials_disguises::letters;

/// The variable that says where the log is.
pub(crate) const AUDIT_LOG: &str = "LEAKS_AUDIT_LOG";

/// The key of its chain.
pub(crate) fn audit_key() -> String {
    letters("key of the audit log")
}

/// The log of all loads of this process.
pub(crate) fn audit_log() -> AuditLog {
    static LOG: OnceLock<AuditLog> = OnceLock::new();
    let open = || {
        let log = AuditLog::builder(env::var_os(AUDIT_LOG).expect("a path"));
        log.key(&Secret::from(audit_key())).anchor_every(10).open().expect("a log")
    };
    LOG.get_or_init(open).clone()
}
