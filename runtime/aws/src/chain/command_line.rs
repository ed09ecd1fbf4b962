//! AWS' command line, for logins that it renews and keeps by itself: what it keeps would no longer be good if somebody else
//! renewed them, and nothing here writes a file.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use provider_credentials_child::find;
use provider_credentials_http::Deadline;

use super::process::printed;
use crate::credentials::Credentials;
use crate::ground::Ground;

/// Where it finds its own configuration.
const VARIABLES: [&str; 6] = [
    "HOME",
    "USERPROFILE",
    "PATH",
    "AWS_CONFIG_FILE",
    "AWS_SHARED_CREDENTIALS_FILE",
    "AWS_CA_BUNDLE",
];
const LIMIT: Duration = Duration::from_secs(10);

/// What it has for a profile; `None` if it is not there, or has nothing.
pub(super) fn export(ground: &Ground, profile: &str, deadline: Deadline) -> Option<Credentials> {
    let mut command = Command::new(find(ground.environment.get("PATH")?, "aws")?);
    command.args(["configure", "export-credentials"]);
    command.args([&*format!("--profile={profile}"), "--format", "process"]);
    for name in VARIABLES {
        if let Some(value) = ground.environment.get(name) {
            command.env(name, value);
        }
    }
    // Not in the program's directory, which is no business of its.
    if cfg!(unix) {
        command.current_dir(Path::new("/"));
    }
    printed(&mut command, deadline.left().min(LIMIT)).ok()
}
