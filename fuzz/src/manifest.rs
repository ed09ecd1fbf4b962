//! Bytes through the whole pipeline: no panic, every report can be shown, and every place that one
//! names is in the text.

use provider_credentials_manifest::{Code, Palette, SourceFile, examine};

pub fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let outcome = examine(SourceFile::new("m.yaml", text.as_ref()));
    let report = outcome.report;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    assert!(outcome.checked.is_some() || report.problems().len() > 0);
    for problem in report.problems() {
        if problem.code() == Code::MoreProblems {
            continue;
        }
        let span = problem.span().expect("a place");
        assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?}");
        let (line, column) = (problem.line().expect("a line"), problem.column().expect("a column"));
        let line = lines.split('\n').nth(line - 1).expect("a line of the text");
        assert!(column <= line.chars().count() + 2, "column {column} of {line:?}");
        let place = problem.place().expect("a place");
        assert!((place.line, place.column) <= (place.end_line, place.end_column), "{place:?}");
        assert!(problem.related().all(|(place, _)| place.line <= lines.split('\n').count()));
        let (message, short) = (problem.message(), problem.short());
        assert!(!message.contains(['\0', '\r', '\t', '\u{202e}']), "{message:?}");
        assert!(problem.painted(&Palette::PLAIN).ends_with(&message));
        assert!(!problem.title().contains('\n') && !short.contains('\n'), "{short:?}");
    }
}
