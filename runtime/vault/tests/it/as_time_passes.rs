//! What waits for most of its time, side by side: it would keep others from the few threads of the tests.

use std::thread::{Builder, JoinHandle};

use crate::{leases, tokens};

const ALL: [(&str, fn()); 8] = [
    ("one lease", leases::one_lease_serves_all_and_is_renewed_before_it_ends),
    ("replaced lease", leases::one_that_cannot_be_renewed_is_replaced_before_it_ends),
    ("revoked lease", leases::one_that_somebody_revoked_is_replaced),
    ("revoked token", leases::a_revoked_token_takes_its_leases_with_it),
    ("good lease", leases::a_lease_that_is_good_goes_on_without_the_server),
    ("token at its end", leases::a_token_at_its_end_is_replaced_once),
    ("renewed token", tokens::it_is_renewed_before_it_ends),
    ("another login", tokens::there_is_another_login_where_it_cannot_be_renewed),
];

#[test]
fn leases_and_tokens_are_renewed_and_replaced() {
    let begin = |(name, test): &(&str, fn())| {
        let thread = Builder::new().name((*name).to_owned()).spawn(*test);
        ((*name).to_owned(), thread.unwrap())
    };
    let running: Vec<(String, JoinHandle<()>)> = ALL.iter().map(begin).collect();
    let failed = running.into_iter().filter_map(|(name, thread)| thread.join().err().map(|_| name));
    // What each says stands above.
    assert_eq!(failed.collect::<Vec<_>>(), [""; 0]);
}
