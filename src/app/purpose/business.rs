//! Forms of motions, ballots, votes, seats and interests.

use crate::app::{App, Field, Form};
use crate::domain::{
    Class, Command, ConclusionId, Conduct, Count, Decision, Fate, Gone, Meeting, MotionCommand,
    MotionKind, Mover, NewMotion, NewSlate, Person, Procedure, SeatChange, SeatCommand, SlateKind,
    StandingCommand,
};
use crate::line;
use crate::text::{Lang, Misread};

use super::{BusinessForm, SeatForm};

/// The kinds of motion in the order of the form: of the chosen question where one is chosen.
fn motion_kinds(of: Option<ConclusionId>) -> Vec<MotionKind> {
    let about = |of| [MotionKind::Amendment { of }, MotionKind::Substitute { of }];
    let main = std::iter::once(MotionKind::Main);
    let procedures = Procedure::ALL.map(MotionKind::Procedural);
    main.chain(of.map(about).into_iter().flatten()).chain(procedures).collect()
}

const FATES: usize = 6;

fn fates(words: String) -> [Fate; FATES] {
    [
        Fate::Withdrawn,
        Fate::Postponed(words.clone()),
        Fate::Referred(words.clone()),
        Fate::Fell(words),
        Fate::Tabled,
        Fate::Accepted { before: String::new() },
    ]
}

const SEATS: [SeatChange; 5] = [
    SeatChange::Resigned,
    SeatChange::TermEnded,
    SeatChange::Removed,
    SeatChange::Seated,
    SeatChange::Sworn,
];

const CONDUCTS: [Conduct; 3] = [Conduct::Leaves, Conduct::Stays, Conduct::Votes];

/// The fields of a form about motions or a ballot with choices.
pub(super) fn fields(app: &App, form: &BusinessForm, meeting: &Meeting) -> Vec<Field> {
    let lang = app.lang;
    let words = lang.words();
    let chosen = app.opened.as_ref().and_then(|opened| opened.conclusion);
    match form {
        BusinessForm::AddMotion(_) => {
            let kinds = motion_kinds(chosen);
            let names = kinds.iter().map(|kind| kind_name(lang, meeting, kind)).collect();
            vec![
                Field::text(words.text, ""),
                Field::person(words.mover, ""),
                Field::line(words.seconders, ""),
                Field::choice(words.motion_kind, names, 0),
                Field::line(words.condition, "").further(),
            ]
        }
        BusinessForm::EditMotion(id) => {
            let motion = meeting.conclusion(*id).and_then(|one| one.motion.clone());
            let mover = motion.as_ref().and_then(|motion| motion.mover.clone());
            let mover = match &mover {
                Some(Mover::Chair) => words.chair.to_lowercase(),
                Some(Mover::Person(person)) => line::label(meeting, person),
                None => String::new(),
            };
            let seconders = motion.as_ref().map(|motion| &motion.seconders);
            let names: Vec<String> =
                seconders.into_iter().flatten().map(|who| line::label(meeting, who)).collect();
            let condition = motion.as_ref().map_or("", |motion| &motion.condition);
            vec![
                Field::person(words.mover, &mover),
                Field::line(words.seconders, &names.join(", ")),
                Field::line(words.condition, condition),
            ]
        }
        BusinessForm::Dispose(_) => {
            let names = fates(String::new()).iter().map(|fate| lang.fate(meeting, fate)).collect();
            vec![Field::choice(words.fate, names, 0), Field::line(words.fate_words, "")]
        }
        BusinessForm::Split(id) => {
            let text = meeting.conclusion(*id).map_or("", |one| &one.text);
            vec![Field::list(words.parts, text)]
        }
        BusinessForm::AddSlate(_) => {
            let known = slate_decisions(meeting);
            let names = known.iter().map(|decision| lang.decision(decision)).collect();
            vec![
                Field::text(words.text, ""),
                Field::line(words.seats, ""),
                Field::list(words.choices, ""),
                Field::choice(words.vote_decision, names, 0),
                Field::person(words.mover, "").further(),
                Field::line(words.seconders, "").further(),
            ]
        }
        BusinessForm::Nominate(_) => {
            vec![Field::person(words.candidate, ""), Field::person(words.nominated_by, "")]
        }
        BusinessForm::TakeOff(id) => {
            let names = standing_names(meeting, *id);
            let how = [words.withdrew, words.struck_off].map(String::from).to_vec();
            vec![Field::choice(words.candidate, names, 0), Field::choice(words.how, how, 0)]
        }
        BusinessForm::Tellers(_) => vec![Field::line(words.tellers, "")],
        BusinessForm::Draw(_) => vec![Field::line(words.drawn, "")],
    }
}

/// The fields of a form about who may vote.
pub(super) fn seat_fields(app: &App, form: &SeatForm, meeting: &Meeting) -> Vec<Field> {
    let lang = app.lang;
    let words = lang.words();
    match form {
        SeatForm::Interest(_) => {
            let conducts = CONDUCTS.iter().map(|conduct| lang.conduct(*conduct));
            let conducts = conducts.chain([words.interest_ends.to_owned()]).collect();
            let number = |id| meeting.items.iter().position(|item| item.id == id);
            let item = app.opened.as_ref().and_then(|opened| opened.item).and_then(number);
            let item = item.map(|index| (index + 1).to_string()).unwrap_or_default();
            vec![
                Field::choice(words.conduct, conducts, 0),
                Field::line(words.of_item, &item),
                Field::line(words.what_interest, ""),
                Field::line(words.time, ""),
            ]
        }
        SeatForm::Seat(_) => {
            let names = SEATS.iter().map(|change| lang.seat_change(*change)).collect();
            vec![Field::choice(words.seat, names, 0), Field::line(words.time, "")]
        }
        SeatForm::Rate(id) => {
            let member = meeting.member(*id);
            let weight = member.and_then(|member| member.weight);
            let group = member.map_or("", |member| &member.group);
            let holder = member.and_then(|member| member.proxy());
            let holder = holder.map(|holder| line::label(meeting, holder)).unwrap_or_default();
            vec![
                Field::line(words.weight, &weight.map(line::weight_text).unwrap_or_default()),
                Field::line(words.group, group),
                Field::person(words.proxy, &holder),
                Field::line(words.proxy_since, "").further(),
            ]
        }
        SeatForm::CoOpt => vec![
            Field::line(words.name, ""),
            Field::line(words.post, ""),
            Field::line(words.time, ""),
        ],
    }
}

fn kind_name(lang: Lang, meeting: &Meeting, kind: &MotionKind) -> String {
    let motion = crate::domain::Motion {
        kind: kind.clone(),
        mover: None,
        seconders: Vec::new(),
        condition: String::new(),
        fate: None,
    };
    lang.motion(meeting, &motion)
}

/// Decisions of the body's rules that are taken on a ballot with choices.
pub(super) fn slate_decisions(meeting: &Meeting) -> Vec<Decision> {
    let rules = meeting.profile.iter().flat_map(|profile| &profile.rules);
    let open = |decision: &Decision| matches!(decision, Decision::Election | Decision::Options);
    let on_ballot = rules.filter(|rule| open(&rule.decision) || !rule.choices.is_empty());
    let mut decisions: Vec<Decision> = on_ballot.map(|rule| rule.decision.clone()).collect();
    // Elections are held most often.
    let rank =
        |decision: &Decision| (*decision != Decision::Election, *decision != Decision::Options);
    decisions.sort_by_key(rank);
    decisions
}

fn standing(meeting: &Meeting, id: ConclusionId) -> Vec<u16> {
    let slate = meeting.conclusion(id).and_then(|one| one.slate.as_ref());
    slate.map(crate::domain::Slate::standing).unwrap_or_default()
}

pub(super) fn standing_names(meeting: &Meeting, id: ConclusionId) -> Vec<String> {
    let slate = meeting.conclusion(id).and_then(|one| one.slate.as_ref());
    let name = |place: u16| {
        let choice = slate?.choices.get(usize::from(place))?;
        Some(choice.name.clone())
    };
    standing(meeting, id).into_iter().filter_map(name).collect()
}

/// What a form about motions or a ballot with choices asks of the meeting.
pub(super) fn command(
    of: &BusinessForm,
    form: &Form,
    meeting: &Meeting,
    chosen: Option<ConclusionId>,
) -> Result<Command, Misread> {
    let value = |index: usize| form.fields.get(index).map_or("", Field::value).trim().to_owned();
    let pick = |index: usize| form.fields.get(index).map_or(0, Field::chosen);
    let whom = |index: usize| form.fields.get(index).map_or(Ok(None), |field| field.whom(meeting));
    Ok(match of {
        BusinessForm::AddMotion(item) => {
            let kind = motion_kinds(chosen).get(pick(3)).cloned().unwrap_or(MotionKind::Main);
            let mover = mover(whom(1)?, &value(1));
            let seconders = several(meeting, &value(2))?;
            let (text, condition) = (value(0), value(4));
            let motion = NewMotion { item: *item, kind, text, mover, seconders, condition };
            Command::Motion(MotionCommand::Move(Box::new(motion)))
        }
        BusinessForm::EditMotion(conclusion) => {
            let (mover, seconders) = (mover(whom(0)?, &value(0)), several(meeting, &value(1))?);
            let (conclusion, condition) = (*conclusion, value(2));
            Command::Motion(MotionCommand::AmendMotion { conclusion, mover, seconders, condition })
        }
        BusinessForm::Dispose(conclusion) => {
            let fate = fates(value(1))[pick(0).min(FATES - 1)].clone();
            Command::Motion(MotionCommand::Dispose { conclusion: *conclusion, fate })
        }
        BusinessForm::Split(conclusion) => {
            let texts = rows(&value(0));
            Command::Motion(MotionCommand::Split { conclusion: *conclusion, texts })
        }
        BusinessForm::AddSlate(item) => {
            let decision = slate_decisions(meeting).get(pick(3)).cloned();
            let decision = decision.unwrap_or(Decision::Options);
            let election = decision == Decision::Election;
            let kind = if election { SlateKind::Election } else { SlateKind::Options };
            let seats = match value(1).as_str() {
                "" => 1,
                typed => typed.parse().map_err(|_| Misread::Number(typed.to_owned()))?,
            };
            let (text, choices) = (value(0), rows(&value(2)));
            let (mover, seconders) = (mover(whom(4)?, &value(4)), several(meeting, &value(5))?);
            let item = *item;
            let slate = NewSlate { item, text, kind, seats, choices, decision, mover, seconders };
            Command::Motion(MotionCommand::Slate(Box::new(slate)))
        }
        BusinessForm::Nominate(conclusion) => {
            let name = match whom(0)? {
                Some(person) => meeting.name_of(&person).to_owned(),
                None => value(0),
            };
            Command::Motion(MotionCommand::Nominate { conclusion: *conclusion, name, by: whom(1)? })
        }
        BusinessForm::TakeOff(conclusion) => {
            let place = standing(meeting, *conclusion).get(pick(0)).copied();
            let place = place.ok_or(Misread::Nobody(String::new()))?;
            let gone = if pick(1) == 0 { Gone::Withdrew } else { Gone::StruckOff };
            Command::Motion(MotionCommand::TakeOff { conclusion: *conclusion, place, gone })
        }
        BusinessForm::Tellers(conclusion) => {
            let tellers = several(meeting, &value(0))?;
            Command::Motion(MotionCommand::NameTellers { conclusion: *conclusion, tellers })
        }
        BusinessForm::Draw(conclusion) => {
            let drawn = drawn(meeting, *conclusion, &value(0))?;
            Command::Standing(StandingCommand::Settle {
                conclusion: *conclusion,
                casting: None,
                drawn,
            })
        }
    })
}

/// What a form about who may vote asks of the meeting.
pub(super) fn seat_commands(
    of: &SeatForm,
    form: &Form,
    meeting: &Meeting,
) -> Result<Vec<Command>, Misread> {
    let value = |index: usize| form.fields.get(index).map_or("", Field::value).trim().to_owned();
    let pick = |index: usize| form.fields.get(index).map_or(0, Field::chosen);
    let command = match of {
        SeatForm::Interest(member) => {
            let item = match value(1).as_str() {
                "" => None,
                number => Some(line::item(meeting, number)?),
            };
            match CONDUCTS.get(pick(0)) {
                None => Command::Seat(SeatCommand::EndInterest { member: *member, item }),
                Some(conduct) => Command::Seat(SeatCommand::DeclareInterest {
                    member: *member,
                    item,
                    conduct: *conduct,
                    what: value(2),
                    at: super::moment(&value(3))?,
                }),
            }
        }
        SeatForm::Seat(member) => {
            let at = super::moment(&value(1))?;
            Command::Seat(SeatCommand::ChangeSeat {
                member: *member,
                change: SEATS[pick(0).min(4)],
                at,
            })
        }
        SeatForm::Rate(member) => return rate(form, meeting, *member),
        SeatForm::CoOpt => {
            let (name, post) = (value(0), value(1));
            let at = super::moment(&value(2))?;
            Command::Seat(SeatCommand::CoOpt { name, post, class: Some(Class::Official), at })
        }
    };
    Ok(vec![command])
}

/// Weight and group in one command, a proxy in another, each only where it changed.
fn rate(
    form: &Form,
    meeting: &Meeting,
    member: crate::domain::MemberId,
) -> Result<Vec<Command>, Misread> {
    let value = |index: usize| form.fields[index].value().trim().to_owned();
    let weight = match value(0).as_str() {
        "" => None,
        number => Some(line::weight(number)?),
    };
    let group = value(1);
    let before = meeting.member(member);
    let mut commands = Vec::new();
    if before.is_some_and(|before| before.weight != weight || before.group != group) {
        commands.push(Command::Seat(SeatCommand::Rate { member, weight, group }));
    }
    let holder = form.fields[2].whom(meeting)?;
    if before.is_some_and(|before| before.proxy() != holder.as_ref()) {
        let at = super::moment(&value(3))?;
        commands.push(Command::Seat(SeatCommand::GiveProxy { member, holder, at }));
    } else if !value(3).is_empty() {
        return Err(Misread::Left(value(3)));
    }
    Ok(commands)
}

fn mover(found: Option<Person>, typed: &str) -> Option<Mover> {
    let chair = ["chair", "chủ trì", "chu tri"];
    match found {
        Some(Person::Named(_)) if chair.contains(&typed.to_lowercase().as_str()) => {
            Some(Mover::Chair)
        }
        found => found.map(Mover::Person),
    }
}

/// Names with commas between them.
pub(super) fn several(meeting: &Meeting, text: &str) -> Result<Vec<Person>, Misread> {
    let names = text.split([',', ';']).map(str::trim).filter(|name| !name.is_empty());
    names.map(|name| line::person_or_words(meeting, name)).collect()
}

/// The rows of a text that say something.
fn rows(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|row| !row.is_empty()).map(String::from).collect()
}

/// Whom the lot chose among the tied of a vote that stands, by place in its count.
fn drawn(meeting: &Meeting, id: ConclusionId, text: &str) -> Result<Vec<u16>, Misread> {
    let vote = meeting.vote_on(id).ok_or(Misread::Nobody(text.to_owned()))?;
    let Count::Choices { choices, .. } = &vote.count else { return Ok(Vec::new()) };
    let names = text.split([',', ';']).map(str::trim).filter(|name| !name.is_empty());
    names.map(|name| line::place(choices.iter().map(|choice| choice.name.as_str()), name)).collect()
}
