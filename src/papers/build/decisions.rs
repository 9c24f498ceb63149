//! What was concluded, what of it was carried, and who carries it out.

use super::business::or_unknown;
use super::{Built, Writer, capitalised, column, ended, lowered, point, shallower};
use crate::domain::{Conclusion, Due, Fate, ItemId, MotionKind, SlateKind, Verdict};
use crate::papers::template::{Part, Piece};
use crate::papers::{Align, Block, PaperKind, UNKNOWN};
use crate::text::{Lang, long_date, short_date};

impl Writer<'_> {
    pub(super) fn conclusions(&self) -> Vec<Block> {
        let all = (1..).zip(&self.meeting.conclusions);
        or_unknown(all.flat_map(|(number, one)| self.conclusion(number, one)).collect())
    }

    /// A conclusion with its task, what became of it, and what it is besides: motion or ballot.
    fn conclusion(&self, number: usize, conclusion: &Conclusion) -> Vec<Block> {
        let (meeting, lang) = (self.meeting, self.lang);
        // A table of tasks on the same paper tells it.
        let tabled = self.form.pieces.contains(&Piece::Part(Part::Tasks));
        let task = if tabled { String::new() } else { self.task(conclusion) };
        let text = match self.not_decided(conclusion) {
            None if task.is_empty() => conclusion.text.clone(),
            None => format!("{}{task}", conclusion.text.trim_end_matches('.')),
            Some(result) => {
                format!("{} ({result}){task}", conclusion.text.trim_end_matches('.'))
            }
        };
        let text = ended(text);
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
            let fate = motion.fate.as_ref().map(|(fate, _)| without_words(fate));
            if let Some(fate) = fate {
                blocks.push(point(1, "-", ended(capitalised(lang.fate(meeting, &fate)))));
            }
        }
        if let Some(before) = self.worded_before(conclusion) {
            let label = &self.words.before;
            blocks.push(point(1, "-", format!("{label}: “{}”", before.trim_end_matches('.'))));
        }
        blocks.extend(self.slate(conclusion, true));
        blocks
    }

    /// What was decided under an item, each with its vote and its task.
    pub(super) fn decided_under(&self, item: Option<ItemId>) -> Vec<Built> {
        let all = (1..).zip(&self.meeting.conclusions).filter(|(_, one)| one.item == item);
        all.flat_map(|(number, one)| self.decision(number, one)).collect()
    }

    /// A decision in full: what became of it, by whom it was moved, its words, its vote, who carries
    /// it out. Later lists name it by its number.
    fn decision(&self, number: usize, conclusion: &Conclusion) -> Vec<Built> {
        let (meeting, lang, words) = (self.meeting, self.lang, self.words);
        let carried = meeting.vote_on(conclusion.id).is_some_and(|vote| vote.verdict.carried());
        let fate = conclusion.motion.as_ref().and_then(|motion| motion.fate.as_ref());
        let lead = match self.not_decided(conclusion) {
            Some(outcome) => capitalised(outcome.to_owned()),
            None if carried => words.resolved.clone(),
            None => words.decision.clone(),
        };
        let moved = conclusion.motion.as_ref();
        // That it is a motion is said by who moved it.
        let moved =
            moved.map(|motion| lang.motion(meeting, motion)).filter(|told| !told.is_empty());
        let main = ["motion, ", "kiến nghị, "];
        let moved = moved.map(|told| {
            let bare = main.iter().find_map(|kind| told.strip_prefix(kind));
            bare.unwrap_or(&told).to_owned()
        });
        let moved = moved.filter(|told| !["motion", "kiến nghị"].contains(&told.as_str()));
        let text = match self.elected(conclusion) {
            Some(elected) => elected,
            None => conclusion.text.clone(),
        };
        let line = match (fate, moved) {
            // What was withdrawn, accepted or put off was decided by nobody: what became of it is told.
            (Some((fate, _)), moved) => {
                let moved = moved.map_or_else(|| words.decision.clone(), capitalised);
                let fate = lang.fate(meeting, &without_words(fate));
                let text = if self.is_told_by_kind(conclusion) { "" } else { &conclusion.text };
                let text = text.trim_end_matches('.');
                let text = if text.is_empty() { String::new() } else { format!(" {text};") };
                format!("{moved}:{text} {fate}")
            }
            (None, _) if self.procedural(conclusion).is_some() => {
                self.procedural(conclusion).unwrap_or_default()
            }
            (None, Some(moved)) if self.is_told_by_kind(conclusion) => format!("{lead}: {moved}"),
            (None, Some(moved)) => format!("{lead} ({moved}): {text}"),
            (None, None) => format!("{lead}: {text}"),
        };
        // Its number is that of the decision, not one of a list under the item.
        let mark = format!("{} {number}.", words.decision);
        let mut built: Vec<Built> = vec![point(1, &mark, ended(line)).into()];
        if let Some(before) = self.worded_before(conclusion) {
            let before = before.trim_end_matches('.');
            built.push(point(2, "-", format!("{}: “{before}”.", words.before)).into());
        }
        let slate = self.slate(conclusion, false).into_iter();
        built.extend(slate.map(deeper).map(Built::from));
        let votes = self.votes_alone(conclusion).into_iter();
        built.extend(votes.map(|one| match one {
            Built::Block(block) => Built::Block(deeper(block)),
            note @ Built::Note(_) => note,
        }));
        built.extend(self.action(conclusion).map(Built::from));
        built
    }

    /// What became of a procedural motion that was put to the vote.
    fn procedural(&self, conclusion: &Conclusion) -> Option<String> {
        let motion = conclusion.motion.as_ref()?;
        let MotionKind::Procedural(procedure) = motion.kind else { return None };
        let vote = self.meeting.vote_on(conclusion.id)?;
        let carried = match &vote.verdict {
            verdict if verdict.carried() => Some(true),
            Verdict::Lost | Verdict::Stated { .. } => Some(false),
            _ => None,
        };
        let text = if self.is_told_by_kind(conclusion) { "" } else { &conclusion.text };
        Some(self.lang.procedural_outcome(self.meeting, (motion, procedure), text, carried))
    }

    /// That somebody is elected, as a resolution says it.
    fn elected(&self, conclusion: &Conclusion) -> Option<String> {
        let slate = conclusion.slate.as_ref()?;
        let chosen = slate.chosen.iter().filter_map(|at| slate.choices.get(usize::from(*at)));
        let names: Vec<&str> = chosen.map(|choice| choice.name.as_str()).collect();
        let office = conclusion.text.trim_end_matches('.');
        match (names.as_slice(), slate.kind, self.lang) {
            ([], ..) => None,
            (names, SlateKind::Election, Lang::En) => {
                let (last, others) = names.split_last()?;
                let names = match others {
                    [] => (*last).to_owned(),
                    others => format!("{} and {last}", others.join(", ")),
                };
                Some(format!("That {names} be elected {office}"))
            }
            (names, SlateKind::Election, Lang::Vi) => {
                let elected = lowered(&self.words.elected);
                Some(format!("{office}; {elected}: {}", names.join(", ")))
            }
            (names, SlateKind::Options, _) => Some(format!("{office}: {}", names.join(", "))),
        }
    }

    /// Who carries it out by when, in a line of its own.
    fn action(&self, conclusion: &Conclusion) -> Option<Block> {
        let task = &conclusion.task;
        if !task.is_given() {
            return None;
        }
        let (words, owner, due) =
            (self.words, self.person(task.owner.as_ref()), self.due(conclusion));
        let text = match task.text.as_str() {
            "" => String::new(),
            text => format!("; {}", text.trim_end_matches('.')),
        };
        let done = self.done(conclusion).map(|done| format!("; {done}")).unwrap_or_default();
        let line = format!("{}: {owner}{text}{}{due}{done}", words.action, words.due_by);
        Some(point(2, "-", ended(line)))
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
            let text = self.elected(conclusion).unwrap_or_else(|| conclusion.text.clone());
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
            // What is to be done is the decision itself, unless it has words of its own: whoever gets
            // the table gets the task.
            let task = match conclusion.task.text.as_str() {
                "" => conclusion.text.trim_end_matches('.').to_owned(),
                text => text.to_owned(),
            };
            vec![number.to_string(), task, owner, due]
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
            // English has the words for a day, and one form of it on a page.
            Some(Due::On(date)) if self.lang == Lang::En => long_date(self.lang, *date),
            Some(Due::On(date)) => short_date(self.lang, *date),
            Some(Due::Words(words)) => words.clone(),
            None => UNKNOWN.into(),
        }
    }

    /// Whether this paper, or the minutes it is taken from, has decisions in full under their items.
    pub(super) fn tells_in_place(&self) -> bool {
        let form = match self.form.kind {
            PaperKind::Extract => self.template.form(PaperKind::Minutes),
            _ => Some(self.form),
        };
        let together = Piece::Part(Part::BusinessWithDecisions);
        form.is_some_and(|form| form.pieces.contains(&together))
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
        // An extract has the words of the minutes.
        if self.tells_in_place() {
            built.extend(self.decision(number, conclusion).into_iter().map(|one| match one {
                Built::Block(block) => Built::Block(shallower(block)),
                note @ Built::Note(_) => note,
            }));
        } else {
            built.extend(self.conclusion(number, conclusion).into_iter().map(Built::from));
            built.extend(self.votes_alone(conclusion));
        }
        built
    }
}

/// What became of a motion; what it read before stands once, beneath that motion.
fn without_words(fate: &Fate) -> Fate {
    match fate {
        Fate::Accepted { .. } => Fate::Accepted { before: String::new() },
        fate @ (Fate::Withdrawn
        | Fate::Postponed(_)
        | Fate::Referred(_)
        | Fate::Split(_)
        | Fate::Replaced { .. }
        | Fate::Fell(_)
        | Fate::Tabled) => fate.clone(),
    }
}

/// A block one step further in.
fn deeper(block: Block) -> Block {
    match block {
        Block::Point { depth, mark, text } => Block::Point { depth: depth + 1, mark, text },
        other => other,
    }
}
