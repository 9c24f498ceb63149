//! What each form is for: its fields, and the commands they become.

#![deny(clippy::wildcard_enum_match_arm)]

mod all;
mod business;
mod convene;
mod course;
mod details;
mod probe;
mod roll;
mod simple;
mod voting;

use chrono::NaiveDate;

use crate::domain::{
    AgendaCommand, At, Attendee, Class, Command, ConclusionId, CourseCommand, Due, GuestId,
    IndicatorId, ItemId, Meeting, MemberId, Method, NoteId, NoteKind, Presence, Rank,
    RecordCommand, RollCommand, SeatCommand, StandingCommand, Task, Unit,
};
use crate::line;
use crate::text::{Lang, Misread, short_date, short_time};

use super::{App, Field, Form};

use simple::{
    RANKS, guest_fields, indicator, indicator_fields, item_fields, member_fields, minutes,
    note_fields, note_kind, note_kinds,
};

pub(super) use course::offered;
pub(super) use voting::amends;

pub(super) use probe::probe;

/// What a form is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    NewMeeting,
    Details,
    StatedAttendance,
    AddMember,
    EditMember(MemberId),
    AddGuest,
    EditGuest(GuestId),
    Absence(Attendee),
    MarkTime(Attendee, Presence),
    AddItem,
    EditItem(ItemId),
    SkipItem(ItemId),
    AddNote(Option<ItemId>),
    EditNote(NoteId),
    AddIndicator(Option<ItemId>),
    EditIndicator(IndicatorId),
    AddConclusion(Option<ItemId>),
    EditConclusion(ConclusionId),
    Task(ConclusionId),
    /// Body, rules, kind, day and times of the meeting as they are now known.
    AmendMeeting,
    /// When the meeting went on informally, or decided again.
    Informal(bool),
    /// The meeting rests, is adjourned, or sits as a committee.
    Pause,
    Resume,
    Opening,
    Closing,
    Correction,
    OpenCorrection,
    /// Why the vote on a conclusion is annulled.
    Annul(ConclusionId),
    /// How the vote on a conclusion was taken.
    Method(ConclusionId),
    /// The papers of all meetings of a period.
    Period,
    /// Numbers, symbol and term of the papers.
    Numbers,
    /// Motions, and ballots with choices.
    Business(BusinessForm),
    /// Who may vote.
    Seat(SeatForm),
    /// Over the vote box.
    Box(BoxForm),
}

/// What a form about motions or a ballot with choices is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BusinessForm {
    AddMotion(Option<ItemId>),
    EditMotion(ConclusionId),
    Dispose(ConclusionId),
    Split(ConclusionId),
    AddSlate(Option<ItemId>),
    Nominate(ConclusionId),
    TakeOff(ConclusionId),
    Tellers(ConclusionId),
    Draw(ConclusionId),
}

/// What a form about who may vote is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SeatForm {
    Interest(MemberId),
    Seat(MemberId),
    Rate(MemberId),
    CoOpt,
}

/// What a form over the vote box is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoxForm {
    /// Base or threshold as the chair rules them for the vote at hand.
    Ruling,
    /// Further questions settled by the vote at hand.
    Together,
    /// The vote of the box is void, and why.
    Void,
    /// Who or what was chosen, without numbers.
    Elected,
    /// How the vote is taken and what it decides.
    Manner,
}

impl Purpose {
    /// The heading of its form.
    #[must_use]
    pub fn title(&self, lang: Lang, meeting: Option<&Meeting>) -> String {
        let words = lang.words();
        let of_member = |title: &str, id: &MemberId| {
            let name = meeting.and_then(|meeting| meeting.member(*id));
            format!("{title}: {}", name.map_or("", |member| &member.name))
        };
        let of = |title: &str, who: &Attendee| {
            let name = meeting.map(|meeting| lang.attendee(meeting, *who));
            format!("{title}: {}", name.unwrap_or_default())
        };
        match self {
            Self::NewMeeting => words.new_meeting.into(),
            Self::Details => words.details.into(),
            Self::StatedAttendance => words.stated_attendance.into(),
            Self::AddMember => words.add_member.into(),
            Self::EditMember(_) => words.edit_member.into(),
            Self::AddGuest => words.add_guest.into(),
            Self::EditGuest(_) => words.edit_guest.into(),
            Self::Absence(who) => of(words.why_absent, who),
            Self::MarkTime(who, Presence::Left) => of(words.time_left, who),
            Self::MarkTime(who, Presence::Back) => of(words.time_back, who),
            Self::MarkTime(who, _) => of(words.time_late, who),
            Self::AddItem => words.add_item.into(),
            Self::EditItem(_) => words.edit_item.into(),
            Self::SkipItem(_) => words.why_skipped.into(),
            Self::AddNote(_) => words.add_note.into(),
            Self::EditNote(_) => words.edit_note.into(),
            Self::AddIndicator(_) => words.add_indicator.into(),
            Self::EditIndicator(_) => words.edit_indicator.into(),
            Self::AddConclusion(_) => words.add_conclusion.into(),
            Self::EditConclusion(_) => words.edit_conclusion.into(),
            Self::Task(_) => words.assign_task.into(),
            Self::AmendMeeting => words.amend_meeting.into(),
            Self::Pause => words.pause.into(),
            Self::Informal(true) => words.informal_time.into(),
            Self::Informal(false) => words.formal_time.into(),
            Self::Resume => words.resume.into(),
            Self::Opening => words.opening_time.into(),
            Self::Closing => words.closing_time.into(),
            Self::Correction => words.correction.into(),
            Self::OpenCorrection => words.open_correction.into(),
            Self::Numbers => words.numbers.into(),
            Self::Annul(_) => words.annul_vote.into(),
            Self::Method(_) => words.method_stated.into(),
            Self::Period => words.period.into(),
            Self::Business(BusinessForm::AddMotion(_)) => words.add_motion.into(),
            Self::Business(BusinessForm::EditMotion(_)) => words.edit_motion.into(),
            Self::Business(BusinessForm::Dispose(_)) => words.dispose.into(),
            Self::Business(BusinessForm::Split(_)) => words.split.into(),
            Self::Business(BusinessForm::AddSlate(_)) => words.add_slate.into(),
            Self::Business(BusinessForm::Nominate(_)) => words.nominate.into(),
            Self::Business(BusinessForm::TakeOff(_)) => words.take_off.into(),
            Self::Business(BusinessForm::Tellers(_)) => words.tellers.into(),
            Self::Business(BusinessForm::Draw(_)) => words.drawn.into(),
            Self::Box(BoxForm::Ruling) => words.ruling.into(),
            Self::Box(BoxForm::Together) => words.together.into(),
            Self::Box(BoxForm::Void) => words.vote_void.into(),
            Self::Box(BoxForm::Elected) => words.vote_named.into(),
            Self::Box(BoxForm::Manner) => words.vote_manner.into(),
            Self::Seat(SeatForm::Interest(id)) => of_member(words.interest, id),
            Self::Seat(SeatForm::Seat(id)) => of_member(words.seat, id),
            Self::Seat(SeatForm::Rate(id)) => of_member(words.rate, id),
            Self::Seat(SeatForm::CoOpt) => words.co_opt.into(),
        }
    }
}

/// The fields of a form, filled with what is known.
pub(super) fn fields(app: &App, purpose: &Purpose) -> Vec<Field> {
    let lang = app.lang;
    let words = lang.words();
    let Some(meeting) = app.opened.as_ref().map(super::Opened::meeting) else {
        // No other form is asked for without a meeting.
        return if *purpose == Purpose::Period {
            app.period_fields()
        } else {
            convene::fields(app)
        };
    };
    match purpose {
        Purpose::Business(form) => business::fields(app, form, meeting),
        Purpose::Seat(form) => business::seat_fields(app, form, meeting),
        Purpose::Box(form) => voting::fields(app, *form, meeting),
        Purpose::Period => app.period_fields(),
        Purpose::NewMeeting => convene::fields(app),
        Purpose::Details => details::fields(lang, meeting),
        Purpose::Numbers => details::number_fields(lang, meeting),
        Purpose::StatedAttendance => roll::count_fields(app, meeting),
        Purpose::AddMember => {
            // Most members are of one class: the form starts from that of the last one.
            let last = meeting.members.last().map_or(Some(Class::Official), |member| member.class);
            member_fields(lang, "", "", last)
        }
        Purpose::EditMember(id) => meeting.member(*id).map_or_else(Vec::new, |member| {
            member_fields(lang, &member.name, &member.post, member.class)
        }),
        Purpose::AddGuest => {
            // As the last guest; a body that names no superior body has no guest from one.
            let alone = meeting.body.superior.is_empty();
            let first = if alone { Rank::Invited } else { Rank::Superior };
            let rank = meeting.guests.last().map_or(first, |guest| guest.rank);
            guest_fields(lang, "", "", rank)
        }
        Purpose::EditGuest(id) => meeting.guest(*id).map_or_else(Vec::new, |guest| {
            guest_fields(lang, &guest.name, &guest.post, guest.rank)
        }),
        Purpose::Absence(who) => roll::absence_fields(lang, meeting, *who),
        Purpose::SkipItem(_) | Purpose::Annul(_) => vec![Field::line(words.reason, "")],
        Purpose::AmendMeeting => course::meeting_fields(app, meeting),
        Purpose::Pause => course::pause_fields(app, meeting),
        Purpose::Opening | Purpose::Closing | Purpose::Resume => {
            let now = meeting.live(app.now.naive_local()).map(short_time);
            vec![Field::line(words.time_or_day, &now.unwrap_or_default())]
        }
        Purpose::MarkTime(_, _) | Purpose::Informal(_) => {
            let now = meeting.live(app.now.naive_local()).map(short_time);
            vec![Field::line(words.time, &now.unwrap_or_default())]
        }
        Purpose::AddItem => item_fields(lang, "", "", None),
        Purpose::EditItem(id) => meeting.item(*id).map_or_else(Vec::new, |item| {
            let presenter =
                item.presenter.as_ref().map(|who| line::label(meeting, who)).unwrap_or_default();
            item_fields(lang, &item.title, &presenter, item.planned)
        }),
        Purpose::AddNote(_) => note_fields(lang, "", &NoteKind::Opinion, ""),
        Purpose::EditNote(id) => meeting.note(*id).map_or_else(Vec::new, |note| {
            let speaker =
                note.speaker.as_ref().map(|who| line::label(meeting, who)).unwrap_or_default();
            note_fields(lang, &speaker, &note.kind, &note.text)
        }),
        Purpose::AddIndicator(_) => indicator_fields(lang, "", ""),
        Purpose::EditIndicator(id) => meeting.indicator(*id).map_or_else(Vec::new, |found| {
            let of = found.of.map(|of| format!("/{of}")).unwrap_or_default();
            let unit = if found.unit == Unit::Percent { "%" } else { "" };
            indicator_fields(lang, &format!("{}{of}{unit}", found.value), &found.label)
        }),
        Purpose::AddConclusion(_) | Purpose::Correction => vec![Field::text(words.text, "")],
        Purpose::OpenCorrection => vec![Field::text(words.reason, "")],
        Purpose::Method(_) => {
            let methods = Method::ALL.iter().map(|method| lang.method(method)).collect();
            let own = Field::line(words.own_word, "");
            vec![Field::choice(words.method_stated, methods, 0), own]
        }
        Purpose::EditConclusion(id) => {
            let text = meeting.conclusion(*id).map_or("", |conclusion| &conclusion.text);
            vec![Field::text(words.text, text)]
        }
        Purpose::Task(id) => {
            let task = meeting.conclusion(*id).map(|c| c.task.clone()).unwrap_or_default();
            let owner =
                task.owner.as_ref().map(|who| line::label(meeting, who)).unwrap_or_default();
            let due = match &task.due {
                Some(Due::On(date)) => short_date(lang, *date),
                Some(Due::Words(words)) => words.clone(),
                None => String::new(),
            };
            let states = vec![words.task_open.to_owned(), words.task_done.to_owned()];
            vec![
                Field::person(words.task_owner, &owner),
                Field::line(words.task_due, &due),
                Field::line(words.task_text, &task.text).further(),
                Field::choice(words.task_state, states, usize::from(task.done.is_some())).further(),
                Field::line(words.task_result, task.done.as_deref().unwrap_or("")).further(),
            ]
        } // Made by `business`.
    }
}

/// Place of the addressee among the fields of a note.
pub(super) const ADDRESSEE: usize = 2;

/// Whether the note in a form is a proposal.
pub(super) fn is_proposal(form: &Form) -> bool {
    let chosen = form.fields.get(1).map_or(0, Field::chosen);
    matches!(note_kinds("").get(chosen), Some(NoteKind::Proposal(_)))
}

/// What a form asks of the meeting.
#[expect(clippy::too_many_lines, reason = "a table of forms")]
pub(super) fn commands(
    form: &Form,
    meeting: &Meeting,
    chosen_question: Option<ConclusionId>,
    today: NaiveDate,
) -> Result<Vec<Command>, Misread> {
    let value = |index: usize| form.fields.get(index).map_or("", Field::value).trim().to_owned();
    let chosen = |index: usize| form.fields.get(index).map_or(0, Field::chosen);
    let whom = |index: usize| form.fields.get(index).map_or(Ok(None), |field| field.whom(meeting));
    let class = || chosen(2).checked_sub(1).map(|at| Class::ALL[at]);
    let rank = || RANKS[chosen(2).min(RANKS.len() - 1)];
    let command = match &form.purpose {
        // They ask nothing of the meeting at hand.
        Purpose::NewMeeting | Purpose::Period | Purpose::Box(_) => return Ok(Vec::new()),
        Purpose::Business(of) => business::command(of, form, meeting, chosen_question)?,
        Purpose::Seat(of) => return business::seat_commands(of, form, meeting),
        Purpose::Annul(conclusion) => {
            let reason = value(0);
            if reason.is_empty() {
                return Err(Misread::Lacking(form.fields[0].label));
            }
            Command::Standing(StandingCommand::Annul { conclusion: *conclusion, reason })
        }
        Purpose::Method(conclusion) => {
            let own = value(1);
            let known = Method::ALL[chosen(0).min(Method::ALL.len() - 1)].clone();
            let method = if own.is_empty() { known } else { Method::Named(own) };
            Command::Standing(StandingCommand::StateMethod { conclusion: *conclusion, method })
        }
        Purpose::Details => return details::commands(form, meeting),
        Purpose::Numbers => return Ok(details::number_commands(form, meeting)),
        Purpose::StatedAttendance => return roll::count_commands(form, meeting),
        Purpose::AddMember => {
            Command::Roll(RollCommand::Enrol { name: value(0), post: value(1), class: class() })
        }
        Purpose::EditMember(member) => {
            let (name, post) = (value(0), value(1));
            Command::Roll(RollCommand::AmendMember { member: *member, name, post, class: class() })
        }
        Purpose::AddGuest => {
            Command::Roll(RollCommand::AddGuest { name: value(0), post: value(1), rank: rank() })
        }
        Purpose::EditGuest(guest) => Command::Roll(RollCommand::AmendGuest {
            guest: *guest,
            name: value(0),
            post: value(1),
            rank: rank(),
        }),
        Purpose::Absence(who) => roll::absence_command(form, *who)?,
        Purpose::MarkTime(who, presence) => {
            let (presence, at) = (presence.clone(), line::at(&value(0))?);
            Command::Roll(RollCommand::Mark { who: *who, presence, at })
        }
        Purpose::Informal(informal) => {
            Command::Seat(SeatCommand::GoInformal { informal: *informal, at: line::at(&value(0))? })
        }
        Purpose::AddItem => Command::Agenda(AgendaCommand::AddItem {
            title: value(0),
            presenter: whom(1)?,
            planned: minutes(&value(2))?,
        }),
        Purpose::EditItem(item) => {
            let (title, presenter, planned) = (value(0), whom(1)?, minutes(&value(2))?);
            Command::Agenda(AgendaCommand::AmendItem { item: *item, title, presenter, planned })
        }
        Purpose::SkipItem(item) => {
            Command::Agenda(AgendaCommand::SkipItem { item: *item, reason: value(0) })
        }
        Purpose::AddNote(item) => {
            let (item, kind, speaker) = (*item, note_kind(&value(2), chosen(1)), whom(0)?);
            Command::Record(RecordCommand::TakeNote {
                item,
                kind,
                speaker,
                text: value(3),
                at: At::Now,
            })
        }
        Purpose::EditNote(note) => {
            let (kind, speaker) = (note_kind(&value(2), chosen(1)), whom(0)?);
            Command::Record(RecordCommand::AmendNote { note: *note, kind, speaker, text: value(3) })
        }
        Purpose::AddIndicator(item) => {
            let (value, of, unit, label) = indicator(&value(0), value(1))?;
            Command::Record(RecordCommand::Report { item: *item, value, of, unit, label })
        }
        Purpose::EditIndicator(id) => {
            let (value, of, unit, label) = indicator(&value(0), value(1))?;
            Command::Record(RecordCommand::AmendIndicator {
                indicator: *id,
                value,
                of,
                unit,
                label,
            })
        }
        Purpose::AddConclusion(item) => {
            Command::Record(RecordCommand::Conclude { item: *item, text: value(0) })
        }
        Purpose::EditConclusion(id) => {
            Command::Record(RecordCommand::AmendConclusion { conclusion: *id, text: value(0) })
        }
        Purpose::Task(conclusion) => {
            let due = value(1);
            let due = (!due.is_empty()).then(|| line::parse_due(&due, today)).transpose()?;
            let (text, result) = (value(2), value(4));
            // A result says that it was done.
            let done = (chosen(3) == 1 || !result.is_empty()).then_some(result);
            let task = Task { text, owner: whom(0)?, due, done };
            Command::Record(RecordCommand::Assign { conclusion: *conclusion, task })
        }
        Purpose::AmendMeeting => return course::meeting_commands(form, meeting),
        Purpose::Pause => course::pause_command(form)?,
        Purpose::Resume => Command::Course(CourseCommand::Resume { at: line::at(&value(0))? }),
        Purpose::Opening => Command::Open { at: moment(&value(0))? },
        Purpose::Closing => Command::Close { at: moment(&value(0))? },
        Purpose::Correction => Command::Correct { text: value(0) },
        Purpose::OpenCorrection => Command::OpenCorrection { reason: value(0) },
    };
    Ok(vec![command])
}

/// The time of a field: an empty one is unknown or now, as the meeting goes on today or not.
/// Since when something is so: from the beginning, since a time, or since one that nobody knows.
fn since(typed: &str) -> Result<Option<At>, Misread> {
    match typed {
        "" => Ok(None),
        "?" | "…" | "……" => Ok(Some(At::Now)),
        time => line::at(time).map(Some),
    }
}

fn moment(text: &str) -> Result<At, Misread> {
    line::at(text)
}
