use crate::code::Code;
use crate::key_path::TextError;
use crate::model::Text;
use crate::report::Problem;
use crate::span::Spanned;

/// At the part of the text that is wrong.
pub(super) fn of_part(code: Code, text: &Spanned<Text>, error: TextError) -> Problem {
    Problem::at(code, text.part(error.at), error.message).yielding_to(text.span).help(error.help)
}
