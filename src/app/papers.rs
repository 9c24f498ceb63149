//! The papers of the open meeting: which there are, their numbers and seal, and writing them.

use crate::domain::{Command, Detail, Stage, decide};
use crate::export::{Bundle, Wanted, Writing, Written, is_usual, stamp_of};
use crate::journal::Order;
use crate::papers::{self, Document, Format, Paper, Template, papers_of};
use crate::register::Header;

use super::{App, Confirm, Dialog, Effect, Purpose, Tone};

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

impl App {
    /// A paper of the open meeting as it stands now; `None` without a meeting.
    #[must_use]
    pub fn document(&self, paper: Paper) -> Option<Document> {
        let opened = self.opened.as_ref()?;
        let stamp = opened.stamp.as_ref();
        let document = papers::document(opened.meeting(), paper, self.template()?, stamp);
        Some(if opened.damaged { document.from_damaged() } else { document })
    }

    /// The template of the open meeting: the one its seal names, else the one in force.
    #[must_use]
    pub fn template(&self) -> Option<&Template> {
        let opened = self.opened.as_ref()?;
        opened.pinned.as_ref().or_else(|| self.templates.of(opened.meeting()))
    }

    /// The papers of the open meeting, in the order in which they are offered.
    #[must_use]
    pub fn papers(&self) -> Vec<Paper> {
        let Some(opened) = &self.opened else { return Vec::new() };
        let template = self.template();
        template.map(|template| papers_of(opened.meeting(), template)).unwrap_or_default()
    }

    fn bundle(&self) -> Option<Bundle> {
        let opened = self.opened.as_ref()?;
        let bundle = Bundle::of(opened.book, &opened.journal, &self.templates)?;
        Some(if opened.damaged { bundle.damaged() } else { bundle })
    }

    pub(super) fn open_papers(&mut self) -> Vec<Effect> {
        if let Some(bundle) = self.bundle() {
            self.dialogs.push(Dialog::Papers(PaperList::of(&bundle)));
        }
        Vec::new()
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
            None => self.nothing(self.lang.words().nothing_ticked),
        }
    }

    /// Write what is ticked.
    pub(super) fn papers_write(&mut self) -> Vec<Effect> {
        if self.writing.is_some() {
            return Vec::new();
        }
        let wanted = self.paper_list().map(|list| list.wanted()).unwrap_or_default();
        if wanted.is_empty() {
            self.tell(Tone::Bad, self.lang.words().nothing_ticked);
            return Vec::new();
        }
        let of = wanted.len();
        self.writing = Some(Writing { waiting: wanted, of, ..Writing::default() });
        self.write_when_kept()
    }

    /// Begin the writing that waits: papers say nothing that is not on disk.
    pub(super) fn write_when_kept(&mut self) -> Vec<Effect> {
        let waits = self.writing.as_ref().is_some_and(|writing| !writing.waiting.is_empty());
        if !waits || !self.saving.is_done() || self.saving.trouble.is_some() {
            return Vec::new();
        }
        let Some(bundle) = self.bundle() else {
            self.writing = None;
            return Vec::new();
        };
        let wanted = self.writing.as_mut().map(|writing| std::mem::take(&mut writing.waiting));
        vec![Effect::Export { bundle: Box::new(bundle), wanted: wanted.unwrap_or_default() }]
    }

    /// Leave the list; while papers are being written, stop that first.
    pub(super) fn papers_leave(&mut self) -> Vec<Effect> {
        match self.writing.take() {
            Some(writing) if writing.waiting.is_empty() => {
                self.writing = Some(writing);
                vec![Effect::StopExport]
            }
            _ => self.close_dialog(),
        }
    }

    /// The paper at hand; while something is not saved, the way to save it.
    pub(super) fn papers_view_or_reopen(&mut self) -> Vec<Effect> {
        if self.saving.trouble.is_some() { self.reopen() } else { self.papers_view() }
    }

    /// Give every paper that is ticked and has none the next number of its series.
    pub(super) fn papers_number(&mut self) -> Vec<Effect> {
        let stage = self.opened.as_ref().map(|opened| opened.meeting().stage);
        if stage == Some(Stage::Planned) {
            // A number once given stays given, and nothing has happened that it could stand on.
            self.tell(Tone::Bad, self.lang.words().numbers_after_opening);
            return Vec::new();
        }
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
                .template()
                .and_then(|template| template.form(paper.kind))
                .is_some_and(|form| !form.code.is_empty());
            if !numbered || meeting.detail(detail).is_some() {
                continue;
            }
            let Some(text) = self.next_number(detail).map(|number| number.to_string()) else {
                break;
            };
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

    /// The number after the greatest one ever given in the series of this meeting, if there is one.
    fn next_number(&self, detail: Detail) -> Option<u64> {
        let opened = self.opened.as_ref()?;
        let own = Header::of(opened.book, &opened.journal);
        let yearly = self.templates.yearly(opened.meeting());
        self.home.register.as_ref()?.next_number(&own, yearly, detail)
    }

    /// Ask whether the papers are to be fixed: undo goes no further back than a seal.
    pub(super) fn ask_to_seal(&mut self) -> Vec<Effect> {
        let Some(opened) = &self.opened else { return Vec::new() };
        if decide(opened.meeting(), seal(), self.pen()).is_err() {
            return self.give(seal());
        }
        if !self.refuse_reading() {
            self.dialogs.push(Dialog::Confirm(Confirm::Seal));
        }
        Vec::new()
    }

    /// Fix the papers as the record stands.
    pub(super) fn seal(&mut self) -> Vec<Effect> {
        let effects = self.give(seal());
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
        match self.refused_at_once(open("-")) {
            Some(refusal) => self.refused(&refusal),
            None => self.ask(Purpose::OpenCorrection),
        }
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
                let failed = written.unsigned.is_some()
                    || !written.unmade.is_empty()
                    || !written.boxed.is_empty();
                let tone = if written.stopped || failed { Tone::Bad } else { Tone::Good };
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
        self.pinned = papers::template::pinned(self.meeting());
    }
}

fn seal() -> Command {
    Command::Seal { template: String::new() }
}

fn open(reason: &str) -> Command {
    Command::OpenCorrection { reason: reason.to_owned() }
}
