//! What follows each verb.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};

use super::options::{
    Split, Takes, Token, conclusion, item, joined, quotation, take_time, text_of, tokens,
};
use super::people::person;
use super::tables::{CONVENE, GUEST, ITEM, ItemKey, MEMBER, MeetingKey, PLACE, TASK, TaskKey, Who};
use super::words::same_word;
use super::words::{CLASSES, KINDS, alike, pick};
use crate::domain::{
    AgendaCommand, At, Body, Class, Command, Convening, Detail, Due, ItemId, Kind, Meeting,
    NoteKind, Person, Profile, Rank, RecordCommand, RollCommand, Unit,
};
use crate::journal::Order;
use crate::profiles::{self, Library};
use crate::text::{Misread, Say, parse_date, parse_day};

pub(super) type Orders = Result<Vec<Order>, Misread>;

#[expect(clippy::unnecessary_wraps, reason = "every verb ends in orders or a misread")]
pub(super) fn one(command: Command) -> Orders {
    Ok(vec![Order::Do(command)])
}

pub(super) fn timed(
    rest: &str,
    command: impl Fn(&[Token], At) -> Result<Command, Misread>,
) -> Orders {
    let mut words = tokens(rest)?;
    // A lone number is an item's; a time has its colon or its `h`.
    let at = match words.last() {
        Some(last) if last.text.contains([':', 'h']) => take_time(&mut words)?,
        _ => At::Now,
    };
    one(command(&words, at)?)
}

pub(super) fn nothing_left(words: &[Token]) -> Result<(), Misread> {
    if words.is_empty() { Ok(()) } else { Err(Misread::Left(joined(words))) }
}

/// A text of one argument, its quotation marks taken off if they are around all of it.
pub(super) fn plain(rest: &str) -> Result<String, Misread> {
    if !rest.starts_with(['"', '“']) {
        return Ok(rest.trim().to_owned());
    }
    let (text, after) = quotation(rest)?;
    Ok(if after.trim().is_empty() { text } else { rest.trim().to_owned() })
}

/// Free text: `\n` begins a new line.
pub(super) fn unescape(text: &str) -> String {
    text.trim().replace("\\n", "\n")
}

pub(super) fn state(detail: Detail, rest: &str) -> Orders {
    one(Command::State { detail, text: plain(rest)? })
}

/// `vietnamese`: the language of the line, which tells what rules are usual.
pub(super) fn convene(rest: &str, vietnamese: bool, library: Option<&Library>) -> Orders {
    // A name of several words is quoted: nobody can tell whether the second is part of it.
    let split = Split::of(rest, Takes::One, CONVENE)?;
    let body = joined(&split.head);
    let date =
        split.text(MeetingKey::Date).ok_or(Misread::Wanted(Say { vi: "ngày", en: "date" }))?;
    let (date, known) = parse_day(&date)?;
    let built_in = || Cow::Owned(Library::default());
    let library = library.map_or_else(built_in, Cow::Borrowed);
    let id = split.text(MeetingKey::Rules);
    let id = id.unwrap_or_else(|| profiles::usual_for(&body, vietnamese).to_owned());
    let profile = edition(&library, &id, date).ok_or_else(|| Misread::Choice {
        choices: library.ids().into_iter().map(String::from).collect(),
        typed: id,
    })?;
    let kind = split.text(MeetingKey::Kind).map_or(Kind::UNSAID, kind);
    let body = Body { name: body, superior: split.text(MeetingKey::Under).unwrap_or_default() };
    one(Command::Convene(Box::new(Convening { body, profile, kind, date, known })))
}

/// The rules of an id in force on a day, or of an edition chosen by its year: `party-cell 2021`.
pub(super) fn edition(library: &Library, words: &str, date: NaiveDate) -> Option<Profile> {
    let by_year = words.rsplit_once(' ').and_then(|(id, year)| {
        let year: i32 = year.parse().ok()?;
        let of = library.all().iter().filter(|profile| profile.id == id);
        of.filter(|profile| profile.valid_from.year() == year).max_by_key(|one| one.valid_from)
    });
    by_year.cloned().or_else(|| library.in_force(words, date))
}

pub(crate) fn kind(words: String) -> Kind {
    let found =
        KINDS.iter().find(|(en, vi, _)| words.eq_ignore_ascii_case(en) || alike(&words, vi));
    found.map_or(Kind::Other(words), |(_, _, kind)| kind.clone())
}

pub(super) fn enrol(rest: &str) -> Orders {
    let split = Split::of(rest, Takes::Name, MEMBER)?;
    let class = split.text(Who::Class).map(|words| class(&words)).transpose()?;
    let post = split.text(Who::Post).unwrap_or_default();
    one(Command::Roll(RollCommand::Enrol { name: joined(&split.head), post, class }))
}

pub(super) fn class(words: &str) -> Result<Class, Misread> {
    pick(words, &CLASSES)
}

pub(super) fn guest(rest: &str) -> Orders {
    let split = Split::of(rest, Takes::Name, GUEST)?;
    split.one_of(&[Who::Superior, Who::Staff])?;
    let rank = match (split.has(Who::Superior), split.has(Who::Staff)) {
        (true, _) => Rank::Superior,
        (false, true) => Rank::Staff,
        (false, false) => Rank::Invited,
    };
    let post = split.text(Who::Post).unwrap_or_default();
    one(Command::Roll(RollCommand::AddGuest { name: joined(&split.head), post, rank }))
}

pub(super) fn add_item(meeting: &Meeting, rest: &str) -> Orders {
    let split = Split::of(rest, Takes::Text, ITEM)?;
    let presenter = split.who(meeting, ItemKey::Presenter)?;
    let planned = split.text(ItemKey::Planned);
    let planned = planned
        .map(|text| text.parse::<u16>().map_err(|_| Misread::Number(text.clone())))
        .transpose()?;
    one(Command::Agenda(AgendaCommand::AddItem { title: joined(&split.head), presenter, planned }))
}

pub(super) fn finish(
    meeting: &Meeting,
    words: &[Token],
    here: Option<ItemId>,
    at: At,
) -> Result<Command, Misread> {
    let item = match (words, here) {
        ([], Some(here)) => here,
        _ => item(meeting, &joined(words))?,
    };
    Ok(Command::Agenda(AgendaCommand::FinishItem { item, at }))
}

pub(super) fn skip(meeting: &Meeting, rest: &str) -> Orders {
    let words = tokens(rest)?;
    let [number, reason @ ..] = words.as_slice() else {
        return Err(Misread::Number(String::new()));
    };
    one(Command::Agenda(AgendaCommand::SkipItem {
        item: item(meeting, &number.text)?,
        reason: text_of(reason)?,
    }))
}

/// `3 to 1`: the thing, and its new place from 0.
pub(super) fn from_to(rest: &str) -> Result<(String, u32), Misread> {
    let split = Split::of(rest, Takes::One, PLACE)?;
    let to = split.number(())?.ok_or(Misread::Wanted(Say { vi: "đến", en: "to" }))?;
    let place = to.checked_sub(1).ok_or_else(|| Misread::Number(to.to_string()))?;
    Ok((joined(&split.head), place))
}

/// `@Name` or `@"Full Name"` at the beginning of a note, and the text after it.
fn speaker<'a>(meeting: &Meeting, rest: &'a str) -> Result<(Option<Person>, &'a str), Misread> {
    let Some(after) = rest.trim_start().strip_prefix('@') else { return Ok((None, rest)) };
    let (name, text) = if after.starts_with(['"', '“']) {
        quotation(after)?
    } else {
        let (name, text) = after.split_once(char::is_whitespace).unwrap_or((after, ""));
        (name.to_owned(), text)
    };
    let name = name.trim_end_matches([':', ',']);
    Ok((Some(person(meeting, name)?), text.trim_start_matches(':')))
}

pub(super) fn note(meeting: &Meeting, kind: NoteKind, rest: &str) -> Orders {
    let item = meeting.running().map(|item| item.id);
    let (speaker, text) = speaker(meeting, rest)?;
    one(Command::Record(RecordCommand::TakeNote {
        item,
        kind,
        speaker,
        text: unescape(text),
        at: At::Now,
    }))
}

pub(super) fn proposal(meeting: &Meeting, rest: &str) -> Orders {
    let mut words = rest.trim_start().splitn(2, char::is_whitespace);
    let (first, after) = (words.next().unwrap_or(""), words.next().unwrap_or("").trim_start());
    if !same_word(first, "to") && !same_word(first, "gửi") {
        return note(meeting, NoteKind::Proposal(String::new()), rest);
    }
    let (addressee, text) = if after.starts_with(['"', '“']) {
        quotation(after)?
    } else {
        let (addressee, text) = after.split_once(':').unwrap_or((after, ""));
        (addressee.to_owned(), text)
    };
    let kind = NoteKind::Proposal(addressee.trim().to_owned());
    note(meeting, kind, text.trim_start_matches([':', ' ']))
}

pub(super) fn indicator(item: Option<ItemId>, rest: &str) -> Orders {
    let (figure, label) = rest.trim().split_once(char::is_whitespace).unwrap_or((rest, ""));
    let (value, of, unit) = parse_figure(figure)?;
    one(Command::Record(RecordCommand::Report { item, value, of, unit, label: unescape(label) }))
}

/// A reported number: `87`, `75/75` or `100%`.
pub(crate) fn parse_figure(text: &str) -> Result<(u64, Option<u64>, Unit), Misread> {
    let text = text.trim();
    let (digits, unit) = match text.strip_suffix('%') {
        Some(digits) => (digits, Unit::Percent),
        None => (text, Unit::Pieces),
    };
    let number = |part: &str| -> Result<u64, Misread> {
        part.trim().parse().map_err(|_| Misread::Number(text.to_owned()))
    };
    match digits.split_once('/') {
        Some((value, of)) => Ok((number(value)?, Some(number(of)?), unit)),
        None => Ok((number(digits)?, None, unit)),
    }
}

/// `task 1 "Mend the roof" owner Cole due 2026-12-01`, `task 1 done "in May"`: what is not said anew
/// stays.
pub(super) fn task(meeting: &Meeting, rest: &str) -> Orders {
    let split = Split::of(rest, Takes::Many, TASK)?;
    let Some((number, text)) = split.head.split_first() else {
        return Err(Misread::Number(String::new()));
    };
    let conclusion = conclusion(meeting, &number.text)?;
    let mut task = meeting.conclusion(conclusion).map(|one| one.task.clone()).unwrap_or_default();
    if !text.is_empty() {
        task.text = text_of(text)?;
    }
    if let Some(person) = split.who(meeting, TaskKey::Owner)? {
        task.owner = Some(person);
    }
    if let Some(text) = split.text(TaskKey::Due) {
        task.due = Some(parse_due(&text, meeting.date)?);
    }
    if let Some(result) = split.text(TaskKey::Done) {
        task.done = Some(result);
    }
    one(Command::Record(RecordCommand::Assign { conclusion, task }))
}

/// A deadline: a day if it is written like one, else the words that were said.
pub(crate) fn parse_due(text: &str, today: NaiveDate) -> Result<Due, Misread> {
    let dated = text.contains('/') || text.starts_with(|c: char| c.is_ascii_digit());
    let only_digits = text.chars().all(|c| c.is_ascii_digit() || "/-.".contains(c));
    if dated && only_digits {
        return Ok(Due::On(parse_date(text, today)?));
    }
    Ok(Due::Words(text.to_owned()))
}
