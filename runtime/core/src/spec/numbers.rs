/// Names with a number each.
///
/// A hash table by hand: that of the standard library was a thirtieth of this crate for the compiler, and takes longer
/// for names as short as these.
#[derive(Default)]
pub(crate) struct Numbers<'n> {
    /// In the order in which they came.
    names: Vec<(&'n str, usize)>,
    /// None or a power of two, of which half are 0 at least. The others are places among the names, counted from one:
    /// each stands where the hash of its name says, or behind that with no 0 between.
    slots: Vec<usize>,
}

impl<'n> Numbers<'n> {
    pub(crate) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// A name that is there already gets another number.
    pub(crate) fn insert(&mut self, name: &'n str, number: usize) {
        if self.slots.len() < 2 * (self.names.len() + 1) {
            self.grow();
        }
        let slot = self.find(name);
        match self.slots.get_mut(slot) {
            Some(place @ 0) => {
                self.names.push((name, number));
                *place = self.names.len();
            }
            Some(place) => {
                if let Some((_, known)) = self.names.get_mut(*place - 1) {
                    *known = number;
                }
            }
            None => {}
        }
    }

    /// The name as it was inserted, and its number.
    pub(crate) fn get(&self, name: &str) -> Option<(&'n str, usize)> {
        self.at(self.find(name))
    }

    /// In the order in which they came.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'n str> {
        self.names.iter().map(|(name, _)| *name)
    }

    fn grow(&mut self) {
        // Seldom, since all are hashed again: most tables are filled once, with a few or with thousands.
        self.slots = vec![0; (4 * self.slots.len()).max(8)];
        for place in 0..self.names.len() {
            let Some((name, _)) = self.names.get(place) else { return };
            let slot = self.find(name);
            if let Some(slot) = self.slots.get_mut(slot) {
                *slot = place + 1;
            }
        }
    }

    fn at(&self, slot: usize) -> Option<(&'n str, usize)> {
        let place = self.slots.get(slot)?.checked_sub(1)?;
        self.names.get(place).copied()
    }

    /// The slot where the name stands, or would.
    fn find(&self, name: &str) -> usize {
        let mask = self.slots.len().wrapping_sub(1);
        let mut slot = self.hash(name) & mask;
        while let Some((other, _)) = self.at(slot) {
            if other == name {
                break;
            }
            slot = (slot + 1) & mask;
        }
        slot
    }

    /// By where the table is in memory, too: whoever writes a file with many names cannot know which have one hash.
    fn hash(&self, name: &str) -> usize {
        let mut hash = self.slots.as_ptr() as u64;
        let mut rest = name.as_bytes();
        while let [a, b, c, d, e, f, g, h, _, ..] = rest {
            hash = mixed(hash ^ u64::from_le_bytes([*a, *b, *c, *d, *e, *f, *g, *h]));
            rest = rest.get(8..).unwrap_or_default();
        }
        // Some letters of a long name count twice.
        match name.as_bytes().last_chunk() {
            Some(last) => hash = mixed(hash ^ u64::from_le_bytes(*last)),
            None => {
                for byte in rest {
                    hash = mixed(hash ^ u64::from(*byte));
                }
            }
        }
        // The first of eight letters are the lowest bits, and have all others changed; the last need this.
        #[allow(clippy::cast_possible_truncation, reason = "all bits are as good")]
        {
            mixed(hash) as usize
        }
    }
}

/// Multiplied by an odd number, of which the upper half changes the lower one.
#[inline]
fn mixed(bits: u64) -> u64 {
    let bits = bits.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    bits ^ bits >> 32
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn names_have_the_number_that_they_got_last() {
        for count in [0, 1, 2, 3, 100, 5000] {
            let names: Vec<String> = (0..count).map(|n| format!("KEY_{}", n * 7 % 3001)).collect();
            let (mut numbers, mut expected) = (Numbers::default(), HashMap::new());
            assert_eq!(numbers.get("KEY_0"), None);
            for (number, name) in names.iter().enumerate() {
                numbers.insert(name, number);
                expected.insert(name.as_str(), number);
            }
            for name in names.iter().map(String::as_str).chain(["", "KEY", "KEY_3001", "other"]) {
                let number = expected.get(name).map(|number| (name, *number));
                assert_eq!(numbers.get(name), number, "{name}");
            }
            let all: Vec<&str> = numbers.names().collect();
            assert!(all.iter().eq(names.iter().take(expected.len())));
            assert_eq!(numbers.is_empty(), count == 0);
        }
    }

    #[test]
    fn few_names_are_in_the_way_of_others() {
        let names: Vec<String> = (0..10_000).map(|n| format!("ACME_{n}_API_KEY")).collect();
        let mut numbers = Numbers::default();
        for (number, name) in names.iter().enumerate() {
            numbers.insert(name, number);
        }
        let mask = numbers.slots.len() - 1;
        let steps: usize = names
            .iter()
            .map(|name| numbers.find(name).wrapping_sub(numbers.hash(name)) & mask)
            .sum();
        assert!(steps < 2 * names.len(), "{steps}");
    }
}
