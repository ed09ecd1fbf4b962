//! Files with any number of keys, of stores that do not answer.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::net::TcpListener;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use provider_credentials_core::Loader;
use provider_credentials_core::testing::EncryptedFile;
use provider_credentials_sealed::sops::SopsFile;

use super::stores::KEYS;
use super::support::file;
use crate::support::{Files, outcome};

const NOBODY: &str = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";

/// Of Google, whose tokens come from where the proxy leads.
const LOGIN: &str =
    r#"{"type":"authorized_user","client_id":"n","client_secret":"n","refresh_token":"of-nobody"}"#;

/// Of the loader.
const LIMIT: Duration = Duration::from_secs(1);
/// Far below what a store takes of its own accord.
const SOON: Duration = Duration::from_secs(10);

/// The list of a store in a file, and how one of its keys stands there.
const STORES: [(&str, &str); 4] = [
    ("kms", "arn: arn:aws:kms:eu-west-1:111122223333:key/NUMBER"),
    (
        "hc_vault",
        "vault_address: ADDRESS\n          engine_path: transit\n          key_name: kNUMBER",
    ),
    (
        "azure_kv",
        "vault_url: https://agent.vault.azure.net\n          name: kNUMBER\n          version: 0123456789abcdef0123456789abcdef",
    ),
    ("gcp_kms", "resource_id: projects/p/locations/l/keyRings/r/cryptoKeys/kNUMBER"),
];

#[test]
fn all_keys_of_a_store_have_one_limit_and_that_of_the_loader() {
    let name = OsStr::new("it.yaml");
    let new = SopsFile::new(SopsFile::format_of(name).unwrap(), &[&[NOBODY]]).unwrap();
    let encrypted = new.encrypt(b"password: s3cr3t-of-ada\n", SystemTime::now()).unwrap();
    let encrypted = String::from_utf8(encrypted).unwrap();
    let ends = |list: &str, key: &str| {
        // Connections are made, and nobody reads what comes.
        let silent = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", silent.local_addr().unwrap());
        let mut section = format!("sops:\n    {list}:\n");
        for number in 0..4000 {
            let key = key.replace("ADDRESS", &address).replace("NUMBER", &number.to_string());
            let enc = if list == "hc_vault" { "vault:v1:AAAA" } else { "AAAA" };
            let _ = write!(section, "        - {key}\n          enc: {enc}\n");
        }
        let files = Files::new();
        files.public("it.yaml", encrypted.replacen("sops:\n", &section, 1));
        let login = files.secret("login.json", LOGIN);
        let loader = Loader::new().source_timeout(LIMIT).with_environment([
            ("AWS_ENDPOINT_URL", address.as_str()),
            ("AWS_ACCESS_KEY_ID", "AKIDOFNOBODY"),
            ("AWS_SECRET_ACCESS_KEY", "of-nobody"),
            ("VAULT_ADDR", &address),
            ("VAULT_TOKEN", "of-nobody"),
            ("HTTPS_PROXY", &address),
            ("AZURE_TENANT_ID", "11111111-2222-3333-4444-555555555555"),
            ("AZURE_CLIENT_ID", "11111111-2222-3333-4444-555555555555"),
            ("AZURE_CLIENT_SECRET", "of-nobody"),
            ("GOOGLE_APPLICATION_CREDENTIALS", login.to_str().unwrap()),
        ]);
        let it = EncryptedFile { keys: KEYS, ..file("it.yaml", &["password"]) };
        let started = Instant::now();
        let code = outcome(&files.load_with(it, loader)).unwrap_err();
        assert!(code.ends_with("timed_out"), "{list}: {code}");
        assert!(started.elapsed() < SOON, "{list}: {:?}", started.elapsed());
        // The first has taken all of the time: no other is asked.
        silent.set_nonblocking(true).unwrap();
        assert_eq!((0..2).filter(|_| silent.accept().is_ok()).count(), 1, "{list}");
    };
    thread::scope(|scope| {
        for (list, key) in &STORES {
            scope.spawn(|| ends(list, key));
        }
    });
}
