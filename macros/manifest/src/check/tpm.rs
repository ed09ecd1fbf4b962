//! What the keys of a TPM's source need beyond their shapes. Of what a variable holds, nothing is said.

use crate::code::Code;
use crate::model::{Given, Text};
use crate::report::Problem;
use crate::schema::Key;
use crate::secrets::{NAME_HASHES, hash_of_name, is_tpm_name, shown};
use crate::span::Spanned;

/// What is wrong with the value of a key, which has the key's shape.
pub(super) fn problem(given: &Given, key: &Key, text: &Spanned<Text>) -> Option<Problem> {
    let is_known = !text.text().contains('$');
    let found = match key.name {
        "tpm_sealed" if is_known => sealed(text.text()),
        "tpm_private" => private(given),
        "tpm_parent" if is_known => parent(text.text()),
        "tpm_parent_name" if is_known => parent_name(text.text()),
        "tpm_pcrs" => pcrs(text.text()),
        _ => None,
    };
    let (message, help) = found?;
    Some(Problem::at(Code::InvalidTpmObject, text.span, message).help(help))
}

/// A message and its help.
type Wrong = (String, String);

fn wrong(message: impl Into<String>, help: impl Into<String>) -> Wrong {
    (message.into(), help.into())
}

fn sealed(written: &str) -> Option<Wrong> {
    if is_hexadecimal(written) && !is_persistent(written) {
        return Some(wrong(
            "`tpm_sealed` is no handle of a persistent object",
            "write one from `0x81000000` to `0x81ffffff`, or the path of a file",
        ));
    }
    let public = written.strip_suffix(".priv").map(|name| format!("{name}.pub"));
    public.map(|public| {
        wrong(
            "`tpm_sealed` is the private part of an object",
            format!(
                "write the public part, such as `{}`, and this path at `tpm_private`",
                shown(&public)
            ),
        )
    })
}

// The TPM has both parts of an object that is in it.
fn private(given: &Given) -> Option<Wrong> {
    let (_, value) = given.iter().find(|(key, _)| key.name == "tpm_sealed")?;
    if !is_hexadecimal(value.text()?.text()) {
        return None;
    }
    Some(wrong(
        "`tpm_private` is given, and `tpm_sealed` is an object in the TPM",
        "remove `tpm_private`",
    ))
}

fn parent(written: &str) -> Option<Wrong> {
    if is_persistent(written) {
        return None;
    }
    let message = "`tpm_parent` is no handle of a persistent key";
    if is_persistent(&format!("0x{written}")) {
        return Some(wrong(message, format!("write `\"0x{written}\"`")));
    }
    Some(wrong(
        message,
        "write one from `0x81000000` to `0x81ffffff` in quotes: `tpm2_getcap handles-persistent` lists them",
    ))
}

// The name says which key it is, so one that no key can have would only be found on the machine.
fn parent_name(written: &str) -> Option<Wrong> {
    if is_tpm_name(written) {
        return None;
    }
    if let Some(name) = written.strip_prefix("0x").filter(|name| is_tpm_name(name)) {
        return Some(wrong("`tpm_parent_name` has a `0x` before it", format!("write `{name}`")));
    }
    let is_hexadecimal = written.bytes().all(|byte| byte.is_ascii_hexdigit());
    if let Some((hash, wanted, digest)) = hash_of_name(written).filter(|_| is_hexadecimal) {
        let count = digest.len();
        return Some(wrong(
            format!(
                "`tpm_parent_name` has {count} digits behind the number of {hash}, which has {wanted}"
            ),
            "write all that `tpm2_readpublic -c PARENT` prints behind `name:`",
        ));
    }
    let hashes = NAME_HASHES.map(|(number, hash, _)| format!("`{number}` ({hash})")).join(", ");
    Some(wrong(
        "`tpm_parent_name` is no name of a key",
        format!(
            "write what `tpm2_readpublic -c PARENT` prints behind `name:`: hexadecimal digits that begin with {hashes}"
        ),
    ))
}

/// Whether it is meant as a handle.
fn is_hexadecimal(written: &str) -> bool {
    written.starts_with("0x") || written.starts_with("0X")
}

fn is_persistent(written: &str) -> bool {
    let digits = written.strip_prefix("0x").or_else(|| written.strip_prefix("0X"));
    let handle = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
    handle.is_some_and(|handle| handle >> 24 == 0x81)
}

const BANKS: [&str; 4] = ["sha1", "sha256", "sha384", "sha512"];

/// How many a TPM has.
const COUNT: u8 = 24;

fn pcrs(written: &str) -> Option<Wrong> {
    if written.split('+').next().is_some_and(numbers) {
        return Some(wrong("`tpm_pcrs` names no bank", format!("write `\"sha256:{written}\"`")));
    }
    let mut known = Vec::new();
    for part in written.split('+') {
        let Some((bank, list)) = part.split_once(':') else {
            return Some(wrong(
                "`tpm_pcrs` must be a bank, a colon and numbers",
                "write it as in `\"sha256:0,7\"`",
            ));
        };
        if !BANKS.contains(&bank) {
            let meant: String = bank.chars().filter(char::is_ascii_alphanumeric).collect();
            let meant = BANKS.iter().find(|bank| meant.eq_ignore_ascii_case(bank));
            let help = meant.map_or_else(
                || "write `sha256`, or the bank that the policy was made with".to_owned(),
                |bank| format!("write `{bank}`"),
            );
            return Some(wrong(format!("`tpm_pcrs` has the unknown bank `{}`", shown(bank)), help));
        }
        if known.contains(&bank) {
            return Some(wrong(
                format!("`tpm_pcrs` has the bank `{bank}` twice"),
                "write all its numbers behind one of them",
            ));
        }
        known.push(bank);
        if !numbers(list) {
            return Some(wrong(
                format!("`tpm_pcrs` has no list of numbers from 0 to 23 behind `{bank}`"),
                "separate them by commas, as in `\"sha256:0,7\"`",
            ));
        }
    }
    None
}

fn numbers(list: &str) -> bool {
    list.split(',').all(|number| number.parse().is_ok_and(|number: u8| number < COUNT))
}
