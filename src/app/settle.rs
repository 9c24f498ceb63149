//! What is done to a vote that stands in the record: ties settled, corrections of the roll looked
//! at, seats taken.

use crate::domain::{Casting, Command, Count, Refusal, SeatCommand, StandingCommand, Tie, Verdict};

use super::{App, BusinessForm, Effect, Purpose};

impl App {
    pub(super) fn stands_command(&self) -> Option<Command> {
        Some(Command::Standing(StandingCommand::Review {
            conclusion: self.asked()?.id,
            anew: false,
        }))
    }

    pub(super) fn anew_command(&self) -> Option<Command> {
        Some(Command::Standing(StandingCommand::Review {
            conclusion: self.asked()?.id,
            anew: true,
        }))
    }

    pub(super) fn vote_stands(&mut self) -> Vec<Effect> {
        self.give_or(self.stands_command(), Self::no_conclusion)
    }

    pub(super) fn vote_anew(&mut self) -> Vec<Effect> {
        self.give_or(self.anew_command(), Self::no_conclusion)
    }

    fn settle_command(&self, yes: bool) -> Option<Command> {
        let vote = self.opened.as_ref()?.meeting().vote_on(self.asked()?.id)?;
        let casting = match vote.ground.rule.tie {
            Tie::Lot => Casting::Lot { yes },
            _ => Casting::Chair { yes },
        };
        let (conclusion, casting) = (vote.conclusion, Some(casting));
        Some(Command::Standing(StandingCommand::Settle { conclusion, casting, drawn: Vec::new() }))
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
            return self.ask(Purpose::Business(BusinessForm::Draw(id)));
        }
        if let Some(command) = self.settle_command(yes) {
            return self.give(command);
        }
        match self.asked().map(|asked| asked.id) {
            Some(id) => self.refused(&Refusal::NotVoted(id)),
            None => self.no_conclusion(),
        }
    }

    /// Those elected take their seats.
    pub(super) fn seat_elected_command(&self) -> Option<Command> {
        let conclusion = self.asked()?.id;
        Some(Command::Seat(SeatCommand::SeatElected { conclusion, at: crate::domain::At::Now }))
    }

    pub(super) fn seat_elected(&mut self) -> Vec<Effect> {
        self.give_or(self.seat_elected_command(), Self::no_conclusion)
    }
}
