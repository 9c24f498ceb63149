//! The meeting as a short piece of news: its facts in the order of the day, nothing added.

use super::{Writer, capitalised, ended, point};
use crate::domain::{Note, NoteKind, Rank};
use crate::papers::{Block, UNKNOWN};

impl Writer<'_> {
    pub(super) fn news(&self) -> Vec<Block> {
        let mut blocks = vec![self.news_lead()];
        blocks.extend(self.news_guests());
        let (notes, items) = (&self.meeting.notes, &self.meeting.items);
        let outside = |note: &&Note| note.item.is_none() && is_news(note);
        blocks.extend(self.notes(notes.iter().filter(outside)));
        for item in items {
            let here = |note: &&Note| note.item == Some(item.id) && is_news(note);
            let title = self.words.news_item.replace("{title}", &item.title);
            let presenter = item.presenter.as_ref().map(|who| self.person(Some(who)));
            let title = match presenter {
                Some(who) => title.replace("{presenter}", &capitalised(who)),
                None => item.title.clone(),
            };
            blocks.push(Block::Paragraph(ended(title).into()));
            let indicators = self.meeting.indicators.iter().filter(|one| one.item == Some(item.id));
            if let Some(Block::Point { text, .. }) = self.indicators(indicators) {
                blocks.push(Block::Paragraph(text));
            }
            blocks.extend(self.notes(notes.iter().filter(here)));
        }
        for vote in self.vote_lines() {
            let told = self.words.news_voted.replace("{vote}", &vote);
            blocks.push(Block::Paragraph(ended(told).into()));
        }
        if blocks.len() == 1 {
            blocks.push(point(0, "-", UNKNOWN.into()));
        }
        blocks
    }

    fn news_lead(&self) -> Block {
        let (meeting, words) = (self.meeting, self.words);
        let alone = meeting.body.superior.is_empty();
        let lead = if alone { &words.news_lead_alone } else { &words.news_lead };
        Block::Paragraph(self.filled(lead).into())
    }

    fn news_guests(&self) -> Option<Block> {
        let mut guests = self.guests(Rank::Superior);
        guests.extend(self.guests(Rank::Invited));
        let told = self.words.news_guests.replace("{guests}", &guests.join("; "));
        (!guests.is_empty()).then(|| Block::Paragraph(ended(told).into()))
    }
}

/// Citations are the secretary's own help.
fn is_news(note: &Note) -> bool {
    note.kind != NoteKind::Citation
}
