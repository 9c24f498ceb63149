//! What comes in at the door: text without characters that would disturb a line of type.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Composed text without control, direction and invisible joining characters.
///
/// Line breaks stay, also those in the manner of other systems; a tab becomes a space. Marks that
/// no single letter holds stay behind their letter.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes && !text.chars().any(disturbs) {
        return Cow::Borrowed(text);
    }
    let unbroken = text.replace("\r\n", "\n");
    Cow::Owned(unbroken.chars().filter_map(tame).nfc().collect())
}

/// The same in one line, for titles and bookmarks.
pub(super) fn clean_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a character may not reach the page as it is.
fn disturbs(letter: char) -> bool {
    tame(letter) != Some(letter)
}

/// What a character becomes; nothing if it goes.
fn tame(letter: char) -> Option<char> {
    match letter {
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\t' => Some(' '),
        _ if letter.is_control() || is_invisible(letter) => None,
        _ => Some(letter),
    }
}

/// Whether a character shows nothing and only steers others. The zero width space is none of
/// these, because it allows a line to break.
fn is_invisible(letter: char) -> bool {
    matches!(letter,
        // Soft hyphen, grapheme joiner, Arabic letter mark, Mongolian vowel separator.
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}'
        // Joiners and marks of direction.
        | '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        // Variation selectors, byte order mark, annotations, noncharacters.
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{fffe}'..='\u{ffff}'
        | '\u{fdd0}'..='\u{fdef}'
        // Tags and further selectors.
        | '\u{e0000}'..='\u{e0fff}')
}
