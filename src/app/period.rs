//! Writing the papers of all meetings of a period, from the list of meetings.

use chrono::Datelike;

use crate::export::Writing;
use crate::papers::Format;
use crate::register::{BookId, Register};
use crate::text::{Misread, parse_date, short_date};

use super::{Access, App, Dialog, Effect, Field, Form, Purpose, Tone};

/// What is to be written of the meetings of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// The meetings, oldest first.
    pub books: Vec<BookId>,
    /// Every paper, not only the usual ones.
    pub all: bool,
    pub formats: Vec<Format>,
}

/// The formats a form offers together.
const FORMATS: [&[Format]; 4] = [
    &[Format::Docx, Format::Pdf],
    &[Format::Docx],
    &[Format::Pdf],
    &[Format::Docx, Format::Pdf, Format::Html, Format::Md, Format::Txt],
];

impl App {
    /// Ask for the period.
    pub(super) fn open_period(&mut self) -> Vec<Effect> {
        let words = self.lang.words();
        if self.access == Access::Sample {
            // The sample is in no folder that could be read again.
            self.tell(Tone::Bad, words.period_of_sample);
        } else if self.home.register.as_ref().is_none_or(Register::is_empty) {
            self.tell(Tone::Bad, words.nothing_found);
        } else {
            self.dialogs.push(Dialog::Form(Form::new(self, Purpose::Period)));
        }
        Vec::new()
    }

    /// This year up to today, the usual papers.
    pub(super) fn period_fields(&self) -> Vec<Field> {
        let words = self.lang.words();
        let today = self.now.date_naive();
        let first = today.with_ordinal(1).unwrap_or(today);
        let endings = |formats: &&[Format]| {
            formats.iter().map(|format| format.ending()).collect::<Vec<_>>().join(", ")
        };
        vec![
            Field::line(words.from_day, &short_date(self.lang, first)),
            Field::line(words.to_day, &short_date(self.lang, today)),
            Field::choice(
                words.papers,
                vec![words.usual_papers.into(), words.all_papers.into()],
                0,
            ),
            Field::choice(words.formats, FORMATS.iter().map(endings).collect(), 0),
        ]
    }

    pub(super) fn submit_period(&mut self, form: &Form) -> Vec<Effect> {
        let period = match self.period(form) {
            Ok(period) => period,
            Err(misread) => return self.tell_misread(&misread),
        };
        if period.books.is_empty() {
            self.tell(Tone::Bad, self.lang.words().nothing_found);
            return Vec::new();
        }
        self.dialogs.pop();
        if self.writing.is_some() {
            return Vec::new();
        }
        self.writing = Some(Writing { of: period.books.len(), ..Writing::default() });
        vec![Effect::ExportPeriod(period)]
    }

    fn period(&self, form: &Form) -> Result<Period, Misread> {
        let value = |index: usize| form.fields.get(index).map_or("", Field::value).trim();
        let chosen = |index: usize| form.fields.get(index).map_or(0, Field::chosen);
        let day = |index| parse_date(value(index), self.now.date_naive());
        let (from, to) = (day(0)?, day(1)?);
        let register = self.home.register.as_ref();
        let inside = register.into_iter().flat_map(|one| one.between(Some(from), Some(to)));
        Ok(Period {
            books: inside.map(|header| header.id).collect(),
            all: chosen(2) == 1,
            formats: FORMATS[chosen(3).min(FORMATS.len() - 1)].to_vec(),
        })
    }
}
