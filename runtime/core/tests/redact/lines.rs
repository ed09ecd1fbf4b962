use provider_credentials_core::Redactor;

use crate::disguised::{STANDARD, base64, disguised};

const PEM: &str = "-----BEGIN SOMETHING-----\nTUlJQ1dRSUJBQUtCZ1FD\nc2Vjb25kIGxpbmUgb2YgaXQ=\nend==\n-----END SOMETHING-----\n";

#[test]
fn each_line_by_itself() {
    let redactor = Redactor::new().with("tls", PEM);
    for line in ["TUlJQ1dRSUJBQUtCZ1FD", "c2Vjb25kIGxpbmUgb2YgaXQ="] {
        for (name, text) in disguised(line) {
            assert_eq!(redactor.redact(&format!("<{text}>")), "<[REDACTED:tls]>", "{name} {text}");
        }
        let found = redactor.redact(&base64(line.as_bytes(), STANDARD, false)).into_owned();
        assert_eq!(found, "[REDACTED:tls]");
    }
    for innocent in ["-----BEGIN SOMETHING-----", "-----END SOMETHING-----\n", "end=="] {
        assert_eq!(redactor.redact(innocent), innocent);
    }
}

#[test]
fn all_of_it() {
    let redactor = Redactor::new().with("tls", PEM);
    for (name, text) in disguised(PEM) {
        assert_eq!(redactor.redact(&text), "[REDACTED:tls]", "{name}");
    }
    // Other line breaks, and indentation.
    let crlf = PEM.replace('\n', "\r\n    ");
    let expected = "-----BEGIN SOMETHING-----\r\n    [REDACTED:tls]\r\n    [REDACTED:tls]\r\n    end==\r\n    \
                    -----END SOMETHING-----\r\n    ";
    assert_eq!(redactor.redact(&crlf), expected);
}

/// A key in a JSON file, whose program prints the key.
#[test]
fn lines_of_a_text_in_json() {
    let json = serde_json::to_string(&[PEM]).unwrap();
    let redactor = Redactor::new().with("account", json.as_str());
    assert_eq!(redactor.redact(&json), "[REDACTED:account]");
    let found = redactor.redact(PEM).into_owned();
    assert!(!found.contains("TUlJ") && !found.contains("c2Vj"), "{found}");
}
