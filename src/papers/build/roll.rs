//! The roll and the guests as tables.

use super::business::or_unknown;
use super::{Writer, column, ended, fitted, lowered};
use crate::domain::{Absence, Guest, Member, Presence, Rank, SeatChange};
use crate::papers::{Align, Block, Column, UNKNOWN};
use crate::text::short_time;

impl Writer<'_> {
    /// Everybody on the roll with the mark of the day.
    pub(super) fn roll(&self) -> Vec<Block> {
        let (words, lang) = (self.words, self.lang);
        let columns = vec![
            column(&words.row, Align::Centre, 2),
            column(&words.full_name, Align::Left, 8),
            column(&words.post, Align::Left, 7),
            column(&words.class, Align::Left, 5),
            column(&words.presence, Align::Left, 4),
            column(&words.remark, Align::Left, 5),
        ];
        let row = |(number, member): (usize, &Member)| {
            let class = member.class.map_or(UNKNOWN.to_owned(), |class| lang.class(class));
            vec![
                number.to_string(),
                member.name.clone(),
                member.post.clone(),
                class,
                mark(self, member.presence()),
                self.remark(member),
            ]
        };
        let rows: Vec<_> = (1..).zip(&self.meeting.members).map(row).collect();
        // Of those who were only counted the list says how many.
        let turnout = self.meeting.turnout_at_opening();
        let there = self.meeting.members.iter().filter(|one| one.presence().attended()).count();
        let there = u32::try_from(there).unwrap_or(u32::MAX);
        let unnamed = turnout.attended.unwrap_or(0).saturating_sub(there);
        let (mut blocks, rows_none) = (Vec::new(), rows.is_empty());
        if !rows.is_empty() {
            blocks.push(fitted(columns, rows));
        }
        // Where nobody is named the number alone is told elsewhere.
        if rows_none && unnamed > 0 {
            return Vec::new();
        }
        if unnamed > 0 {
            let unnamed = self.number(unnamed);
            let told = format!("{}: {unnamed} ({})", words.present, words.unnamed);
            blocks.push(Block::Paragraph(ended(told).into()));
        }
        or_unknown(blocks)
    }

    /// Everybody on the roll and every guest, with room to sign.
    pub(super) fn sign_in(&self) -> Vec<Block> {
        let words = self.words;
        let columns = vec![
            column(&words.row, Align::Centre, 2),
            column(&words.full_name, Align::Left, 9),
            column(&words.post, Align::Left, 9),
            Column { room: SIGNS_IN, ..column(&words.signature, Align::Left, 4) },
        ];
        let members = self.meeting.members.iter().map(|one| (&one.name, &one.post));
        let guests = self.meeting.guests_only().map(|one| (&one.name, &one.post));
        let row = |(number, (name, post)): (usize, (&String, &String))| {
            vec![number.to_string(), name.clone(), post.clone(), " ".repeat(SIGNATURE)]
        };
        let mut rows: Vec<_> = (1..).zip(members.chain(guests)).map(row).collect();
        // Whoever is expected and not named yet signs in a row of his own; without a roll a page of
        // them does.
        let total = self.meeting.stated.total.map_or(0, |total| total as usize);
        let unnamed = total.saturating_sub(self.meeting.members.len()).min(MOST_BLANK);
        let blank = if rows.is_empty() { unnamed.max(BLANK) } else { unnamed };
        for number in rows.len() + 1..=rows.len() + blank {
            let empty = " ".repeat(SIGNATURE);
            rows.push(vec![number.to_string(), empty.clone(), String::new(), empty]);
        }
        vec![fitted(columns, rows)]
    }

    /// What the list says beside a name: times, the reason of an absence, who stands in.
    pub(super) fn remark(&self, member: &Member) -> String {
        let mut remarks = Vec::new();
        if let Some(joined) = member.seat.joined() {
            let time = joined.time.map_or(UNKNOWN.to_owned(), short_time);
            remarks.push(format!("{} {time}", self.words.from));
        }
        if let Presence::Absent(Absence { reason, .. }) = member.presence() {
            let unknown = member.presence().is_excused() && reason.is_empty();
            let reason = if unknown { UNKNOWN.to_owned() } else { reason.clone() };
            remarks.extend(Some(reason).filter(|reason| !reason.is_empty()));
        } else {
            let moves = self.movements(&member.attendance);
            // The mark beside it says the word already.
            let mark = mark(self, member.presence());
            let moves = match moves.strip_prefix(&mark) {
                Some(time) if !time.contains(',') => time.trim_start().to_owned(),
                _ => moves,
            };
            remarks.extend(Some(moves).filter(|moves| !moves.is_empty()));
        }
        for (change, at) in &member.seat.changes {
            if *change != SeatChange::Seated {
                let time = at.time.map_or(UNKNOWN.to_owned(), short_time);
                remarks.push(format!("{} {time}", self.lang.seat_change(*change)));
            }
        }
        if let Some(holder) = member.proxy() {
            remarks.push(format!("{} {}", self.words.represented, self.meeting.told_name(holder)));
        }
        remarks.join("; ")
    }

    /// Guests with post and rank.
    pub(super) fn guest_table(&self) -> Vec<Block> {
        let words = self.words;
        if self.meeting.guests_only().next().is_none() {
            return Vec::new();
        }
        let columns: Vec<Column> = vec![
            column(&words.row, Align::Centre, 2),
            column(&words.full_name, Align::Left, 9),
            column(&words.post, Align::Left, 12),
            column(&words.remark, Align::Left, 7),
        ];
        let row = |(number, guest): (usize, &Guest)| {
            let rank = match guest.rank {
                Rank::Superior => &words.superiors,
                Rank::Invited => &words.guests,
                Rank::Staff => &words.staff,
            };
            let remark = match self.movements(&guest.attendance) {
                moves if moves.is_empty() => lowered(rank),
                moves => format!("{}; {moves}", lowered(rank)),
            };
            vec![number.to_string(), guest.name.clone(), guest.post.clone(), remark]
        };
        let rows = (1..).zip(self.meeting.guests_only()).map(row).collect();
        let caption = Block::Heading { depth: 1, text: words.in_attendance.clone().into() };
        vec![caption, fitted(columns, rows)]
    }
}

/// How many cells a signature takes.
const SIGNATURE: usize = 24;

/// Rows without a name on a list: where nobody is on the roll, and at most.
const BLANK: usize = 20;
const MOST_BLANK: usize = 500;

/// How high a row is that somebody signs in, in millimetres.
const SIGNS_IN: u16 = 10;

/// The mark of the roll in a word.
pub(super) fn mark(writer: &Writer<'_>, presence: &Presence) -> String {
    match presence {
        Presence::NotCalled => UNKNOWN.to_owned(),
        // That somebody was away for a while is a remark.
        Presence::Back => writer.lang.presence(&Presence::Present),
        other @ (Presence::Present
        | Presence::Late
        | Presence::Left
        | Presence::Absent(_)
        | Presence::Remote) => writer.lang.presence(other),
    }
}
