//! From the meeting to the blocks of a paper: one writer, its parts by subject.

mod attendance;
mod business;
mod decisions;
mod ending;
mod head;
mod roll;
mod stamp;
mod standing;
mod values;
mod votes;

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::template::{Form, Part, Piece, Template, Words};
use super::{Align, Block, Column, Document, Paper, PaperKind, UNKNOWN};
use crate::domain::{Guest, Meeting, Rank, doubts_in};
use crate::text::{Lang, width};

pub use stamp::Stamp;

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
        dated_by_hand: false,
        pieces: Vec::new(),
        left: Vec::new(),
        right: Vec::new(),
        recipients: Vec::new(),
    };
    let form = template.form(paper.kind).unwrap_or(&empty);
    let words = &template.words;
    let (mut blocks, mut notes) = (Vec::new(), Vec::new());
    let writer = |invited| Writer {
        meeting,
        paper,
        template,
        form,
        words,
        lang: template.lang,
        invited,
        mentioned: RefCell::default(),
    };
    for invited in invited(meeting, form) {
        if !blocks.is_empty() {
            blocks.push(Block::PageBreak);
        }
        writer(invited).copy(&mut blocks, &mut notes);
    }
    let writer = writer(None);
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

/// Who gets a copy of a paper: every guest, where it names whom it invites, else nobody in particular.
fn invited<'a>(meeting: &'a Meeting, form: &Form) -> Vec<Option<&'a Guest>> {
    let asks = |piece: &Piece| matches!(piece, Piece::Words(words) if words.contains("{invited}"));
    let guests = meeting.guests_only().filter(|guest| guest.rank != Rank::Staff);
    let each: Vec<_> = guests.filter(|_| form.pieces.iter().any(asks)).map(Some).collect();
    if each.is_empty() { vec![None] } else { each }
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
    /// Whom this copy invites; nobody in particular if it is for all.
    invited: Option<&'a Guest>,
    /// Who was named with his post already.
    mentioned: RefCell<BTreeSet<String>>,
}

impl Writer<'_> {
    /// Writes one copy of the paper behind what was written before.
    fn copy(&self, blocks: &mut Vec<Block>, notes: &mut Vec<String>) {
        let mut built: Vec<Built> = Vec::new();
        let mut waiting = None;
        for piece in &self.form.pieces {
            let heading: Option<&String> = waiting.take();
            let blocks = match piece {
                Piece::HeadingIfAny(text) => {
                    waiting = Some(text);
                    continue;
                }
                Piece::Heading(text) => vec![self.heading(text)],
                Piece::Words(text) => {
                    let text = self.filled(text);
                    let said = (!text.is_empty()).then(|| Block::Paragraph(text.into()).into());
                    said.into_iter().collect()
                }
                Piece::Part(part) => self.part(*part),
            };
            match heading {
                Some(_) if says_nothing(&blocks) => {}
                heading => {
                    built.extend(heading.map(|text| self.heading(text)));
                    built.extend(blocks);
                }
            }
        }
        let start = blocks.len();
        self.numbered(built, blocks, notes);
        self.mark_the_end(blocks, start);
    }

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

    fn heading(&self, text: &str) -> Built {
        Block::Heading { depth: 0, text: self.filled(text).into() }.into()
    }

    /// Blocks with their notes numbered. While the minutes are not adopted, whatever in the typed
    /// words can hardly be meant has a note of its own.
    fn numbered(&self, built: Vec<Built>, blocks: &mut Vec<Block>, notes: &mut Vec<String>) {
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
    }

    /// Behind the last words of the text, where the template has a mark for its end.
    fn mark_the_end(&self, blocks: &mut Vec<Block>, start: usize) {
        let mark = &self.template.end_mark;
        // A list has no text that ends.
        if self.form.kind == PaperKind::Attendance {
            return;
        }
        let signed = |block: &Block| matches!(block, Block::Signatures { .. });
        let end = blocks[start..].iter().position(signed).map(|end| start + end);
        let Some(end) = end.filter(|_| !mark.is_empty()) else { return };
        match blocks[start..end].last_mut().and_then(text_of) {
            // A blank and the mark would run into one another.
            Some(text) if text.words.ends_with(UNKNOWN) => {
                text.words = format!("{} {mark}", text.words);
            }
            Some(text) => text.words = format!("{}{mark}", text.words.trim_end_matches('.')),
            None => blocks.insert(end, Block::Paragraph(mark.as_str().into())),
        }
    }
}

/// A point one step further out.
fn shallower(block: Block) -> Block {
    match block {
        Block::Point { depth, mark, text } => {
            Block::Point { depth: depth.saturating_sub(1), mark, text }
        }
        other => other,
    }
}

/// Whether a part has nothing to say but that it is unknown.
fn says_nothing(built: &[Built]) -> bool {
    let blank =
        |one: &Built| matches!(one, Built::Block(Block::Paragraph(text)) if text.words == UNKNOWN);
    built.iter().all(blank)
}

/// The text of a block that notes may hang on.
fn text_of(block: &mut Block) -> Option<&mut super::Text> {
    match block {
        Block::Heading { text, .. } | Block::Paragraph(text) | Block::Point { text, .. } => {
            Some(text)
        }
        Block::Letterhead { .. }
        | Block::Title { .. }
        | Block::Table { .. }
        | Block::Signatures { .. }
        | Block::PageBreak => None,
    }
}

fn column(head: &str, align: Align, share: u16) -> Column {
    Column { head: head.to_owned(), align, share, room: 0 }
}

/// A table whose columns are as wide as what stands in them asks for, within reason.
fn fitted(mut columns: Vec<Column>, rows: Vec<Vec<String>>) -> Block {
    for (place, column) in columns.iter_mut().enumerate() {
        let cells = rows.iter().filter_map(|row| row.get(place)).map(|cell| width(cell));
        let longest = cells.max().unwrap_or(0);
        // A head may break between its words; what lies far beyond all others breaks as well.
        let head = column.head.split_whitespace().map(width).max().unwrap_or(0);
        let share = longest.max(head).max(usize::from(column.share.min(4))).min(WIDEST);
        column.share = u16::try_from(share + 3).unwrap_or(u16::MAX);
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
