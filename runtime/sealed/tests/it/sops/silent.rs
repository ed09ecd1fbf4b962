//! A file with any number of keys, of stores that do not answer.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::net::TcpListener;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use provider_credentials_core::testing::EncryptedFile;
use provider_credentials_core::{KeyProvider, Opener};
use provider_credentials_sealed::sops::{IDENTITIES, SopsFile};

use super::support::file;
use crate::support::{Files, outcome};

static KEYS: &[&Opener<dyn KeyProvider>] =
    &[&IDENTITIES, &provider_credentials_vault::KEYS, &provider_credentials_aws::KEYS];

const NOBODY: &str = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";

#[test]
fn all_keys_of_a_store_have_one_limit() {
    let name = OsStr::new("it.yaml");
    let new = SopsFile::new(SopsFile::format_of(name).unwrap(), &[&[NOBODY]]).unwrap();
    let encrypted = new.encrypt(b"password: s3cr3t-of-ada\n", SystemTime::now()).unwrap();
    let encrypted = String::from_utf8(encrypted).unwrap();
    // Connections are made, and nobody reads what comes.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", silent.local_addr().unwrap());
    let variables = [
        ("AWS_ENDPOINT_URL", address.as_str()),
        ("AWS_ACCESS_KEY_ID", "AKIDOFNOBODY"),
        ("AWS_SECRET_ACCESS_KEY", "of-nobody"),
        ("VAULT_ADDR", &address),
        ("VAULT_TOKEN", "of-nobody"),
    ];
    let kms = |number: usize| {
        format!(
            "        - arn: arn:aws:kms:eu-west-1:111122223333:key/{number}\n          enc: AAAA\n"
        )
    };
    let transit = |number: usize| {
        format!(
            "        - vault_address: {address}\n          engine_path: transit\n          key_name: k{number}\n          enc: vault:v1:AAAA\n"
        )
    };
    let ends = |list: &str, entry: &dyn Fn(usize) -> String| {
        let mut section = format!("sops:\n    {list}:\n");
        for number in 0..4000 {
            let _ = write!(section, "{}", entry(number));
        }
        let files = Files::new();
        files.public("it.yaml", encrypted.replacen("sops:\n", &section, 1));
        let started = Instant::now();
        let it = EncryptedFile { keys: KEYS, ..file("it.yaml", &["password"]) };
        let code = outcome(&files.load(it, &variables)).unwrap_err();
        assert!(code.ends_with("timed_out"), "{code}");
        assert!(started.elapsed() < Duration::from_secs(40), "{list}: {:?}", started.elapsed());
    };
    // Each takes all of the limit.
    thread::scope(|scope| {
        scope.spawn(|| ends("kms", &kms));
        scope.spawn(|| ends("hc_vault", &transit));
    });
}
