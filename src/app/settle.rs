//! What is done to a vote that stands in the record: ties settled, corrections of the roll looked
//! at, seats taken.

use crate::domain::{Casting, Command, Count, Tie, Verdict};

use super::{App, Effect, Purpose};

impl App {
    pub(super) fn stands_command(&self) -> Option<Command> {
        Some(Command::Review { conclusion: self.asked()?.id, anew: false })
    }

    pub(super) fn anew_command(&self) -> Option<Command> {
        Some(Command::Review { conclusion: self.asked()?.id, anew: true })
    }

    pub(super) fn vote_stands(&mut self) -> Vec<Effect> {
        self.stands_command().map(|command| self.give(command)).unwrap_or_default()
    }

    pub(super) fn vote_anew(&mut self) -> Vec<Effect> {
        self.anew_command().map(|command| self.give(command)).unwrap_or_default()
    }

    fn settle_command(&self, yes: bool) -> Option<Command> {
        let vote = self.opened.as_ref()?.meeting().vote_on(self.asked()?.id)?;
        let casting = match vote.ground.rule.tie {
            Tie::Lot => Casting::Lot { yes },
            _ => Casting::Chair { yes },
        };
        let (conclusion, casting) = (vote.conclusion, Some(casting));
        Some(Command::Settle { conclusion, casting, drawn: Vec::new() })
    }

    pub(super) fn settle_for_command(&self) -> Option<Command> {
        self.settle_command(true)
    }

    pub(super) fn settle_against_command(&self) -> Option<Command> {
        self.settle_command(false)
    }

    /// A tie that was recorded: the chair decides, or the lot.
    pub(super) fn settle(&mut self, yes: bool) -> Vec<Effect> {
        let tied = self.asked().and_then(|asked| {
            let vote = self.opened.as_ref()?.meeting().vote_on(asked.id)?;
            let ballot = matches!(vote.count, Count::Choices { .. });
            let open = matches!(&vote.verdict, Verdict::Chosen(one) if !one.tied.is_empty());
            (ballot && open).then_some(asked.id)
        });
        if let Some(id) = tied {
            return self.ask(Purpose::Draw(id));
        }
        self.settle_command(yes).map(|command| self.give(command)).unwrap_or_default()
    }

    /// Those elected take their seats.
    pub(super) fn seat_elected_command(&self) -> Option<Command> {
        let conclusion = self.asked()?.id;
        Some(Command::SeatElected { conclusion, at: crate::domain::At::Now })
    }

    pub(super) fn seat_elected(&mut self) -> Vec<Effect> {
        self.seat_elected_command().map(|command| self.give(command)).unwrap_or_default()
    }
}
