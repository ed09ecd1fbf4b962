//! The unit that systemd started the program for.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// More than any program has: what names the directory may be a user's.
const MOST: usize = 16;

/// Errors hold static text alone. There is one unit a program, so that one name stays in memory.
static KNOWN: Mutex<Vec<&'static str>> = Mutex::new(Vec::new());

/// The unit whose credentials are in this directory (systemd.exec(5)), which has the unit's name:
/// `/run/credentials/agent.service`, or `/run/user/1000/credentials/agent.service`.
pub(super) fn of(directory: &Path) -> Option<&'static str> {
    let above = directory.parent()?;
    if !above.starts_with("/run") || above.file_name()? != "credentials" {
        return None;
    }
    let name = directory.file_name()?.to_str().filter(|name| is_unit(name))?;
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(same) = known.iter().find(|same| **same == name) {
        return Some(same);
    }
    if known.len() == MOST {
        return None;
    }
    let name = &*String::leak(name.to_owned());
    known.push(name);
    Some(name)
}

/// Of a kind that has credentials, and in systemd's own letters (systemd.unit(5)).
fn is_unit(name: &str) -> bool {
    let has_kind =
        [".service", ".socket", ".mount", ".swap"].iter().any(|kind| name.ends_with(kind));
    let is_sign = |byte| matches!(byte, b':' | b'-' | b'_' | b'.' | b'\\' | b'@');
    has_kind && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || is_sign(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_directory_of_systemd_names_a_unit() {
        for (directory, expected) in [
            ("/run/credentials/agent.service", Some("agent.service")),
            ("/run/credentials/agent@blue.service", Some("agent@blue.service")),
            ("/run/user/1000/credentials/agent.service", Some("agent.service")),
            ("/run/credentials/@system", None),
            ("/run/secrets/agent.service", None),
            ("/home/me/credentials/agent.service", None),
            ("/run/credentials/agent's.service", None),
            ("sk-example", None),
            ("", None),
        ] {
            assert_eq!(of(Path::new(directory)), expected, "{directory}");
        }
        let first = of(Path::new("/run/credentials/agent.service"));
        assert_eq!(
            first.map(str::as_ptr),
            of(Path::new("/run/credentials/agent.service")).map(str::as_ptr)
        );
    }
}
