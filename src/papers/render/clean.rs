//! What may stand in the text of a file: everything people write, nothing that steers a program.

use std::borrow::Cow;

/// The text without what XML 1.0 forbids, control characters and marks that turn the direction of
/// writing. Tabs become spaces, every kind of line end becomes `\n`.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut cleaned = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                characters.next_if_eq(&'\n');
                cleaned.push('\n');
            }
            '\u{2028}' | '\u{2029}' => cleaned.push('\n'),
            '\t' => cleaned.push(' '),
            _ if is_plain(character) => cleaned.push(character),
            _ => {}
        }
    }
    Cow::Owned(cleaned)
}

/// Whether a character may stand as it is.
fn is_plain(character: char) -> bool {
    match character {
        '\n' => true,
        // Marks of direction, ends of lines by other names, and what is no character at all.
        '\u{200E}'
        | '\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}'
        | '\u{FFFE}'
        | '\u{FFFF}' => false,
        _ => !character.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_people_write() {
        for text in ["Thanh Hoá, ngày 08\ndòng hai", "👩🏽‍🔬 «ê» \u{301}", "<&>\"'", ""]
        {
            assert!(matches!(clean(text), Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn drops_what_steers() {
        assert_eq!(clean("a\0\u{1B}[31mb\u{85}\u{7F}"), "a[31mb");
        assert_eq!(clean("\u{202E}gpj\u{202C}.exe\u{200F}\u{2067}"), "gpj.exe");
        assert_eq!(clean("\u{FFFF}x\u{FFFE}"), "x");
    }

    #[test]
    fn evens_out_white_space() {
        assert_eq!(clean("a\tb\r\nc\rd\u{2028}e"), "a b\nc\nd\ne");
    }
}
