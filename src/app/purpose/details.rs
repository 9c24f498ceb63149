//! The details of a meeting and of its papers: their fields, and what is stated anew.

use super::business::several;
use crate::app::{Field, Form};
use crate::domain::{Command, Detail, Meeting, Office, Person, SeatCommand};
use crate::line;
use crate::text::{Lang, Misread};

/// Details that belong to the meeting itself, and those that belong to its papers.
const DETAILS: [Detail; 6] = [
    Detail::Place,
    Detail::Locality,
    Detail::Number,
    Detail::Title,
    Detail::Quality,
    Detail::NextMeeting,
];
const NUMBERS: [Detail; 9] = [
    Detail::Number,
    Detail::ResolutionNumber,
    Detail::ConclusionsNumber,
    Detail::ReportNumber,
    Detail::Symbol,
    Detail::Term,
    Detail::NextMeeting,
    Detail::EnterpriseCode,
    Detail::Address,
];

pub(super) fn fields(lang: Lang, meeting: &Meeting) -> Vec<Field> {
    let words = lang.words();
    let name = |who: Option<&Person>| who.map(|who| line::label(meeting, who)).unwrap_or_default();
    let mut fields = vec![Field::person(words.chair, &name(meeting.chair.as_ref()))];
    if may_be_handed_over(meeting) {
        fields.push(Field::line(words.chair_since, ""));
    }
    fields.push(Field::person(words.secretary, &name(meeting.secretary.as_ref())));
    fields.extend(stated_fields(lang, meeting, &DETAILS));
    fields.push(Field::line(words.call, &meeting.call.max(1).to_string()));
    for (label, (_, people)) in
        [words.co_chairs, words.vice_chairs, words.co_secretaries].into_iter().zip(beside(meeting))
    {
        fields.push(Field::line(label, &names(meeting, people)).further());
    }
    fields.push(Field::person(words.item_chair, "").further());
    fields.push(Field::line(words.item_chair_item, "").further());
    fields
}

/// Somebody presides, so that another may since some time.
fn may_be_handed_over(meeting: &Meeting) -> bool {
    meeting.opening.is_some() && meeting.chair.is_some()
}

/// Who holds an office beside the first.
fn beside(meeting: &Meeting) -> [(Office, &[Person]); 3] {
    [
        (Office::Chair, &meeting.co_chairs),
        (Office::ViceChair, &meeting.vice_chairs),
        (Office::Secretary, &meeting.co_secretaries),
    ]
}

fn names(meeting: &Meeting, people: &[Person]) -> String {
    people.iter().map(|who| line::label(meeting, who)).collect::<Vec<_>>().join(", ")
}

fn stated_fields(lang: Lang, meeting: &Meeting, details: &[Detail]) -> Vec<Field> {
    let field =
        |detail: &Detail| Field::line(lang.detail(*detail), meeting.detail(*detail).unwrap_or(""));
    details.iter().map(field).collect()
}

/// Commands for the details that the fields state anew.
fn stated(fields: &[Field], meeting: &Meeting, details: &[Detail]) -> Vec<Command> {
    let changed = |(field, detail): (&Field, &Detail)| {
        let (text, detail) = (field.value().trim().to_owned(), *detail);
        (text != meeting.detail(detail).unwrap_or("")).then_some(Command::State { detail, text })
    };
    fields.iter().zip(details).filter_map(changed).collect()
}

/// Numbers, symbol and term of the papers.
pub(super) fn number_fields(lang: Lang, meeting: &Meeting) -> Vec<Field> {
    stated_fields(lang, meeting, &NUMBERS)
}

pub(super) fn number_commands(form: &Form, meeting: &Meeting) -> Vec<Command> {
    stated(&form.fields, meeting, &NUMBERS)
}

/// Only what was changed becomes a command.
pub(super) fn commands(form: &Form, meeting: &Meeting) -> Result<Vec<Command>, Misread> {
    let mut commands = Vec::new();
    // Behind the chair stands since when, where somebody presides; then the secretary, what is
    // stated of the meeting, and its call.
    let chair_since = may_be_handed_over(meeting).then_some(1);
    let secretary = chair_since.map_or(1, |at| at + 1);
    let at_call = secretary + 1 + DETAILS.len();
    let further = at_call + 1;
    let value = |index: usize| form.fields[index].value().trim().to_owned();
    let firsts = [
        (Office::Chair, 0, meeting.chair.as_ref()),
        (Office::Secretary, secretary, meeting.secretary.as_ref()),
    ];
    let since_typed = chair_since.map(value).unwrap_or_default();
    let since = super::since(&since_typed)?;
    let mut handed = false;
    for (index, (office, others)) in beside(meeting).into_iter().enumerate() {
        let others_typed = value(further + index);
        let mut same = others_typed == names(meeting, others);
        let mut people = several(meeting, &others_typed)?;
        let first = firsts.iter().find(|(of, ..)| *of == office);
        if let Some((_, field, before)) = first {
            let field = &form.fields[*field];
            let unchanged =
                field.value() == before.map(|who| line::label(meeting, who)).unwrap_or_default();
            match field.whom(meeting)? {
                Some(person) => {
                    let person = before.filter(|_| unchanged).cloned().unwrap_or(person);
                    people.insert(0, person);
                }
                // An office once held is given to somebody else, not to nobody.
                None if before.is_some() || !people.is_empty() => {
                    return Err(Misread::Lacking(field.label));
                }
                None => {}
            }
            same &= unchanged;
            handed |= office == Office::Chair && !unchanged;
        }
        if !same {
            let at = since.filter(|_| office == Office::Chair);
            commands.push(Command::Name { office, people, item: None, at });
        }
    }
    // A time says since when somebody else is in the chair.
    if since.is_some() && !handed {
        return Err(Misread::Left(since_typed));
    }
    let item = value(further + 4);
    match (form.fields[further + 3].whom(meeting)?, item.is_empty()) {
        (Some(person), false) => {
            let item = Some(line::item(meeting, &item)?);
            commands.push(Command::Name {
                office: Office::Chair,
                people: vec![person],
                item,
                at: None,
            });
        }
        (Some(_), true) => return Err(Misread::Lacking(form.fields[further + 4].label)),
        (None, false) => return Err(Misread::Lacking(form.fields[further + 3].label)),
        (None, true) => {}
    }
    commands.extend(stated(&form.fields[secretary + 1..], meeting, &DETAILS));
    let call = form.fields[at_call].value().trim();
    let call: u8 = call.parse().map_err(|_| Misread::Number(call.to_owned()))?;
    if call != meeting.call.max(1) {
        commands.push(Command::Seat(SeatCommand::SetCall { call }));
    }
    Ok(commands)
}
