use zeroize::Zeroizing;

/// PEM with its line breaks, where they are written as `\n`, as in a variable that can have none. `None` for what is
/// not that.
pub(crate) fn unescape(text: &str) -> Option<Zeroizing<String>> {
    if !text.starts_with("-----BEGIN ") || text.contains('\n') || !text.contains("\\n") {
        return None;
    }
    // It gets shorter, so the buffer never grows.
    let mut unescaped = Zeroizing::new(String::with_capacity(text.len()));
    let mut lines = text.split("\\n");
    unescaped.push_str(lines.next().map_or("", without_return));
    for line in lines {
        unescaped.push('\n');
        unescaped.push_str(without_return(line));
    }
    Some(unescaped)
}

fn without_return(line: &str) -> &str {
    line.strip_suffix("\\r").unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_are_put_where_they_were() {
        let plain = "-----BEGIN EXAMPLE-----\nYQ==\n-----END EXAMPLE-----";
        for escaped in [plain.replace('\n', "\\n"), plain.replace('\n', "\\r\\n")] {
            assert_eq!(unescape(&escaped).unwrap().as_str(), plain);
        }
        for other in [plain, "a\\nb", "-----BEGIN EXAMPLE----- YQ==", ""] {
            assert!(unescape(other).is_none(), "{other}");
        }
    }
}
