//! Times in plain YAML scalars, which sops takes for times.

use core::fmt::Write as _;

/// The time as Go writes it (RFC 3339, with as many digits of a second as there are); `None` if it is none.
pub(super) fn canonical(text: &str) -> Option<String> {
    let mut reader = Reader(text);
    let year = reader.number(4, 4)?;
    reader.sign('-')?;
    let month = reader.number(1, 2)?;
    reader.sign('-')?;
    let day = reader.number(1, 2)?;
    if !(1..=12).contains(&month) || day < 1 || day > days(year, month) {
        return None;
    }
    let mut time = format!("{year:04}-{month:02}-{day:02}T");
    if reader.0.is_empty() {
        time.push_str("00:00:00Z");
        return Some(time);
    }
    let is_zoned = match reader.any()? {
        'T' | 't' => true,
        ' ' => false,
        _ => return None,
    };
    let hour = reader.number(1, 2)?;
    reader.sign(':')?;
    let minute = reader.number(1, 2)?;
    reader.sign(':')?;
    let second = reader.number(1, 2)?;
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    write!(time, "{hour:02}:{minute:02}:{second:02}").ok()?;
    if let Some(rest) = reader.0.strip_prefix('.') {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (fraction, rest) = rest.split_at_checked(digits)?;
        if fraction.is_empty() || digits > 9 {
            return None;
        }
        reader.0 = rest;
        let fraction = fraction.trim_end_matches('0');
        if !fraction.is_empty() {
            time.push('.');
            time.push_str(fraction);
        }
    }
    if !is_zoned {
        time.push('Z');
        return reader.0.is_empty().then_some(time);
    }
    let sign = reader.any()?;
    if sign == 'Z' {
        time.push('Z');
        return reader.0.is_empty().then_some(time);
    }
    let hours = reader.number(2, 2)?;
    reader.sign(':')?;
    let minutes = reader.number(2, 2)?;
    if !matches!(sign, '+' | '-') || hours > 24 || minutes > 60 || !reader.0.is_empty() {
        return None;
    }
    if hours == 0 && minutes == 0 {
        time.push('Z');
    } else {
        write!(time, "{sign}{hours:02}:{minutes:02}").ok()?;
    }
    Some(time)
}

fn days(year: u32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

struct Reader<'t>(&'t str);

impl Reader<'_> {
    fn number(&mut self, least: usize, most: usize) -> Option<u32> {
        let digits = self.0.bytes().take(most).take_while(u8::is_ascii_digit).count();
        if digits < least {
            return None;
        }
        let (number, rest) = self.0.split_at_checked(digits)?;
        self.0 = rest;
        number.parse().ok()
    }

    fn sign(&mut self, sign: char) -> Option<()> {
        self.0 = self.0.strip_prefix(sign)?;
        Some(())
    }

    fn any(&mut self) -> Option<char> {
        let mut chars = self.0.chars();
        let first = chars.next()?;
        self.0 = chars.as_str();
        Some(first)
    }
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn as_go_writes_them() {
        for (text, expected) in [
            ("2001-12-14", "2001-12-14T00:00:00Z"),
            ("2001-1-2", "2001-01-02T00:00:00Z"),
            ("2001-12-14t21:59:43.10-05:00", "2001-12-14T21:59:43.1-05:00"),
            ("2001-12-14 21:59:43.000", "2001-12-14T21:59:43Z"),
            ("2024-02-29T00:00:00+00:00", "2024-02-29T00:00:00Z"),
        ] {
            assert_eq!(canonical(text).as_deref(), Some(expected), "{text}");
        }
        for none in
            ["2001", "2001-13-01", "2023-02-29", "2001-12-14T", "2001-12-14T1:2:3", "01-1-1"]
        {
            assert_eq!(canonical(none), None, "{none}");
        }
    }
}
