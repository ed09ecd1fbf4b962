/// Names with a number each.
///
/// A hash table by hand: that of the standard library was a thirtieth of this crate for the compiler, and takes three
/// times as long for names as short as these.
#[derive(Default)]
pub(crate) struct Numbers<'n> {
    /// None or a power of two, of which half are free at least. A name stands behind the place that its hash is, and
    /// nothing free is between.
    slots: Vec<Option<(&'n str, usize)>>,
    len: usize,
}

impl<'n> Numbers<'n> {
    /// With room for so many.
    pub(crate) fn with_capacity(names: usize) -> Self {
        let slots = names.saturating_mul(2).next_power_of_two();
        Self { slots: vec![None; slots], len: 0 }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// A name that is there already gets another number.
    pub(crate) fn insert(&mut self, name: &'n str, number: usize) {
        if self.slots.len() < 2 * (self.len + 1) {
            self.grow();
        }
        let at = self.find(name);
        if let Some(slot) = self.slots.get_mut(at) {
            self.len += usize::from(slot.is_none());
            *slot = Some((name, number));
        }
    }

    /// The name as it was inserted, and its number.
    pub(crate) fn get(&self, name: &str) -> Option<(&'n str, usize)> {
        *self.slots.get(self.find(name))?
    }

    /// In no order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'n str> {
        self.slots.iter().flatten().map(|(name, _)| *name)
    }

    fn grow(&mut self) {
        let mut larger = Self::with_capacity(self.slots.len().max(4));
        for (name, number) in self.slots.iter().flatten() {
            larger.insert(name, *number);
        }
        *self = larger;
    }

    /// Where the name stands, or would.
    fn find(&self, name: &str) -> usize {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = self.hash(name) & mask;
        while let Some(Some((other, _))) = self.slots.get(at) {
            if *other == name {
                break;
            }
            at = (at + 1) & mask;
        }
        at
    }

    /// By where the table is in memory, too: whoever writes a file with many names cannot know which have one hash.
    fn hash(&self, name: &str) -> usize {
        let mut hash = self.slots.as_ptr() as usize;
        for byte in name.bytes() {
            // An odd number that mixes the bits of another.
            hash = (hash ^ usize::from(byte)).wrapping_mul(0x9e37_79b1);
            hash ^= hash >> 15;
        }
        hash
    }
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
            let mut sized = Numbers::with_capacity(count);
            assert_eq!(numbers.get("KEY_0"), None);
            for (number, name) in names.iter().enumerate() {
                numbers.insert(name, number);
                sized.insert(name, number);
                expected.insert(name.as_str(), number);
            }
            for name in names.iter().map(String::as_str).chain(["", "KEY", "KEY_3001", "other"]) {
                let number = expected.get(name).map(|number| (name, *number));
                assert_eq!((numbers.get(name), sized.get(name)), (number, number), "{name}");
            }
            let mut all: Vec<&str> = numbers.names().collect();
            all.sort_unstable();
            all.dedup();
            assert_eq!((all.len(), numbers.is_empty()), (expected.len(), count == 0));
        }
    }

    #[test]
    fn few_names_are_in_the_way_of_others() {
        let names: Vec<String> = (0..10_000).map(|n| format!("ACME_{n}_API_KEY")).collect();
        let mut numbers = Numbers::with_capacity(names.len());
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
