//! The vote box: the fewest keys that say what happened.

mod keys;

use crate::domain::{
    Answer, Assurance, Ballot, Casting, Command, Conclusion, ConclusionId, Decision, Fact, Ground,
    Measure, Meeting, Method, Outright, Papers, Particulars, Pen, Question, Received, Refusal,
    Ruling, Said, Slate, TakenDown, Tally, Tie, Tongue, Vote, decide,
};
use crate::line;
use crate::text::Misread;

/// What a form over the vote box changes in it.
pub(super) type Amendment = Box<dyn Fn(&mut VoteBox)>;

/// A number of the vote box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VoteField {
    Against,
    Other,
    Abstaining,
    /// In the room, but gave no answer.
    Silent,
    For,
    Issued,
    Returned,
    Invalid,
    Blank,
    /// An answer by weight.
    Weight(Answer),
    /// An answer by post or electronically.
    Remote(Answer),
    /// An answer within a group, by its place in the rule.
    Group(u8, Answer),
    /// Votes of a choice, by its place on the slate.
    Choice(u16),
    /// Votes withheld from a choice, by its place on the slate.
    Withheld(u16),
    /// The announced per cent.
    Percent,
}

impl VoteField {
    /// Whether a character can stand in the number.
    fn takes(self, c: char) -> bool {
        c.is_ascii_digit()
            || match self {
                Self::Percent => matches!(c, ',' | '.' | ' '),
                Self::Weight(_) | Self::Choice(_) | Self::Withheld(_) => matches!(c, ',' | '.'),
                _ => false,
            }
    }

    /// How many characters it can have.
    fn room(self) -> usize {
        if self == Self::Percent { 60 } else { 15 }
    }
}

/// What is typed about a vote, not yet recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoteBox {
    pub conclusion: ConclusionId,
    /// Further questions settled by the same vote.
    pub also: Vec<ConclusionId>,
    pub decision: Decision,
    pub method: Option<Method>,
    /// The numbers in the order of the body's forms, as typed.
    pub numbers: Vec<(VoteField, String)>,
    pub at: usize,
    /// The result as it was stated.
    pub result: Option<bool>,
    /// "Unanimous" was announced, whatever exceptions stand beside it.
    pub unanimous: bool,
    /// How the chair voted, or decided a tie, or how the lot fell.
    pub casting: Option<bool>,
    pub ruling: Option<Ruling>,
    /// Why the vote is void, where it is.
    pub void: Option<String>,
    /// Who or what was chosen without numbers, by place among the choices that stand.
    pub elected: Vec<u16>,
    /// Doubts are to be printed in the minutes.
    pub noted: bool,
    /// The numbers were refused once; the next Enter records them as stated.
    pub insisted: bool,
}

const BY_WEIGHT: [VoteField; 3] = [
    VoteField::Weight(Answer::Yes),
    VoteField::Weight(Answer::No),
    VoteField::Weight(Answer::Abstain),
];

const BY_POST: [VoteField; 3] = [
    VoteField::Remote(Answer::Yes),
    VoteField::Remote(Answer::No),
    VoteField::Remote(Answer::Abstain),
];

const PAPERS: [VoteField; 4] =
    [VoteField::Issued, VoteField::Returned, VoteField::Invalid, VoteField::Blank];

impl VoteBox {
    fn new(asked: &Conclusion, meeting: &Meeting, method: Option<Method>) -> Self {
        let profile = meeting.profile.as_ref();
        let decision =
            profile.map_or(Decision::Resolution, |profile| asked.usual_decision(profile));
        let party = profile.is_some_and(|p| p.tongue == Tongue::PartyVietnamese);
        let mut fields: Vec<VoteField> = match &asked.slate {
            Some(slate) => choice_fields(slate),
            None if party => {
                vec![VoteField::Against, VoteField::Other, VoteField::Abstaining, VoteField::For]
            }
            None => vec![VoteField::Against, VoteField::Abstaining, VoteField::For],
        };
        let rule = profile.and_then(|profile| profile.rule(&decision));
        if let Some(rule) = rule.filter(|_| asked.slate.is_none()) {
            if rule.measure != Measure::Heads {
                fields.extend(BY_WEIGHT);
            }
            for group in 0..u8::try_from(rule.groups.len()).unwrap_or(0) {
                let answers = [Answer::Yes, Answer::No, Answer::Abstain];
                fields.extend(answers.map(|answer| VoteField::Group(group, answer)));
            }
        }
        // A form that the rules prescribe needs no key.
        let prescribed = rule.and_then(|rule| rule.methods.first().cloned());
        Self {
            conclusion: asked.id,
            also: Vec::new(),
            decision,
            method: prescribed.or(method),
            numbers: fields.into_iter().map(|field| (field, String::new())).collect(),
            at: 0,
            result: None,
            unanimous: false,
            casting: None,
            ruling: None,
            void: None,
            elected: Vec::new(),
            noted: false,
            insisted: false,
        }
    }

    /// Whether anything was said of the vote.
    #[must_use]
    pub fn is_touched(&self) -> bool {
        let numbers = self.numbers.iter().any(|(_, number)| !number.is_empty());
        let said = self.result.is_some() || self.unanimous || self.casting.is_some();
        numbers || said || self.void.is_some()
    }

    fn changed(&mut self) {
        self.insisted = false;
    }

    pub(super) fn digit(&mut self, digit: char) {
        if let Some((field, number)) = self.numbers.get_mut(self.at)
            && field.takes(digit)
            && number.len() < field.room()
        {
            number.push(digit);
        }
        self.changed();
    }

    pub(super) fn backspace(&mut self) {
        if let Some((_, number)) = self.numbers.get_mut(self.at) {
            number.pop();
        }
        self.changed();
    }

    /// Whether a typed character belongs to the current number.
    pub(super) fn takes(&self, c: char) -> bool {
        self.numbers.get(self.at).is_some_and(|(field, _)| field.takes(c))
    }

    fn number(&self, field: VoteField) -> Option<u64> {
        let (_, number) = self.numbers.iter().find(|(other, _)| *other == field)?;
        number.parse().ok()
    }

    /// Decimals of the unit in which a number is counted.
    fn decimals(&self, field: VoteField, meeting: &Meeting) -> u8 {
        let weighs = match field {
            VoteField::Weight(_) => true,
            VoteField::Choice(_) | VoteField::Withheld(_) => meeting.counts_weight(&self.decision),
            _ => false,
        };
        if weighs { meeting.weight_decimals() } else { 0 }
    }

    /// A number in units of its decimals.
    fn measured(&self, field: VoteField, meeting: &Meeting) -> Option<u64> {
        let (_, text) = self.numbers.iter().find(|(other, _)| *other == field)?;
        line::in_units(text, self.decimals(field, meeting)).ok()
    }

    /// A number that cannot be read as what it counts.
    fn unread(&self, meeting: &Meeting) -> Option<Misread> {
        let counts = |field: VoteField| field != VoteField::Percent;
        let typed = self.numbers.iter().filter(|(field, text)| counts(*field) && !text.is_empty());
        typed
            .map(|(field, text)| line::in_units(text, self.decimals(*field, meeting)))
            .find_map(Result::err)
    }

    /// Show further numbers, or hide those that are still empty.
    fn toggle(&mut self, fields: &[VoteField]) {
        let there = self.numbers.iter().any(|(field, _)| fields.contains(field));
        if there {
            self.numbers.retain(|(field, text)| !fields.contains(field) || !text.is_empty());
            self.at = self.at.min(self.numbers.len().saturating_sub(1));
        } else {
            self.at = self.numbers.len();
            self.numbers.extend(fields.iter().map(|field| (*field, String::new())));
        }
    }

    fn tally(&self, meeting: &Meeting, of: impl Fn(Answer) -> VoteField) -> Option<Tally> {
        let answers = [Answer::Yes, Answer::No, Answer::Abstain];
        let stated = answers.map(|answer| self.measured(of(answer), meeting));
        if stated.iter().all(Option::is_none) {
            return None;
        }
        let [yes, no, abstained] = stated;
        Some(Tally { yes, no, abstained, ..Tally::default() })
    }

    /// What was typed, as the rules take it.
    #[must_use]
    pub fn ballot(&self, asked: &Conclusion, meeting: &Meeting) -> Ballot {
        let [yes, no, other, abstained, silent] = [
            VoteField::For,
            VoteField::Against,
            VoteField::Other,
            VoteField::Abstaining,
            VoteField::Silent,
        ]
        .map(|field| self.number(field));
        let result = self.result.map(|yes| if yes { Outright::Carried } else { Outright::Lost });
        let said = Said {
            void: self.void.clone(),
            named: (!self.elected.is_empty()).then(|| self.elected.clone()),
            choices: self.choices(meeting),
            result: result.or(self.unanimous.then_some(Outright::Unanimous)),
            counts: Tally { yes, no, other, abstained, silent },
            groups: self.groups_total(meeting),
            weighed: self.tally(meeting, VoteField::Weight).is_some(),
            no_exceptions: false,
            taken_down: match &asked.poll {
                poll if !poll.answers.is_empty() => Some(TakenDown::Answers),
                poll if !poll.sheets.is_empty() => Some(TakenDown::Sheets),
                _ => None,
            },
        };
        // Whoever says nothing says that everybody agreed.
        said.ballot().unwrap_or(Ballot::Unanimous)
    }

    /// Numbers stand beside a result that leaves no place for them.
    fn tells_two_results(&self) -> bool {
        let counts = |field: &VoteField| !PAPERS.contains(field) && *field != VoteField::Percent;
        let counted = self.numbers.iter().any(|(field, text)| counts(field) && !text.is_empty());
        let wordless = self.void.is_some() || !self.elected.is_empty();
        let whole = self.result.is_some() || self.unanimous;
        let of_choices = |(field, text): &(VoteField, String)| {
            matches!(field, VoteField::Choice(_) | VoteField::Withheld(_)) && !text.is_empty()
        };
        (wordless && (counted || whole))
            || (whole && self.numbers.iter().any(of_choices))
            || (self.void.is_some() && !self.elected.is_empty())
    }

    /// Votes of the choices that stand, in their order, if any were typed.
    fn choices(&self, meeting: &Meeting) -> Option<Vec<Received>> {
        let places = self.numbers.iter().filter_map(|(field, _)| match field {
            VoteField::Choice(place) => Some(*place),
            _ => None,
        });
        let stated = |place| {
            let withheld = self.measured(VoteField::Withheld(place), meeting);
            (self.measured(VoteField::Choice(place), meeting), withheld)
        };
        let choices: Vec<_> = places.map(stated).collect();
        let any = choices.iter().any(|(votes, withheld)| votes.or(*withheld).is_some());
        let received = |(votes, withheld): &(Option<u64>, Option<u64>)| Received {
            votes: votes.unwrap_or(0),
            withheld: *withheld,
        };
        any.then(|| choices.iter().map(received).collect())
    }

    /// A choice without a number beside others that have one: nobody said that it is none, unless
    /// no vote is left for it.
    fn uncounted<'a>(&self, meeting: &'a Meeting) -> Option<&'a str> {
        let asked = meeting.conclusion(self.conclusion)?;
        let Ballot::Choices(votes) = self.ballot(asked, meeting) else { return None };
        let returned = self.number(VoteField::Returned);
        let voters = self.ground(meeting).and_then(|ground| ground.voters_present);
        let seats = asked.slate.as_ref().map_or(1, Slate::open_seats).max(1);
        let most = returned.or(voters).map(|ballots| ballots.saturating_mul(u64::from(seats)));
        let sum = votes.iter().fold(0_u64, |sum, one| sum.saturating_add(one.votes));
        if most.is_some_and(|most| sum >= most) {
            return None;
        }
        let empty = self.numbers.iter().find_map(|(field, text)| match field {
            VoteField::Choice(place) if text.is_empty() => Some(*place),
            _ => None,
        });
        let choice = asked.slate.as_ref()?.choices.get(usize::from(empty?))?;
        Some(&choice.name)
    }

    fn groups(&self, meeting: &Meeting) -> Vec<(u8, Tally)> {
        (0..=u8::MAX)
            .take_while(|group| {
                let field = VoteField::Group(*group, Answer::Yes);
                self.numbers.iter().any(|(other, _)| *other == field)
            })
            .filter_map(|group| Some((group, self.tally(meeting, |a| VoteField::Group(group, a))?)))
            .collect()
    }

    fn groups_total(&self, meeting: &Meeting) -> Option<Tally> {
        self.groups(meeting).into_iter().map(|(_, tally)| tally).reduce(Tally::plus)
    }

    fn particulars(&self, meeting: &Meeting) -> Particulars {
        let rule = meeting.profile.as_ref().and_then(|profile| profile.rule(&self.decision));
        let group = |(index, tally): (u8, Tally)| {
            let name = rule.and_then(|rule| rule.groups.get(usize::from(index)));
            (name.map_or(String::new(), |group| group.name.clone()), tally)
        };
        let lot = rule.is_some_and(|rule| rule.tie == Tie::Lot);
        let casting =
            self.casting.map(|yes| if lot { Casting::Lot { yes } } else { Casting::Chair { yes } });
        let percent = self.numbers.iter().find(|(field, _)| *field == VoteField::Percent);
        let percent = percent.map(|(_, text)| text).filter(|text| !text.is_empty());
        Particulars {
            weight: self.tally(meeting, VoteField::Weight),
            remote: self.tally(meeting, VoteField::Remote),
            papers: Papers {
                issued: self.number(VoteField::Issued),
                returned: self.number(VoteField::Returned),
                invalid: self.number(VoteField::Invalid),
                blank: self.number(VoteField::Blank),
            },
            groups: self.groups(meeting).into_iter().map(group).collect(),
            casting,
            percent: percent.map(|text| format!("{text}%")),
            ruling: self.ruling.clone(),
            noted: self.noted,
            ..Particulars::default()
        }
    }

    /// The command that Enter gives.
    #[must_use]
    pub fn command(&self, meeting: &Meeting) -> Option<Command> {
        let asked = meeting.conclusion(self.conclusion)?;
        Some(Command::Vote(Box::new(Question {
            conclusion: self.conclusion,
            also: self.also.clone(),
            decision: self.decision.clone(),
            method: self.method.clone(),
            ballot: self.ballot(asked, meeting),
            more: self.particulars(meeting),
            assurance: if self.insisted { Assurance::AsStated } else { Assurance::Checked },
        })))
    }

    /// What the vote is measured against.
    #[must_use]
    pub fn ground(&self, meeting: &Meeting) -> Option<Ground> {
        let rule = meeting.profile.as_ref()?.rule(&self.decision)?;
        let mut rule = rule.clone();
        if let Some(ruling) = &self.ruling {
            rule.base = ruling.base.unwrap_or(rule.base);
            rule.threshold = ruling.threshold.unwrap_or(rule.threshold);
        }
        meeting.ground_of(&rule, meeting.conclusion(self.conclusion)?.item)
    }

    /// The vote that Enter would record, or what stands against it.
    ///
    /// # Errors
    /// The refusal of the rules.
    pub fn outlook(&self, meeting: &Meeting, pen: Pen) -> Result<Vote, Refusal> {
        let command = self.command(meeting).ok_or(Refusal::Gone)?;
        let facts = decide(meeting, command, pen)?;
        let vote = facts.into_iter().find_map(|fact| match fact {
            Fact::VoteTaken(vote) => Some(*vote),
            _ => None,
        });
        vote.ok_or(Refusal::Gone)
    }
}

fn choice_fields(slate: &Slate) -> Vec<VoteField> {
    slate.standing().into_iter().map(VoteField::Choice).collect()
}
