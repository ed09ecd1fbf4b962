//! Text that nobody wrote on purpose, and text that somebody did: never a panic, never a hang, and
//! every place that is named exists.

#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::format_push_string,
    reason = "tests state what must hold by failing"
)]

use std::time::{Duration, Instant};

use provider_credentials_manifest::{Code, Severity, SourceFile, check, examine};

/// Enough for a debug build in some seconds.
const ROUNDS: usize = 12_000;

struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % limit.max(1)
    }
}

fn good_manifests() -> Vec<Vec<u8>> {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/good");
    let mut paths: Vec<_> = std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

fn mutate(bytes: &mut Vec<u8>, random: &mut Random) {
    const PIECES: &[&str] = &[
        "\t", " ", "\n", ":", ": ", "- ", "\"", "'", "[", "]", "{", "}", "*", "&a ", "<<: *a", "!",
        "|", ">", "%", "#", ",", "~", "\u{feff}", "\r", "\0", "é", "🦀", "\u{202e}", "---\n",
        "null", "1e9", "$", "${", "\\",
    ];
    let at = random.below(bytes.len() + 1);
    match random.below(7) {
        0 if at < bytes.len() => {
            bytes.remove(at);
        }
        1 if at < bytes.len() => bytes.insert(at, bytes[at]),
        2 => {
            let piece = PIECES[random.below(PIECES.len())];
            bytes.splice(at..at, piece.bytes());
        }
        3 if at + 1 < bytes.len() => bytes.swap(at, at + 1),
        kind => {
            let mut lines: Vec<Vec<u8>> =
                bytes.split_inclusive(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
            if lines.is_empty() {
                return;
            }
            let (a, b) = (random.below(lines.len()), random.below(lines.len()));
            match kind {
                4 => {
                    lines.remove(a);
                }
                5 => lines.insert(a, lines[b].clone()),
                _ => lines.swap(a, b),
            }
            *bytes = lines.concat();
        }
    }
}

fn assert_places_exist(name: &str, text: &str) {
    let Err(report) = check(SourceFile::new(name, text)) else { return };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    assert!(report.problems().len() > 0);
    for problem in report.problems() {
        let span = problem.span().unwrap_or_else(|| panic!("no place: {problem}\nin\n{text}"));
        assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?} of {text:?}");
        let (line, column) = (problem.line().unwrap(), problem.column().unwrap());
        let line =
            lines.split('\n').nth(line - 1).unwrap_or_else(|| panic!("line {line} of {text:?}"));
        assert!(column <= line.chars().count() + 2, "column {column} of {line:?} in {text:?}");
        let message = problem.message();
        assert!(!message.contains(['\0', '\r', '\u{202e}', '\t']), "{message:?}");
        assert!(!problem.title().contains('\n') && !problem.short().contains('\n'), "{message:?}");
    }
}

#[test]
fn mutated_manifests() {
    let manifests = good_manifests();
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    for round in 0..ROUNDS {
        let mut bytes = manifests[round % manifests.len()].clone();
        for _ in 0..=random.below(4) {
            mutate(&mut bytes, &mut random);
        }
        assert_places_exist("m.yaml", &String::from_utf8_lossy(&bytes));
    }
}

fn quickly(text: &str) -> Vec<&'static str> {
    let start = Instant::now();
    let codes = match check(SourceFile::new("m.yaml", text)) {
        Ok(_) => Vec::new(),
        Err(report) => {
            let shown: usize = report
                .problems()
                .map(|p| p.message().len() + p.short().len() + usize::from(p.place().is_some()))
                .sum();
            assert!(shown < 1_000_000);
            report.problems().map(|p| p.code().as_str()).collect()
        }
    };
    let taken = start.elapsed();
    // Generous for a debug build on a busy machine; what is not linear takes minutes.
    assert!(taken < Duration::from_secs(20), "{taken:?}");
    codes
}

#[test]
fn alias_bombs() {
    let mut text = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for i in 1..20 {
        let before = format!("*a{}", i - 1);
        text.push_str(&format!("a{i}: &a{i} [{}]\n", [before.as_str(); 9].join(", ")));
    }
    assert_eq!(quickly(&text), ["too_many_aliases"]);

    let mut text = String::from("a0: &a0 { k: x }\n");
    for i in 1..100 {
        text.push_str(&format!("a{i}: &a{i} {{ k: *a{} }}\n", i - 1));
    }
    assert_eq!(quickly(&text), ["too_deep"]);

    let mut text = String::from("a0: &a0 { ");
    (0..1000).for_each(|i| text.push_str(&format!("k{i}: x, ")));
    text.push_str("}\n");
    (1..1000).for_each(|i| text.push_str(&format!("a{i}: {{ <<: *a0 }}\n")));
    assert_eq!(quickly(&text), ["too_many_aliases"]);

    let mut text = format!("a: &a {}\n", "x".repeat(1_000_000));
    (0..10_000).for_each(|i| text.push_str(&format!("k{i}: *a\n")));
    assert_eq!(quickly(&text), ["too_many_aliases"]);
}

#[test]
fn unknown_aliases() {
    let mut text = String::new();
    (0..60_000).for_each(|i| text.push_str(&format!("x-a{i}: *a{i}\n")));
    assert_eq!(quickly(&text).len(), 101);
}

#[test]
fn deep_nesting() {
    for open in ["[", "{", "- ", "? ", "a: {", "[{a: "] {
        assert!(!quickly(&open.repeat(100_000)).is_empty(), "{open}");
    }
    let mut text = String::new();
    (0..2000).for_each(|i| text.push_str(&format!("{}a:\n", " ".repeat(i))));
    assert_eq!(quickly(&text).len(), 1);
}

#[test]
fn long_text() {
    let lines = "  - id: a\n    colour: blue\n".repeat(5_000_000 / 27 / 10);
    let codes = quickly(&format!("provider_credentials:\n{lines}"));
    assert_eq!((codes.len(), codes.last()), (101, Some(&"more_problems")));
    let codes = quickly(&format!("provider_credentials: [{}]", "x, ".repeat(600_000)));
    assert_eq!(codes, ["manifest_too_large"]);
    quickly(&"x".repeat(5_000_000));
    quickly(&format!("provider_credentials: \"{}\"", "x ".repeat(2_500_000)));
    quickly(&format!("provider_credentials: [{}]", "x, ".repeat(300_000)));
    quickly(&"sk-ant-".repeat(700_000));
    quickly(&"a:".repeat(500_000));
    quickly(&"sk-.".repeat(500_000));
    quickly(&"eyJ.".repeat(500_000));
    quickly(&"-----BEGIN ".repeat(100_000));
    quickly(&format!("a: {}", "password: ".repeat(100_000)));
    quickly(&"&a *b ".repeat(100_000));
}

#[test]
fn many_problems() {
    let count = |items: usize| {
        let text = format!("provider_credentials: [{}]", "é, ".repeat(items));
        let Err(report) = check(SourceFile::new("m.yaml", text)) else { panic!("accepted") };
        report
    };
    assert_eq!(count(100).problems().len(), 100);
    let report = count(80_000);
    let columns: Vec<_> = report.problems().map(|p| p.column()).collect();
    assert_eq!((columns.len(), columns[0], columns[99]), (101, Some(24), Some(24 + 3 * 99)));
    let last = report.problems().last().unwrap();
    assert_eq!(last.title(), "problems of this manifest that are not shown: 79900");
    assert_eq!(last.place(), None);
    for items in [20_000, 80_000] {
        assert_eq!(quickly(&format!("provider_credentials: [{}]", "x, ".repeat(items))).len(), 101);
    }

    // The first ones, in whichever order they are found; what is left out is masked all the same.
    let mut text = String::from("provider_credentials:\n");
    for i in 0..3000 {
        text.push_str(&format!(
            "  - id: {i}\n    provider: p\n    auth: {{ type: api_key, source: env, env_var: K{i}, a: b }}\n"
        ));
    }
    let Err(report) = check(SourceFile::new("m.yaml", text)) else { panic!("accepted") };
    let lines: Vec<_> = report.problems().filter_map(|p| p.line()).collect();
    assert_eq!(lines, (0..50).flat_map(|i| [2 + 3 * i, 4 + 3 * i]).collect::<Vec<_>>());
    assert_eq!(
        report.problems().last().unwrap().title(),
        "problems of this manifest that are not shown: 5900"
    );
}

#[test]
fn warnings_do_not_crowd_out_errors() {
    let mut text = String::from("provider_credentials:\n");
    for i in 0..150 {
        text.push_str(&format!(
            "  - {{ id: k{i}, provider: p, auth: {{ type: api_key, source: env, env_var: K{i} }}, config: {{ url: http://a.example }} }}\n"
        ));
    }
    let outcome = examine(SourceFile::new("m.yaml", text.clone()));
    let codes: Vec<_> = outcome.report.problems().map(|p| (p.code(), p.severity())).collect();
    assert!(outcome.checked.is_some());
    assert_eq!((codes.len(), codes[100]), (101, (Code::MoreProblems, Severity::Warning)));

    text.push_str("  - { id: last, provider: p }\n");
    let Err(report) = check(SourceFile::new("m.yaml", text)) else { panic!("accepted") };
    let codes: Vec<_> = report.problems().map(|p| p.code()).collect();
    assert_eq!(codes, [Code::MissingKey]);
}

#[test]
fn many_credentials() {
    let mut text = String::from("provider_credentials:\n");
    for i in 0..1000 {
        text.push_str(&format!(
            "  - id: key_{i}\n    provider: p\n    auth: {{ type: api_key, source: env, env_var: KEY_{i} }}\n    \
             config: {{ base_url: https://example.com/{i}, size: {i} }}\n"
        ));
    }
    assert_eq!(quickly(&text), [""; 0]);
    let start = Instant::now();
    let checked = check(SourceFile::new("m.yaml", text)).unwrap();
    println!("1000 credentials in {:?}", start.elapsed());
    assert_eq!(checked.credentials.len(), 1000);
}
