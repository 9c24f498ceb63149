//! The keys of a typist who writes Vietnamese in Telex or VNI.

use thuky::settings::Typing;
use unicode_normalization::UnicodeNormalization;

/// When a typist puts the tone in.
#[derive(Clone, Copy, PartialEq)]
pub enum ToneKey {
    /// At the end of the word.
    Last,
    /// With its vowel, but for words that end with `t`.
    AtOnce,
}

/// The keys a typist presses for a text: the mark of a letter at once, the tone when it is his habit.
pub fn keys_of(typing: Typing, text: &str, tone_key: ToneKey) -> String {
    let words = text.split_inclusive(|letter: char| !letter.is_alphabetic());
    words.map(|word| keys_of_word(typing, word, tone_key)).collect()
}

fn keys_of_word(typing: Typing, text: &str, tone_key: ToneKey) -> String {
    let last = tone_key == ToneKey::Last
        || text.trim_end_matches(|letter: char| !letter.is_alphabetic()).ends_with('t');
    let (mut keys, mut tone) = (String::new(), None);
    for letter in text.nfc() {
        if !letter.is_alphabetic() {
            keys.extend(tone.take());
        }
        for part in letter.nfd() {
            let base = keys.chars().last().unwrap_or_default();
            match (part, typing) {
                ('\u{301}', Typing::Telex) => tone = Some('s'),
                ('\u{300}', Typing::Telex) => tone = Some('f'),
                ('\u{309}', Typing::Telex) => tone = Some('r'),
                ('\u{303}', Typing::Telex) => tone = Some('x'),
                ('\u{323}', Typing::Telex) => tone = Some('j'),
                ('\u{302}', Typing::Telex) => keys.push(base),
                ('\u{306}' | '\u{31b}', Typing::Telex) => {
                    // One `w` puts both horns on `ươ`.
                    if base == 'o' && keys.ends_with("uwo") {
                        keys.truncate(keys.len() - 2);
                        keys.push('o');
                    }
                    keys.push('w');
                }
                ('đ', Typing::Telex) => keys.push_str("dd"),
                ('Đ', Typing::Telex) => keys.push_str("DD"),
                ('\u{301}', _) => tone = Some('1'),
                ('\u{300}', _) => tone = Some('2'),
                ('\u{309}', _) => tone = Some('3'),
                ('\u{303}', _) => tone = Some('4'),
                ('\u{323}', _) => tone = Some('5'),
                ('\u{302}', _) => keys.push('6'),
                ('\u{31b}', _) => {
                    if base == 'o' && keys.ends_with("u7o") {
                        keys.truncate(keys.len() - 2);
                        keys.push('o');
                    }
                    keys.push('7');
                }
                ('\u{306}', _) => keys.push('8'),
                ('đ', _) => keys.push_str("d9"),
                ('Đ', _) => keys.push_str("D9"),
                (letter, _) => keys.push(letter),
            }
        }
        if !last {
            keys.extend(tone.take());
        }
    }
    keys.extend(tone);
    keys
}
