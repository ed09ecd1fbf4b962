//! Keys that a store wraps.

use std::ffi::OsStr;
use std::fs;
use std::time::SystemTime;

use provider_credentials_core::testing::{EncryptedFile, load_encrypted};
use provider_credentials_core::{KeyProvider, Opener};
use provider_credentials_sealed::sops::{IDENTITIES, Recipient, SopsFile};
use provider_credentials_test_servers::{
    Aws, Azure, Bao, Client, Emulator, Fault, Front, Gcp, Mode,
};

use super::support::{Sops, code, file, text};

pub(super) static KEYS: &[&Opener<dyn KeyProvider>] = &[
    &IDENTITIES,
    &provider_credentials_vault::KEYS,
    &provider_credentials_aws::KEYS,
    &provider_credentials_azure::KEYS,
    &provider_credentials_gcp::KEYS,
];

const TARGET: &str = env!("CARGO_TARGET_TMPDIR");

fn it() -> EncryptedFile {
    EncryptedFile { keys: KEYS, ..file("it.yaml", &["password"]) }
}

type Variables<'v> = [(&'v str, &'v str)];

/// What is in the file, as a program finds it.
fn loaded(sops: &Sops, environment: &Variables<'_>) -> Result<String, &'static str> {
    let found = load_encrypted(&[it()], sops.loader_with(environment)).remove(0);
    if found.is_loaded() { Ok(text(&found)) } else { Err(code(&found)) }
}

/// Opens the file, and encrypts it with a new key for others.
fn rekey(
    sops: &Sops,
    environment: &Variables<'_>,
    recipients: &[&str],
) -> Result<(), &'static str> {
    let content = sops.read("it.yaml");
    let loader = sops.loader_with(environment);
    let done = loader.with_keys(KEYS, None, None, |keys| {
        let mut file = SopsFile::open(&content, OsStr::new("it.yaml"), keys)?;
        let parse = |text: &&str| {
            let (text, context) = text.split_once(" with ").unwrap_or((text, ""));
            let recipient = Recipient::parse(text)?;
            Ok(match context.split_once(':') {
                Some((name, value)) => recipient.with_context(name, value),
                None => recipient,
            })
        };
        let group = recipients.iter().map(parse).collect::<Result<Vec<_>, _>>()?;
        file.rekey_for(&[group], 1, keys)?;
        let plain = file.plain().to_vec();
        file.encrypt(&plain, SystemTime::now())
    });
    sops.write("it.yaml", done.map_err(|error| error.code())?);
    Ok(())
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
    // With a new key that transit wraps, sops opens it too; and by age, without transit.
    let encrypting = "path \"transit/+/of-sops\" { capabilities = [\"update\"] }";
    let writer = bao.token("encrypt", encrypting, "1h");
    let before = sops.read("it.yaml");
    let as_writer = [("VAULT_ADDR", &*address), ("VAULT_TOKEN", &writer)];
    let own = sops.recipient.clone();
    assert_eq!(rekey(&sops, &as_writer, &[&uri, &own]), Ok(()));
    assert_ne!(sops.read("it.yaml"), before);
    assert_eq!(loaded(&sops, &as_writer).unwrap(), "s3cr3t-of-ada");
    assert_eq!(loaded(&sops, &[("SOPS_AGE_KEY_FILE", "keys.txt")]).unwrap(), "s3cr3t-of-ada");
    let there = sops.try_run(&["decrypt", "it.yaml"], &by).unwrap();
    assert_eq!(there, b"password: s3cr3t-of-ada\n");
    let reader = [("VAULT_ADDR", &*address), ("VAULT_TOKEN", &token)];
    assert_eq!(rekey(&sops, &reader, &[&uri]), Err("vault_permission_denied"));
    assert_eq!(rekey(&sops, &as_writer, &[&own]), Ok(()));
    assert_eq!(loaded(&sops, &as_writer), Err("sops_no_key"));
    sops.write("it.yaml", before);
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
    let by_context = format!("{arn} with {context}");
    assert_eq!(rekey(&sops, &administrator, &[&by_context]), Ok(()));
    let again = String::from_utf8(sops.read("it.yaml")).unwrap();
    assert!(again != written && again.contains("Application"), "{again}");
    assert_eq!(loaded(&sops, &administrator).unwrap(), "s3cr3t-of-ada");
    let there = sops.try_run(&["decrypt", "it.yaml"], &administrator).unwrap();
    assert_eq!(there, b"password: s3cr3t-of-ada\n");
    let role = format!("{arn}+arn:aws:iam::1:role/x");
    assert_eq!(rekey(&sops, &administrator, &[&role]), Err("aws_kms_role"));
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

#[test]
fn keys_of_azure() {
    let test = "keys_of_azure";
    let Some(sops) = Sops::for_test(test) else { return };
    let Some(client) = Client::for_test(test, TARGET) else { return };
    let azure = Azure::start();
    let way = azure.environment();
    let mut by: Vec<(&str, String)> = way
        .iter()
        .map(|(name, value)| (*name, value.clone()))
        .chain([
            ("AZURE_TENANT_ID", Azure::TENANT.to_owned()),
            ("AZURE_CLIENT_ID", Azure::CLIENT_ID.to_owned()),
            ("AZURE_CLIENT_SECRET", Azure::CLIENT_SECRET.to_owned()),
        ])
        .collect();
    // Microsoft's own client encrypts here, and has it decrypted there.
    let made = client.python(
        &by,
        "credential = DefaultAzureCredential()
keys = KeyClient('https://agent.vault.azure.net', credential)
key = keys.create_rsa_key('of-sops', size=2048)
crypto = CryptographyClient(key, credential)
box = crypto.encrypt(EncryptionAlgorithm.rsa_oaep_256, b'of-the-client').ciphertext
result = [key.id, crypto.decrypt(EncryptionAlgorithm.rsa_oaep_256, box).plaintext.decode()]",
    );
    let made = made.unwrap();
    let (id, back) = (made[0].as_str().unwrap(), made[1].as_str().unwrap());
    assert_eq!(back, "of-the-client");
    // As Go has it.
    let authority = way.iter().find(|(name, _)| *name == "REQUESTS_CA_BUNDLE").unwrap();
    by.push(("SSL_CERT_FILE", authority.1.clone()));
    let by: Vec<(&str, &str)> = by.iter().map(|(name, value)| (*name, value.as_str())).collect();
    sops.write("it.yaml", "password: s3cr3t-of-ada\n");
    sops.try_run(&["encrypt", "--in-place", "--azure-kv", id, "it.yaml"], &by).unwrap();
    let written = String::from_utf8(sops.read("it.yaml")).unwrap();
    assert!(written.contains("vault_url: https://agent.vault.azure.net"), "{written}");
    assert_eq!(loaded(&sops, &by).unwrap(), "s3cr3t-of-ada");

    assert_eq!(rekey(&sops, &by, &[id]), Ok(()));
    assert_ne!(sops.read("it.yaml"), written.as_bytes());
    assert_eq!(loaded(&sops, &by).unwrap(), "s3cr3t-of-ada");
    assert_eq!(sops.try_run(&["decrypt", "it.yaml"], &by).unwrap(), b"password: s3cr3t-of-ada\n");

    let version = id.rsplit('/').next().unwrap();
    let before = azure.seen().len();
    for (from, to, expected) in [
        ("https://agent.", "https://locked.", "azure_key_denied"),
        ("https://agent.", "https://hostile.", "azure_challenge_resource"),
        (version, &"0".repeat(32), "azure_key_not_found"),
        (version, "1", "azure_key_invalid"),
        ("name: of-sops", "name: ../secrets/x", "azure_key_invalid"),
        ("vault.azure.net", "vault.azure.example", "azure_key_invalid"),
        ("https://agent.vault.azure.net", "agent", "azure_key_invalid"),
        ("https://agent.vault", "https://agent.managedhsm", "azure_key_invalid"),
    ] {
        sops.write("it.yaml", written.replacen(from, to, 1));
        assert_eq!(loaded(&sops, &by), Err(expected), "{to}");
    }
    let hosts = azure.seen().split_off(before);
    assert!(hosts.iter().all(|seen| !seen.host.starts_with("hostile") || !seen.has_token));
    let enc = written.lines().find(|line| line.trim_start().starts_with("enc:")).unwrap();
    let spoiled = enc.replacen(&enc[enc.len() - 8..enc.len() - 2], "AAAAAA", 1);
    sops.write("it.yaml", written.replace(enc, &spoiled));
    assert_eq!(loaded(&sops, &by), Err("azure_key_refused"));
    sops.write("it.yaml", &written);
    let disable = "keys = KeyClient('https://agent.vault.azure.net', DefaultAzureCredential())
keys.update_key_properties('of-sops', enabled=False, version=VERSION)";
    let own: Vec<(&str, String)> =
        by.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    client.python(&own, &disable.replace("VERSION", &format!("'{version}'"))).unwrap();
    assert_eq!(loaded(&sops, &by), Err("azure_key_denied"));
}

#[test]
fn keys_of_google() {
    let test = "keys_of_google";
    let Some(sops) = Sops::for_test(test) else { return };
    let Some(gcp) = Gcp::for_test(test, TARGET) else { return };
    let made = gcp.python(
        "key = create_key('of-sops', encrypters=[AGENT])
other = create_key('of-others', decrypters=[])
sealed = KEYS.encrypt(request={'name': key, 'plaintext': b'of-the-client'}).ciphertext
opened = KEYS.decrypt(request={'name': key, 'ciphertext': sealed}).plaintext.decode()
result = [key, opened]",
    );
    let (key, opened) = (made[0].as_str().unwrap(), made[1].as_str().unwrap());
    assert_eq!(opened, "of-the-client");
    let front = Front::start(&["cloudkms.googleapis.com"], gcp.listens_at(), |_, _| Fault::None);
    let (authority, token) = (front.authority(), gcp.token());
    let by_sops = [
        ("SOPS_GCP_KMS_CLIENT_TYPE", "rest"),
        ("HTTPS_PROXY", front.address()),
        ("SSL_CERT_FILE", authority.to_str().unwrap()),
        ("GOOGLE_OAUTH_ACCESS_TOKEN", &token),
        ("SOPS_AGE_KEY_FILE", ""),
    ];
    sops.write("it.yaml", "password: s3cr3t-of-ada\n");
    sops.try_run(&["encrypt", "--in-place", "--gcp-kms", key, "it.yaml"], &by_sops).unwrap();
    let written = String::from_utf8(sops.read("it.yaml")).unwrap();
    let (address, file) = (gcp.address(), gcp.key_file());
    let by = [
        ("CLOUDSDK_API_ENDPOINT_OVERRIDES_CLOUDKMS", address.as_str()),
        ("GOOGLE_APPLICATION_CREDENTIALS", file.to_str().unwrap()),
        ("NO_GCE_CHECK", "true"),
    ];
    assert_eq!(loaded(&sops, &by).unwrap(), "s3cr3t-of-ada");

    assert_eq!(rekey(&sops, &by, &[key]), Ok(()));
    assert_ne!(sops.read("it.yaml"), written.as_bytes());
    assert_eq!(loaded(&sops, &by).unwrap(), "s3cr3t-of-ada");
    let there = sops.try_run(&["decrypt", "it.yaml"], &by_sops).unwrap();
    assert_eq!(there, b"password: s3cr3t-of-ada\n");
    let others = key.replace("of-sops", "of-others");
    assert_eq!(rekey(&sops, &by, &[&others]), Err("gcp_kms_denied"));

    for (from, to, expected) in [
        ("of-sops", "of-others", "gcp_kms_denied"),
        ("of-sops", "of-nobody", "gcp_kms_denied"),
        ("/cryptoKeys/", "/cryptoKeys/../", "gcp_kms_name_invalid"),
        ("projects/agents-prod", "projects/agents-prod?", "gcp_kms_name_invalid"),
        ("enc: ", "enc: AAAA", "gcp_kms_refused"),
    ] {
        sops.write("it.yaml", written.replacen(from, to, 1));
        assert_eq!(loaded(&sops, &by), Err(expected), "{to}");
    }
    sops.write("it.yaml", &written);
    gcp.python(
        "version = {'name': 'projects/agents-prod/locations/europe-west3/keyRings/ring/cryptoKeys/of-sops/cryptoKeyVersions/1',
  'state': kms_v1.CryptoKeyVersion.CryptoKeyVersionState.DISABLED}
KEYS.update_crypto_key_version(request={'crypto_key_version': version, 'update_mask': {'paths': ['state']}})",
    );
    assert_eq!(loaded(&sops, &by), Err("gcp_kms_unusable"));
    let off = [("CLOUDSDK_API_ENDPOINT_OVERRIDES_CLOUDKMS", "http://kms.example")];
    let off = [&by[1..], &off[..]].concat();
    assert_eq!(loaded(&sops, &off), Err("gcp_endpoint_insecure"));
    fs::remove_file(sops.path().join("it.yaml")).unwrap();
}
