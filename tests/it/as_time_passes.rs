//! What waits for most of its time, side by side and from the start: the other tests need not wait for it at their end.

use std::thread::Builder;

use crate::{stores, vault};

const ALL: [(&str, fn()); 2] = [
    ("stores that are down", stores::all_at_once_and_each_of_them_down),
    ("a token of Vault", vault::kept::live_renews_the_token_and_keeps_the_last_good_value),
];

#[test]
fn stores_are_down_and_tokens_are_renewed() {
    let begin = |(name, test): (&str, fn())| {
        let thread = Builder::new().name(name.to_owned()).spawn(test);
        (name.to_owned(), thread.unwrap())
    };
    let running: Vec<_> = ALL.into_iter().map(begin).collect();
    let failed = running.into_iter().filter_map(|(name, thread)| thread.join().err().map(|_| name));
    // What each says stands above.
    assert_eq!(failed.collect::<Vec<_>>(), [""; 0]);
}
