//! What can be wrong with typed input before any rule is asked.

use super::votes::say;
use super::{Lang, Say, WhenError};

/// Why typed input means nothing; it holds the words that were typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misread {
    /// No command begins with these words; some that are near.
    Verb {
        typed: String,
        near: Vec<Say>,
    },
    When(WhenError),
    /// Not a whole number.
    Number(String),
    /// More decimals than the weights of the meeting have.
    TooFine {
        typed: String,
        decimals: u8,
    },
    /// Nobody has this name.
    Nobody(String),
    /// Several people have this name.
    Several {
        typed: String,
        names: Vec<String>,
    },
    /// The agenda has no item of this number.
    Item {
        number: u32,
        of: usize,
    },
    /// There is no conclusion of this number.
    Conclusion {
        number: u32,
        of: usize,
    },
    /// No profile, class, kind or decision has this name; those there are.
    Choice {
        typed: String,
        choices: Vec<String>,
    },
    /// A fixed list has no such word; those it has.
    Word {
        typed: String,
        words: Vec<Say>,
    },
    /// The verb wants a number, as its example has it.
    Unnumbered {
        verb: Say,
        example: Say,
    },
    /// Something must be given here: a field by its label.
    Lacking(&'static str),
    /// Words of the line must be given here.
    Wanted(Say),
    /// A quotation that is never closed.
    Unclosed(String),
    /// A name of several words that nobody here bears: it wants quotation marks.
    Unquoted(String),
    /// These words fit nowhere.
    Left(String),
    /// More text than a field takes.
    TooLong {
        bytes: usize,
        limit: usize,
    },
}

impl Misread {
    /// The words that could not be read, as they were typed.
    #[must_use]
    pub fn typed(&self) -> Option<&str> {
        match self {
            Self::Verb { typed, .. }
            | Self::Several { typed, .. }
            | Self::Choice { typed, .. }
            | Self::TooFine { typed, .. }
            | Self::Word { typed, .. } => Some(typed),
            Self::When(
                WhenError::NoSuchDay(typed)
                | WhenError::NoSuchTime(typed)
                | WhenError::NoYear(typed)
                | WhenError::Unreadable(typed),
            )
            | Self::Number(typed)
            | Self::Nobody(typed)
            | Self::Unclosed(typed)
            | Self::Unquoted(typed)
            | Self::Left(typed) => Some(typed),
            Self::Item { .. }
            | Self::Conclusion { .. }
            | Self::Unnumbered { .. }
            | Self::Lacking(_)
            | Self::Wanted(_)
            | Self::TooLong { .. } => None,
        }
    }
}

impl From<WhenError> for Misread {
    fn from(error: WhenError) -> Self {
        Self::When(error)
    }
}

impl Lang {
    /// What could not be read of what was typed, or what is missing.
    #[must_use]
    pub fn misread(self, misread: &Misread) -> String {
        self.unsaid(misread).unwrap_or_else(|| self.unread(misread))
    }

    /// What is not there at all, where it is no more than that.
    fn unsaid(self, misread: &Misread) -> Option<String> {
        if misread.typed() != Some("") {
            return None;
        }
        let listed = match misread {
            Misread::Number(_) => {
                return Some(say!(self, "Thiếu một con số.", "A number is missing."));
            }
            Misread::Nobody(_) => {
                return Some(say!(self, "Thiếu một cái tên.", "A name is missing."));
            }
            Misread::When(_) => {
                return Some(say!(self, "Thiếu ngày hoặc giờ.", "A day or a time is missing."));
            }
            Misread::Choice { choices, .. } => choices.join(", "),
            Misread::Word { words, .. } => {
                let words: Vec<String> = words.iter().map(|say| self.both(*say)).collect();
                words.join(", ")
            }
            Misread::Verb { .. }
            | Misread::TooFine { .. }
            | Misread::Several { .. }
            | Misread::Item { .. }
            | Misread::Conclusion { .. }
            | Misread::Unnumbered { .. }
            | Misread::Lacking(_)
            | Misread::Wanted(_)
            | Misread::Unclosed(_)
            | Misread::Unquoted(_)
            | Misread::Left(_)
            | Misread::TooLong { .. } => return None,
        };
        Some(say!(self, "Thiếu một trong các từ: {listed}.", "Missing: one of: {listed}."))
    }
}
