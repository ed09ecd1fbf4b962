//! Containers without root: a user namespace with numbers of its own, a mount namespace, and an empty root
//! directory in memory. A process with threads cannot enter a user namespace, so a test starts this program
//! again, for one test that is ignored otherwise.

use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Child, Stdio};

use rustix::mount::{MountFlags, mount, mount_bind, mount_bind_recursive};
use rustix::process::chroot;

use super::*;

/// Where the test finds what the host prepared for it.
const HOST: &str = "PROVIDER_CREDENTIALS_TEST_HOST";

/// The user on the host who is root in the container.
pub(crate) const STARTER: u32 = 1000;

/// What `unshare --map-root-user` writes for that user.
pub(crate) const ROOT_ALONE: &str = "0 1000 1\n";

/// What Podman writes for that user, by a line of `/etc/subuid`.
pub(crate) const WITH_SUBORDINATES: &str = "0 1000 1\n1 100000 65536\n";

/// The number that a user of a container [`WITH_SUBORDINATES`] has on the host.
pub(crate) fn on_the_host(user: u32) -> u32 {
    if user == 0 { STARTER } else { user - 1 + 100_000 }
}

/// Runs the test `inner` as root of a container without root, with what `prepare` puts into its `/host`,
/// and hands over what is there then.
pub(crate) fn in_container(
    map: &str,
    inner: &str,
    prepare: impl FnOnce(&Path),
    check: impl FnOnce(&Path),
) {
    if !is_root() {
        return not_run(
            "files of other owners, and numbers of others in a user namespace, take root",
        );
    }
    if is_in_a_user_namespace() {
        return not_run("this is a container without root itself");
    }
    let files = Files::new();
    chmod(files.path(), 0o755);
    for directory in ["root", "host"] {
        fs::create_dir(files.join(directory)).unwrap();
        chmod(files.join(directory), 0o755);
    }
    prepare(&files.join("host"));
    // The starter may not be able to enter the directory of the real one.
    let program = files.join("test");
    // By a process of its own: what another thread starts meanwhile would hold the copy open, and a program that somebody may
    // still write to is not started.
    let copied = Command::new("cp").arg(std::env::current_exe().unwrap()).arg(&program).status();
    assert!(copied.unwrap().success());
    let namespace = match Namespace::new(map) {
        Ok(namespace) => namespace,
        Err(why) => return not_run(&format!("no user namespace of our own ({})", why.trim())),
    };
    let as_root_of_it = |program: &Path, arguments: &[&str]| {
        Command::new("nsenter")
            .args(["--user", "--setuid", "0", "--setgid", "0", "--target"])
            .arg(namespace.0.id().to_string())
            .args(["unshare", "--mount"])
            .arg(program)
            .args(arguments)
            .env(HOST, files.path())
            .output()
    };
    match as_root_of_it(Path::new("true"), &[]) {
        Ok(ran) if ran.status.success() => {}
        other => return not_run(&format!("no container of our own ({other:?})")),
    }
    let inner = [inner, "--exact", "--ignored", "--nocapture"];
    let ran = as_root_of_it(&program, &inner).unwrap();
    let said = String::from_utf8_lossy(&ran.stdout) + String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success() && said.contains("1 passed"), "{said}");
    check(&files.join("host"));
}

/// Whether some users have no number here.
pub(super) fn is_in_a_user_namespace() -> bool {
    let map = fs::read_to_string("/proc/self/uid_map").unwrap();
    map.split_ascii_whitespace().nth(2) != Some("4294967295")
}

/// A process in a user namespace, which is there as long as it is.
struct Namespace(Child);

impl Namespace {
    fn new(map: &str) -> Result<Self, String> {
        let mut unshare = Command::new("unshare");
        unshare.args(["--user", "sh", "-c", "echo in; exec sleep 600"]);
        unshare.stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = unshare.spawn().map_err(|error| error.to_string())?;
        let mut namespace = Self(child);
        let mut line = String::new();
        let stdout = namespace.0.stdout.take().unwrap();
        BufReader::new(stdout).read_line(&mut line).unwrap();
        if line.is_empty() {
            let mut stderr = namespace.0.stderr.take().unwrap();
            stderr.read_to_string(&mut line).unwrap();
            return Err(line);
        }
        for file in ["uid_map", "gid_map"] {
            let path = format!("/proc/{}/{file}", namespace.0.id());
            fs::write(path, map).map_err(|error| format!("{file}: {error}"))?;
        }
        Ok(namespace)
    }
}

impl Drop for Namespace {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// For the inner test: makes the container, and is `false` where nobody started the test as above.
pub(crate) fn enter() -> bool {
    let Some(outside) = std::env::var_os(HOST).map(PathBuf::from) else {
        not_run("runs in a container only");
        return false;
    };
    let root = outside.join("root");
    mount("none", &root, "tmpfs", MountFlags::empty(), c"mode=0755").unwrap();
    for directory in ["proc", "host", "run", "tmp"] {
        fs::create_dir(root.join(directory)).unwrap();
        chmod(root.join(directory), 0o755);
    }
    mount_bind_recursive("/proc", root.join("proc")).unwrap();
    mount_bind(outside.join("host"), root.join("host")).unwrap();
    chroot(&root).unwrap();
    std::env::set_current_dir("/").unwrap();
    chmod("/tmp", 0o1777);
    true
}

/// What an engine does for a file: a bind mount of it, which may be written.
pub(crate) fn mount_file(source: &str, target: &str) {
    let target = Path::new(target);
    fs::create_dir_all(target.parent().unwrap()).unwrap();
    fs::write(target, "").unwrap();
    mount_bind(source, target).unwrap();
}
