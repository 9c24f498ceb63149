//! What can lie over a screen: a closed set.

use crate::domain::Command;

use super::{Counting, Form, Menu, Pager, Prompt, RollVote, Scope, VoteBox};

/// Something over the screen. The last one on the stack has the keys.
#[derive(Debug)]
pub enum Dialog {
    Form(Form),
    Vote(VoteBox),
    Roll(RollVote),
    Counting(Counting),
    Pager(Pager),
    Menu(Menu),
    Prompt(Prompt),
    Confirm(Confirm),
}

/// A question to be answered by yes or no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Confirm {
    /// Remove a thing that was recorded; its name is shown.
    Remove { name: String, command: Box<Command> },
    /// Leave though something is not on disk.
    QuitUnsaved,
}

impl Dialog {
    /// Which keys work here.
    #[must_use]
    pub fn scope(&self) -> Scope {
        match self {
            Self::Form(_) => Scope::Form,
            Self::Vote(_) => Scope::Vote,
            Self::Roll(_) => Scope::RollVote,
            Self::Counting(_) => Scope::Counting,
            Self::Pager(pager) if pager.is_reading() => Scope::Reading,
            Self::Pager(_) => Scope::Pager,
            Self::Menu(_) => Scope::Menu,
            Self::Prompt(_) => Scope::Prompt,
            Self::Confirm(_) => Scope::Confirm,
        }
    }
}
