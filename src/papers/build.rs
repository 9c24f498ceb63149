//! From the meeting to the blocks of a paper: one writer, its parts by subject.

mod attendance;
mod business;
mod decisions;
mod ending;
mod head;
mod roll;
mod standing;
mod votes;

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::template::{Form, Part, Piece, Template, Words};
use super::{Align, Block, Column, Document, Paper, PaperKind, UNKNOWN};
use chrono::Datelike;

use crate::domain::{Detail, Kind, Known, Meeting, Moment, Person, Tongue, doubts_in};
use crate::text::{Lang, count, long_day, long_time, short_day, width};

/// What ties a paper to the record it was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The book of the meeting.
    pub book: String,
    /// Entries up to and with the seal.
    pub entries: u64,
    /// The hash of the last of them, as hexadecimal digits: it stands for all before.
    pub fingerprint: String,
}

impl Stamp {
    /// The short form that stands at the foot of a page: 64 bits in groups of four digits.
    #[must_use]
    pub fn short(&self) -> String {
        let digits: Vec<char> = self.fingerprint.chars().take(16).collect();
        let groups: Vec<String> = digits.chunks(4).map(|group| group.iter().collect()).collect();
        groups.join(" ")
    }

    /// The form that is kept inside a file: which record, which paper.
    fn inside(&self, paper: Paper) -> String {
        let of = paper.of.map_or(0, |conclusion| conclusion.0);
        let Self { book, entries, fingerprint } = self;
        format!("1:{book}:{entries}:{fingerprint}:{}:{of}", paper.kind.word())
    }

    /// What a file says of itself: the record and the paper; `None` if it says nothing readable.
    #[must_use]
    pub fn read(inside: &str) -> Option<(Self, Paper)> {
        let parts: Vec<&str> = inside.split(':').collect();
        let ["1", book, entries, fingerprint, kind, of] = parts.as_slice() else { return None };
        let kind = PaperKind::ALL.iter().find(|(_, word)| word == kind)?.0;
        let of = match of.parse().ok()? {
            0 => None,
            id => Some(crate::domain::ConclusionId(id)),
        };
        let stamp = Self {
            book: (*book).to_owned(),
            entries: entries.parse().ok()?,
            fingerprint: (*fingerprint).to_owned(),
        };
        Some((stamp, Paper { kind, of }))
    }
}

/// The papers that this meeting can have now, in the order in which they are offered.
#[must_use]
pub fn papers_of(meeting: &Meeting, template: &Template) -> Vec<Paper> {
    let mut papers = Vec::new();
    for form in &template.papers {
        match form.kind {
            PaperKind::Extract => {
                let all = meeting.conclusions.iter().map(|one| Some(one.id));
                papers.extend(all.map(|of| Paper { kind: form.kind, of }));
            }
            PaperKind::Ballot => {
                let by_ballot =
                    |one: &&crate::domain::Conclusion| votes::was_by_ballot(meeting, one);
                let all = meeting.conclusions.iter().filter(by_ballot).map(|one| Some(one.id));
                papers.extend(all.map(|of| Paper { kind: form.kind, of }));
            }
            PaperKind::VotingPaper => {
                let with_names = |one: &&crate::domain::Conclusion| one.slate.is_some();
                let all = meeting.conclusions.iter().filter(with_names).map(|one| Some(one.id));
                papers.extend(all.map(|of| Paper { kind: form.kind, of }));
            }
            kind @ (PaperKind::Minutes
            | PaperKind::Decisions
            | PaperKind::Resolution
            | PaperKind::Conclusions
            | PaperKind::Attendance
            | PaperKind::Quality
            | PaperKind::Report
            | PaperKind::Invitation
            | PaperKind::Agenda
            | PaperKind::SignIn
            | PaperKind::Notice) => papers.push(Paper::whole(kind)),
        }
    }
    papers
}

/// A paper of a meeting as it stands at this second.
///
/// `stamp` is that of the seal the papers stand under, if they are sealed. A template without
/// this kind of paper gives an empty one.
#[must_use]
pub fn document(
    meeting: &Meeting,
    paper: Paper,
    template: &Template,
    stamp: Option<&Stamp>,
) -> Document {
    let empty = Form {
        kind: paper.kind,
        code: String::new(),
        name: String::new(),
        subject: String::new(),
        dated: false,
        pieces: Vec::new(),
        left: Vec::new(),
        right: Vec::new(),
        recipients: Vec::new(),
    };
    let form = template.form(paper.kind).unwrap_or(&empty);
    let words = &template.words;
    let (lang, mentioned) = (template.lang, RefCell::default());
    let writer = Writer { meeting, paper, template, form, words, lang, mentioned };
    let mut built: Vec<Built> = Vec::new();
    for piece in &form.pieces {
        match piece {
            Piece::Part(part) => built.extend(writer.part(*part)),
            Piece::Heading(text) => {
                let text = writer.filled(text);
                built.push(Block::Heading { depth: 0, text }.into());
            }
            Piece::Words(text) => {
                built.push(Block::Paragraph(writer.filled(text).into()).into());
            }
        }
    }
    let (mut blocks, notes) = writer.numbered(built);
    writer.mark_the_end(&mut blocks);
    Document {
        lang: template.lang,
        title: writer.title_in_one(),
        author: meeting.body.name.clone(),
        date: meeting.date,
        layout: template.layout,
        foot: writer.foot(stamp),
        stamp: stamp.map(|stamp| stamp.inside(paper)),
        blocks,
        notes,
    }
}

/// A block, or a note on the end of the block before it.
enum Built {
    Block(Block),
    Note(String),
}

impl From<Block> for Built {
    fn from(block: Block) -> Self {
        Self::Block(block)
    }
}

struct Writer<'a> {
    meeting: &'a Meeting,
    paper: Paper,
    template: &'a Template,
    form: &'a Form,
    words: &'a Words,
    lang: Lang,
    /// Who was named with his post already.
    mentioned: RefCell<BTreeSet<String>>,
}

impl Writer<'_> {
    fn part(&self, part: Part) -> Vec<Built> {
        let blocks = match part {
            Part::Letterhead => vec![self.letterhead()],
            Part::Title => vec![self.title()],
            Part::Attendance => return self.attendance(),
            Part::AttendanceInWords => self.attendance_in_words(),
            Part::Business => self.business(),
            Part::BusinessWithDecisions => return self.business_with_decisions(),
            Part::NextMeeting => self.next_meeting(),
            Part::SignIn => self.sign_in(),
            Part::Agenda => self.agenda(),
            Part::Assessment => self.assessment(),
            Part::Proposals => self.proposals(),
            Part::Directives => self.directives(),
            Part::Conclusions => self.conclusions(),
            Part::Decided => self.decided(),
            Part::Votes => return self.votes(),
            Part::VoteSentences => self.vote_sentences(),
            Part::Tasks => self.tasks(),
            Part::Roll => self.roll(),
            Part::Guests => self.guest_table(),
            Part::Extract => return self.extract(),
            Part::Ballot => return self.ballot(),
            Part::VotingPaper => self.voting_papers(),
            Part::Criteria => self.criteria(),
            Part::Quality => self.quality(),
            Part::Corrections => self.corrections(),
            Part::Versions => self.versions(),
            Part::Ending => self.ending(),
            Part::Signatures => vec![self.signatures()],
        };
        blocks.into_iter().map(Built::from).collect()
    }

    /// Blocks with their notes numbered. While the minutes are not adopted, whatever in the typed
    /// words can hardly be meant has a note of its own.
    fn numbered(&self, built: Vec<Built>) -> (Vec<Block>, Vec<String>) {
        let (mut blocks, mut notes) = (Vec::new(), Vec::<String>::new());
        for one in built {
            match one {
                Built::Note(note) => {
                    if let Some(text) = blocks.last_mut().and_then(text_of) {
                        notes.push(note);
                        text.notes.push(notes.len());
                    }
                }
                Built::Block(mut block) => {
                    if let (Some(text), None) = (text_of(&mut block), &self.meeting.adopted) {
                        for doubt in doubts_in(&text.words, self.meeting.last_day()) {
                            notes.push(self.lang.doubt(&doubt));
                            text.notes.push(notes.len());
                        }
                    }
                    blocks.push(block);
                }
            }
        }
        (blocks, notes)
    }

    /// Behind the last words of the text, where the template has a mark for its end.
    fn mark_the_end(&self, blocks: &mut Vec<Block>) {
        let mark = &self.template.end_mark;
        let signed = |block: &Block| matches!(block, Block::Signatures { .. });
        let Some(end) = blocks.iter().position(signed).filter(|_| !mark.is_empty()) else { return };
        match blocks[..end].last_mut().and_then(text_of) {
            Some(text) => text.words = format!("{}{mark}", text.words.trim_end_matches('.')),
            None => blocks.insert(end, Block::Paragraph(mark.as_str().into())),
        }
    }

    /// The words with every placeholder filled.
    fn filled(&self, words: &str) -> String {
        let mut out = String::new();
        let mut rest = words;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            if let Some((name, behind)) = after.split_once('}') {
                out.push_str(&self.value(name));
                rest = behind;
            } else {
                out.push('{');
                rest = after;
            }
        }
        out.push_str(rest);
        out
    }

    /// What a placeholder stands for; what nobody said stays unknown.
    fn value(&self, name: &str) -> String {
        let (meeting, lang) = (self.meeting, self.lang);
        let detail =
            |detail| meeting.detail(detail).map_or_else(|| UNKNOWN.to_owned(), String::from);
        let known = |text: &str| if text.is_empty() { UNKNOWN.into() } else { text.to_owned() };
        let turnout = meeting.turnout_at_opening();
        match name {
            "body" => meeting.body.name.clone(),
            "superior" => known(&meeting.body.superior),
            "addressee" => known(&self.addressee()),
            "teller" => self.name_of(self.teller()),
            "number" => self.number_of_paper(),
            "code" => self.form.code.clone(),
            "symbol" => self.symbol(),
            "occasion" => self.occasion(),
            "kind" => lang.kind(meeting.kind.as_ref().unwrap_or(&Kind::UNSAID)),
            "date" => short_day(lang, meeting.date, meeting.known),
            "day" => long_day(lang, meeting.date, meeting.known),
            "month" if matches!(meeting.known, Known::Day | Known::Month) => {
                // Two digits for January and February, as everywhere in dates: Nghị định 30/2020/NĐ-CP.
                let month = meeting.date.month();
                if month <= 2 { format!("{month:02}") } else { month.to_string() }
            }
            "year" if meeting.known != Known::Nothing => meeting.date.format("%Y").to_string(),
            "place" => detail(Detail::Place),
            "locality" => detail(Detail::Locality),
            "term" => detail(Detail::Term),
            "opened" => self.time(meeting.opened),
            "closed" => self.time(meeting.closed),
            "chair" => self.name_of(meeting.chair.as_ref()),
            "chair-post" => self.post_of_chair(),
            "chair-title" => self.title_of_chair(),
            "secretary" => self.name_of(meeting.secretary.as_ref()),
            "total" => self.people(turnout.total),
            "present" => self.people(turnout.attended),
            "came" => turnout.attended.map_or(UNKNOWN.into(), |number| self.number(number)),
            "of" => turnout.total.map_or(UNKNOWN.into(), |number| self.number(number)),
            "share" => self.share().unwrap_or_else(|| UNKNOWN.into()),
            _ => UNKNOWN.into(),
        }
    }

    /// A person as papers name them: form of address, name, post.
    fn person(&self, who: Option<&Person>) -> String {
        match who {
            None => UNKNOWN.into(),
            Some(Person::Named(words)) => words.clone(),
            Some(who) if self.meeting.name_of(who).is_empty() => UNKNOWN.into(),
            Some(who) => self.named(self.meeting.name_of(who), self.meeting.post_of(who)),
        }
    }

    /// The post of somebody who is named for the first time; later the name says who it is.
    fn post_once<'a>(&self, name: &str, post: &'a str) -> &'a str {
        let first = post.is_empty() || self.mentioned.borrow_mut().insert(name.to_owned());
        if first { post } else { "" }
    }

    fn name_of(&self, who: Option<&Person>) -> String {
        let name = who.map_or("", |who| self.meeting.name_of(who));
        if name.is_empty() { UNKNOWN.into() } else { name.to_owned() }
    }

    fn named(&self, name: &str, post: &str) -> String {
        let post = self.post_once(name, post);
        // Words that describe a group begin small; a form of address is for names.
        let described = name.chars().next().is_some_and(char::is_lowercase);
        let address = if described { "" } else { &self.template.address };
        match (self.lang, post.is_empty()) {
            (_, true) => format!("{address}{name}"),
            (Lang::Vi, false) => format!("{address}{name} - {post}"),
            (Lang::En, false) => format!("{name} ({post})"),
        }
    }

    fn people(&self, number: Option<u32>) -> String {
        let number = number.map_or(UNKNOWN.into(), |number| self.number(number));
        if self.is_party() { format!("{number} {}", self.template.address.trim()) } else { number }
    }

    fn is_party(&self) -> bool {
        self.template.tongue == Tongue::PartyVietnamese
    }

    fn number(&self, number: u32) -> String {
        count(self.lang, u64::from(number))
    }

    fn time(&self, time: Option<Moment>) -> String {
        time.map_or_else(|| self.words.unsaid_time.clone(), |time| long_time(self.lang, time))
    }
}

/// The text of a block that notes may hang on.
fn text_of(block: &mut Block) -> Option<&mut super::Text> {
    match block {
        Block::Paragraph(text) | Block::Point { text, .. } => Some(text),
        Block::Letterhead { .. }
        | Block::Title { .. }
        | Block::Heading { .. }
        | Block::Table { .. }
        | Block::Signatures { .. } => None,
    }
}

fn column(head: &str, align: Align, share: u16) -> Column {
    Column { head: head.to_owned(), align, share }
}

/// A table whose columns are as wide as what stands in them asks for, within reason.
fn fitted(mut columns: Vec<Column>, rows: Vec<Vec<String>>) -> Block {
    for (place, column) in columns.iter_mut().enumerate() {
        let cells = rows.iter().filter_map(|row| row.get(place)).map(|cell| width(cell));
        let longest = cells.max().unwrap_or(0);
        // A head may break between its words; what lies far beyond all others breaks as well.
        let head = column.head.split_whitespace().map(width).max().unwrap_or(0);
        let share = longest.max(head).max(usize::from(column.share.min(4))).min(WIDEST);
        column.share = u16::try_from(share + 2).unwrap_or(u16::MAX);
    }
    Block::Table { columns, rows }
}

/// The most cells that the content of a column asks for.
const WIDEST: usize = 32;

fn point(depth: u8, mark: &str, text: String) -> Block {
    Block::Point { depth, mark: mark.to_owned(), text: text.into() }
}

/// The text as a sentence; what stands for the unknown ends one by itself.
fn ended(mut text: String) -> String {
    if !text.ends_with(['.', '…', '!', '?', ':']) {
        text.push('.');
    }
    text
}

/// A number below ten gets its zero in Vietnamese papers; anything else stays as typed.
fn padded(lang: Lang, number: &str) -> String {
    match number.parse::<u64>() {
        Ok(value @ 1..10) if lang == Lang::Vi => format!("{value:02}"),
        _ => number.to_owned(),
    }
}

fn capitalised(text: String) -> String {
    changed(&text, |first| first.to_uppercase().collect())
}

fn lowered(text: &str) -> String {
    changed(text, |first| first.to_lowercase().collect())
}

fn changed(text: &str, first: impl Fn(char) -> String) -> String {
    let mut rest = text.chars();
    rest.next().map(first).unwrap_or_default() + rest.as_str()
}
