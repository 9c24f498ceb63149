//! From what was said of a vote to its count.

use super::votes::{rule_of_tie, voters_unknown, weigh_all};
use crate::domain::{
    Answer, Assurance, Ballot, Casting, Chosen, Conclusion, Count, Ground, Meeting, MemberId,
    Method, Papers, Particulars, Person, Question, Received, Refusal, SheetCount, Slate, SlateKind,
    Tally, Tie,
};

/// The count a ballot describes; agreement nobody counted comes from the roll.
pub(super) fn count(
    meeting: &Meeting,
    ground: &Ground,
    asked: &Conclusion,
    question: &mut Question,
) -> Result<Count, Refusal> {
    require_choices(asked, &question.ballot)?;
    let uncalled = meeting.turnout().uncalled;
    let papers = question.more.papers;
    if question.ballot != Ballot::Answers {
        name_answers(asked, &mut question.more);
    }
    Ok(match &question.ballot {
        // Of ballots the report tells how many agreed, not the roll.
        Ballot::Unanimous if papers.returned.is_some() => {
            Count::Counted(of_papers(papers, Tally::default()))
        }
        Ballot::Except(tally) if papers.returned.is_some() => {
            Count::Counted(of_papers(papers, *tally))
        }
        Ballot::Result { carried } => Count::Uncounted { carried: *carried },
        Ballot::Partly(partial) => Count::Partly(*partial),
        Ballot::Counted(tally) => Count::Counted(ground.accounted(*tally, &question.more)),
        Ballot::Tied => Count::Tied,
        Ballot::Void { reason } => Count::Void { reason: super::require_text(reason.clone())? },
        Ballot::Named(chosen) => named(asked, chosen)?,
        // Where nobody objected nobody counted.
        Ballot::Unanimous if question.method == Some(Method::Consent) => {
            Count::Unanimous { yes: None }
        }
        Ballot::Unanimous => match ground.voters_present {
            None if uncalled > 0 && question.assurance == Assurance::Checked => {
                return Err(voters_unknown(meeting));
            }
            yes => {
                weigh_all(meeting, ground, asked.item, &mut question.more);
                Count::Unanimous { yes }
            }
        },
        // Announced unanimous, nobody was against.
        Ballot::UnanimousBut(tally) if tally.yes.is_some() => {
            let tally = Tally { no: tally.no.or(Some(0)), ..*tally };
            Count::Counted(ground.accounted(tally, &question.more))
        }
        Ballot::Except(tally) | Ballot::UnanimousBut(tally) => {
            Count::Counted(except(meeting, ground, *tally)?)
        }
        Ballot::Choices(votes) => {
            Count::Choices { seats: seats(asked), choices: choices(asked, votes)? }
        }
        Ballot::Answers => answered(meeting, asked, question)?,
        Ballot::Sheets => sheets(asked, question)?,
    })
}

/// The ballots in favour: those that are valid and marked, less those that say otherwise.
pub(super) fn of_papers(papers: Papers, tally: Tally) -> Tally {
    let marked = papers.valid().unwrap_or(0).saturating_sub(papers.blank.unwrap_or(0));
    let others = Tally { yes: None, ..tally };
    Tally { yes: Some(marked.saturating_sub(others.answers())), ..tally }.completed()
}

/// Answers called out before the numbers were typed stay beside them.
pub(super) fn name_answers(asked: &Conclusion, more: &mut Particulars) {
    for (member, answer) in &asked.poll.answers {
        if !more.answers.contains(&(*member, *answer)) {
            more.answers.push((*member, *answer));
        }
    }
    more.answers.sort_by_key(|(member, _)| *member);
}

/// A list is voted on as a whole only where everybody on it can be chosen.
pub(super) fn require_choices(asked: &Conclusion, ballot: &Ballot) -> Result<(), Refusal> {
    let Some(slate) = &asked.slate else { return Ok(()) };
    if matches!(
        ballot,
        Ballot::Choices(_) | Ballot::Sheets | Ballot::Void { .. } | Ballot::Named(_)
    ) {
        return Ok(());
    }
    let (standing, seats) = (slate.standing().len(), slate.open_seats());
    let whole = slate.kind == SlateKind::Election && standing > 0 && !slate.has_surplus();
    if whole { Ok(()) } else { Err(Refusal::NotAsAWhole { standing, seats }) }
}

pub(super) fn except(meeting: &Meeting, ground: &Ground, tally: Tally) -> Result<Tally, Refusal> {
    let present = ground.voters_present.ok_or_else(|| voters_unknown(meeting))?;
    let exceptions = tally.exceptions();
    let too_many = Refusal::TooManyExceptions { sum: exceptions, present };
    let yes = present.checked_sub(exceptions).ok_or(too_many)?;
    Ok(Tally { yes: Some(yes), ..tally }.completed())
}

/// The tally of a roll call, by heads, weight and group.
pub(super) fn answered(
    meeting: &Meeting,
    asked: &Conclusion,
    question: &mut Question,
) -> Result<Count, Refusal> {
    let mut answers: Vec<(MemberId, Answer)> = asked.poll.answers.clone();
    // Answers named with the result are added to those called out.
    answers.append(&mut question.more.answers);
    answers.sort_by_key(|(member, _)| *member);
    if answers.is_empty() {
        return Err(Refusal::NothingPolled);
    }
    let mut heads = Tally::NONE;
    let mut weight = Tally::NONE;
    let mut groups: Vec<(String, Tally)> = Vec::new();
    let (mut weighted, decimals) = (false, meeting.weight_decimals());
    for (id, answer) in &answers {
        heads.add(*answer, 1);
        let Some(member) = meeting.member(*id) else { continue };
        weighted |= member.weight.is_some();
        weight.add(*answer, member.weight.unwrap_or_default().at(decimals));
        if member.group.is_empty() {
            continue;
        }
        if !groups.iter().any(|(name, _)| *name == member.group) {
            groups.push((member.group.clone(), Tally::NONE));
        }
        let group = groups.iter_mut().find(|(name, _)| *name == member.group);
        if let Some((_, tally)) = group {
            tally.add(*answer, 1);
        }
    }
    // In a tie the side of the chair prevails: the chair's own answer tells which that is.
    let chair = answers.iter().find(|(id, _)| meeting.chair == Some(Person::Member(*id)));
    let side = match chair.map(|(_, answer)| answer) {
        Some(Answer::Yes) => Some(Casting::Chair { yes: true }),
        Some(Answer::No) => Some(Casting::Chair { yes: false }),
        _ => None,
    };
    if heads.yes == heads.no && rule_of_tie(meeting, question) == Some(Tie::ChairSide) {
        question.more.casting = question.more.casting.or(side);
    }
    question.more.answers = answers;
    question.more.weight = weighted.then_some(weight);
    question.more.groups = groups;
    Ok(Count::Counted(heads))
}

/// The choices that stand, each with its votes.
pub(super) fn choices(asked: &Conclusion, votes: &[Received]) -> Result<Vec<Chosen>, Refusal> {
    let slate = asked.slate.as_ref().ok_or(Refusal::NoChoices(asked.id))?;
    let standing = slate.standing();
    if standing.len() != votes.len() {
        return Err(Refusal::ChoicesDiffer { stated: votes.len(), standing: standing.len() });
    }
    let chosen = standing.iter().zip(votes).filter_map(|(place, received)| {
        let choice = slate.choices.get(usize::from(*place))?;
        let (name, threshold) = (choice.name.clone(), choice.threshold);
        let Received { votes, withheld } = *received;
        Some(Chosen { name, votes, withheld, threshold })
    });
    Ok(chosen.collect())
}

/// Who was chosen, where nobody stated numbers.
pub(super) fn named(asked: &Conclusion, chosen: &[u16]) -> Result<Count, Refusal> {
    let slate = asked.slate.as_ref().ok_or(Refusal::NoChoices(asked.id))?;
    let name = |place: &u16| slate.choices.get(usize::from(*place)).map(|one| one.name.clone());
    let names: Vec<String> = slate.standing().iter().filter_map(name).collect();
    let (seats, marks) = (seats(asked), u32::try_from(chosen.len()).unwrap_or(u32::MAX));
    if marks > seats {
        return Err(Refusal::TooManyMarks { marks, seats });
    }
    Ok(Count::Named { seats, names, chosen: chosen.to_vec() })
}

pub(super) fn seats(asked: &Conclusion) -> u32 {
    asked.slate.as_ref().map_or(1, Slate::open_seats)
}

/// The count that the sheets of all counters agree on.
pub(super) fn sheets(asked: &Conclusion, question: &mut Question) -> Result<Count, Refusal> {
    let slate = asked.slate.as_ref().ok_or(Refusal::NoChoices(asked.id))?;
    let counts: Vec<SheetCount> = asked
        .poll
        .sheets
        .iter()
        .map(|bundles| SheetCount::of(bundles, slate.choices.len()))
        .collect();
    let entered: Vec<usize> =
        (0..counts.len()).filter(|sheet| counts[*sheet].returned() > 0).collect();
    let Some(first) = entered.first() else { return Err(Refusal::NothingPolled) };
    for other in &entered[1..] {
        let lines = differences(slate, &counts[*first], &counts[*other]);
        if !lines.is_empty() {
            let number = |sheet: usize| u8::try_from(sheet + 1).unwrap_or(u8::MAX);
            return Err(Refusal::SheetsDiffer { sheets: (number(*first), number(*other)), lines });
        }
    }
    let count = &counts[*first];
    let standing = slate.standing();
    let votes: Vec<Received> = standing
        .iter()
        .map(|place| count.votes.get(usize::from(*place)).copied().unwrap_or(0).into())
        .collect();
    let papers = &mut question.more.papers;
    papers.returned = Some(count.returned());
    papers.invalid = Some(count.invalid);
    papers.blank = Some(count.blank);
    Ok(Count::Choices { seats: seats(asked), choices: choices(asked, &votes)? })
}

/// Where two sheets differ: a choice or kind of paper by name, and what each has.
///
/// The names of the kinds of paper are empty for valid, `!` for invalid, `-` for blank.
pub(super) fn differences(
    slate: &Slate,
    one: &SheetCount,
    other: &SheetCount,
) -> Vec<(String, u64, u64)> {
    let names = slate.choices.iter().map(|choice| choice.name.clone());
    let votes = names.zip(one.votes.iter().zip(&other.votes)).map(|(name, (a, b))| (name, *a, *b));
    let papers = [
        (String::new(), one.valid, other.valid),
        ("!".to_owned(), one.invalid, other.invalid),
        ("-".to_owned(), one.blank, other.blank),
    ];
    votes.chain(papers).filter(|(_, a, b)| a != b).collect()
}
