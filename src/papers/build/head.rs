//! The head of a paper: whose it is, its number, place and date, and what it is called.

use std::cell::RefCell;

use chrono::Datelike;

use super::{Stamp, Writer, lowered, padded};
use crate::domain::{Detail, Kind};
use crate::papers::{Block, HeadLine, Paper, PaperKind, Role, UNKNOWN};
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
        let number = self.filled(&template.number);
        if !self.form.code.is_empty() && !number.is_empty() {
            left.push(head(Role::Number, number));
        }
        let above = template.letterhead.iter().zip([Role::Nation, Role::Motto]);
        let mut right: Vec<HeadLine> = above.map(|(line, role)| head(role, line.clone())).collect();
        if self.form.dated {
            right.push(head(Role::Dateline, self.dateline()));
        }
        Block::Letterhead { left, right }
    }

    fn dateline(&self) -> String {
        let (lang, year) = (self.lang, self.meeting.date.year());
        let date = match (self.form.dated_by_hand, lang) {
            (true, Lang::Vi) => format!("ngày {UNKNOWN} tháng {UNKNOWN} năm {year}"),
            (true, Lang::En) => format!("{UNKNOWN} {year}"),
            (false, _) => long_day(lang, self.meeting.date, self.meeting.known),
        };
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

    /// The number and symbol of the minutes, for papers that are taken from them.
    pub(super) fn number_of_minutes(&self) -> String {
        let Some(form) = self.template.form(PaperKind::Minutes) else { return UNKNOWN.into() };
        let mentioned = RefCell::default();
        let minutes = Writer { form, paper: Paper::whole(form.kind), mentioned, ..*self };
        let number = minutes.filled(&self.template.number);
        match self.lang {
            _ if number.is_empty() => UNKNOWN.into(),
            Lang::Vi => lowered(&number),
            Lang::En => number,
        }
    }

    /// The foot of every page: the seal, or that it is a draft. What goes out before the meeting, and
    /// what ballots are cast on, is no draft of anything.
    pub(super) fn foot(&self, stamp: Option<&Stamp>) -> String {
        let before =
            [PaperKind::Invitation, PaperKind::Agenda, PaperKind::SignIn, PaperKind::VotingPaper];
        if before.contains(&self.form.kind) {
            return String::new();
        }
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
