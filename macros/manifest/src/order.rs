//! Things in order.

use std::collections::BinaryHeap;

use crate::span::Span;

/// Where something stands in an order: behind the others or not, its place in the text, and its number.
pub(crate) type Rank = (bool, Option<Span>, usize);

/// The numbers by their ranks.
///
/// A heap, and for one type: `sort` is five times the code, compiled in every user's build. Most often nothing has
/// to be moved.
pub(crate) fn in_order(mut ranks: Vec<Rank>) -> Vec<usize> {
    let (mut least, mut is_sorted) = (&(false, None, 0), true);
    for rank in &ranks {
        is_sorted &= least <= rank;
        least = rank;
    }
    if !is_sorted {
        ranks = BinaryHeap::from(ranks).into_sorted_vec();
    }
    let mut numbers = Vec::with_capacity(ranks.len());
    for (_, _, number) in ranks {
        numbers.push(number);
    }
    numbers
}
