//! Types of values, as sops takes them: what a value is, and the text that its checksum is made of.

use core::fmt::{Display, Write as _};
use core::ops::Deref;

use provider_credentials_core::NodeKind;
use zeroize::Zeroizing;

use super::cipher::Kind;
use super::time;

/// A value that is no null.
pub(super) struct Value<'t> {
    pub(super) kind: Kind,
    /// What is encrypted, and what the checksum takes.
    pub(super) text: Text<'t>,
}

pub(super) enum Text<'t> {
    Written(&'t str),
    Made(Zeroizing<String>),
}

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Written(text) => text,
            Self::Made(text) => text,
        }
    }
}

impl<'t> Value<'t> {
    pub(super) fn text(text: &'t str) -> Self {
        Self { kind: Kind::Text, text: Text::Written(text) }
    }

    fn made(kind: Kind, value: impl Display) -> Self {
        Self { kind, text: made(value) }
    }

    fn boolean(value: bool) -> Self {
        Self { kind: Kind::Bool, text: Text::Written(if value { "True" } else { "False" }) }
    }

    /// A value of JSON; `None` for null.
    pub(super) fn of_json(kind: NodeKind, text: &'t str) -> Option<Self> {
        if kind != NodeKind::Plain {
            return Some(Self::text(text));
        }
        match text {
            "null" => None,
            "true" => Some(Self::boolean(true)),
            "false" => Some(Self::boolean(false)),
            number => Some(match number.parse::<i64>() {
                Ok(number) => Self::made(Kind::Int, number),
                Err(_) => float(number).unwrap_or_else(|| Self::text(number)),
            }),
        }
    }

    /// A value of YAML, as Go's YAML library, which sops is built on, resolves it; `None` for null.
    pub(super) fn of_yaml(kind: NodeKind, text: &'t str) -> Option<Self> {
        match kind {
            NodeKind::Absent => return None,
            NodeKind::Plain => {}
            _ => return Some(Self::text(text)),
        }
        Some(match text {
            "" | "~" | "null" | "Null" | "NULL" => return None,
            "true" | "True" | "TRUE" => Self::boolean(true),
            "false" | "False" | "FALSE" => Self::boolean(false),
            ".nan" | ".NaN" | ".NAN" => Self::made(Kind::Float, "NaN"),
            ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => {
                Self::made(Kind::Float, "+Inf")
            }
            "-.inf" | "-.Inf" | "-.INF" => Self::made(Kind::Float, "-Inf"),
            _ => Self::of_plain(text),
        })
    }

    fn of_plain(text: &'t str) -> Self {
        match text.bytes().next() {
            Some(b'.') => return float(text).unwrap_or_else(|| Self::text(text)),
            Some(b'0'..=b'9' | b'+' | b'-') => {}
            _ => return Self::text(text),
        }
        if let Some(time) = time::canonical(text) {
            return Self::made(Kind::Time, time);
        }
        let mut plain = Zeroizing::new(String::with_capacity(text.len()));
        plain.extend(text.chars().filter(|c| *c != '_'));
        if let Some(number) = integer(&plain) {
            return Self::made(Kind::Int, number);
        }
        let float = if is_float(&plain) { float(&plain) } else { None };
        float.unwrap_or_else(|| Self::text(text))
    }
}

/// The longest number without an exponent has 1,077 digits; a buffer that grew would leave copies.
fn made(value: impl Display) -> Text<'static> {
    let mut text = Zeroizing::new(String::with_capacity(MOST));
    // A string takes all that is written to it.
    let _ = write!(text, "{value}");
    Text::Made(text)
}

const MOST: usize = 1100;

/// With a sign, and in base 2, 8, 10 or 16 by its prefix; a leading zero is base 8.
fn integer(text: &str) -> Option<i128> {
    let (is_negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, text.get(1..)?),
        b'+' => (false, text.get(1..)?),
        _ => (false, text),
    };
    let head = digits.get(..2).unwrap_or_default();
    let (base, digits) = match head {
        "0x" | "0X" => (16, digits.get(2..)?),
        "0b" | "0B" => (2, digits.get(2..)?),
        "0o" | "0O" => (8, digits.get(2..)?),
        _ if digits.len() > 1 && digits.starts_with('0') => (8, digits),
        _ => (10, digits),
    };
    if digits.is_empty() || digits.starts_with(['+', '-']) {
        return None;
    }
    let value = i128::from_str_radix(digits, base).ok()?;
    let value = if is_negative { -value } else { value };
    let fits = i64::try_from(value).is_ok() || u64::try_from(value).is_ok();
    fits.then_some(value)
}

/// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`
fn is_float(text: &str) -> bool {
    let text = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_mantissa = match mantissa.split_once('.') {
        Some(("", fraction)) => is_digits(fraction),
        Some((whole, fraction)) => is_digits(whole) && (fraction.is_empty() || is_digits(fraction)),
        None => is_digits(mantissa),
    };
    let sign = ['+', '-'];
    is_mantissa && exponent.is_none_or(|text| is_digits(text.strip_prefix(sign).unwrap_or(text)))
}

fn float<'t>(text: &str) -> Option<Value<'t>> {
    let value: f64 = text.parse().ok().filter(|value: &f64| value.is_finite())?;
    Some(Value::made(Kind::Float, value))
}

/// The text that the checksum takes of a decrypted value; `None` if it is not of its kind.
pub(super) fn canonical(kind: Kind, text: &str) -> Option<Text<'_>> {
    Some(match kind {
        Kind::Text | Kind::Bytes | Kind::Comment | Kind::Time => Text::Written(text),
        Kind::Int => made(text.parse::<i64>().ok()?),
        Kind::Float => match text {
            "NaN" | "+Inf" | "-Inf" => Text::Written(text),
            _ => float(text)?.text,
        },
        Kind::Bool => Text::Written(match text {
            "1" | "t" | "T" | "true" | "TRUE" | "True" => "True",
            "0" | "f" | "F" | "false" | "FALSE" | "False" => "False",
            _ => return None,
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_is_resolved_as_by_go() {
        for (written, kind, text) in [
            ("017", Kind::Int, "15"),
            ("0o17", Kind::Int, "15"),
            ("0x1F", Kind::Int, "31"),
            ("-0b101", Kind::Int, "-5"),
            ("1_000", Kind::Int, "1000"),
            ("+7", Kind::Int, "7"),
            ("08", Kind::Float, "8"),
            ("1e3", Kind::Float, "1000"),
            ("1.50", Kind::Float, "1.5"),
            (".5", Kind::Float, "0.5"),
            ("1e400", Kind::Text, "1e400"),
            ("-.inf", Kind::Float, "-Inf"),
            ("2001-12-14", Kind::Time, "2001-12-14T00:00:00Z"),
            ("True", Kind::Bool, "True"),
            ("yes", Kind::Text, "yes"),
            ("1.2.3", Kind::Text, "1.2.3"),
            ("-", Kind::Text, "-"),
            ("0x", Kind::Text, "0x"),
            ("1e", Kind::Text, "1e"),
        ] {
            let value = Value::of_yaml(NodeKind::Plain, written).unwrap();
            assert_eq!((value.kind, &*value.text), (kind, text), "{written}");
        }
        assert!(Value::of_yaml(NodeKind::Plain, "~").is_none());
        assert!(Value::of_yaml(NodeKind::Text, "").is_some());
    }
}
