//! Dates, times and numbers: as they are typed, and as papers print them.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

use super::Lang;
use crate::domain::{Known, PercentStyle, Weight, percent_scaled};

/// Why a typed date or time means nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhenError {
    /// Looks like a date, but no calendar has it.
    NoSuchDay(String),
    /// Looks like a time, but no clock shows it.
    NoSuchTime(String),
    /// A day and a month, of which year nobody said.
    NoYear(String),
    /// Does not look like one.
    Unreadable(String),
}

/// Names of the months, as they are typed and printed in English.
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

/// The day of a meeting as far as it is known: a day, `March 1998`, `3/1998`, `tháng 3 năm 1998`,
/// `2011`, or `unknown`. What is not known of it is filled up from the beginning, and said.
///
/// # Errors
/// A [`WhenError`] that holds the text; no year is guessed.
pub fn parse_day(text: &str) -> Result<(NaiveDate, Known), WhenError> {
    let unreadable = || WhenError::Unreadable(text.trim().to_owned());
    let plain = text.to_lowercase().replace(',', " ");
    let words = plain.split_whitespace().filter(|word| !matches!(*word, "ngày" | "tháng" | "năm"));
    let words: Vec<&str> = words.collect();
    if matches!(words.join(" ").as_str(), "unknown" | "?" | "……" | "không rõ" | "khong ro") {
        return first(UNKNOWN_YEAR, 1).map(|day| (day, Known::Nothing)).ok_or_else(unreadable);
    }
    let month = |word: &str| {
        let found = MONTHS.iter().position(|month| {
            let month = month.to_lowercase();
            word.len() >= 3 && month.starts_with(word.trim_end_matches('.'))
        });
        found.map(|index| (index + 1).to_string())
    };
    let words: Vec<String> =
        words.into_iter().map(|word| month(word).unwrap_or_else(|| word.to_owned())).collect();
    // `March 8 1998`: the month before the day, as its name said.
    let named_first = plain.split_whitespace().next().is_some_and(|word| month(word).is_some());
    let joined = match words.as_slice() {
        [month, day, year] if named_first => format!("{day}/{month}/{year}"),
        words => words.join("/"),
    };
    let parts: Vec<&str> = joined.split(['/', '-', '.']).collect();
    let numbers: Option<Vec<i32>> = parts.iter().map(|part| part.parse().ok()).collect();
    let year_of = |year: i32| YEARS.contains(&year);
    let no_such = || WhenError::NoSuchDay(text.trim().to_owned());
    match numbers.ok_or_else(unreadable)?.as_slice() {
        [year] if year_of(*year) => {
            first(*year, 1).map(|day| (day, Known::Year)).ok_or_else(no_such)
        }
        [month, year] | [year, month] if year_of(*year) && *month < 32 => {
            let month = u32::try_from(*month).map_err(|_| no_such())?;
            first(*year, month).map(|day| (day, Known::Month)).ok_or_else(no_such)
        }
        [_, _] => Err(WhenError::NoYear(text.trim().to_owned())),
        [_, _, _] => parse_date(&joined, NaiveDate::default())
            .map(|day| (day, Known::Day))
            .map_err(|error| match error {
                WhenError::NoSuchDay(_) => no_such(),
                WhenError::NoSuchTime(_) | WhenError::NoYear(_) | WhenError::Unreadable(_) => {
                    unreadable()
                }
            }),
        _ => Err(unreadable()),
    }
}

/// Years in which meetings were or will be held.
const YEARS: std::ops::RangeInclusive<i32> = 1000..=2200;

/// Stands for a year nobody knows, where something must be counted in days.
const UNKNOWN_YEAR: i32 = 1000;

fn first(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, 1)
}

/// The day of a meeting as papers print it in full; what is not known is not printed.
#[must_use]
pub fn long_day(lang: Lang, date: NaiveDate, known: Known) -> String {
    match (known, lang) {
        (Known::Day, _) => long_date(lang, date),
        (Known::Month, Lang::Vi) => {
            format!("tháng {} năm {}", pad_month(date.month()), date.year())
        }
        (Known::Month, Lang::En) => date.format("%B %Y").to_string(),
        (Known::Year, Lang::Vi) => format!("năm {}", date.year()),
        (Known::Year, Lang::En) => date.year().to_string(),
        (Known::Nothing, _) => "……".to_owned(),
    }
}

/// The day of a meeting in short form.
#[must_use]
pub fn short_day(lang: Lang, date: NaiveDate, known: Known) -> String {
    match (known, lang) {
        (Known::Day, _) => short_date(lang, date),
        (Known::Month, Lang::Vi) => format!("{}/{}", pad_month(date.month()), date.year()),
        (Known::Month, Lang::En) => date.format("%Y-%m").to_string(),
        (Known::Year, _) => date.year().to_string(),
        (Known::Nothing, _) => "……".to_owned(),
    }
}

/// A typed day: `8/11/2023`, `08-11-2023`, `2023-11-08`, or `8/11` for the year of `today`.
///
/// # Errors
/// A [`WhenError`] that holds the text.
pub fn parse_date(text: &str, today: NaiveDate) -> Result<NaiveDate, WhenError> {
    let text = text.trim();
    let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
    let numbers: Option<Vec<u32>> = parts.iter().map(|part| part.parse().ok()).collect();
    let unreadable = || WhenError::Unreadable(text.to_owned());
    let (day, month, year) = match numbers.ok_or_else(unreadable)?.as_slice() {
        [year, month, day] if *year > 31 => (*day, *month, *year),
        [day, month, year] => (*day, *month, *year),
        [day, month] => (*day, *month, today.year().unsigned_abs()),
        _ => return Err(unreadable()),
    };
    let year = i32::try_from(year).ok().filter(|year| YEARS.contains(year));
    year.and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
        .ok_or_else(|| WhenError::NoSuchDay(text.to_owned()))
}

/// A typed time of day: `14:05`, `14h05`, `14h`, `14g05`.
///
/// # Errors
/// A [`WhenError`] that holds the text.
pub fn parse_time(text: &str) -> Result<NaiveTime, WhenError> {
    let text = text.trim();
    let unreadable = || WhenError::Unreadable(text.to_owned());
    let (hour, minute) = text.split_once([':', 'h', 'g', 'H']).ok_or_else(unreadable)?;
    let number = |part: &str| part.parse::<u32>().map_err(|_| unreadable());
    let hour = number(hour)?;
    let minute = if minute.is_empty() { 0 } else { number(minute)? };
    NaiveTime::from_hms_opt(hour, minute, 0).ok_or_else(|| WhenError::NoSuchTime(text.to_owned()))
}

/// A day as papers print it in full.
///
/// Vietnamese papers pad days below 10 and the months January and February only.
#[must_use]
pub fn long_date(lang: Lang, date: NaiveDate) -> String {
    match lang {
        Lang::Vi => {
            let (day, month) = (date.day(), pad_month(date.month()));
            format!("ngày {day:02} tháng {month} năm {}", date.year())
        }
        Lang::En => date.format("%-d %B %Y").to_string(),
    }
}

/// A day in short form.
#[must_use]
pub fn short_date(lang: Lang, date: NaiveDate) -> String {
    match lang {
        Lang::Vi => format!("{:02}/{}/{}", date.day(), pad_month(date.month()), date.year()),
        Lang::En => date.format("%Y-%m-%d").to_string(),
    }
}

fn pad_month(month: u32) -> String {
    if month <= 2 { format!("{month:02}") } else { month.to_string() }
}

/// A time as papers print it.
#[must_use]
pub fn long_time(lang: Lang, time: impl Timelike) -> String {
    match lang {
        Lang::Vi => format!("{:02} giờ {:02} phút", time.hour(), time.minute()),
        Lang::En => format!("{:02}:{:02}", time.hour(), time.minute()),
    }
}

/// A time on the screen.
#[must_use]
pub fn short_time(time: impl Timelike) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// A count in prose: Vietnamese papers pad 1 to 9 with a zero and group thousands by points.
#[must_use]
pub fn count(lang: Lang, number: u64) -> String {
    match lang {
        Lang::Vi if (1..10).contains(&number) => format!("{number:02}"),
        Lang::Vi => grouped(number, '.'),
        Lang::En => grouped(number, ','),
    }
}

fn grouped(number: u64, separator: char) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped
}

/// A number as it stands in a sentence: none is `0`.
#[must_use]
pub fn two(lang: Lang, number: u64) -> String {
    if number == 0 { "0".into() } else { count(lang, number) }
}

/// A weight of votes; one without decimals as [`two`] has it.
#[must_use]
pub fn as_weight(lang: Lang, weight: Weight) -> String {
    let Weight { units, decimals } = weight.trimmed();
    let unit = 10_u64.pow(u32::from(decimals));
    if decimals == 0 {
        return two(lang, units);
    }
    let (whole, point) = match lang {
        Lang::Vi => (grouped(units / unit, '.'), ','),
        Lang::En => (grouped(units / unit, ','), '.'),
    };
    format!("{whole}{point}{:0width$}", units % unit, width = usize::from(decimals))
}

/// A share in per cent for display, in the body's own style. Never decides.
///
/// `None` over an empty base.
#[must_use]
pub fn percent(lang: Lang, style: PercentStyle, part: u64, base: u64) -> Option<String> {
    let scaled = percent_scaled(part, base, style.decimals, style.truncate)?;
    let unit = 10_u128.pow(u32::from(style.decimals));
    let (whole, rest) = (scaled / unit, scaled % unit);
    let whole = grouped(u64::try_from(whole).ok()?, if lang == Lang::Vi { '.' } else { ',' });
    if style.decimals == 0 {
        return Some(format!("{whole}%"));
    }
    let point = match lang {
        Lang::Vi => ',',
        Lang::En => '.',
    };
    let text = format!("{whole}{point}{rest:0width$}", width = usize::from(style.decimals));
    if style.keep_zeros {
        return Some(format!("{text}%"));
    }
    Some(format!("{}%", text.trim_end_matches('0').trim_end_matches(point)))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{
        Known, Lang, PercentStyle, WhenError, count, long_date, long_day, parse_date, parse_day,
        parse_time, percent, short_date, short_day,
    };

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
    }

    #[test]
    fn days_and_the_first_two_months_are_padded() {
        assert_eq!(long_date(Lang::Vi, day(2018, 4, 3)), "ngày 03 tháng 4 năm 2018");
        assert_eq!(long_date(Lang::Vi, day(2026, 2, 5)), "ngày 05 tháng 02 năm 2026");
        assert_eq!(short_date(Lang::Vi, day(2021, 5, 18)), "18/5/2021");
    }

    #[test]
    fn a_day_no_calendar_has_is_named() {
        let today = day(2023, 11, 8);
        assert_eq!(parse_date("31/2/2023", today), Err(WhenError::NoSuchDay("31/2/2023".into())));
        assert_eq!(parse_date("8/11", today), Ok(today));
        assert_eq!(parse_date("2023-11-08", today), Ok(today));
        assert_eq!(parse_date("mai", today), Err(WhenError::Unreadable("mai".into())));
    }

    #[test]
    fn a_day_is_read_as_far_as_it_is_known() {
        let read = |text: &str| parse_day(text);
        assert_eq!(read("March 1998"), Ok((day(1998, 3, 1), Known::Month)));
        assert_eq!(read("tháng 3 năm 1998"), Ok((day(1998, 3, 1), Known::Month)));
        assert_eq!(read("3/1998"), Ok((day(1998, 3, 1), Known::Month)));
        assert_eq!(read("1998-03"), Ok((day(1998, 3, 1), Known::Month)));
        assert_eq!(read("2011"), Ok((day(2011, 1, 1), Known::Year)));
        assert_eq!(read("8 March 1998"), Ok((day(1998, 3, 8), Known::Day)));
        assert_eq!(read("March 8, 1998"), Ok((day(1998, 3, 8), Known::Day)));
        assert_eq!(read("14/10/1066"), Ok((day(1066, 10, 14), Known::Day)));
        assert_eq!(read("unknown").map(|(_, known)| known), Ok(Known::Nothing));
        assert_eq!(read("8/11"), Err(WhenError::NoYear("8/11".into())));
        assert_eq!(read("31/2/1998"), Err(WhenError::NoSuchDay("31/2/1998".into())));
        assert_eq!(read("soon"), Err(WhenError::Unreadable("soon".into())));
    }

    #[test]
    fn what_is_not_known_of_a_day_is_not_printed() {
        let march = day(1998, 3, 1);
        assert_eq!(long_day(Lang::Vi, march, Known::Month), "tháng 3 năm 1998");
        assert_eq!(long_day(Lang::En, march, Known::Month), "March 1998");
        assert_eq!(long_day(Lang::Vi, march, Known::Year), "năm 1998");
        assert_eq!(short_day(Lang::En, march, Known::Nothing), "……");
    }

    #[test]
    fn times_are_read_in_both_manners() {
        let time =
            |hour, minute| Ok(chrono::NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default());
        assert_eq!(parse_time("14:05"), time(14, 5));
        assert_eq!(parse_time("7h30"), time(7, 30));
        assert_eq!(parse_time("25:00"), Err(WhenError::NoSuchTime("25:00".into())));
    }

    #[test]
    fn counts_and_shares_print_as_the_papers_do() {
        let usual = PercentStyle::default();
        assert_eq!(count(Lang::Vi, 8), "08");
        assert_eq!(count(Lang::Vi, 1_250_000), "1.250.000");
        assert_eq!(count(Lang::En, 8), "8");
        assert_eq!(percent(Lang::Vi, usual, 8, 8).as_deref(), Some("100%"));
        assert_eq!(percent(Lang::Vi, usual, 22_566, 100_000).as_deref(), Some("22,57%"));
        assert_eq!(percent(Lang::En, usual, 1, 8).as_deref(), Some("12.5%"));
        assert_eq!(percent(Lang::Vi, usual, 0, 0), None);
        let cut = PercentStyle { decimals: 2, truncate: true, keep_zeros: true };
        assert_eq!(percent(Lang::Vi, cut, 2, 3).as_deref(), Some("66,66%"));
        assert_eq!(percent(Lang::Vi, cut, 1, 2).as_deref(), Some("50,00%"));
        let whole = PercentStyle { decimals: 0, ..usual };
        assert_eq!(percent(Lang::En, whole, 2, 3).as_deref(), Some("67%"));
    }
}
