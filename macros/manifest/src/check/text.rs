//! Rules for plain text.

use crate::chars::any;
use crate::code::Code;
use crate::model::Credential;
use crate::report::{Problem, Problems};

// It stands in logs and messages, on one line.
pub(super) fn provider(credential: &Credential<'_>, problems: &mut Problems) -> Option<String> {
    let provider = credential.provider.given()?;
    let text = provider.text();
    let problem = if text.trim().is_empty() {
        Problem::at(Code::EmptyProvider, provider.span, "`provider` is empty")
            .help("name who issued the credential, such as `openai`")
    } else if any(text, char::is_control) {
        Problem::at(
            Code::InvalidProvider,
            provider.span,
            "`provider` has a line break or another control character",
        )
        .help("write it on one line")
    } else {
        return Some(text.to_owned());
    };
    problems.push(credential.label.on(problem));
    None
}
