//! One element of HTML or XML around a secret, and what a browser puts into the clipboard.

use crate::value::about::About;
use crate::value::letters::signs::begins_with;
use crate::value::letters::table::{is_one, table};
use crate::value::letters::text::{
    begins_as, holds, is_alphanumeric, is_letter, split_at, without_end,
};

/// `<td>…</td>`, `<password>…</password>`; a whole document has elements in it. A program may ask for such a one, so the
/// name of one that is no element of pages has to ask for a key.
pub(in crate::value) fn is_element(text: &str, about: &About) -> bool {
    const OF_PAGES: &[u8] = table!(
        "a b body br code div em font h1 h2 h3 i kbd li p pre samp span strong td th tr tt u"
    );

    if begins_with(text, &["<!--StartFragment-->", "<meta charset="]) {
        return true;
    }
    if is_tag(text) {
        return true;
    }
    let Some(inside) = text.strip_prefix('<').and_then(|text| text.strip_suffix('>')) else {
        return false;
    };
    let Some((content, end)) = inside.rsplit_once("</") else { return false };
    let Some((tag, content)) = content.split_once('>') else { return false };
    let (name, _) = split_at(tag, &mut char::is_whitespace);
    let is_whole = name == end
        && !is_one(name, table!("title script svg"))
        && !content.is_empty()
        && !content.contains('<');
    is_whole
        && begins_as(name, is_letter)
        && without_end(name, |c| is_alphanumeric(c) || matches!(c, '-' | '_' | ':')).is_empty()
        && (is_one(name, OF_PAGES) || about.is_of_key())
}

/// `<script src="…"></script>`: what a provider gives out for a page, by its first tag.
fn is_tag(text: &str) -> bool {
    const NAMES: &[u8] = table!("script noscript iframe img link input meta");

    let Some((tag, behind)) = text.strip_prefix('<').and_then(|rest| rest.split_once('>')) else {
        return false;
    };
    let (name, attributes) = split_at(tag, &mut char::is_whitespace);
    let has_attributes = matches!(
        attributes,
        Some(rest) if ["=\"", "='", "async", "defer"].iter().any(|sign| rest.contains(sign))
    );
    is_one(name, NAMES) && (has_attributes || holds(behind, b"</script>"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &'static str, text: &str) -> bool {
        is_element(text, &About::new("acme", None, [name, "secret", ""]))
    }

    #[test]
    fn an_element_is_told_from_a_document_and_a_password() {
        for text in ["<p>k9qZm77x</p>", "<td class=\"x\">k9qZm77x</td>", "<!--StartFragment-->k9q"]
        {
            assert!(of("acme", text), "{text}");
        }
        for text in [
            "<script src=\"https://js.example/v3\"></script>",
            "<SCRIPT async src='https://js.example/v3'>",
            "<script>\nvar key = 'k9qZm77x';\n</script>",
            "<img src=\"https://x.example/?id=7\" />",
        ] {
            assert!(of("db_password", text), "{text}");
        }
        for text in ["<password>k9qZm77x</password>", "<string name=\"k\">k9qZm77x</string>"] {
            assert!(of("acme_token", text) && !of("acme_license", text), "{text}");
        }
        for text in [
            "<k9q>Zm77x<k9q>",
            "<p>k9qZm77x</b>",
            "<settings><password>k9q</password></settings>",
            "<p></p>",
            "<9>k9q</9>",
            "k9q</p>",
            "<title>k9q</title>",
            "<script k9q>Zm77x",
            "<scripts>k9q</scripts>x",
            "<img>k9q</script",
        ] {
            assert!(!of("acme_token", text), "{text}");
        }
    }
}
