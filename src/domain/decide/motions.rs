//! Rules on motions and on ballots with choices.

use super::record::require_place;
use super::{require_person, require_session, require_text};
use crate::domain::{
    Choice, Conclusion, ConclusionId, Count, Decision, Fact, Fate, Meeting, Moment, Motion,
    MotionCommand, MotionKind, Mover, NewMotion, NewSlate, Pen, Person, Refusal, Slate, SlateKind,
    Verdict,
};

pub(super) fn decide(
    meeting: &Meeting,
    command: MotionCommand,
    pen: Pen,
) -> Result<Vec<Fact>, Refusal> {
    let time = meeting.live(pen.now());
    match command {
        MotionCommand::Move(motion) => bring(meeting, *motion, pen),
        MotionCommand::AmendMotion { conclusion, mover, seconders, condition } => {
            let found = meeting.conclusion(conclusion).ok_or(Refusal::Gone)?;
            require_people(meeting, mover.as_ref(), &seconders)?;
            if found.motion.is_some() {
                return Ok(vec![Fact::MotionAmended { conclusion, mover, seconders, condition }]);
            }
            // A conclusion or a ballot that somebody moved is a motion.
            let kind = MotionKind::Main;
            let motion = Motion { kind, mover, seconders, condition, fate: None };
            Ok(vec![Fact::MotionMade { conclusion, motion }])
        }
        MotionCommand::Dispose { conclusion, fate } => dispose(meeting, conclusion, fate, time),
        MotionCommand::Split { conclusion, texts } => split(meeting, conclusion, texts, pen),
        MotionCommand::Reconsider { conclusion } => {
            let found = meeting.conclusion(conclusion).ok_or(Refusal::Gone)?;
            let fate = found.motion.as_ref().and_then(|motion| motion.fate.as_ref());
            if found.vote.is_none() && fate.is_none() {
                return Err(Refusal::NotVoted(conclusion));
            }
            // Parts or another text stand in its place.
            if matches!(
                fate,
                Some((Fate::Split(_) | Fate::Replaced { .. } | Fate::Accepted { .. }, _))
            ) {
                return Err(Refusal::Disposed(conclusion));
            }
            if let Some(vote) = meeting.vote_on(conclusion) {
                super::standing::require_unbuilt(meeting, vote)?;
            }
            Ok(vec![Fact::ConclusionReopened { conclusion }])
        }
        MotionCommand::Slate(slate) => make_slate(meeting, *slate, pen),
        MotionCommand::Nominate { conclusion, name, by } => {
            let slate = require_slate(meeting, conclusion)?;
            require_person(meeting, by.as_ref())?;
            let name = require_text(name)?;
            if slate.choices.iter().any(|choice| choice.name == name && choice.gone.is_none()) {
                return Err(Refusal::OnBallot { name });
            }
            let choice = Choice { name, nominated_by: by, threshold: None, gone: None };
            Ok(vec![Fact::Nominated { conclusion, choice }])
        }
        MotionCommand::TakeOff { conclusion, place, gone } => {
            let slate = require_slate(meeting, conclusion)?;
            let choice = slate.choices.get(usize::from(place)).ok_or(Refusal::Gone)?;
            if choice.gone.is_some() || slate.chosen.contains(&place) {
                return Err(Refusal::Unchanged);
            }
            Ok(vec![Fact::TakenOff { conclusion, place, gone }])
        }
        MotionCommand::NameTellers { conclusion, tellers } => {
            require_slate(meeting, conclusion)?;
            for teller in &tellers {
                require_person(meeting, Some(teller))?;
            }
            Ok(vec![Fact::TellersNamed { conclusion, tellers }])
        }
    }
}

fn bring(meeting: &Meeting, new: NewMotion, pen: Pen) -> Result<Vec<Fact>, Refusal> {
    require_session(meeting)?;
    require_place(meeting, new.item)?;
    require_people(meeting, new.mover.as_ref(), &new.seconders)?;
    if let MotionKind::Amendment { of } | MotionKind::Substitute { of } = new.kind {
        require_undecided(meeting, of)?;
    }
    let time = meeting.live(pen.now());
    let text = require_text(new.text)?;
    let conclusion = ConclusionId(meeting.next_id(pen.desk));
    let NewMotion { item, kind, mover, seconders, condition, .. } = new;
    let motion = Motion { kind, mover, seconders, condition, fate: None };
    Ok(vec![
        Fact::ConclusionWritten { conclusion, item, text, time },
        Fact::MotionMade { conclusion, motion },
    ])
}

/// What becomes of something without a vote; of a vote that decided nothing too.
fn dispose(
    meeting: &Meeting,
    conclusion: ConclusionId,
    fate: Fate,
    time: Option<Moment>,
) -> Result<Vec<Fact>, Refusal> {
    let found = require_unsettled(meeting, conclusion)?;
    let kind = found.motion.as_ref().map(|motion| &motion.kind);
    let fate = match (fate, kind) {
        (Fate::Accepted { .. }, Some(MotionKind::Amendment { of })) => {
            let main = require_undecided(meeting, *of)?;
            Fate::Accepted { before: main.text.clone() }
        }
        (Fate::Accepted { .. }, _) => return Err(Refusal::NotAnAmendment(conclusion)),
        (fate, _) => fate,
    };
    let mut facts = Vec::new();
    if found.motion.is_none() {
        let motion = Motion { mover: None, ..from_chair() };
        facts.push(Fact::MotionMade { conclusion, motion });
    }
    facts.push(Fact::MotionDisposed { conclusion, fate, time });
    Ok(facts)
}

/// Something that is not disposed of, and on which no vote decided; a ballot with open seats is
/// still before the meeting.
fn require_unsettled(meeting: &Meeting, id: ConclusionId) -> Result<&Conclusion, Refusal> {
    let found = meeting.conclusion(id).ok_or(Refusal::Gone)?;
    let rounds = found.slate.as_ref().is_some_and(|slate| slate.open_seats() > 0);
    let open = |verdict: &Verdict| match verdict {
        Verdict::Unknown | Verdict::Tied | Verdict::Informal => true,
        Verdict::Chosen(_) => rounds,
        Verdict::Carried | Verdict::Lost | Verdict::Stated { .. } => false,
    };
    match meeting.vote_on(id) {
        Some(vote) if open(&vote.verdict) => match &found.motion {
            Some(motion) if motion.fate.is_some() => Err(Refusal::Disposed(id)),
            _ => Ok(found),
        },
        _ => require_undecided(meeting, id),
    }
}

fn split(
    meeting: &Meeting,
    conclusion: ConclusionId,
    texts: Vec<String>,
    pen: Pen,
) -> Result<Vec<Fact>, Refusal> {
    let found = require_undecided(meeting, conclusion)?;
    if texts.len() < 2 {
        return Err(Refusal::Empty);
    }
    let time = meeting.live(pen.now());
    let whole = found.motion.clone();
    let mut facts = Vec::new();
    let mut parts = Vec::new();
    for (id, text) in (meeting.next_id(pen.desk)..).zip(texts) {
        let part = ConclusionId(id);
        parts.push(part);
        let (item, text) = (found.item, require_text(text)?);
        facts.push(Fact::ConclusionWritten { conclusion: part, item, text, time });
        if let Some(motion) = &whole {
            let motion = Motion { fate: None, ..motion.clone() };
            facts.push(Fact::MotionMade { conclusion: part, motion });
        }
    }
    if whole.is_none() {
        facts.push(Fact::MotionMade { conclusion, motion: from_chair() });
    }
    facts.push(Fact::MotionDisposed { conclusion, fate: Fate::Split(parts), time });
    Ok(facts)
}

/// What a conclusion of the chair is as a motion.
fn from_chair() -> Motion {
    Motion {
        kind: MotionKind::Main,
        mover: Some(Mover::Chair),
        seconders: Vec::new(),
        condition: String::new(),
        fate: None,
    }
}

fn make_slate(meeting: &Meeting, new: NewSlate, pen: Pen) -> Result<Vec<Fact>, Refusal> {
    require_place(meeting, new.item)?;
    let profile = meeting.profile.as_ref().ok_or(Refusal::NotConvened)?;
    let rule = profile.rule(&new.decision).ok_or(Refusal::NoRule)?;
    let named = |name: String| Choice { name, nominated_by: None, threshold: None, gone: None };
    let mut choices: Vec<Choice> = new.choices.into_iter().map(named).collect();
    if choices.is_empty() {
        choices = rule
            .choices
            .iter()
            .map(|choice| Choice { threshold: choice.threshold, ..named(choice.name.clone()) })
            .collect();
    }
    for (index, choice) in choices.iter().enumerate() {
        if choice.name.trim().is_empty() {
            return Err(Refusal::Empty);
        }
        if choices[..index].iter().any(|other| other.name == choice.name) {
            return Err(Refusal::OnBallot { name: choice.name.clone() });
        }
    }
    if choices.is_empty() && new.kind == SlateKind::Options {
        return Err(Refusal::Empty);
    }
    let time = meeting.live(pen.now());
    let conclusion = ConclusionId(meeting.next_id(pen.desk));
    let slate = Slate {
        kind: new.kind,
        seats: new.seats.max(1),
        choices,
        decision: new.decision,
        tellers: Vec::new(),
        round: Vec::new(),
        chosen: Vec::new(),
    };
    require_people(meeting, new.mover.as_ref(), &new.seconders)?;
    let (item, text) = (new.item, require_text(new.text)?);
    let mut facts = vec![
        Fact::ConclusionWritten { conclusion, item, text, time },
        Fact::SlateMade { conclusion, slate },
    ];
    if new.mover.is_some() || !new.seconders.is_empty() {
        let (mover, seconders) = (new.mover, new.seconders);
        let motion = Motion { mover, seconders, ..from_chair() };
        facts.push(Fact::MotionMade { conclusion, motion });
    }
    Ok(facts)
}

/// Something that neither a vote nor anything else has settled.
fn require_undecided(meeting: &Meeting, id: ConclusionId) -> Result<&Conclusion, Refusal> {
    let found = meeting.conclusion(id).ok_or(Refusal::Gone)?;
    if let Some(vote) = meeting.vote_on(id) {
        return Err(Refusal::Voted { conclusion: id, time: vote.time });
    }
    match &found.motion {
        Some(motion) if motion.fate.is_some() => Err(Refusal::Disposed(id)),
        _ => Ok(found),
    }
}

fn require_slate(meeting: &Meeting, id: ConclusionId) -> Result<&Slate, Refusal> {
    let found = meeting.conclusion(id).ok_or(Refusal::Gone)?;
    let slate = found.slate.as_ref().ok_or(Refusal::NoChoices(id))?;
    let done = meeting
        .vote_on(id)
        .filter(|vote| !matches!(vote.count, Count::Choices { .. }) || slate.open_seats() == 0);
    match done {
        Some(vote) => Err(Refusal::Voted { conclusion: id, time: vote.time }),
        None => Ok(slate),
    }
}

fn require_people(
    meeting: &Meeting,
    mover: Option<&Mover>,
    seconders: &[Person],
) -> Result<(), Refusal> {
    if let Some(Mover::Person(person)) = mover {
        require_person(meeting, Some(person))?;
    }
    seconders.iter().try_for_each(|person| require_person(meeting, Some(person)))
}

impl Conclusion {
    /// What is decided by it, where nobody says otherwise.
    #[must_use]
    pub fn usual_decision(&self, profile: &crate::domain::Profile) -> Decision {
        if let Some(slate) = &self.slate {
            return slate.decision.clone();
        }
        let procedural = self
            .motion
            .as_ref()
            .is_some_and(|motion| matches!(motion.kind, MotionKind::Procedural(_)));
        if procedural && profile.rule(&Decision::Procedure).is_some() {
            return Decision::Procedure;
        }
        Decision::Resolution
    }
}
