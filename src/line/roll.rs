//! The roll in the line language: who is there, by name and by number, and who holds an office.

use super::grammar::{Orders, nothing_left, one};
use super::numbers::{big, weight};
use super::options::{Split, Takes, Token, item, joined, take_time, tokens};
use super::people::{attendees, person_or_words, who};
use super::tables::{ABSENT, AbsentKey, COUNTS, Count, OF, OFFICE, OfficeKey};
use super::words::alike;
use crate::domain::{
    Absence, At, Attendee, Command, Excuse, Headcount, Meeting, Member, Office, Person, Presence,
    RollCommand, Weight,
};
use crate::journal::Order;
use crate::text::Misread;

/// `attendance total 46 present 21`: what is not said anew stays as it was reported; `?` takes a
/// number back.
pub(super) fn attendance(meeting: &Meeting, rest: &str) -> Orders {
    let (split, at) = Split::timed(rest, Takes::Nothing, COUNTS)?;
    let before = &meeting.stated;
    let heads = |key: Count, before: Option<u32>| -> Result<Option<u32>, Misread> {
        match said(&split, key, big)? {
            Said::Nothing => Ok(before),
            Said::Unknown => Ok(None),
            Said::Number(number) => {
                u32::try_from(number).map(Some).map_err(|_| Misread::Number(number.to_string()))
            }
        }
    };
    let shares = |key: Count, before: Option<Weight>| -> Result<Option<Weight>, Misread> {
        Ok(match said(&split, key, weight)? {
            Said::Nothing => before,
            Said::Unknown => None,
            Said::Number(weight) => Some(weight),
        })
    };
    let percent = |key: Count, before: &str| -> Result<String, Misread> {
        match split.text(key) {
            None => Ok(before.to_owned()),
            Some(text) if text == "?" => Ok(String::new()),
            Some(text) => match crate::domain::percent_read(&text) {
                Some(_) => Ok(text),
                None => Err(Misread::Number(text)),
            },
        }
    };
    let headcount = Headcount {
        total: heads(Count::Total, before.total)?,
        official: heads(Count::Official, before.official)?,
        probationary: heads(Count::Probationary, before.probationary)?,
        present: heads(Count::Present, before.present)?,
        voting: heads(Count::Voting, before.voting)?,
        absent: heads(Count::Absent, before.absent)?,
        excused: heads(Count::Excused, before.excused)?,
        unexcused: heads(Count::Unexcused, before.unexcused)?,
        represented: heads(Count::Represented, before.represented)?,
        shares: shares(Count::Shares, before.shares)?,
        shares_present: shares(Count::SharesPresent, before.shares_present)?,
        shares_represented: shares(Count::SharesRepresented, before.shares_represented)?,
        percent: percent(Count::Percent, &before.percent)?,
        shares_percent: percent(Count::SharesPercent, &before.shares_percent)?,
        partial: before.partial || split.has(Count::Partial),
        noted: before.noted || split.has(Count::Noted),
    };
    // A time at the end says since when it is so; what is said after the opening is so after it.
    let since = if split.has(Count::AllAlong) {
        split.one_of(&[Count::AllAlong, Count::Since])?;
        if at != At::Now {
            return Err(Misread::Left(rest.split_whitespace().last().unwrap_or(rest).to_owned()));
        }
        None
    } else {
        let moved = meeting.opening.is_some() && headcount.has_moved(before);
        (split.has(Count::Since) || at != At::Now || moved).then_some(at)
    };
    one(Command::Roll(RollCommand::StateAttendance { headcount: Box::new(headcount), since }))
}

enum Said<N> {
    Nothing,
    Unknown,
    Number(N),
}

fn said<N>(
    split: &Split<Count>,
    key: Count,
    read: impl Fn(&str) -> Result<N, Misread>,
) -> Result<Said<N>, Misread> {
    Ok(match split.text(key).as_deref() {
        None => Said::Nothing,
        Some("?" | "……") => Said::Unknown,
        Some(text) => Said::Number(read(text)?),
    })
}

/// `present Reed Cole`, `present all`, `present 21`, `present 21 of 46`.
pub(super) fn present(meeting: &Meeting, rest: &str) -> Orders {
    if alike(rest, "all") || alike(rest, "tất cả") {
        return one(Command::Roll(RollCommand::MarkRest(Presence::Present)));
    }
    let split = Split::of(rest, Takes::Many, OF)?;
    if let [word] = split.head.as_slice()
        && !word.quoted
        && let Ok(present) = big(&word.text)
    {
        let total = if split.has(()) {
            format!(" total {}", split.text(()).unwrap_or_default())
        } else {
            String::new()
        };
        return attendance(meeting, &format!("present {present}{total}"));
    }
    mark(meeting, rest, &Presence::Present)
}

/// `late Cole 14:05`, `late 3 14:05`: by name, or so many whom nobody named.
pub(super) fn came_or_went(meeting: &Meeting, rest: &str, presence: &Presence) -> Orders {
    let mut words = tokens(rest)?;
    // A lone number counts people; a time has its colon or its `h`.
    if words.last().is_some_and(|last| last.text.contains([':', 'h'])) || words.len() == 1 {
        let at = match words.len() {
            1 => At::Now,
            _ => take_time(&mut words)?,
        };
        if let [word] = words.as_slice()
            && !word.quoted
            && let Ok(count) = word.text.parse()
        {
            let came = *presence == Presence::Late;
            return one(Command::Roll(RollCommand::MarkUnnamed { count, came, at }));
        }
    }
    mark(meeting, rest, presence)
}

pub(super) fn mark(meeting: &Meeting, rest: &str, presence: &Presence) -> Orders {
    let mut words = tokens(rest)?;
    let at = take_time(&mut words)?;
    marks(meeting, &words, presence, at)
}

fn marks(meeting: &Meeting, names: &[Token], presence: &Presence, at: At) -> Orders {
    let plain = names.iter().all(|word| !word.quoted);
    let words = joined(names);
    if plain && ["all", "rest", "tất cả", "còn lại"].into_iter().any(|all| alike(&words, all))
    {
        return everybody(meeting, presence, at);
    }
    let orders = attendees(meeting, names)?.into_iter().map(|who| {
        let presence = presence.clone();
        Order::Do(Command::Roll(RollCommand::Mark { who, presence, at }))
    });
    Ok(orders.collect())
}

/// Everybody of whom it can be said: whoever goes must be there, whoever is found must not have
/// been called.
fn everybody(meeting: &Meeting, presence: &Presence, at: At) -> Orders {
    let goes = *presence == Presence::Left;
    let fits = |member: &&Member| {
        if goes { member.presence().is_here() } else { member.is_awaited() }
    };
    let orders = meeting.members.iter().filter(fits).map(|member| {
        let (who, presence) = (Attendee::Member(member.id), presence.clone());
        Order::Do(Command::Roll(RollCommand::Mark { who, presence, at }))
    });
    let orders: Vec<Order> = orders.collect();
    // Nobody is left: the rules say so.
    if orders.is_empty() {
        one(Command::Roll(RollCommand::MarkRest(Presence::Present)))
    } else {
        Ok(orders)
    }
}

/// `absent Cole`, `absent Cole excused "ill"`, `absent Cole as "on duty"`, `absent 3`.
pub(super) fn absent(meeting: &Meeting, rest: &str) -> Orders {
    let split = Split::of(rest, Takes::Many, ABSENT)?;
    split.one_of(&[AbsentKey::Excused, AbsentKey::Unexcused, AbsentKey::Own])?;
    if let [word] = split.head.as_slice()
        && !word.quoted
        && big(&word.text).is_ok()
    {
        // Of so many whom nobody named no reason is kept.
        for (_, words) in &split.options {
            nothing_left(words)?;
        }
        let group = match (split.has(AbsentKey::Excused), split.has(AbsentKey::Unexcused)) {
            (true, _) => "excused",
            (false, true) => "unexcused",
            (false, false) => "absent",
        };
        return attendance(meeting, &format!("{group} {}", word.text));
    }
    let (excuse, told) = match (split.text(AbsentKey::Excused), split.text(AbsentKey::Unexcused)) {
        (Some(reason), _) => (Excuse::Excused, reason),
        (None, Some(reason)) => (Excuse::Unexcused, reason),
        (None, None) => {
            let own = split.text(AbsentKey::Own).filter(|own| !own.is_empty());
            (own.map_or(Excuse::Unsaid, Excuse::Own), String::new())
        }
    };
    let reason = match split.text(AbsentKey::Because) {
        Some(reason) if told.is_empty() => reason,
        Some(reason) => return Err(Misread::Left(reason)),
        None => told,
    };
    marks(meeting, &split.head, &Presence::Absent(Absence { excuse, reason }), At::Now)
}

/// `chair Reed`, `chair Cole 20:00`, `chair Cole item 3`, `chair "Ann Reed" "Ben Cole"`.
pub(super) fn office(meeting: &Meeting, office: Office, rest: &str) -> Orders {
    let (split, at) = Split::timed(rest, Takes::Names, OFFICE)?;
    // Only the chair is handed over at a time, and for the whole of the meeting.
    let all_along = split.has(OfficeKey::AllAlong);
    let handed = office == Office::Chair && !split.has(OfficeKey::Item) && !all_along;
    if at != At::Now && !handed {
        return Err(Misread::Left(rest.split_whitespace().last().unwrap_or(rest).to_owned()));
    }
    let item = split.text(OfficeKey::Item).map(|number| item(meeting, &number)).transpose()?;
    let at = handed.then_some(at);
    one(Command::Name { office, people: people(meeting, &split.head)?, item, at })
}

/// One person, or several whose names are quoted.
fn people(meeting: &Meeting, words: &[Token]) -> Result<Vec<Person>, Misread> {
    if words.len() > 1 && words.iter().all(|word| word.quoted) {
        return words.iter().map(|word| person_or_words(meeting, &word.text)).collect();
    }
    Ok(vec![who(meeting, words)?])
}
