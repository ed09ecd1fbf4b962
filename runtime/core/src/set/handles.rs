//! From a loaded set to the fields of a generated struct.

use super::any::AnyCredential;
use super::slots::Set;

/// A loaded set whose handles the fields do not have yet.
#[allow(missing_debug_implementations, reason = "not for people")]
pub struct Handles {
    set: Set,
    given: usize,
}

impl Handles {
    pub(crate) fn new(set: Set) -> Self {
        Self { set, given: 0 }
    }

    /// Fills the next fields, in the order of the manifest: a few at once, as a struct that is built of a
    /// thousand handles is one block of moves, and LLVM's work on that grows faster than its length.
    pub fn fill(&mut self, fields: &mut [&mut AnyCredential]) {
        let handles = self.set.slots.get(self.given..).unwrap_or_default();
        for (field, handle) in fields.iter_mut().zip(handles) {
            **field = handle.clone();
        }
        self.given = self.given.saturating_add(fields.len());
    }

    /// Hands over the set itself, for the last field.
    pub fn into_set(self, set: &mut Set) {
        *set = self.set;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::Loader;
    use crate::set::any::UNFILLED;
    use crate::set::load::load;
    use crate::set::table::Table;
    use crate::spec::{EnvSpec, PartSpec, SourceSpec, Spec};
    use secrecy::ExposeSecret;

    static SPECS: [Spec; 3] = [spec("a"), spec("b"), spec("c")];
    static TABLE: Table = Table::new(&SPECS);

    const PARTS: &[PartSpec] = &[PartSpec {
        name: "secret",
        sources: &[SourceSpec::Env(EnvSpec { var: "A", file_var: "A_FILE" })],
    }];

    const fn spec(id: &'static str) -> Spec {
        Spec::new(id, "example", true, PARTS)
    }

    fn loaded(value: &str) -> Handles {
        load(&TABLE, &Loader::new().with_environment([("A", value)]))
    }

    #[test]
    fn fields_are_filled_in_order_by_a_few_at_once() {
        let mut handles = loaded("value");
        let mut fields = [const { UNFILLED }; 4];
        let [a, b, c, more] = &mut fields;
        handles.fill(&mut [a, b]);
        handles.fill(&mut [c, more]);
        let mut set = Set::UNFILLED;
        handles.into_set(&mut set);
        assert_eq!(fields.each_ref().map(AnyCredential::id), ["a", "b", "c", ""]);
        assert_eq!(fields.each_ref().map(AnyCredential::is_loaded), [true, true, true, false]);
        assert_eq!(set.slots.len(), 3);
    }

    #[test]
    fn kept_and_new_values_can_be_mixed() {
        let (old, new) = (loaded("old").set, loaded("new").set);
        let slots = vec![old.slots[0].clone(), new.slots[1].clone(), old.slots[2].clone()];
        let mut handles = Handles::new(Set { table: new.table, slots });
        let mut fields = [const { UNFILLED }; 3];
        let [a, b, c] = &mut fields;
        handles.fill(&mut [a, b, c]);
        let secrets = fields.each_ref().map(|field| field.secret().unwrap().expose_secret());
        assert_eq!(secrets, ["old", "new", "old"]);
    }
}
