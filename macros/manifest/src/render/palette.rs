/// What is written around each part of a message. The parts themselves never differ.
#[derive(Debug, Clone, Copy)]
pub struct Palette {
    pub(super) error: &'static str,
    pub(super) warning: &'static str,
    pub(super) title: &'static str,
    pub(super) gutter: &'static str,
    pub(super) related: &'static str,
    pub(super) end: &'static str,
}

impl Palette {
    /// Nothing: for files, and inside compiler errors.
    pub const PLAIN: Palette =
        Palette { error: "", warning: "", title: "", gutter: "", related: "", end: "" };

    /// rustc's colours, as ANSI escapes.
    pub const ANSI: Palette = Palette {
        error: "\x1b[1;31m",
        warning: "\x1b[1;33m",
        title: "\x1b[1m",
        gutter: "\x1b[1;34m",
        related: "\x1b[1;34m",
        end: "\x1b[0m",
    };
}
