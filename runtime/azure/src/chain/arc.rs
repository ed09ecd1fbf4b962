//! Azure Arc: machines elsewhere, whose agent asks for what only a local user can read.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use provider_credentials_core::SourceError;
use provider_credentials_http::{Deadline, Request, Value};
use zeroize::Zeroizing;

use super::local::{answered, endpoint, only_identity, send, with_query};
use crate::failures::{ARC_KEY, ARC_KEY_UNREADABLE, IDENTITY_UNREACHABLE};
use crate::ground::Ground;
use crate::token::{Token, is_word};

const CHALLENGE: &str = "WWW-Authenticate";

pub(super) fn token(
    ground: &Ground,
    url: &str,
    resource: &str,
    deadline: Deadline,
) -> Result<Token, SourceError> {
    const API: &str = "2020-06-01";

    only_identity(ground)?;
    let url = with_query(ground, &endpoint(url)?, API, resource)?;
    let request = || Request::get(&url).header("Metadata", Value::plain("true"));
    let asked = SystemTime::now();
    let first = send(ground, &request().keep(&[CHALLENGE]), deadline);
    let first = first.map_err(|_| IDENTITY_UNREACHABLE)?;
    if first.status() != 401 {
        return answered(Ok(first), asked);
    }
    let path = first.header(CHALLENGE).and_then(|header| header.strip_prefix("Basic realm="));
    let path = path.and_then(|path| named(&ground.arc_keys, path)).ok_or(ARC_KEY)?;
    let authorization = proof(ground, &path)?;
    let request = request().header("Authorization", Value::secret(&authorization[..]));
    answered(send(ground, &request, deadline), asked)
}

/// A key of the agent: whoever answers in its place must not have other files sent to it.
fn named(directory: &Path, written: &str) -> Option<PathBuf> {
    let path = Path::new(written.trim_matches('"'));
    let is_key = path.extension().is_some_and(|end| end == "key");
    (is_key && path.parent() == Some(directory)).then(|| path.to_owned())
}

/// The agent's user owns the file, and its group reads it: that the process may is all that it proves.
fn proof(ground: &Ground, path: &Path) -> Result<Zeroizing<Vec<u8>>, SourceError> {
    const MOST: usize = 4096;
    const SCHEME: &[u8] = b"Basic ";

    let key = ground.files.read_public(path).map_err(|_| ARC_KEY_UNREADABLE)?;
    let key = key.trim_ascii();
    if key.len() > MOST || !is_word(key) {
        return Err(ARC_KEY);
    }
    let mut value = Zeroizing::new(Vec::with_capacity(SCHEME.len() + key.len()));
    value.extend_from_slice(SCHEME);
    value.extend_from_slice(key);
    Ok(value)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::Duration;

    use provider_credentials_core::SecretFiles;
    use provider_credentials_test_servers::Azure;

    use super::*;
    use crate::builder::AzureKeyVaultBuilder;
    use crate::environment::Environment;

    /// With an agent that names a file, whose keys are where they are no more than in a directory of the test.
    #[test]
    fn the_agent_is_shown_its_own_key() {
        let azure = Azure::start();
        let directory = tempfile::tempdir().unwrap();
        let builder =
            AzureKeyVaultBuilder::surrounded_by(Environment::default(), SecretFiles::default());
        let mut ground = builder.ground().unwrap();
        ground.arc_keys = directory.path().to_owned();
        let url = format!("{}/arc/token", azure.address());
        let ask = |ground: &Ground| {
            let deadline = Deadline::after(Duration::from_secs(10));
            let token = token(ground, &url, "https://vault.azure.net", deadline);
            token.map(|token| token.lifetime.as_secs()).map_err(|error| error.code())
        };
        let key = directory.path().join("agent.key");
        azure.name_key(&key);
        assert_eq!(ask(&ground), Err("azure_arc_key"));
        fs::write(&key, "key-of-the-agent").unwrap();
        assert_eq!(ask(&ground), Ok(3600));
        for (name, content) in [("agent.txt", "key"), ("large.key", &*"a".repeat(5000))] {
            let other = directory.path().join(name);
            fs::write(&other, content).unwrap();
            azure.name_key(&other);
            assert_eq!(ask(&ground), Err("azure_arc_key"), "{name}");
        }
        ground.arc_keys = directory.path().join("other");
        azure.name_key(&key);
        assert_eq!(ask(&ground), Err("azure_arc_key"));
    }

    #[test]
    fn only_keys_of_the_agent_are_sent() {
        let directory = Path::new("/var/opt/azcmagent/tokens");
        let named = |text| named(directory, text).is_some();
        assert!(named("/var/opt/azcmagent/tokens/a.key"));
        for text in [
            "/etc/shadow",
            "/var/opt/azcmagent/tokens/a.txt",
            "/var/opt/azcmagent/tokens/x/a.key",
            "/var/opt/azcmagent/tokens/../../../../root/a.key",
            "a.key",
            "",
        ] {
            assert!(!named(text), "{text}");
        }
    }
}
