//! From the meeting to the blocks of its minutes.

mod votes;

use super::wording::{Wording, wording};
use super::{Block, Document, UNKNOWN, letter};
use crate::domain::{
    Class, Conclusion, Detail, Due, Indicator, Item, ItemState, Kind, Meeting, Moment, Note,
    NoteKind, Person, Presence, Rank, SeatChange, Tongue, Unit,
};
use crate::text::{Lang, count, long_date, long_time, percent, short_date};

/// The minutes of a meeting as they stand at this second.
#[must_use]
pub fn document(meeting: &Meeting) -> Document {
    let tongue = meeting.profile.as_ref().map_or(Tongue::BoardEnglish, |profile| profile.tongue);
    let paper = Paper { meeting, words: wording(tongue), party: tongue == Tongue::PartyVietnamese };
    let mut blocks = vec![paper.letterhead(), paper.title()];
    blocks.extend(paper.attendance());
    blocks.extend(paper.business());
    blocks.extend(paper.conclusions());
    blocks.extend(paper.votes());
    blocks.extend(paper.ending());
    Document { lang: paper.words.lang, blocks }
}

struct Paper<'a> {
    meeting: &'a Meeting,
    words: &'a Wording,
    party: bool,
}

impl Paper<'_> {
    fn say(&self, vi: &'static str, en: &'static str) -> &'static str {
        match self.words.lang {
            Lang::Vi => vi,
            Lang::En => en,
        }
    }

    fn letterhead(&self) -> Block {
        let Paper { meeting, words, .. } = self;
        let number = meeting.detail(Detail::Number).unwrap_or(UNKNOWN);
        let numbered = format!("{}{}{}", words.number.0, padded(number), words.number.1);
        let mut left = Vec::new();
        if !meeting.body.superior.is_empty() {
            left.push(meeting.body.superior.to_uppercase());
        }
        left.push(meeting.body.name.to_uppercase());
        if self.party {
            left.push("*".into());
        }
        left.push(numbered);
        let date = long_date(words.lang, meeting.date);
        let dated = match meeting.detail(Detail::Locality) {
            Some(locality) => format!("{locality}, {date}"),
            None if words.lang == Lang::Vi => format!("{UNKNOWN}, {date}"),
            None => date,
        };
        // A rule as long as the line above it closes the name of Party or state.
        let rule = words.letterhead.last().map(|line| "─".repeat(line.chars().count()));
        let above = words.letterhead.iter().map(|line| (*line).to_owned());
        let right = above.chain(rule).chain([dated]).collect();
        Block::Letterhead { left, right }
    }

    fn title(&self) -> Block {
        let meeting = self.meeting;
        let subject =
            meeting.detail(Detail::Title).map_or_else(|| self.usual_title(), String::from);
        Block::Title { name: self.words.name.into(), subject }
    }

    fn usual_title(&self) -> String {
        let meeting = self.meeting;
        let month = meeting.date.format("%-m");
        let year = meeting.date.format("%Y");
        let kind = meeting.kind.as_ref().unwrap_or(&Kind::Regular);
        let named = self.words.lang.kind(kind);
        match (self.words.lang, self.party) {
            (Lang::Vi, true) if *kind == Kind::Congress => "đại hội chi bộ".into(),
            (Lang::Vi, true) => format!("sinh hoạt chi bộ {named} tháng {month} năm {year}"),
            (Lang::Vi, false) => format!("cuộc họp {named} tháng {month} năm {year}"),
            (Lang::En, _) => format!("{named} meeting of {}", meeting.body.name),
        }
    }

    /// The attendance block: what was reported or called, every unknown shown as such.
    fn attendance(&self) -> Vec<Block> {
        let Paper { meeting, words, .. } = self;
        let turnout = meeting.turnout();
        let mut blocks = vec![Block::Heading(words.headings[0].into())];
        let mut point = |text: String| blocks.push(point(0, "-", ended(text)));
        let date = long_date(words.lang, meeting.date);
        point(format!("{}: {}, {date}", words.opening, self.time(meeting.opened)));
        let place = meeting.detail(Detail::Place).unwrap_or(UNKNOWN);
        point(format!("{}: {place}", self.say("Địa điểm", "Place")));
        let total = self.people(Some(turnout.total));
        point(format!("{}: {total} ({})", words.members, self.classes()));
        let style = meeting.percent_style();
        let share = turnout
            .attended
            .and_then(|came| percent(words.lang, style, came.into(), turnout.expected().into()));
        let share = share.map(|share| match words.lang {
            Lang::Vi => format!(", đạt tỷ lệ {share}"),
            Lang::En => format!(" ({share})"),
        });
        let came = self.people(turnout.attended);
        let present = self.say("Có mặt", "Present");
        point(format!("{present}: {came}{}", share.unwrap_or_default()));
        point(self.absences());
        for (label, names) in [
            (self.say("Đến muộn", "Came late"), self.timed(&Presence::Late)),
            (self.say("Về sớm", "Left early"), self.timed(&Presence::Left)),
            (self.say("Dự trực tuyến", "By telephone"), self.timed(&Presence::Remote)),
        ] {
            if !names.is_empty() {
                point(format!("{label}: {}", names.join("; ")));
            }
        }
        let superiors = self.guests(Rank::Superior);
        if !superiors.is_empty() {
            let label = self.say("Đại biểu cấp trên", "From the superior body");
            point(format!("{label}: {}", superiors.join("; ")));
        }
        let invited = self.guests(Rank::Invited);
        if !invited.is_empty() {
            point(format!("{}: {}", self.say("Khách mời", "Guests"), invited.join("; ")));
        }
        let chair = self.person(meeting.chair.as_ref());
        point(format!("{}: {chair}", self.say("Chủ trì", "Chair")));
        for (former, time) in &meeting.former_chairs {
            let (former, time) = (self.person(Some(former)), self.time(*time));
            let until = self.say("Chủ trì đến", "Chair until");
            point(format!("{until} {time}: {former}"));
        }
        let secretary = self.person(meeting.secretary.as_ref());
        point(format!("{}: {secretary}", self.say("Thư ký", "Secretary")));
        for line in self.standing() {
            point(line);
        }
        blocks
    }

    fn classes(&self) -> String {
        let (meeting, words) = (self.meeting, self.words);
        let known = |class| meeting.of_class(class).map_or(UNKNOWN.into(), |n| self.number(n));
        let mut parts = vec![
            format!("{}: {}", words.official, known(Class::Official)),
            format!("{}: {}", words.probationary, known(Class::Probationary)),
        ];
        for class in [Class::Exempt, Class::Visiting, Class::Away, Class::Suspended] {
            if let Some(n @ 1..) = meeting.of_class(class) {
                parts.push(format!("{}: {}", words.lang.class(class), self.number(n)));
            }
        }
        parts.join("; ")
    }

    fn absences(&self) -> String {
        let meeting = self.meeting;
        let turnout = meeting.turnout();
        let named = |member: &crate::domain::Member| match member.presence() {
            Presence::Excused(reason) => {
                let reason = if reason.is_empty() { UNKNOWN } else { reason };
                Some((true, format!("{} ({reason})", member.name)))
            }
            Presence::Unexcused => Some((false, member.name.clone())),
            Presence::NotCalled
            | Presence::Present
            | Presence::Late
            | Presence::Left
            | Presence::Remote => None,
        };
        let absent: Vec<(bool, String)> = meeting.members.iter().filter_map(named).collect();
        let count = turnout.attended.map(|came| turnout.total.saturating_sub(came));
        let names = |excused: bool| -> String {
            let of: Vec<&str> =
                absent.iter().filter(|(e, _)| *e == excused).map(|(_, n)| n.as_str()).collect();
            // More absent than named: the rest is unknown, not nobody.
            let short = count.is_none_or(|count| absent.len() < count as usize);
            match (of.is_empty(), short) {
                (true, true) => UNKNOWN.into(),
                (true, false) => self.say("không", "none").into(),
                (false, true) => format!("{}; {UNKNOWN}", of.join("; ")),
                (false, false) => of.join("; "),
            }
        };
        let label = self.say("Vắng", "Absent");
        let people = self.people(count);
        if count.is_none_or(|count| count == 0) {
            return format!("{label}: {people}");
        }
        let (with, without) =
            (self.say("có lý do", "excused"), self.say("không có lý do", "unexcused"));
        format!("{label}: {people}; {with}: {}; {without}: {}", names(true), names(false))
    }

    /// Members whose roll shows this mark, with its time.
    fn timed(&self, presence: &Presence) -> Vec<String> {
        let holds = |member: &&crate::domain::Member| match presence {
            // Whoever took a seat in the middle of the meeting was not late.
            Presence::Late => {
                let joined = member.seat.changes.first();
                let joined = joined.is_some_and(|(change, _)| *change == SeatChange::Seated);
                !joined && member.presence().attended() && member.arrived_late().is_some()
            }
            _ => member.presence() == presence,
        };
        let named = |member: &crate::domain::Member| {
            let mark = member.marks.iter().rev().find(|mark| mark.presence == *presence);
            let time = mark.and_then(|mark| mark.time);
            format!("{} ({})", member.name, self.time(time))
        };
        self.meeting.members.iter().filter(holds).map(named).collect()
    }

    fn guests(&self, rank: Rank) -> Vec<String> {
        let of_rank = self.meeting.guests.iter().filter(|guest| guest.rank == rank);
        of_rank.map(|guest| self.named(&guest.name, &guest.post)).collect()
    }

    fn business(&self) -> Vec<Block> {
        let meeting = self.meeting;
        let mut blocks = vec![Block::Heading(self.words.headings[1].into())];
        for (index, item) in meeting.items.iter().enumerate() {
            blocks.push(point(0, &format!("{}.", index + 1), self.item_line(item)));
            let here = Some(item.id);
            blocks.extend(self.indicators(meeting.indicators.iter().filter(|i| i.item == here)));
            blocks.extend(self.notes(meeting.notes.iter().filter(|note| note.item == here)));
        }
        blocks.extend(self.indicators(meeting.indicators.iter().filter(|i| i.item.is_none())));
        blocks.extend(self.notes(meeting.notes.iter().filter(|note| note.item.is_none())));
        if blocks.len() == 1 {
            blocks.push(Block::Paragraph(UNKNOWN.into()));
        }
        blocks
    }

    fn item_line(&self, item: &Item) -> String {
        let presenter = item.presenter.as_ref().map(|who| format!(" — {}", self.person(Some(who))));
        let skipped = match &item.state {
            ItemState::Skipped(reason) if reason.is_empty() => {
                format!(" ({})", self.say("bỏ qua", "skipped"))
            }
            ItemState::Skipped(reason) => {
                format!(" ({}: {reason})", self.say("bỏ qua", "skipped"))
            }
            ItemState::Planned | ItemState::Running | ItemState::Done => String::new(),
        };
        format!("{}{}{skipped}", item.title, presenter.unwrap_or_default())
    }

    /// All indicators of an item in one sentence.
    fn indicators<'a>(&self, list: impl Iterator<Item = &'a Indicator>) -> Option<Block> {
        let lang = self.words.lang;
        let figures: Vec<String> = list
            .map(|found| {
                let of = found.of.map(|of| format!("/{}", count(lang, of))).unwrap_or_default();
                let unit = if found.unit == Unit::Percent { "%" } else { "" };
                format!("{}{of}{unit} {}", count(lang, found.value), found.label)
            })
            .collect();
        let text = format!("{}: {}.", self.say("Kết quả", "Results"), figures.join("; "));
        (!figures.is_empty()).then(|| point(1, "-", text))
    }

    /// Notes in the order in which they were taken; directives of one superior as a lettered list.
    fn notes<'a>(&self, notes: impl Iterator<Item = &'a Note>) -> Vec<Block> {
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
                let asks = self.say("đề nghị", "directs");
                blocks.push(point(1, "-", format!("{who} {asks}:")));
            }
            let mark = format!("{})", letter(self.words.lang, letters));
            letters += 1;
            blocks.push(point(2, &mark, note.text.clone()));
        }
        blocks
    }

    fn note_line(&self, note: &Note) -> String {
        let kind = match &note.kind {
            NoteKind::Shortcoming => self.say("Tồn tại, hạn chế", "Shortcoming").to_owned(),
            NoteKind::Proposal(to) => {
                let to = if to.is_empty() { UNKNOWN } else { to };
                let (proposal, sent) = (self.say("Kiến nghị", "Proposal"), self.say("gửi", "to"));
                format!("{proposal} ({sent} {to})")
            }
            NoteKind::Citation => self.say("Văn bản viện dẫn", "Document cited").to_owned(),
            NoteKind::Information | NoteKind::Review | NoteKind::Opinion | NoteKind::Directive => {
                String::new()
            }
        };
        let who = note.speaker.as_ref().map(|who| capitalised(self.person(Some(who))));
        let lead: Vec<String> = who.into_iter().chain((!kind.is_empty()).then_some(kind)).collect();
        if lead.is_empty() {
            return note.text.clone();
        }
        format!("{}: {}", lead.join(" - "), note.text)
    }

    fn conclusions(&self) -> Vec<Block> {
        let mut blocks = vec![Block::Heading(self.words.headings[2].into())];
        let (meeting, lang) = (self.meeting, self.words.lang);
        for (index, conclusion) in meeting.conclusions.iter().enumerate() {
            let (task, result) = (self.task(conclusion), self.not_decided(conclusion));
            let text = match result {
                "" => format!("{}{task}", conclusion.text),
                _ => format!("{}{result}{task}", conclusion.text.trim_end_matches('.')),
            };
            blocks.push(point(0, &format!("{}.", index + 1), text));
            if let Some(motion) = &conclusion.motion {
                let told = capitalised(lang.motion(meeting, motion));
                blocks.push(point(1, "-", ended(told)));
                if let Some((fate, _)) = &motion.fate {
                    blocks.push(point(1, "-", ended(capitalised(lang.fate(meeting, fate)))));
                }
            }
            blocks.extend(self.slate(conclusion));
        }
        if meeting.conclusions.is_empty() {
            blocks.push(Block::Paragraph(UNKNOWN.into()));
        }
        blocks
    }

    /// Who may vote, as far as it changed or needs saying: call, quorum, proxies, seats, interests.
    fn standing(&self) -> Vec<String> {
        let (meeting, lang) = (self.meeting, self.words.lang);
        let mut lines = Vec::new();
        if meeting.call > 1 {
            let call = self.say("Triệu tập lần thứ", "Call to the meeting");
            lines.push(format!("{call} {}", meeting.call));
        }
        lines.extend(self.quorum());
        lines.extend(self.informal());
        for member in &meeting.members {
            if let Some(holder) = member.proxy() {
                let by = self.say("uỷ quyền cho", "represented by");
                lines.push(format!("{} {by} {}", member.name, meeting.name_of(holder)));
            }
            for (change, time) in &member.seat.changes {
                let at = time.map(|_| format!(" ({})", self.time(*time))).unwrap_or_default();
                lines.push(format!("{}: {}{at}", member.name, lang.seat_change(*change)));
            }
        }
        for interest in &meeting.interests {
            let name = meeting.member(interest.member).map_or("", |member| &member.name);
            let item = interest.item.and_then(|item| meeting.item(item));
            let item = item.map(|item| format!(", “{}”", item.title)).unwrap_or_default();
            let what = match interest.what.as_str() {
                "" => String::new(),
                what => format!(" ({what})"),
            };
            lines.push(format!("{name}: {}{what}{item}", lang.conduct(interest.conduct)));
        }
        lines
    }

    /// The quorum with which the meeting was opened.
    fn quorum(&self) -> Option<String> {
        let (meeting, lang) = (self.meeting, self.words.lang);
        let known =
            |quorum: Option<crate::domain::QuorumState>| quorum.filter(|q| q.present.is_some());
        match meeting.opened {
            Some(at) => {
                let mut then = meeting.as_of(at);
                then.call = meeting.opening_call;
                known(then.quorum()).map(|quorum| {
                    let opening = self.say("Lúc khai mạc", "At the opening");
                    format!("{opening}: {}", lowered(&lang.quorum(quorum)))
                })
            }
            None => known(meeting.quorum()).map(|quorum| lang.quorum(quorum)),
        }
    }

    /// The times during which the meeting decided nothing.
    fn informal(&self) -> Vec<String> {
        let turns = &self.meeting.informal_turns;
        let began = turns.iter().enumerate().filter(|(_, (informal, _))| *informal);
        let spell = |(index, (_, from)): (usize, &(bool, Option<Moment>))| {
            let clock = |time: Option<Moment>| self.time(time);
            let when = match turns.get(index + 1) {
                Some((_, until)) => {
                    let (since, to) = (self.say("Từ", "From"), self.say("đến", "to"));
                    format!("{since} {} {to} {}", clock(*from), clock(*until))
                }
                None => format!("{} {}", self.say("Từ", "From"), clock(*from)),
            };
            let told = self.say(
                "họp trao đổi vì không đủ số người, không có giá trị quyết định",
                "the meeting went on informally, without a quorum: nothing was decided",
            );
            format!("{when} {told}")
        };
        began.map(spell).collect()
    }

    fn task(&self, conclusion: &Conclusion) -> String {
        let task = &conclusion.task;
        if task.owner.is_none() && task.due.is_none() {
            return String::new();
        }
        let owner = self.person(task.owner.as_ref());
        let due = match &task.due {
            Some(Due::On(date)) => short_date(self.words.lang, *date),
            Some(Due::Words(words)) => words.clone(),
            None => UNKNOWN.into(),
        };
        let (gives, until) = (self.say("Giao", "Assigned to"), self.say("thời hạn", "due"));
        format!(" ({gives}: {owner}; {until}: {due})")
    }

    fn ending(&self) -> Vec<Block> {
        let Paper { meeting, words, .. } = self;
        let mut blocks = Vec::new();
        if let Some(quality) = words.quality {
            blocks.push(Block::Heading(quality.into()));
            let blank = format!("{UNKNOWN}/100 điểm, xếp loại {UNKNOWN}");
            let stated = meeting.detail(Detail::Quality).map(String::from);
            blocks.push(Block::Paragraph(ended(stated.unwrap_or(blank))));
        }
        if !meeting.corrections.is_empty() {
            let corrections = self.say("Đính chính:", "Corrections:");
            blocks.push(Block::Paragraph(corrections.into()));
            for (text, _) in &meeting.corrections {
                blocks.push(point(0, "-", text.clone()));
            }
        }
        let adopted = meeting.adopted.map(|_| format!("{} ", words.adopted)).unwrap_or_default();
        let ended = self.time(meeting.closed);
        let ending = match (words.lang, meeting.closed) {
            (Lang::Vi, Some(closed)) if closed.date() != meeting.date => {
                format!("Kết thúc hồi {ended}, {}.", long_date(words.lang, closed.date()))
            }
            (Lang::Vi, _) => format!("Kết thúc hồi {ended} cùng ngày."),
            (Lang::En, _) => format!("Adjourned at {ended}."),
        };
        blocks.push(Block::Paragraph(format!("{adopted}{ending}")));
        let name = |who: Option<&Person>| {
            who.map_or(UNKNOWN.to_owned(), |who| meeting.name_of(who).to_owned())
        };
        blocks.push(Block::Signatures {
            left: (words.secretary.into(), name(meeting.secretary.as_ref())),
            right: (words.chair.into(), name(meeting.chair.as_ref())),
        });
        blocks
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

    fn named(&self, name: &str, post: &str) -> String {
        // Words that describe a group begin small; a form of address is for names.
        let described = name.chars().next().is_some_and(char::is_lowercase);
        let address = if described { "" } else { self.words.address };
        match (self.words.lang, post.is_empty()) {
            (_, true) => format!("{address}{name}"),
            (Lang::Vi, false) => format!("{address}{name} - {post}"),
            (Lang::En, false) => format!("{name} ({post})"),
        }
    }

    fn people(&self, number: Option<u32>) -> String {
        let number = number.map_or(UNKNOWN.into(), |number| self.number(number));
        if self.party { format!("{number} đồng chí") } else { number }
    }

    fn number(&self, number: u32) -> String {
        count(self.words.lang, u64::from(number))
    }

    fn time(&self, time: Option<Moment>) -> String {
        match (time, self.words.lang) {
            (Some(time), lang) => long_time(lang, time),
            (None, Lang::Vi) => format!("{UNKNOWN} giờ {UNKNOWN} phút"),
            (None, Lang::En) => UNKNOWN.into(),
        }
    }
}

fn point(depth: usize, mark: &str, text: String) -> Block {
    Block::Point { depth, mark: mark.to_owned(), text }
}

/// The text as a sentence; what stands for the unknown ends one by itself.
fn ended(mut text: String) -> String {
    if !text.ends_with(['.', '…']) {
        text.push('.');
    }
    text
}

/// A number of minutes below ten gets its zero; anything else stays as typed.
fn padded(number: &str) -> String {
    match number.parse::<u64>() {
        Ok(value @ 1..10) => format!("{value:02}"),
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
