//! What a TPM answers in place of a result (part 2, section 6.6).

/// A response code, without the number of the handle, parameter or session that it speaks of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Code(u32);

impl Code {
    pub(crate) const SUCCESS: Self = Self(0);
    pub(crate) const INITIALIZE: Self = Self(0x100);
    pub(crate) const FAILURE: Self = Self(0x101);
    pub(crate) const PCR_CHANGED: Self = Self(0x128);
    pub(crate) const AUTH_UNAVAILABLE: Self = Self(0x12F);
    pub(crate) const CURVE: Self = Self(0x0A6);
    pub(crate) const VALUE: Self = Self(0x084);
    pub(crate) const HIERARCHY: Self = Self(0x085);
    pub(crate) const HANDLE: Self = Self(0x08B);
    pub(crate) const TYPE: Self = Self(0x08A);
    pub(crate) const HASH: Self = Self(0x083);
    pub(crate) const AUTH_FAIL: Self = Self(0x08E);
    pub(crate) const POLICY_FAIL: Self = Self(0x09D);
    pub(crate) const INTEGRITY: Self = Self(0x09F);
    pub(crate) const BAD_AUTH: Self = Self(0x0A2);
    pub(crate) const BINDING: Self = Self(0x0A5);
    pub(crate) const OBJECT_MEMORY: Self = Self(0x902);
    pub(crate) const SESSION_MEMORY: Self = Self(0x903);
    pub(crate) const MEMORY: Self = Self(0x904);
    pub(crate) const SESSION_HANDLES: Self = Self(0x905);
    pub(crate) const OBJECT_HANDLES: Self = Self(0x906);
    pub(crate) const LOCKOUT: Self = Self(0x921);

    const YIELDED: Self = Self(0x908);
    const TESTING: Self = Self(0x90A);
    const NV_RATE: Self = Self(0x920);
    const RETRY: Self = Self(0x922);
    const NV_UNAVAILABLE: Self = Self(0x923);

    /// As a response has it.
    pub(crate) fn new(code: u32) -> Self {
        // Format one: bit 6 tells a parameter from handles and sessions, and bits 8 to 11 say which one.
        if code & 0x080 == 0 { Self(code) } else { Self(code & 0x0BF) }
    }

    /// Whether the same command may do a moment later.
    pub(crate) fn is_passing(self) -> bool {
        [Self::YIELDED, Self::TESTING, Self::RETRY, Self::NV_RATE, Self::NV_UNAVAILABLE]
            .contains(&self)
    }

    /// Whether there is no room for another object or session.
    pub(crate) fn is_no_room(self) -> bool {
        [
            Self::OBJECT_MEMORY,
            Self::SESSION_MEMORY,
            Self::MEMORY,
            Self::SESSION_HANDLES,
            Self::OBJECT_HANDLES,
        ]
        .contains(&self)
    }

    /// Whether an authorization value was wrong.
    pub(crate) fn is_wrong_auth(self) -> bool {
        [Self::AUTH_FAIL, Self::BAD_AUTH].contains(&self)
    }
}
