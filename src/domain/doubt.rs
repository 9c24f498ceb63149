//! Doubts about what was typed. A doubt is shown beside the text; the text is never rewritten.

use chrono::NaiveDate;

/// Something in a text that can hardly be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// A date whose year does not have four digits, such as `17/4/20201`.
    Year(String),
    /// A date that no calendar has, such as `31/2/2023`.
    NoSuchDay(String),
    /// A document dated after the meeting that cites it.
    AfterMeeting(String),
    /// A reference whose code does not fit the kind of document named before it.
    CodeMismatch { kind: String, reference: String, expected: &'static str },
}

/// Doubts about the dates and document references in a text, in the order of the text.
///
/// Dates are read as `d/m/yyyy`, the short form of Vietnamese papers.
#[must_use]
pub fn doubts_in(text: &str, meeting: NaiveDate) -> Vec<Doubt> {
    let words: Vec<&str> = text.split_whitespace().map(trim).collect();
    let dates = words.iter().filter_map(|word| doubt_of_date(word, meeting));
    let codes = (0..words.len()).filter_map(|index| doubt_of_code(&words, index));
    dates.chain(codes).collect()
}

fn trim(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn doubt_of_date(word: &str, meeting: NaiveDate) -> Option<Doubt> {
    let parts: Vec<&str> = word.split('/').collect();
    let [day, month, year] = parts.as_slice() else { return None };
    let number = |part: &str, digits: usize| -> Option<u32> {
        let fits = (1..=digits).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        if fits { part.parse().ok() } else { None }
    };
    let (day, month) = (number(day, 2)?, number(month, 2)?);
    let value = number(year, 9)?;
    if year.len() != 4 {
        return Some(Doubt::Year(word.to_owned()));
    }
    match NaiveDate::from_ymd_opt(i32::try_from(value).ok()?, month, day) {
        None => Some(Doubt::NoSuchDay(word.to_owned())),
        Some(date) if date > meeting => Some(Doubt::AfterMeeting(word.to_owned())),
        Some(_) => None,
    }
}

/// Kinds of Party documents and the code their symbol carries.
const KINDS: [(&str, &str); 9] = [
    ("chương trình", "CTr"),
    ("hướng dẫn", "HD"),
    ("kết luận", "KL"),
    ("chỉ thị", "CT"),
    ("nghị quyết", "NQ"),
    ("quy định", "QĐ"),
    ("quyết định", "QĐ"),
    ("kế hoạch", "KH"),
    ("thông báo", "TB"),
];

/// `Kết luận số 21-CT/TW`: the code must be the one of the kind named just before.
fn doubt_of_code(words: &[&str], index: usize) -> Option<Doubt> {
    let reference = words[index];
    let (number, rest) = reference.split_once('-')?;
    let (code, _issuer) = rest.split_once('/')?;
    if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut before = index;
    if before > 0 && words[before - 1].to_lowercase() == "số" {
        before -= 1;
    }
    let start = before.checked_sub(2)?;
    let kind = words[start..before].join(" ");
    let lower = kind.to_lowercase();
    let (_, expected) = KINDS.iter().find(|(name, _)| *name == lower)?;
    let reference = reference.to_owned();
    (code != *expected).then_some(Doubt::CodeMismatch { kind, reference, expected })
}

#[cfg(test)]
mod tests {
    use super::{Doubt, doubts_in};

    #[track_caller]
    fn check(text: &str, expected: &[Doubt]) {
        let meeting = chrono::NaiveDate::from_ymd_opt(2023, 11, 8).unwrap_or_default();
        assert_eq!(doubts_in(text, meeting), expected);
    }

    #[test]
    fn a_year_of_five_digits_is_doubted() {
        let text = "Chương trình số 13-CTr/ĐUK ngày 17/4/20201 về “Nâng cao”";
        check(text, &[Doubt::Year("17/4/20201".into())]);
    }

    #[test]
    fn a_day_that_does_not_exist_is_doubted() {
        check("ngày 31/2/2023.", &[Doubt::NoSuchDay("31/2/2023".into())]);
    }

    #[test]
    fn a_document_from_after_the_meeting_is_doubted() {
        check("ngày 09/11/2023", &[Doubt::AfterMeeting("09/11/2023".into())]);
    }

    #[test]
    fn a_code_of_another_kind_is_doubted() {
        let (kind, reference) = ("Kết luận".into(), "05-CT/TW".into());
        let expected = Doubt::CodeMismatch { kind, reference, expected: "KL" };
        check("Kết luận số 05-CT/TW ngày 18/5/2021", &[expected]);
    }

    #[test]
    fn correct_references_and_plain_fractions_are_not() {
        check("Kết luận số 01-KL/TW ngày 18/5/2021; 75/75 TTHC; tháng 11/2023", &[]);
    }
}
