//! From a loaded set to the fields of a generated struct.

use crate::credential::AnyCredential;
use crate::loader::Loader;
use crate::set::{Set, Table};
use crate::spec::Spec;

/// A loaded set that the fields have no handles of yet.
#[allow(missing_debug_implementations, reason = "not for people")]
pub struct Handles {
    set: Set,
    given: usize,
}

impl Handles {
    /// Loads the credentials of `specs`.
    #[must_use]
    pub fn load(table: &'static Table, specs: &'static [Spec], loader: &Loader) -> Self {
        Self { set: Set::load(table, specs, loader), given: 0 }
    }

    /// Fills the next fields, in the order of the manifest: a few at once, as a struct that is built of a
    /// thousand handles is one block of moves, and LLVM's work on that grows faster than its length.
    pub fn fill(&mut self, fields: &mut [&mut AnyCredential]) {
        let handles = self.set.slots().get(self.given..).unwrap_or_default();
        for (field, handle) in fields.iter_mut().zip(handles) {
            **field = handle.clone();
        }
        self.given = self.given.saturating_add(fields.len());
    }

    /// Fills the last field.
    pub fn finish(self, set: &mut Set) {
        *set = self.set;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::UNFILLED;
    use crate::spec::{EnvSpec, SourceSpec};

    static SPECS: [Spec; 3] = [spec("a"), spec("b"), spec("c")];
    static TABLE: Table = Table::new(&SPECS);

    const fn spec(id: &'static str) -> Spec {
        let sources = &[SourceSpec::Env(EnvSpec { var: "A", file_var: "A_FILE" })];
        Spec { id, provider: "example", required: true, sources }
    }

    #[test]
    fn fields_are_filled_in_order_by_a_few_at_once() {
        let loader = Loader::new().with_environment([("A", "value")]);
        let mut handles = Handles::load(&TABLE, &SPECS, &loader);
        let mut fields = [const { UNFILLED }; 4];
        let [a, b, c, more] = &mut fields;
        handles.fill(&mut [a, b]);
        handles.fill(&mut [c, more]);
        let mut set = Set::UNFILLED;
        handles.finish(&mut set);
        assert_eq!(fields.each_ref().map(AnyCredential::id), ["a", "b", "c", ""]);
        assert_eq!(fields.each_ref().map(AnyCredential::is_loaded), [true, true, true, false]);
        assert_eq!(set.slots().len(), 3);
    }
}
