use std::fs;
use std::path::Path;
use std::process::Command;

use provider_credentials::{ExposeSecret, credentials};
use rustix::fs::{XattrFlags, setxattr};
use rustix::mount::{UnmountFlags, unmount};

use super::machine::{Log, log, on_a_machine, output, run};
use super::{path, text};
use crate::permissions::mounts::{make_read_only, mount_memory};
use crate::permissions::{chmod, give, not_run};
use crate::support::{Files, write_secret};

credentials!("../docs/deployment/systemd/provider_credentials.yaml", struct Systemd);

/// One of those that `DynamicUser=` picks.
const USER: u32 = 61_999;
/// Where systemd puts the credentials of the unit.
const DIRECTORY: &str = "/run/credentials/my-agent.service";

/// The credentials that a unit's lines ask for, by name.
fn credentials_of(unit: &str, setting: &str) -> Vec<String> {
    let lines = unit.lines().filter_map(|line| line.strip_prefix(setting)?.strip_prefix('='));
    lines.map(|value| value.split_once(':').unwrap().0.to_owned()).collect()
}

/// As `systemd` 252 and later leave them: a read-only file system in memory, files of mode 0400 that
/// belong to the unit's user, or to root with an access control list that lets that user read.
fn start(names: &[String], system: &str, own: impl Fn(&Path)) {
    let directory = Path::new(DIRECTORY);
    fs::create_dir_all(directory).unwrap();
    mount_memory(system, directory);
    for name in names {
        write_secret(&directory.join(name), "from-systemd");
        chmod(directory.join(name), 0o400);
        own(&directory.join(name));
    }
    chmod(directory, 0o500);
    own(directory);
    make_read_only(directory);
}

fn stop() {
    unmount(DIRECTORY, UnmountFlags::DETACH).unwrap();
}

/// `u::r--,u:USER:r--,g::---,m::r--,o::---`, with `x` for directories, as the kernel stores it.
fn let_the_user_read(path: &Path) {
    const ANYBODY: u32 = u32::MAX;
    let bits: u16 = if path.is_dir() { 5 } else { 4 };
    let entries = [
        (0x01, bits, ANYBODY),
        (0x02, bits, USER),
        (0x04, 0, ANYBODY),
        (0x10, bits, ANYBODY),
        (0x20, 0, ANYBODY),
    ];
    let mut list = 2_u32.to_le_bytes().to_vec();
    for (tag, bits, id) in entries {
        list.extend(u16::to_le_bytes(tag));
        list.extend(u16::to_le_bytes(bits));
        list.extend(u32::to_le_bytes(id));
    }
    setxattr(path, "system.posix_acl_access", &list, XattrFlags::empty()).unwrap();
}

#[test]
fn what_the_page_says_is_logged() {
    on_a_machine(|| {
        let unit = text("systemd/my-agent.service");
        let plain = credentials_of(&unit, "LoadCredential");
        let all = [plain.clone(), credentials_of(&unit, "LoadCredentialEncrypted")].concat();
        assert_eq!(all, ["openai", "anthropic"]);
        let environment = [("CREDENTIALS_DIRECTORY", DIRECTORY)];
        let mut page = Log::of("systemd/log.txt");
        page.has("not started by systemd, or no line in the unit", &log::<Systemd>(USER, &[], &[]));

        let owned = |path: &Path| give(path, USER, USER);
        start(&plain, "ramfs", owned);
        page.has("without LoadCredentialEncrypted=", &log::<Systemd>(USER, &[], &environment));
        stop();
        start(&all, "ramfs", owned);
        let as_above = log::<Systemd>(USER, &[], &environment);
        page.has("as above", &as_above);
        stop();
        start(&all, "tmpfs", let_the_user_read);
        assert_eq!(
            log::<Systemd>(USER, &[], &environment),
            as_above,
            "with an access control list"
        );
        page.has_no_more();
    });
}

#[test]
fn the_real_systemd_knows_the_settings() {
    let files = Files::new();
    // The program need not be there for the unit to be right.
    let unit = text("systemd/my-agent.service").replace("/usr/local/bin/my-agent", "/bin/true");
    let verify = |unit: &str| {
        fs::write(files.join("my-agent.service"), unit).unwrap();
        let drop_in = files.join("my-agent.service.d");
        fs::create_dir_all(&drop_in).unwrap();
        fs::copy(path("systemd/development.conf"), drop_in.join("development.conf")).unwrap();
        let mut verify = Command::new("systemd-analyze");
        let ran = output(verify.args(["verify", "--man=no"]).arg(files.join("my-agent.service")))?;
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        Some(said.lines().filter(|line| line.contains("my-agent")).collect::<Vec<_>>().join("\n"))
    };
    let Some(said) = verify(&unit) else { return };
    assert_eq!(said, "");
    let broken = unit.replace("LoadCredentialEncrypted", "LoadEncryptedCredential");
    let said = verify(&broken).unwrap();
    assert!(said.contains("LoadEncryptedCredential"), "it does look: {said}");
}

#[test]
fn the_unit_of_the_page_is_hardened() {
    let files = Files::new();
    let exposure = |unit: &str| {
        let unit = unit.replace("/usr/local/bin/my-agent", "/bin/true");
        fs::write(files.join("my-agent.service"), unit).unwrap();
        let mut security = Command::new("systemd-analyze");
        security.args(["security", "--offline=true", "--threshold=14", "--no-pager"]);
        let ran = output(security.arg(files.join("my-agent.service")))?;
        Some((ran.status.success(), String::from_utf8_lossy(&ran.stdout).into_owned()))
    };
    let unit = text("systemd/my-agent.service");
    let Some((is_below, said)) = exposure(&unit) else { return };
    if !said.contains("exposure level") {
        return not_run("`systemd-analyze security --offline` takes systemd 250");
    }
    assert!(is_below, "{said}");
    let (before, rest) = unit.split_once("\n# No secret in a core dump").unwrap();
    let (_, behind) = rest.split_once("\n[Install]").unwrap();
    let (is_below, said) = exposure(&format!("{before}\n[Install]{behind}")).unwrap();
    assert!(!is_below, "without the lines it is another: {said}");
}

#[test]
fn what_is_encrypted_as_on_the_page_is_what_systemd_decrypts() {
    if output(Command::new("systemd-creds").arg("--version")).is_none() {
        return;
    }
    let files = Files::new();
    // The machine's own key is root's; this one is the test's.
    let key = files.join("key");
    let at_home = |script: &str| {
        let script = script.replace("/etc/my-agent/", &format!("{}/", files.path().display()));
        let script = format!("export SYSTEMD_CREDENTIAL_SECRET='{}'\n{script}", key.display());
        let sudo = ("sudo", "exec \"$@\"");
        let ask = ("systemd-ask-password", "printf from-the-keyboard");
        run(&script, files.path(), &[sudo, ask])
    };
    let encrypted = at_home(&text("systemd/encrypt.sh"));
    if !encrypted.status.success() {
        return not_run(&format!(
            "`systemd-creds`: {}",
            String::from_utf8_lossy(&encrypted.stderr)
        ));
    }
    let unit = text("systemd/my-agent.service");
    assert!(unit.contains("LoadCredentialEncrypted=anthropic:/etc/my-agent/anthropic.cred\n"));
    let stored = fs::read(files.join("anthropic.cred")).unwrap();
    assert!(!stored.windows(8).any(|window| window == b"keyboard"));
    let decrypted =
        at_home("systemd-creds decrypt --name=anthropic /etc/my-agent/anthropic.cred -");
    assert_eq!(String::from_utf8_lossy(&decrypted.stdout), "from-the-keyboard", "{decrypted:?}");
    // As systemd does for the unit, without being its first process.
    let start = "umask 077; mkdir -p /etc/my-agent/unit; systemd-creds decrypt --name=anthropic \
                 /etc/my-agent/anthropic.cred /etc/my-agent/unit/anthropic; chmod 500 /etc/my-agent/unit";
    let started = at_home(start);
    assert!(started.status.success(), "{started:?}");
    let directory = files.join("unit");
    let loader =
        files.loader().with_environment([("CREDENTIALS_DIRECTORY", directory.to_str().unwrap())]);
    let set: Systemd = loader.load();
    assert_eq!(set.anthropic.secret().unwrap().expose_secret(), "from-the-keyboard");
    assert_eq!(set.openai.secret().unwrap_err().code(), "file_not_found");
    // What is encrypted still is never taken for the secret.
    fs::set_permissions(&directory, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
    write_secret(&directory.join("openai"), stored);
    let set: Systemd = loader.load();
    assert_eq!(set.openai.secret().unwrap_err().code(), "value_encrypted");
}
