//! Holding the numbers of a vote against the room, the ballots and each other.
//!
//! Whatever was stated is kept; a doubt stands beside it.

use super::judge::{base_of, judge, percent_fits, percent_possible, percent_read};
use super::vote::yes_of;
use super::{Answer, Base, Count, Ground, Measure, Partial, Particulars, Tally, VoteDoubt};

/// What speaks against the numbers of a vote, the gravest first. A bare result has none.
#[must_use]
pub fn reconcile(ground: &Ground, count: &Count, more: &Particulars) -> Vec<VoteDoubt> {
    let mut doubts = Vec::new();
    let tally = match count {
        Count::Counted(tally) => Some(*tally),
        Count::Unanimous { .. } | Count::Uncounted { .. } | Count::Partly(_) => None,
        Count::Choices { .. } => None,
    };
    if let Some(tally) = tally {
        against_room(&mut doubts, ground, tally, more);
        against_weight(&mut doubts, ground, tally, more);
        against_groups(&mut doubts, ground, tally, more);
    }
    if let Count::Partly(Partial { yes, no, other, abstained, .. }) = count {
        let stated = [yes, no, other, abstained].into_iter().flatten().sum();
        if let Some(present) = ground.voters_present.filter(|present| stated > *present) {
            doubts.push(VoteDoubt::TooMany { sum: stated, present });
        }
    }
    against_papers(&mut doubts, ground, count, more);
    if let Some(tally) = tally {
        against_names(&mut doubts, tally, more);
    }
    if let Some(percent) = &more.percent {
        against_percent(&mut doubts, ground, count, more, percent);
    }
    let judgment = judge(ground, count, more);
    let by_papers =
        matches!(ground.rule.base, Base::Cast | Base::Valid | Base::Returned | Base::Issued);
    let lacks = judgment.main().is_some_and(|test| test.base.is_none() && test.reached.is_none());
    let stated = matches!(count, Count::Counted(_) | Count::Choices { .. });
    if by_papers && lacks && stated && ground.rule.measure == Measure::Heads {
        doubts.push(VoteDoubt::PapersMissing);
    }
    if judgment.chair_may_not {
        doubts.push(VoteDoubt::ChairMayNot);
    }
    doubts
}

fn against_room(doubts: &mut Vec<VoteDoubt>, ground: &Ground, tally: Tally, more: &Particulars) {
    let remote = more.remote.map_or(0, Tally::sum);
    let sum = tally.sum();
    if remote > sum {
        doubts.push(VoteDoubt::RemoteOver { remote, sum });
        return;
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
    if let (Some(cast), Some(weight)) = (more.weight, ground.weight)
        && cast.sum() > weight.present
    {
        doubts.push(VoteDoubt::WeightOver { sum: cast.sum(), present: weight.present });
    }
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
    if !more.groups.is_empty() {
        let sum: u64 = more.groups.iter().map(|(_, tally)| tally.sum()).sum();
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
    let Some(returned) = papers.returned else { return };
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
        Count::Choices { seats, choices } => {
            for choice in choices.iter().filter(|choice| choice.votes > valid) {
                let (name, votes) = (choice.name.clone(), choice.votes);
                doubts.push(VoteDoubt::ChoiceOver { name, votes, ballots: valid });
            }
            let marks: u64 = choices.iter().map(|choice| choice.votes).sum();
            let most = valid.saturating_mul(u64::from(*seats));
            // Without a surplus a ballot may agree to everybody on the list.
            let most = most.max(if choices.len() <= *seats as usize {
                valid.saturating_mul(choices.len() as u64)
            } else {
                0
            });
            if marks > most {
                doubts.push(VoteDoubt::MarksOver { marks, most });
            }
        }
        Count::Unanimous { .. } | Count::Uncounted { .. } | Count::Partly(_) => {}
    }
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
        if named > stated {
            doubts.push(VoteDoubt::NamedOver { answer, named, stated });
        }
    }
}

/// Whether the announced per cent can be that of the count, or at least of some count.
fn against_percent(
    doubts: &mut Vec<VoteDoubt>,
    ground: &Ground,
    count: &Count,
    more: &Particulars,
    percent: &str,
) {
    let Some((scaled, decimals)) = percent_read(percent) else { return };
    let tally = match count {
        Count::Counted(tally) => Some(*tally),
        Count::Unanimous { yes } => yes.map(|yes| Tally { yes, ..Tally::default() }),
        Count::Uncounted { .. } | Count::Partly(_) | Count::Choices { .. } => None,
    };
    let Some(base) = base_of(ground, tally, more) else { return };
    let percent = percent.to_owned();
    if !percent_possible(scaled, decimals, base) {
        doubts.push(VoteDoubt::PercentImpossible { percent, base });
    } else if let Some(yes) = yes_of(count)
        && !percent_fits(scaled, decimals, yes, base)
    {
        doubts.push(VoteDoubt::PercentDiffers { percent, yes, base });
    }
}
