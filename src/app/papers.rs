//! The papers of the open meeting: which there are, their numbers and seal, and writing them.

use crate::domain::{Command, Detail, Meeting, decide};
use crate::export::{Bundle, Wanted, stamp_of};
use crate::journal::Order;
use crate::papers::{self, Document, Format, Paper, PaperKind, papers_of};
use crate::store::{Header, number_holder};

use super::{App, Confirm, Dialog, Effect, Form, Purpose, Tone};

/// Which papers are to be written, and in which formats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperList {
    pub rows: Vec<(Sheet, bool)>,
    pub formats: Vec<(Format, bool)>,
    pub chosen: usize,
}

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// A paper, in every format that is ticked.
    Paper(Paper),
    /// A file of data.
    Data(Wanted),
}

/// How far the writing has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Writing {
    /// It begins once everything of the meeting is on disk.
    pub waits: bool,
    pub done: usize,
    pub of: usize,
    /// The file under way.
    pub name: String,
}

/// What came of the writing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub folder: String,
    pub files: Vec<String>,
    /// Files that had another name because theirs was taken.
    pub renamed: usize,
    /// The user stopped it: only these files are there.
    pub stopped: bool,
    /// Why the seal was not signed, if it should have been.
    pub unsigned: Option<String>,
}

impl PaperList {
    fn of(bundle: &Bundle) -> Self {
        let meeting = &bundle.meeting;
        let papers = papers_of(meeting, &bundle.template).into_iter();
        let papers = papers.map(|paper| (Sheet::Paper(paper), is_usual(meeting, paper)));
        let data = bundle.data().into_iter();
        let data = data.map(|wanted| (Sheet::Data(wanted), wanted == Wanted::Seal));
        let usual = |format| matches!(format, Format::Docx | Format::Pdf);
        let formats = Format::ALL.iter().map(|(format, _)| (*format, usual(*format))).collect();
        Self { rows: papers.chain(data).collect(), formats, chosen: 0 }
    }

    /// The files that are ticked, in the order of the list.
    #[must_use]
    pub fn wanted(&self) -> Vec<Wanted> {
        let formats = self.formats.iter().filter(|(_, ticked)| *ticked).map(|(format, _)| *format);
        let ticked = self.rows.iter().filter(|(_, ticked)| *ticked);
        ticked
            .flat_map(|(sheet, _)| match sheet {
                Sheet::Paper(paper) => {
                    formats.clone().map(|format| Wanted::Paper(*paper, format)).collect()
                }
                Sheet::Data(wanted) => vec![*wanted],
            })
            .collect()
    }
}

/// Papers that the closing bell asks for: the record, what was resolved, who came, what was
/// counted.
fn is_usual(meeting: &Meeting, paper: Paper) -> bool {
    match paper.kind {
        PaperKind::Minutes | PaperKind::Attendance | PaperKind::Ballot => true,
        PaperKind::Resolution => {
            let carried = |vote: &crate::domain::Vote| vote.verdict.carried();
            meeting.conclusions.iter().any(|one| meeting.vote_on(one.id).is_some_and(carried))
        }
        PaperKind::Decisions
        | PaperKind::Conclusions
        | PaperKind::Extract
        | PaperKind::Quality
        | PaperKind::Report
        | PaperKind::News => false,
    }
}

impl App {
    /// A paper of the open meeting as it stands now; `None` without a meeting.
    #[must_use]
    pub fn document(&self, paper: Paper) -> Option<Document> {
        let opened = self.opened.as_ref()?;
        let meeting = opened.meeting();
        let template = self.templates.of(meeting)?;
        Some(papers::document(meeting, paper, template, opened.stamp.as_ref()))
    }

    /// The papers of the open meeting, in the order in which they are offered.
    #[must_use]
    pub fn papers(&self) -> Vec<Paper> {
        let Some(opened) = &self.opened else { return Vec::new() };
        let template = self.templates.of(opened.meeting());
        template.map(|template| papers_of(opened.meeting(), template)).unwrap_or_default()
    }

    fn bundle(&self) -> Option<Bundle> {
        let opened = self.opened.as_ref()?;
        Bundle::of(opened.book, &opened.journal, &self.templates)
    }

    pub(super) fn open_papers(&mut self) -> Vec<Effect> {
        if let Some(bundle) = self.bundle() {
            self.dialogs.push(Dialog::Papers(PaperList::of(&bundle)));
        }
        Vec::new()
    }

    /// At the closing bell the papers are wanted, if the minutes are adopted.
    pub(super) fn offer_papers(&mut self) {
        let adopted = self.opened.as_ref().is_some_and(|o| o.meeting().adopted.is_some());
        if adopted {
            self.open_papers();
        }
    }

    fn paper_list(&mut self) -> Option<&mut PaperList> {
        match self.dialogs.last_mut() {
            Some(Dialog::Papers(list)) => Some(list),
            _ => None,
        }
    }

    pub(super) fn papers_step(&mut self, by: isize) -> Vec<Effect> {
        if let Some(list) = self.paper_list() {
            let last = list.rows.len().saturating_sub(1);
            list.chosen = list.chosen.saturating_add_signed(by).min(last);
        }
        Vec::new()
    }

    pub(super) fn papers_tick(&mut self) -> Vec<Effect> {
        if let Some(list) = self.paper_list()
            && let Some((_, ticked)) = list.rows.get_mut(list.chosen)
        {
            *ticked = !*ticked;
        }
        self.papers_step(1)
    }

    /// Tick everything, or nothing if everything is ticked.
    pub(super) fn papers_tick_all(&mut self) -> Vec<Effect> {
        if let Some(list) = self.paper_list() {
            let all = list.rows.iter().all(|(_, ticked)| *ticked);
            list.rows.iter_mut().for_each(|(_, ticked)| *ticked = !all);
        }
        Vec::new()
    }

    pub(super) fn papers_format(&mut self, number: usize) -> Vec<Effect> {
        if let Some((_, ticked)) = self.paper_list().and_then(|list| list.formats.get_mut(number)) {
            *ticked = !*ticked;
        }
        Vec::new()
    }

    /// Show the chosen paper as it will be.
    pub(super) fn papers_view(&mut self) -> Vec<Effect> {
        let chosen = self.paper_list().and_then(|list| list.rows.get(list.chosen).copied());
        match chosen {
            Some((Sheet::Paper(paper), _)) => self.open_paper(paper),
            Some((Sheet::Data(_), _)) => {
                self.tell(Tone::Plain, self.lang.words().data_not_shown);
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    /// Write what is ticked.
    pub(super) fn papers_write(&mut self) -> Vec<Effect> {
        let words = self.lang.words();
        if self.writing.as_ref().is_some_and(|writing| !writing.waits) {
            return Vec::new();
        }
        let wanted = self.paper_list().map(|list| list.wanted()).unwrap_or_default();
        if wanted.is_empty() {
            self.tell(Tone::Bad, words.nothing_ticked);
            return Vec::new();
        }
        // Papers say nothing that is not on disk: they wait for it.
        let waits = !self.saving.is_done();
        self.writing = Some(Writing { waits, of: wanted.len(), ..Writing::default() });
        if waits {
            return Vec::new();
        }
        let Some(bundle) = self.bundle() else { return Vec::new() };
        vec![Effect::Export { bundle: Box::new(bundle), wanted }]
    }

    /// Leave the list; while papers are being written, stop that first.
    pub(super) fn papers_leave(&mut self) -> Vec<Effect> {
        let waiting = self.writing.take_if(|writing| writing.waits);
        if self.writing.is_some() && waiting.is_none() {
            return vec![Effect::StopExport];
        }
        self.close_dialog()
    }

    /// Give every paper that is ticked and has none the next number of its series.
    pub(super) fn papers_number(&mut self) -> Vec<Effect> {
        let ticked: Vec<Paper> = self
            .paper_list()
            .map(|list| list.rows.iter().filter(|(_, ticked)| *ticked).map(|(sheet, _)| *sheet))
            .into_iter()
            .flatten()
            .filter_map(|sheet| match sheet {
                Sheet::Paper(paper) => Some(paper),
                Sheet::Data(_) => None,
            })
            .collect();
        let mut effects = Vec::new();
        let mut given = 0;
        for paper in ticked {
            let Some(opened) = &self.opened else { break };
            let detail = paper.kind.number();
            let meeting = opened.meeting();
            let numbered = self
                .templates
                .of(meeting)
                .and_then(|template| template.form(paper.kind))
                .is_some_and(|form| !form.code.is_empty());
            if !numbered || meeting.detail(detail).is_some() {
                continue;
            }
            let text = self.next_number(detail).to_string();
            match self.order(Order::Do(Command::State { detail, text })) {
                Some(more) => effects.extend(more),
                None => return effects,
            }
            given += 1;
        }
        if given == 0 {
            self.tell(Tone::Plain, self.lang.words().all_numbered);
        }
        effects
    }

    /// The number after the greatest one ever given in the series of this meeting.
    fn next_number(&self, detail: Detail) -> u64 {
        let Some(opened) = &self.opened else { return 1 };
        let own = Header::of(opened.book, &opened.journal);
        let others = self.home.headers.iter().flatten().filter(|other| other.id != own.id);
        let yearly = self.is_yearly();
        let series = others.filter(|other| own.shares_series(other, yearly)).chain([&own]);
        let numbers = series.flat_map(|header| &header.numbers);
        let of_kind = numbers.filter(|(of, _)| *of == detail);
        1 + of_kind.filter_map(|(_, text)| text.trim().parse().ok()).max().unwrap_or(0)
    }

    fn is_yearly(&self) -> bool {
        let meeting = self.opened.as_ref().map(super::Opened::meeting);
        let template = meeting.and_then(|meeting| self.templates.of(meeting));
        template.is_some_and(|template| template.yearly)
    }

    /// Whether an order gives a number that another meeting has; it is said then.
    pub(super) fn refuse_number(&mut self, order: &Order) -> bool {
        let Order::Do(Command::State { detail, text }) = order else { return false };
        let Some(opened) = &self.opened else { return false };
        let own = Header::of(opened.book, &opened.journal);
        let headers = self.home.headers.iter().flatten();
        let holder = number_holder(headers, &own, self.is_yearly(), *detail, text);
        let Some(date) = holder.map(|header| header.date) else { return false };
        let text = self.lang.number_taken(*detail, text, date);
        self.tell(Tone::Bad, text);
        true
    }

    /// Ask whether the papers are to be fixed: undo goes no further back than a seal.
    pub(super) fn ask_to_seal(&mut self) -> Vec<Effect> {
        let Some(opened) = &self.opened else { return Vec::new() };
        if decide(opened.meeting(), Command::Seal, self.now.naive_local()).is_err() {
            return self.give(Command::Seal);
        }
        if !self.refuse_reading() {
            self.dialogs.push(Dialog::Confirm(Confirm::Seal));
        }
        Vec::new()
    }

    /// Fix the papers as the record stands.
    pub(super) fn seal(&mut self) -> Vec<Effect> {
        let effects = self.give(Command::Seal);
        if !effects.is_empty() {
            let short = self.opened.as_ref().and_then(|opened| opened.stamp.as_ref());
            let short = short.map(crate::papers::Stamp::short).unwrap_or_default();
            self.tell(Tone::Good, format!("{}: {short}", self.lang.words().sealed));
            self.renew_list();
        }
        effects
    }

    /// The list anew after the papers changed, with what was ticked and the chosen row.
    fn renew_list(&mut self) {
        let Some(bundle) = self.bundle() else { return };
        let mut list = PaperList::of(&bundle);
        if let Some(old) = self.paper_list() {
            for (sheet, ticked) in &mut list.rows {
                let before = old.rows.iter().find(|(other, _)| other == sheet);
                *ticked = before.map_or(*ticked, |(_, before)| *before);
            }
            list.formats.clone_from(&old.formats);
            list.chosen = old.chosen.min(list.rows.len().saturating_sub(1));
            *old = list;
        }
    }

    /// Say why sealed papers are opened again.
    pub(super) fn open_correction(&mut self) -> Vec<Effect> {
        if self.refuse_reading() {
            return Vec::new();
        }
        // What cannot be opened says so before anything is typed.
        if let Some(opened) = &self.opened
            && let Err(refusal) = decide(opened.meeting(), open("-"), self.now.naive_local())
        {
            let text = self.lang.refusal(opened.meeting(), &refusal);
            self.tell(Tone::Bad, text);
            return Vec::new();
        }
        let form = Form::new(self, Purpose::OpenCorrection);
        self.dialogs.push(Dialog::Form(form));
        Vec::new()
    }

    /// What came of the writing, told.
    pub(super) fn written(&mut self, result: Result<Written, String>) {
        self.writing = None;
        let words = self.lang.words();
        match result {
            Ok(written) => {
                if !written.stopped && matches!(self.dialogs.last(), Some(Dialog::Papers(_))) {
                    self.dialogs.pop();
                }
                let tone = if written.stopped || written.unsigned.is_some() {
                    Tone::Bad
                } else {
                    Tone::Good
                };
                let told = self.lang.written(&written);
                self.tell(tone, told);
            }
            Err(error) => self.tell(Tone::Bad, format!("{}: {error}", words.not_written)),
        }
    }
}

impl super::Opened {
    /// The seal the papers stand under now is computed once a fact, not once a frame.
    pub(super) fn renew_stamp(&mut self) {
        self.stamp = stamp_of(self.book, &self.journal);
    }
}

fn open(reason: &str) -> Command {
    Command::OpenCorrection { reason: reason.to_owned() }
}
