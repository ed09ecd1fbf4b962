use core::fmt;
use std::sync::Arc;

use crate::secret::Secret;
use crate::set::AnyCredential;
#[cfg(feature = "live")]
use crate::set::WeakCredential;

/// A secret that is covered, by what leads to it.
#[derive(Clone)]
pub(super) struct Covered {
    /// What stands in its place: the name, of ASCII letters, digits, `.`, `_` and `-`.
    pub(super) name: Arc<str>,
    held: Held,
}

#[derive(Clone)]
enum Held {
    /// The caller's.
    Registered(Arc<Secret>),
    /// A part of a credential.
    Kept(AnyCredential, usize),
    /// The same of a set that changes, as it is now.
    #[cfg(feature = "live")]
    Current(AnyCredential, usize),
    /// The same of a set that has another value now. While nobody else has it, it is not kept for this alone.
    #[cfg(feature = "live")]
    Replaced(WeakCredential, usize),
}

impl Covered {
    pub(super) fn registered(name: &str, secret: Secret) -> Self {
        Self { name: shown(name), held: Held::Registered(Arc::new(secret)) }
    }

    /// Each secret part of a credential: the one that its kind is about under its ID alone, as a loader's given
    /// values are named.
    pub(super) fn parts_of(credential: &AnyCredential) -> Vec<Self> {
        let mut parts = Vec::with_capacity(credential.part_count());
        for number in 0..credential.part_count() {
            let (Some(name), Some(_)) =
                (credential.secret_name(number), credential.part_at(number))
            else {
                continue;
            };
            let id = credential.id();
            let name = if number == 0 { shown(id) } else { shown(&format!("{id}.{name}")) };
            parts.push(Self { name, held: Held::Kept(credential.clone(), number) });
        }
        parts
    }

    /// Of a set that changes, until it does.
    #[cfg(feature = "live")]
    pub(super) fn current(self) -> Self {
        match self.held {
            Held::Kept(credential, number) => {
                Self { name: self.name, held: Held::Current(credential, number) }
            }
            held => Self { name: self.name, held },
        }
    }

    /// When the set has another value: what is of a set that changes is not kept in memory any more.
    #[cfg(feature = "live")]
    pub(super) fn replaced(&self) -> Self {
        let held = match &self.held {
            Held::Current(credential, number) => Held::Replaced(credential.downgrade(), *number),
            held => held.clone(),
        };
        Self { name: Arc::clone(&self.name), held }
    }

    pub(super) fn is_registered_as(&self, name: &str) -> bool {
        matches!(self.held, Held::Registered(_)) && *self.name == *shown(name)
    }

    /// Whether both lead to the same part of one credential.
    #[cfg(feature = "live")]
    pub(super) fn is_same_as(&self, other: &Self) -> bool {
        match (&self.held, &other.held) {
            (Held::Replaced(one, number), Held::Replaced(other, of_other)) => {
                number == of_other && one.is_same_as(other)
            }
            (Held::Current(one, number), Held::Replaced(other, of_other)) => {
                number == of_other && one.downgrade().is_same_as(other)
            }
            _ => false,
        }
    }

    /// Whether anybody has it.
    #[cfg(feature = "live")]
    pub(super) fn is_there(&self) -> bool {
        match &self.held {
            Held::Registered(_) | Held::Kept(..) | Held::Current(..) => true,
            Held::Replaced(credential, _) => credential.upgrade().is_some(),
        }
    }

    /// The result of `work` on the bytes, and on the user name if they are the password beside it; `None` if nobody
    /// has them any more.
    pub(super) fn read<T>(&self, work: impl FnOnce(&[u8], Option<&[u8]>) -> T) -> Option<T> {
        match &self.held {
            Held::Registered(secret) => Some(work(secret.expose_bytes(), None)),
            Held::Kept(credential, number) => read_part(credential, *number, work),
            #[cfg(feature = "live")]
            Held::Current(credential, number) => read_part(credential, *number, work),
            #[cfg(feature = "live")]
            Held::Replaced(credential, number) => read_part(&credential.upgrade()?, *number, work),
        }
    }
}

fn read_part<T>(
    credential: &AnyCredential,
    number: usize,
    work: impl FnOnce(&[u8], Option<&[u8]>) -> T,
) -> Option<T> {
    let secret = credential.part_at(number)?.expose_bytes();
    let username = match credential.pair() {
        Some((username, password)) if password == number => credential.part_at(username),
        _ => None,
    };
    Some(work(secret, username.map(Secret::expose_bytes)))
}

/// The name as it can stand in any text, JSON included.
fn shown(name: &str) -> Arc<str> {
    let shown = |c: char| {
        if c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-') { c } else { '_' }
    };
    name.chars().map(shown).collect::<String>().into()
}

/// The name alone.
impl fmt::Debug for Covered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Covered").field(&self.name).finish()
    }
}
