//! What follows each verb.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};

use super::options::{
    Split, Takes, Token, conclusion, item, joined, member, person, quotation, take_time, text_of,
    tokens,
};
use super::tables::{CONVENE, GUEST, ITEM, ItemKey, MEMBER, MeetingKey, PLACE, TASK, TaskKey, Who};
use super::verbs::{Act, Verb, same_word};
use super::words::{CLASSES, KINDS, alike, pick};
use super::{business, course, polls, roll, votes};
use crate::domain::{
    AgendaCommand, At, Body, Class, Command, Convening, CourseCommand, Detail, Due, Fate, Gone,
    ItemId, Kind, Meeting, MotionCommand, NoteKind, Office, PauseKind, Person, PollCommand,
    Presence, Profile, Rank, RecordCommand, RollCommand, SeatChange, SeatCommand, SlateKind, Unit,
};
use crate::journal::Order;
use crate::profiles::{self, Library};
use crate::text::{Misread, Say, parse_date, parse_day};

pub(super) type Orders = Result<Vec<Order>, Misread>;

/// The orders of a line whose verb is known.
#[expect(clippy::too_many_lines, reason = "a table of verbs")]
pub(super) fn orders(
    verb: &Verb,
    rest: &str,
    meeting: &Meeting,
    library: Option<&Library>,
) -> Orders {
    let here = meeting.running().map(|item| item.id);
    match verb.act {
        Act::Convene => convene(rest, false, library),
        Act::Place => state(Detail::Place, rest),
        Act::Locality => state(Detail::Locality, rest),
        Act::Number => state(Detail::Number, rest),
        Act::Title => state(Detail::Title, rest),
        Act::Quality => state(Detail::Quality, rest),
        Act::ResolutionNumber => state(Detail::ResolutionNumber, rest),
        Act::ConclusionsNumber => state(Detail::ConclusionsNumber, rest),
        Act::ReportNumber => state(Detail::ReportNumber, rest),
        Act::Symbol => state(Detail::Symbol, rest),
        Act::Term => state(Detail::Term, rest),
        Act::NextMeeting => state(Detail::NextMeeting, rest),
        Act::Chair => roll::office(meeting, Office::Chair, rest),
        Act::ViceChair => roll::office(meeting, Office::ViceChair, rest),
        Act::Secretary => roll::office(meeting, Office::Secretary, rest),
        Act::Attendance => roll::attendance(meeting, rest),
        Act::Member => enrol(rest),
        Act::Strike => one(Command::Roll(RollCommand::StrikeMember {
            member: member(meeting, &plain(rest)?)?,
        })),
        Act::Guest => guest(rest),
        Act::Present => roll::present(meeting, rest),
        Act::Late => roll::came_or_went(meeting, rest, &Presence::Late),
        Act::Left => roll::came_or_went(meeting, rest, &Presence::Left),
        Act::Back => roll::mark(meeting, rest, &Presence::Back),
        Act::Absent => roll::absent(meeting, rest),
        Act::Item => add_item(meeting, rest),
        Act::Start => timed(rest, |words, at| {
            Ok(Command::Agenda(AgendaCommand::StartItem {
                item: item(meeting, &joined(words))?,
                at,
            }))
        }),
        Act::Finish => timed(rest, |words, at| finish(meeting, words, here, at)),
        Act::Skip => skip(meeting, rest),
        Act::Next => timed(rest, |words, at| {
            nothing_left(words)?;
            Ok(Command::Agenda(AgendaCommand::NextItem { at }))
        }),
        Act::MoveItem => {
            let (from, place) = from_to(rest)?;
            one(Command::Agenda(AgendaCommand::MoveItem { item: item(meeting, &from)?, place }))
        }
        Act::Information => note(meeting, NoteKind::Information, rest),
        Act::Review => note(meeting, NoteKind::Review, rest),
        Act::Opinion => note(meeting, NoteKind::Opinion, rest),
        Act::Shortcoming => note(meeting, NoteKind::Shortcoming, rest),
        Act::Proposal => proposal(meeting, rest),
        Act::Directive => note(meeting, NoteKind::Directive, rest),
        Act::Citation => note(meeting, NoteKind::Citation, rest),
        Act::Indicator => indicator(here, rest),
        Act::Conclude => {
            one(Command::Record(RecordCommand::Conclude { item: here, text: unescape(rest) }))
        }
        Act::Reword => {
            let (number, text) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
            let conclusion = conclusion(meeting, number)?;
            one(Command::Record(RecordCommand::AmendConclusion {
                conclusion,
                text: unescape(text),
            }))
        }
        Act::MoveConclusion => {
            let (from, place) = from_to(rest)?;
            one(Command::Record(RecordCommand::MoveConclusion {
                conclusion: conclusion(meeting, &from)?,
                place,
            }))
        }
        Act::Task => task(meeting, rest),
        Act::Vote => votes::vote(meeting, rest),
        Act::Answer => polls::answer(meeting, rest),
        Act::Paper => polls::paper(meeting, rest),
        Act::Settle => votes::settle(meeting, rest),
        Act::Recheck => votes::review(meeting, rest),
        Act::Method => votes::state_method(meeting, rest),
        Act::Drop => one(Command::Poll(PollCommand::ClearPoll {
            conclusion: conclusion(meeting, &plain(rest)?)?,
        })),
        Act::Motion => business::bring(meeting, here, rest),
        Act::Amend => business::change(meeting, here, false, rest),
        Act::Substitute => business::change(meeting, here, true, rest),
        Act::Procedural => business::procedural(meeting, here, rest),
        Act::Second => business::second(meeting, rest),
        Act::Moved => business::moved(meeting, rest),
        Act::Accept => {
            business::dispose(meeting, rest, |_| Fate::Accepted { before: String::new() })
        }
        Act::Table => business::dispose(meeting, rest, |_| Fate::Tabled),
        Act::Withdraw => business::dispose(meeting, rest, |_| Fate::Withdrawn),
        Act::Postpone => business::dispose(meeting, rest, Fate::Postponed),
        Act::Refer => business::dispose(meeting, rest, Fate::Referred),
        Act::Fell => business::dispose(meeting, rest, Fate::Fell),
        Act::Split => business::split(meeting, rest),
        Act::Reconsider => one(Command::Motion(MotionCommand::Reconsider {
            conclusion: conclusion(meeting, &plain(rest)?)?,
        })),
        Act::Election => business::slate(meeting, here, SlateKind::Election, rest),
        Act::Options => business::slate(meeting, here, SlateKind::Options, rest),
        Act::Nominate => business::nominate(meeting, rest),
        Act::StandDown => business::take_off(meeting, rest, Gone::Withdrew),
        Act::StrikeOff => business::take_off(meeting, rest, Gone::StruckOff),
        Act::Tellers => business::tellers(meeting, rest),
        Act::Shares => business::rate(meeting, rest),
        Act::Proxies => business::proxies(rest),
        Act::Quorum => business::quorum(rest),
        Act::Proxy => business::proxy(meeting, rest),
        Act::Resign => business::seat(meeting, rest, SeatChange::Resigned),
        Act::Dismiss => business::seat(meeting, rest, SeatChange::Removed),
        Act::Swear => business::seat(meeting, rest, SeatChange::Sworn),
        Act::EndTerms => timed(rest, |words, at| {
            nothing_left(words).map(|()| Command::Seat(SeatCommand::EndTerms { at }))
        }),
        Act::CoOpt => business::co_opt(rest),
        Act::SeatElected => business::seat_elected(meeting, rest),
        Act::Interest => business::interest(meeting, here, rest),
        Act::Call => business::call(rest),
        Act::Recess => course::pause(rest, PauseKind::Recess),
        Act::Adjourn => course::pause(rest, PauseKind::Adjourned),
        Act::Committee => course::pause(rest, PauseKind::Committee),
        Act::Resume => timed(rest, |words, at| {
            nothing_left(words).map(|()| Command::Course(CourseCommand::Resume { at }))
        }),
        Act::Opened => timed(rest, |words, at| {
            nothing_left(words).map(|()| Command::Course(CourseCommand::AmendOpening { at }))
        }),
        Act::Closed => timed(rest, |words, at| {
            nothing_left(words).map(|()| Command::Course(CourseCommand::AmendClosing { at }))
        }),
        Act::Amended => course::amended(meeting, rest, library),
        Act::Informal => business::informal(rest, true),
        Act::Formal => business::informal(rest, false),
        Act::Remote => roll::mark(meeting, rest, &Presence::Remote),
        Act::Annul => polls::annul(meeting, rest),
        Act::Open => timed(rest, |words, at| nothing_left(words).map(|()| Command::Open { at })),
        Act::Close => timed(rest, |words, at| nothing_left(words).map(|()| Command::Close { at })),
        Act::Read => {
            timed(rest, |words, at| nothing_left(words).map(|()| Command::ReadBack { at }))
        }
        Act::Correct => one(Command::Correct { text: unescape(rest) }),
        Act::Seal => tokens(rest)
            .and_then(|words| nothing_left(&words))
            .and_then(|()| one(Command::Seal { template: String::new() })),
        Act::OpenCorrection => one(Command::OpenCorrection { reason: plain(rest)? }),
        Act::Adopt => timed(rest, |words, at| nothing_left(words).map(|()| Command::Adopt { at })),
        Act::Undo => {
            tokens(rest).and_then(|words| nothing_left(&words)).map(|()| vec![Order::Undo])
        }
        Act::Redo => {
            tokens(rest).and_then(|words| nothing_left(&words)).map(|()| vec![Order::Redo])
        }
    }
}

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
fn unescape(text: &str) -> String {
    text.trim().replace("\\n", "\n")
}

fn state(detail: Detail, rest: &str) -> Orders {
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

fn enrol(rest: &str) -> Orders {
    let split = Split::of(rest, Takes::Name, MEMBER)?;
    let class = split.text(Who::Class).map(|words| class(&words)).transpose()?;
    let post = split.text(Who::Post).unwrap_or_default();
    one(Command::Roll(RollCommand::Enrol { name: joined(&split.head), post, class }))
}

pub(super) fn class(words: &str) -> Result<Class, Misread> {
    pick(words, &CLASSES)
}

fn guest(rest: &str) -> Orders {
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

fn add_item(meeting: &Meeting, rest: &str) -> Orders {
    let split = Split::of(rest, Takes::Text, ITEM)?;
    let presenter = split.who(meeting, ItemKey::Presenter)?;
    let planned = split.text(ItemKey::Planned);
    let planned = planned
        .map(|text| text.parse::<u16>().map_err(|_| Misread::Number(text.clone())))
        .transpose()?;
    one(Command::Agenda(AgendaCommand::AddItem { title: joined(&split.head), presenter, planned }))
}

fn finish(
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

fn skip(meeting: &Meeting, rest: &str) -> Orders {
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
fn from_to(rest: &str) -> Result<(String, u32), Misread> {
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

fn note(meeting: &Meeting, kind: NoteKind, rest: &str) -> Orders {
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

fn proposal(meeting: &Meeting, rest: &str) -> Orders {
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

fn indicator(item: Option<ItemId>, rest: &str) -> Orders {
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
fn task(meeting: &Meeting, rest: &str) -> Orders {
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
