//! Files that were changed, cut off, or put together from others.

use super::support::{Sops, file};
use provider_credentials_core::testing::load_encrypted;

/// Every byte flipped and every truncation: an error, or the same secret where the byte means nothing.
fn never_a_wrong_secret(sops: &Sops, name: &'static str, key: &'static [&'static str]) {
    let secret = sops.value(name, key);
    let whole = sops.read(name);
    let mut spoiled: Vec<(usize, u8, Vec<u8>)> = Vec::new();
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        let bit = if at % 2 == 0 { 0 } else { 5 };
        bytes[at] ^= 1 << bit;
        spoiled.push((at, bit, bytes));
        spoiled.push((at, 255, whole[..at].to_vec()));
    }
    let mut loaded = 0;
    for (at, bit, bytes) in &spoiled {
        sops.write(name, bytes);
        let credential = load_encrypted(&[file(name, key)], sops.loader()).remove(0);
        match credential.secret() {
            Ok(now) => {
                let now = String::from_utf8_lossy(now.expose_bytes());
                // Comments, names and white space are no values.
                let is_same = now == secret || key.is_empty() && now.contains("s3cr3t-of-ada");
                assert!(is_same, "{name}: byte {at}, bit {bit}: {now:?}");
                loaded += 1;
            }
            Err(error) => {
                let shown = format!("{error} {error:?}");
                assert!(!shown.contains("s3cr3t"), "{shown}");
            }
        }
    }
    assert!(loaded < spoiled.len() / 4, "{name}: {loaded} of {}", spoiled.len());
    sops.write(name, whole);
}

#[test]
fn spoiled_yaml_is_never_a_wrong_secret() {
    let Some(sops) = Sops::for_test("spoiled_yaml") else { return };
    sops.encrypt("it.yaml", "a: s3cr3t-of-ada\nb_unencrypted: 7\n", &[]);
    never_a_wrong_secret(&sops, "it.yaml", &["a"]);
}

#[test]
fn spoiled_json_is_never_a_wrong_secret() {
    let Some(sops) = Sops::for_test("spoiled_json") else { return };
    sops.encrypt("it.json", "{\"a\": \"s3cr3t-of-ada\", \"b\": [1]}", &[]);
    never_a_wrong_secret(&sops, "it.json", &["a"]);
}

#[test]
fn spoiled_dotenv_is_never_a_wrong_secret() {
    let Some(sops) = Sops::for_test("spoiled_dotenv") else { return };
    sops.encrypt("it.env", "A=s3cr3t-of-ada\n", &[]);
    never_a_wrong_secret(&sops, "it.env", &[]);
}

#[test]
fn spoiled_bytes_are_never_a_wrong_secret() {
    let Some(sops) = Sops::for_test("spoiled_bytes") else { return };
    sops.encrypt("it", "s3cr3t-of-ada", &[]);
    never_a_wrong_secret(&sops, "it", &[]);
}

#[test]
fn values_cannot_be_moved() {
    let Some(sops) = Sops::for_test("values_cannot_be_moved") else { return };
    sops.encrypt("it.yaml", "a: one\nb: two\nl: [x, y]\n", &[]);
    let written = String::from_utf8(sops.read("it.yaml")).unwrap();
    let lines: Vec<&str> = written.lines().collect();
    let (a, b) = (lines[0].strip_prefix("a: ").unwrap(), lines[1].strip_prefix("b: ").unwrap());
    let swapped = written.replace(a, "§").replace(b, a).replace('§', b);
    sops.write("it.yaml", swapped);
    assert_eq!(sops.code("it.yaml", &["a"]), "sops_value_damaged");
    // Items of a list have one path: only the checksum tells.
    let (x, y) = (lines[3].trim(), lines[4].trim());
    sops.write("it.yaml", written.replace(x, "§").replace(y, x).replace('§', y));
    assert_eq!(sops.code("it.yaml", &["a"]), "sops_mac_mismatch");
    sops.write("it.yaml", written.replace(&format!("{}\n", lines[0]), ""));
    assert_eq!(sops.code("it.yaml", &["b"]), "sops_mac_mismatch");
    sops.write("it.yaml", written.replace("type:str]\nb:", "type:int]\nb:"));
    assert_eq!(sops.code("it.yaml", &["b"]), "sops_value_damaged");
    sops.write("it.yaml", written.replace("b: ENC[AES256_GCM", "b: ENC[AES512_GCM"));
    assert_eq!(sops.code("it.yaml", &["b"]), "sops_cipher_unknown");
    let modified = written.replace("lastmodified: \"20", "lastmodified: \"19");
    sops.write("it.yaml", modified);
    assert_eq!(sops.code("it.yaml", &["b"]), "sops_mac_mismatch");
    sops.write("it.yaml", format!("c: &x {a}\nd: *x\n{written}"));
    assert_eq!(sops.code("it.yaml", &["b"]), "sops_value_damaged");
}
