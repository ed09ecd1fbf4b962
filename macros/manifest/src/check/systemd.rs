//! The names of systemd's credentials (`credential_name_valid` of systemd: a file name, and a name of a descriptor).

use crate::chars::any;
use crate::checked::{Template, TemplatePart};
use crate::code::Code;
use crate::model::Text;
use crate::report::Problem;
use crate::schema::Key;
use crate::secrets::shown;
use crate::span::Spanned;

/// Of `FDNAME_MAX` and `NAME_MAX`.
const LONGEST: usize = 255;

/// What is wrong with the value of a key, which is one line of text.
pub(super) fn problem(key: &Key, text: &Spanned<Text>) -> Option<Problem> {
    if key.name != "systemd_credential" {
        return None;
    }
    let written = text.text();
    let (message, help) = if let Some((name, _)) = written.split_once(':') {
        let help = match name {
            "" => "write the name alone".to_owned(),
            name => format!("write `{}`; the rest belongs into the unit", shown(name)),
        };
        ("`systemd_credential` is the name alone, without `:` and a path", help)
    } else if written.contains('/') {
        let help = match written.rsplit('/').next() {
            Some(name) if !name.is_empty() => format!("write `{}`", shown(name)),
            _ => "write the name that `LoadCredential=` has".to_owned(),
        };
        ("`systemd_credential` is a name, found a path", help)
    } else if written.contains("${") {
        let help = "write the name out; variables are not expanded here".to_owned();
        ("`systemd_credential` has a variable", help)
    } else if matches!(written, "." | "..") {
        let help = "write the name that `LoadCredential=` has".to_owned();
        ("`systemd_credential` is a directory", help)
    } else if written.len() > LONGEST {
        let help = "give the credential a shorter name, here and in the unit".to_owned();
        ("`systemd_credential` is longer than 255 bytes", help)
    } else if any(written, |c| !c.is_ascii()) {
        let help = "use letters, digits, `.`, `_` and `-`, here and in the unit".to_owned();
        ("`systemd_credential` has a letter or sign that systemd allows in no name", help)
    } else if written.trim() != written {
        let help = format!("write `{}`", shown(written.trim()));
        ("`systemd_credential` has white space at its ends", help)
    } else {
        return None;
    };
    Some(Problem::at(Code::InvalidSystemdCredential, text.span, message).help(help))
}

/// Where the credential with that name is.
pub(super) fn path(name: String) -> Template {
    let file = TemplatePart::Text(format!("/{name}"));
    Template { text: name, parts: vec![TemplatePart::CredentialsDirectory, file] }
}
