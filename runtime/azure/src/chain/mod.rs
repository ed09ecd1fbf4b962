//! Where credentials are looked for, in the order of Azure's own clients.

mod app_service;
mod arc;
mod certificate;
mod cloud_shell;
mod command_line;
mod imds;
mod local;
mod look;
mod managed_identity;
mod process;
mod search;
mod selected;
mod service_principal;
mod workload_identity;

pub(crate) use search::{check_settings, search};
