//! A TPM as a device, and who may use it.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use provider_credentials_core::Loader;
use provider_credentials_core::testing::load_from;
use provider_credentials_test_servers::{Swtpm, not_run};
use provider_credentials_tpm::OPENER;

use crate::support::{SECRET, files, told};

/// Any user and group but root.
const NOBODY: u32 = 65_534;
const GROUP: u32 = 4711;

/// A terminal is a device too: what is written to it goes to the TPM, and its answers come back.
const BRIDGE: &str = "
import os, pty, socket, sys, tty
ours, theirs = pty.openpty()
tty.setraw(theirs)
tpm = socket.create_connection(('127.0.0.1', int(sys.argv[1])))
print(os.ttyname(theirs), flush=True)
while True:
    tpm.sendall(os.read(ours, 4096))
    os.write(ours, tpm.recv(4096))
";

struct Device {
    path: PathBuf,
    bridge: Child,
}

impl Device {
    fn new(tpm: &Swtpm) -> Option<Self> {
        let mut python = Command::new("python3");
        python.args(["-c", BRIDGE, &tpm.port().to_string()]);
        let mut bridge = python.stdout(Stdio::piped()).spawn().ok()?;
        let mut line = String::new();
        BufReader::new(bridge.stdout.as_mut()?).read_line(&mut line).ok()?;
        Some(Self { path: line.trim().into(), bridge })
    }
}

impl Drop for Device {
    fn drop(&mut self) {
        _ = self.bridge.kill();
        _ = self.bridge.wait();
    }
}

fn load(directory: &Path, device: &Path) -> String {
    let tcti = format!("device:{}", device.display());
    let loader = Loader::new().with_environment([("TCTI", tcti)]).base_dir(directory);
    told(&load_from(&OPENER, &files("a", &[]), &[], &loader))
}

#[test]
fn a_device_is_asked() {
    let test = "a_device_is_asked";
    let Some(tpm) = Swtpm::for_test(test) else { return };
    tpm.seal("a", SECRET, "");
    let Some(device) = Device::new(&tpm) else {
        return not_run(test, "there is no `python3`");
    };
    assert_eq!(load(tpm.path(), &device.path), SECRET);
}

/// The message names the group, and in the group it works.
#[test]
fn a_user_needs_the_group_of_the_device() {
    let test = "a_user_needs_the_group_of_the_device";
    let Some(tpm) = Swtpm::for_test(test) else { return };
    tpm.seal("a", SECRET, "");
    let Some(device) = Device::new(&tpm) else {
        return not_run(test, "there is no `python3`");
    };
    // Below a directory that everybody may enter, as files of that user.
    let directory = tempfile::tempdir_in("/tmp").unwrap();
    for name in ["a.pub", "a.priv"] {
        let copy = directory.path().join(name);
        fs::copy(tpm.path().join(name), &copy).unwrap();
        if chown(copy, Some(NOBODY), Some(NOBODY)).is_err() {
            return not_run(test, "takes root");
        }
    }
    fs::set_permissions(directory.path(), fs::Permissions::from_mode(0o755)).unwrap();
    chown(&device.path, Some(0), Some(GROUP)).unwrap();
    fs::set_permissions(&device.path, fs::Permissions::from_mode(0o660)).unwrap();
    let program = directory.path().join("test");
    fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
    let by = |groups: &str| {
        let mut command = Command::new("setpriv");
        let user = NOBODY.to_string();
        command.args(["--reuid", &user, "--regid", &user, groups]).arg(&program);
        command.args(["device::loads_for_another_process", "--exact", "--ignored", "--nocapture"]);
        command.env("TPM_DEVICE", &device.path).env("TPM_FILES", directory.path());
        loop {
            let output = command.output().ok()?;
            let told =
                String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
            // A program that another test is about to start has the copy open until it starts.
            if !told.contains("Text file busy") {
                return Some(told);
            }
        }
    };
    let Some(said) = by("--clear-groups") else { return not_run(test, "there is no `setpriv`") };
    assert!(
        said.contains(
            "add the user to the device's group with `usermod -aG tss USER` and log in again, or write \
             `SupplementaryGroups=tss` into the service's unit [tpm_no_access]"
        ),
        "{said}"
    );
    let said = by(&format!("--groups={GROUP}")).unwrap();
    assert!(said.contains(&format!("TOLD {SECRET}")), "{said}");
}

/// Of [`a_user_needs_the_group_of_the_device`].
#[test]
#[ignore = "runs in a process of another user"]
fn loads_for_another_process() {
    let (Ok(device), Ok(directory)) = (std::env::var("TPM_DEVICE"), std::env::var("TPM_FILES"))
    else {
        return;
    };
    println!("TOLD {}", load(Path::new(&directory), Path::new(&device)));
}
