//! Logins with `az` and `azd`, which are played by scripts.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::time::{Duration, Instant};

use provider_credentials_test_servers::Azure;

use crate::support::{Variables, agent, load, secret, set};

/// Paths with one of them each.
pub(crate) struct Programs {
    pub(crate) az: String,
    pub(crate) azd: String,
}

fn script(directory: &Path, name: &str, text: &str) -> String {
    let place = directory.join(format!("of-{name}"));
    fs::create_dir_all(&place).unwrap();
    fs::write(place.join(name), format!("#!/bin/sh\n{text}\n")).unwrap();
    fs::set_permissions(place.join(name), fs::Permissions::from_mode(0o755)).unwrap();
    place.to_str().unwrap().to_owned()
}

/// The token that `az` would print, from the managed identity of the fake, with nothing but a shell.
const AZ: &str = r#"[ "$*" = "account get-access-token --output json --resource https://vault.azure.net --tenant 72f988bf-86f1-41af-91ab-2d7cd011db47" ] || exit 2
[ -t 0 ] || read line || true
echo "progress, with a secret in it" >&2
cat "$(dirname "$0")/../az.json""#;

const AZD: &str = r#"[ "$*" = "auth token --output json --no-prompt --scope https://vault.azure.net/.default --tenant-id 72f988bf-86f1-41af-91ab-2d7cd011db47" ] || exit 2
cat "$(dirname "$0")/../azd.json""#;

/// Both know a token that the fake issued to the application.
pub(crate) fn programs(directory: &Path) -> Programs {
    let with_tools = |path: String| format!("{path}:/usr/bin:/bin");
    // The fake's tokens are counted, and the first is that of whoever logs in.
    let token = format!("token-0-of-{}", Azure::TENANT);
    let end = "4000000000";
    let az = format!(
        "{{\"accessToken\": \"{token}\", \"expires_on\": {end}, \"tokenType\": \"Bearer\", \"expiresOn\": \"2096-10-02 07:06:40.000000\"}}"
    );
    let azd = format!("{{\"token\": \"{token}\", \"expiresOn\": \"2096-10-02T07:06:40Z\"}}");
    fs::write(directory.join("az.json"), az).unwrap();
    fs::write(directory.join("azd.json"), azd).unwrap();
    Programs {
        az: with_tools(script(directory, "az", AZ)),
        azd: with_tools(script(directory, "azd", AZD)),
    }
}

fn surroundings(azure: &Azure, path: &str) -> Variables {
    let mut variables = azure.environment();
    set(&mut variables, "AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://127.0.0.1:1");
    set(&mut variables, "PATH", path);
    variables
}

#[test]
fn what_they_print_and_how_they_fail() {
    let azure = Azure::start();
    let directory = tempfile::tempdir().unwrap();
    for (text, code) in [
        ("echo 'Please run az login, s3ntinel' >&2; exit 1", "azure_cli"),
        ("echo 's3ntinel'", "azure_cli"),
        ("echo '{\"accessToken\": \"a b\"}'", "azure_cli"),
        ("head -c 100000 /dev/zero", "azure_cli"),
        ("exec >&-; exit 3", "azure_cli"),
        ("echo '{\"accessToken\": \"of-nobody\"}'", "azure_token_refused"),
    ] {
        let path = script(directory.path(), "az", text) + ":/usr/bin:/bin";
        let variables = surroundings(&azure, &path);
        let found = secret(&load(&variables), &[("vault", "agent"), ("secret", "app")], &[]);
        let error = found.secret().unwrap_err();
        assert_eq!(error.code(), code, "{text}: {error}");
        assert!(!format!("{error} {error:?}").contains("s3ntinel"), "{error}");
    }
    // A relative directory is none of the path.
    assert_eq!(agent(&surroundings(&azure, "bin"), "app"), Err("azure_no_credentials"));
}

#[test]
fn one_that_does_not_end_is_ended_with_all_that_it_started() {
    let azure = Azure::start();
    let directory = tempfile::tempdir().unwrap();
    let note = directory.path().join("child");
    let text = format!("sleep 60 & echo $! > {}; wait", note.display());
    let path = script(directory.path(), "az", &text) + ":/usr/bin:/bin";
    let variables = surroundings(&azure, &path);
    let since = Instant::now();
    let loader = load(&variables).source_timeout(Duration::from_secs(2));
    let found = secret(&loader, &[("vault", "agent"), ("secret", "app")], &[]);
    assert_eq!(found.secret().unwrap_err().code(), "azure_cli");
    assert!(since.elapsed() < Duration::from_secs(4), "{:?}", since.elapsed());
    let child = fs::read_to_string(&note).unwrap();
    let place = format!("/proc/{}/stat", child.trim());
    let is_alive = || {
        let stat = fs::read_to_string(&place).unwrap_or_default();
        !stat.is_empty() && !stat.contains(") Z ")
    };
    let since = Instant::now();
    while is_alive() {
        assert!(since.elapsed() < Duration::from_secs(2), "{child} is still there");
        std::thread::sleep(Duration::from_millis(20));
    }
}
