//! What a form would ask whatever is typed into it: what refuses that refuses the form.

use super::business::slate_decisions;
use super::{BusinessForm, Purpose, SeatForm};
use crate::domain::{
    Absence, AgendaCommand, At, Command, Conduct, Convening, CourseCommand, Detail, Fate, Gone,
    Meeting, Method, MotionCommand, MotionKind, NewMotion, NewSlate, NoteKind, PauseKind, Presence,
    Rank, RecordCommand, RollCommand, SeatChange, SeatCommand, SlateKind, StandingCommand, Task,
    Unit,
};

/// Some text that says something.
fn text() -> String {
    String::from("x")
}

/// A command that stands for every one the form can give; `None` where the form gives none by
/// itself, or the thing it is about is gone.
#[expect(clippy::too_many_lines, reason = "a table of forms")]
pub(in crate::app) fn probe(purpose: &Purpose, meeting: &Meeting) -> Option<Command> {
    let at = At::Now;
    Some(match purpose {
        Purpose::NewMeeting | Purpose::Period | Purpose::Box(_) => return None,
        Purpose::Details => Command::State { detail: Detail::Place, text: text() },
        Purpose::Numbers => Command::State { detail: Detail::Number, text: text() },
        Purpose::AmendMeeting => {
            let (body, profile) = (meeting.body.clone(), meeting.profile.clone()?);
            let (kind, date, known) = (meeting.kind.clone()?, meeting.date, meeting.known);
            Command::Course(CourseCommand::AmendMeeting(Box::new(Convening {
                body,
                profile,
                kind,
                date,
                known,
            })))
        }
        Purpose::Pause => Command::Course(CourseCommand::Pause {
            kind: PauseKind::Recess,
            until: String::new(),
            at,
        }),
        Purpose::Resume => Command::Course(CourseCommand::Resume { at }),
        Purpose::Opening => Command::Open { at },
        Purpose::Closing => Command::Close { at },
        Purpose::Correction => Command::Correct { text: text() },
        Purpose::OpenCorrection => Command::OpenCorrection { reason: text() },
        Purpose::StatedAttendance => {
            let headcount = Box::new(meeting.stated.clone());
            Command::Roll(RollCommand::StateAttendance { headcount, since: None })
        }
        Purpose::AddMember => {
            Command::Roll(RollCommand::Enrol { name: text(), post: String::new(), class: None })
        }
        Purpose::EditMember(id) => {
            let member = meeting.member(*id)?;
            let (name, post) = (member.name.clone(), member.post.clone());
            Command::Roll(RollCommand::AmendMember { member: *id, name, post, class: member.class })
        }
        Purpose::AddGuest => Command::Roll(RollCommand::AddGuest {
            name: text(),
            post: String::new(),
            rank: Rank::Invited,
        }),
        Purpose::EditGuest(id) => {
            let guest = meeting.guest(*id)?;
            let (name, post) = (guest.name.clone(), guest.post.clone());
            Command::Roll(RollCommand::AmendGuest { guest: *id, name, post, rank: guest.rank })
        }
        Purpose::Absence(who) => {
            let presence = Presence::Absent(Absence::default());
            Command::Roll(RollCommand::Mark { who: *who, presence, at })
        }
        Purpose::MarkTime(who, presence) => {
            Command::Roll(RollCommand::Mark { who: *who, presence: presence.clone(), at })
        }
        Purpose::Informal(informal) => {
            Command::Seat(SeatCommand::GoInformal { informal: *informal, at })
        }
        Purpose::Seat(SeatForm::Interest(member)) => {
            let (member, conduct, what) = (*member, Conduct::Leaves, String::new());
            Command::Seat(SeatCommand::DeclareInterest { member, item: None, conduct, what, at })
        }
        Purpose::Seat(SeatForm::Seat(id)) => {
            let held = meeting.member(*id)?.seat.is_held();
            let change = if held { SeatChange::Resigned } else { SeatChange::Seated };
            Command::Seat(SeatCommand::ChangeSeat { member: *id, change, at })
        }
        Purpose::Seat(SeatForm::Rate(id)) => {
            let member = meeting.member(*id)?;
            Command::Seat(SeatCommand::Rate {
                member: *id,
                weight: member.weight,
                group: member.group.clone(),
            })
        }
        Purpose::Seat(SeatForm::CoOpt) => {
            Command::Seat(SeatCommand::CoOpt { name: text(), post: String::new(), class: None, at })
        }
        Purpose::AddItem => Command::Agenda(AgendaCommand::AddItem {
            title: text(),
            presenter: None,
            planned: None,
        }),
        Purpose::EditItem(item) => Command::Agenda(AgendaCommand::AmendItem {
            item: *item,
            title: text(),
            presenter: None,
            planned: None,
        }),
        Purpose::SkipItem(item) => {
            Command::Agenda(AgendaCommand::SkipItem { item: *item, reason: String::new() })
        }
        Purpose::AddNote(item) => {
            let kind = NoteKind::Opinion;
            Command::Record(RecordCommand::TakeNote {
                item: *item,
                kind,
                speaker: None,
                text: text(),
                at: At::Now,
            })
        }
        Purpose::EditNote(id) => {
            let kind = meeting.note(*id)?.kind.clone();
            Command::Record(RecordCommand::AmendNote {
                note: *id,
                kind,
                speaker: None,
                text: text(),
            })
        }
        Purpose::AddIndicator(item) => {
            let unit = Unit::Pieces;
            Command::Record(RecordCommand::Report {
                item: *item,
                value: 0,
                of: None,
                unit,
                label: text(),
            })
        }
        Purpose::EditIndicator(id) => {
            let unit = Unit::Pieces;
            Command::Record(RecordCommand::AmendIndicator {
                indicator: *id,
                value: 0,
                of: None,
                unit,
                label: text(),
            })
        }
        Purpose::AddConclusion(item) => {
            Command::Record(RecordCommand::Conclude { item: *item, text: text() })
        }
        Purpose::EditConclusion(id) => {
            Command::Record(RecordCommand::AmendConclusion { conclusion: *id, text: text() })
        }
        Purpose::Task(id) => {
            Command::Record(RecordCommand::Assign { conclusion: *id, task: Task::default() })
        }
        Purpose::Annul(id) => {
            Command::Standing(StandingCommand::Annul { conclusion: *id, reason: text() })
        }
        Purpose::Method(id) => {
            let stated = meeting.vote_on(*id).and_then(|vote| vote.method.clone());
            let method = Method::ALL.into_iter().find(|method| Some(method) != stated.as_ref())?;
            Command::Standing(StandingCommand::StateMethod { conclusion: *id, method })
        }
        Purpose::Business(BusinessForm::AddMotion(item)) => {
            Command::Motion(MotionCommand::Move(Box::new(NewMotion {
                item: *item,
                kind: MotionKind::Main,
                text: text(),
                mover: None,
                seconders: Vec::new(),
                condition: String::new(),
            })))
        }
        Purpose::Business(BusinessForm::EditMotion(id)) => {
            let motion = meeting.conclusion(*id)?.motion.clone();
            let (mover, condition) =
                motion.map(|one| (one.mover, one.condition)).unwrap_or_default();
            Command::Motion(MotionCommand::AmendMotion {
                conclusion: *id,
                mover,
                seconders: Vec::new(),
                condition,
            })
        }
        Purpose::Business(BusinessForm::Dispose(id)) => {
            Command::Motion(MotionCommand::Dispose { conclusion: *id, fate: Fate::Withdrawn })
        }
        Purpose::Business(BusinessForm::Split(id)) => {
            Command::Motion(MotionCommand::Split { conclusion: *id, texts: vec![text(), text()] })
        }
        Purpose::Business(BusinessForm::AddSlate(item)) => {
            Command::Motion(MotionCommand::Slate(Box::new(NewSlate {
                item: *item,
                text: text(),
                kind: SlateKind::Options,
                seats: 1,
                choices: vec![text()],
                decision: slate_decisions(meeting).first()?.clone(),
                mover: None,
                seconders: Vec::new(),
            })))
        }
        Purpose::Business(BusinessForm::Nominate(id)) => {
            Command::Motion(MotionCommand::Nominate { conclusion: *id, name: text(), by: None })
        }
        Purpose::Business(BusinessForm::TakeOff(id)) => {
            let slate = meeting.conclusion(*id)?.slate.as_ref()?;
            let place = slate.standing().first().copied()?;
            Command::Motion(MotionCommand::TakeOff { conclusion: *id, place, gone: Gone::Withdrew })
        }
        Purpose::Business(BusinessForm::Tellers(id)) => {
            Command::Motion(MotionCommand::NameTellers { conclusion: *id, tellers: Vec::new() })
        }
        Purpose::Business(BusinessForm::Draw(id)) => Command::Standing(StandingCommand::Settle {
            conclusion: *id,
            casting: None,
            drawn: Vec::new(),
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::{Purpose, probe};
    use crate::domain::{Attendee, Meeting, MemberId};

    #[test]
    fn what_is_gone_is_not_probed() {
        let meeting = Meeting::default();
        assert_eq!(probe(&Purpose::EditMember(MemberId(3)), &meeting), None);
        assert!(probe(&Purpose::Absence(Attendee::Member(MemberId(3))), &meeting).is_some());
    }
}
