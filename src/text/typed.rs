//! What happens to text on its way in and for comparison: made harmless, folded, matched.

use crate::domain::{fold, plain_mark};
use unicode_normalization::UnicodeNormalization;

/// Text as it is stored: NFC, plain spaces and line feeds, and no character that a terminal or a
/// word processor could take for an instruction.
///
/// Control characters become their pictures (`␛`), bidirectional controls `�`; everything a person
/// can read stays as it was typed.
#[must_use]
pub fn clean(raw: &str) -> String {
    let raw = raw.replace("\r\n", "\n");
    raw.nfc().map(harmless).collect()
}

fn harmless(c: char) -> char {
    match c {
        '\n' => '\n',
        '\r' | '\u{2028}' | '\u{2029}' => '\n',
        '\t' | '\u{a0}' | '\u{202f}' => ' ',
        '\u{7f}' => '␡',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{80}'..='\u{9f}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => '\u{fffd}',
        _ => c,
    }
}

/// The words of a name; a part behind a hyphen begins a word.
fn words(name: &str) -> Vec<&str> {
    name.split(|c: char| c.is_whitespace() || c == '-').filter(|word| !word.is_empty()).collect()
}

/// How well a name answers a query; smaller is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// The whole name, marks and all.
    Exact,
    /// A run of whole words, marks and all.
    Words,
    /// The given name (the last word), without marks.
    Given,
    /// A run of whole words, without marks.
    PlainWords,
    /// Words of the name begin so.
    Beginning,
    /// Initials of the name.
    Initials,
}

/// How a name answers what was typed, if it does.
///
/// Vietnamese and English names alike: typed words must follow one another in the name; a run of
/// letters without spaces may be its initials.
#[must_use]
pub fn fit(name: &str, query: &str) -> Option<Fit> {
    let query = query.trim();
    if query.is_empty() {
        return None;
    }
    let level = |text: &str| text.to_lowercase().chars().map(plain_mark).collect::<String>();
    let (lower, typed) = (level(name), level(query));
    if lower == typed {
        return Some(Fit::Exact);
    }
    let (marked, typed_words) = (words(&lower), words(&typed));
    if typed_words.is_empty() {
        return None;
    }
    if marked.windows(typed_words.len()).any(|run| run == typed_words) {
        return Some(Fit::Words);
    }
    let (plain, wanted) = (fold(name), fold(query));
    // A typed mark is meant: "Hân" is never "Hạnh", though "han" may be.
    if wanted != typed && !lower.contains(&typed) {
        return None;
    }
    let (plain, wanted) = (words(&plain), words(&wanted));
    if wanted.len() == 1 && plain.last() == wanted.first() {
        return Some(Fit::Given);
    }
    let mut runs = plain.windows(wanted.len());
    if runs.clone().any(|run| run == wanted) {
        return Some(Fit::PlainWords);
    }
    let begins = |run: &[&str]| run.iter().zip(&wanted).all(|(word, want)| word.starts_with(want));
    if runs.any(begins) {
        return Some(Fit::Beginning);
    }
    let initials: String = plain.iter().filter_map(|word| word.chars().next()).collect();
    (wanted.len() == 1 && initials.starts_with(wanted[0])).then_some(Fit::Initials)
}

/// A text made ready to be searched many times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findable {
    plain: String,
    initials: String,
}

impl Findable {
    #[must_use]
    pub fn of(text: &str) -> Self {
        let plain = fold(text);
        let words = plain.split(|c: char| !c.is_alphanumeric());
        let initials = words.filter_map(|word| word.chars().next()).collect();
        Self { plain, initials }
    }

    /// Whether the text holds every word of a query, marks or none; `bq` finds "biểu quyết" by
    /// its initials.
    #[must_use]
    pub fn answers(&self, query: &str) -> bool {
        fold(query).split_whitespace().all(|want| {
            self.plain.contains(want) || (want.chars().count() > 1 && self.initials.contains(want))
        })
    }
}

/// Whether a text holds every word of a query; see [`Findable::answers`].
#[must_use]
pub fn found_in(text: &str, query: &str) -> bool {
    Findable::of(text).answers(query)
}

#[cfg(test)]
mod tests {
    use super::{Fit, clean, fit, fold, found_in};

    #[test]
    fn decomposed_text_is_composed_and_controls_are_made_visible() {
        assert_eq!(clean("e\u{302}\u{301}\u{a0}x\u{1b}[31m\r\ny"), "ế x␛[31m\ny");
        assert_eq!(clean("a\u{202e}b\u{7}\u{9b}"), "a\u{fffd}b␇\u{fffd}");
    }

    #[test]
    fn folding_drops_marks_and_the_stroke() {
        assert_eq!(
            fold("Đồng chí Nguyễn Đức Ước, 15/NQ-ĐHĐCĐ"),
            "dong chi nguyen duc uoc, 15/nq-dhdcd"
        );
    }

    #[test]
    fn names_are_found_with_and_without_marks() {
        assert_eq!(fit("Lê Sỹ Trung", "Lê Sỹ Trung"), Some(Fit::Exact));
        assert_eq!(fit("Lê Sỹ Trung", "sỹ trung"), Some(Fit::Words));
        assert_eq!(fit("Hoàng Thị Hạnh", "hanh"), Some(Fit::Given));
        assert_eq!(fit("Hoàng Thị Hạnh", "hoang t"), Some(Fit::Beginning));
        assert_eq!(fit("Lê Sỹ Trung", "lst"), Some(Fit::Initials));
        assert_eq!(fit("Nguyễn Đức Đông", "duc dong"), Some(Fit::PlainWords));
        assert_eq!(fit("Hoàng Thị Hạnh", "hân"), None);
        assert_eq!(fit("Lê Sỹ Trung", "binh"), None);
    }

    #[test]
    fn hyphens_and_apostrophes_of_every_kind_are_alike() {
        assert_eq!(fit("Mary Smith-Jones", "Jones"), Some(Fit::Words));
        assert_eq!(fit("Mary Smith\u{2013}Jones", "smith-jo"), Some(Fit::Beginning));
        assert_eq!(fit("Mary Smith-Jones", "Smith\u{2010}Jones"), Some(Fit::Words));
        assert_eq!(fit("Pat O\u{2019}Hara", "O'Hara"), Some(Fit::Words));
        assert_eq!(fit("Pat O'Hara", "o`hara"), Some(Fit::Words));
        assert_eq!(fit("Pat O'Hara", "-"), None);
    }

    #[test]
    fn initials_find_a_phrase() {
        assert!(found_in("Biểu quyết nghị quyết", "bq"));
        assert!(found_in("Kết nạp đảng viên", "ket nap dang"));
        assert!(!found_in("Kết nạp đảng viên", "ky luat"));
    }
}
