//! Memory of a secret's own: locked, so that it is never written to swap, and left out of core dumps.

use core::fmt;

#[cfg_attr(test, derive(Debug))]
/// Why a secret is not in such memory.
#[derive(Clone, Copy, PartialEq)]
#[allow(dead_code, reason = "a platform has some of them")]
pub(crate) enum Unlocked {
    /// The system gave a mapping, and did not lock it.
    Limit,
    /// The system gave no mapping.
    NoMapping,
    Unsupported,
}

/// Problem and fix.
impl fmt::Display for Unlocked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Limit => {
                "the memory of the secret could not be locked; raise the limit on locked memory \
                 (`ulimit -l`, `LimitMEMLOCK=` of systemd) by a page for each secret"
            }
            Self::NoMapping => {
                "the secret could not have locked memory of its own; raise the limit on mappings \
                 (`sysctl vm.max_map_count`) by one for each secret"
            }
            Self::Unsupported => {
                "the memory of the secret cannot be locked on this platform; do not ask the loader \
                 for it here"
            }
        })
    }
}

#[cfg(unix)]
pub(crate) use unix::Locked;

#[cfg(unix)]
mod unix {
    use memmap2::MmapMut;
    use zeroize::Zeroize;

    use super::Unlocked;

    /// A secret in a mapping of its own; wiped on drop, and then unmapped.
    pub(crate) struct Locked {
        map: MmapMut,
        is_text: bool,
    }

    impl Locked {
        /// A copy of `bytes`, and what could not be done for it.
        pub(crate) fn copy_of(
            bytes: &[u8],
            is_text: bool,
        ) -> Result<(Self, Option<Unlocked>), Unlocked> {
            let (mut map, unlocked) = map(bytes.len())?;
            // What is longer is filled up with zeros, and there is nothing that is.
            map.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
            Ok((Self { map, is_text }, unlocked))
        }

        pub(crate) fn bytes(&self) -> &[u8] {
            &self.map
        }

        pub(crate) fn is_text(&self) -> bool {
            self.is_text
        }

        pub(crate) fn text(&self) -> &str {
            // It was text when it got here, and without unsafe code only a look at it tells.
            core::str::from_utf8(&self.map).unwrap_or_default()
        }
    }

    impl Drop for Locked {
        fn drop(&mut self) {
            self.map.zeroize();
        }
    }

    fn map(length: usize) -> Result<(MmapMut, Option<Unlocked>), Unlocked> {
        let map = MmapMut::map_anon(length).map_err(|_| Unlocked::NoMapping)?;
        let locked = map.lock();
        #[cfg(target_os = "linux")]
        let locked = locked.and(map.advise(memmap2::Advice::DontDump));
        Ok((map, locked.err().map(|_| Unlocked::Limit)))
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn the_text_is_what_it_was() {
            for length in [1, 48, 4095, 4096, 4097] {
                let text = "ж".repeat(length);
                let (locked, _) = Locked::copy_of(text.as_bytes(), true).unwrap();
                assert_eq!(locked.text(), text);
            }
        }

        #[test]
        fn what_cannot_be_mapped_is_an_error() {
            assert_eq!(map(isize::MAX as usize).unwrap_err(), Unlocked::NoMapping);
        }
    }
}
