use super::policy::Policy;
use crate::object::Public;
use crate::template::Template;

/// A sealed object out of files.
pub(crate) struct Object {
    pub(crate) public: Public,
    pub(crate) private: Vec<u8>,
    pub(crate) parent: Parent,
    /// If the file says it.
    pub(crate) policy: Option<Policy>,
}

/// The key that an object is loaded under.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Parent {
    Persistent(u32),
    Primary(Template),
    /// A primary of the owner, whose template the tools disagree on.
    OfPem {
        rsa: bool,
    },
}
