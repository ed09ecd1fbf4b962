//! Placeholders in the path or the query of a URL.

use crate::value::letters::signs::begins;

/// `https://api.example/v3/YOUR-PROJECT-ID`, `?key=your_api_key`.
pub(super) fn has_placeholder_in_url(text: &str) -> bool {
    const WORDS: [&str; 6] = ["key", "token", "secret", "project", "api", "password"];

    let Some((_, rest)) = text.split_once("://") else { return false };
    rest.split(['/', '=', '&', '?']).skip(1).any(|part| {
        begins(part, "your")
            && matches!(part.as_bytes().get(4), Some(b'-' | b'_'))
            && part
                .split(['-', '_'])
                .any(|word| WORDS.iter().any(|of| of.eq_ignore_ascii_case(word)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_in_a_url_is_told() {
        for text in [
            "https://mainnet.example/v3/YOUR-PROJECT-ID",
            "https://api.example/data?appid=your_api_key&q=1",
            "wss://rpc.example/your-api-token/",
        ] {
            assert!(has_placeholder_in_url(text), "{text}");
        }
        for text in [
            "https://your-project.example/v3/7d1f0a93",
            "https://api.example/your-account/7d1f0a93",
            "https://api.example/yourapi/7d1f0a93",
        ] {
            assert!(!has_placeholder_in_url(text), "{text}");
        }
    }
}
