//! The words of `$EDITOR`.

/// Split at white space, with quotes and backslashes as a shell has them, and nothing else of a shell. `None` if a quote is
/// not closed, or there is no word.
pub(super) fn split(text: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut signs = text.chars();
    while let Some(sign) = signs.next() {
        match (quote, sign) {
            (None, '\'' | '"') => {
                quote = Some(sign);
                word.get_or_insert_default();
            }
            (Some(open), sign) if sign == open => quote = None,
            (None, '\\') => word.get_or_insert_default().push(signs.next()?),
            (Some('"'), '\\') => {
                let next = signs.next()?;
                let word = word.get_or_insert_default();
                if !matches!(next, '"' | '\\' | '$' | '`') {
                    word.push('\\');
                }
                word.push(next);
            }
            (None, sign) if sign.is_whitespace() => words.extend(word.take()),
            (_, sign) => word.get_or_insert_default().push(sign),
        }
    }
    words.extend(word);
    (quote.is_none() && !words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_a_shell_splits() {
        for (text, words) in [
            ("vim", Some(&["vim"][..])),
            ("  code  --wait ", Some(&["code", "--wait"])),
            (r#"'/a b/ed' "x \"y\" \z" p\ q ''"#, Some(&["/a b/ed", r#"x "y" \z"#, "p q", ""])),
            ("vi; rm -rf $HOME `id`", Some(&["vi;", "rm", "-rf", "$HOME", "`id`"])),
            ("vi 'a", None),
            ("vi \\", None),
            (" ", None),
        ] {
            let words = words.map(|words| words.iter().map(ToString::to_string).collect());
            assert_eq!(split(text), words, "{text}");
        }
    }
}
