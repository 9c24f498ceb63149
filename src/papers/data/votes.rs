//! The rows of the table of votes.

use super::{Cell, clock};
use crate::domain::{
    Chosen, Conclusion, Count, Decision, Judgment, Measure, Meeting, Outcome, Tally, Test,
    Threshold, Verdict, Vote, Weight, judge,
};
use crate::text::Lang;

/// Every vote on one conclusion, in the order in which they were taken; a vote on several stands
/// with each of them.
pub(super) fn on(
    meeting: &Meeting,
    lang: Lang,
    number: usize,
    conclusion: &Conclusion,
) -> Vec<Vec<Cell>> {
    let votes = meeting.votes.iter().filter_map(|vote| {
        let also = vote.more.also.iter().find(|(id, _)| *id == conclusion.id);
        let text = match also {
            Some((_, text)) => text,
            None if vote.conclusion == conclusion.id => &vote.text,
            None => return None,
        };
        Some(Row { meeting, lang, number, text, vote })
    });
    votes.flat_map(|row| row.all()).collect()
}

/// What all rows of a vote say alike.
struct Row<'a> {
    meeting: &'a Meeting,
    lang: Lang,
    number: usize,
    text: &'a str,
    vote: &'a Vote,
}

impl Row<'_> {
    /// The row of the vote, then one for each choice.
    fn all(&self) -> Vec<Vec<Cell>> {
        let Self { lang, vote, .. } = self;
        let judgment = judge(&vote.ground, &vote.count, &vote.more);
        let (base, needed) = self.measured(&judgment);
        let mut cells = self.beginning();
        let measured = |number| self.cell(number, self.by_weight());
        cells.extend(self.numbers().map(measured));
        cells.extend([
            measured(base),
            Cell::text(lang.threshold(self.threshold(&judgment))),
            measured(needed),
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            Cell::text(lang.verdict(vote, self.meeting.percent_style())),
            self.time(),
            Cell::text(self.doubts()),
        ]);
        let mut rows = vec![cells];
        if let Count::Choices { choices, .. } = &vote.count {
            let tested = choices.iter().zip(&judgment.tests).enumerate();
            rows.extend(tested.map(|(place, (choice, test))| self.choice(place, choice, test)));
        }
        rows
    }

    fn beginning(&self) -> Vec<Cell> {
        let Self { lang, vote, .. } = self;
        let counted =
            if self.is_wordless() { String::new() } else { lang.counted_by(self.by_weight()) };
        vec![
            Cell::place(self.number),
            Cell::text(self.text),
            Cell::text(lang.decision(&vote.decision)),
            Cell::text(vote.method.as_ref().map(|method| lang.method(method)).unwrap_or_default()),
            Cell::text(counted),
        ]
    }

    fn choice(&self, place: usize, choice: &Chosen, test: &Test) -> Vec<Cell> {
        let lang = self.lang;
        let stands = |of: fn(&Outcome) -> &Vec<u16>| match &self.vote.verdict {
            Verdict::Chosen(outcome) => of(outcome).iter().any(|one| usize::from(*one) == place),
            _ => false,
        };
        let result = if stands(|outcome| &outcome.chosen) {
            lang.choice_won(self.vote.decision == Decision::Election)
        } else if stands(|outcome| &outcome.tied) {
            lang.choice_tied()
        } else {
            String::new()
        };
        let mut cells = self.beginning();
        let measured = |number| self.cell(number, self.by_weight());
        cells.extend([const { Cell::Empty }; 5]);
        cells.extend([
            measured(test.base),
            Cell::text(lang.threshold(test.threshold)),
            measured(test.needed),
            Cell::text(&choice.name),
            measured(Some(choice.votes)),
            measured(choice.withheld),
            Cell::text(result),
            self.time(),
            Cell::Empty,
        ]);
        cells
    }

    fn cell(&self, number: Option<u64>, by_weight: bool) -> Cell {
        let decimals = if by_weight { self.vote.ground.decimals } else { 0 };
        Cell::weight(number.map(|units| Weight { units, decimals }))
    }

    fn time(&self) -> Cell {
        let time = self.vote.time.map(|time| clock(self.meeting, time));
        Cell::text(time.unwrap_or_default())
    }

    fn is_wordless(&self) -> bool {
        matches!(
            self.vote.told(),
            Count::Uncounted { .. }
                | Count::Tied
                | Count::Void { .. }
                | Count::Named { .. }
                | Count::Unanimous { yes: None }
        )
    }

    /// The numbers of the row are shares or mandates: the rule counts them, and somebody said them.
    fn by_weight(&self) -> bool {
        let stated = self.vote.more.weight.is_some();
        self.vote.ground.rule.measure == Measure::Weight
            && (stated || matches!(self.vote.count, Count::Choices { .. }))
    }

    /// For, against, of another opinion, abstaining, not voting; as far as they were said.
    fn numbers(&self) -> [Option<u64>; 5] {
        match (self.vote.told(), self.vote.more.weight) {
            (Count::Choices { .. }, _) => [None; 5],
            (_, Some(weight)) if self.by_weight() => weight.numbers(),
            (Count::Counted(tally), _) => self.vote.decided().unwrap_or(tally).numbers(),
            // Where all agreed, nobody was against.
            (Count::Unanimous { yes: Some(yes) }, _) => {
                Tally { yes: Some(yes), ..Tally::NONE }.numbers()
            }
            (
                Count::Unanimous { yes: None }
                | Count::Uncounted { .. }
                | Count::Tied
                | Count::Void { .. }
                | Count::Named { .. },
                _,
            ) => [None; 5],
            (Count::Partly(partial), _) => partial.tally().numbers(),
        }
    }

    fn threshold(&self, judgment: &Judgment) -> Threshold {
        let own = self.vote.ground.rule.threshold;
        match self.vote.count {
            // The number of the rule itself: a choice may need more.
            Count::Choices { .. } => own,
            _ => judgment.main().map_or(own, |test| test.threshold),
        }
    }

    /// The base and the votes needed, in what the numbers of the row are counted by.
    fn measured(&self, judgment: &Judgment) -> (Option<u64>, Option<u64>) {
        // A base of shares says nothing about heads.
        if self.by_weight() != (self.vote.ground.rule.measure == Measure::Weight) {
            return (None, None);
        }
        let base = judgment.main().and_then(|test| test.base);
        let threshold = self.threshold(judgment);
        let same = |test: &&Test| test.threshold == threshold;
        let needed = judgment.tests.iter().find(same).and_then(|test| test.needed);
        (base, needed)
    }

    /// What speaks against the numbers: then, and since the roll was corrected.
    fn doubts(&self) -> String {
        let later = self.meeting.later_doubts(self.vote.id);
        let told = self.vote.doubts.iter().chain(&later);
        let told: Vec<String> =
            told.map(|doubt| self.lang.vote_doubt(self.meeting, doubt)).collect();
        told.join(" ")
    }
}
