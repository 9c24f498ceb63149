//! Fixed words of the line language, in either language, marks or none.

use super::verbs::same_word;
use crate::text::Misread;

/// Whether words are a phrase, marks or none.
pub(super) fn alike(words: &str, phrase: &str) -> bool {
    let words: Vec<&str> = words.split_whitespace().collect();
    let phrase: Vec<&str> = phrase.split(' ').collect();
    words.len() == phrase.len()
        && words.iter().zip(phrase).all(|(word, other)| same_word(word, other))
}

/// The value that words name in either language.
pub(super) fn pick<T: Clone>(words: &str, pairs: &[(&str, &str, T)]) -> Result<T, Misread> {
    let found = pairs.iter().find(|(en, vi, _)| alike(words, en) || alike(words, vi));
    found.map(|(_, _, value)| value.clone()).ok_or_else(|| Misread::Choice {
        typed: words.to_owned(),
        choices: pairs.iter().map(|(en, vi, _)| format!("{vi} ({en})")).collect(),
    })
}
