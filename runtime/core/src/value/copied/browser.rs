//! What a browser or a camera gives: addresses of its own, links with a key in them, and codes.

use crate::value::about::About;
use crate::value::letters::table::{head, is_one, table};

/// How addresses begin that are no page of anybody.
const HEADS: &[u8] = table!(
    "\
    about:blank chrome:// edge:// brave:// chrome-extension:// moz-extension:// view-source: \
    javascript: devtools:// blob:http mailto: magnet:?"
);

/// Whether it is such an address.
pub(in crate::value) fn is_address(text: &str) -> bool {
    head(text, HEADS).is_some()
}

/// What else has a secret in it.
pub(in crate::value) fn kind(text: &str, about: &About) -> Option<&'static str> {
    if text.starts_with("WIFI:") && text.ends_with(";;") {
        return Some("the code of a wireless network");
    }
    // The URL of a webhook is its secret.
    let is_asked = about.is_of_key() && !about.ends_in(table!("secret"));
    let is = is_asked && !about.has_name_with(b"hook") && has_key(text);
    is.then_some("a URL with a key in it")
}

/// `https://…?api_key=…`, and what a server of OAuth sends a browser back to.
fn has_key(text: &str) -> bool {
    const NAMES: &[u8] =
        table!("access_token api_key apikey api-key key token client_secret code id_token");

    let rest = text.strip_prefix("https://").or(text.strip_prefix("http://"));
    let Some((_, query)) = rest.and_then(|rest| rest.split_once(['?', '#'])) else { return false };
    for pair in query.split(['&', '#']) {
        if matches!(pair.split_once('='), Some((name, value)) if is_one(name, NAMES) && value.len() > 7)
        {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &'static str, text: &str) -> bool {
        let about = About::new("acme", None, [name, "secret", ""]);
        kind(text, &about).is_some()
    }

    #[test]
    fn what_has_a_key_in_it_is_told_by_its_name() {
        for text in [
            "https://api.example/?api_key=exampleNotAKey9",
            "http://localhost:8080/callback?code=exampleNotAKey9&state=7",
            "https://app.example/#access_token=exampleNotAKey9&token_type=bearer",
        ] {
            assert!(of("acme_token", text) && !of("acme_url", text) && !of("acme", text), "{text}");
        }
        assert!(of("acme", "WIFI:T:WPA;S:net;P:exampleNotAKey9;;"));
        for text in [
            "https://api.example/?page=exampleNotAKey9",
            "https://api.example/?code=7",
            "WIFI:k9qZm77x",
            "k9q?api_key=Zm77xk9q",
        ] {
            assert!(!of("acme_token", text), "{text}");
        }
    }

    #[test]
    fn addresses_of_browsers() {
        for text in ["about:blank", "chrome://settings/passwords", "mailto:me@x.example"] {
            assert!(is_address(text), "{text}");
        }
        for text in ["about:k9qZm77x", "chrome-k9qZm77x", "mail:k9q"] {
            assert!(!is_address(text), "{text}");
        }
    }
}
