//! Pages to read: help, history, papers as they will be, what is missing, and the reading back.

use crate::domain::{
    At, Command, Decision, Detail, Due, Meeting, doubts_in, doubts_of_future, missing,
};
use crate::journal::{Act, Entry, Order};
use crate::papers::{self, Block, Document, Paper, PaperKind};
use crate::text::{Lang, lines, short_date, width};

use super::keymap::KEYS;
use super::{App, Dialog, Effect, Find, Purpose, Scope};

/// What a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    Help,
    History,
    /// A paper as it will be.
    Paper(Paper),
    Missing,
    /// The arithmetic of a verdict.
    Explain,
    /// The minutes in large, calm text, to be read aloud.
    Reading,
}

/// How a line is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Plain,
    Heading,
    Quiet,
    Good,
    Bad,
}

/// One row of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub text: String,
    pub tone: Tone,
    /// The part of the page it belongs to, where parts can be chosen: from 0.
    pub part: Option<usize>,
}

/// A page and how far it is scrolled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pager {
    pub topic: Topic,
    /// The first row shown.
    pub top: usize,
    /// The chosen part, where parts can be chosen.
    pub part: usize,
    /// Its rows, laid out once: scrolling a long paper costs no more than scrolling a short one.
    pub page: Vec<Line>,
    pub find: Find,
    laid: Option<Laid>,
}

impl Pager {
    fn of(topic: Topic) -> Self {
        Self { topic, top: 0, part: 0, page: Vec::new(), find: Find::default(), laid: None }
    }

    /// Its rows are others now: they are laid out anew, and read from the first.
    pub(super) fn changed(&mut self) {
        self.laid = None;
        self.top = 0;
    }
}

/// What the rows of a page were laid out for; while a key changes none of it, they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Laid {
    topic: Topic,
    columns: usize,
    entries: usize,
}

/// Columns and rows of a page's text on a screen of this size.
#[must_use]
pub fn page_size(size: (u16, u16)) -> (usize, usize) {
    (usize::from(size.0.saturating_sub(4).max(1)), usize::from(size.1.saturating_sub(5).max(1)))
}

impl App {
    fn open_page(&mut self, topic: Topic) -> Vec<Effect> {
        self.dialogs.push(Dialog::Pager(Pager::of(topic)));
        self.lay_pages(true);
        if topic == Topic::History {
            self.scroll(isize::MAX);
        }
        Vec::new()
    }

    pub(super) fn open_help(&mut self) -> Vec<Effect> {
        self.open_page(Topic::Help)
    }

    pub(super) fn open_history(&mut self) -> Vec<Effect> {
        self.open_page(Topic::History)
    }

    pub(super) fn open_missing(&mut self) -> Vec<Effect> {
        self.open_page(Topic::Missing)
    }

    pub(super) fn read_back(&mut self) -> Vec<Effect> {
        self.open_page(Topic::Reading)
    }

    /// The draft; while something is not saved, the way to save it.
    pub(super) fn open_draft_or_reopen(&mut self) -> Vec<Effect> {
        if self.saving.trouble.is_some() {
            return self.reopen();
        }
        self.open_paper(Paper::whole(PaperKind::Minutes))
    }

    pub(super) fn open_paper(&mut self, paper: Paper) -> Vec<Effect> {
        self.open_page(Topic::Paper(paper))
    }

    /// Show another paper in the same page.
    pub(super) fn turn_paper(&mut self, by: isize) -> Vec<Effect> {
        let papers = self.papers();
        if let Some(Dialog::Pager(pager)) = self.dialogs.last_mut()
            && let Topic::Paper(paper) = pager.topic
            && !papers.is_empty()
        {
            let at = papers.iter().position(|other| *other == paper).unwrap_or(0);
            let next = at.wrapping_add_signed(by).wrapping_add(papers.len()) % papers.len();
            *pager = Pager::of(Topic::Paper(papers[next]));
        }
        Vec::new()
    }

    /// Lay out the pages that are open; after a mere key only those whose matter it changed.
    pub(super) fn lay_pages(&mut self, after_key: bool) {
        let (columns, _) = page_size(self.size);
        let entries = self.opened.as_ref().map_or(0, |opened| opened.journal.entries().len());
        for at in 0..self.dialogs.len() {
            let Some(Dialog::Pager(pager)) = self.dialogs.get(at) else { continue };
            let wanted = Laid { topic: pager.topic, columns, entries };
            if after_key && pager.laid == Some(wanted) {
                continue;
            }
            let page = self.page_lines(pager.topic, &pager.find, columns);
            if let Some(Dialog::Pager(pager)) = self.dialogs.get_mut(at) {
                pager.page = page;
                pager.laid = Some(wanted);
            }
        }
    }

    /// Choose another part of the page, which is then seen whole if it fits.
    pub(super) fn step_part(&mut self, by: isize) -> Vec<Effect> {
        let (_, rows) = page_size(self.size);
        let Some(Dialog::Pager(pager)) = self.dialogs.last_mut() else { return Vec::new() };
        let page = &pager.page;
        let last = page.iter().filter_map(|line| line.part).max().unwrap_or(0);
        let part = pager.part.saturating_add_signed(by).min(last);
        let of_part = |line: &Line| line.part == Some(part);
        let first = page.iter().position(of_part).unwrap_or(0);
        let end = page.iter().rposition(of_part).unwrap_or(first) + 1;
        let reading = pager.topic == Topic::Reading;
        let top = match pager.top {
            // What is read stands at one height, with what was just read above it.
            _ if reading => first.saturating_sub(rows / 3),
            top if first < top => first,
            top if end > top + rows => end.saturating_sub(rows).min(first),
            top => top,
        };
        pager.top = top.min(page.len().saturating_sub(rows));
        pager.part = part;
        Vec::new()
    }

    pub(super) fn scroll(&mut self, by: isize) -> Vec<Effect> {
        let (_, rows) = page_size(self.size);
        if let Some(Dialog::Pager(pager)) = self.dialogs.last_mut() {
            let last = pager.page.len().saturating_sub(rows);
            pager.top = pager.top.saturating_add_signed(by).min(last);
        }
        Vec::new()
    }

    /// The rows of a page at a width.
    fn page_lines(&self, topic: Topic, find: &Find, columns: usize) -> Vec<Line> {
        let mut page = match (topic, &self.opened) {
            (Topic::Help, _) => self.help_lines(find, columns),
            (_, None) => Vec::new(),
            (Topic::History, Some(opened)) => {
                let told = opened.journal.entries().iter().enumerate();
                told.map(|(index, entry)| self.history_line(entry, opened.journal.stands(index)))
                    .filter(|(_, text)| find.keeps(text))
                    .flat_map(|(tone, text)| wrapped(tone, &text, columns))
                    .collect()
            }
            (Topic::Paper(paper), Some(_)) => self.paper_lines(paper, columns),
            (Topic::Explain, Some(opened)) => {
                let mut rows = self.explained(opened.meeting(), columns);
                rows.retain(|row| find.keeps(&row.text));
                rows
            }
            (Topic::Missing, Some(opened)) => self.missing_lines(opened.meeting(), columns),
            (Topic::Reading, Some(_)) => self.reading_lines(columns),
        };
        if page.is_empty() && !find.words.is_empty() {
            page.push(self.nothing_on_page());
        }
        page
    }

    /// A paper as it will be; the minutes end with what is still missing.
    fn paper_lines(&self, paper: Paper, columns: usize) -> Vec<Line> {
        let columns = columns.min(papers::COLUMNS);
        let Some(document) = self.document(paper) else { return Vec::new() };
        let text = papers::plain(&document, columns);
        let mut page: Vec<Line> = text.lines().map(|row| line(Tone::Plain, row)).collect();
        let headings: Vec<&str> = document
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Heading { text, .. } => Some(text.words.as_str()),
                _ => None,
            })
            .collect();
        for row in &mut page {
            if headings.contains(&row.text.as_str()) {
                row.tone = Tone::Heading;
            }
        }
        if let (PaperKind::Minutes, Some(opened)) = (paper.kind, &self.opened) {
            page.push(line(Tone::Plain, ""));
            page.push(line(Tone::Heading, self.lang.words().missing));
            page.extend(self.missing_lines(opened.meeting(), columns));
        }
        page
    }

    /// The minutes block by block, in short rows with air between them, which are easier to read
    /// aloud.
    fn reading_lines(&self, columns: usize) -> Vec<Line> {
        let minutes = self.document(Paper::whole(PaperKind::Minutes));
        let Some(minutes) = minutes else { return Vec::new() };
        let mut page = Vec::new();
        for (part, block) in minutes.blocks.iter().enumerate() {
            let alone = Document { blocks: vec![block.clone()], ..minutes.clone() };
            let alone = Document { notes: Vec::new(), foot: String::new(), ..alone };
            for row in papers::plain(&alone, columns.min(60)).trim_matches('\n').lines() {
                page.push(Line { part: Some(part), ..line(Tone::Plain, row) });
            }
            page.push(Line { part: Some(part), ..line(Tone::Plain, "") });
        }
        page
    }

    /// Open the arithmetic of the vote at hand, or of the chosen question.
    pub(super) fn open_explain(&mut self) -> Vec<Effect> {
        self.open_page(Topic::Explain)
    }

    /// The steps that lead to the verdict of the vote at hand, or of the chosen question's votes.
    fn explained(&self, meeting: &Meeting, columns: usize) -> Vec<Line> {
        let style = meeting.percent_style();
        let mut page = Vec::new();
        let mut tell = |vote: &crate::domain::Vote| {
            page.extend(wrapped(Tone::Heading, &vote.text, columns));
            for step in self.lang.steps(meeting, vote, style) {
                page.extend(wrapped(Tone::Plain, &format!("- {step}"), columns));
            }
            page.push(line(Tone::Plain, ""));
        };
        if let Some(vote) = self.vote_box() {
            match vote.outlook(meeting, self.pen()) {
                Ok(vote) => tell(&vote),
                Err(refusal) => {
                    let text = self.lang.refusal(meeting, &refusal);
                    return wrapped(Tone::Bad, &text, columns);
                }
            }
            return page;
        }
        let chosen = self.opened.as_ref().and_then(|opened| opened.conclusion);
        let of_it = |vote: &&crate::domain::Vote| {
            Some(vote.conclusion) == chosen
                || vote.more.also.iter().any(|(id, _)| Some(*id) == chosen)
        };
        meeting.votes.iter().filter(of_it).for_each(tell);
        if page.is_empty() {
            page.push(line(Tone::Quiet, self.lang.words().not_voted));
        }
        page
    }

    fn help_lines(&self, find: &Find, columns: usize) -> Vec<Line> {
        let behind = self.dialogs.len().saturating_sub(1);
        let mut here = match (&self.opened, behind) {
            (None, 0 | 1) => vec![Scope::Home, Scope::Form],
            _ => Scope::ALL.into_iter().filter(|scope| *scope != Scope::Home).collect(),
        };
        // What lies under the page is what help is wanted for.
        let under = behind.checked_sub(1).and_then(|at| self.dialogs.get(at));
        if let Some(scope) = under.map(super::Dialog::scope) {
            here.sort_by_key(|other| *other != scope);
        }
        let mut page = Vec::new();
        for scope in here {
            let heading = scope.name().in_lang(self.lang);
            let rows = KEYS.iter().filter(|row| row.scope == scope);
            let rows: Vec<Line> = rows
                .map(|row| (self.keys.text(row, self.look), row.label.in_lang(self.lang)))
                .filter(|(keys, label)| find.keeps(&format!("{heading} {keys} {label}")))
                .flat_map(|(keys, label)| {
                    let space = 26_usize.min(columns / 2).saturating_sub(width(&keys)).max(2);
                    let text = format!("  {keys}{}{label}", " ".repeat(space));
                    wrapped(Tone::Plain, &text, columns)
                })
                .collect();
            if !rows.is_empty() {
                page.push(line(Tone::Heading, heading));
                page.extend(rows);
                page.push(line(Tone::Plain, ""));
            }
        }
        let verbs: Vec<Line> = crate::line::VERBS
            .iter()
            .map(|verb| self.verb_lines(verb))
            .filter(|rows| {
                let texts: Vec<&str> = rows.iter().map(|(_, text)| text.as_str()).collect();
                find.keeps(&texts.join(" "))
            })
            .flatten()
            .flat_map(|(tone, text)| wrapped(tone, &text, columns))
            .collect();
        if !verbs.is_empty() {
            page.push(line(Tone::Heading, self.lang.words().prompt));
            page.extend(verbs);
        }
        page
    }

    /// What help says of a verb of the command line: an example, its options, the words it takes.
    fn verb_lines(&self, verb: &crate::line::Verb) -> Vec<(Tone, String)> {
        let own = |[en, vi]: [&'static [&'static str]; 2]| match self.lang {
            Lang::Vi => vi.join(", "),
            Lang::En => en.join(", "),
        };
        let mut rows = vec![(Tone::Plain, format!("  {}", verb.example_in(self.lang)))];
        for (means, forms) in verb.options() {
            let text = format!("      {}: {}", own(forms), means.in_lang(self.lang));
            rows.push((Tone::Quiet, text));
        }
        for (of, words) in verb.lists() {
            let words: Vec<&str> = words.iter().map(|say| say.in_lang(self.lang)).collect();
            let text = format!("      {} …: {}", of.in_lang(self.lang), words.join(", "));
            rows.push((Tone::Quiet, text));
        }
        rows
    }

    fn history_line(&self, entry: &Entry, stands: bool) -> (Tone, String) {
        let time = entry.at.format(match self.lang {
            Lang::Vi => "%d/%m %H:%M:%S",
            Lang::En => "%m-%d %H:%M:%S",
        });
        let undone = !stands && matches!(entry.act, Act::Did(_));
        let mark = if undone { format!(" ({})", self.lang.words().undone) } else { String::new() };
        let tone = if undone { Tone::Quiet } else { Tone::Plain };
        let text = format!("{:>4}  {time}  {}{mark}", entry.seq, self.tell_entry(entry, 3));
        (tone, text)
    }

    /// What an entry did, in words; of many facts the first few.
    #[must_use]
    pub fn tell_entry(&self, entry: &Entry, most: usize) -> String {
        let Some(opened) = &self.opened else { return String::new() };
        let words = self.lang.words();
        match &entry.act {
            Act::Did(facts) => {
                let meeting = opened.meeting();
                let told: Vec<String> =
                    facts.iter().take(most).map(|fact| self.lang.fact(meeting, fact)).collect();
                let more = facts.len().saturating_sub(most);
                let more = if more > 0 { format!(" (+{more})") } else { String::new() };
                format!("{}{more}", told.join("; ").replace('\n', " "))
            }
            Act::Undid(id) => format!("{} {}", words.undid, id.seq),
            Act::Redid(id) => format!("{} {}", words.redid, id.seq),
        }
    }

    fn missing_lines(&self, meeting: &Meeting, columns: usize) -> Vec<Line> {
        let words = self.lang.words();
        let mut page = Vec::new();
        let lacking = missing(meeting);
        if lacking.is_empty() {
            page.push(line(Tone::Good, words.nothing_missing));
        }
        for (part, one) in lacking.into_iter().enumerate() {
            let text = format!("- {}", self.lang.missing(meeting, one));
            let rows = wrapped(Tone::Plain, &text, columns);
            page.extend(rows.into_iter().map(|row| Line { part: Some(part), ..row }));
        }
        let doubts = self.doubts(meeting);
        if !doubts.is_empty() {
            page.push(line(Tone::Plain, ""));
            page.push(line(Tone::Heading, words.doubts));
        }
        for doubt in doubts {
            page.extend(wrapped(Tone::Bad, &format!("? {doubt}"), columns));
        }
        for told in meeting.flagged.iter().flat_map(|flag| self.lang.flagged(meeting, flag)) {
            page.extend(wrapped(Tone::Bad, &format!("? {told}"), columns));
        }
        if let Some(ground) = meeting.ground(&Decision::Resolution) {
            page.push(line(Tone::Plain, ""));
            page.extend(wrapped(Tone::Quiet, &self.lang.ground(&ground), columns));
        }
        page
    }

    /// Everything that can hardly be meant, in the order of the minutes.
    #[must_use]
    pub fn doubts(&self, meeting: &Meeting) -> Vec<String> {
        let texts = meeting
            .items
            .iter()
            .map(|item| &item.title)
            .chain(meeting.notes.iter().map(|note| &note.text))
            .chain(meeting.conclusions.iter().map(|conclusion| &conclusion.text));
        let typed = texts.flat_map(|text| doubts_in(text, meeting.last_day()));
        let dues = meeting.conclusions.iter().filter_map(|conclusion| conclusion.task.due.as_ref());
        let dues = dues.map(|due| match due {
            Due::On(day) => short_date(self.lang, *day),
            Due::Words(words) => words.clone(),
        });
        let next = meeting.detail(Detail::NextMeeting).map(str::to_owned);
        let ahead = dues.chain(next).flat_map(|text: String| doubts_of_future(&text, meeting.date));
        let typed = typed.chain(ahead).map(|doubt| self.lang.doubt(&doubt));
        let votes = meeting.votes.iter().flat_map(|vote| &vote.doubts);
        typed.chain(votes.map(|doubt| self.lang.vote_doubt(meeting, doubt))).collect()
    }

    pub(super) fn adopt(&mut self) -> Vec<Effect> {
        let mut effects = self.record_reading();
        if let Some(more) = self.order(Order::Do(Command::Adopt { at: At::Now })) {
            effects.extend(more);
            self.dialogs.pop();
            self.tell(Tone::Good, self.lang.words().adopted_now);
        }
        effects
    }

    pub(super) fn done_reading(&mut self) -> Vec<Effect> {
        let effects = self.record_reading();
        if self.opened.as_ref().is_some_and(|opened| opened.meeting().read_back.is_some()) {
            self.dialogs.pop();
        }
        effects
    }

    fn record_reading(&mut self) -> Vec<Effect> {
        let read = self.opened.as_ref().is_some_and(|opened| opened.meeting().read_back.is_some());
        if read { Vec::new() } else { self.give(Command::ReadBack { at: At::Now }) }
    }

    pub(super) fn correct(&mut self) -> Vec<Effect> {
        self.ask(Purpose::Correction)
    }
}

fn line(tone: Tone, text: &str) -> Line {
    Line { text: text.to_owned(), tone, part: None }
}

fn wrapped(tone: Tone, text: &str, columns: usize) -> Vec<Line> {
    lines(text, columns).map(|row| line(tone, row)).collect()
}
