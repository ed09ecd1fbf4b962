use super::row::Row;
use super::{business, chat, clouds, delivery, models, people, swapped, wallets, watch};

/// All of them.
pub(in crate::value) static TABLES: [&[Row]; 9] = [
    business::ROWS,
    chat::ROWS,
    clouds::ROWS,
    delivery::ROWS,
    models::ROWS,
    people::ROWS,
    swapped::ROWS,
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

/// The places of all rows with the second letters of their providers, those with one first letter together, and where each
/// letter begins.
static ORDER: ([[u8; 3]; COUNT], [u16; 27]) = ordered();

#[allow(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "evaluated while it compiles, of tables that are short"
)]
const fn ordered() -> ([[u8; 3]; COUNT], [u16; 27]) {
    let (mut places, mut starts) = ([[0; 3]; COUNT], [0; 27]);
    let (mut letter, mut count) = (0, 0);
    while letter < 26 {
        starts[letter] = count as u16;
        let mut table = 0;
        while table < TABLES.len() {
            assert!(TABLES[table].len() < 256, "a place has eight bits");
            let mut at = 0;
            while at < TABLES[table].len() {
                let provider = TABLES[table][at].provider;
                if provider[0] == b'a' + letter as u8 {
                    places[count] = [table as u8, at as u8, provider[1]];
                    count += 1;
                }
                at += 1;
            }
            table += 1;
        }
        letter += 1;
    }
    assert!(count == COUNT, "each row has a letter");
    starts[26] = count as u16;
    (places, starts)
}

/// The row that is so, of those whose provider begins as a word of this one does.
pub(super) fn of(provider: &str, is: &dyn Fn(&Row) -> bool) -> Option<&'static Row> {
    let (places, starts) = &ORDER;
    let mut is_behind_letter = false;
    let mut word = provider.as_bytes();
    while let [byte, behind @ ..] = word {
        if byte.is_ascii_uppercase() || byte.is_ascii_lowercase() && !is_behind_letter {
            let letter = usize::from(byte.to_ascii_lowercase() - b'a');
            let second = word.get(1).map_or(0, u8::to_ascii_lowercase);
            let (start, end) = (*starts.get(letter)?, *starts.get(letter + 1)?);
            for [table, at, other] in places.get(usize::from(start)..usize::from(end))? {
                if *other != second {
                    continue;
                }
                let row = TABLES.get(usize::from(*table))?.get(usize::from(*at))?;
                if row.is_of(word) && is(row) {
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
