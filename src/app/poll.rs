//! Votes under way: the roll called name by name, and ballots read out one by one. Every answer
//! and every ballot is a fact of its own.

use crate::domain::{
    Answer, Bundle, Command, Conclusion, ConclusionId, MemberId, Paper, PollCommand, Refusal,
    Slate, Tongue,
};
use crate::journal::{Act, Order};
use crate::text::Misread;

use super::{App, Chord, Dialog, Effect, Tone};

/// The roll of a vote by name: the next voter to answer is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollVote {
    pub conclusion: ConclusionId,
    pub member: Option<MemberId>,
    /// Letters that find a name.
    pub search: String,
    /// Voters that the letters find, the best first.
    pub hits: Vec<MemberId>,
}

/// A counter's sheet: the ballot being read out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counting {
    pub conclusion: ConclusionId,
    /// Which counter's sheet, from 0.
    pub sheet: u8,
    /// Places marked on the ballot at hand: chosen, or struck.
    pub marks: Vec<u16>,
    /// The marks are those struck; all others on the ballot are chosen.
    pub striking: bool,
    /// A number typed for a choice that has no letter.
    pub number: String,
}

/// The letter of a choice in the counting box; none after the twenty-sixth.
#[must_use]
pub fn letter_of(place: u16) -> Option<char> {
    u8::try_from(place).ok().filter(|place| *place < 26).map(|place| char::from(b'a' + place))
}

impl Counting {
    /// The ballot as it would be entered.
    #[must_use]
    pub fn paper(&self, slate: &Slate, blank_is_invalid: bool) -> Paper {
        let standing = slate.standing();
        if self.striking {
            let kept = standing.into_iter().filter(|place| !self.marks.contains(place));
            return Paper::Marked(kept.collect());
        }
        if !self.marks.is_empty() {
            return Paper::Marked(self.marks.clone());
        }
        // Nobody chosen on a list with a surplus is no valid ballot under the Party's rules.
        if blank_is_invalid && slate.has_surplus() { Paper::Invalid } else { Paper::Blank }
    }
}

/// The roll call of a vote.
impl App {
    pub(super) fn open_roll_vote(&mut self) -> Vec<Effect> {
        let Some(vote) = self.vote_box() else { return Vec::new() };
        let conclusion = vote.conclusion;
        let search = String::new();
        let member = None;
        self.dialogs.push(Dialog::Roll(RollVote { conclusion, member, search, hits: Vec::new() }));
        self.next_voter();
        Vec::new()
    }

    fn polled(&self, id: ConclusionId) -> Option<&Conclusion> {
        self.opened.as_ref()?.meeting().conclusion(id)
    }

    fn roll_vote(&mut self) -> Option<&mut RollVote> {
        match self.dialogs.last_mut() {
            Some(Dialog::Roll(roll)) => Some(roll),
            _ => None,
        }
    }

    /// Choose the next voter who has not answered, after the chosen one.
    fn next_voter(&mut self) {
        let Some(Dialog::Roll(roll)) = self.dialogs.last() else { return };
        let (id, from) = (roll.conclusion, roll.member);
        let Some(asked) = self.polled(id) else { return };
        let Some(opened) = &self.opened else { return };
        let voters: Vec<MemberId> =
            opened.meeting().voters(asked).map(|member| member.id).collect();
        let at = voters.iter().position(|voter| Some(*voter) == from).unwrap_or(0);
        let (before, after) = voters.split_at(at.min(voters.len()));
        let open = |voter: &&MemberId| asked.poll.answer_of(**voter).is_none();
        let next = after.iter().chain(before).find(open).or(voters.get(at)).copied();
        if let Some(roll) = self.roll_vote() {
            roll.member = next;
            roll.search.clear();
            roll.hits.clear();
        }
    }

    pub(super) fn roll_answer(&mut self, answer: Answer) -> Vec<Effect> {
        let Some(Dialog::Roll(roll)) = self.dialogs.last() else { return Vec::new() };
        let (conclusion, Some(member)) = (roll.conclusion, roll.member) else {
            return self.refused(&Refusal::NobodyToAnswer);
        };
        let found = !roll.search.is_empty();
        let command =
            Command::Poll(PollCommand::Answer { conclusion, members: vec![member], answer });
        let Some(effects) = self.order(Order::Do(command)) else { return Vec::new() };
        if found {
            let told = self.opened.as_ref().and_then(|opened| opened.journal.entries().last());
            let text = told.map(|entry| self.tell_entry(entry, 1)).unwrap_or_default();
            self.tell(Tone::Good, text);
        }
        self.next_voter();
        effects
    }

    pub(super) fn roll_rest(&mut self) -> Vec<Effect> {
        let Some(Dialog::Roll(roll)) = self.dialogs.last() else { return Vec::new() };
        let (conclusion, answer) = (roll.conclusion, Answer::Yes);
        self.give(Command::Poll(PollCommand::AnswerRest { conclusion, answer }))
    }

    pub(super) fn roll_step(&mut self, by: isize) -> Vec<Effect> {
        let Some(Dialog::Roll(roll)) = self.dialogs.last() else { return Vec::new() };
        let Some(asked) = self.polled(roll.conclusion) else { return Vec::new() };
        let Some(opened) = &self.opened else { return Vec::new() };
        let list: Vec<MemberId> = if roll.hits.is_empty() {
            opened.meeting().voters(asked).map(|member| member.id).collect()
        } else {
            roll.hits.clone()
        };
        let at = list.iter().position(|voter| Some(*voter) == roll.member).unwrap_or(0);
        let next = at.saturating_add_signed(by).min(list.len().saturating_sub(1));
        let next = list.get(next).copied();
        if let Some(roll) = self.roll_vote() {
            roll.member = next.or(roll.member);
        }
        Vec::new()
    }

    /// Everybody has answered: record the vote. Otherwise go back to the box, which says who is
    /// missing.
    ///
    /// A name that was just found is chosen first: Enter then means the name, not the vote.
    pub(super) fn roll_done(&mut self) -> Vec<Effect> {
        if let Some(roll) = self.roll_vote().filter(|roll| !roll.search.is_empty()) {
            roll.search.clear();
            roll.hits.clear();
            return Vec::new();
        }
        let Some(Dialog::Roll(roll)) = self.dialogs.last() else { return Vec::new() };
        if self.polled(roll.conclusion).is_some_and(|asked| asked.poll.answers.is_empty()) {
            self.refuse(&Refusal::NothingPolled);
            return Vec::new();
        }
        self.dialogs.pop();
        self.vote_record()
    }

    /// Letters find a voter; a digit takes the hit of that number.
    pub(super) fn roll_search(&mut self, c: char) {
        let Some(Dialog::Roll(roll)) = self.dialogs.last() else { return };
        let Some(asked) = self.polled(roll.conclusion) else { return };
        let Some(opened) = &self.opened else { return };
        if let Some(number) = c.to_digit(10) {
            let hit = roll.hits.get((number as usize).wrapping_sub(1)).copied();
            if let (Some(hit), Some(roll)) = (hit, self.roll_vote()) {
                roll.member = Some(hit);
                roll.hits.clear();
            } else {
                self.unknown_key(Chord::char(c));
            }
            return;
        }
        let mut typed = if roll.hits.is_empty() { String::new() } else { roll.search.clone() };
        typed.push(c);
        let voters: Vec<MemberId> =
            opened.meeting().voters(asked).map(|member| member.id).collect();
        let hits: Vec<MemberId> = opened
            .named(&typed)
            .into_iter()
            .filter(|id| voters.binary_search(id).is_ok())
            .collect();
        if hits.is_empty() {
            self.tell(Tone::Bad, self.lang.misread(&Misread::Nobody(typed)));
        } else if let Some(roll) = self.roll_vote() {
            roll.member = hits.first().copied();
            roll.search = typed;
            roll.hits = hits;
        }
    }

    pub(super) fn roll_backspace(&mut self) {
        if let Some(roll) = self.roll_vote() {
            roll.search.clear();
            roll.hits.clear();
        }
    }
}

/// Ballots read out.
impl App {
    pub(super) fn open_counting(&mut self) -> Vec<Effect> {
        let Some(vote) = self.vote_box() else { return Vec::new() };
        let conclusion = vote.conclusion;
        let Some(asked) = self.polled(conclusion) else { return Vec::new() };
        if asked.slate.is_none() {
            self.refuse(&Refusal::NoChoices(conclusion));
            return Vec::new();
        }
        self.dialogs.push(Dialog::Counting(Counting {
            conclusion,
            sheet: 0,
            marks: Vec::new(),
            striking: false,
            number: String::new(),
        }));
        Vec::new()
    }

    fn counting(&mut self) -> Option<&mut Counting> {
        match self.dialogs.last_mut() {
            Some(Dialog::Counting(counting)) => Some(counting),
            _ => None,
        }
    }

    fn counted_slate(&self) -> Option<&Slate> {
        let Some(Dialog::Counting(counting)) = self.dialogs.last() else { return None };
        self.polled(counting.conclusion)?.slate.as_ref()
    }

    /// A letter marks its choice, or takes the mark back; digits make a number for Space.
    pub(super) fn count_typed(&mut self, c: char) {
        if c.is_ascii_digit() {
            if let Some(counting) = self.counting().filter(|counting| counting.number.len() < 3) {
                counting.number.push(c);
            }
            return;
        }
        let standing = self.counted_slate().map(Slate::standing).unwrap_or_default();
        let letter = crate::text::fold(&c.to_string());
        let index = letter.bytes().next().and_then(|b| b.checked_sub(b'a')).map(usize::from);
        self.mark_choice(index.and_then(|index| standing.get(index)).copied());
    }

    /// Space: the number that was typed marks its choice.
    pub(super) fn count_number(&mut self) -> Vec<Effect> {
        let standing = self.counted_slate().map(Slate::standing).unwrap_or_default();
        let Some(counting) = self.counting() else { return Vec::new() };
        let number: usize = counting.number.parse().unwrap_or(0);
        counting.number.clear();
        self.mark_choice(standing.get(number.wrapping_sub(1)).copied());
        Vec::new()
    }

    fn mark_choice(&mut self, place: Option<u16>) {
        let Some(place) = place else {
            self.nothing(self.lang.words().no_such_choice);
            return;
        };
        let Some(counting) = self.counting() else { return };
        match counting.marks.iter().position(|other| *other == place) {
            Some(index) => {
                counting.marks.remove(index);
            }
            None => counting.marks.push(place),
        }
    }

    fn enter_paper(&mut self, paper: Paper) -> Vec<Effect> {
        let Some(Dialog::Counting(counting)) = self.dialogs.last() else { return Vec::new() };
        let (conclusion, sheet) = (counting.conclusion, counting.sheet);
        let command = Command::Poll(PollCommand::EnterPaper {
            conclusion,
            sheet,
            bundle: Bundle { paper, copies: 1 },
        });
        let Some(effects) = self.order(Order::Do(command)) else { return Vec::new() };
        if let Some(counting) = self.counting() {
            counting.marks.clear();
            counting.number.clear();
        }
        effects
    }

    /// Enter: the ballot at hand is done.
    pub(super) fn count_paper(&mut self) -> Vec<Effect> {
        let tongue = self.opened.as_ref().and_then(|opened| opened.meeting().profile.as_ref());
        let party = tongue.is_some_and(|profile| profile.tongue == Tongue::PartyVietnamese);
        let Some(Dialog::Counting(counting)) = self.dialogs.last() else { return Vec::new() };
        let Some(slate) = self.counted_slate() else { return Vec::new() };
        let paper = counting.paper(slate, party);
        self.enter_paper(paper)
    }

    pub(super) fn count_invalid(&mut self) -> Vec<Effect> {
        self.enter_paper(Paper::Invalid)
    }

    /// One more ballot like the last one of this sheet.
    pub(super) fn count_same(&mut self) -> Vec<Effect> {
        let Some(Dialog::Counting(counting)) = self.dialogs.last() else { return Vec::new() };
        let sheet = usize::from(counting.sheet);
        let asked = self.polled(counting.conclusion);
        let last = asked.and_then(|asked| asked.poll.sheets.get(sheet)).and_then(|s| s.last());
        let paper = last.map(|bundle| bundle.paper.clone());
        match paper {
            Some(paper) => self.enter_paper(paper),
            None => self.nothing(self.lang.words().no_ballot_yet),
        }
    }

    pub(super) fn count_striking(&mut self) -> Vec<Effect> {
        if let Some(counting) = self.counting() {
            counting.striking = !counting.striking;
        }
        Vec::new()
    }

    /// The next counter's sheet: three of them, each blind to the others.
    pub(super) fn count_sheet(&mut self) -> Vec<Effect> {
        if let Some(counting) = self.counting() {
            counting.sheet = (counting.sheet + 1) % 3;
            counting.marks.clear();
            counting.number.clear();
        }
        Vec::new()
    }

    /// Take back the last ballot, and nothing but a ballot.
    pub(super) fn count_undo(&mut self) -> Vec<Effect> {
        let sheet_here = match self.dialogs.last() {
            Some(Dialog::Counting(counting)) => Some((counting.conclusion, counting.sheet)),
            _ => None,
        };
        let last = self.opened.as_ref().and_then(|opened| opened.journal.undoable(self.pen().desk));
        // Another counter's sheet is not this one's to mend.
        let polled = last.is_some_and(|entry| match &entry.act {
            Act::Did(facts) => facts.iter().all(|fact| {
                use crate::domain::Fact;
                match fact {
                    Fact::PaperEntered { conclusion, sheet, .. } => {
                        sheet_here.is_none_or(|here| here == (*conclusion, *sheet))
                    }
                    Fact::VotersAnswered { .. } => true,
                    _ => false,
                }
            }),
            Act::Undid(_) | Act::Redid(_) => false,
        });
        if polled { self.undo() } else { self.nothing(self.lang.words().nothing_to_undo) }
    }

    pub(super) fn count_backspace(&mut self) {
        if let Some(counting) = self.counting()
            && counting.number.pop().is_none()
        {
            counting.marks.pop();
        }
    }
}
