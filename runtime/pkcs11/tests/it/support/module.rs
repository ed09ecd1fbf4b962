use std::path::Path;
use std::sync::OnceLock;

use provider_credentials_test_servers::{HsmModule, SoftHsm};

fn hsm() -> Option<&'static SoftHsm> {
    static HSM: OnceLock<Option<SoftHsm>> = OnceLock::new();
    HSM.get_or_init(|| SoftHsm::for_test("PKCS#11")).as_ref()
}

/// The module that tokens are made by.
pub(crate) fn softhsm() -> Option<&'static Path> {
    static MODULE: OnceLock<Option<HsmModule>> = OnceLock::new();
    MODULE.get_or_init(|| Some(hsm()?.module())).as_ref().map(HsmModule::path)
}

/// A module of its own.
pub(crate) fn module() -> Option<HsmModule> {
    Some(hsm()?.module())
}
