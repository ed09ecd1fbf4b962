//! What the readers of `init` find.

/// What one `--from` gave.
#[derive(Debug, Default)]
pub(super) struct Import {
    /// In the order of the file.
    pub(super) findings: Vec<Finding>,
    /// Code that reads them, in the order of files and lines.
    pub(super) reads: Vec<Read>,
    /// Code that puts a file of variables into the environment.
    pub(super) loads: Vec<Load>,
    /// What could not be carried over, and what to know about the rest.
    pub(super) told: Vec<String>,
}

/// A call such as `dotenvy::dotenv()`.
#[derive(Debug, Clone)]
pub(super) struct Load {
    /// `src/main.rs:3:5`
    pub(super) at: String,
    pub(super) old: String,
    /// The file, where its name is written there.
    pub(super) file: Option<String>,
}

/// A name that may be one of a secret. There is no value here, and no place for one.
#[derive(Debug, Clone)]
pub(super) struct Finding {
    pub(super) place: Place,
    /// Where it was found: `.env:3`.
    pub(super) origin: String,
    /// Whether the program needs it, where that can be told.
    pub(super) required: Option<bool>,
    pub(super) description: Option<String>,
    pub(super) looks: Looks,
}

/// Where the secret is when the program runs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// The name of an environment variable.
    Env(String),
    /// The path of a file.
    File(String),
    /// The name of a variable that holds the path of a file.
    PathIn(String),
}

/// What a reader can say about its being a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Looks {
    /// The name decides.
    AsNamed,
    /// Where it stands, or its value, says that it is one.
    Secret,
}

/// A place in the code that reads a variable.
#[derive(Debug, Clone)]
pub(super) struct Read {
    pub(super) file: String,
    /// Counted from 1, the column in characters.
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) variable: String,
    /// The code, with `…` for what may hold a value.
    pub(super) old: String,
    pub(super) shape: Shape,
    /// What else to do there.
    pub(super) note: Option<String>,
    /// Whether the code does not say that the program needs it, nor that it does not.
    pub(super) is_unclear: bool,
}

/// What becomes of the value that was read, which decides the new code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A result that somebody looks at.
    Result,
    /// `?`, or a function around the read.
    Question,
    /// `.unwrap()`, `.expect(…)`.
    Unwrap,
    /// `.ok()`.
    Optional,
    /// `.unwrap_or_default()`.
    OrEmpty,
    /// `.unwrap_or(…)`.
    OrElse,
    /// `.is_ok()`.
    IsSet,
    /// `.is_err()`.
    IsUnset,
    /// A field of a struct that is filled from the environment.
    Field,
}

impl Shape {
    /// The code that takes the place of the read.
    pub(super) fn code(self, field: &str) -> String {
        let secret = format!("creds.{field}.secret()");
        match self {
            Shape::Question | Shape::Field => format!("{secret}?.expose_secret()"),
            Shape::Unwrap => format!("{secret}.unwrap().expose_secret()"),
            Shape::Result => format!("{secret}.map(|secret| secret.expose_secret())"),
            Shape::Optional => format!("{secret}.ok().map(|secret| secret.expose_secret())"),
            Shape::OrEmpty => format!("{secret}.map_or(\"\", |secret| secret.expose_secret())"),
            Shape::OrElse => format!("{secret}.map_or(…, |secret| secret.expose_secret())"),
            Shape::IsSet => format!("creds.{field}.is_loaded()"),
            Shape::IsUnset => format!("!creds.{field}.is_loaded()"),
        }
    }
}

impl Place {
    /// The name, or the path.
    pub(super) fn text(&self) -> &str {
        match self {
            Place::Env(text) | Place::File(text) | Place::PathIn(text) => text,
        }
    }
}
