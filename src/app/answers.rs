//! What the store answers, and what becomes of the screen then.

use super::opened::Opened;
use super::saving::Trouble;
use super::{App, Effect, Tone, follow, home};
use crate::journal::{Entry, Journal};
use crate::register::{BookId, Header};
use crate::store::{Answer, Notice, OpenError};

impl App {
    pub(super) fn answered(&mut self, answer: Answer) -> Vec<Effect> {
        match answer {
            Answer::Opened { headers, notices } => return self.register_opened(headers, &notices),
            Answer::Draft(text) => self.drafts_found(&text),
            Answer::News { headers, notices } => self.heard(headers, &notices),
            Answer::Checked { done, of } => {
                self.home.checking = (done < of).then_some((done, of));
            }
            // Nobody asked for it: what is being waited for is still on its way.
            Answer::Unchecked(fault) => self.tell(Tone::Bad, self.lang.fault(&fault)),
            Answer::Unlocked(_) => self.unlocked(),
            Answer::NotUnlocked(why) => self.not_unlocked(&why),
            Answer::NotOpened(OpenError::Locked) => {
                self.reopening = false;
                self.lock_unopened();
            }
            Answer::NotOpened(error) => {
                if self.saving.trouble.is_some() {
                    let text = self.lang.not_opened(&error);
                    self.saving.trouble = Some(Trouble::Fault(text));
                }
                self.closed = Some(error);
                self.reopening = false;
                self.home.register = None;
            }
            Answer::Created { token, book } => {
                self.saving.kept(token);
                let ours = self.creating.take_if(|(request, _)| *request == token);
                if let Some((_, journal)) = ours {
                    self.home.set(Header::of(book, &journal));
                    self.enter(book, journal);
                }
            }
            Answer::Kept { token } => {
                self.saving.kept(token);
                if self.leaving && self.saving.is_done() {
                    self.leaving = false;
                    self.close_meeting();
                }
            }
            Answer::Loaded { book, entries, damaged } => {
                return self.loaded(book, entries, damaged);
            }
            Answer::Failed { token, fault } => {
                let text = self.lang.fault(&fault);
                if token.is_some() {
                    self.saving.trouble = Some(Trouble::Fault(text));
                } else {
                    self.home.loading = None;
                    self.home.templating = None;
                    self.tell(Tone::Bad, text);
                }
            }
        }
        Vec::new()
    }

    fn register_opened(&mut self, headers: Vec<Header>, notices: &[Notice]) -> Vec<Effect> {
        self.closed = None;
        self.home.replace(headers);
        self.heard(Vec::new(), notices);
        if self.saving.trouble.is_none() {
            return self.offer_drafts();
        }
        // After a fault: read what is there, then send again what is not.
        match &self.opened {
            Some(opened) => vec![Effect::Load(opened.book)],
            None => self.create_again(),
        }
    }

    /// The store found something, in the list or in the background.
    pub(super) fn heard(&mut self, headers: Vec<Header>, notices: &[Notice]) {
        // Of the open meeting this screen knows best.
        let open = self.opened.as_ref().map(|opened| opened.book);
        self.home.extend(headers.into_iter().filter(|header| Some(header.id) != open));
        if notices.is_empty() {
            return;
        }
        // The row has room for a few: what was not mended comes first, then what was found last.
        self.home.found.splice(0..0, notices.iter().cloned());
        self.home.found.sort_by_key(|notice| !notice.is_unmended());
        self.home.found.truncate(home::FOUND);
        let register = self.home.register.as_ref();
        let header = |book| register.and_then(|register| register.get(book));
        let found = self.home.found.iter();
        let told: Vec<String> =
            found.map(|one| self.lang.notice(one, one.book().and_then(header))).collect();
        self.tell(Tone::Bad, told.join(" "));
    }

    fn create_again(&mut self) -> Vec<Effect> {
        self.saving.trouble = None;
        self.reopening = false;
        let Some((_, journal)) = self.creating.take() else { return Vec::new() };
        self.create(journal)
    }

    fn loaded(&mut self, book: BookId, entries: Vec<Entry>, damaged: bool) -> Vec<Effect> {
        if self.home.templating == Some(book) && self.opened.is_none() {
            self.home.templating = None;
            self.home.template = Some(Journal::of(entries).meeting().clone());
            self.home.templated = Some(book);
            self.new_meeting_form();
            return Vec::new();
        }
        let unkept = match &self.opened {
            Some(opened) if opened.book == book => self.saving.take_unkept(),
            // An answer to a question that is no longer asked.
            _ if self.home.loading != Some(book) => return Vec::new(),
            _ => Vec::new(),
        };
        self.reopening = false;
        let mut entered = false;
        let mut journal = Journal::of(entries);
        let missing = follow(&mut journal, unkept);
        let header = Header::of(book, &journal);
        match &mut self.opened {
            Some(opened) if opened.book == book => opened.replace(journal),
            _ => {
                self.enter(book, journal);
                entered = true;
            }
        }
        if let Some(opened) = &mut self.opened {
            opened.damaged = damaged;
        }
        if entered {
            self.restore_draft();
        }
        self.saving.trouble = None;
        if missing.is_empty() {
            return Vec::new();
        }
        let token = self.saving.sent_all(missing.clone(), self.now);
        vec![Effect::Keep { book, token, entries: missing, header }]
    }

    /// Show a meeting.
    pub(super) fn enter(&mut self, book: BookId, journal: Journal) {
        self.dialogs.clear();
        self.note = None;
        self.home.loading = None;
        self.left = None;
        self.leaving = false;
        self.opened = Some(Opened::new(book, journal));
    }

    /// Ask the store for a new meeting that holds these entries.
    pub(super) fn create(&mut self, journal: Journal) -> Vec<Effect> {
        let entries = journal.entries().to_vec();
        let token = self.saving.resend(self.now);
        self.creating = Some((token, journal));
        vec![Effect::Create { token, entries }]
    }
}
