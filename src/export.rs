//! The files a meeting is written to: which there are, what they are called, what is in them.
//!
//! A bundle holds everything a file is made from, so that the work can be done elsewhere; only
//! `write` knows the disk.

mod sign;
mod verify;
mod words;
pub(crate) mod write;

use std::fmt;

use crate::domain::{Detail, Fact, Known, Meeting, Vote};
use crate::journal::{Act, Entry, Journal, covered};
use crate::papers::data::{self, Table};
use crate::papers::{
    self, Document, Format, Paper, PaperKind, Stamp, Template, Templates, papers_of,
};
use crate::register::BookId;
use crate::store::{fingerprint, to_json};
use crate::text::{Lang, short_day};

pub use sign::{Key, KeyError, NAMESPACE};
pub use verify::{Finding, check};
pub use write::{Writing, Written};

/// One file of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wanted {
    Paper(Paper, Format),
    /// A table as comma-separated values.
    Table(Table),
    /// All tables as a workbook.
    Workbook,
    /// The next meeting and the deadlines, for a calendar.
    Calendar,
    /// The whole record, to be taken elsewhere and back.
    Record,
    /// What was sealed, in words that can be signed.
    Seal,
}

/// Why a file could not be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmade(pub String);

impl fmt::Display for Unmade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unmade {}

/// Everything the files of one meeting are made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    pub book: BookId,
    pub entries: Vec<Entry>,
    pub meeting: Meeting,
    pub template: Template,
    /// The seal the papers stand under; `None` if they are not sealed.
    pub stamp: Option<Stamp>,
    /// Something of the record is lost or was changed, which every paper says; none stands under a seal.
    pub damaged: bool,
}

/// The seal of a journal, if its papers stand under one now.
#[must_use]
pub fn stamp_of(book: BookId, journal: &Journal) -> Option<Stamp> {
    let place = journal.seal()?;
    let sealed = covered(journal.entries(), place);
    let entries = u64::try_from(sealed.len()).ok()?;
    let fingerprint = fingerprint(book, &sealed).ok()?;
    Some(Stamp { book: book.to_string(), entries, fingerprint })
}

impl Wanted {
    /// The ending of its file.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Paper(_, format) => format.ending(),
            Self::Table(_) => "csv",
            Self::Workbook => "xlsx",
            Self::Calendar => "ics",
            Self::Record => "json",
            Self::Seal => "txt",
        }
    }
}

impl Bundle {
    /// `None` if no template fits the meeting.
    #[must_use]
    pub fn of(book: BookId, journal: &Journal, templates: &Templates) -> Option<Self> {
        let meeting = journal.meeting().clone();
        let template =
            papers::template::pinned(&meeting).or_else(|| templates.of(&meeting).cloned())?;
        let stamp = stamp_of(book, journal);
        let entries = journal.entries().to_vec();
        Some(Self { book, entries, meeting, template, stamp, damaged: false })
    }

    /// The same from a record of which something is lost or was changed.
    #[must_use]
    pub fn damaged(self) -> Self {
        Self { stamp: None, damaged: true, ..self }
    }

    /// The language of the files.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.template.lang
    }

    /// A paper as it stands.
    #[must_use]
    pub fn document(&self, paper: Paper) -> Document {
        let stamp = self.stamp.as_ref();
        let document = papers::document(&self.meeting, paper, &self.template, stamp);
        if self.damaged { document.from_damaged() } else { document }
    }

    /// Every file there can be, in the order in which they are offered; papers in these formats.
    #[must_use]
    pub fn all(&self, formats: &[Format]) -> Vec<Wanted> {
        let papers = papers_of(&self.meeting, &self.template).into_iter();
        let papers = papers
            .flat_map(|paper| formats.iter().map(move |format| Wanted::Paper(paper, *format)));
        papers.chain(self.data()).collect()
    }

    /// The papers that the closing bell asks for, in these formats.
    #[must_use]
    pub fn usual(&self, formats: &[Format]) -> Vec<Wanted> {
        let mut usual = self.all(formats);
        usual.retain(|wanted| match wanted {
            Wanted::Paper(paper, _) => is_usual(&self.meeting, *paper),
            Wanted::Table(_)
            | Wanted::Workbook
            | Wanted::Calendar
            | Wanted::Record
            | Wanted::Seal => false,
        });
        usual
    }

    /// The files besides the papers.
    #[must_use]
    pub fn data(&self) -> Vec<Wanted> {
        let mut data: Vec<Wanted> = Table::ALL.iter().map(|table| Wanted::Table(*table)).collect();
        data.push(Wanted::Workbook);
        if self.calendar().is_some() {
            data.push(Wanted::Calendar);
        }
        data.push(Wanted::Record);
        if self.stamp.is_some() {
            data.push(Wanted::Seal);
        }
        data
    }

    fn calendar(&self) -> Option<String> {
        let states =
            |fact: &Fact| matches!(fact, Fact::DetailStated { detail: Detail::NextMeeting, .. });
        let facts = self.entries.iter().filter_map(|entry| match &entry.act {
            Act::Did(facts) => Some(facts),
            Act::Undid(_) | Act::Redid(_) => None,
        });
        let moves = facts.flatten().filter(|fact| states(fact)).count();
        data::ics(&self.meeting, self.lang(), &self.book.to_string(), moves)
    }

    /// The name of a file: sorts by day and body, says what it is, and which version if there was
    /// one before.
    #[must_use]
    pub fn name(&self, wanted: Wanted) -> String {
        let lang = self.lang();
        let what = match wanted {
            Wanted::Paper(paper, _) => self.paper_name(paper),
            Wanted::Table(_)
            | Wanted::Workbook
            | Wanted::Calendar
            | Wanted::Record
            | Wanted::Seal => lang.data(wanted),
        };
        let version = lang.version_in_name(self.meeting.seals.len());
        let date = self.meeting.date.format(match self.meeting.known {
            Known::Day => "%Y-%m-%d",
            Known::Month => "%Y-%m",
            Known::Year => "%Y",
            Known::Nothing => "0000",
        });
        let (body, ending) = (file_words(&self.meeting.body.name), wanted.ending());
        format!("{date} {body} - {what}{version}.{ending}")
    }

    fn paper_name(&self, paper: Paper) -> String {
        let name = self.lang().paper(paper.kind);
        match paper.of {
            Some(of) => format!("{name} {}", self.meeting.number_of(of)),
            None => name,
        }
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// [`Unmade`] says why there are none.
    pub fn bytes(&self, wanted: Wanted) -> Result<Vec<u8>, Unmade> {
        let unmade = |error: &dyn fmt::Display| Unmade(error.to_string());
        match wanted {
            Wanted::Paper(paper, format) => render(&self.document(paper), format),
            Wanted::Table(table) => {
                data::csv(&self.meeting, table, self.lang()).map_err(|error| unmade(&error))
            }
            Wanted::Workbook => {
                data::xlsx(&self.meeting, self.lang()).map_err(|error| unmade(&error))
            }
            Wanted::Calendar => Ok(self.calendar().unwrap_or_default().into_bytes()),
            Wanted::Record => to_json(self.book, &self.entries)
                .map(String::into_bytes)
                .map_err(|error| unmade(&error)),
            Wanted::Seal => Ok(self.statement().unwrap_or_default().into_bytes()),
        }
    }

    /// The letters of a file that it cannot show; none but those of a PDF, whose fonts are its own.
    #[must_use]
    pub fn lacking(&self, wanted: Wanted) -> Vec<char> {
        match wanted {
            Wanted::Paper(paper, Format::Pdf) => papers::letters_lacking(&self.document(paper)),
            Wanted::Paper(..)
            | Wanted::Table(_)
            | Wanted::Workbook
            | Wanted::Calendar
            | Wanted::Record
            | Wanted::Seal => Vec::new(),
        }
    }

    /// What was sealed, line by line, in words that can be signed; `None` if nothing is.
    #[must_use]
    pub fn statement(&self) -> Option<String> {
        let (stamp, seal) = (self.stamp.as_ref()?, self.meeting.seals.last()?);
        let Stamp { book, entries, fingerprint } = stamp;
        let body = self.meeting.body.name.replace('\n', " ");
        Some(format!(
            "thuky seal 1\nbody: {body}\ndate: {}\nversion: {}\nsealed: {}\nbook: {book}\n\
             entries: {entries}\nfingerprint: {fingerprint}\n",
            short_day(Lang::En, self.meeting.date, self.meeting.known),
            self.meeting.seals.len(),
            seal.time.format("%Y-%m-%d %H:%M:%S")
        ))
    }
}

/// Papers that the closing bell asks for: the record, what was resolved, who came, what was
/// counted.
#[must_use]
pub fn is_usual(meeting: &Meeting, paper: Paper) -> bool {
    match paper.kind {
        PaperKind::Minutes | PaperKind::Attendance | PaperKind::Ballot => true,
        PaperKind::Resolution => {
            let carried = |vote: &Vote| vote.verdict.carried();
            meeting.conclusions.iter().any(|one| meeting.vote_on(one.id).is_some_and(carried))
        }
        PaperKind::Decisions
        | PaperKind::Conclusions
        | PaperKind::Extract
        | PaperKind::Quality
        | PaperKind::Report
        | PaperKind::Invitation
        | PaperKind::Agenda
        | PaperKind::SignIn
        | PaperKind::Notice
        | PaperKind::VotingPaper => false,
    }
}

/// A paper in a format.
///
/// # Errors
/// [`Unmade`] says why it cannot be made.
pub fn render(document: &Document, format: Format) -> Result<Vec<u8>, Unmade> {
    match format {
        Format::Docx => papers::docx(document).map_err(|error| Unmade(error.to_string())),
        Format::Pdf => papers::pdf(document).map_err(|error| Unmade(error.to_string())),
        Format::Html => Ok(papers::html(document).into_bytes()),
        Format::Md => Ok(papers::markdown(document).into_bytes()),
        Format::Txt => Ok(papers::plain(document, papers::COLUMNS).into_bytes()),
    }
}

/// The words as a file system takes them.
fn file_words(words: &str) -> String {
    let tame = |c: char| if "/\\:*?\"<>|".contains(c) || c.is_control() { '-' } else { c };
    let tamed: String = words.trim().trim_start_matches('.').chars().map(tame).collect();
    let mut name = String::new();
    // Letters of several bytes leave room for the rest of the name: disks take 255 bytes.
    let fits = |name: &str| name.chars().count() <= 60 && name.len() <= 120;
    for word in tamed.split_inclusive(' ') {
        let longer = format!("{name}{word}");
        if !fits(longer.trim_end()) {
            break;
        }
        name = longer;
    }
    // A word that is longer than a name may be is cut all the same.
    if name.is_empty() {
        name = tamed.chars().take(30).collect();
    }
    name.trim_end_matches([' ', '-', ',', '.']).to_owned()
}
