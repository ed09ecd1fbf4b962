//! Files by somebody who may write them, and has no key.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use super::support::Sops;

/// The code of `a` in the file.
fn code(sops: &Sops, content: &str) -> &'static str {
    sops.write("it.yaml", content);
    sops.code("it.yaml", &["a"])
}

#[test]
fn what_the_section_says_cannot_be_bent() {
    let Some(sops) = Sops::for_test("what_the_section_says") else { return };
    sops.encrypt("it.yaml", "a: s3cr3t-of-ada\nb: two\nc_unencrypted: 3\n", &[]);
    let written = String::from_utf8(sops.read("it.yaml")).unwrap();
    let with = |line: &str| {
        written.replace("    lastmodified:", &format!("    {line}\n    lastmodified:"))
    };
    let ruled = |rule: &str| {
        let (before, behind) = written.split_once("    unencrypted_suffix:").unwrap();
        let behind = behind.split_once('\n').unwrap().1;
        format!("{before}    {rule}\n{behind}")
    };
    for (content, expected) in [
        // The checksum is of other values, or over others.
        (with("mac_only_encrypted: true"), "sops_mac_mismatch"),
        (ruled("encrypted_regex: ^a$"), "sops_mac_mismatch"),
        (ruled("encrypted_regex: ^nothing$"), "sops_mac_mismatch"),
        (
            ruled("encrypted_comment_regex: x").replacen("b: ENC", "b: other #", 1),
            "sops_mac_mismatch",
        ),
        (ruled("unencrypted_regex: ."), "sops_mac_mismatch"),
        (with("encrypted_suffix: _x"), "sops_metadata_damaged"),
        (with("mac: ENC[AES256_GCM,data:,iv:,tag:,type:str]"), "sops_metadata_damaged"),
        (with("version: 3.11.0"), "sops_metadata_damaged"),
        (format!("{written}sops:\n    mac: x\n"), "sops_metadata_damaged"),
        (written.replacen("c_unencrypted: 3", "c_unencrypted: 4", 1), "sops_mac_mismatch"),
        (format!("d_unencrypted: 4\n{written}"), "sops_mac_mismatch"),
        // Values take no other kind, and do not become comments.
        (written.replacen("type:str]\nb:", "type:comment]\nb:", 1), "sops_mac_mismatch"),
        (written.replacen("type:str]\nb:", "type:bool]\nb:", 1), "sops_value_damaged"),
        (written.replacen("type:str]\nb:", "type:float]\nb:", 1), "sops_value_damaged"),
        // No alias stands for a value, and no merge for a mapping.
        (format!("{written}d: &x {{e: \"\"}}\nf: *x\n"), "sops_syntax"),
        (format!("{written}d: &x {{e: \"\"}}\nf: {{<<: *x}}\n"), "sops_syntax"),
        (
            written.replacen("    age:", "    age: &x", 1).replacen(
                "lastmodified: ",
                "pgp: *x\n    lastmodified: ",
                1,
            ),
            "sops_metadata_damaged",
        ),
    ] {
        assert_eq!(code(&sops, &content), expected, "{content}");
    }
    // A name that is there twice is nobody's.
    for content in [format!("a:\n{written}"), format!("{written}a: \"\"\n")] {
        assert_eq!(code(&sops, &content), "key_duplicated");
    }
    assert_eq!(code(&sops, &written), "loaded");
}

/// A name in brackets is the same path as two names, to the cipher; the order of values tells.
#[test]
fn values_do_not_change_places_by_their_names() {
    let Some(sops) = Sops::for_test("values_do_not_change_places") else { return };
    sops.encrypt("it.yaml", "a: {b: one}\nl: [x, y]\n", &[]);
    let written = String::from_utf8(sops.read("it.yaml")).unwrap();
    let value = written.lines().find_map(|line| line.trim().strip_prefix("b: ")).unwrap();
    let (before, behind) = written.split_once("a:\n").unwrap();
    let behind = behind.split_once('\n').unwrap().1;
    let renamed = format!("{before}\"a:b\": {value}\n{behind}");
    sops.write("it.yaml", renamed);
    assert_eq!(sops.code("it.yaml", &["a", "b"]), "key_not_found");
    // As in sops: what is neither text nor number counts for nothing, so that items can be shifted. The page says so.
    let shifted = written.replacen("l:\n", "l:\n    - null\n", 1);
    sops.write("it.yaml", shifted);
    assert_eq!(sops.value("it.yaml", &["l", "1"]), "x");
    assert!(sops.try_run(&["decrypt", "it.yaml"], &[]).is_ok());
}

#[test]
fn large_and_deep_files_end_soon() {
    let Some(sops) = Sops::for_test("large_and_deep_files") else { return };
    sops.encrypt("it.yaml", "a: s3cr3t-of-ada\n", &[]);
    let written = String::from_utf8(sops.read("it.yaml")).unwrap();
    let section = |item: &dyn Fn(usize) -> String| {
        let mut text = String::from("a: x\nsops:\n");
        let mut number = 0;
        while text.len() < 1_040_000 {
            let _ = write!(text, "{}", item(number));
            number += 1;
        }
        text
    };
    let deep = "[".repeat(500_000);
    let started = Instant::now();
    for (content, expected) in [
        (section(&|number| format!("  n{number}: 1\n")), "sops_metadata_damaged"),
        (format!("{}{}", "sops:\n", section(&|_| "  - 1\n".to_owned())), "sops_not_encrypted"),
        (format!("b: {deep}\n{written}"), "sops_syntax"),
        (format!("b: {}\n{written}", "{b: ".repeat(200_000)), "sops_syntax"),
        (format!("sops: {deep}\n"), "sops_syntax"),
        (
            section(&|number| {
                let list = if number == 0 { "  pgp:\n" } else { "" };
                format!("{list}  - enc: x\n")
            }),
            "sops_metadata_damaged",
        ),
        (format!("{}\n{written}", "#ENC[AES256_GCM,\n".repeat(50_000)), "loaded"),
    ] {
        assert_eq!(code(&sops, &content), expected, "{}", &content[..40]);
    }
    sops.write("it.json", format!("{{\"a\": {deep}"));
    assert_eq!(sops.code("it.json", &["a"]), "sops_syntax");
    assert!(started.elapsed() < Duration::from_secs(60), "{:?}", started.elapsed());
}
