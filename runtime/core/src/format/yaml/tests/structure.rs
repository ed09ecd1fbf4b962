use super::{get, ok, place};
use crate::format::paths_asked::Segments;
use crate::format::yaml::extract;
use crate::report::ValueReason;
use secrecy::ExposeSecret as _;

#[test]
fn where_a_path_fails() {
    let yaml = "a:\n  b: [1]\nn: null\ns: text\nl: []\n'': x\n? [c]\n: 1\n1: one\n~: nil\n";
    let missing = |depth| Err(ValueReason::KeyNotFound { depth });
    assert_eq!(get(yaml, &["x"]), missing(0));
    assert_eq!(get(yaml, &["x", "y", "z"]), missing(0));
    assert_eq!(get(yaml, &["a", "x"]), missing(1));
    assert_eq!(get(yaml, &["a", "b", "1"]), missing(2));
    assert_eq!(get(yaml, &["a", "b", "00"]), missing(2));
    assert_eq!(get(yaml, &["l", "0"]), missing(1));
    assert_eq!(get(yaml, &["s", "0"]), missing(1));
    assert_eq!(get(yaml, &["n", "x"]), missing(1));
    assert_eq!(get(yaml, &["~"]), missing(0));
    assert_eq!(get(yaml, &["c"]), missing(0));
    assert_eq!(get(yaml, &["n"]), Err(ValueReason::KeyIsNull));
    assert_eq!(get(yaml, &["a"]), Err(ValueReason::KeyNotScalar));
    assert_eq!(get(yaml, &["a", "b"]), Err(ValueReason::KeyNotScalar));
    assert_eq!(get(yaml, &[]), Err(ValueReason::KeyNotScalar));
    assert_eq!(ok(yaml, &["1"]), "one");
    assert_eq!(ok(yaml, &[""]), "x");
    assert_eq!(ok(yaml, &["a", "b", "0"]), "1");
    assert_eq!(get("null", &["a", "b"]), missing(0));
    assert_eq!(get("", &["a", "b"]), missing(0));
    assert_eq!(get("# only\n\n", &["a"]), missing(0));
    assert_eq!(get("---\n...\n", &["a"]), missing(0));
}

#[test]
fn keys_are_compared_decoded() {
    for key in [
        "key",
        "'key'",
        "\"k\\x65y\"",
        "? key\n",
        "? |-\n  key\n",
        "!!str key",
        "&a key",
        "? \"k\\\n  ey\"\n",
    ] {
        assert_eq!(ok(&format!("{key}: v\nb: 1"), &["key"]), "v", "{key}");
    }
    assert_eq!(ok("? |\n  key\n: v", &["key\n"]), "v");
    assert_eq!(ok("? >+\n  key\n  é\n\n: v", &["key é\n\n"]), "v");
    assert_eq!(ok("'it''s': v", &["it's"]), "v");
    assert_eq!(ok("ключ: v\n😀: w", &["😀"]), "w");
    assert_eq!(ok("{'null': v, ~: w, ? b, \"a\":1, c: }", &["null"]), "v");
    assert_eq!(get("{'null': v, ~: w, ? b, \"a\":1, c: }", &["b"]), Err(ValueReason::KeyIsNull));
    assert_eq!(ok("{'null': v, ~: w, ? b, \"a\":1, c: }", &["a"]), "1");
    assert_eq!(ok("a: &k key\n*k : v", &["key"]), "v");
    let long = "é".repeat(2000);
    let path: Segments = Box::leak(vec![&*long.clone().leak()].into_boxed_slice());
    assert_eq!(ok(&format!("{long}: v"), path), "v");
}

#[test]
fn a_key_twice_on_the_path_fails() {
    let yaml = "a: 1\n\"a\": 2\nb:\n  c: 1\n  d: {x: 0}\n  c: 3\ne: 5\nn: {}\nn: {}\n";
    let twice = |depth| Err(ValueReason::KeyDuplicated { depth });
    assert_eq!(get(yaml, &["a"]), twice(0));
    assert_eq!(get(yaml, &["b", "c"]), twice(1));
    assert_eq!(get(yaml, &["n", "x"]), twice(0));
    assert_eq!(ok(yaml, &["e"]), "5");
    assert_eq!(ok(yaml, &["b", "d", "x"]), "0");
}

#[test]
fn flow_collections_over_lines() {
    let yaml =
        "k: { a: [1, # it's ]\n  'x,]'\n  , \"}\\\"]\"], b: {c: d\n  e}, f: http://x,y: z }\n";
    assert_eq!(ok(yaml, &["k", "a", "1"]), "x,]");
    assert_eq!(ok(yaml, &["k", "a", "2"]), "}\"]");
    assert_eq!(ok(yaml, &["k", "b", "c"]), "d e");
    assert_eq!(ok(yaml, &["k", "f"]), "http://x");
    assert_eq!(ok(yaml, &["k", "y"]), "z");
    assert_eq!(ok("[a: b, c]", &["0", "a"]), "b");
    assert_eq!(ok(r#"{"a":"b","c":["d"]}"#, &["c", "0"]), "d");
    assert_eq!(ok(r"[a\, b\\, 'c\']", &["1"]), r"b\\");
    assert_eq!(ok(r"[a\, b\\, 'c\']", &["2"]), r"c\");
}

#[test]
fn aliases_go_by_their_own_names() {
    // Masked, all these names are the same.
    let yaml = "a: &ab one\nb: &cd two\nc: *ab\nd: *cd\ne: &ab {x: *cd}\nf: *ab\n";
    assert_eq!(ok(yaml, &["c"]), "one");
    assert_eq!(ok(yaml, &["d"]), "two");
    assert_eq!(ok(yaml, &["f", "x"]), "two");
    assert_eq!(ok("a: &é \"x\\ty\"\nb: &ö z\nc: [*é , *ö ]", &["c", "0"]), "x\ty");
    assert_eq!(ok("a: &a:b 1\nb: *a:b\n", &["b"]), "1");
    assert_eq!(ok("- &a\n- *a\n- &b |\n  x\n- *b", &["3"]), "x");
    assert_eq!(place("a: &ab one\nb: *cd\n"), (2, 4));
    assert_eq!(place("a: *ab\nb: &ab 1\n"), (1, 4));
    assert_eq!(place("a: *long\n"), (1, 4));
    let cyclic = "&x\na: *x\nk: v\n";
    assert_eq!(ok(cyclic, &["a", "a", "a", "k"]), "v");
    assert_eq!(get(cyclic, &["a", "a", "b"]), Err(ValueReason::KeyNotFound { depth: 2 }));
}

#[test]
fn merge_keys() {
    let yaml = "one: &one {a: 1, b: 1}\ntwo: &two {b: 2, c: 2, <<: {d: 4}}\n\
        x: {<<: *one, a: 0}\ny: {<<: [*one, *two, 3], c: 9}\nz: {'<<': {a: 1}}\n\
        w: {<<: {e: 5, e: 6}, a: 1}\nv: {!!merge <<: *one}\nu: {<<: {a: 1}, <<: {a: 2, b: 3}}\n";
    for (path, expected) in [
        (&["x", "a"] as Segments, "0"),
        (&["x", "b"], "1"),
        (&["y", "a"], "1"),
        (&["y", "b"], "1"),
        (&["y", "c"], "9"),
        (&["y", "d"], "4"),
        (&["z", "<<", "a"], "1"),
        (&["w", "a"], "1"),
        (&["v", "b"], "1"),
        (&["u", "a"], "1"),
        (&["u", "b"], "3"),
    ] {
        assert_eq!(ok(yaml, path), expected, "{path:?}");
    }
    assert_eq!(get(yaml, &["z", "a"]), Err(ValueReason::KeyNotFound { depth: 1 }));
    assert_eq!(get(yaml, &["x", "<<"]), Err(ValueReason::KeyNotFound { depth: 1 }));
    assert_eq!(get(yaml, &["w", "e"]), Err(ValueReason::KeyDuplicated { depth: 1 }));
    let cyclic = "a: &a {<<: &b {<<: *a, k: v}}\n";
    assert_eq!(ok(cyclic, &["a", "k"]), "v");
    assert_eq!(get(cyclic, &["a", "x"]), Err(ValueReason::KeyNotFound { depth: 1 }));
    // Read naively, this takes 2^40 steps.
    let mut bomb = String::from("- &m0 {k: v}\n");
    for n in 1..=40 {
        bomb += &format!("- &m{n} {{<<: [*m{p}, *m{p}]}}\n", p = n - 1);
    }
    assert_eq!(ok(&bomb, &["40", "k"]), "v");
    assert_eq!(get(&bomb, &["40", "x"]), Err(ValueReason::KeyNotFound { depth: 1 }));
}

#[test]
fn documents_and_directives() {
    assert_eq!(ok("%YAML 1.2\n--- # it's\na: 1\n...\n", &["a"]), "1");
    assert_eq!(ok("---\na: ...\nb: '---'\n", &["a"]), "...");
    assert_eq!(place("a: 1\n---\nb: 2\n"), (2, 1));
    assert_eq!(place("a: 1\n...\nb: 2\n").0, 3);
    assert_eq!(place("---\n---\n"), (2, 1));
    assert_eq!(place("# c\n%TAG !! tag:x,2000:\n--- !!str\na\n"), (2, 1));
    assert_eq!(place("%TAG ! tag:yaml.org,2002:\n---\na: !null x\n"), (1, 1));
}

#[test]
fn what_is_not_yaml_has_a_place() {
    assert_eq!(place("a: 1\nb: [é, c\n").0, 2);
    assert_eq!(place("é: \"x\" y\n"), (1, 8));
    assert_eq!(place("a: 'x\n"), (1, 4));
    assert_eq!(place("a: x\n\t# y\n  z\n"), (2, 2));
    assert_eq!(place("a: 1\r\n\rb: *x\n"), (3, 4));
    for yaml in [
        "a: b: c",
        "- a\nb",
        "a: @x",
        "a: `x",
        "a: %x",
        "{a: 1",
        "]",
        "a: |3\n x",
        "a: \u{1}",
        "a: x\0b: c",
        "a: b\u{80}",
        "a: \"\u{7f}\"",
    ] {
        assert!(extract(yaml, &[]).is_err(), "{yaml:?}");
    }
}

#[test]
fn deep_nesting_neither_overflows_nor_takes_long() {
    const DEPTH: usize = 100_000;
    for unit in ["[", "{a: ", "- ", "? ", "[{", "{? "] {
        assert!(extract(&unit.repeat(DEPTH), &[&["a"]]).is_err(), "{unit}");
    }
    let level = |n| format!("{}a:\n", " ".repeat(n));
    let deep: String = (0..1000).map(level).collect();
    assert!(extract(&deep, &[&["a"]]).is_err());
    let fine: String = (0..200).map(level).collect();
    assert_eq!(get(&fine, &["a", "a"]), Err(ValueReason::KeyNotScalar));
    assert_eq!(ok(&format!("{}1{}", "[".repeat(200), "]".repeat(200)), &["0"; 200]), "1");
}

#[test]
fn a_thousand_keys() {
    let yaml: String = (0..1000).map(|n| format!("key{n}: \"value\\x20{n}\"\n")).collect();
    let names = (0..1000).map(|n| &*Box::leak(vec![&*format!("key{n}").leak()].into_boxed_slice()));
    let paths: Vec<Segments> = names.collect();
    for (n, answer) in extract(&yaml, &paths).unwrap().iter().enumerate() {
        assert_eq!(answer.as_ref().unwrap().expose_secret(), format!("value {n}"));
    }
}

#[test]
fn long_flat_text_is_read_in_one_go() {
    for unit in ["[],", "a,", "\"b\": 1,", "'c',", "\\\"", "- ", "&a b,", "!t ,", "# \n"] {
        let text = format!("[{}]", unit.repeat(20_000));
        let _ = extract(&text, &[&["0"]]);
    }
}

/// Lists that many merge keys name, and large mappings under many aliases.
#[test]
fn repeated_aliases_take_neither_time_nor_memory() {
    let items = "{}, ".repeat(20_000);
    let merges = "  <<: *l\n".repeat(20_000);
    let bomb = format!("l: &l [{items}{{k: v}}]\nm:\n{merges}");
    assert_eq!(ok(&bomb, &["m", "k"]), "v");

    let members: String = (0..20_000).map(|n| format!("  k{n}: v{n}\n")).collect();
    let aliases: String = (0..1000).map(|n| format!("p{n}: *m\n")).collect();
    let shared = format!("m: &m\n{members}{aliases}");
    assert_eq!(ok(&shared, &["p7", "k9"]), "v9");
    let paths: Vec<Segments> = (0..1000)
        .map(|n| &*Box::leak(vec![&*format!("p{n}").leak(), "k19999"].into_boxed_slice()))
        .collect();
    // Twenty million members would have to be looked at.
    assert!(extract(&shared, &paths).is_err());
}
