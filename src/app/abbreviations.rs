//! Abbreviations of one's own: `db` and a space become *đảng bộ* in the fields of forms. What stood
//! there comes back with one undo.

use std::collections::BTreeMap;

use super::{App, Dialog};

/// The abbreviations of the settings, by what is typed.
pub type Abbreviations = BTreeMap<String, String>;

/// What a word stands for, as it stands or as it was typed: what is no syllable keeps its keys, so that
/// `ddv` and `d9v` are `đv`.
fn meant(abbreviations: &Abbreviations, word: &str) -> Option<String> {
    let typed = ["dd", "d9"].into_iter().map(|keys| word.replace(keys, "đ"));
    let typed = typed.chain(["Dd", "DD", "D9"].into_iter().map(|keys| word.replace(keys, "Đ")));
    std::iter::once(word.to_owned()).chain(typed).find_map(|word| stands_for(abbreviations, &word))
}

/// The words of an abbreviation. A capital at the beginning is one in the words as well; a word in capitals is
/// a name of its own (`UBND`).
fn stands_for(abbreviations: &Abbreviations, word: &str) -> Option<String> {
    if let Some(words) = abbreviations.get(word) {
        return Some(words.clone());
    }
    let mut letters = word.chars();
    let first = letters.next().filter(|letter| letter.is_uppercase())?;
    let rest = letters.as_str();
    if rest.is_empty() || rest.chars().any(char::is_uppercase) {
        return None;
    }
    let words = abbreviations.get(&format!("{}{rest}", first.to_lowercase()))?;
    let mut letters = words.chars();
    let first: String = letters.next()?.to_uppercase().collect();
    Some(first + letters.as_str())
}

/// The word at the end of a text; none where it belongs to what stands before it (`13-db`, `a.db`).
fn last_word(text: &str) -> Option<&str> {
    let start = text.char_indices().rev().find(|(_, letter)| !letter.is_alphanumeric());
    let (before, word) = match start {
        None => (None, text),
        Some((at, letter)) => (Some(letter), &text[at + letter.len_utf8()..]),
    };
    let apart = before.is_none_or(|letter| letter.is_whitespace() || "(\"“'‘,;:".contains(letter));
    (apart && !word.is_empty()).then_some(word)
}

impl App {
    /// Put in what the word stands for that ends before the last letters, so many bytes of them.
    pub(super) fn expand_word(&mut self, behind: usize) {
        // What came at once was typed by no hand.
        if self.abbreviations.is_empty() || self.burst.is_text() {
            return;
        }
        if !matches!(self.dialogs.last(), Some(Dialog::Form(_))) {
            return;
        }
        let abbreviations = std::mem::take(&mut self.abbreviations);
        if let Some(editor) = self.field() {
            let before = editor.before_caret();
            let (text, end) = before.split_at(before.len().saturating_sub(behind));
            let found = last_word(text).and_then(|word| {
                let words = meant(&abbreviations, word)?;
                Some((word.len() + end.len(), format!("{words}{end}")))
            });
            if let Some((bytes, words)) = found {
                editor.begin_step();
                // Too long a text stays as it is.
                let _ = editor.retype(bytes, &words);
                editor.begin_step();
            }
        }
        self.abbreviations = abbreviations;
    }

    /// A letter was typed: one that ends a word ends an abbreviation.
    pub(super) fn expand_behind(&mut self, letter: char) {
        if letter.is_whitespace() || ".,;:!?)\"”".contains(letter) {
            self.expand_word(letter.len_utf8());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_told_from_a_part_of_one() {
        for (text, word) in [
            ("db", Some("db")),
            ("họp db", Some("db")),
            ("(db", Some("db")),
            ("13-db", None),
            ("a.db", None),
            ("db ", None),
            ("", None),
        ] {
            assert_eq!(last_word(text), word, "{text}");
        }
    }

    #[test]
    fn a_capital_stays_and_capitals_are_a_name() {
        let of: Abbreviations = [("db", "đảng bộ"), ("UB", "uỷ ban"), ("đv", "đảng viên")]
            .map(|(short, words)| (short.to_owned(), words.to_owned()))
            .into();
        for (word, words) in [
            ("db", Some("đảng bộ")),
            ("Db", Some("Đảng bộ")),
            ("DB", None),
            ("UB", Some("uỷ ban")),
            ("ub", None),
            ("ddv", Some("đảng viên")),
            ("D9v", Some("Đảng viên")),
            ("x", None),
        ] {
            assert_eq!(meant(&of, word).as_deref(), words, "{word}");
        }
    }
}
