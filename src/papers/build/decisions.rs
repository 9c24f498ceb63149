//! What was concluded, what of it was carried, and who carries it out.

use super::business::or_unknown;
use super::{Built, Writer, capitalised, column, ended, lowered, point};
use crate::domain::{Conclusion, Due, Fate, MotionKind};
use crate::papers::{Align, Block, PaperKind, UNKNOWN};
use crate::text::short_date;

impl Writer<'_> {
    pub(super) fn conclusions(&self) -> Vec<Block> {
        let all = (1..).zip(&self.meeting.conclusions);
        or_unknown(all.flat_map(|(number, one)| self.conclusion(number, one)).collect())
    }

    /// A conclusion with its task, what became of it, and what it is besides: motion or ballot.
    fn conclusion(&self, number: usize, conclusion: &Conclusion) -> Vec<Block> {
        let (meeting, lang) = (self.meeting, self.lang);
        let task = self.task(conclusion);
        let text = match self.not_decided(conclusion) {
            None => format!("{}{task}", conclusion.text),
            Some(result) => {
                format!("{} ({result}){task}", conclusion.text.trim_end_matches('.'))
            }
        };
        let told = conclusion.motion.as_ref();
        let told = told.map(|motion| ended(capitalised(lang.motion(meeting, motion))));
        let mark = format!("{number}.");
        let mut blocks = match &told {
            Some(told) if self.is_told_by_kind(conclusion) => vec![point(0, &mark, told.clone())],
            _ => vec![point(0, &mark, text)],
        };
        if let Some(motion) = &conclusion.motion {
            let told = told.filter(|_| !self.is_told_by_kind(conclusion));
            blocks.extend(told.map(|told| point(1, "-", told)));
            // What a motion read before stands once, beneath that motion.
            let fate = motion.fate.as_ref().map(|(fate, _)| match fate {
                Fate::Accepted { .. } => Fate::Accepted { before: String::new() },
                fate @ (Fate::Withdrawn
                | Fate::Postponed(_)
                | Fate::Referred(_)
                | Fate::Split(_)
                | Fate::Replaced { .. }
                | Fate::Fell(_)
                | Fate::Tabled) => fate.clone(),
            });
            if let Some(fate) = fate {
                blocks.push(point(1, "-", ended(capitalised(lang.fate(meeting, &fate)))));
            }
        }
        if let Some(before) = self.worded_before(conclusion) {
            let label = &self.words.before;
            blocks.push(point(1, "-", format!("{label}: “{}”", before.trim_end_matches('.'))));
        }
        blocks.extend(self.slate(conclusion));
        blocks
    }

    /// What kind of motion it is says all: an amendment whose words the motion has now, a motion to
    /// recess that reads “recess”.
    fn is_told_by_kind(&self, conclusion: &Conclusion) -> bool {
        match conclusion.motion.as_ref().map(|motion| &motion.kind) {
            Some(MotionKind::Amendment { of }) => {
                let amended = self.meeting.conclusion(*of);
                amended.is_some_and(|amended| amended.text == conclusion.text)
            }
            Some(MotionKind::Procedural(procedure)) => {
                self.lang.procedure(*procedure).to_lowercase() == conclusion.text.to_lowercase()
            }
            _ => false,
        }
    }

    /// The words of a motion as it was moved, where an amendment changed them.
    fn worded_before(&self, conclusion: &Conclusion) -> Option<&str> {
        let amends = |one: &&Conclusion| {
            let kind = one.motion.as_ref().map(|motion| &motion.kind);
            kind == Some(&MotionKind::Amendment { of: conclusion.id })
        };
        let amendments = self.meeting.conclusions.iter().filter(amends);
        let mut before = amendments.filter_map(|one| {
            let fate = one.motion.as_ref().and_then(|motion| motion.fate.as_ref());
            if let Some((Fate::Accepted { before }, _)) = fate {
                return Some(before.as_str());
            }
            let vote = self.meeting.vote_on(one.id).filter(|vote| vote.verdict.carried())?;
            vote.more.before.as_deref()
        });
        before.find(|before| *before != conclusion.text)
    }

    fn task(&self, conclusion: &Conclusion) -> String {
        let task = &conclusion.task;
        if !task.is_given() {
            return String::new();
        }
        let owner = self.person(task.owner.as_ref());
        let due = self.due(conclusion);
        let (gives, until) = (&self.words.assigned, &self.words.due);
        let text = match task.text.as_str() {
            "" => String::new(),
            text => format!("{}; ", text.trim_end_matches('.')),
        };
        let done = self.done(conclusion).map(|done| format!("; {done}")).unwrap_or_default();
        format!(" ({text}{gives}: {owner}; {until}: {due}{done})")
    }

    /// Only what was carried, in the words that were put to the vote.
    pub(super) fn decided(&self) -> Vec<Block> {
        let carried = self.carried();
        let line = |(number, conclusion): (usize, &Conclusion)| {
            let text = conclusion.text.trim_end_matches('.');
            let text = match self.chosen(conclusion) {
                Some(chosen) => format!("{text} — {}", lowered(&chosen)),
                None => conclusion.text.clone(),
            };
            point(0, &format!("{number}."), ended(text))
        };
        or_unknown((1..).zip(carried).map(line).collect())
    }

    /// Conclusions that a vote carried.
    pub(super) fn carried(&self) -> Vec<&Conclusion> {
        let carried = |conclusion: &&Conclusion| {
            self.meeting.vote_on(conclusion.id).is_some_and(|vote| vote.verdict.carried())
        };
        self.meeting.conclusions.iter().filter(carried).collect()
    }

    /// Who does what by when, as a table.
    pub(super) fn tasks(&self) -> Vec<Block> {
        let words = self.words;
        let resolved = self.paper.kind == PaperKind::Resolution;
        let given = |conclusion: &&Conclusion| {
            let carried = || self.carried().iter().any(|one| one.id == conclusion.id);
            conclusion.task.is_given()
                && !self.meeting.has_fallen(conclusion)
                && (!resolved || carried())
        };
        let row = |(number, conclusion): (usize, &Conclusion)| {
            let owner = self.person(conclusion.task.owner.as_ref());
            let due = self.due(conclusion);
            let due = self.done(conclusion).map_or(due.clone(), |done| format!("{due}; {done}"));
            vec![number.to_string(), conclusion.task_text().to_owned(), owner, due]
        };
        let given = self.meeting.conclusions.iter().filter(given);
        let rows: Vec<_> = (1..).zip(given).map(row).collect();
        if rows.is_empty() {
            return or_unknown(Vec::new());
        }
        let columns = vec![
            column(&words.row, Align::Centre, 2),
            column(&words.task, Align::Left, 13),
            column(&words.owner, Align::Left, 9),
            column(&words.deadline, Align::Left, 5),
        ];
        vec![Block::Table { columns, rows }]
    }

    /// That a task was done, and what came of it.
    fn done(&self, conclusion: &Conclusion) -> Option<String> {
        conclusion.task.done.as_ref().map(|result| self.lang.done(result))
    }

    fn due(&self, conclusion: &Conclusion) -> String {
        match &conclusion.task.due {
            Some(Due::On(date)) => short_date(self.lang, *date),
            Some(Due::Words(words)) => words.clone(),
            None => UNKNOWN.into(),
        }
    }

    /// The one decision of an extract: its item, its words, and every vote on it.
    pub(super) fn extract(&self) -> Vec<Built> {
        let found = self.paper.of.and_then(|id| self.meeting.conclusion(id));
        let Some(conclusion) = found else { return vec![Block::Paragraph(UNKNOWN.into()).into()] };
        let item = conclusion.item.and_then(|id| self.meeting.item(id));
        let number = self.meeting.number_of(conclusion.id);
        let mut built: Vec<Built> = item
            .map(|item| Block::Paragraph(self.item_line(item).into()).into())
            .into_iter()
            .collect();
        built.extend(self.conclusion(number, conclusion).into_iter().map(Built::from));
        built.extend(self.votes_alone(conclusion));
        built
    }
}
