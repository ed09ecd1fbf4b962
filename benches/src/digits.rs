//! Figures for people.

/// Three digits that count.
pub fn digits(value: f64) -> String {
    match value.abs() {
        0.0 => "0".to_owned(),
        size if size < 0.095 => format!("{value:.3}"),
        size if size < 9.95 => format!("{value:.2}"),
        size if size < 99.5 => format!("{value:.1}"),
        _ => {
            let whole = format!("{:.0}", value.abs());
            let mut text = String::from(if value < 0.0 { "-" } else { "" });
            for (index, digit) in whole.chars().enumerate() {
                if index > 0 && (whole.len() - index) % 3 == 0 {
                    text.push(' ');
                }
                text.push(digit);
            }
            text
        }
    }
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn figures_have_three_digits() {
        let shown = [0.0, 0.0123, 1.0, 9.96, 12.34, 123.4, 1234.5, 1_234_567.0].map(digits);
        let wanted = ["0", "0.012", "1.00", "10.0", "12.3", "123", "1 234", "1 234 567"];
        assert_eq!(shown, wanted);
    }
}
