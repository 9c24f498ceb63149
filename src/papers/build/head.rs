//! The head of a paper: whose it is, its number, place and date, and what it is called.

use super::{Stamp, Writer, padded};
use crate::domain::{Detail, Kind};
use crate::papers::{Block, HeadLine, PaperKind, Role, UNKNOWN};
use crate::text::{Lang, long_day};

impl PaperKind {
    /// The detail of the meeting that holds this paper's number.
    #[must_use]
    pub fn number(self) -> Detail {
        match self {
            Self::Resolution => Detail::ResolutionNumber,
            Self::Conclusions => Detail::ConclusionsNumber,
            Self::Report => Detail::ReportNumber,
            Self::Minutes
            | Self::Decisions
            | Self::Extract
            | Self::Attendance
            | Self::Ballot
            | Self::Quality
            | Self::Invitation
            | Self::Agenda
            | Self::SignIn
            | Self::Notice
            | Self::VotingPaper => Detail::Number,
        }
    }
}

impl Writer<'_> {
    pub(super) fn letterhead(&self) -> Block {
        let (meeting, template) = (self.meeting, self.template);
        let head = |role: Role, text: String| HeadLine { role, text };
        let mut left = Vec::new();
        if !meeting.body.superior.is_empty() {
            left.push(head(Role::Superior, meeting.body.superior.to_uppercase()));
        }
        left.push(head(Role::Issuer, meeting.body.name.to_uppercase()));
        if template.star {
            left.push(head(Role::Star, "*".into()));
        }
        if !self.form.code.is_empty() {
            left.push(head(Role::Number, self.filled(&template.number)));
        }
        let above = template.letterhead.iter().zip([Role::Nation, Role::Motto]);
        let mut right: Vec<HeadLine> = above.map(|(line, role)| head(role, line.clone())).collect();
        if self.form.dated {
            right.push(head(Role::Dateline, self.dateline()));
        }
        Block::Letterhead { left, right }
    }

    fn dateline(&self) -> String {
        let date = long_day(self.lang, self.meeting.date, self.meeting.known);
        match self.meeting.detail(Detail::Locality) {
            Some(locality) => format!("{locality}, {date}"),
            None if self.lang == Lang::Vi => format!("{UNKNOWN}, {date}"),
            None => date,
        }
    }

    pub(super) fn number_of_paper(&self) -> String {
        let kind = self.form.kind;
        // What goes out beside the minutes has a number of its own, which nobody states.
        let beside =
            [PaperKind::Invitation, PaperKind::Agenda, PaperKind::SignIn, PaperKind::Notice];
        if beside.contains(&kind) {
            return UNKNOWN.to_owned();
        }
        let number = self.meeting.detail(kind.number());
        number.map_or_else(|| UNKNOWN.to_owned(), |number| padded(self.lang, number))
    }

    pub(super) fn symbol(&self) -> String {
        let stated = self.meeting.detail(Detail::Symbol);
        stated.unwrap_or(&self.template.symbol).to_owned()
    }

    pub(super) fn title(&self) -> Block {
        Block::Title {
            name: self.filled(&self.form.name),
            subject: self.filled(&self.form.subject),
        }
    }

    /// Name and subject in one line, for the properties of a file.
    pub(super) fn title_in_one(&self) -> String {
        let (name, subject) = (self.filled(&self.form.name), self.filled(&self.form.subject));
        format!("{name} {subject}").trim().to_owned()
    }

    /// The title that was stated, else the usual one by the kind of meeting.
    pub(super) fn occasion(&self) -> String {
        match self.meeting.detail(Detail::Title) {
            Some(stated) => stated.to_owned(),
            None if self.meeting.kind == Some(Kind::Congress) => {
                self.filled(&self.words.occasion_congress)
            }
            None => undoubled(&self.filled(&self.words.occasion)),
        }
    }

    /// The foot of every page: the seal, or that it is a draft.
    pub(super) fn foot(&self, stamp: Option<&Stamp>) -> String {
        let version = self.meeting.seals.len().to_string();
        match stamp {
            Some(stamp) => {
                let words = self.words.seal.replace("{seal}", &stamp.short());
                words.replace("{number}", &version)
            }
            None if self.meeting.adopted.is_none() || self.meeting.correcting.is_some() => {
                self.words.draft.clone()
            }
            None => String::new(),
        }
    }
}

/// A kind of meeting in one's own words may end or begin as the words around it do: `annual general
/// meeting` is no meeting meeting. One that nobody said leaves no gap.
fn undoubled(text: &str) -> String {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    words.dedup_by(|word, before| {
        word.to_lowercase() == before.to_lowercase()
            && ["meeting", "họp"].contains(&&*word.to_lowercase())
    });
    words.join(" ")
}
