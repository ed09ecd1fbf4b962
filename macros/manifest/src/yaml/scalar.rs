//! What a plain scalar means: YAML 1.2's core schema.

use super::node::Value;
use crate::chars::all;

pub(super) fn resolve(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        ".nan" | ".NaN" | ".NAN" => Value::Float(f64::NAN),
        _ => number(text).unwrap_or(Value::Text),
    }
}

fn number(text: &str) -> Option<Value> {
    if let Some(digits) = text.strip_prefix("0x") {
        return integer(digits, 16);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return integer(digits, 8);
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") {
        let infinity = if text.starts_with('-') { f64::NEG_INFINITY } else { f64::INFINITY };
        return Some(Value::Float(infinity));
    }
    if !unsigned.is_empty() && is_digits(unsigned) {
        return Some(text.parse().map_or(Value::TooLarge("i64"), Value::Int));
    }
    if !is_float(unsigned) {
        return None;
    }
    let float: f64 = text.parse().ok()?;
    Some(if float.is_finite() { Value::Float(float) } else { Value::TooLarge("f64") })
}

fn integer(digits: &str, radix: u32) -> Option<Value> {
    if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
        return None;
    }
    Some(i64::from_str_radix(digits, radix).map_or(Value::TooLarge("i64"), Value::Int))
}

/// `( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
fn is_float(text: &str) -> bool {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let lacks_digits = exponent.is_empty() || whole.is_empty() && fraction.is_empty();
    !lacks_digits && is_digits(exponent) && is_digits(whole) && is_digits(fraction)
}

fn is_digits(text: &str) -> bool {
    all(text, |c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_core_schema() {
        for (text, value) in [
            ("", Value::Null),
            ("TRUE", Value::Bool(true)),
            ("yes", Value::Text),
            ("0x1F", Value::Int(31)),
            ("0o17", Value::Int(15)),
            ("-12", Value::Int(-12)),
            ("+3", Value::Int(3)),
            ("1_000", Value::Text),
            ("9223372036854775808", Value::TooLarge("i64")),
            ("-9223372036854775808", Value::Int(i64::MIN)),
            ("1.5", Value::Float(1.5)),
            ("1.", Value::Float(1.0)),
            (".5", Value::Float(0.5)),
            ("1e3", Value::Float(1000.0)),
            ("1e999", Value::TooLarge("f64")),
            ("-.inf", Value::Float(f64::NEG_INFINITY)),
            (".", Value::Text),
            ("-", Value::Text),
            ("e3", Value::Text),
            ("1e", Value::Text),
            ("inf", Value::Text),
            ("1.2.3", Value::Text),
        ] {
            assert_eq!(resolve(text), value, "{text:?}");
        }
        assert!(matches!(resolve(".nan"), Value::Float(f) if f.is_nan()));
    }
}
