//! Secrets in files.

use std::fmt::Write;
use std::fs;
use std::process::{Child, Command, Stdio};

use provider_credentials_disguises::letters as sentinel;

use crate::case::Case;

const LIMIT: usize = 1 << 20;

pub(crate) fn text() -> Vec<Case> {
    let s = sentinel("text");
    let case = |name, outcome| Case::new(name, "text", outcome);
    let loads = |name, content: String| case(name, "loaded").file("secret.txt", content).loads(&s);
    let fails =
        |name, outcome, content: Vec<u8>| case(name, outcome).file("secret.txt", content).never(&s);
    let too_large = s.repeat(LIMIT / s.len() + 1).into_bytes();
    let mut cases = vec![
        loads("text", s.clone()),
        loads("text in white space", format!(" \r\n\t{s}\n \n")),
        loads("text behind a byte order mark", format!("\u{feff}{s}\n")),
        fails("text, then not UTF-8", "file_not_utf8", [s.as_bytes(), b"\xff\n"].concat()),
        fails("not UTF-8, then text", "file_not_utf8", [b"\xc3", s.as_bytes()].concat()),
        fails("text too large", "file_too_large", too_large),
        fails("text that all can read", "file_insecure_permissions", s.clone().into()).mode(0o644),
        Case::new("text with a warning", "text_warned", "loaded")
            .file("secret.txt", &s)
            .mode(0o644)
            .loads(&s),
        Case::new("text in locked memory", "text_locked", "loaded")
            .file("secret.txt", format!("{s}\n"))
            .loads(&s),
        case("no text", "file_empty").file("secret.txt", " ".repeat(4096)),
        case("no file", "file_not_found"),
        Case::new("copied out", "copied", "loaded").file("secret.txt", &s).loads(&s),
        Case::new("compared", "compared", "loaded").file("secret.txt", &s).text(&s).loads(&s),
        Case::new("X_FILE", "env_file", "loaded").file("secret", format!("{s}\n")).loads(&s),
        Case::new("X_FILE, not UTF-8", "env_file", "file_not_utf8")
            .file("secret", [s.as_bytes(), b"\xff"].concat())
            .never(&s),
    ];
    cases.push(long_text());
    cases
}

/// As long as a private key, in lines.
fn long_text() -> Case {
    let long: Vec<String> = (0..60).map(|n| sentinel(&format!("line {n}"))).collect();
    let long = long.join("\n");
    Case::new("long text", "text", "loaded").file("secret.txt", &long).loads(&long)
}

pub(crate) fn json() -> Vec<Case> {
    let [s, n] = [sentinel("json"), sentinel("beside json")];
    let case = |name, outcome, content: String| {
        Case::new(name, "json", outcome).file("secret.json", content)
    };
    let (mixed, written) = escaped(&s);
    let keyed =
        |key: &str| format!(r#"{{"{key}": 1, "keys": {{"wanted": "{s}", "{key}": "{n}"}}}}"#);
    let beside = |value: &str| {
        format!(
            r#"{{"a": "{n}", "keys": {{"b": ["{n}"], "wanted": {value}, "c": "\u0041{n}\n"}}}}"#
        )
    };
    let loads = |name, value: &str| case(name, "loaded", beside(value)).never(&n);
    let fails = |name, outcome, content: String| case(name, outcome, content).never(&s).never(&n);
    let digits = "31415926535897932384626433832795028841971693";
    let quoted = format!("\"{s}\"");
    vec![
        loads("json", &quoted).loads(&s),
        loads("json with escapes", &format!("\"{written}\"")).loads(&mixed).never(&written),
        loads("json with a line break at its end", &format!("\"{s}\\n\"")).loads(&s),
        loads("json number", digits).loads(digits),
        case("json with secrets as keys", "loaded", keyed(&n)).loads(&s).never(&n),
        case("json with escaped keys", "loaded", keyed(&format!("\\u0061{n}"))).loads(&s).never(&n),
        fails("json null", "key_is_null", beside("null")),
        fails("json mapping", "key_not_scalar", beside(&format!("{{\"a\": {quoted}}}"))),
        fails("json list", "key_not_scalar", beside(&format!("[{quoted}]"))),
        fails("json blank", "value_empty", beside("\" \\n\"")),
        fails("json without text", "value_not_text", beside(&format!("\"{s}\\ud800\""))),
        fails("json wrong key", "key_not_found", format!(r#"{{"keys": {{"wnated": {quoted}}}}}"#)),
        fails(
            "json key twice",
            "key_duplicated",
            format!(r#"{{"keys": {{"wanted": {quoted}, "wanted": "{n}"}}}}"#),
        ),
        fails("json ends in a string", "json_syntax", format!("{{\"keys\": \"{n}\", \"{s}")),
        fails("json ends in an escape", "json_syntax", format!("{{\"keys\": \"{n}\", \"{s}\\u00")),
        fails("json breaks behind", "json_syntax", format!("{} {quoted}", beside(&quoted))),
        fails("json breaks before", "json_syntax", format!("{{] {}", beside(&quoted))),
        fails("json with a wrong escape", "json_syntax", beside(&format!("\"{s}\\x\""))),
        fails("json with a bare line break", "json_syntax", beside(&format!("\"{s}\n\""))),
        fails("json with a bare word", "json_syntax", beside(&s)),
        fails("json that is text", "json_syntax", s.clone()),
    ]
}

/// A text with escapes in the middle and at its ends, and how it is written.
fn escaped(text: &str) -> (String, String) {
    let (left, right) = text.split_at(text.len() / 2);
    (format!("\t{left}\"\u{416}{right}/"), format!("\\t{left}\\\"\\u0416{right}\\/"))
}

pub(crate) fn yaml() -> Vec<Case> {
    let [s, n] = [sentinel("yaml"), sentinel("beside yaml")];
    let (left, right) = s.split_at(s.len() / 2);
    let case = |name, outcome, content: String| {
        Case::new(name, "yaml", outcome).file("secret.yaml", content).never(&n)
    };
    // In each style, a neighbour that nobody asks for.
    let beside = |value: &str| {
        format!(
            "a: {n}\n{n}: &anchor \"\\x41{n}\\\n  {n}\"\nkeys:\n  b: |\n    {n}\n    {n}\n  wanted: \
             {value}\n  c: >-\n    {n}\n    {n}\n  d: ['{n}''{n}', *anchor, # {n}\n    {n}\n      {n}]\n"
        )
    };
    let loads = |name, value: &str| case(name, "loaded", beside(value));
    let fails = |name, outcome, content: String| case(name, outcome, content).never(&s);
    let (mixed, written) = escaped(&s);
    let two_lines = format!("{left}\n      {right}");
    let punctuated = "a,b]c}d:e#f&g*h!i|j>k%l@m`n-o?p.q/r+s=t_u~v<w$x(y)z^A;B".to_owned();
    let cyrillic =
        |c: char| char::from_u32(u32::from(c) - u32::from('a') + u32::from('а')).unwrap();
    let other_script: String = s.chars().map(cyrillic).collect();
    vec![
        loads("yaml plain", &s).loads(&s),
        loads("yaml plain on two lines", &two_lines).loads(&format!("{left} {right}")),
        loads("yaml single", &format!("'{s}'")).loads(&s),
        loads("yaml single with a quote", &format!("'{left}''{right}'"))
            .loads(&format!("{left}'{right}")),
        loads("yaml single on two lines", &format!("'{two_lines}'"))
            .loads(&format!("{left} {right}")),
        loads("yaml double", &format!("\"{s}\"")).loads(&s),
        loads("yaml double with escapes", &format!("\"{written}\"")).loads(&mixed).never(&written),
        loads("yaml double on joined lines", &format!("\"{left}\\\n      {right}\"")).loads(&s),
        loads("yaml literal", &format!("|\n    {left}\n    {right}"))
            .loads(&format!("{left}\n{right}")),
        loads("yaml literal, kept", &format!("|1+\n    {s}\n\n")).loads(&format!(" {s}")),
        loads("yaml folded", &format!(">\n    {left}\n    {right}"))
            .loads(&format!("{left} {right}")),
        loads("yaml behind an anchor and a tag", &format!("!!str &x {s}")).loads(&s),
        loads("yaml punctuation", &format!("'{punctuated}'")).loads(&punctuated),
        loads("yaml punctuation, literal", &format!("|-\n    {punctuated}")).loads(&punctuated),
        loads("yaml in another script", &other_script).loads(&other_script),
        case("yaml alias", "loaded", format!("x: &x {s}\nkeys: {{wanted: *x, c: {n}}}\n"))
            .loads(&s),
        case("yaml merge", "loaded", format!("x: &x {{wanted: {s}}}\nkeys: {{<<: *x, c: {n}}}\n"))
            .loads(&s),
        fails("yaml null", "key_is_null", format!("x: {s}\n{}", beside("~"))),
        fails("yaml mapping", "key_not_scalar", beside(&format!("{{a: {s}, \"\\x41{s}\": 1}}"))),
        fails("yaml blank", "value_empty", format!("x: {s}\n{}", beside("\" \\n\""))),
        fails("yaml wrong key", "key_not_found", format!("keys:\n  wnated: |\n    {s}\n    {n}\n")),
        fails("yaml key twice", "key_duplicated", format!("keys:\n  wanted: {s}\n  wanted: {n}\n")),
        fails("yaml breaks behind", "yaml_syntax", format!("{}\n]\n", beside(&s))),
        fails("yaml breaks before", "yaml_syntax", format!("[}}\n{}", beside(&s))),
        fails("yaml ends in a quote", "yaml_syntax", format!("keys: {{wanted: \"{s}\n  {n}")),
        fails("yaml with a wrong escape", "yaml_syntax", beside(&format!("\"{s}\\q\""))),
        fails("yaml with an unknown alias", "yaml_syntax", beside(&format!("*{s}"))),
        fails("yaml with a bad directive", "yaml_syntax", format!("%TAG ! {s}\n--- {n}\n")),
        fails("yaml, two documents", "yaml_syntax", format!("keys: {n}\n---\nkeys: {s}\n")),
        fails("yaml that is text", "key_not_found", s.clone()),
        many_keys(),
    ]
}

/// Enough for every table of the parser and of ours to grow.
fn many_keys() -> Case {
    let (s, n) = (sentinel("one of many"), sentinel("many"));
    let mut document = "keys:\n".to_owned();
    for key in 0..2000 {
        writeln!(document, "  k{key}: &a{key} \"\\t{n}\"").unwrap();
    }
    writeln!(document, "  wanted: {s}").unwrap();
    Case::new("yaml with many keys", "yaml", "loaded")
        .file("secret.yaml", document)
        .loads(&s)
        .never(&n)
}

/// Files with variables.
pub(crate) fn dotenv() -> Vec<Case> {
    let [s, n] = [sentinel("dotenv"), sentinel("beside dotenv")];
    let case = |name, outcome, line: String| {
        let content = format!("A={n}\nB='{n}\n{n}'\nC=\"{n}\\\"${n}\"\n{line}\nD={n}\n{n}\n");
        Case::new(name, "env_dotenv", outcome).file("dotenv", content).never(&n)
    };
    let key = "LEAK_PROBE_KEY";
    vec![
        case("dotenv", "loaded", format!("{key}={s}")).loads(&s),
        case("dotenv in quotes", "loaded", format!("export {key}='{s}' # {n}")).loads(&s),
        case("dotenv, ambiguous", "dotenv_ambiguous", format!("{key}={s}$")).never(&s),
        case("dotenv, twice", "dotenv_repeated", format!("{key}={s}\n{key}={s}")).never(&s),
        case("dotenv, not closed", "dotenv_syntax", format!("{key}='{s}")).never(&s),
    ]
}

/// Files whose name does not tell the format, that several credentials share, that grow.
pub(crate) fn either() -> Vec<Case> {
    let names = ["unknown", "beside unknown", "second of several"];
    let [s, n, t] = names.map(sentinel);
    let unknown = |name, outcome, content: String| {
        Case::new(name, "unknown", outcome).file("secret", content).never(&n)
    };
    let shared = format!("keys:\n  a: \"\\t{n}\"\n  second: [\"\\t{t}\"]\n  wanted: |-\n    {s}\n");
    vec![
        unknown(
            "json or yaml: json",
            "loaded",
            format!(r#"{{"keys": {{"wanted": "{s}"}}, "a": "{n}"}}"#),
        )
        .loads(&s),
        unknown("json or yaml: yaml", "loaded", format!("keys:\n  wanted: '{s}'\na: \"\\t{n}\"\n"))
            .loads(&s),
        unknown("neither", "unknown_syntax", format!("x: {{\"{s}\": \"\\t{n}\" ]")).never(&s),
        Case::new(
            "several of one file",
            "shared",
            "loaded loaded key_not_found json_syntax file_not_found",
        )
        .file("secret.yaml", shared)
        .loads(&s)
        .loads(&format!("\t{t}"))
        .never(&n),
    ]
}

/// A process whose environment the kernel shows as a file that says its length is 0, so that reading
/// it needs a buffer that grows.
pub(crate) struct Grown {
    process: Child,
    secret: String,
}

impl Grown {
    pub(crate) fn new() -> Self {
        let secret = sentinel("a file that grows");
        let process = Command::new("cat")
            .env_clear()
            .env("A", format!("{}{secret}{}", "x".repeat(3000), "y".repeat(9000)))
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        Self { process, secret }
    }

    pub(crate) fn cases(&self) -> Vec<Case> {
        let path = format!("/proc/{}/environ", self.process.id());
        let content = fs::read_to_string(&path).unwrap();
        assert!(content.contains(&self.secret));
        vec![
            // A NUL byte ends each variable.
            Case::new("grown", "text", "value_not_text")
                .link("secret.txt", &path)
                .never(&self.secret),
            Case::new("grown too large", "text_limited", "file_too_large")
                .link("secret.txt", &path)
                .never(&self.secret),
        ]
    }
}

impl Drop for Grown {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
