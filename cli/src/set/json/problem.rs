use std::fmt;

/// Why the text stays as it is.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::set) enum Problem {
    NotJson,
    NoKey(String),
    /// Of a mapping below these keys, which lacks the last of them, and what belongs there.
    Lacks {
        keys: Vec<String>,
        member: String,
    },
    Repeated(String),
    NotScalar,
    /// Of a file that is not there.
    NoElement(String),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson => f.write_str("it is not JSON; correct it"),
            Self::NoKey(key) => {
                write!(f, "it has no key `{key}`; add it, with `null` as its value")
            }
            Self::Lacks { keys, member } => {
                let (key, within) = keys.split_last().ok_or(fmt::Error)?;
                match within {
                    [] => write!(f, "it has no key `{key}`; add `{member}`"),
                    _ => write!(
                        f,
                        "`{}` in it has no key `{key}`; add `{member}` there",
                        within.join(".")
                    ),
                }
            }
            Self::Repeated(key) => write!(f, "it has the key `{key}` twice; delete one of them"),
            Self::NoElement(number) => write!(
                f,
                "it does not exist, and a list is not made that begins with element {number}; create it by hand"
            ),
            Self::NotScalar => f.write_str("the value is a list or a mapping; check the key"),
        }
    }
}
