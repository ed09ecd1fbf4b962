//! Keys that a store wraps.

use provider_credentials_core::testing::{EncryptedFile, load_encrypted};
use provider_credentials_core::{KeyProvider, Opener};
use provider_credentials_sealed::sops::IDENTITIES;
use provider_credentials_test_servers::{Aws, Bao, Emulator, Mode};

use super::support::{Sops, code, file, text};

static KEYS: &[&Opener<dyn KeyProvider>] =
    &[&IDENTITIES, &provider_credentials_vault::KEYS, &provider_credentials_aws::KEYS];

const TARGET: &str = env!("CARGO_TARGET_TMPDIR");

fn it() -> EncryptedFile {
    EncryptedFile { keys: KEYS, ..file("it.yaml", &["password"]) }
}

#[test]
fn keys_of_transit() {
    let test = "keys_of_transit";
    let Some(sops) = Sops::for_test(test) else { return };
    let Some(bao) = Bao::for_test(test, TARGET, Mode::Plain) else { return };
    bao.bao("secrets enable transit");
    bao.bao("write -f transit/keys/of-sops");
    let address = bao.address();
    sops.write("it.yaml", "password: s3cr3t-of-ada\n");
    let uri = format!("{address}/v1/transit/keys/of-sops");
    let by = [("VAULT_TOKEN", bao.root_token()), ("SOPS_AGE_KEY_FILE", "")];
    sops.try_run(&["encrypt", "--in-place", "--hc-vault-transit", &uri, "it.yaml"], &by).unwrap();
    let rules = "path \"transit/decrypt/of-sops\" { capabilities = [\"update\"] }";
    let token = bao.token("decrypt", rules, "1h");
    let with = |environment: &[(&str, &str)]| {
        load_encrypted(&[it()], sops.loader_with(environment)).remove(0)
    };
    assert_eq!(text(&with(&[("VAULT_ADDR", &address), ("VAULT_TOKEN", &token)])), "s3cr3t-of-ada");
    // The token goes to no other server than the program's own.
    let other = [("VAULT_ADDR", "http://127.0.0.1:1"), ("VAULT_TOKEN", &*token)];
    assert_eq!(code(&with(&other)), "vault_transit_address");
    let nothing = bao.token("nothing", "path \"x\" { capabilities = [\"read\"] }", "1h");
    let denied = [("VAULT_ADDR", &*address), ("VAULT_TOKEN", &nothing)];
    assert_eq!(code(&with(&denied)), "vault_permission_denied");
    bao.bao("write -f transit/keys/of-sops/rotate");
    bao.bao("write transit/keys/of-sops/config min_decryption_version=2");
    let old = [("VAULT_ADDR", &*address), ("VAULT_TOKEN", &token)];
    assert_eq!(code(&with(&old)), "vault_transit_invalid");
}

#[test]
fn keys_of_kms() {
    let test = "keys_of_kms";
    let Some(sops) = Sops::for_test(test) else { return };
    let Some(aws) = Aws::for_test(test, TARGET, Emulator::Moto) else { return };
    let made = aws.python(
        "made = boto3.client('kms', region_name='eu-west-1').create_key()
result = made['KeyMetadata']['Arn']",
    );
    let arn = made.as_str().unwrap();
    let (address, keys) = (aws.address(), aws.administrator().clone());
    let by = |keys: &provider_credentials_test_servers::Keys| {
        [
            ("AWS_ENDPOINT_URL", address.clone()),
            ("AWS_ACCESS_KEY_ID", keys.id.clone()),
            ("AWS_SECRET_ACCESS_KEY", keys.secret.clone()),
        ]
    };
    let administrator = by(&keys);
    let administrator: Vec<(&str, &str)> =
        administrator.iter().map(|(name, value)| (*name, value.as_str())).collect();
    sops.write("it.yaml", "password: s3cr3t-of-ada\n");
    let context = "Application:agent";
    let words = ["encrypt", "--in-place", "--kms", arn, "--encryption-context", context, "it.yaml"];
    sops.try_run(&words, &administrator).unwrap();
    let written = String::from_utf8(sops.read("it.yaml")).unwrap();
    assert!(written.contains("Application: agent"), "{written}");
    let with = |environment: &[(&str, &str)]| {
        load_encrypted(&[it()], sops.loader_with(environment)).remove(0)
    };
    assert_eq!(text(&with(&administrator)), "s3cr3t-of-ada");
    let user = aws.user("nobody", &["s3:ListAllMyBuckets"]);
    let user = by(&user);
    let user: Vec<(&str, &str)> =
        user.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(code(&with(&user)), "aws_kms_denied");
    sops.write("it.yaml", written.replace("Application: agent", "Application: other"));
    assert!(code(&with(&administrator)).starts_with("aws_"));
    sops.write("it.yaml", written.replace("aws_profile: \"\"", "role: arn:aws:iam::1:role/x"));
    assert_eq!(code(&with(&administrator)), "aws_kms_role");
    sops.write("it.yaml", written.replace("arn:aws:kms:", "arn:aws:iam:"));
    assert_eq!(code(&with(&administrator)), "aws_kms_arn_invalid");
}
