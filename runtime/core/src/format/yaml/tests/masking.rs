use super::Random;
use crate::format::yaml::mask::mask;

/// Longest run of ASCII letters and digits in which some are not `x`.
fn longest_unmasked(masked: &str) -> usize {
    let runs = masked.split(|c: char| !c.is_ascii_alphanumeric() || c == 'x');
    runs.map(str::len).max().unwrap_or(0)
}

#[test]
fn what_is_masked_and_what_is_not() {
    for (text, masked) in [
        ("a: b-c", "x: xxx"),
        ("- a\n-b\n- -1\n--- -\n---\n", "- x\n-x\n- -x\n--- -\n---\n"),
        ("k: |2-\n  a1", "x: |2-\n  xx"),
        ("k: >+1 # 9", "x: >+1 # x"),
        ("a|2", "xxx"),
        (r#""\\" "\"" '\'"#, r#""xx" "xx" 'x'"#),
        (r#"\\\""#, "xxxx"),
        ("!<tag:y.org,2002:str> >x", "!<xxxxxxxxx,xxxxxxxx> >x"),
        ("!!str &a-b *c", "!!xxx &xxx *x"),
        ("%YAML 1.2\n---\n...\n....%\n", "%xxxx xxx\n---\n...\nxxxxx\n"),
        ("http://u:p@h:1/?q=a&b#c", "xxxxxxxxxxxxxxxxxxxxxxx"),
        ("{a:b, \"c\":d,e:}", "{xxx, \"x\":x,x:}"),
        ("é€😀", "\u{d7}\u{2592}\u{1f7e9}"),
        ("a\0b\u{80}\u{feff}", "x\u{1}x\u{80}\u{feff}"),
    ] {
        assert_eq!(mask(text), masked, "{text:?}");
    }
}

#[test]
fn no_text_is_left_in_random_text() {
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    let alphabet: Vec<char> = ('\u{1}'..'\u{7f}')
        .chain("é€😀\u{feff}\u{85}||>>--..!!<<\\\\\"\"''\n\n  ".chars())
        .collect();
    for _ in 0..20_000 {
        let length = random.below(60);
        let text: String = (0..length).map(|_| random.pick(&alphabet)).collect();
        let masked = mask(&text);
        assert_eq!(masked.len(), text.len(), "{text:?}");
        for ((at, a), (masked_at, b)) in text.char_indices().zip(masked.char_indices()) {
            assert_eq!(at, masked_at, "{text:?}");
            assert_eq!(a.is_ascii_alphabetic(), a.is_ascii_alphabetic() && b == 'x', "{text:?}");
        }
        // The digit in a block scalar's header is the one exception, and stands alone.
        assert!(longest_unmasked(&masked) <= 2, "{text:?} {masked:?}");
    }
}
