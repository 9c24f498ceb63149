//! The line language: text in, orders out. The prompt, `thuky play` and the tests speak it.
//!
//! Words are English or Vietnamese, with or without marks; names may be parts of names. Pure.

mod ballots;
mod business;
mod complete;
mod course;
mod grammar;
mod numbers;
mod options;
mod people;
mod polls;
mod roll;
mod standing;
mod tables;
mod verbs;
mod votes;
mod words;

pub(crate) use business::{quorum_asked, quorum_text};
pub use complete::{Way, complete};
pub(crate) use grammar::kind;
pub(crate) use grammar::{parse_due, parse_figure};
pub(crate) use numbers::{big, in_units, weight, weight_text};
pub(crate) use options::{at, conclusion, item, place};
pub use people::{label, people, person_or_words};
pub use verbs::{VERBS, Verb, is_english_word};

use crate::domain::Meeting;
use crate::journal::Order;
use crate::profiles::Library;
use crate::text::{Misread, Say, clean};

/// What a line asks of the meeting. A blank line or one that begins with `#` asks nothing.
///
/// # Errors
/// A [`Misread`] if the words mean nothing; nothing is guessed.
pub fn parse(line: &str, meeting: &Meeting) -> Result<Vec<Order>, Misread> {
    read(line, meeting, None)
}

/// The same, with the rule profiles that a register has beside the built-in ones.
///
/// # Errors
/// A [`Misread`] if the words mean nothing; nothing is guessed.
pub fn parse_with(line: &str, meeting: &Meeting, library: &Library) -> Result<Vec<Order>, Misread> {
    read(line, meeting, Some(library))
}

fn read(line: &str, meeting: &Meeting, library: Option<&Library>) -> Result<Vec<Order>, Misread> {
    let line = clean(line.trim());
    if line.is_empty() || line.starts_with('#') {
        return Ok(Vec::new());
    }
    let (verb, rest) = verbs::recognise(&line)?;
    if verb.act == verbs::Act::Convene {
        let vietnamese = !verb.en.iter().any(|form| line.to_lowercase().starts_with(form));
        return grammar::convene(rest, vietnamese, library);
    }
    verbs::orders(verb, rest, meeting, library).map_err(|misread| match misread {
        Misread::Number(typed) if typed.is_empty() => {
            let [en, vi] = verb.example;
            Misread::Unnumbered { verb: verb.name(), example: Say { vi, en } }
        }
        other => other,
    })
}

#[cfg(test)]
mod tests;
