use super::row::Row;
use super::{
    business, chat, clouds, data, delivery, devices, models, people, play, swapped, trade, wallets,
    watch,
};
use crate::value::letters::table::{PAIRS, place_of_pair};

/// All of them.
pub(in crate::value) static TABLES: [&[Row]; 13] = [
    business::ROWS,
    chat::ROWS,
    clouds::ROWS,
    data::ROWS,
    delivery::ROWS,
    devices::ROWS,
    models::ROWS,
    people::ROWS,
    play::ROWS,
    swapped::ROWS,
    trade::ROWS,
    wallets::ROWS,
    watch::ROWS,
];

const COUNT: usize = {
    let (mut count, mut tables) = (0, TABLES.as_slice());
    while let [table, behind @ ..] = tables {
        count += table.len();
        tables = behind;
    }
    count
};

/// The places of all rows, those whose providers have the same first two letters together, and where each pair begins.
static ORDER: ([[u8; 2]; COUNT], [u16; PAIRS + 1]) = ordered();

#[allow(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "evaluated while it compiles, of tables that are short"
)]
const fn ordered() -> ([[u8; 2]; COUNT], [u16; PAIRS + 1]) {
    let (mut places, mut starts) = ([[0; 2]; COUNT], [0; PAIRS + 1]);
    let (mut pair, mut count) = (0, 0);
    while pair < PAIRS {
        starts[pair] = count as u16;
        let mut table = 0;
        while table < TABLES.len() {
            assert!(TABLES[table].len() < 256, "a place has eight bits");
            let mut at = 0;
            while at < TABLES[table].len() {
                let provider = TABLES[table][at].provider;
                if place_of_pair(provider[0], provider[1]) == pair {
                    places[count] = [table as u8, at as u8];
                    count += 1;
                }
                at += 1;
            }
            table += 1;
        }
        pair += 1;
    }
    starts[PAIRS] = count as u16;
    (places, starts)
}

/// The row that is so, of those for texts of this length whose provider begins as a word of this one does.
pub(super) fn of(provider: &str, length: usize, is: &dyn Fn(&Row) -> bool) -> Option<&'static Row> {
    let (places, starts) = &ORDER;
    let mut is_behind_letter = false;
    let mut word = provider.as_bytes();
    while let [byte, behind @ ..] = word {
        if byte.is_ascii_uppercase() || byte.is_ascii_lowercase() && !is_behind_letter {
            let pair = place_of_pair(*byte, *behind.first()?);
            let (start, end) = (*starts.get(pair)?, *starts.get(pair + 1)?);
            for [table, at] in places.get(usize::from(start)..usize::from(end))? {
                let row = TABLES.get(usize::from(*table))?.get(usize::from(*at))?;
                if row.has_length(length) && row.is_of(word) && is(row) {
                    return Some(row);
                }
            }
        }
        is_behind_letter = byte.is_ascii_alphabetic();
        word = behind;
    }
    None
}

/// Whether one may be so long that no beginning tells.
pub(in crate::value) fn has_length_of_short(length: usize) -> bool {
    const LENGTHS: u128 = {
        let (mut bits, mut tables) = (0, TABLES.as_slice());
        while let [table, behind @ ..] = tables {
            let mut rows = *table;
            while let [row, others @ ..] = rows {
                let [mut length, most] = row.lengths;
                while row.is_short() && length <= most && length < 128 {
                    bits |= 1 << length;
                    length += 1;
                }
                rows = others;
            }
            tables = behind;
        }
        bits
    };

    // Of the few longer ones, the form alone tells.
    length >= 128 || LENGTHS >> length & 1 == 1
}
