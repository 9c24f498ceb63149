//! People, by the words that name them.

use super::options::{TEXT, Takes, Token, is_clock, joined, name_of};
use crate::domain::{Attendee, Meeting, MemberId, Person};
use crate::text::{Fit, Misread, fit};

/// Everybody a query may mean, best fit only.
pub fn people(meeting: &Meeting, query: &str) -> Vec<Person> {
    let members = meeting.members.iter().map(|m| (Person::Member(m.id), m.name.as_str()));
    let guests = meeting.guests_only().map(|g| (Person::Guest(g.id), g.name.as_str()));
    best(members.chain(guests), query)
}

pub(super) fn best<'a, P>(names: impl Iterator<Item = (P, &'a str)>, query: &str) -> Vec<P> {
    let mut found: Vec<(Fit, P)> =
        names.filter_map(|(person, name)| Some((fit(name, query)?, person))).collect();
    let Some(top) = found.iter().map(|(fit, _)| *fit).min() else { return Vec::new() };
    found.retain(|(fit, _)| *fit == top);
    found.into_iter().map(|(_, person)| person).collect()
}

/// The one person a query means; `Dunn#2` is the second of those whom `Dunn` fits.
pub(super) fn person(meeting: &Meeting, query: &str) -> Result<Person, Misread> {
    require_name(query)?;
    let (query, place) = numbered(query);
    let found = chosen(people(meeting, query), place);
    one(found, query, |person| {
        (meeting.name_of(person).to_owned(), meeting.post_of(person).to_owned())
    })
}

/// What a line or a form calls a person: the name, with its place where several bear it.
#[must_use]
pub fn label(meeting: &Meeting, person: &Person) -> String {
    let name = meeting.name_of(person);
    let alike: Vec<Person> =
        people(meeting, name).into_iter().filter(|one| meeting.name_of(one) == name).collect();
    match alike.iter().position(|one| one == person) {
        Some(at) if alike.len() > 1 => format!("{name}#{}", at + 1),
        _ => name.to_owned(),
    }
}

/// A query and the place named behind it, from 1.
pub(super) fn numbered(query: &str) -> (&str, Option<usize>) {
    let place = query.rsplit_once('#').and_then(|(name, place)| Some((name, place.parse().ok()?)));
    place.map_or((query, None), |(name, place)| (name, Some(place)))
}

pub(super) fn chosen<P>(mut found: Vec<P>, place: Option<usize>) -> Vec<P> {
    let Some(place) = place else { return found };
    let at = place.wrapping_sub(1);
    if at < found.len() { vec![found.swap_remove(at)] } else { Vec::new() }
}

/// Names of several that fit; those that are alike as a line can tell them apart.
pub(super) fn labelled(names: &[(String, String)]) -> Vec<String> {
    let alike = |name: &str| names.iter().filter(|(other, _)| *other == name).count() > 1;
    let label = |(at, (name, post)): (usize, &(String, String))| {
        let post = if post.is_empty() { String::new() } else { format!(" ({post})") };
        if alike(name) { format!("{name}#{}{post}", at + 1) } else { name.clone() }
    };
    names.iter().enumerate().map(label).collect()
}

/// Words that mean everybody or nobody, and are never a name.
pub(super) const RESERVED: [&str; 6] = ["all", "rest", "nobody", "tất cả", "còn lại", "không ai"];

pub(super) fn require_name(query: &str) -> Result<(), Misread> {
    let reserved = RESERVED.into_iter().find(|word| super::words::alike(query, word));
    reserved.map_or(Ok(()), |_| Err(Misread::Left(query.to_owned())))
}

/// The one member a query means.
pub(super) fn member(meeting: &Meeting, query: &str) -> Result<MemberId, Misread> {
    let names = meeting.members.iter().map(|member| (member.id, member.name.as_str()));
    require_name(query)?;
    let (query, place) = numbered(query);
    one(chosen(best(names, query), place), query, |id| {
        meeting.member(*id).map(|one| (one.name.clone(), one.post.clone())).unwrap_or_default()
    })
}

/// The members a list of words means: one name, or several names of one word each.
pub(super) fn members(meeting: &Meeting, tokens: &[Token]) -> Result<Vec<MemberId>, Misread> {
    match member(meeting, &joined(tokens)) {
        Ok(id) => Ok(vec![id]),
        Err(Misread::Nobody(_)) if tokens.len() > 1 => {
            tokens.iter().map(|token| member(meeting, &token.text)).collect()
        }
        Err(misread) => Err(misread),
    }
}

/// The people a list of words means, on the roll or among the guests: one name, or several names of
/// one word each.
pub(super) fn attendees(meeting: &Meeting, tokens: &[Token]) -> Result<Vec<Attendee>, Misread> {
    Takes::Names.check(TEXT, tokens)?;
    let attendee = |query: &str| {
        Ok(match person(meeting, query)? {
            Person::Member(id) => Attendee::Member(id),
            Person::Guest(id) => Attendee::Guest(id),
            Person::Named(words) => return Err(Misread::Nobody(words)),
        })
    };
    match attendee(&joined(tokens)) {
        Ok(who) => Ok(vec![who]),
        Err(Misread::Nobody(_)) if tokens.len() > 1 => {
            tokens.iter().map(|token| attendee(&token.text)).collect()
        }
        Err(misread) => Err(misread),
    }
}

pub(super) fn one<P>(
    mut found: Vec<P>,
    query: &str,
    name: impl Fn(&P) -> (String, String),
) -> Result<P, Misread> {
    let typed = query.trim().to_owned();
    match found.len() {
        0 => Err(Misread::Nobody(typed)),
        1 => Ok(found.swap_remove(0)),
        _ => Err(Misread::Several {
            typed,
            names: labelled(&found.iter().map(name).collect::<Vec<_>>()),
        }),
    }
}

/// A person of the roll or a guest, or one known by name alone, whose name of several words is
/// quoted: unquoted, nobody can tell where it ends.
pub(super) fn who(meeting: &Meeting, words: &[Token]) -> Result<Person, Misread> {
    let name = name_of(words)?;
    match person_or_words(meeting, &name)? {
        Person::Named(name) if words.len() > 1 => Err(Misread::Unquoted(name)),
        person => Ok(person),
    }
}

/// A person who may also be known by words alone.
///
/// # Errors
/// [`Misread::Several`] if the words fit several people.
pub fn person_or_words(meeting: &Meeting, words: &str) -> Result<Person, Misread> {
    match person(meeting, words) {
        Err(Misread::Nobody(words)) => match words.split_whitespace().find(|word| is_clock(word)) {
            // A time is no part of a name.
            Some(clock) => Err(Misread::Left(clock.to_owned())),
            None => Ok(Person::Named(words)),
        },
        other => other,
    }
}
