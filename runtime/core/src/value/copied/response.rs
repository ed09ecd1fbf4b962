//! What a server or a command answered instead of a secret.

use super::complaint::is_complaint;
use crate::value::encoded::json;
use crate::value::letters::table::{head, table};
use crate::value::letters::text::holds;

/// What a server or a command answered instead of a secret: a page, JSON about an error, or words of a person's
/// language.
pub(in crate::value) fn is_response(text: &str) -> bool {
    const HEADS: &[u8] = table!("<!doctype <html <head <title> <error HTTP/1. HTTP/2");

    head(text, HEADS).is_some()
        || is_xml_about_error(text)
        || json::is_error(text)
        || is_complaint(text)
}

/// As stores of objects and servers of SOAP answer; settings and licenses are XML, too.
fn is_xml_about_error(text: &str) -> bool {
    const PARTS: [&[u8]; 5] = [b"<error", b"fault>", b"<html", b"<message", b"exception"];

    head(text, table!("<?xml")).is_some() && PARTS.iter().any(|part| holds(text, part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_told_from_documents() {
        for text in [
            "<!DOCTYPE html>",
            "<?xml version=\"1.0\"?>\n<Error><Code>AccessDenied</Code></Error>",
            "<?xml version=\"1.0\"?><soap:Envelope><soap:Fault>x</soap:Fault></soap:Envelope>",
        ] {
            assert!(is_response(text), "{text}");
        }
        for text in ["<?xml version=\"1.0\"?>\n<License>k9qZm77x</License>", "<k9q>", "html"] {
            assert!(!is_response(text), "{text}");
        }
    }
}
