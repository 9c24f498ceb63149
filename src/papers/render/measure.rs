//! How wide text is in the type of papers, to place what neither Word nor a browser can place by
//! itself, as rules of a length that hangs on the words above them. An estimate: others may shape
//! or kern otherwise.

use super::clean::clean;
use crate::papers::{HeadLine, Layout, Style};

/// Widths from the space to the tilde, in thousandths of the type's size.
const REGULAR: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
    556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
    722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
    278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];
const BOLD: [u16; 95] = [
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667,
    611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722,
    722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556,
    278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
];

/// Millimetres in twips, Word's twentieths of a point.
pub(super) fn twips(millimetres: u16) -> u32 {
    (u32::from(millimetres) * 7200 + 63) / 127
}

/// Half points in twips.
pub(super) fn half_points(count: u16) -> u32 {
    u32::from(count) * 10
}

/// The width between the margins, in twips.
pub(super) fn text_width(layout: &Layout) -> u32 {
    twips(210_u16.saturating_sub(layout.left).saturating_sub(layout.right).max(20))
}

/// The width of the right column of a letterhead, in twips: 55 of a hundred parts, but more if its
/// longest line asks for it.
pub(super) fn right_of_head(layout: &Layout, right: &[HeadLine]) -> u32 {
    let whole = text_width(layout);
    let asked = right.iter().flat_map(|line| {
        let style = layout.style(line.role);
        clean(&line.text).split('\n').map(|text| width(text, &style)).collect::<Vec<_>>()
    });
    // A little more than measured: types differ.
    let asked = asked.max().unwrap_or(0) + twips(2);
    asked.clamp(whole * 55 / 100, whole * 62 / 100)
}

/// How a text falls into lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fall {
    pub(super) lines: u32,
    /// The widest of them, in twips.
    pub(super) widest: u32,
}

/// How a text falls into lines of at most `available` twips.
pub(super) fn fall(text: &str, style: &Style, available: u32) -> Fall {
    let space = width(" ", style);
    let mut fall = Fall { lines: 0, widest: 0 };
    for line in text.split('\n') {
        let mut reached = 0;
        fall.lines += 1;
        for word in line.split(' ') {
            let word = width(word, style);
            let joined = if reached == 0 { word } else { reached + space + word };
            if joined <= available || reached == 0 {
                reached = joined;
            } else {
                fall.lines += 1;
                reached = word;
            }
            // A word wider than the line is broken wherever the line ends.
            if reached > available {
                fall.lines += reached / available.max(1);
                fall.widest = available;
                reached %= available.max(1);
            }
            fall.widest = fall.widest.max(reached);
        }
    }
    fall
}

/// The width of a text on one line, in twips.
pub(super) fn width(text: &str, style: &Style) -> u32 {
    let thousandths = text
        .chars()
        .fold(0_u32, |sum, character| sum.saturating_add(advance(character, style.bold)));
    let twips = u64::from(thousandths) * u64::from(half_points(style.size)) / 1000;
    u32::try_from(twips).unwrap_or(u32::MAX / 2).min(u32::MAX / 2)
}

/// The width of a character in thousandths of the type's size.
fn advance(character: char, bold: bool) -> u32 {
    let widths = if bold { &BOLD } else { &REGULAR };
    let plain = base(character);
    let index = u32::from(plain).checked_sub(32).and_then(|index| usize::try_from(index).ok());
    if let Some(width) = index.and_then(|index| widths.get(index)) {
        return u32::from(*width);
    }
    match character {
        '\u{300}'..='\u{36F}' | '\u{200B}'..='\u{200D}' | '\u{FE00}'..='\u{FE0F}' => 0,
        // Scripts set in squares, and emoji.
        '\u{2E80}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7AF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{1F000}'..='\u{1FAFF}'
        | '…'
        | '—' => 1000,
        _ => 550,
    }
}

/// The letter under the marks of Vietnamese.
fn base(character: char) -> char {
    // In the block of Vietnamese letters, capitals and small letters take turns.
    if let '\u{1EA0}'..='\u{1EF9}' = character {
        let capital = match character {
            '\u{1EA0}'..='\u{1EB7}' => 'A',
            '\u{1EB8}'..='\u{1EC7}' => 'E',
            '\u{1EC8}'..='\u{1ECB}' => 'I',
            '\u{1ECC}'..='\u{1EE3}' => 'O',
            '\u{1EE4}'..='\u{1EF1}' => 'U',
            _ => 'Y',
        };
        let small = u32::from(character) % 2 == 1;
        return if small { capital.to_ascii_lowercase() } else { capital };
    }
    match character {
        'À'..='Å' | 'Ă' => 'A',
        'à'..='å' | 'ă' => 'a',
        'È'..='Ë' => 'E',
        'è'..='ë' => 'e',
        'Ì'..='Ï' | 'Ĩ' => 'I',
        'ì'..='ï' | 'ĩ' => 'i',
        'Ò'..='Ö' | 'Ơ' => 'O',
        'ò'..='ö' | 'ơ' => 'o',
        'Ù'..='Ü' | 'Ũ' | 'Ư' => 'U',
        'ù'..='ü' | 'ũ' | 'ư' => 'u',
        'Ý' => 'Y',
        'ý' | 'ÿ' => 'y',
        'Đ' => 'D',
        'đ' | '–' => 'd',
        '“' | '”' => 'c',
        '‘' | '’' => '(',
        '\u{A0}' => ' ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::papers::{Form, Role};

    #[test]
    fn agrees_with_the_fonts_own_widths() {
        // Set with the font itself: 95.67 mm.
        let nation = Layout::of(Form::State).style(Role::Nation);
        let measured = width("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", &nation);
        assert!(measured.abs_diff(twips(96)) < 60, "{measured} {}", twips(96));
    }

    #[test]
    fn letters_made_of_two_characters_are_as_wide_as_those_made_of_one() {
        let style = Layout::of(Form::Party).style(Role::Paragraph);
        assert_eq!(width("e\u{302}\u{323}", &style), width("ệ", &style));
    }

    #[test]
    fn falls_into_lines() {
        let style = Layout::of(Form::Party).style(Role::Cell);
        let three = fall("aaaa aaaa\naaaa", &style, width("aaaa a", &style));
        assert_eq!(three, Fall { lines: 3, widest: width("aaaa", &style) });
        assert!(fall(&"x".repeat(10_000), &style, twips(100)).lines > 100);
        assert_eq!(fall("", &style, twips(100)).lines, 1);
    }
}
