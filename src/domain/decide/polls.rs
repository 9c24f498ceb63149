//! Rules on votes under way: answers called out, ballots read out.

use super::require_session;
use crate::domain::{
    Answer, Conclusion, ConclusionId, Fact, Meeting, Member, MemberId, Paper, PollCommand, Refusal,
};

pub(super) fn decide(meeting: &Meeting, command: PollCommand) -> Result<Vec<Fact>, Refusal> {
    require_session(meeting)?;
    match command {
        PollCommand::Answer { conclusion, members, answer } => {
            let asked = require_unvoted(meeting, conclusion)?;
            for id in &members {
                let member = meeting.member(*id).ok_or(Refusal::Gone)?;
                require_voter(meeting, asked, member, answer)?;
            }
            let answers = members.into_iter().map(|member| (member, answer)).collect();
            Ok(vec![Fact::VotersAnswered { conclusion, answers }])
        }
        PollCommand::AnswerRest { conclusion, answer } => {
            let asked = require_unvoted(meeting, conclusion)?;
            let open = waiting(meeting, asked);
            let answers: Vec<(MemberId, Answer)> = open.map(|member| (member.id, answer)).collect();
            if answers.is_empty() {
                return Err(Refusal::NobodyToAnswer);
            }
            Ok(vec![Fact::VotersAnswered { conclusion, answers }])
        }
        PollCommand::EnterPaper { conclusion, sheet, bundle } => {
            let asked = require_unvoted(meeting, conclusion)?;
            let slate = asked.slate.as_ref().ok_or(Refusal::NoChoices(conclusion))?;
            if let Paper::Marked(places) = &bundle.paper {
                let standing = slate.standing();
                if places.iter().any(|place| !standing.contains(place)) {
                    return Err(Refusal::Gone);
                }
                if let Some(twice) = twice(places) {
                    let name = slate.choices.get(usize::from(twice));
                    let name = name.map_or(String::new(), |choice| choice.name.clone());
                    return Err(Refusal::MarkedTwice { name });
                }
                // A list without surplus may be agreed to line by line.
                let seats = slate.open_seats();
                let marks = u32::try_from(places.len()).unwrap_or(u32::MAX);
                if slate.has_surplus() && marks > seats {
                    return Err(Refusal::TooManyMarks { marks, seats });
                }
            }
            Ok(vec![Fact::PaperEntered { conclusion, sheet, bundle }])
        }
        PollCommand::ClearPoll { conclusion } => {
            let asked = require_unvoted(meeting, conclusion)?;
            if asked.poll == crate::domain::Poll::default() {
                return Err(Refusal::NothingPolled);
            }
            Ok(vec![Fact::PollCleared { conclusion }])
        }
    }
}

/// A place that is marked twice.
fn twice(places: &[u16]) -> Option<u16> {
    let mut sorted = places.to_vec();
    sorted.sort_unstable();
    sorted.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0])
}

/// Voters in the room who have not answered yet, in the order of the roll.
fn waiting<'a>(
    meeting: &'a Meeting,
    asked: &'a Conclusion,
) -> impl Iterator<Item = &'a Member> + 'a {
    let rule = meeting.rule_of(asked);
    meeting.members.iter().filter(move |member| {
        asked.poll.answer_of(member.id).is_none()
            && rule.is_some_and(|rule| meeting.may_vote(rule, member, asked.item))
    })
}

fn require_unvoted(meeting: &Meeting, id: ConclusionId) -> Result<&Conclusion, Refusal> {
    let asked = meeting.conclusion(id).ok_or(Refusal::Gone)?;
    let more_rounds = asked.slate.as_ref().is_some_and(|slate| slate.open_seats() > 0);
    match meeting.vote_on(id).filter(|_| !more_rounds) {
        Some(vote) => Err(Refusal::Voted { conclusion: id, time: vote.time }),
        None => Ok(asked),
    }
}

/// A vote is given by somebody who may; that somebody is absent or kept away can always be said.
fn require_voter(
    meeting: &Meeting,
    asked: &Conclusion,
    member: &Member,
    answer: Answer,
) -> Result<(), Refusal> {
    let gives = !matches!(answer, Answer::Absent | Answer::Recused);
    let may = meeting.rule_of(asked).is_some_and(|rule| meeting.may_vote(rule, member, asked.item));
    if gives && !may {
        return Err(Refusal::MayNotVote { name: member.name.clone() });
    }
    Ok(())
}

impl Meeting {
    /// The rule under which something would be put to the vote, where nobody says otherwise.
    #[must_use]
    pub fn rule_of(&self, conclusion: &Conclusion) -> Option<&crate::domain::Rule> {
        let profile = self.profile.as_ref()?;
        profile.rule(&conclusion.usual_decision(profile))
    }

    /// Voters of a question in the order of the roll.
    pub fn voters<'a>(&'a self, asked: &'a Conclusion) -> impl Iterator<Item = &'a Member> + 'a {
        let rule = self.rule_of(asked);
        self.members.iter().filter(move |member| {
            asked.poll.answer_of(member.id).is_some()
                || rule.is_some_and(|rule| self.may_vote(rule, member, asked.item))
        })
    }
}
