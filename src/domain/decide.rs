//! The rules on commands: each becomes facts, or a refusal with its reason.

mod agenda;
mod count;
mod course;
mod motions;
mod polls;
mod record;
mod roll;
mod seats;
mod standing;
mod votes;

use chrono::Timelike;

use super::{
    At, Command, ConclusionId, Convening, Fact, Known, Meeting, Moment, Pen, Person, Refusal,
    Stage, StandingCommand, Vote,
};

/// Rule on a command: the facts to record, or why it is out of order. Changes nothing.
///
/// The pen's time stamps what happens now, see [`Meeting::live`]; its desk numbers what is new.
///
/// # Errors
/// A [`Refusal`] says what stands against the command.
pub fn decide(meeting: &Meeting, command: Command, pen: Pen) -> Result<Vec<Fact>, Refusal> {
    if let Command::Convene(convening) = command {
        return convene(meeting, *convening);
    }
    if meeting.profile.is_none() {
        return Err(Refusal::NotConvened);
    }
    require_unfixed(meeting, &command)?;
    match command {
        Command::Convene(_) => Err(Refusal::AlreadyConvened),
        Command::State { detail, text } => Ok(vec![Fact::DetailStated { detail, text }]),
        Command::Name { office, people, item, at } => {
            seats::name(meeting, (office, item), people, at, pen)
        }
        Command::Roll(command) => roll::decide(meeting, command, pen),
        Command::Agenda(command) => agenda::decide(meeting, command, pen),
        Command::Record(command) => record::decide(meeting, command, pen),
        Command::Vote(question) => votes::vote(meeting, *question, pen),
        Command::Standing(command) => standing::decide(meeting, command, pen),
        Command::Poll(command) => polls::decide(meeting, command),
        Command::Motion(command) => motions::decide(meeting, command, pen),
        Command::Seat(command) => seats::decide(meeting, command, pen),
        Command::Course(command) => course::decide(meeting, command, pen),
        Command::Open { at } => open(meeting, at, pen),
        Command::Close { at } => close(meeting, at, pen),
        Command::ReadBack { at } => {
            require_begun(meeting)?;
            Ok(vec![Fact::MinutesRead { time: moment(meeting, at, pen)? }])
        }
        Command::Correct { text } => {
            require_begun(meeting)?;
            let text = require_text(text)?;
            Ok(vec![Fact::CorrectionNoted { text, time: meeting.live(pen.now()) }])
        }
        Command::Adopt { at } => adopt(meeting, at, pen),
        Command::Seal { template } => seal(meeting, template, pen),
        Command::OpenCorrection { reason } => open_correction(meeting, reason, pen),
    }
}

/// A sealed record takes only a correction; adopted minutes take only what may follow adoption.
fn require_unfixed(meeting: &Meeting, command: &Command) -> Result<(), Refusal> {
    if let Some(refusal) = meeting.sealed()
        && !matches!(command, Command::OpenCorrection { .. })
    {
        return Err(refusal);
    }
    let fixed = meeting.adopted.is_some() && meeting.correcting.is_none();
    if fixed && !may_follow_adoption(command) {
        return Err(Refusal::Adopted);
    }
    Ok(())
}

fn convene(meeting: &Meeting, convening: Convening) -> Result<Vec<Fact>, Refusal> {
    if meeting.profile.is_some() {
        return Err(Refusal::AlreadyConvened);
    }
    if convening.body.name.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    let Convening { body, profile, kind, date, known } = convening;
    Ok(vec![Fact::MeetingConvened { body, profile, kind, date, known }])
}

/// Once the minutes are adopted only the end of the meeting, corrections, the numbers of the
/// papers and the seal follow.
fn may_follow_adoption(command: &Command) -> bool {
    match command {
        Command::Close { .. } | Command::Correct { .. } | Command::Seal { .. } => true,
        Command::OpenCorrection { .. } => true,
        // What was corrected before the adoption is looked at before the seal.
        Command::Standing(StandingCommand::Review { anew: false, .. }) => true,
        Command::State { detail, .. } => detail.is_of_papers(),
        Command::Convene(_)
        | Command::Name { .. }
        | Command::Roll(_)
        | Command::Agenda(_)
        | Command::Record(_)
        | Command::Vote(_)
        | Command::Standing(_)
        | Command::Poll(_)
        | Command::Motion(_)
        | Command::Seat(_)
        | Command::Course(_)
        | Command::Open { .. }
        | Command::ReadBack { .. }
        | Command::Adopt { .. } => false,
    }
}

fn open(meeting: &Meeting, at: At, pen: Pen) -> Result<Vec<Fact>, Refusal> {
    if meeting.stage != Stage::Planned {
        return Err(Refusal::NotInSession(meeting.stage));
    }
    seats::require_quorum_to_open(meeting)?;
    Ok(vec![Fact::MeetingOpened { time: moment(meeting, at, pen)? }])
}

fn close(meeting: &Meeting, at: At, pen: Pen) -> Result<Vec<Fact>, Refusal> {
    require_session(meeting)?;
    let time = moment(meeting, at, pen)?;
    roll::require_nobody_after(meeting, time)?;
    let finished = meeting.running().map(|item| Fact::ItemFinished { item: item.id, time });
    Ok(finished.into_iter().chain([Fact::MeetingClosed { time }]).collect())
}

fn adopt(meeting: &Meeting, at: At, pen: Pen) -> Result<Vec<Fact>, Refusal> {
    require_begun(meeting)?;
    if meeting.read_back.is_none() {
        return Err(Refusal::NotReadBack);
    }
    Ok(vec![Fact::MinutesAdopted { time: moment(meeting, at, pen)? }])
}

/// The papers are fixed once the meeting is over and its minutes are adopted.
fn seal(meeting: &Meeting, template: String, pen: Pen) -> Result<Vec<Fact>, Refusal> {
    let flagged = meeting.conclusions.iter().filter(|conclusion| {
        let of_it = |vote: &&Vote| vote.conclusion == conclusion.id;
        meeting.votes.iter().filter(of_it).any(|vote| meeting.flag_of(vote.id).is_some())
    });
    let flagged: Vec<ConclusionId> = flagged.map(|conclusion| conclusion.id).collect();
    match (meeting.stage, meeting.adopted) {
        (Stage::Adopted, _) if !flagged.is_empty() => Err(Refusal::Unreviewed(flagged)),
        (Stage::Adopted, _) => Ok(vec![Fact::PapersSealed { time: pen.now(), template }]),
        (Stage::InSession, Some(_)) => Err(Refusal::NotInSession(Stage::InSession)),
        _ => Err(Refusal::NotAdopted),
    }
}

fn open_correction(meeting: &Meeting, reason: String, pen: Pen) -> Result<Vec<Fact>, Refusal> {
    if meeting.correcting.is_some() {
        return Err(Refusal::Unchanged);
    }
    if meeting.seals.is_empty() {
        return Err(Refusal::NotSealed);
    }
    Ok(vec![Fact::CorrectionOpened { reason: require_text(reason)?, time: pen.now() }])
}

fn require_session(meeting: &Meeting) -> Result<(), Refusal> {
    match meeting.stage {
        Stage::InSession => Ok(()),
        Stage::Planned | Stage::Closed | Stage::Adopted => {
            Err(Refusal::NotInSession(meeting.stage))
        }
    }
}

fn require_begun(meeting: &Meeting) -> Result<(), Refusal> {
    match meeting.stage {
        Stage::InSession | Stage::Closed | Stage::Adopted => Ok(()),
        Stage::Planned => Err(Refusal::NotInSession(meeting.stage)),
    }
}

fn require_text(text: String) -> Result<String, Refusal> {
    if text.trim().is_empty() { Err(Refusal::Empty) } else { Ok(text) }
}

/// Members and guests named by a command must be there.
fn require_person(meeting: &Meeting, person: Option<&Person>) -> Result<(), Refusal> {
    let there = match person {
        None => true,
        Some(Person::Member(id)) => meeting.member(*id).is_some(),
        Some(Person::Guest(id)) => meeting.guest(*id).is_some(),
        Some(Person::Named(name)) => !name.trim().is_empty(),
    };
    there.then_some(()).ok_or(Refusal::Gone)
}

/// The moment a fact happened, if it is known.
///
/// A stated time belongs to the meeting's day; one in the small hours of a meeting opened in the
/// evening belongs to the next.
fn moment(meeting: &Meeting, at: At, pen: Pen) -> Result<Option<Moment>, Refusal> {
    let said = match at {
        At::Now => return Ok(meeting.live(pen.now())),
        At::Said(time) => meeting.sitting_day().and_time(time),
        At::On(day, time) => day.and_time(time),
    };
    // A clock on the wall may be ahead of the program's by some minutes.
    let ahead = said - pen.now() > chrono::TimeDelta::minutes(10);
    if meeting.known == Known::Day && pen.now().date() == said.date() && ahead {
        return Err(Refusal::InFuture { time: said, now: pen.now() });
    }
    let Some(opened) = meeting.opened.filter(|opened| said < *opened) else {
        return Ok(Some(said));
    };
    // Times are said in minutes.
    if (opened.hour(), opened.minute()) == (said.hour(), said.minute()) {
        return Ok(Some(opened));
    }
    let evening = opened.hour() >= 18 && said.hour() < 6 && matches!(at, At::Said(_));
    if evening {
        return Ok(Some(said + chrono::Days::new(1)));
    }
    Err(Refusal::BeforeOpening { time: said, opened })
}
