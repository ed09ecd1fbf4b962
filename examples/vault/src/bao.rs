//! A server in its development mode, as somebody who tries it starts one.

use std::error::Error;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

pub(crate) struct Bao<'d> {
    directory: &'d Path,
    listen: String,
    server: Child,
}

const ROOT: &str = "root-of-the-example";

impl<'d> Bao<'d> {
    /// Starts `bao` of the path. Its home is the directory.
    pub(crate) fn start(directory: &'d Path) -> Result<Self, Box<dyn Error>> {
        let listen = TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string();
        let server = Command::new("bao")
            .args(["server", "-dev", "-dev-no-store-token"])
            .args([format!("-dev-listen-address={listen}"), format!("-dev-root-token-id={ROOT}")])
            .env("HOME", directory)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|_| "this example needs `bao`: https://openbao.org/docs/install/")?;
        let bao = Self { directory, listen, server };
        for _ in 0..100 {
            let is_up = TcpStream::connect(&bao.listen).is_ok();
            if is_up && bao.run("token lookup").is_ok() {
                return Ok(bao);
            }
            sleep(Duration::from_millis(100));
        }
        Err("`bao` does not answer".into())
    }

    pub(crate) fn address(&self) -> String {
        format!("http://{}", self.listen)
    }

    /// What a command prints.
    pub(crate) fn run(&self, line: &str) -> Result<String, Box<dyn Error>> {
        let out = Command::new("bao")
            .args(line.split_whitespace())
            .env("BAO_ADDR", self.address())
            .env("BAO_TOKEN", ROOT)
            .env("HOME", self.directory)
            .output()?;
        if !out.status.success() {
            return Err(format!("bao {line}: {}", String::from_utf8_lossy(&out.stderr)).into());
        }
        Ok(String::from_utf8(out.stdout)?.trim_end().to_owned())
    }

    pub(crate) fn policy(&self, name: &str, rules: &str) -> Result<(), Box<dyn Error>> {
        let file = self.directory.join("policy.hcl");
        fs::write(&file, rules)?;
        self.run(&format!("policy write {name} {}", file.display())).map(drop)
    }
}

impl Drop for Bao<'_> {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
