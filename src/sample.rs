//! The sample register: an invented body with a meeting in session and two past ones.

use chrono::{DateTime, Days, Duration, FixedOffset};

use crate::desk::Desk;
use crate::journal::{Entry, Journal};
use crate::line;
use crate::papers::Templates;
use crate::register::Register;
use crate::text::{Lang, short_date};

/// The books of the sample, as if they had been written until `now`.
#[must_use]
pub fn books(lang: Lang, now: DateTime<FixedOffset>) -> Vec<Vec<Entry>> {
    let scripts = match lang {
        Lang::Vi => [
            include_str!("sample/vi-1.thuky"),
            include_str!("sample/vi-2.thuky"),
            include_str!("sample/vi-3.thuky"),
        ],
        Lang::En => [
            include_str!("sample/en-1.thuky"),
            include_str!("sample/en-2.thuky"),
            include_str!("sample/en-3.thuky"),
        ],
    };
    let begins = [
        now - Days::new(61) - Duration::minutes(50),
        now - Days::new(30) - Duration::minutes(70),
        now - Duration::minutes(47),
    ];
    scripts.into_iter().zip(begins).map(|(script, begin)| play(script, begin)).collect()
}

/// Play a script from a moment on. `{day}` is the day of that moment; a line `+5` lets five
/// minutes pass.
fn play(script: &str, begin: DateTime<FixedOffset>) -> Vec<Entry> {
    let mut journal = Journal::default();
    let (mut register, templates) = (Register::default(), Templates::default());
    let mut at = begin;
    for line in script.lines() {
        if let Some(minutes) = line.strip_prefix('+') {
            at += Duration::minutes(minutes.trim().parse().unwrap_or(0));
            continue;
        }
        let line = line.replace("{day}", &short_date(Lang::Vi, begin.date_naive()));
        let due = begin.date_naive() + Days::new(20);
        let line = line.replace("{due}", &short_date(Lang::Vi, due));
        for order in line::parse(&line, journal.meeting()).unwrap_or_default() {
            let mut desk = Desk {
                register: &mut register,
                templates: &templates,
                book: None,
                journal: &mut journal,
                writable: true,
            };
            // A test holds that every line is accepted.
            let _ = desk.give(order, at);
            at += Duration::seconds(7);
        }
    }
    journal.entries().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_sample_is_accepted() {
        let begin = DateTime::UNIX_EPOCH.fixed_offset() + Days::new(20_000);
        for script in [
            include_str!("sample/vi-1.thuky"),
            include_str!("sample/vi-2.thuky"),
            include_str!("sample/vi-3.thuky"),
            include_str!("sample/en-1.thuky"),
            include_str!("sample/en-2.thuky"),
            include_str!("sample/en-3.thuky"),
        ] {
            let mut journal = Journal::default();
            let day = short_date(Lang::Vi, begin.date_naive());
            for line in script.lines().filter(|line| !line.starts_with('+')) {
                let line = line.replace("{day}", &day).replace("{due}", "30/12/2030");
                let orders = line::parse(&line, journal.meeting());
                assert!(orders.is_ok(), "{line}: {orders:?}");
                for order in orders.unwrap_or_default() {
                    let entry = journal.consider(order, begin);
                    assert!(entry.is_ok(), "{line}: {entry:?}");
                    journal.push(entry.unwrap_or_else(|denial| panic!("{line}: {denial:?}")));
                }
            }
        }
    }
}
