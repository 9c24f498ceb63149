//! Dates, times and numbers: as they are typed, and as papers print them.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

use super::Lang;
use crate::domain::{PercentStyle, percent_scaled};

/// Why a typed date or time means nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhenError {
    /// Looks like a date, but no calendar has it.
    NoSuchDay(String),
    /// Looks like a time, but no clock shows it.
    NoSuchTime(String),
    /// Does not look like one.
    Unreadable(String),
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
    let year = i32::try_from(year).ok().filter(|year| (1900..=2200).contains(year));
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
        Lang, PercentStyle, WhenError, count, long_date, parse_date, parse_time, percent,
        short_date,
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
