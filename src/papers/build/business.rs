//! What was said: items, notes, indicators, proposals and directives.

use super::{Built, Writer, capitalised, ended, point};
use crate::domain::{Indicator, Item, ItemState, Moment, Note, NoteKind, Person, Unit};
use crate::papers::{Block, UNKNOWN, letter};
use crate::text::{count, short_time};

impl Writer<'_> {
    pub(super) fn business(&self) -> Vec<Block> {
        let meeting = self.meeting;
        let mut blocks = Vec::new();
        // What belongs to no item was said before there was one; below, it would seem the last's.
        blocks.extend(self.indicators(meeting.indicators.iter().filter(|i| i.item.is_none())));
        blocks.extend(self.notes(meeting.notes.iter().filter(|note| note.item.is_none())));
        for (index, item) in meeting.items.iter().enumerate() {
            blocks.push(self.item_heading(index, item));
            let here = Some(item.id);
            blocks.extend(self.indicators(meeting.indicators.iter().filter(|i| i.item == here)));
            blocks.extend(self.notes(meeting.notes.iter().filter(|note| note.item == here)));
        }
        if blocks.is_empty() {
            blocks.push(Block::Paragraph(UNKNOWN.into()));
        }
        blocks
    }

    /// The same, with what was decided under each item where it was decided.
    pub(super) fn business_with_decisions(&self) -> Vec<Built> {
        let meeting = self.meeting;
        let mut built: Vec<Built> = Vec::new();
        let add = |built: &mut Vec<Built>, blocks: Vec<Block>| {
            built.extend(blocks.into_iter().map(Built::from));
        };
        let said = |here| {
            let figures = meeting.indicators.iter().filter(move |one| one.item == here);
            let notes = meeting.notes.iter().filter(move |note| note.item == here);
            self.indicators(figures).into_iter().chain(self.notes(notes)).collect::<Vec<Block>>()
        };
        add(&mut built, said(None));
        for (index, item) in meeting.items.iter().enumerate() {
            built.push(self.item_heading(index, item).into());
            add(&mut built, said(Some(item.id)));
            built.extend(self.decided_under(Some(item.id)));
        }
        built.extend(self.decided_under(None));
        if built.is_empty() {
            built.push(Block::Paragraph(UNKNOWN.into()).into());
        }
        built
    }

    /// An item of the agenda with its number, above what was said and decided under it.
    fn item_heading(&self, index: usize, item: &Item) -> Block {
        let text = format!("{}. {}{}", index + 1, self.item_line(item), self.item_times(item));
        Block::Heading { depth: 1, text: text.into() }
    }

    pub(super) fn item_line(&self, item: &Item) -> String {
        let presenter = item.presenter.as_ref().map(|who| format!(" — {}", self.person(Some(who))));
        let skipped = match &item.state {
            ItemState::Skipped(reason) if reason.is_empty() => {
                format!(" ({})", &self.words.skipped)
            }
            ItemState::Skipped(reason) => {
                format!(" ({}: {reason})", &self.words.skipped)
            }
            ItemState::Planned | ItemState::Running | ItemState::Done => String::new(),
        };
        format!("{}{}{skipped}", item.title, presenter.unwrap_or_default())
    }

    /// From when to when an item was taken, every time anew, where the template wants it and a time
    /// is known.
    fn item_times(&self, item: &Item) -> String {
        let clock = |time: Option<Moment>| time.map_or(UNKNOWN.to_owned(), short_time);
        let known = item.spans.iter().filter(|span| span.start.or(span.end).is_some());
        let spans: Vec<String> =
            known.map(|span| format!("{}–{}", clock(span.start), clock(span.end))).collect();
        if !self.template.item_times || spans.is_empty() {
            return String::new();
        }
        format!(" ({})", spans.join(", "))
    }

    /// All indicators of an item in one sentence.
    pub(super) fn indicators<'a>(
        &self,
        list: impl Iterator<Item = &'a Indicator>,
    ) -> Option<Block> {
        let lang = self.lang;
        let figures: Vec<String> = list
            .map(|found| {
                let of = found.of.map(|of| format!("/{}", count(lang, of))).unwrap_or_default();
                let unit = if found.unit == Unit::Percent { "%" } else { "" };
                format!("{}{of}{unit} {}", count(lang, found.value), found.label)
            })
            .collect();
        let text = format!("{}: {}.", &self.words.results, figures.join("; "));
        (!figures.is_empty()).then(|| point(1, "-", text))
    }

    /// Notes in the order in which they were taken; directives of one superior as a lettered list.
    pub(super) fn notes<'a>(&self, notes: impl Iterator<Item = &'a Note>) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut directing: Option<&Option<Person>> = None;
        let mut letters = 0;
        for note in notes {
            if note.kind != NoteKind::Directive {
                directing = None;
                blocks.push(point(1, "-", self.note_line(note)));
                continue;
            }
            if directing != Some(&note.speaker) {
                directing = Some(&note.speaker);
                letters = 0;
                let who = capitalised(self.person(note.speaker.as_ref()));
                let asks = &self.words.directs;
                blocks.push(point(1, "-", format!("{who} {asks}:")));
            }
            let mark = format!("{})", letter(self.lang, letters));
            letters += 1;
            blocks.push(point(2, &mark, ended(note.text.clone())));
        }
        blocks
    }

    fn note_line(&self, note: &Note) -> String {
        let words = self.words;
        // Of whoever spoke it is said what he did: a name before faults reads as if they were his.
        let (says, alone) = match &note.kind {
            NoteKind::Shortcoming => (Some(words.points_out.clone()), words.shortcoming.clone()),
            NoteKind::Proposal(to) => {
                let to = if to.is_empty() { UNKNOWN } else { to };
                let sent = &words.sent_to;
                let (proposes, proposal) = (&words.proposes, &words.proposal);
                let proposes = format!("{proposes} ({sent} {to})");
                (Some(proposes), format!("{proposal} ({sent} {to})"))
            }
            NoteKind::Citation => (Some(words.cites.clone()), words.cited.clone()),
            NoteKind::Information | NoteKind::Review | NoteKind::Opinion | NoteKind::Directive => {
                (None, String::new())
            }
        };
        let who = note.speaker.as_ref().map(|who| capitalised(self.person(Some(who))));
        let lead = match (who, says) {
            (Some(who), Some(says)) => format!("{who} {says}"),
            (Some(who), None) => who,
            (None, _) => alone,
        };
        let text =
            if lead.is_empty() { note.text.clone() } else { format!("{lead}: {}", note.text) };
        ended(text)
    }

    /// The agenda without what was said under it.
    pub(super) fn agenda(&self) -> Vec<Block> {
        let items = self.meeting.items.iter().enumerate();
        let line = |(index, item)| point(0, &format!("{}.", index + 1), self.item_line(item));
        or_unknown(items.map(line).collect())
    }

    /// Reviews, shortcomings and indicators, whatever item they belong to.
    pub(super) fn assessment(&self) -> Vec<Block> {
        let told = |note: &&Note| matches!(note.kind, NoteKind::Review | NoteKind::Shortcoming);
        let notes = self.meeting.notes.iter().filter(told);
        let mut blocks: Vec<Block> =
            notes.map(|note| point(0, "-", self.note_line(note))).collect();
        if let Some(Block::Point { mark, text, .. }) =
            self.indicators(self.meeting.indicators.iter())
        {
            blocks.push(Block::Point { depth: 0, mark, text });
        }
        or_unknown(blocks)
    }

    /// Proposals, each with the body it goes to.
    pub(super) fn proposals(&self) -> Vec<Block> {
        let proposal = |note: &&Note| matches!(note.kind, NoteKind::Proposal(_));
        let notes = self.meeting.notes.iter().filter(proposal);
        or_unknown(notes.map(|note| point(0, "-", self.note_line(note))).collect())
    }

    /// What superiors directed, under their names.
    pub(super) fn directives(&self) -> Vec<Block> {
        let directive = |note: &&Note| note.kind == NoteKind::Directive;
        or_unknown(self.notes(self.meeting.notes.iter().filter(directive)))
    }
}

/// The blocks, or the mark of what nobody said.
pub(super) fn or_unknown(blocks: Vec<Block>) -> Vec<Block> {
    if blocks.is_empty() { vec![Block::Paragraph(UNKNOWN.into())] } else { blocks }
}
