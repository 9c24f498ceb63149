//! Holding the numbers of a vote against the room, the ballots and each other.
//!
//! Whatever was stated is kept; a doubt stands beside it.

use super::judge::{judge, percent_fits, percent_possible, percent_read};
use super::{
    Answer, Base, Chosen, Count, Ground, Judgment, Measure, Papers, Partial, Particulars, Tally,
    Threshold, Verdict, VoteDoubt, Weight, WeightGround,
};

/// What speaks against the numbers of a vote, the gravest first. A bare result has none.
#[must_use]
pub fn reconcile(ground: &Ground, count: &Count, more: &Particulars) -> Vec<VoteDoubt> {
    let mut doubts = Vec::new();
    let tally = match count {
        Count::Counted(tally) => Some(*tally),
        Count::Unanimous { .. } | Count::Uncounted { .. } | Count::Partly(_) => None,
        Count::Tied | Count::Void { .. } | Count::Named { .. } | Count::Choices { .. } => None,
    };
    doubts.extend(beyond_count(ground, count));
    if let Some(tally) = tally {
        against_room(&mut doubts, ground, tally, more);
        against_weight(&mut doubts, ground, tally, more);
        against_groups(&mut doubts, ground, tally, more);
    }
    if let Count::Partly(partial) = count {
        doubts.extend(partly_too_many(ground, *partial));
        doubts.extend(contradiction(ground, *partial, more));
    }
    doubts.extend(percent_contradicts(ground, count, more));
    against_papers(&mut doubts, ground, count, more);
    if let Some(tally) = tally.or(agreed(count)) {
        against_names(&mut doubts, tally, more);
    }
    if let Some(percent) = &more.percent {
        against_percent(&mut doubts, ground, count, more, percent);
    }
    let judgment = judge(ground, count, more);
    doubts.extend(papers_missing(ground, count, &judgment));
    if judgment.chair_may_not {
        doubts.push(VoteDoubt::ChairMayNot);
    }
    doubts
}

/// Numbers stated with a result that are together more than the voters there.
fn partly_too_many(ground: &Ground, partial: Partial) -> Option<VoteDoubt> {
    let stated = partial.tally().sum();
    let present = ground.voters_present.filter(|present| stated > *present)?;
    Some(VoteDoubt::TooMany { sum: stated, present })
}

/// Whether the per cent announced with a bare result decides it the other way.
fn percent_contradicts(ground: &Ground, count: &Count, more: &Particulars) -> Option<VoteDoubt> {
    if let (Count::Uncounted { carried }, None, Some(percent)) =
        (count, more.casting, &more.percent)
        && percent_decides(ground.rule.threshold, percent) == Some(!carried)
    {
        return Some(VoteDoubt::Contradicts { carried: *carried });
    }
    None
}

/// Where all agreed, a name beside it that did not agree speaks against it.
fn agreed(count: &Count) -> Option<Tally> {
    match count {
        Count::Unanimous { yes } => {
            Some(Tally { yes: Some(yes.unwrap_or(u64::MAX)), ..Tally::NONE })
        }
        Count::Counted(_)
        | Count::Uncounted { .. }
        | Count::Tied
        | Count::Void { .. }
        | Count::Named { .. }
        | Count::Partly(_)
        | Count::Choices { .. } => None,
    }
}

/// Whether the base is one of ballots, and nobody stated how many there were.
fn papers_missing(ground: &Ground, count: &Count, judgment: &Judgment) -> Option<VoteDoubt> {
    let by_papers =
        matches!(ground.rule.base, Base::Cast | Base::Valid | Base::Returned | Base::Issued);
    let lacks = judgment.main().is_some_and(|test| test.base.is_none() && test.reached.is_none());
    let stated = matches!(count, Count::Counted(_) | Count::Choices { .. });
    let missing = by_papers && lacks && stated && ground.rule.measure == Measure::Heads;
    missing.then_some(VoteDoubt::PapersMissing)
}

fn against_room(doubts: &mut Vec<VoteDoubt>, ground: &Ground, tally: Tally, more: &Particulars) {
    // Where only weight was counted nobody said how many people gave it.
    if tally.sum() == 0 && more.weight.is_some() {
        return;
    }
    let remote = more.remote.map_or(0, Tally::sum);
    let sum = tally.sum();
    let within = more.remote.is_none_or(|by_post| {
        let both = by_post.numbers().into_iter().zip(tally.numbers());
        both.into_iter().all(|(post, all)| post.zip(all).is_none_or(|(post, all)| post <= all))
    });
    if remote > sum || !within {
        doubts.push(VoteDoubt::RemoteOver { remote, sum });
        return;
    }
    if let (Some(entitled), Some(present)) = (ground.entitled, ground.voters_present) {
        let absent = entitled.saturating_sub(present);
        if remote > absent {
            doubts.push(VoteDoubt::RemoteOverAbsent { remote, absent });
        }
    }
    // Ballots are held against those that came back; a show of hands against the room.
    let invalid = more.papers.invalid.unwrap_or(0);
    let blank = more.papers.blank.unwrap_or(0);
    let here = (sum - remote).saturating_add(invalid).saturating_add(blank);
    match ground.voters_present {
        Some(present) if here > present => {
            doubts.push(VoteDoubt::TooMany { sum: here, present });
        }
        Some(present) if here < present && more.papers.returned.is_none() => {
            doubts.push(VoteDoubt::Unaccounted { missing: present - here, present });
        }
        Some(_) | None => {}
    }
}

fn against_weight(doubts: &mut Vec<VoteDoubt>, ground: &Ground, tally: Tally, more: &Particulars) {
    if ground.rule.measure != Measure::Heads && more.weight.is_none() && tally.sum() > 0 {
        doubts.push(VoteDoubt::WeightMissing);
    }
    if let (Some(cast), Some(weight)) = (more.weight, ground.weight) {
        let present = castable(weight, more);
        if cast.sum() > present {
            let told = |units| in_decimals(ground, units);
            doubts.push(VoteDoubt::WeightOver { sum: told(cast.sum()), present: told(present) });
        }
    }
}

/// Who votes by post brings weight from outside the room.
fn castable(weight: WeightGround, more: &Particulars) -> u64 {
    if more.remote.is_none() { weight.present } else { weight.entitled }
}

fn in_decimals(ground: &Ground, units: u64) -> Weight {
    Weight { units, decimals: ground.decimals }.trimmed()
}

fn against_groups(doubts: &mut Vec<VoteDoubt>, ground: &Ground, tally: Tally, more: &Particulars) {
    for group in &ground.rule.groups {
        let counted = more.groups.iter().find(|(name, _)| *name == group.name);
        let Some((_, counted)) = counted else {
            doubts.push(VoteDoubt::GroupMissing { name: group.name.clone() });
            continue;
        };
        let here = ground.groups.iter().find(|found| found.name == group.name);
        if let Some(here) = here.filter(|here| counted.sum() > here.present) {
            doubts.push(VoteDoubt::TooMany { sum: counted.sum(), present: here.present });
        }
    }
    // Where the rule asks no group, some voters may be in none.
    if !more.groups.is_empty() && !ground.rule.groups.is_empty() {
        let sums = more.groups.iter().map(|(_, tally)| tally.sum());
        let sum = sums.fold(0, u64::saturating_add);
        if sum != tally.sum() {
            doubts.push(VoteDoubt::GroupsDiffer { sum, stated: tally.sum() });
        }
    }
}

fn against_papers(doubts: &mut Vec<VoteDoubt>, ground: &Ground, count: &Count, more: &Particulars) {
    let papers = more.papers;
    let remote = more.remote.map_or(0, Tally::sum);
    if let (Some(issued), Some(present)) = (papers.issued, ground.voters_present)
        && issued > present.saturating_add(remote)
    {
        doubts.push(VoteDoubt::IssuedOver { issued, present });
    }
    if let (Some(returned), Some(issued)) = (papers.returned, papers.issued)
        && returned > issued
    {
        doubts.push(VoteDoubt::ReturnedOver { returned, issued });
    }
    if let Count::Choices { seats, choices } = count {
        against_choices(doubts, ground, *seats, choices, more);
    }
    let Some(returned) = papers.returned else { return };
    if let Some(present) = ground.voters_present
        && returned > present.saturating_add(remote)
        && papers.issued.is_none_or(|issued| issued <= present.saturating_add(remote))
    {
        doubts.push(VoteDoubt::ReturnedOverPresent { returned, present });
    }
    against_returned(doubts, count, papers, returned);
}

/// Choices that there are too few ballots for, or too little weight.
fn against_choices(
    doubts: &mut Vec<VoteDoubt>,
    ground: &Ground,
    seats: u32,
    choices: &[Chosen],
    more: &Particulars,
) {
    let papers = more.papers;
    let remote = more.remote.map_or(0, Tally::sum);
    if let Some(present) = ground.voters_present.filter(|_| papers.returned.is_none())
        && ground.rule.measure == Measure::Heads
    {
        let ballots = present.saturating_add(remote);
        doubts.extend(choices_over(choices, ballots));
    }
    let ballots = papers.valid().or(ground.voters_present.map(|here| here.saturating_add(remote)));
    // Under another measure a voter casts more than one.
    let heads = ground.rule.measure == Measure::Heads;
    if let Some(ballots) = ballots.filter(|_| heads) {
        doubts.extend(too_many_marks(seats, choices, ballots));
    }
    if ground.rule.measure == Measure::Weight {
        doubts.extend(too_much_weight(ground, seats, choices, more));
    }
}

/// The count against the ballots that came back: each valid one is counted, and no other.
fn against_returned(doubts: &mut Vec<VoteDoubt>, count: &Count, papers: Papers, returned: u64) {
    let invalid = papers.invalid.unwrap_or(0);
    if invalid > returned {
        doubts.push(VoteDoubt::PapersDiffer { sum: invalid, returned });
        return;
    }
    let valid = returned - invalid;
    match count {
        Count::Counted(tally) => {
            let marked = tally.answers().saturating_add(papers.blank.unwrap_or(0));
            if marked > valid {
                doubts.push(VoteDoubt::OverValid { sum: marked, valid });
            } else if marked < valid {
                let sum = marked + invalid;
                doubts.push(VoteDoubt::PapersDiffer { sum, returned });
            }
        }
        Count::Choices { choices, .. } => {
            doubts.extend(choices_over(choices, valid));
        }
        Count::Unanimous { .. }
        | Count::Uncounted { .. }
        | Count::Tied
        | Count::Void { .. }
        | Count::Named { .. }
        | Count::Partly(_) => {}
    }
}

/// No body has as many people: a number of another kind was typed, or a key held down.
fn beyond_count(ground: &Ground, count: &Count) -> Option<VoteDoubt> {
    let sum = match count {
        Count::Counted(tally) => tally.sum(),
        Count::Choices { choices, .. } => choices.iter().map(Chosen::marks).max()?,
        Count::Partly(partial) => partial.tally().sum(),
        Count::Unanimous { .. }
        | Count::Uncounted { .. }
        | Count::Tied
        | Count::Void { .. }
        | Count::Named { .. } => return None,
    };
    let by_heads = ground.rule.measure == Measure::Heads;
    (by_heads && sum > u64::from(u32::MAX)).then_some(VoteDoubt::BeyondCount { sum })
}

/// Choices that more ballots speak of than there are.
fn choices_over(choices: &[Chosen], ballots: u64) -> impl Iterator<Item = VoteDoubt> {
    let over = choices.iter().filter(move |choice| choice.marks() > ballots);
    over.map(move |choice| {
        let Chosen { name, votes, withheld, .. } = choice.clone();
        VoteDoubt::ChoiceOver { name, votes, withheld, ballots }
    })
}

/// Whether all marks together are more than the ballots can carry.
fn too_many_marks(seats: u32, choices: &[Chosen], ballots: u64) -> Option<VoteDoubt> {
    let marks = choices.iter().fold(0_u64, |sum, one| sum.saturating_add(one.votes));
    // Without a surplus a ballot may agree to everybody on the list.
    let whole = choices.len() <= seats as usize;
    let each = if whole { choices.len() as u64 } else { u64::from(seats) };
    let most = ballots.saturating_mul(each);
    let told = Weight::whole;
    (marks > most).then(|| VoteDoubt::MarksOver { marks: told(marks), most: told(most) })
}

/// Whether all choices together weigh more than can be given: who cumulates votes gives each seat
/// the whole weight.
fn too_much_weight(
    ground: &Ground,
    seats: u32,
    choices: &[Chosen],
    more: &Particulars,
) -> Option<VoteDoubt> {
    let given = choices.iter().fold(0_u64, |sum, one| sum.saturating_add(one.votes));
    let most = castable(ground.weight?, more).saturating_mul(u64::from(seats.max(1)));
    let told = |units| in_decimals(ground, units);
    (given > most).then(|| VoteDoubt::MarksOver { marks: told(given), most: told(most) })
}

/// Names stand beside a count; each named answer must be in it.
fn against_names(doubts: &mut Vec<VoteDoubt>, tally: Tally, more: &Particulars) {
    let mut seen = Vec::with_capacity(more.answers.len());
    for (member, _) in &more.answers {
        seen.push(*member);
    }
    seen.sort_unstable();
    for pair in seen.windows(2).filter(|pair| pair[0] == pair[1]) {
        doubts.push(VoteDoubt::Duplicate { member: pair[0] });
    }
    for answer in Answer::ALL {
        let named = more.answers.iter().filter(|(_, given)| *given == answer).count() as u64;
        let stated = match answer {
            Answer::Yes => tally.yes,
            Answer::No => tally.no,
            Answer::Other => tally.other,
            Answer::Abstain => tally.abstained,
            Answer::NotVoting => tally.silent,
            Answer::Absent | Answer::Recused => continue,
        };
        let Some(stated) = stated else { continue };
        if named > stated {
            doubts.push(VoteDoubt::NamedOver { answer, named, stated });
        }
    }
}

/// The per cents of a text, one after another.
fn percents(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', ';']).filter(|one| one.chars().any(|c| c.is_ascii_digit()))
}

/// Whether the announced per cent can be that of the count, or at least of some count.
fn against_percent(
    doubts: &mut Vec<VoteDoubt>,
    ground: &Ground,
    count: &Count,
    more: &Particulars,
    percent: &str,
) {
    let judgment = judge(ground, count, more);
    if let Count::Choices { choices, .. } = count {
        // One per cent a choice, in the order of the ballot.
        for (one, (choice, test)) in percents(percent).zip(choices.iter().zip(&judgment.tests)) {
            let Some((scaled, decimals)) = percent_read(one) else { continue };
            let Some(base) = test.base else { continue };
            if !percent_fits(scaled, decimals, choice.votes, base) {
                let (percent, yes) = (one.to_owned(), choice.votes);
                doubts.push(VoteDoubt::PercentDiffers { percent, yes, base });
            }
        }
        return;
    }
    let Some(main) = judgment.main() else { return };
    let Some(base) = main.base else { return };
    let tally = match count {
        Count::Counted(tally) => *tally,
        Count::Partly(partial) => partial.tally(),
        Count::Unanimous { .. }
        | Count::Uncounted { .. }
        | Count::Tied
        | Count::Void { .. }
        | Count::Named { .. }
        | Count::Choices { .. } => Tally::default(),
    };
    // Of those for, then against, then abstaining.
    let numbers = [main.yes, tally.no, tally.abstained];
    for (one, number) in percents(percent).zip(numbers) {
        let Some((scaled, decimals)) = percent_read(one) else { continue };
        let percent = one.to_owned();
        if !percent_possible(scaled, decimals, base) {
            doubts.push(VoteDoubt::PercentImpossible { percent, base });
        } else if let Some(yes) = number
            && !percent_fits(scaled, decimals, yes, base)
        {
            doubts.push(VoteDoubt::PercentDiffers { percent, yes, base });
        }
    }
}

/// Whether a per cent of those for, as it was announced, carries; `None` where its rounding leaves
/// that open.
fn percent_decides(threshold: Threshold, percent: &str) -> Option<bool> {
    let Threshold::Part { .. } = threshold else { return None };
    let (scaled, decimals) = percent_read(percents(percent).next()?)?;
    // Twice the number, so that half a unit of the last decimal is a whole one.
    let whole = 2 * 100 * 10_u64.checked_pow(u32::from(decimals))?;
    let announced = scaled.checked_mul(2)?;
    let most = threshold.reached(announced.saturating_add(1), whole);
    let least = threshold.reached(announced.saturating_sub(1), whole);
    (most == least).then_some(most)
}

/// Whether the numbers stated with a result decide it the other way.
fn contradiction(ground: &Ground, partial: Partial, more: &Particulars) -> Option<VoteDoubt> {
    let tally = partial.tally();
    let verdict = judge(ground, &Count::Counted(tally), more).verdict;
    let other = if partial.carried { Verdict::Lost } else { Verdict::Carried };
    (verdict == other).then_some(VoteDoubt::Contradicts { carried: partial.carried })
}
