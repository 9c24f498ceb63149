//! What the record still lacks: everything a reader of the minutes would look for in vain.

use super::{
    Absence, Class, ConclusionId, Count, Detail, Excuse, Meeting, MemberId, NoteId, NoteKind,
    Person, Presence, Stage, Tongue, attendance_doubts,
};

/// One thing nobody has said yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    Place,
    /// The place name of the date line.
    Locality,
    /// The number of the minutes.
    Number,
    /// The body's own assessment of the meeting.
    Quality,
    /// By which edition of the rules the meeting is judged.
    Edition,
    OpeningTime,
    ClosingTime,
    Chair,
    /// The chair was named by words that fit this member: only a chair on the roll votes as one.
    ChairOnRoll(MemberId),
    Secretary,
    /// Members counted but not on the roll by name.
    Names(u32),
    /// How many members are official and how many on probation.
    ClassSplit,
    /// Whether this member votes.
    Class(MemberId),
    /// Members whose name was not called.
    RollCall(u32),
    /// What speaks against the numbers of the roll, by its place among these doubts.
    Figures(usize),
    /// An absence whose reason nobody stated.
    Reason(MemberId),
    /// Who said it.
    Speaker(NoteId),
    /// To whom the proposal goes.
    Addressee(NoteId),
    Conclusions,
    /// A conclusion that was not put to the vote.
    Vote(ConclusionId),
    /// Numbers of a vote.
    Counts(ConclusionId),
    /// How a vote was taken.
    Method(ConclusionId),
    /// Whether a vote stands that a later correction touches.
    Review(ConclusionId),
    /// No conclusion gives anybody a task.
    Tasks,
    Owner(ConclusionId),
    Due(ConclusionId),
    ReadBack,
    Adoption,
}

/// What the record lacks, in the order of the minutes.
#[must_use]
pub fn missing(meeting: &Meeting) -> Vec<Missing> {
    let mut list = Vec::new();
    let mut lacks = |absent: bool, what: Missing| {
        if absent {
            list.push(what);
        }
    };
    let party = meeting.profile.as_ref().is_some_and(|p| p.tongue == Tongue::PartyVietnamese);
    of_head(meeting, party, &mut lacks);
    of_roll(meeting, &mut lacks);
    of_notes(meeting, &mut lacks);
    of_conclusions(meeting, &mut lacks);
    lacks(party && meeting.detail(Detail::Quality).is_none(), Missing::Quality);
    lacks(meeting.read_back.is_none(), Missing::ReadBack);
    lacks(meeting.adopted.is_none(), Missing::Adoption);
    let over = matches!(meeting.stage, Stage::Closed | Stage::Adopted);
    lacks(!over || meeting.closed.is_none(), Missing::ClosingTime);
    list
}

/// By which rules, when and where, and who holds an office.
fn of_head(meeting: &Meeting, party: bool, lacks: &mut impl FnMut(bool, Missing)) {
    lacks(meeting.rules_doubt().is_some(), Missing::Edition);
    lacks(meeting.opened.is_none(), Missing::OpeningTime);
    lacks(meeting.detail(Detail::Place).is_none(), Missing::Place);
    lacks(party && meeting.detail(Detail::Locality).is_none(), Missing::Locality);
    lacks(meeting.detail(Detail::Number).is_none(), Missing::Number);
    lacks(meeting.chair.is_none(), Missing::Chair);
    if let Some(member) = chair_by_words(meeting) {
        lacks(true, Missing::ChairOnRoll(member));
    }
    lacks(meeting.secretary.is_none(), Missing::Secretary);
}

/// Who the members are, and which of them came.
fn of_roll(meeting: &Meeting, lacks: &mut impl FnMut(bool, Missing)) {
    let turnout = meeting.turnout_at_opening();
    let unnamed = turnout.unnamed();
    let split = [Class::Official, Class::Probationary];
    lacks(unnamed > 0, Missing::Names(unnamed));
    lacks(split.iter().any(|class| meeting.of_class(*class).is_none()), Missing::ClassSplit);
    lacks(turnout.uncalled > 0, Missing::RollCall(turnout.uncalled));
    for place in 0..attendance_doubts(meeting).len() {
        lacks(true, Missing::Figures(place));
    }
    for member in &meeting.members {
        lacks(member.class.is_none(), Missing::Class(member.id));
        let unsaid = matches!(
            member.presence(),
            Presence::Absent(Absence { excuse: Excuse::Excused | Excuse::Unsaid, reason })
                if reason.is_empty()
        );
        lacks(unsaid, Missing::Reason(member.id));
    }
}

fn of_notes(meeting: &Meeting, lacks: &mut impl FnMut(bool, Missing)) {
    for note in &meeting.notes {
        let anonymous = note.speaker.is_none() && needs_speaker(&note.kind);
        lacks(anonymous, Missing::Speaker(note.id));
        let nowhere = matches!(&note.kind, NoteKind::Proposal(to) if to.is_empty());
        lacks(nowhere, Missing::Addressee(note.id));
    }
}

/// What was concluded, how it was voted on, and whose task it is.
fn of_conclusions(meeting: &Meeting, lacks: &mut impl FnMut(bool, Missing)) {
    lacks(meeting.conclusions.is_empty(), Missing::Conclusions);
    for conclusion in &meeting.conclusions {
        match meeting.vote_on(conclusion.id) {
            None => {
                let settled = conclusion.motion.as_ref().is_some_and(|m| m.fate.is_some());
                lacks(!settled, Missing::Vote(conclusion.id));
            }
            Some(vote) => {
                let uncounted = matches!(
                    vote.count,
                    Count::Uncounted { .. } | Count::Partly(_) | Count::Unanimous { yes: None }
                );
                lacks(uncounted, Missing::Counts(conclusion.id));
                lacks(vote.method.is_none(), Missing::Method(conclusion.id));
                lacks(meeting.flag_of(vote.id).is_some(), Missing::Review(conclusion.id));
            }
        }
        let task = &conclusion.task;
        lacks(task.owner.is_none() && task.due.is_some(), Missing::Owner(conclusion.id));
        lacks(task.owner.is_some() && task.due.is_none(), Missing::Due(conclusion.id));
    }
    let no_task = meeting.conclusions.iter().all(|conclusion| conclusion.task.owner.is_none());
    lacks(no_task, Missing::Tasks);
}

/// The member whose name ends as the chair was named before the roll was there.
fn chair_by_words(meeting: &Meeting) -> Option<MemberId> {
    let Some(Person::Named(words)) = &meeting.chair else { return None };
    let words: Vec<&str> = words.split_whitespace().collect();
    let fits = |name: &str| {
        !words.is_empty() && name.split_whitespace().collect::<Vec<_>>().ends_with(&words)
    };
    meeting.members.iter().find(|member| fits(&member.name)).map(|member| member.id)
}

/// Opinions and directives are somebody's; reports and citations may stand alone.
fn needs_speaker(kind: &NoteKind) -> bool {
    match kind {
        NoteKind::Opinion | NoteKind::Directive => true,
        NoteKind::Information
        | NoteKind::Review
        | NoteKind::Shortcoming
        | NoteKind::Proposal(_)
        | NoteKind::Citation => false,
    }
}
