//! The configuration of a server, and its certificates.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::audit::Log;
use crate::mode::Mode;

/// Writes `bao.hcl` into its home, and what that names.
pub(crate) fn write_config(
    home: &Path,
    mode: Mode,
    log: Log,
    listen: &str,
    cluster: &str,
) -> Result<(), &'static str> {
    let directory = home;
    let home = home.display();
    let raw = log == Log::Clear;
    let mut config = format!(
        "audit \"file\" \"all\" {{ options {{ file_path = \"{home}/audit.log\" log_raw = \"{raw}\" }} }}\n"
    );
    if mode == Mode::Raft {
        certificates(directory).ok_or("there is no openssl")?;
        fs::create_dir(directory.join("raft")).map_err(|_| "no directory")?;
        let of_disk = format!(
            "storage \"raft\" {{\n  path = \"{home}/raft\"\n  node_id = \"one\"\n  performance_multiplier = 1\n}}\n\
             listener \"tcp\" {{\n  address = \"{listen}\"\n  cluster_address = \"{cluster}\"\n  \
             tls_cert_file = \"{home}/server.pem\"\n  tls_key_file = \"{home}/server.key\"\n}}\n\
             api_addr = \"https://{listen}\"\ncluster_addr = \"https://{cluster}\"\n"
        );
        config.push_str(&of_disk);
    }
    fs::write(directory.join("bao.hcl"), config).map_err(|_| "no file")
}

/// `ca.pem`, and by it `server` for `localhost`, and `client`.
fn certificates(directory: &Path) -> Option<()> {
    let made = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2";
    let leaf = "-CA ca.pem -CAkey ca.key -addext basicConstraints=critical,CA:FALSE";
    let lines = [
        format!("{made} -subj /CN=ca -keyout ca.key -out ca.pem"),
        format!(
            "{made} -subj /CN=localhost -keyout server.key -out server.pem {leaf} -addext subjectAltName=DNS:localhost,IP:127.0.0.1"
        ),
        format!(
            "{made} -subj /CN=client -keyout client.key -out client.pem {leaf} -addext extendedKeyUsage=clientAuth"
        ),
    ];
    for line in lines {
        let mut openssl = Command::new("openssl");
        let out = openssl.args(line.split(' ')).current_dir(directory).output();
        out.ok().filter(|out| out.status.success())?;
    }
    Some(())
}
