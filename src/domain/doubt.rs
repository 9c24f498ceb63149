//! Doubts about what was typed. A doubt is shown beside the text; the text is never rewritten.

use chrono::NaiveDate;

/// Something in a text that can hardly be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// A date whose year does not have four digits, such as `17/4/20201`.
    Year(String),
    /// A date that no calendar has, such as `31/2/2023` or `30 February`.
    NoSuchDay(String),
    /// A time that no clock shows, such as `25:00`.
    NoSuchTime(String),
    /// A document dated after the meeting that cites it.
    AfterMeeting(String),
    /// A deadline or a next meeting before the meeting that sets it.
    BeforeMeeting(String),
    /// A reference whose code does not fit the kind of document named before it.
    CodeMismatch { kind: String, reference: String, expected: &'static str },
}

/// Doubts about the dates, times and document references in a text, in the order of the text.
///
/// Dates are read as `d/m/yyyy`, `yyyy-mm-dd`, `8 March 2023`, `March 8, 2023` and `ngày 8 tháng 3
/// năm 2023`. A day after the meeting is doubted only where the words before it name a document:
/// plans and deadlines lie ahead.
#[must_use]
pub fn doubts_in(text: &str, meeting: NaiveDate) -> Vec<Doubt> {
    let words: Vec<&str> = text.split_whitespace().map(trim).collect();
    let dates = dates_in(&words);
    let mut doubts: Vec<(usize, Doubt)> = Vec::new();
    for date in &dates {
        let doubt = match date.read() {
            Err(doubt) => Some(doubt),
            Ok(Some(day)) if day > meeting && names_document(&words[..date.at]) => {
                Some(Doubt::AfterMeeting(date.text.clone()))
            }
            Ok(_) => None,
        };
        doubts.extend(doubt.map(|doubt| (date.at, doubt)));
    }
    let times = words.iter().enumerate();
    doubts.extend(times.filter_map(|(at, word)| Some((at, doubt_of_time(word)?))));
    doubts.sort_by_key(|(at, _)| *at);
    let codes = (0..words.len()).filter_map(|index| doubt_of_code(&words, index));
    doubts.into_iter().map(|(_, doubt)| doubt).chain(codes).collect()
}

/// Doubts about a deadline or a day to come: one before the meeting can hardly be meant.
#[must_use]
pub fn doubts_of_future(text: &str, meeting: NaiveDate) -> Vec<Doubt> {
    let words: Vec<&str> = text.split_whitespace().map(trim).collect();
    let dates = dates_in(&words).into_iter().filter_map(|date| match date.read() {
        Err(doubt) => Some(doubt),
        Ok(Some(day)) if day < meeting => Some(Doubt::BeforeMeeting(date.text)),
        Ok(_) => None,
    });
    dates.chain(words.iter().filter_map(|word| doubt_of_time(word))).collect()
}

fn trim(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Something written like a date, and the place of its first word.
struct Dated {
    at: usize,
    text: String,
    day: u32,
    month: u32,
    /// As it was written; none if only a day and a month were.
    year: Option<String>,
}

impl Dated {
    /// The day; none if no year was said.
    fn read(&self) -> Result<Option<NaiveDate>, Doubt> {
        let no_such = || Doubt::NoSuchDay(self.text.clone());
        let Some(year) = &self.year else {
            // A leap year has every day that any year has.
            let any = NaiveDate::from_ymd_opt(2024, self.month, self.day);
            return any.map(|_| None).ok_or_else(no_such);
        };
        let year: i32 = match (year.len(), year.parse()) {
            (4, Ok(year)) => year,
            _ => return Err(Doubt::Year(self.text.clone())),
        };
        NaiveDate::from_ymd_opt(year, self.month, self.day).map(Some).ok_or_else(no_such)
    }
}

fn dates_in(words: &[&str]) -> Vec<Dated> {
    let mut dates = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let found = numeric(words[at]).map(|parts| (parts, 1)).or_else(|| spelled(&words[at..]));
        let Some(((day, month, year), taken)) = found else {
            at += 1;
            continue;
        };
        let text = words[at..at + taken].join(" ");
        dates.push(Dated { at, text, day, month, year });
        at += taken;
    }
    dates
}

type Parts = (u32, u32, Option<String>);

fn number(part: &str, digits: usize) -> Option<u32> {
    let fits = (1..=digits).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if fits { part.parse().ok() } else { None }
}

fn year(part: &str) -> Option<String> {
    number(part, 9).map(|_| part.to_owned())
}

/// `8/3/2023` or `2023-03-08`. A day and a month alone could be a fraction.
fn numeric(word: &str) -> Option<Parts> {
    let (marks, parts) = ['/', '-'].into_iter().find_map(|mark| {
        let parts: Vec<&str> = word.split(mark).collect();
        (parts.len() == 3).then_some((mark, parts))
    })?;
    if marks == '-' && parts[0].len() == 4 {
        return Some((number(parts[2], 2)?, number(parts[1], 2)?, year(parts[0])));
    }
    Some((number(parts[0], 2)?, number(parts[1], 2)?, year(parts[2])))
}

/// `8 March 2023`, `March 8, 2023`, `8 tháng 3 năm 2023`, and how many words that took.
fn spelled(words: &[&str]) -> Option<(Parts, usize)> {
    let first = words.first()?;
    let second = words.get(1)?;
    let four = |at: usize| words.get(at).filter(|word| word.len() >= 4).and_then(|word| year(word));
    let (day, month, taken) = if let (Some(day), Some(month)) = (day(first), month(second)) {
        (day, month, 2)
    } else if let (Some(month), Some(day)) = (month(first), day(second)) {
        (day, month, 2)
    } else if let (Some(day), "tháng") = (number(first, 2), second.to_lowercase().as_str()) {
        let month = number(words.get(2)?, 2)?;
        let said = words.get(3).is_some_and(|word| word.to_lowercase() == "năm");
        return match four(4).filter(|_| said) {
            Some(year) => Some(((day, month, Some(year)), 5)),
            None => Some(((day, month, None), 3)),
        };
    } else {
        return None;
    };
    match four(taken) {
        Some(year) => Some(((day, month, Some(year)), taken + 1)),
        None => Some(((day, month, None), taken)),
    }
}

/// `8`, `8th`.
fn day(word: &str) -> Option<u32> {
    let lower = word.to_lowercase();
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| lower.strip_suffix(end));
    number(digits.unwrap_or(&lower), 2)
}

/// A month by its English name or its first three letters; `may` and `march` in small letters are
/// words like others.
fn month(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let found = MONTHS.iter().position(|month| *month == word || month[..3] == *word);
    found.and_then(|index| u32::try_from(index + 1).ok())
}

/// Whether the words right before a date name a document that bears it.
fn names_document(before: &[&str]) -> bool {
    const DOCUMENTS: [&str; 14] = [
        "act",
        "law",
        "decree",
        "circular",
        "directive",
        "ordinance",
        "decision",
        "resolution",
        "regulation",
        "letter",
        "nghị định",
        "thông tư",
        "luật",
        "công văn",
    ];
    let near = &before[before.len().saturating_sub(8)..];
    let dated = near.iter().any(|word| word.contains('/') || word.to_lowercase() == "số");
    let said = near.join(" ").to_lowercase();
    let kind = DOCUMENTS.iter().chain(KINDS.iter().map(|(kind, _)| kind));
    let mut kind = kind.filter(|kind| format!(" {said} ").contains(&format!(" {kind} ")));
    let borne = near
        .last()
        .is_some_and(|word| matches!(word.to_lowercase().as_str(), "of" | "dated" | "ngày"));
    borne && (kind.next().is_some() || dated)
}

/// `25:00`, `14h75`.
fn doubt_of_time(word: &str) -> Option<Doubt> {
    let (hour, minute) = word.split_once([':', 'h'])?;
    let (hour, minute) =
        (number(hour, 2)?, if minute.len() == 2 { number(minute, 2)? } else { return None });
    (hour > 23 || minute > 59).then(|| Doubt::NoSuchTime(word.to_owned()))
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
    use super::{Doubt, doubts_in, doubts_of_future};

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
        let after = |text: &str| [Doubt::AfterMeeting(text.into())];
        check("Kết luận số 01-KL/TW ngày 09/11/2023", &after("09/11/2023"));
        check("Nghị định số 30/2020/NĐ-CP ngày 5 tháng 3 năm 2024", &after("5 tháng 3 năm 2024"));
        check("the letter of 9 November 2023", &after("9 November 2023"));
        check("Resolution 4 dated November 9, 2023", &after("November 9 2023"));
    }

    #[test]
    fn a_plan_lies_after_the_meeting_and_is_no_doubt() {
        check("Xong trước ngày 30/11/2023; repair the roof by 1 June 2024", &[]);
        check("Kết luận số 01-KL/TW ngày 18/5/2021, xong trước 30/11/2023", &[]);
    }

    #[test]
    fn a_deadline_before_the_meeting_is_doubted() {
        let meeting = chrono::NaiveDate::from_ymd_opt(2023, 11, 8).unwrap_or_default();
        let before = |text: &str| vec![Doubt::BeforeMeeting(text.into())];
        assert_eq!(doubts_of_future("08/12/2023 14:00", meeting), []);
        assert_eq!(doubts_of_future("2023-11-08", meeting), []);
        assert_eq!(doubts_of_future("2023-10-20 18:00", meeting), before("2023-10-20"));
        assert_eq!(doubts_of_future("by 1 June 2023", meeting), before("1 June 2023"));
    }

    #[test]
    fn days_and_times_that_do_not_exist_are_doubted_in_both_languages() {
        let no_day = |text: &str| [Doubt::NoSuchDay(text.into())];
        check("by 30 February", &no_day("30 February"));
        check("on February 30th, 2023", &no_day("February 30th 2023"));
        check("ngày 30 tháng 2", &no_day("30 tháng 2"));
        check("2023-02-30", &no_day("2023-02-30"));
        check("met at 25:00", &[Doubt::NoSuchTime("25:00".into())]);
        check("lúc 14h75", &[Doubt::NoSuchTime("14h75".into())]);
        check("29 February, 3:1, 23:59, ratio 40:60:20, may 31 people come", &[]);
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
