use std::fs;
use std::path::Path;

use provider_credentials::credentials;
use rustix::mount::{MountFlags, mount, mount_bind, mount_remount};

use super::machine::{Log, host_file, log, on_a_machine, run};
use super::{parsed, text};
use crate::permissions::give;
use crate::permissions::mounts::make_read_only;
use crate::support::Files;

credentials!("../docs/deployment/lambda/provider_credentials.yaml", struct Lambda);

/// The functions' user: not root.
const USER: u32 = 993;

#[test]
fn what_the_page_says_is_logged() {
    // Outside, for /tmp is another one inside.
    let files = Files::new();
    let bootstrap = text("lambda/bootstrap.sh").replace("/var/task/my-agent", "env");
    on_a_machine(|| {
        let template = parsed("lambda/template.yaml");
        let variables = "Resources.MyAgent.Properties.Environment.Variables";
        let names = template.keys(variables);
        let environment: Vec<_> = names.iter().map(|name| (*name, "resolved")).collect();
        let mut page = Log::of("lambda/log.txt");

        // A layer: unpacked below /opt, by root, and nobody can write there.
        let layer = files.join("layer");
        host_file(&layer.join("my-agent/openai"), 0, 0o644);
        mount_bind(&layer, "/opt").unwrap();
        make_read_only(Path::new("/opt"));
        let in_layer = [("OPENAI_API_KEY_FILE", "/opt/my-agent/openai")];
        page.has(
            "OPENAI_API_KEY_FILE=/opt/my-agent/openai, a file of a layer",
            &log::<Lambda>(USER, &[], &in_layer),
        );

        // Only /tmp can be written.
        mount("none", "/mnt", "tmpfs", MountFlags::empty(), c"mode=0755").unwrap();
        fs::create_dir("/mnt/bin").unwrap();
        mount_bind(files.path(), "/mnt/bin").unwrap();
        mount("none", "/tmp", "tmpfs", MountFlags::empty(), c"mode=1777").unwrap();
        mount_remount("/", MountFlags::BIND | MountFlags::RDONLY, c"").unwrap();
        assert!(fs::write("/written", "").is_err(), "the root file system is read-only");
        page.has("as above", &log::<Lambda>(USER, &[], &environment));
        page.has("without `Variables`", &log::<Lambda>(USER, &[], &[]));

        let fetch = ("fetch-secret", "printf 'fetched-%s' \"$1\"");
        let ran = run(&bootstrap, Path::new("/mnt/bin"), &[fetch]);
        let given = String::from_utf8(ran.stdout).unwrap();
        let file =
            given.lines().find_map(|line| line.strip_prefix("OPENAI_API_KEY_FILE=")).unwrap();
        assert_eq!(fs::read_to_string(file).unwrap(), "fetched-openai");
        give(file, USER, USER);
        page.has("with bootstrap.sh", &log::<Lambda>(USER, &[], &[("OPENAI_API_KEY_FILE", file)]));
        page.has_no_more();
    });
}
