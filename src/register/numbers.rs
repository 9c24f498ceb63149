//! Numbers of papers: a series belongs to a body and a kind of paper in a term or year, and no
//! number of it is given twice.

use chrono::Datelike;

use super::{Header, Register};
use crate::domain::{Detail, Meeting};
use crate::journal::{Numbered, Taken};

impl Header {
    /// The numbers of another meeting that are of one series with those of this one in `term`: of
    /// one body, in one year or term.
    fn series<'a>(
        &self,
        term: &'a str,
        yearly: bool,
        other: &'a Self,
    ) -> impl Iterator<Item = (Detail, &'a str)> {
        let same_year = self.date.year() == other.date.year();
        let whole = self.body == other.body && (!yearly || same_year);
        let numbers = other.numbers.iter().filter(move |_| whole);
        // A term nobody stated may be any: rather no number than one given twice.
        let same_term = move |of: &str| of == term || of.is_empty() || term.is_empty();
        let of_term = numbers.filter(move |(of, ..)| yearly || same_term(of));
        of_term.map(|(_, detail, text)| (*detail, text.as_str()))
    }
}

impl Register {
    /// Those of these numbers of a meeting that another meeting has already.
    pub fn taken<'a>(
        &'a self,
        own: &'a Header,
        yearly: bool,
        numbers: &'a [Numbered],
    ) -> impl Iterator<Item = Taken> {
        numbers.iter().filter_map(move |(term, detail, number)| {
            let holder = self.holder(own, term, yearly, *detail, number)?;
            Some(Taken { detail: *detail, number: number.clone(), by: holder.date })
        })
    }

    fn holder(
        &self,
        own: &Header,
        term: &str,
        yearly: bool,
        detail: Detail,
        text: &str,
    ) -> Option<&Header> {
        let number = |text: &str| text.trim().parse::<u64>().ok();
        let same = |other: &str| match (number(other), number(text)) {
            (Some(other), Some(number)) => other == number,
            _ => other.trim() == text.trim(),
        };
        if !Detail::NUMBERS.contains(&detail) || text.trim().is_empty() {
            return None;
        }
        let mut others = self.headers.iter().filter(|header| header.id != own.id);
        others.find(|header| {
            let mut series = own.series(term, yearly, header);
            series.any(|(of, text)| of == detail && same(text))
        })
    }

    /// The number after the greatest one ever given in the series of a meeting; `None` where there
    /// is no greater one.
    #[must_use]
    pub fn next_number(&self, own: &Header, yearly: bool, detail: Detail) -> Option<u64> {
        let others = self.headers.iter().filter(|other| other.id != own.id);
        let series = others.chain([own]).flat_map(|other| own.series(&own.term, yearly, other));
        let numbers = series.filter(|(of, _)| *of == detail);
        numbers.filter_map(|(_, text)| leading_number(text)).max().unwrap_or(0).checked_add(1)
    }
}

/// What a detail of a meeting would number: the term it is in, the kind of number, and the number
/// itself. The term of a meeting renames all its numbers.
#[must_use]
pub fn numbered_by(detail: Detail, text: &str, meeting: &Meeting) -> Vec<Numbered> {
    let text = text.trim();
    if detail == Detail::Term {
        let given = Detail::NUMBERS.into_iter();
        let given = given.filter_map(|of| Some((of, meeting.detail(of)?.to_owned())));
        return given.map(|(of, number)| (text.to_owned(), of, number)).collect();
    }
    if !Detail::NUMBERS.contains(&detail) || text.is_empty() {
        return Vec::new();
    }
    let term = meeting.detail(Detail::Term).unwrap_or_default().to_owned();
    vec![(term, detail, text.to_owned())]
}

/// The number that a text begins with: of `12a` and `12/2026` it is 12.
fn leading_number(text: &str) -> Option<u64> {
    let digits: String = text.trim().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}
