//! Every sentence the user reads, in both languages, and how typed text is read.
//!
//! A sentence missing in one language does not compile: labels are fields of [`Words`], sentences
//! with values are functions that match every case.

#![deny(clippy::wildcard_enum_match_arm)]

mod attendance;
mod by_line;
mod chosen;
mod doubts;
mod en;
mod exchange;
mod hints;
mod keys;
mod lookup;
mod misread;
mod papers;
mod proceedings;
mod profiles;
mod refusals;
mod rows;
mod secret;
mod steps;
mod storage;
mod system;
#[cfg(test)]
mod tests;
mod typed;
mod verdict;
mod vi;
mod votes;
mod when;
mod wordless;
mod words;

use crate::domain::{Class, Doubt, Fact, Kind, Meeting, Missing, NoteKind, Refusal, Stage};
use crate::journal::Denial;

pub use crate::domain::fold;
pub use keys::KeyFault;
pub use misread::Misread;
pub use rows::{cut, lines, rows, width};
pub use typed::{Findable, Fit, clean, fit, found_in};
pub(crate) use votes::say;
pub use when::{
    WhenError, as_weight, count, long_date, long_day, long_time, parse_date, parse_day, parse_time,
    percent, short_date, short_day, short_time, two,
};
pub use words::Words;

/// A language of the screen or of a paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    #[default]
    Vi,
    En,
}

/// A fixed text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Say {
    pub vi: &'static str,
    pub en: &'static str,
}

impl Say {
    #[must_use]
    pub fn in_lang(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Vi => self.vi,
            Lang::En => self.en,
        }
    }

    /// The same in the other language.
    #[must_use]
    pub fn in_other(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Vi => self.en,
            Lang::En => self.vi,
        }
    }
}

macro_rules! sentences {
    ($($(#[$doc:meta])* $name:ident($($arg:ident: $type:ty),*);)*) => {
        impl Lang {$(
            $(#[$doc])*
            #[must_use]
            pub fn $name(self, $($arg: $type),*) -> String {
                match self {
                    Self::Vi => vi::$name($($arg),*),
                    Self::En => en::$name($($arg),*),
                }
            }
        )*}
    };
}

sentences! {
    /// Why a command is out of order.
    refusal(meeting: &Meeting, refusal: &Refusal);
    /// What was typed and cannot be read.
    unread(misread: &Misread);
    /// A choice of which nobody said how many votes it had.
    choice_uncounted(name: &str);
    /// What speaks against a text.
    doubt(doubt: &Doubt);
    /// What the record still lacks.
    missing(meeting: &Meeting, missing: Missing);
    /// What happened, as the history tells it.
    fact(meeting: &Meeting, fact: &Fact);
    /// A member's class.
    class(class: Class);
    /// How far a meeting has come.
    stage(stage: Stage);
    /// A kind of meeting.
    kind(kind: &Kind);
    /// A kind of note.
    note_kind(kind: &NoteKind);
}

impl Lang {
    /// A text in this language, the other one behind it.
    #[must_use]
    pub fn both(self, say: Say) -> String {
        let (own, other) = (say.in_lang(self), say.in_other(self));
        if own == other { own.to_owned() } else { format!("{own} ({other})") }
    }

    /// The fixed labels of the screen.
    #[must_use]
    pub fn words(self) -> &'static Words {
        match self {
            Self::Vi => &words::VI,
            Self::En => &words::EN,
        }
    }

    /// Why an order changes nothing.
    #[must_use]
    pub fn denial(self, meeting: &Meeting, denial: &Denial) -> String {
        match denial {
            Denial::Refused(refusal) => self.refusal(meeting, refusal),
            Denial::NothingToUndo => self.words().nothing_to_undo.to_owned(),
            Denial::NothingToRedo => self.words().nothing_to_redo.to_owned(),
            Denial::ReadOnly => self.words().read_only_refused.to_owned(),
            Denial::NumberTaken(taken) => self.number_taken(taken),
        }
    }

    /// Guess from the locale: Vietnamese where it says so or nothing, English for any other language.
    #[must_use]
    pub fn of_locale(locale: &str) -> Self {
        let says_nothing = ["", "C", "POSIX"].contains(&locale.split('.').next().unwrap_or(""));
        if says_nothing || locale.starts_with("vi") { Self::Vi } else { Self::En }
    }
}
