/// Nothing is checked, so there is nothing to keep.
#[derive(Default)]
pub(super) struct Directories {}
