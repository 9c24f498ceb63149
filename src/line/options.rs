//! Words, quoted texts and options of a line, and the people and things they name.

use chrono::NaiveTime;

use super::people::{best, one, who};
use super::words::List;
use super::words::same_word;
use crate::domain::{At, ConclusionId, ItemId, Meeting, Person, Slate};
use crate::text::{Misread, Say, parse_day, parse_time};

/// One word of a line, or a quoted text, which is never an option's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub text: String,
    pub quoted: bool,
}

impl Token {
    /// Whether it looks like a time or a number, which is never part of an unquoted name.
    fn counts(&self) -> bool {
        !self.quoted && self.text.starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether it is written like a time: a digit first, a colon or an `h` within.
    pub(super) fn clock(&self) -> bool {
        self.counts() && self.text.contains([':', 'h'])
    }
}

/// The words of a line. Within a quotation `\"`, `""` and a pair of curly marks are part of the
/// text.
///
/// # Errors
/// [`Misread::Unclosed`] if a quotation has no end.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Misread> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let (text, quoted, after) = if matches!(first, '"' | '“') {
            let (text, after) = quotation(rest)?;
            (text, true, after)
        } else {
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            (rest[..end].to_owned(), false, &rest[end..])
        };
        tokens.push(Token { text, quoted });
        rest = after.trim_start();
    }
    Ok(tokens)
}

/// The text of the quotation that a text begins with, and what follows it.
///
/// # Errors
/// [`Misread::Unclosed`] if it has no end.
pub(super) fn quotation(from: &str) -> Result<(String, &str), Misread> {
    let curly = from.starts_with('“');
    let mut text = String::new();
    let mut depth = 0_u32;
    let mut chars = from.char_indices().skip(1).peekable();
    while let Some((index, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        match c {
            '\\' if matches!(next, Some('"' | '“' | '”')) => {
                text.extend(next);
                chars.next();
                continue;
            }
            '"' if !curly && next == Some('"') => {
                chars.next();
            }
            '"' if !curly => return Ok((text, &from[index + 1..])),
            '“' if curly => depth += 1,
            '”' if curly && depth == 0 => return Ok((text, &from[index + c.len_utf8()..])),
            '”' if curly => depth -= 1,
            _ => {}
        }
        text.push(c);
    }
    Err(Misread::Unclosed(text))
}

/// What the head of a line or an option takes; a word beyond it is refused by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Takes {
    /// A flag: no words.
    Nothing,
    /// One word or quoted text.
    One,
    /// One quoted text, or words none of which is a time.
    Phrase,
    /// The same, or nothing.
    Maybe,
    /// One quoted text, or any words, or nothing.
    Text,
    /// Words of a fixed list; the first is never an option's name.
    Listed(List),
    /// One name: quoted, or words that are no times and no numbers.
    Name,
    /// Names, each a word or quoted.
    Names,
    /// Any words; who reads the line reads all of them. The option may come again.
    Many,
}

impl Takes {
    pub(super) fn check(self, what: Say, words: &[Token]) -> Result<(), Misread> {
        if words.is_empty() {
            return match self {
                Self::Nothing | Self::Maybe | Self::Text | Self::Many => Ok(()),
                Self::One | Self::Phrase | Self::Listed(_) | Self::Name | Self::Names => {
                    Err(Misread::Wanted(what))
                }
            };
        }
        let beyond = match self {
            Self::Many => None,
            Self::Nothing => Some(0),
            Self::One => (words.len() > 1).then_some(1),
            Self::Text => beyond_quoted(words),
            Self::Phrase | Self::Listed(_) | Self::Maybe => {
                beyond_quoted(words).or_else(|| words.iter().position(Token::clock))
            }
            Self::Name => beyond_quoted(words).or_else(|| words.iter().position(Token::counts)),
            Self::Names => words.iter().position(Token::counts),
        };
        beyond.map_or(Ok(()), |beyond| Err(Misread::Left(joined(&words[beyond..]))))
    }
}

/// Where a value ends that is one quoted text or else unquoted words, if words follow it.
fn beyond_quoted(words: &[Token]) -> Option<usize> {
    match words {
        [] | [_] => None,
        [first, ..] if first.quoted => Some(1),
        words => words.iter().position(|word| word.quoted),
    }
}

/// The text that words are: one quoted text, or all of them.
pub(super) fn text_of(words: &[Token]) -> Result<String, Misread> {
    Takes::Text.check(TEXT, words)?;
    Ok(joined(words))
}

/// The name that words are.
pub(super) fn name_of(words: &[Token]) -> Result<String, Misread> {
    Takes::Name.check(TEXT, words)?;
    Ok(joined(words))
}

/// What stands where nothing else tells what is wanted.
pub(super) const TEXT: Say = Say { vi: "\"…\"", en: "\"…\"" };

/// An option: what it is to the verb, what it takes, its forms in both languages and what it means.
pub(super) struct Row<K: 'static> {
    pub key: K,
    pub takes: Takes,
    pub en: &'static [&'static str],
    pub vi: &'static [&'static str],
    pub means: Say,
}

impl<K> Row<K> {
    fn forms(&self) -> impl Iterator<Item = &'static str> {
        self.en.iter().chain(self.vi).copied()
    }

    fn name(&self) -> Say {
        Say { vi: self.vi[0], en: self.en[0] }
    }
}

/// Tokens before the first option, and the tokens of each option.
pub(super) struct Split<K> {
    pub head: Vec<Token>,
    pub options: Vec<(K, Vec<Token>)>,
    /// The name of each option as it was typed.
    forms: Vec<String>,
}

impl<K: Copy + PartialEq> Split<K> {
    /// Cut a line at the names of its options; the longest name wins.
    ///
    /// # Errors
    /// [`Misread::Left`] names the words beyond what the head or an option takes, and an option
    /// that was given twice; [`Misread::Lacking`] an option that has nothing behind it.
    pub fn of(text: &str, head: Takes, rows: &[Row<K>]) -> Result<Self, Misread> {
        Self::cut(&tokens(text)?, rows).checked(head, rows)
    }

    /// The same for a verb that takes a time: behind its head, or at the end of the line.
    pub fn timed(text: &str, head: Takes, rows: &[Row<K>]) -> Result<(Self, At), Misread> {
        let mut split = Self::cut(&tokens(text)?, rows);
        let last = split.options.last_mut().map(|(_, words)| words);
        let at = match last {
            Some(words) if words.last().is_some_and(Token::clock) => take_time(words)?,
            _ if split.head.len() > 1 || split.head.last().is_some_and(Token::clock) => {
                take_time(&mut split.head)?
            }
            _ => At::Now,
        };
        Ok((split.checked(head, rows)?, at))
    }

    fn cut(tokens: &[Token], rows: &[Row<K>]) -> Self {
        let mut split = Self { head: Vec::new(), options: Vec::new(), forms: Vec::new() };
        let mut index = 0;
        while index < tokens.len() {
            let found = rows
                .iter()
                .flat_map(|row| row.forms().map(|form| (row.key, form)))
                .filter(|(_, form)| begins_with(&tokens[index..], form))
                .max_by_key(|(_, form)| form.split(' ').count());
            let listed = split.options.last().is_some_and(|(key, words)| {
                let row = rows.iter().find(|row| row.key == *key);
                words.is_empty() && row.is_some_and(|row| matches!(row.takes, Takes::Listed(_)))
            });
            if let Some((key, form)) = found.filter(|_| !listed) {
                let end = index + form.split(' ').count();
                split.options.push((key, Vec::new()));
                split.forms.push(joined(&tokens[index..end]));
                index = end;
                continue;
            }
            let list = split.options.last_mut().map_or(&mut split.head, |(_, list)| list);
            list.push(tokens[index].clone());
            index += 1;
        }
        split
    }

    fn checked(self, head: Takes, rows: &[Row<K>]) -> Result<Self, Misread> {
        head.check(TEXT, &self.head)?;
        for (index, (key, words)) in self.options.iter().enumerate() {
            let Some(row) = rows.iter().find(|row| row.key == *key) else { continue };
            row.takes.check(row.name(), words)?;
            if row.takes != Takes::Many
                && self.options[..index].iter().any(|(other, _)| other == key)
            {
                return Err(Misread::Left(self.given(index)));
            }
        }
        Ok(self)
    }

    /// Of options that exclude one another, no two.
    ///
    /// # Errors
    /// [`Misread::Left`] names the second.
    pub fn one_of(&self, keys: &[K]) -> Result<(), Misread> {
        let given = self.options.iter().enumerate();
        let second = given.filter(|(_, (key, _))| keys.contains(key)).nth(1);
        second.map_or(Ok(()), |(index, _)| Err(Misread::Left(self.given(index))))
    }

    /// An option and its words, as they were typed.
    pub fn given(&self, index: usize) -> String {
        let words = self.options.get(index).map_or(String::new(), |(_, words)| joined(words));
        format!("{} {words}", self.forms.get(index).map_or("", String::as_str)).trim().to_owned()
    }

    pub fn has(&self, key: K) -> bool {
        self.options.iter().any(|(other, _)| *other == key)
    }

    /// The text of an option, if it was given.
    pub fn text(&self, key: K) -> Option<String> {
        self.options.iter().find(|(other, _)| *other == key).map(|(_, tokens)| joined(tokens))
    }

    /// Who an option names, if it was given.
    pub fn who(&self, meeting: &Meeting, key: K) -> Result<Option<Person>, Misread> {
        let found = self.options.iter().find(|(other, _)| *other == key);
        found.map(|(_, tokens)| who(meeting, tokens)).transpose()
    }

    /// The tokens of an option; none if it was not given.
    pub fn tokens(&self, key: K) -> &[Token] {
        let found = self.options.iter().find(|(other, _)| *other == key);
        found.map_or(&[], |(_, tokens)| tokens)
    }

    /// The number of an option, if it was given.
    pub fn number(&self, key: K) -> Result<Option<u32>, Misread> {
        self.text(key).map(|text| number(&text)).transpose()
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
    let mut words = tokens(text)?;
    if words.is_empty() {
        return Ok(At::Now);
    }
    let at = take_time(&mut words)?;
    if words.is_empty() { Ok(at) } else { Err(Misread::Left(joined(&words))) }
}

/// Looks like a time: `20:00`, `20h`.
pub(super) fn is_clock(word: &str) -> bool {
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
