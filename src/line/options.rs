//! Words, quoted texts and options of a line, and the people and things they name.

use chrono::NaiveTime;

use super::verbs::same_word;
use crate::domain::{At, Attendee, ConclusionId, ItemId, Meeting, MemberId, Person, Slate};
use crate::text::{Fit, Misread, fit, parse_day, parse_time};

/// One word of a line, or a quoted text, which is never an option's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub text: String,
    pub quoted: bool,
}

/// The words of a line. Inside quotation marks `\\"` is a mark of the text, and so is a doubled one.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let (text, quoted, after) = if let Some(close) = closing(first) {
            let (text, after) =
                quoted(&rest[first.len_utf8()..], close).unwrap_or_else(|text| (text, ""));
            (text, true, after)
        } else {
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            (rest[..end].to_owned(), false, &rest[end..])
        };
        tokens.push(Token { text, quoted });
        rest = after.trim_start();
    }
    tokens
}

/// The mark that ends a text begun by this one.
fn closing(first: char) -> Option<char> {
    match first {
        '"' => Some('"'),
        '“' => Some('”'),
        _ => None,
    }
}

/// A quoted text and what follows its closing mark; the text alone if it is never closed.
fn quoted(inner: &str, close: char) -> Result<(String, &str), String> {
    let mut text = String::new();
    let mut chars = inner.char_indices().peekable();
    while let Some((index, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        if c == '\\' && next == Some(close) || c == close && next == Some(close) {
            text.push(close);
            chars.next();
        } else if c == close {
            return Ok((text, &inner[index + c.len_utf8()..]));
        } else {
            text.push(c);
        }
    }
    Err(text)
}

/// Every quotation of a line must be closed.
pub(super) fn require_closed(text: &str) -> Result<(), Misread> {
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        rest = match closing(first) {
            Some(close) => match quoted(&rest[first.len_utf8()..], close) {
                Ok((_, after)) => after,
                Err(open) => return Err(Misread::Unclosed(open)),
            },
            None => rest.find(char::is_whitespace).map_or("", |end| &rest[end..]),
        }
        .trim_start();
    }
    Ok(())
}

/// A name: one quoted text, or plain words of which none is a time.
pub(super) fn name_of(tokens: &[Token]) -> Result<String, Misread> {
    match tokens.iter().find(|token| !token.quoted && is_clock(&token.text)) {
        Some(clock) => Err(Misread::Left(clock.text.clone())),
        None => phrase(tokens),
    }
}

/// One quoted text, or plain words; words beside a quoted text were not understood.
pub(super) fn phrase(tokens: &[Token]) -> Result<String, Misread> {
    let plain: Vec<Token> = tokens.iter().filter(|token| !token.quoted).cloned().collect();
    let quoted = tokens.len() - plain.len();
    match (quoted, plain.as_slice()) {
        (0, _) | (1, []) => Ok(joined(tokens)),
        (_, []) => Err(Misread::Left(joined(&tokens[1..]))),
        (_, beside) => Err(Misread::Left(joined(beside))),
    }
}

/// Tokens before the first option, and the tokens of each option.
pub(super) struct Split<K> {
    pub head: Vec<Token>,
    pub options: Vec<(K, Vec<Token>)>,
}

impl<K: Copy + PartialEq> Split<K> {
    /// Cut a line at the names of its options; the longest name wins.
    pub fn of(text: &str, names: &[(K, &[&str])]) -> Self {
        Self::with_phrases(text, names, &[])
    }

    /// The same, where some options take at least one word, whatever word it is: `by roll call`.
    pub fn with_phrases(text: &str, names: &[(K, &[&str])], phrases: &[K]) -> Self {
        let tokens = tokens(text);
        let mut split = Self { head: Vec::new(), options: Vec::new() };
        let mut index = 0;
        while index < tokens.len() {
            let found = names
                .iter()
                .flat_map(|(key, forms)| forms.iter().map(move |form| (*key, *form)))
                .filter(|(_, form)| begins_with(&tokens[index..], form))
                .max_by_key(|(_, form)| form.split(' ').count());
            let hungry = split.options.last().is_some_and(|(key, words): &(K, Vec<Token>)| {
                words.is_empty() && phrases.contains(key)
            });
            if let Some((key, form)) = found.filter(|_| !hungry) {
                split.options.push((key, Vec::new()));
                index += form.split(' ').count();
                continue;
            }
            let list = split.options.last_mut().map_or(&mut split.head, |(_, list)| list);
            list.push(tokens[index].clone());
            index += 1;
        }
        split
    }

    /// Whether an option was given that takes no words of its own.
    ///
    /// # Errors
    /// [`Misread::Left`] with the words behind it.
    pub fn flag(&self, key: K) -> Result<bool, Misread> {
        let mut given = self.options.iter().filter(|(other, _)| *other == key);
        match given.find(|(_, tokens)| !tokens.is_empty()) {
            Some((_, tokens)) => Err(Misread::Left(joined(tokens))),
            None => Ok(self.has(key)),
        }
    }

    /// A time at the end of the line, wherever it stands; it is taken off.
    ///
    /// # Errors
    /// If no clock shows it.
    pub fn take_time(&mut self) -> Result<At, Misread> {
        let list = self.options.last_mut().map_or(&mut self.head, |(_, list)| list);
        match list.last() {
            Some(last) if !last.quoted && is_clock(&last.text) => take_time(list),
            _ => Ok(At::Now),
        }
    }

    pub fn has(&self, key: K) -> bool {
        self.options.iter().any(|(other, _)| *other == key)
    }

    /// The one text of an option, if it was given.
    ///
    /// # Errors
    /// [`Misread::Left`] with the words that do not belong to it, as when it was given twice.
    pub fn text(&self, key: K) -> Result<Option<String>, Misread> {
        let mut given = self.options.iter().filter(|(other, _)| *other == key);
        let text = given.next().map(|(_, tokens)| phrase(tokens)).transpose()?;
        match given.next() {
            Some((_, again)) => Err(Misread::Left(joined(again))),
            None => Ok(text),
        }
    }

    /// The tokens of an option; none if it was not given.
    pub fn tokens(&self, key: K) -> &[Token] {
        let found = self.options.iter().find(|(other, _)| *other == key);
        found.map_or(&[], |(_, tokens)| tokens)
    }

    /// The number of an option, if it was given.
    pub fn number(&self, key: K) -> Result<Option<u32>, Misread> {
        self.text(key)?.map(|text| number(&text)).transpose()
    }
}

fn begins_with(tokens: &[Token], form: &str) -> bool {
    let mut words = 0;
    for (index, word) in form.split(' ').enumerate() {
        words += 1;
        match tokens.get(index) {
            Some(token) if !token.quoted && same_word(token.text.trim_end_matches(':'), word) => {}
            _ => return false,
        }
    }
    words > 0
}

pub(super) fn joined(tokens: &[Token]) -> String {
    tokens.iter().map(|token| token.text.as_str()).collect::<Vec<_>>().join(" ")
}

pub(super) fn number(text: &str) -> Result<u32, Misread> {
    let digits = text.trim_end_matches(['.', ':', ')']);
    digits.parse().map_err(|_| Misread::Number(text.to_owned()))
}

/// A time at the end of the tokens, if there is one; it is taken off.
pub(super) fn take_time(tokens: &mut Vec<Token>) -> Result<At, Misread> {
    let time: Option<NaiveTime> = match tokens.last() {
        Some(last) if !last.quoted && last.text.starts_with(|c: char| c.is_ascii_digit()) => {
            Some(parse_time(&last.text)?)
        }
        _ => None,
    };
    let Some(time) = time else { return Ok(At::Now) };
    tokens.pop();
    // A day may stand before the time.
    let day =
        tokens.last().filter(|word| !word.quoted && word.text.matches(['/', '-']).count() == 2);
    match day.map(|word| parse_day(&word.text)).transpose()? {
        Some((day, _)) => {
            tokens.pop();
            Ok(At::On(day, time))
        }
        None => Ok(At::Said(time)),
    }
}

/// A time as it stands alone in a field: `14:05`, or `9/3/2026 14:05`; empty is now or unknown.
///
/// # Errors
/// A [`Misread`] if something else stands there.
pub(crate) fn at(text: &str) -> Result<At, Misread> {
    let mut words = tokens(text);
    if words.is_empty() {
        return Ok(At::Now);
    }
    let at = take_time(&mut words)?;
    if words.is_empty() { Ok(at) } else { Err(Misread::Left(joined(&words))) }
}

/// Everybody a query may mean, best fit only.
pub fn people(meeting: &Meeting, query: &str) -> Vec<Person> {
    let members = meeting.members.iter().map(|m| (Person::Member(m.id), m.name.as_str()));
    let guests = meeting.guests_only().map(|g| (Person::Guest(g.id), g.name.as_str()));
    best(members.chain(guests), query)
}

fn best<'a, P>(names: impl Iterator<Item = (P, &'a str)>, query: &str) -> Vec<P> {
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

/// A query and the place named behind it, from 1.
fn numbered(query: &str) -> (&str, Option<usize>) {
    let place = query.rsplit_once('#').and_then(|(name, place)| Some((name, place.parse().ok()?)));
    place.map_or((query, None), |(name, place)| (name, Some(place)))
}

fn chosen<P>(mut found: Vec<P>, place: Option<usize>) -> Vec<P> {
    let Some(place) = place else { return found };
    let at = place.wrapping_sub(1);
    if at < found.len() { vec![found.swap_remove(at)] } else { Vec::new() }
}

/// Names of several that fit; those that are alike as a line can tell them apart.
fn labelled(names: &[(String, String)]) -> Vec<String> {
    let alike = |name: &str| names.iter().filter(|(other, _)| *other == name).count() > 1;
    let label = |(at, (name, post)): (usize, &(String, String))| {
        let post = if post.is_empty() { String::new() } else { format!(" ({post})") };
        if alike(name) { format!("{name}#{}{post}", at + 1) } else { name.clone() }
    };
    names.iter().enumerate().map(label).collect()
}

/// Words that mean everybody or nobody, and are never a name.
const RESERVED: [&str; 6] = ["all", "rest", "nobody", "tất cả", "còn lại", "không ai"];

fn require_name(query: &str) -> Result<(), Misread> {
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

fn one<P>(
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

/// Looks like a time: `20:00`, `20h`.
fn is_clock(word: &str) -> bool {
    let begins = word.starts_with(|c: char| c.is_ascii_digit());
    begins
        && word.contains([':', 'h'])
        && word.chars().all(|c| c.is_ascii_digit() || ":h".contains(c))
}

/// The agenda item of a number as it is shown, from 1.
pub(crate) fn item(meeting: &Meeting, text: &str) -> Result<ItemId, Misread> {
    let (number, of) = (number(text)?, meeting.items.len());
    let item = meeting.items.get((number as usize).wrapping_sub(1));
    item.map(|item| item.id).ok_or(Misread::Item { number, of })
}

/// The conclusion of a number as it is shown, from 1.
pub(crate) fn conclusion(meeting: &Meeting, text: &str) -> Result<ConclusionId, Misread> {
    let (number, of) = (number(text)?, meeting.conclusions.len());
    let conclusion = meeting.conclusions.get((number as usize).wrapping_sub(1));
    conclusion.map(|conclusion| conclusion.id).ok_or(Misread::Conclusion { number, of })
}

/// The choice on a ballot that a query means, by its place.
pub(super) fn choice(slate: &Slate, query: &str) -> Result<u16, Misread> {
    place(slate.choices.iter().map(|choice| choice.name.as_str()), query)
}

/// The place of the one name that a query means.
pub(crate) fn place<'a>(
    names: impl Iterator<Item = &'a str> + Clone,
    query: &str,
) -> Result<u16, Misread> {
    let all: Vec<&str> = names.clone().collect();
    one(best((0_u16..).zip(names), query), query, |place| {
        let name = all.get(usize::from(*place)).copied().unwrap_or_default();
        (name.to_owned(), String::new())
    })
}
