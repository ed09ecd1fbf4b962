use core::fmt;

/// Receives a reason's code, what is wrong, and the one thing to do.
pub(super) type Row<'r> = &'r mut dyn FnMut(&'static str, fmt::Arguments<'_>, fmt::Arguments<'_>);

/// What is wrong with it, and the fix, in words that stay the same.
pub(super) fn say(row: Row<'_>, code: &'static str, it: &dyn fmt::Display, words: [&str; 2]) {
    let [problem, fix] = words;
    row(code, format_args!("{it} {problem}"), format_args!("{fix}"));
}

/// Words that a function writes.
pub(super) struct Words<'w>(pub(super) &'w dyn Fn(&mut fmt::Formatter<'_>) -> fmt::Result);

impl fmt::Display for Words<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self.0)(f)
    }
}
