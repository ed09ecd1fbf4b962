use super::{get, ok, place};
use crate::format::yaml::extract;
use crate::report::{Position, ValueReason};

fn value(written: &str) -> String {
    ok(&format!("k: {written}"), &["k"])
}

#[test]
fn plain() {
    for written in [
        "abc",
        "1.0",
        "1e5",
        "0x1F",
        "0o17",
        "true",
        "yes",
        ".inf",
        "~x",
        "a#b",
        "a:b",
        "http://h:80/p?q#f",
        "-x",
        "--",
        "---x",
        "?x",
        ":x",
        "a'b\"c",
        "\\",
        "a\\",
        "a\\\"",
        "\\\"a\"",
        "x\\n",
        "a, b]c}",
        "<<",
        "<",
        "é😀",
        "a\u{a0}b",
        "a!b&c*d|e>f%g@h`i",
        "p@ss!w0rd",
        "a  b",
        "a\tb",
        "-----BEGIN",
        "^$()+=_;/",
    ] {
        assert_eq!(value(written), written, "{written}");
        assert_eq!(value(&format!("{written}   # it's \"a\" [comment")), written, "{written}");
    }
}

#[test]
fn plain_over_lines() {
    assert_eq!(ok("k: a\n  b\n\n\n  c  \n  \td\nl: 1", &["k"]), "a b\n\nc d");
    assert_eq!(ok("k:\r\n  a\r\n\r\n  b\r\n", &["k"]), "a\nb");
    assert_eq!(ok("k: a\r  b\rl: 2", &["k"]), "a b");
    assert_eq!(ok("k: [a\n b, c]", &["k", "0"]), "a b");
    assert_eq!(ok("just\ntext", &[]), "just text");
}

#[test]
fn single_quoted() {
    assert_eq!(value("'a''b'"), "a'b");
    assert_eq!(value("''''"), "'");
    assert_eq!(value(r"'\'"), r"\");
    assert_eq!(value(r"'\\'"), r"\\");
    assert_eq!(value(r"'\\''\'"), r"\\'\");
    assert_eq!(value(r#"'\"' # ' ""#), r#"\""#);
    assert_eq!(value(r#"'a: "b" # c [d] {e} !f &g *h'"#), r#"a: "b" # c [d] {e} !f &g *h"#);
    assert_eq!(value("' a \n  b\n\n  c ' "), " a b\nc ");
    assert_eq!(value("'a\n  '"), "a ");
    assert_eq!(value("'é😀'"), "é😀");
    assert_eq!(value("'null'"), "null");
}

#[test]
fn double_quoted() {
    assert_eq!(value(r#""a\"b\\""#), "a\"b\\");
    assert_eq!(value(r#""\\""#), "\\");
    assert_eq!(value(r#""\\\"" # \" "#), "\\\"");
    assert_eq!(
        value(r#""\0\a\b\t\n\v\f\r\e\ \/\N\_\L\P.""#),
        "\0\u{7}\u{8}\t\n\u{b}\u{c}\r\u{1b} /\u{85}\u{a0}\u{2028}\u{2029}."
    );
    assert_eq!(value("\"a\\\tb\""), "a\tb");
    assert_eq!(value(r#""\x41\u00e9\U0001F600\uD83D\uDE00""#), "Aé😀😀");
    assert_eq!(value("\"a\\\n   b\""), "ab");
    assert_eq!(value("\"a \\\n   b\""), "a b");
    assert_eq!(value("\"a\\\n\n   b\""), "a\nb");
    assert_eq!(value("\"a\\\r\n   b\""), "ab");
    assert_eq!(value("\"a\\ \n   b\""), "a  b");
    assert_eq!(value("\"a  \n\n\n   b\""), "a\n\nb");
    assert_eq!(value("\"a\\n\n   b\""), "a\n b");
    assert_eq!(value("\"a\\\n   \\ b\""), "a b");
    assert_eq!(
        value("\"# 'x' : - ? [ ] { }, &a *a !t | > % @ `\""),
        "# 'x' : - ? [ ] { }, &a *a !t | > % @ `"
    );
}

#[test]
fn bad_escapes_count_only_where_a_path_leads() {
    for written in
        [r"\q", r"\x4", r"\ud83d", r"\ud83dx", r"\ude00", r"\U00110000", r"\ud83d\u0041", r"\é"]
    {
        assert_eq!(place(&format!("b: 1\nk: \"é{written}\"")), (2, 6), "{written}");
        assert_eq!(place(&format!("\"{written}\": 1\nk: 1")), (1, 2), "{written}");
        assert_eq!(ok(&format!("b: \"{written}\"\nk: 1"), &["k"]), "1");
        assert_eq!(ok(&format!("b: {{\"{written}\": 1}}\nk: 1"), &["k"]), "1");
    }
}

#[test]
fn literal() {
    assert_eq!(ok("k: |\n  a\n   b\n\n  c\n\n\nl: 1", &["k"]), "a\n b\n\nc");
    assert_eq!(ok("k: |\n\n\n  a", &["k"]), "\n\na");
    assert_eq!(ok("k: |2\n    a\n  b\n", &["k"]), "  a\nb");
    assert_eq!(ok("k: |-2 # it's\n    a\n", &["k"]), "  a");
    assert_eq!(ok("- - |1-\n    a\n   b\n", &["0", "0"]), " a\nb");
    assert_eq!(ok("a:\n  b:\n  - |2\n      x\n    y\n", &["a", "b", "0"]), "  x\ny");
    assert_eq!(ok("k: |\r\n  a\r\n\r\n  b\r\n", &["k"]), "a\n\nb");
    assert_eq!(ok("k: |\r  a\r  b\r", &["k"]), "a\nb");
    assert_eq!(
        ok("k: |\n  # \"no 'comment\n  \\\"[{\n  \t\n  é\tx \n# end", &["k"]),
        "# \"no 'comment\n\\\"[{\n\t\né\tx "
    );
    assert_eq!(ok("k: |+\n  a\n\n\nl: 1", &["k"]), "a");
    assert_eq!(ok("--- |\na\nb\n", &[]), "a\nb");
    assert_eq!(
        ok("k: |\n  -----BEGIN KEY-----\n  a/b+c==\n  -----END KEY-----\n", &["k"]),
        "-----BEGIN KEY-----\na/b+c==\n-----END KEY-----"
    );
    for empty in ["k: |\n", "k: |+\n\n\n", "k: |\n  \n   \n", "k: >-\nl: 1", "k: |2\n     \n"] {
        assert_eq!(get(empty, &["k"]), Err(ValueReason::Empty), "{empty:?}");
    }
}

#[test]
fn folded() {
    assert_eq!(ok("k: >\n  a\n  b\n\n  c\n", &["k"]), "a b\nc");
    assert_eq!(ok("k: >\n  a\n    b\n  c\n  d\n", &["k"]), "a\n  b\nc d");
    assert_eq!(ok("k: >\n  a\n\n    b\n\n  c\n", &["k"]), "a\n\n  b\n\nc");
    assert_eq!(ok("k: >\n\n  a\n  \tb\n", &["k"]), "\na\n\tb");
    assert_eq!(ok("k: >2-\n    a\n  b\n  c", &["k"]), "  a\nb c");
    assert_eq!(ok("k: >\r\n  a\r\n  b\r\n", &["k"]), "a b");
}

#[test]
fn null_and_empty() {
    for null in [
        "",
        "~",
        "null",
        "Null",
        "NULL",
        "!!null x",
        "!!null \"x\"",
        "!!foo null",
        "&a",
        "!!int",
        "# c",
    ] {
        assert_eq!(get(&format!("k: {null}\n"), &["k"]), Err(ValueReason::KeyIsNull), "{null}");
    }
    for empty in ["''", "\"\"", "\" \\n\"", "!!str", "\"\\u00a0\"", "!"] {
        assert_eq!(get(&format!("k: {empty}\n"), &["k"]), Err(ValueReason::Empty), "{empty}");
    }
    for text in
        ["nULL", "nil", "'~'", "!!str ~", "!!str null", "! null", "!<tag:yaml.org,2002:str> null"]
    {
        assert!(get(&format!("k: {text}\n"), &["k"]).is_ok(), "{text}");
    }
    assert_eq!(get("k: !<tag:yaml.org,2002:null> x", &["k"]), Err(ValueReason::KeyIsNull));
}

#[test]
fn tags_leave_the_written_form() {
    for tag in ["!!int", "!!float", "!!bool", "!!str", "!<tag:yaml.org,2002:int>"] {
        assert_eq!(value(&format!("{tag} 1.0")), "1.0", "{tag}");
        assert_eq!(ok(&format!("[{tag} 1.0, b]"), &["0"]), "1.0", "{tag}");
    }
    assert_eq!(ok("[a !<b,c>, d]", &["1"]), "c>");
}

#[test]
fn a_tag_of_another_program_is_refused_where_a_path_leads() {
    for tag in ["!vault", "!x", "!x!y%20z", "!<urn:x>", "!<!vault>"] {
        let yaml = format!("a: b\nk: {tag} |\n  text\nl: [{tag} x]\n");
        let at = |line, column| Err(ValueReason::YamlTag(Position { line, column }));
        assert_eq!(ok(&yaml, &["a"]), "b");
        assert!(matches!(get(&yaml, &["k"]), Err(ValueReason::YamlTag(_))), "{tag}");
        assert!(matches!(get(&yaml, &["l", "0"]), Err(ValueReason::YamlTag(_))), "{tag}");
        assert_eq!(
            get(&format!("k: {tag} x"), &["k"]),
            at(1, 5 + u32::try_from(tag.len()).unwrap())
        );
    }
}

#[test]
fn a_second_document_is_said_to_be_one() {
    let error = extract("a: b\n---\na: c\n", &[&["a"]]).unwrap_err();
    assert_eq!(error, ValueReason::YamlDocument(Position { line: 2, column: 1 }));
}
