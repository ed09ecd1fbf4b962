use std::fs::File;
use std::rc::Rc;

use crate::report::Flaw;

/// An open directory, and what is wrong with it.
pub(super) struct Directory {
    pub(super) id: usize,
    pub(super) file: File,
    /// `None` for the root directory.
    pub(super) parent: Option<Rc<Directory>>,
    pub(super) flaw: Option<Flaw>,
    /// Others may put files into it: it is sticky, or its group may write.
    pub(super) is_shared: bool,
}

impl Directory {
    pub(super) fn file(&self) -> &File {
        &self.file
    }

    pub(super) fn parent(&self) -> Option<&Self> {
        self.parent.as_deref()
    }

    pub(super) fn is_shared(&self) -> bool {
        self.is_shared
    }

    pub(super) fn flaw(&self) -> Option<Flaw> {
        self.flaw
    }

    /// `..`, which of the root directory is the root directory.
    pub(super) fn up(self: &Rc<Self>) -> Rc<Self> {
        Rc::clone(self.parent.as_ref().unwrap_or(self))
    }
}
