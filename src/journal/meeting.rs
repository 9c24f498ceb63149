//! A meeting as a book.

use super::{Book, Bound, JournalOf, Record};
use crate::domain::{Command, Detail, Fact, Meeting, Moment, Pen, Refusal, decide, evolve, forgo};

/// A number given to a paper: in which term, of which kind, and the number itself.
pub type Numbered = (String, Detail, String);

/// Every number ever given to a paper, whether its fact stands or not: on paper it may.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    given: Vec<Numbered>,
    /// The term stated last.
    term: String,
}

impl Record for Fact {
    #[expect(clippy::wildcard_enum_match_arm, reason = "all others stand in between")]
    fn bound(&self) -> Option<Bound> {
        match self {
            Self::MeetingConvened { .. } => Some(Bound::Begins),
            Self::PapersSealed { .. } => Some(Bound::Seals),
            Self::CorrectionOpened { .. } => Some(Bound::Opens),
            _ => None,
        }
    }
}

impl Book for Meeting {
    type Command = Command;
    type Fact = Fact;
    type Refusal = Refusal;
    type Trace = Numbers;

    fn decide(&self, command: Command, pen: Pen) -> Result<Vec<Fact>, Refusal> {
        decide(self, command, pen)
    }

    fn evolve(&mut self, fact: &Fact) {
        evolve(self, fact);
    }

    fn forgo(&mut self, fact: &Fact) {
        forgo(self, fact);
    }

    fn wrote(&mut self, at: Moment) {
        self.clock = self.clock.max(Some(at));
    }

    fn trace(numbers: &mut Numbers, fact: &Fact) {
        if let Fact::DetailStated { detail, text } = fact {
            numbers.note(*detail, text);
        }
    }

    fn sealed(&self) -> Option<Refusal> {
        Self::sealed(self)
    }
}

impl Numbers {
    fn note(&mut self, detail: Detail, text: &str) {
        let mut given = Vec::new();
        if detail == Detail::Term {
            // Numbers given before the term was stated are of this term as well.
            let renamed = self.given.iter().filter(|(term, ..)| *term == self.term);
            given.extend(renamed.map(|(_, detail, number)| (*detail, number.clone())));
            text.clone_into(&mut self.term);
        } else if Detail::NUMBERS.contains(&detail) && !text.is_empty() {
            given.push((detail, text.to_owned()));
        }
        for (detail, number) in given {
            let given = (self.term.clone(), detail, number);
            if !self.given.contains(&given) {
                self.given.push(given);
            }
        }
    }
}

impl JournalOf<Meeting> {
    #[must_use]
    pub fn meeting(&self) -> &Meeting {
        self.book()
    }

    /// Every number that was ever given to a paper, in the order in which it was given.
    #[must_use]
    pub fn numbers(&self) -> &[Numbered] {
        &self.traces().given
    }
}
