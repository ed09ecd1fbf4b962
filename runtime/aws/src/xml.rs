//! Elements of STS' answers, which are XML of a few fixed shapes.

use zeroize::Zeroizing;

/// The text of the first element of that name that has one and no element in it.
pub(crate) fn element(text: &str, name: &str) -> Option<Zeroizing<String>> {
    let mut rest = text;
    while let Some((_, behind)) = rest.split_once('<') {
        rest = behind;
        let Some(behind) = behind.strip_prefix(name).and_then(|behind| behind.strip_prefix('>'))
        else {
            continue;
        };
        let (inside, end) = behind.split_once('<')?;
        let is_closed = end.strip_prefix('/').and_then(|end| end.strip_prefix(name));
        if is_closed.is_some_and(|end| end.starts_with('>')) && !inside.is_empty() {
            return unescaped(inside);
        }
    }
    None
}

/// With the five entities that XML has by itself.
fn unescaped(text: &str) -> Option<Zeroizing<String>> {
    let mut plain = Zeroizing::new(String::with_capacity(text.len()));
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        let (name, behind) = behind.split_once(';')?;
        plain.push_str(before);
        plain.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            _ => return None,
        });
        rest = behind;
    }
    plain.push_str(rest);
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements() {
        let text = "<A xmlns=\"u\"><B><Code>x&amp;y</Code><Codes>no</Codes></B><C/><D></D></A>";
        assert_eq!(&**element(text, "Code").unwrap(), "x&y");
        for name in ["A", "B", "C", "D", "Cod", "E"] {
            assert!(element(text, name).is_none(), "{name}");
        }
        assert!(element("<Code>&evil;</Code>", "Code").is_none());
        assert!(element("<Code>x", "Code").is_none() && element("<Code>x</Cod>", "Code").is_none());
    }
}
