//! Files that are written here, opened by sops and here.

use std::ffi::OsStr;
use std::time::{Duration, SystemTime};

use provider_credentials_core::SourceError;
use provider_credentials_sealed::sops::{Selection, SopsFile};
use serde_json::Value;

use super::support::{KEYS, Sops, identity};

const NOW: Duration = Duration::from_secs(1_790_000_000);

pub(crate) fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + NOW
}

impl Sops {
    /// A new file of that name, written here.
    pub(crate) fn seal(&self, name: &str, plain: &[u8], selection: &Selection) {
        let new =
            SopsFile::new(SopsFile::format_of(OsStr::new(name)).unwrap(), &[&[&self.recipient]]);
        let new = new.unwrap();
        let new = if name == "it" { new } else { new.selecting(selection).unwrap() };
        self.write(name, new.encrypt(plain, now()).unwrap());
    }

    pub(crate) fn open(&self, name: &str) -> Result<SopsFile, SourceError> {
        let content = self.read(name);
        self.loader()
            .with_keys(KEYS, None, None, |keys| SopsFile::open(&content, OsStr::new(name), keys))
    }

    /// What sops says is in a file, in JSON.
    pub(crate) fn json(&self, name: &str) -> Value {
        serde_json::from_slice(&self.run(&["decrypt", "--output-type", "json", name])).unwrap()
    }
}

pub(crate) const YAML: &str = r#"# at the top
# in two lines
db: # behind a name
    # above a password
    password: "s3cr3t" # behind it
    port: 5432
    ratio: 1.50
    none: null
    empty: ""
    # above a list
    list:
        # above an item
        - first # behind an item
        - [nested, 2, [deep, {k: v}]]
        - name: in a mapping
          # inside an item
          other: 0x1F
        # at the end of the list
    text: |
        line one
          line two

        line four
    folded: >-  # of a header
        one
        line
    kept: |+
        with the break

    # at the end of db

after: 'it''s # no comment'
flow: {a: 1, "b": ["x", 'y'], c: {}, d: []}
plain: multi
  line # comment
date: 2001-12-14
"on": yes
url: http://example.com/#no
part_unencrypted: 017 # plain
"#;

#[test]
fn sops_opens_yaml_that_is_written_here() {
    let Some(sops) = Sops::for_test("sops_opens_yaml") else { return };
    sops.write("plain.yaml", YAML);
    sops.run(&["encrypt", "--in-place", "--age", &sops.recipient.clone(), "plain.yaml"]);
    sops.seal("it.yaml", YAML.as_bytes(), &Selection::default());
    let written = String::from_utf8(sops.read("it.yaml")).unwrap();
    for absent in ["s3cr3t", "line", "password:\n", "# ", "first", "v}"] {
        let is_there =
            written.lines().any(|line| line.contains(absent) && !line.contains("_unencrypted"));
        assert!(!is_there, "{absent}: {written}");
    }
    assert_eq!(sops.json("it.yaml"), sops.json("plain.yaml"), "{written}");
    // Comments too, as far as sops keeps them where they were.
    let comments = |name| {
        let plain = String::from_utf8(sops.run(&["decrypt", name])).unwrap();
        let mut comments: Vec<String> = plain
            .lines()
            .filter_map(|line| line.split_once("# ").map(|(_, comment)| comment.to_owned()))
            .collect();
        comments.sort_unstable();
        comments
    };
    assert_eq!(comments("it.yaml"), comments("plain.yaml"), "{written}");
    assert_eq!(sops.value("it.yaml", &["db", "text"]), "line one\n  line two\n\nline four");
    assert_eq!(sops.value("it.yaml", &["flow", "b", "1"]), "y");
}

#[test]
fn each_format_goes_there_and_back() {
    let Some(sops) = Sops::for_test("each_format_goes_there_and_back") else { return };
    let json = "{\"a\": {\"k\": \"s3cr3t \\u263a\\n\", \"n\": 5, \"z\": null, \"e\": \"\"}, \"l\": [1.5, true, [\"x\"]]}\n";
    for plain in [json, "{}", "{ }", "{\"a\":1}"] {
        sops.seal("it.json", plain.as_bytes(), &Selection::default());
        let expected: Value = serde_json::from_str(plain).unwrap();
        assert_eq!(sops.json("it.json"), expected, "{plain}");
        assert!(!String::from_utf8(sops.read("it.json")).unwrap().contains("s3cr3t"));
        let opened = sops.open("it.json").unwrap();
        assert_eq!(serde_json::from_slice::<Value>(opened.plain()).unwrap(), expected);
    }
    let dotenv = "A=s3cr3t\n# about B\nB=two\\nlines\n\nE=\nP_unencrypted=x\n";
    for plain in [dotenv, "A=1"] {
        sops.seal("it.env", plain.as_bytes(), &Selection::default());
        let opened = sops.open("it.env").unwrap();
        assert_eq!(core::str::from_utf8(opened.plain()).unwrap().trim_end(), plain.trim_end());
        let expected = plain.replace("\n\n", "\n");
        assert_eq!(
            String::from_utf8(sops.run(&["decrypt", "it.env"])).unwrap().trim_end(),
            expected.trim_end()
        );
    }
    for plain in [&b"\0\xff s3cr3t \n"[..], b"x", b""] {
        sops.seal("it", plain, &Selection::default());
        assert_eq!(sops.run(&["decrypt", "it"]), plain);
        assert_eq!(sops.open("it").unwrap().plain(), plain);
    }
    for plain in
        ["a: b", "a: b\n---\nc: d # e\n---\nf: [g]\n", "{a: b, c: [d]}\n", "---\na: b\n...\n"]
    {
        sops.seal("it.yaml", plain.as_bytes(), &Selection::default());
        let written = String::from_utf8(sops.read("it.yaml")).unwrap();
        sops.write("plain.yaml", plain);
        sops.run(&["encrypt", "--in-place", "--age", &sops.recipient.clone(), "plain.yaml"]);
        assert_eq!(
            sops.run(&["decrypt", "it.yaml"]),
            sops.run(&["decrypt", "plain.yaml"]),
            "{written}"
        );
    }
}

#[test]
fn each_selection() {
    let Some(sops) = Sops::for_test("each_selection") else { return };
    let plain = "# of all\npassword: s3cr3t\nport: 5432\ndb:\n    # of db\n    api_key: [k3y, {x: 1}]\n    host: h\n";
    for selection in [
        Selection::UnencryptedSuffix("port".to_owned()),
        Selection::EncryptedSuffix("_key".to_owned()),
        Selection::UnencryptedRegex("^(db|port)$".to_owned()),
        Selection::EncryptedRegex("^(password|db)$".to_owned()),
    ] {
        for only in [false, true] {
            let new = SopsFile::new(
                SopsFile::format_of(OsStr::new("it.yaml")).unwrap(),
                &[&[&sops.recipient]],
            );
            let new = new.unwrap().selecting(&selection).unwrap().mac_only_encrypted(only);
            sops.write("it.yaml", new.encrypt(plain.as_bytes(), now()).unwrap());
            let shown = String::from_utf8(sops.run(&["decrypt", "it.yaml"])).unwrap();
            assert!(!shown.contains("ENC["), "{selection:?}: {shown}");
            assert_eq!(sops.json("it.yaml")["db"]["api_key"][0], "k3y", "{selection:?}");
            assert_eq!(sops.value("it.yaml", &["db", "api_key", "1", "x"]), "1", "{selection:?}");
        }
    }
    let wrong =
        SopsFile::new(SopsFile::format_of(OsStr::new("it.yaml")).unwrap(), &[&[&sops.recipient]]);
    let wrong = wrong.unwrap().selecting(&Selection::EncryptedRegex("(".to_owned()));
    assert_eq!(wrong.unwrap_err().code(), "sops_rule_unsupported");
}

#[test]
fn an_edit_changes_what_was_edited() {
    let Some(sops) = Sops::for_test("an_edit_changes") else { return };
    sops.encrypt("it.yaml", YAML, &[]);
    let opened = sops.open("it.yaml").unwrap();
    let plain = core::str::from_utf8(opened.plain()).unwrap().to_owned();
    for comment in ["# at the top", "# behind it", "# above an item", "# at the end of db"] {
        assert!(plain.contains(comment), "{comment}: {plain}");
    }
    let again =
        String::from_utf8(opened.encrypt(plain.replace("5432", "5433").as_bytes(), now()).unwrap())
            .unwrap();
    let before = String::from_utf8(sops.read("it.yaml")).unwrap();
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let old = lines(&before);
    let new: Vec<String> = lines(&again)
        .into_iter()
        // What sops has as items of lists are comments again.
        .filter(|line| !old.contains(line) && !line.trim().starts_with("#ENC"))
        .collect();
    let names: Vec<&str> = new.iter().map(|line| line.trim().split(':').next().unwrap()).collect();
    assert_eq!(names, ["port", "lastmodified", "mac"], "{again}");
    sops.write("it.yaml", &again);
    assert_eq!(sops.json("it.yaml")["db"]["port"], 5433);
    assert_eq!(sops.json("it.yaml")["db"]["password"], "s3cr3t");
    assert_eq!(sops.value("it.yaml", &["db", "port"]), "5433");
}

#[test]
fn recipients_come_and_go() {
    let Some(sops) = Sops::for_test("recipients_come_and_go") else { return };
    let other = identity(&sops.path().join("other.txt")).unwrap();
    sops.encrypt("it.yaml", "a: b\n", &[]);
    let mut opened = sops.open("it.yaml").unwrap();
    assert_eq!(opened.recipients(), [[sops.recipient.as_str()]]);
    opened.rekey(&[&[&sops.recipient, &other]], 1).unwrap();
    assert_eq!(opened.recipients(), [[sops.recipient.as_str(), &other]]);
    let plain = opened.plain().to_vec();
    sops.write("it.yaml", opened.encrypt(&plain, now()).unwrap());
    let by_other = [("SOPS_AGE_KEY_FILE", "other.txt")];
    assert!(sops.try_run(&["decrypt", "it.yaml"], &by_other).is_ok());
    assert_eq!(sops.value("it.yaml", &["a"]), "b");

    let mut opened = sops.open("it.yaml").unwrap();
    opened.rekey(&[&[&other]], 1).unwrap();
    sops.write("it.yaml", opened.encrypt(&plain, now()).unwrap());
    assert!(sops.try_run(&["decrypt", "it.yaml"], &by_other).is_ok());
    assert_eq!(sops.code("it.yaml", &["a"]), "sops_no_key");

    opened.rekey(&[&[&other], &[&sops.recipient]], 2).unwrap();
    for (name, plain) in [("it.yaml", "a: b\n"), ("it.env", "a=b\n"), ("it.json", "{\"a\": \"b\"}")]
    {
        let mut new =
            SopsFile::new(SopsFile::format_of(OsStr::new(name)).unwrap(), &[&[&other]]).unwrap();
        let third = identity(&sops.path().join(format!("{name}.third"))).unwrap();
        new.rekey(&[&[&other], &[&sops.recipient], &[&third]], 2).unwrap();
        sops.write(name, new.encrypt(plain.as_bytes(), now()).unwrap());
        assert!(sops.try_run(&["decrypt", name], &by_other).is_err(), "{name}");
        let both = [sops.read("other.txt"), sops.read("keys.txt")].concat();
        let both = [("SOPS_AGE_KEY", core::str::from_utf8(&both).unwrap())];
        assert_eq!(
            sops.try_run(&["decrypt", name], &both),
            Ok(sops.try_run(&["decrypt", name], &both).unwrap())
        );
    }
    for (groups, code) in [
        (&[&["age1x"][..]][..], "sops_recipient_invalid"),
        (&[&[]], "sops_recipient_missing"),
        (&[], "sops_recipient_missing"),
    ] {
        assert_eq!(opened.rekey(groups, 1).unwrap_err().code(), code);
    }
    let error = opened.rekey(&[&["AGE-SECRET-KEY-1X"]], 1).unwrap_err();
    assert_eq!(error.code(), "sops_recipient_invalid");
    assert!(error.to_string().contains("is a secret key of age"), "{error}");
}

#[test]
fn what_sops_cannot_hold_is_refused() {
    let Some(sops) = Sops::for_test("what_sops_cannot_hold") else { return };
    for (name, plain, code) in [
        ("it.yaml", "a: &x b\nc: *x\n", "sops_plain_unsupported"),
        ("it.yaml", "1: b\n", "sops_plain_unsupported"),
        ("it.yaml", "a: {true: b}\n", "sops_plain_unsupported"),
        ("it.yaml", "a: !!binary aGk=\n", "sops_plain_unsupported"),
        ("it.yaml", "a: 18446744073709551615\n", "sops_plain_unsupported"),
        ("it.yaml", "[a]\n", "sops_plain_syntax"),
        ("it.yaml", "a: [\n", "sops_plain_syntax"),
        ("it.yaml", "sops: x\n", "sops_already_encrypted"),
        ("it.env", "sops_mac=x\n", "sops_already_encrypted"),
        ("it.env", "x\n", "sops_plain_syntax"),
        ("it.json", "{\"sops\": 1}", "sops_already_encrypted"),
        ("it.json", "\u{ff}", "sops_plain_syntax"),
    ] {
        let new =
            SopsFile::new(SopsFile::format_of(OsStr::new(name)).unwrap(), &[&[&sops.recipient]]);
        let error = new.unwrap().encrypt(plain.as_bytes(), now()).unwrap_err();
        assert_eq!(error.code(), code, "{plain}");
    }
    sops.encrypt_by_rule(
        "it.yaml",
        "# secret:\na: b\n",
        &[("encrypted_comment_regex", "'secret:'")],
    );
    let opened = sops.open("it.yaml").unwrap();
    assert_eq!(opened.encrypt(b"a: c\n", now()).unwrap_err().code(), "sops_plain_unsupported");
}
