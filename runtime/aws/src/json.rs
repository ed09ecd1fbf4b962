//! Lists of JSON that are sent.

use provider_credentials_http::quoted;

/// A list of texts, which are no secrets.
pub(crate) fn list<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let quoted: Vec<String> = texts.map(quoted).collect();
    format!("[{}]", quoted.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_comes_back() {
        let odd = "a\"b\\c\u{1}\n\u{1f}é𝄞/\u{7f}";
        let read: serde_json::Value = serde_json::from_str(&list([odd, "b"].into_iter())).unwrap();
        assert_eq!((read[0].as_str(), read[1].as_str()), (Some(odd), Some("b")));
    }
}
