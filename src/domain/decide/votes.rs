//! Rules on votes: what the numbers say, what speaks against them, and the verdict.

use super::count::count;
use super::require_session;
use crate::domain::{
    Answer, Assurance, Ballot, Casting, ChairVote, Conclusion, ConclusionId, Conduct, Count, Fact,
    Ground, Interest, ItemId, Mark, Meeting, MemberId, Method, MotionKind, Papers, Particulars,
    Pen, Point, Presence, Question, Refusal, Rule, Stage, Tally, Tie, Verdict, Vote, VoteDoubt,
    VoteId, WeightGround, judge, reconcile,
};

pub(super) fn vote(meeting: &Meeting, question: Question, pen: Pen) -> Result<Vec<Fact>, Refusal> {
    let annulled = meeting.annulled_on(question.conclusion);
    // What was annulled is taken again after the closing too, as it was then.
    let again = annulled.filter(|_| meeting.stage != Stage::InSession);
    if again.is_none() {
        require_session(meeting)?;
    }
    let then = again.map(|vote| meeting.as_of(meeting.point_of(vote)));
    let now_or_then = then.as_ref().unwrap_or(meeting);
    let taken = take(now_or_then, again, question, pen)?;
    Ok(vec![Fact::VoteTaken(Box::new(taken))])
}

/// The vote as it is recorded; `again` is the one it takes the place of.
fn take(
    meeting: &Meeting,
    again: Option<&Vote>,
    mut question: Question,
    pen: Pen,
) -> Result<Vote, Refusal> {
    let asked = meeting.conclusion(question.conclusion).ok_or(Refusal::Gone)?;
    require_open(meeting, asked)?;
    let rule = manner(ruled(meeting, &question)?, &question);
    let ground = ground(meeting, asked, &question, &rule)?;
    question.more.also = together(meeting, asked, &question.also, &ground)?;
    question.more.before = before(meeting, asked);
    if let Some(slate) = &asked.slate {
        question.more.places = slate.standing();
        question.more.round.clone_from(&slate.round);
    }
    if !question.more.drawn.is_empty() && rule.tie != Tie::Lot {
        return Err(Refusal::NoLot);
    }
    let stated = question.more.papers;
    let count = count(meeting, &ground, asked, &mut question)?;
    let by_chair = matches!(question.more.casting, Some(Casting::Chair { .. }));
    let chair_out = by_chair && meeting.chair_is_out(&rule, asked.item);
    let method = question.method.clone().or(implied(&question));
    let mut doubts = doubts(meeting, &ground, &question, &count);
    doubts.extend(sheets_differ(stated, &question));
    doubts.extend(method_differs(&rule, method.as_ref()));
    doubts.extend(names_in_secret(method.as_ref(), &question.more));
    if chair_out && !doubts.contains(&VoteDoubt::ChairMayNot) {
        doubts.push(VoteDoubt::ChairMayNot);
    }
    if question.assurance == Assurance::Checked && !doubts.is_empty() {
        return Err(Refusal::Doubtful(doubts));
    }
    let counted = Particulars {
        casting: question.more.casting.filter(|_| !chair_out),
        ..question.more.clone()
    };
    let verdict = verdict(&ground, &count, &counted, &doubts);
    Ok(Vote {
        id: VoteId(meeting.next_id(pen.desk)),
        conclusion: question.conclusion,
        text: asked.text.clone(),
        decision: question.decision,
        method,
        count,
        ground,
        verdict,
        doubts,
        time: again.map_or_else(|| meeting.live(pen.now()), |vote| vote.time),
        more: question.more,
    })
}

/// What the vote is measured against, by what was asked and how it was taken.
fn ground(
    meeting: &Meeting,
    asked: &Conclusion,
    question: &Question,
    rule: &Rule,
) -> Result<Ground, Refusal> {
    let mut ground = meeting.ground_of(rule, asked.item).ok_or(Refusal::NoRule)?;
    // Whoever was called, and was away or stood aside, is no voter of this vote.
    if let Some(called) = called(meeting, &asked.poll.answers, rule, asked.item) {
        ground = called.ground_of(rule, asked.item).ok_or(Refusal::NoRule)?;
    }
    if may_lack_quorum(asked) {
        (ground.quorum, ground.informal) = (None, false);
    }
    if question.method == Some(Method::Circular) {
        ground = by_circular(ground);
    }
    Ok(ground)
}

/// The rule as it is for the manner of voting: by secret ballot the chair may be a voter like any.
fn manner(rule: Rule, question: &Question) -> Rule {
    let secret = question.method == Some(Method::SecretBallot)
        || question.method.is_none() && question.ballot == Ballot::Sheets;
    let chair = if secret && rule.ballot_chair { ChairVote::Always } else { rule.chair };
    Rule { chair, ..rule }
}

/// Nobody needs to be in the room for a vote by circular: who is entitled may reply, and no quorum
/// of a room is asked.
fn by_circular(ground: Ground) -> Ground {
    let deducted = ground.deductions.iter().map(|(_, count)| u64::from(*count));
    let deducted = deducted.fold(0, u64::saturating_add);
    let voters = ground.entitled.map(|entitled| entitled.saturating_sub(deducted));
    let rule = ground.rule.clone();
    Ground { voters_present: voters, quorum: None, remote: 0, proxies: 0, ..ground }.under(rule)
}

/// Without a quorum a meeting may still adjourn, recess, fix the time to which to adjourn, and take
/// measures to obtain a quorum (RONR 40:7).
fn may_lack_quorum(asked: &Conclusion) -> bool {
    let kind = asked.motion.as_ref().map(|motion| &motion.kind);
    matches!(kind, Some(MotionKind::Procedural(procedure)) if !procedure.needs_quorum())
}

/// The verdict over numbers that may be in doubt.
pub(super) fn verdict(
    ground: &Ground,
    count: &Count,
    more: &Particulars,
    doubts: &[VoteDoubt],
) -> Verdict {
    let open = doubts.iter().any(VoteDoubt::leaves_open);
    match judge(ground, count, more).verdict {
        Verdict::Informal => Verdict::Informal,
        _ if open => Verdict::Unknown,
        verdict @ (Verdict::Carried
        | Verdict::Lost
        | Verdict::Stated { .. }
        | Verdict::Unknown
        | Verdict::Tied
        | Verdict::Chosen(_)) => verdict,
    }
}

/// Further questions settled by the same vote: plain ones, each once, with the same voters.
fn together(
    meeting: &Meeting,
    asked: &Conclusion,
    also: &[ConclusionId],
    ground: &Ground,
) -> Result<Vec<(ConclusionId, String)>, Refusal> {
    let mut texts: Vec<(ConclusionId, String)> = Vec::new();
    for id in also {
        let one = meeting.conclusion(*id).ok_or(Refusal::Gone)?;
        require_open(meeting, one)?;
        let twice = *id == asked.id || texts.iter().any(|(other, _)| other == id);
        let same = meeting.members.iter().all(|member| {
            let votes = |item| meeting.may_vote(&ground.rule, member, item);
            votes(one.item) == votes(asked.item)
        });
        if twice || !is_plain(one) || !is_plain(asked) || !same {
            return Err(Refusal::NotTogether(*id));
        }
        texts.push((*id, one.text.clone()));
    }
    Ok(texts)
}

/// A question whose vote changes no other one and fills no seat.
fn is_plain(conclusion: &Conclusion) -> bool {
    let changes = conclusion.motion.as_ref().is_some_and(|motion| {
        matches!(motion.kind, MotionKind::Amendment { .. } | MotionKind::Substitute { .. })
    });
    conclusion.slate.is_none() && !changes
}

/// A number of ballots stated beside sheets that add up to another.
fn sheets_differ(stated: Papers, question: &Question) -> Option<VoteDoubt> {
    let counted = question.more.papers.returned?;
    let stated = stated.returned.filter(|_| question.ballot == Ballot::Sheets)?;
    (stated != counted).then_some(VoteDoubt::PapersDiffer { sum: counted, returned: stated })
}

/// The room as a roll call found it: whoever did not answer to the name is not in the room,
/// whoever stood aside does not vote. `None` where it found nothing of the kind.
pub(super) fn called(
    meeting: &Meeting,
    answers: &[(MemberId, Answer)],
    rule: &Rule,
    item: Option<ItemId>,
) -> Option<Meeting> {
    let voter = |id: MemberId| meeting.member(id).filter(|one| meeting.may_vote(rule, one, item));
    let aside = |(id, answer): &&(MemberId, Answer)| {
        matches!(answer, Answer::Absent | Answer::Recused) && voter(*id).is_some()
    };
    let mut found: Option<Meeting> = None;
    for (id, answer) in answers.iter().filter(aside) {
        let found = found.get_or_insert_with(|| meeting.room(meeting.members.clone()));
        if *answer == Answer::Recused {
            let (conduct, what) = (Conduct::Stays, String::new());
            found.interests.push(Interest {
                member: *id,
                item,
                conduct,
                what,
                at: Point::default(),
            });
        } else if let Some(member) = found.member_mut(*id) {
            member.attendance.marks.push(Mark { presence: Presence::Left, at: Point::default() });
            member.proxies.clear();
        }
    }
    found
}

/// The rule of the decision, with what the chair ruled for this vote alone.
fn ruled(meeting: &Meeting, question: &Question) -> Result<Rule, Refusal> {
    let profile = meeting.profile.as_ref().ok_or(Refusal::NotConvened)?;
    let mut rule = profile.rule(&question.decision).ok_or(Refusal::NoRule)?.clone();
    if let Some(ruling) = &question.more.ruling {
        if ruling.reason.trim().is_empty() {
            return Err(Refusal::Empty);
        }
        rule.base = ruling.base.unwrap_or(rule.base);
        rule.threshold = ruling.threshold.unwrap_or(rule.threshold);
    }
    Ok(rule)
}

/// Whether something may be put to the vote now.
fn require_open(meeting: &Meeting, conclusion: &Conclusion) -> Result<(), Refusal> {
    let id = conclusion.id;
    let more_rounds = conclusion.slate.as_ref().is_some_and(|slate| slate.open_seats() > 0);
    if let Some(vote) = meeting.vote_on(id).filter(|vote| !(more_rounds && is_ballot(vote))) {
        return Err(Refusal::Voted { conclusion: id, time: vote.time });
    }
    let Some(motion) = &conclusion.motion else { return Ok(()) };
    if let MotionKind::Amendment { of } | MotionKind::Substitute { of } = motion.kind
        && let Some(vote) = meeting.vote_on(of)
    {
        // What was decided is not changed by a motion on its text.
        return Err(Refusal::Voted { conclusion: of, time: vote.time });
    }
    if motion.fate.is_some() {
        return Err(Refusal::Disposed(id));
    }
    let needed = meeting.profile.as_ref().map_or(0, |profile| profile.seconders);
    // Candidates and choices are nominated, not seconded.
    let from_chair =
        conclusion.slate.is_some() || motion.mover == Some(crate::domain::Mover::Chair);
    if !from_chair && motion.seconders.len() < usize::from(needed) {
        return Err(Refusal::NotSeconded { have: motion.seconders.len(), needed });
    }
    // An amendment is voted on before the motion it changes.
    let changed = match motion.kind {
        MotionKind::Amendment { of } => of,
        MotionKind::Main | MotionKind::Substitute { .. } | MotionKind::Procedural(_) => id,
    };
    let open = |other: &&Conclusion| {
        let changes = |kind: &MotionKind| matches!(kind, MotionKind::Amendment { of } | MotionKind::Substitute { of } if *of == changed);
        let vote = meeting.vote_on(other.id);
        // A tie is not decided yet; until it is, nothing else changes the same text.
        let tied = vote.is_some_and(|vote| vote.verdict == Verdict::Tied);
        other.id != id
            && (tied || (changed == id && vote.is_none()))
            && other.motion.as_ref().is_some_and(|m| m.fate.is_none() && changes(&m.kind))
    };
    match meeting.conclusions.iter().find(open) {
        Some(amendment) => Err(Refusal::AmendmentOpen { amendment: amendment.id }),
        None => Ok(()),
    }
}

fn is_ballot(vote: &Vote) -> bool {
    matches!(vote.count, Count::Choices { .. } | Count::Named { .. } | Count::Void { .. })
}

/// The text that an amendment changes, as it stands.
fn before(meeting: &Meeting, asked: &Conclusion) -> Option<String> {
    match asked.motion.as_ref().map(|motion| &motion.kind)? {
        MotionKind::Amendment { of } => meeting.conclusion(*of).map(|main| main.text.clone()),
        MotionKind::Main | MotionKind::Substitute { .. } | MotionKind::Procedural(_) => None,
    }
}

/// The form that the way of counting implies.
fn implied(question: &Question) -> Option<Method> {
    match question.ballot {
        Ballot::Answers => Some(Method::RollCall),
        Ballot::Sheets => Some(Method::SecretBallot),
        Ballot::Unanimous
        | Ballot::UnanimousBut(_)
        | Ballot::Except(_)
        | Ballot::Counted(_)
        | Ballot::Result { .. }
        | Ballot::Tied
        | Ballot::Void { .. }
        | Ballot::Named(_)
        | Ballot::Partly(_)
        | Ballot::Choices(_) => None,
    }
}

/// A form that is none of those the rule prescribes.
fn method_differs(rule: &Rule, method: Option<&Method>) -> Option<VoteDoubt> {
    let prescribed = |method: &Method| rule.methods.is_empty() || rule.methods.contains(method);
    let differs = method.is_some_and(|method| !prescribed(method));
    differs.then(|| VoteDoubt::MethodDiffers { expected: rule.methods.clone() })
}

/// A secret ballot tells nobody's answer; who was away or stood aside is no secret.
fn names_in_secret(method: Option<&Method>, more: &Particulars) -> Option<VoteDoubt> {
    let away = |answer: Answer| matches!(answer, Answer::Absent | Answer::Recused);
    let named = more.answers.iter().filter(|(_, answer)| !away(*answer)).count() as u64;
    let secret = method == Some(&Method::SecretBallot);
    (secret && named > 0).then_some(VoteDoubt::NamesInSecret { named })
}

/// Where weight is counted and everybody agreed, all the weight present agreed.
pub(super) fn weigh_all(
    meeting: &Meeting,
    ground: &Ground,
    item: Option<ItemId>,
    more: &mut Particulars,
) {
    if more.weight.is_none() && ground.rule.measure != crate::domain::Measure::Heads {
        let all = |weight: WeightGround| Tally { yes: Some(weight.present), ..Tally::NONE };
        more.weight = ground.weight.map(all);
    }
    if more.groups.is_empty() {
        for rule in &ground.rule.groups {
            let voters = meeting.members.iter().filter(|member| {
                member.group == rule.name && meeting.may_vote(&ground.rule, member, item)
            });
            let yes = Some(voters.count() as u64);
            more.groups.push((rule.name.clone(), Tally { yes, ..Tally::NONE }));
        }
    }
}

pub(super) fn rule_of_tie(meeting: &Meeting, question: &Question) -> Option<Tie> {
    let profile = meeting.profile.as_ref()?;
    profile.rule(&question.decision).map(|rule| rule.tie)
}

/// What speaks against the numbers. A bare result has none to speak against.
fn doubts(
    meeting: &Meeting,
    ground: &Ground,
    question: &Question,
    count: &Count,
) -> Vec<VoteDoubt> {
    let mut doubts = reconcile(ground, count, &question.more);
    if question.method == Some(Method::Circular) {
        // Whoever does not reply need not be accounted for.
        doubts.retain(|doubt| !matches!(doubt, VoteDoubt::Unaccounted { .. }));
    }
    if let Ballot::UnanimousBut(tally) = question.ballot
        && tally.exceptions() > 0
    {
        doubts.push(VoteDoubt::NotUnanimous { exceptions: tally.exceptions() });
    }
    let counted = matches!(question.ballot, Ballot::Counted(_) | Ballot::Answers);
    if counted && ground.voters_present.is_none() {
        let uncalled = meeting.turnout().uncalled;
        if uncalled > 0 {
            doubts.push(VoteDoubt::RollOpen { uncalled });
        }
    }
    let voter = |id: &MemberId| {
        let member = meeting.member(*id);
        let item = meeting.conclusion(question.conclusion).and_then(|one| one.item);
        member.is_some_and(|member| meeting.may_vote(&ground.rule, member, item))
    };
    let strangers =
        question.more.answers.iter().filter(|(id, answer)| {
            !matches!(answer, Answer::Absent | Answer::Recused) && !voter(id)
        });
    doubts.extend(strangers.map(|(member, _)| VoteDoubt::NotEntitled { member: *member }));
    doubts.extend(no_quorum(meeting, ground));
    doubts
}

/// An informal meeting decides nothing, so it needs no quorum.
pub(super) fn no_quorum(meeting: &Meeting, ground: &Ground) -> Option<VoteDoubt> {
    let quorum = ground.quorum.filter(|_| meeting.quorum_binds_votes() && !ground.informal)?;
    let present = quorum.present?;
    (present < quorum.needed).then_some(VoteDoubt::NoQuorum(quorum))
}

pub(super) fn voters_unknown(meeting: &Meeting) -> Refusal {
    let turnout = meeting.turnout();
    Refusal::VotersUnknown { uncalled: turnout.uncalled, unclassed: turnout.unclassed }
}
