//! What can lie over a screen: a closed set.

use crate::domain::Command;

use super::{Counting, Form, Menu, Pager, PaperList, Prompt, RollVote, Scope, Topic, VoteBox};

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
    Papers(PaperList),
    Confirm(Confirm),
}

/// A question to be answered by yes or no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Confirm {
    /// Remove a thing that was recorded; its name is shown.
    Remove { name: String, command: Box<Command> },
    /// Fix the papers.
    Seal,
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
            Self::Pager(pager) => match pager.topic {
                Topic::Reading => Scope::Reading,
                Topic::Missing => Scope::Missing,
                Topic::Paper(_) => Scope::Paper,
                Topic::Help | Topic::History | Topic::Explain if pager.find.typing => Scope::Find,
                Topic::Help | Topic::History | Topic::Explain => Scope::Pager,
            },
            Self::Menu(_) => Scope::Menu,
            Self::Prompt(_) => Scope::Prompt,
            Self::Papers(_) => Scope::Papers,
            Self::Confirm(_) => Scope::Confirm,
        }
    }
}
