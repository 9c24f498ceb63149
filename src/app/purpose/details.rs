//! The details of a meeting and of its papers: their fields, and what is stated anew.

use crate::app::{Field, Form};
use crate::domain::{At, Command, Detail, Meeting, Office, Person};
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
const NUMBERS: [Detail; 7] = [
    Detail::Number,
    Detail::ResolutionNumber,
    Detail::ConclusionsNumber,
    Detail::ReportNumber,
    Detail::Symbol,
    Detail::Term,
    Detail::NextMeeting,
];

pub(super) fn fields(lang: Lang, meeting: &Meeting) -> Vec<Field> {
    let words = lang.words();
    let name = |who: Option<&Person>| who.map_or("", |who| meeting.name_of(who)).to_owned();
    let mut fields = vec![
        Field::person(words.chair, &name(meeting.chair.as_ref())),
        Field::person(words.secretary, &name(meeting.secretary.as_ref())),
    ];
    fields.extend(stated_fields(lang, meeting, &DETAILS));
    fields.push(Field::line(words.call, &meeting.call.max(1).to_string()));
    fields
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
    let offices = [
        (0, Office::Chair, meeting.chair.as_ref()),
        (1, Office::Secretary, meeting.secretary.as_ref()),
    ];
    for (index, office, before) in offices {
        let unchanged = form.fields[index].value() == before.map_or("", |who| meeting.name_of(who));
        match form.fields[index].whom(meeting)? {
            Some(person) if !unchanged => {
                let people = vec![person];
                commands.push(Command::Name { office, people, item: None, at: At::Now });
            }
            // An office once held is given to somebody else, not to nobody.
            None if before.is_some() => return Err(Misread::Lacking(form.fields[index].label)),
            Some(_) | None => {}
        }
    }
    commands.extend(stated(&form.fields[2..], meeting, &DETAILS));
    let call = form.fields[2 + DETAILS.len()].value().trim();
    let call: u8 = call.parse().map_err(|_| Misread::Number(call.to_owned()))?;
    if call != meeting.call.max(1) {
        commands.push(Command::SetCall { call });
    }
    Ok(commands)
}
