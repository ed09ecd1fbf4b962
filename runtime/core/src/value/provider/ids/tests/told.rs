use super::super::rows::TABLES;
use super::Case;
use super::delivery;
use super::right::{NEAR, RIGHT};
use super::wrong::{BESIDE, CUT, OTHERS, PAIRS, RETIRED};
use crate::report::Doubt;
use crate::value::about::About;
use crate::value::judged::{filled, judged};

type List = (&'static [Case], fn(Doubt) -> bool);

/// How many there are of what no other rule tells so.
const OF_FORM: usize = 6;

/// With what each is told as.
const LISTS: [List; 8] = [
    (delivery::BESIDE, |doubt| matches!(doubt, Doubt::Beside(_))),
    (delivery::OTHERS, |doubt| matches!(doubt, Doubt::OtherKind(_))),
    (BESIDE, |doubt| matches!(doubt, Doubt::Beside(_))),
    (OTHERS, |doubt| matches!(doubt, Doubt::OtherKind(_))),
    (RETIRED, |doubt| matches!(doubt, Doubt::Retired(_))),
    (PAIRS, |doubt| matches!(doubt, Doubt::Pair(_))),
    (CUT, |doubt| matches!(doubt, Doubt::CutKey(_) | Doubt::StraySign)),
    (delivery::CUT, |doubt| matches!(doubt, Doubt::CutKey(_))),
];

#[test]
fn what_has_the_form_of_another_thing_is_told() {
    for (list, is) in LISTS {
        for &(provider, variable, pattern) in list {
            let doubts = judged(provider, variable, pattern);
            assert!(matches!(*doubts, [doubt] if is(doubt)), "{provider} {pattern} {doubts:?}");
            for (provider, variable) in
                [("acme", variable), (provider, "ACME_APP_ID"), (provider, "ACME")]
            {
                let is_told = judged(provider, variable, pattern).into_iter().any(is);
                assert!(!is_told, "{provider} {variable} {pattern}");
            }
        }
    }
}

#[test]
fn what_is_right_is_not_told() {
    for &(provider, variable, pattern) in RIGHT.iter().chain(delivery::RIGHT) {
        assert_eq!(judged(provider, variable, pattern), [], "{provider} {variable} {pattern}");
    }
    for &(provider, variable, pattern) in NEAR {
        for doubt in judged(provider, variable, pattern) {
            let is_told = LISTS.into_iter().take(OF_FORM).any(|(_, is)| is(doubt));
            assert!(!is_told, "{provider} {variable} {pattern} {doubt:?}");
        }
    }
}

#[test]
fn each_row_has_an_example() {
    for row in TABLES.into_iter().flatten() {
        let is_example = |&(provider, variable, pattern): &Case| {
            let about = About { provider, variable: Some(variable), names: ["it", "secret", ""] };
            row.is_of_provider(provider) && row.is(&filled(pattern)) && row.is_asked(&about)
        };
        let has_one = LISTS.into_iter().any(|(list, _)| list.iter().any(is_example));
        assert!(has_one, "{} {}", core::str::from_utf8(row.provider).unwrap(), row.what);
    }
}
