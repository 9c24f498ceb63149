//! Templates as data: which parts a paper has, in which order, under which words.
//!
//! The built-in ones and those a user puts into the register's `templates` folder are of one form. A
//! user's template names the built-in one it starts from and says only what is different.

mod read;
mod words;

use chrono::NaiveDate;

use super::{Layout, PaperKind};
use crate::domain::{Meeting, Tongue};
use crate::text::Lang;

pub use read::parse;
pub use words::Words;

/// Built-in templates by file name.
pub const BUILT_IN: [(&str, &str); 4] = [
    ("party-2018", include_str!("templates/party-2018.toml")),
    ("party-2025", include_str!("templates/party-2025.toml")),
    ("state", include_str!("templates/state.toml")),
    ("plain", include_str!("templates/plain.toml")),
];

/// How the papers of a body look and what they say around the facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    pub id: String,
    /// The text it was read from.
    pub source: String,
    /// Bodies whose profile speaks this way use it.
    pub tongue: Tongue,
    pub valid_from: NaiveDate,
    /// The body it is for; empty if for all.
    pub body: String,
    pub lang: Lang,
    pub layout: Layout,
    /// What comes before a person's name, with its space.
    pub address: String,
    /// Lines above the date: whose state or party.
    pub letterhead: Vec<String>,
    /// A star stands under the body's name.
    pub star: bool,
    /// Number and symbol, with `{number}`, `{code}` and `{symbol}`.
    pub number: String,
    /// The body's own part of the symbol, where the meeting states none.
    pub symbol: String,
    /// Numbers begin anew with every year instead of every term.
    pub yearly: bool,
    /// Each item says from when to when it was taken, as far as that is known.
    pub item_times: bool,
    /// Up to so many members present are named in the attendance.
    pub names_up_to: u16,
    /// What ends the text of a paper, above the signatures; empty if nothing does.
    pub end_mark: String,
    pub words: Words,
    pub papers: Vec<Form>,
    /// What the quality of a meeting is judged by, and the most points for it.
    pub criteria: Vec<Criterion>,
}

/// One paper of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    pub kind: PaperKind,
    /// The code of its kind in the symbol; empty if it has no number.
    pub code: String,
    pub name: String,
    pub subject: String,
    /// Place and date stand in the letterhead.
    pub dated: bool,
    /// The day stands there as a blank, since it is not that of the meeting.
    pub dated_by_hand: bool,
    pub pieces: Vec<Piece>,
    /// Who signs left and right: lines, the last of which is the name.
    pub left: Vec<String>,
    pub right: Vec<String>,
    /// Who gets it; stands on the left in place of a signature.
    pub recipients: Vec<String>,
}

/// A piece of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Part(Part),
    Heading(String),
    /// A heading that stands only where the piece behind it has something to say; with that piece it
    /// falls out.
    HeadingIfAny(String),
    /// Words with placeholders; what stands in `[[…]]` falls out where nobody said it.
    Words(String),
}

/// A criterion of the quality sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criterion {
    pub name: String,
    pub points: u16,
}

macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident $word:literal;)*) => {
        /// A part that the facts of the meeting fill.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Part { $($(#[$doc])* $name),* }

        impl Part {
            /// Every part with the word that stands for it in a template.
            pub const ALL: &'static [(Self, &'static str)] = &[$((Self::$name, $word)),*];
        }
    };
}

parts! {
    /// Issuing body, number, state or Party, place and date.
    Letterhead "letterhead";
    /// The kind of paper and what it is about.
    Title "title";
    /// Time, place, and who was there, point by point.
    Attendance "attendance";
    /// The same in one paragraph.
    AttendanceInWords "attendance-in-words";
    /// Every item with what was said under it.
    Business "business";
    /// Every item with what was said and what was decided under it.
    BusinessWithDecisions "business-with-decisions";
    /// The titles of the agenda alone.
    Agenda "agenda";
    /// Reviews, shortcomings and indicators.
    Assessment "assessment";
    /// Proposals and to whom they go.
    Proposals "proposals";
    /// What superiors directed.
    Directives "directives";
    /// Everything concluded, with what became of it.
    Conclusions "conclusions";
    /// Only what was carried, in its own words.
    Decided "decided";
    /// Every vote with its numbers.
    Votes "votes";
    /// The vote on all that was carried, in a sentence each.
    VoteSentences "vote-sentences";
    /// Who does what by when, as a table.
    Tasks "tasks";
    /// When and where the body meets next.
    NextMeeting "next-meeting";
    /// The names of the roll with room for a signature, as a table.
    SignIn "sign-in";
    /// The names of the roll, as a table.
    Roll "roll";
    /// Guests, as a table.
    Guests "guests";
    /// The one decision of an extract.
    Extract "extract";
    /// The counting of the one ballot.
    Ballot "ballot";
    /// Papers to cast the one ballot on, to be cut apart.
    VotingPaper "voting-paper";
    /// The criteria of the quality sheet with room for points.
    Criteria "criteria";
    /// The body's own assessment of the meeting.
    Quality "quality";
    /// Corrections asked for when the minutes were read back.
    Corrections "corrections";
    /// What changed since the paper was sealed before.
    Versions "versions";
    /// When the meeting ended, and that the minutes were adopted.
    Ending "ending";
    /// Signatures and recipients.
    Signatures "signatures";
}

/// Words in braces that the facts replace.
pub const PLACEHOLDERS: [&str; 30] = [
    "body",
    "invited",
    "superior",
    "addressee",
    "teller",
    "number",
    "code",
    "symbol",
    "occasion",
    "kind",
    "date",
    "day",
    "month",
    "year",
    "place",
    "locality",
    "opened",
    "closed",
    "chair",
    "chair-post",
    "chair-title",
    "secretary",
    "secretary-title",
    "minutes-number",
    "total",
    "present",
    "came",
    "of",
    "share",
    "term",
];

/// All templates at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Templates {
    /// Built-in ones first, then the user's.
    all: Vec<Template>,
}

impl Default for Templates {
    /// The built-in templates.
    fn default() -> Self {
        let mut all = Vec::new();
        for (_, source) in BUILT_IN {
            if let Ok(template) = parse(source, &all) {
                all.push(template);
            }
        }
        Self { all }
    }
}

impl Templates {
    /// Take a template in.
    pub fn add(&mut self, template: Template) {
        self.all.push(template);
    }

    /// The template in force for a meeting, as a seal names it: the id of a built-in one, the whole
    /// source of another.
    #[must_use]
    pub fn pin(&self, meeting: &Meeting) -> String {
        let built_in = |one: &Template| BUILT_IN.iter().any(|(_, text)| *text == one.source);
        let named = |one: &Template| if built_in(one) { &one.id } else { &one.source }.clone();
        self.of(meeting).map(named).unwrap_or_default()
    }

    /// Whether the papers of a meeting are numbered by the year, not by the term.
    #[must_use]
    pub fn yearly(&self, meeting: &Meeting) -> bool {
        self.of(meeting).is_some_and(|one| one.yearly)
    }

    #[must_use]
    pub fn all(&self) -> &[Template] {
        &self.all
    }

    /// The template in force for a meeting: by its rules, its body and its day.
    #[must_use]
    pub fn of(&self, meeting: &Meeting) -> Option<&Template> {
        let tongue = meeting.profile.as_ref().map_or(Tongue::BoardEnglish, |p| p.tongue);
        self.in_force(tongue, &meeting.body.name, meeting.date)
    }

    /// The template in force for a body on a day: of those valid by then one made for this body
    /// before one for all, a user's before a built-in one, the latest before older ones. On days
    /// before all of them the oldest is in force.
    #[must_use]
    pub fn in_force(&self, tongue: Tongue, body: &str, date: NaiveDate) -> Option<&Template> {
        let fits = |template: &&Template| {
            template.tongue == tongue && (template.body.is_empty() || template.body == body)
        };
        let all = || self.all.iter().enumerate().filter(move |(_, one)| fits(one));
        let rank = |(place, template): &(usize, &Template)| {
            let own = *place >= BUILT_IN.len();
            (!template.body.is_empty(), own, template.valid_from, *place)
        };
        let valid = all().filter(|(_, template)| template.valid_from <= date).max_by_key(rank);
        let oldest = || all().min_by_key(|(_, template)| template.valid_from);
        valid.or_else(oldest).map(|(_, template)| template)
    }
}

/// The template that the seal of a meeting names, while it is sealed.
#[must_use]
pub fn pinned(meeting: &Meeting) -> Option<Template> {
    let seal = meeting.seals.last().filter(|_| meeting.is_sealed())?;
    let known = Templates::default();
    let built_in = known.all.iter().find(|one| one.id == seal.template).cloned();
    built_in.or_else(|| parse(&seal.template, &known.all).ok())
}

impl Template {
    /// The form of a kind of paper, if this template has it.
    #[must_use]
    pub fn form(&self, kind: PaperKind) -> Option<&Form> {
        self.papers.iter().find(|form| form.kind == kind)
    }
}

#[cfg(test)]
mod tests {
    use super::{BUILT_IN, Templates, parse};
    use crate::domain::Tongue;

    #[test]
    fn every_built_in_template_is_sound() {
        let mut all = Vec::new();
        for (name, source) in BUILT_IN {
            let template = parse(source, &all);
            assert!(template.is_ok(), "{name}: {template:?}");
            all.extend(template);
        }
        assert_eq!(Templates::default().all().len(), BUILT_IN.len());
    }

    #[test]
    fn the_meeting_s_date_and_body_choose_the_template() {
        let mut templates = Templates::default();
        let own =
            "base = \"plain\"\nid = \"own\"\nbody = \"Elm Street Society\"\naddress = \"Dr \"";
        let own = parse(own, templates.all());
        templates.add(own.expect("the template is sound"));
        let id = |tongue, body: &str, year| {
            let date = chrono::NaiveDate::from_ymd_opt(year, 11, 8).unwrap_or_default();
            templates.in_force(tongue, body, date).map(|template| template.id.clone())
        };
        assert_eq!(id(Tongue::PartyVietnamese, "Chi bộ", 2023).as_deref(), Some("party-2018"));
        assert_eq!(id(Tongue::PartyVietnamese, "Chi bộ", 2015).as_deref(), Some("party-2018"));
        assert_eq!(id(Tongue::PartyVietnamese, "Chi bộ", 2026).as_deref(), Some("party-2025"));
        assert_eq!(id(Tongue::BoardEnglish, "Elm Street Society", 2026).as_deref(), Some("own"));
        assert_eq!(id(Tongue::BoardEnglish, "Oak Street Society", 2026).as_deref(), Some("plain"));
    }
}
