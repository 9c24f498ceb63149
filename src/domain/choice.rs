//! Ballots with several choices: elections, variants, forms of discipline, levels of confidence.

use super::judgment::{Judgment, Scope, Test, base_of};
use super::{
    Chosen, Decision, Ground, Outcome, Papers, Particulars, Person, Tally, Threshold, Tie, Verdict,
};

/// What the choices on a ballot are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlateKind {
    /// Candidates for seats.
    Election,
    /// Variants, forms or levels.
    Options,
}

/// Why a candidate is no longer on the ballot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gone {
    /// The candidate asked to be taken off.
    Withdrew,
    /// The meeting struck the name off.
    StruckOff,
}

/// One choice on a ballot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub name: String,
    pub nominated_by: Option<Person>,
    pub threshold: Option<Threshold>,
    pub gone: Option<Gone>,
}

/// The ballot of a question with several choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slate {
    pub kind: SlateKind,
    /// How many may be chosen.
    pub seats: u32,
    pub choices: Vec<Choice>,
    /// What is decided by it.
    pub decision: Decision,
    pub tellers: Vec<Person>,
    /// Choices of the next round by their place, after a tie or an open seat; empty: all.
    pub round: Vec<u16>,
    /// Chosen in earlier rounds, by their place.
    pub chosen: Vec<u16>,
}

impl Slate {
    /// Places of the choices that stand in this round.
    #[must_use]
    pub fn standing(&self) -> Vec<u16> {
        let stands = |place: &u16| {
            let choice = self.choices.get(usize::from(*place));
            choice.is_some_and(|choice| choice.gone.is_none())
                && !self.chosen.contains(place)
                && (self.round.is_empty() || self.round.contains(place))
        };
        (0..u16::try_from(self.choices.len()).unwrap_or(u16::MAX)).filter(stands).collect()
    }

    /// Seats still to be filled.
    #[must_use]
    pub fn open_seats(&self) -> u32 {
        self.seats.saturating_sub(u32::try_from(self.chosen.len()).unwrap_or(u32::MAX))
    }

    /// More candidates stand than there are seats.
    #[must_use]
    pub fn has_surplus(&self) -> bool {
        self.standing().len() > self.open_seats() as usize
    }
}

/// One ballot paper as it was read out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Paper {
    /// Places marked; on a list without surplus some lines may count for nobody.
    Marked(Vec<u16>),
    Invalid,
    Blank,
}

/// Papers of one kind, one after another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    pub paper: Paper,
    pub copies: u32,
}

/// Votes by place, and papers by kind, that a sheet of ballots adds up to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetCount {
    pub votes: Vec<u64>,
    pub valid: u64,
    pub invalid: u64,
    pub blank: u64,
}

impl SheetCount {
    /// Count a sheet for this many choices.
    #[must_use]
    pub fn of(bundles: &[Bundle], choices: usize) -> Self {
        let mut count = Self { votes: vec![0; choices], ..Self::default() };
        for bundle in bundles {
            let copies = u64::from(bundle.copies);
            match &bundle.paper {
                Paper::Marked(places) => {
                    count.valid += copies;
                    for place in places {
                        if let Some(votes) = count.votes.get_mut(usize::from(*place)) {
                            *votes += copies;
                        }
                    }
                }
                Paper::Invalid => count.invalid += copies,
                Paper::Blank => count.blank += copies,
            }
        }
        count
    }

    /// All papers.
    #[must_use]
    pub fn returned(&self) -> u64 {
        self.valid + self.invalid + self.blank
    }
}

/// Judge votes for several choices.
///
/// Chosen are those who reach the threshold, the most votes first, within the seats. Equal votes
/// for the last seat choose nobody: the lot or another round among the tied does. Where the rule
/// cumulates, votes for heavier choices count for the next lighter one until one reaches its
/// number.
pub(super) fn choose(
    ground: &Ground,
    seats: u32,
    choices: &[Chosen],
    more: &Particulars,
) -> Judgment {
    let cast = choices.iter().fold(0_u64, |sum, choice| sum.saturating_add(choice.votes));
    // Where every voter names one of several, and no ballots were reported, the answers are all
    // the votes.
    let by_hand = seats == 1 && choices.len() > 1 && more.papers == Papers::default();
    let tally = by_hand.then_some(Tally { yes: Some(cast), ..Tally::NONE });
    let base = base_of(ground, tally, more);
    let mut sum = 0_u64;
    let tests: Vec<Test> = choices
        .iter()
        .map(|choice| {
            sum =
                if ground.rule.cumulate { sum.saturating_add(choice.votes) } else { choice.votes };
            test(ground, choice, sum, base)
        })
        .collect();
    let unknown = tests.iter().any(|test| test.reached.is_none());
    let verdict = if ground.informal {
        Verdict::Informal
    } else if unknown {
        Verdict::Unknown
    } else if ground.rule.cumulate {
        Verdict::Chosen(first_reached(&tests))
    } else {
        let outcome = fill(seats, choices, &tests, &more.drawn);
        let lot = ground.rule.tie == Tie::Lot && outcome.open > 0 && outcome.tied.is_empty();
        Verdict::Chosen(if lot { by_lot(outcome, choices, &more.drawn) } else { outcome })
    };
    let tie = matches!(&verdict, Verdict::Chosen(outcome) if !outcome.tied.is_empty());
    Judgment { tests, with_chair: None, chair_may_not: false, tie, verdict }
}

fn test(ground: &Ground, choice: &Chosen, yes: u64, base: Option<u64>) -> Test {
    let threshold = choice.threshold.unwrap_or(ground.rule.threshold);
    let plurality = threshold == Threshold::Plurality;
    let over = if plurality { Some(0) } else { base };
    let over = over.or((!threshold.is_relative()).then_some(0));
    Test {
        scope: Scope::Choice(choice.name.clone()),
        base_kind: ground.rule.base,
        threshold,
        base,
        yes: Some(yes),
        needed: over.filter(|_| !plurality).map(|over| threshold.needed(over)),
        // More votes than there are is no majority but a mistake.
        reached: over
            .filter(|_| base.is_none_or(|base| choice.marks() <= base))
            .map(|over| threshold.reached(yes, over)),
    }
}

fn place(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}

fn first_reached(tests: &[Test]) -> Outcome {
    match tests.iter().position(|test| test.reached == Some(true)) {
        Some(index) => Outcome { chosen: vec![place(index)], ..Outcome::default() },
        None => Outcome { open: 1, ..Outcome::default() },
    }
}

/// Where the rules leave it to the lot and nobody reached the number: it falls among those who have
/// the most votes, if several have as many for the seats left.
fn by_lot(mut outcome: Outcome, choices: &[Chosen], drawn: &[u16]) -> Outcome {
    let left = |index: &u16| !outcome.chosen.contains(index);
    let votes = |index: &u16| choices[usize::from(*index)].votes;
    let all: Vec<u16> = (0..choices.len()).map(place).filter(left).collect();
    let most = all.iter().map(votes).max().unwrap_or(0);
    let first: Vec<u16> = all.into_iter().filter(|index| votes(index) == most).collect();
    if most == 0 || first.len() <= outcome.open as usize {
        return outcome;
    }
    let lots: Vec<u16> = first.iter().filter(|one| drawn.contains(one)).copied().collect();
    outcome.open = outcome.open.saturating_sub(u32::try_from(lots.len()).unwrap_or(u32::MAX));
    if outcome.open > 0 {
        outcome.tied = first.into_iter().filter(|one| !lots.contains(one)).collect();
    }
    outcome.chosen.extend(lots);
    outcome
}

fn fill(seats: u32, choices: &[Chosen], tests: &[Test], drawn: &[u16]) -> Outcome {
    let mut reached: Vec<usize> =
        (0..choices.len()).filter(|index| tests[*index].reached == Some(true)).collect();
    reached.sort_by_key(|index| std::cmp::Reverse(choices[*index].votes));
    let seats = seats as usize;
    if reached.len() <= seats {
        let open = u32::try_from(seats - reached.len()).unwrap_or(u32::MAX);
        let chosen = reached.into_iter().map(place).collect();
        return Outcome { chosen, tied: Vec::new(), open };
    }
    // Whoever has as many votes as the first one left out is tied with them.
    let edge = choices[reached[seats]].votes;
    let votes = |index: &&usize| choices[**index].votes;
    let mut chosen: Vec<u16> =
        reached.iter().filter(|i| votes(i) > edge).map(|index| place(*index)).collect();
    let mut tied: Vec<u16> =
        reached.iter().filter(|i| votes(i) == edge).map(|index| place(*index)).collect();
    let open = seats - chosen.len();
    if open == 0 {
        return Outcome { chosen, tied: Vec::new(), open: 0 };
    }
    let lots: Vec<u16> =
        tied.iter().filter(|one| drawn.contains(one)).take(open).copied().collect();
    chosen.extend(&lots);
    let left = open - lots.len();
    tied.retain(|one| left > 0 && !lots.contains(one));
    Outcome { chosen, tied, open: u32::try_from(left).unwrap_or(u32::MAX) }
}
