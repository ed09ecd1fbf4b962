use crate::report::Position;

/// The place of the byte at `offset`; `\r`, `\n` and `\r\n` break lines.
pub(super) fn place_of(text: &str, offset: usize) -> Position {
    let (mut line, mut column) = (1_u32, 1_u32);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if at >= offset {
            break;
        }
        let is_break = match c {
            '\n' => true,
            '\r' => chars.peek().is_none_or(|(_, next)| *next != '\n'),
            _ => false,
        };
        if is_break {
            line = line.saturating_add(1);
            column = 1;
        } else {
            column = column.saturating_add(1);
        }
    }
    Position { line, column }
}
