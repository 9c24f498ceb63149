//! Lines about a vote that stands: a tie settled, looked at again, how it was taken.

use super::grammar::{Orders, nothing_left, one};
use super::options::{Split, Takes, Token, choice, conclusion, joined};
use super::tables::{RECHECK, SETTLE, VoteKey as Key};
use super::votes::{casting, head, manner, method};
use crate::domain::{Command, Conclusion, Meeting, StandingCommand};
use crate::text::{Misread, Say};

/// `settle 1 chair yes`, `settle 2 drawn Cole`: how a tie was decided afterwards.
pub(super) fn settle(meeting: &Meeting, rest: &str) -> Orders {
    let split = Split::of(rest, Takes::Many, SETTLE)?;
    let (conclusions, beyond) = head(meeting, &split.head)?;
    nothing_left(&beyond)?;
    let [id] = conclusions[..] else { return Err(Misread::Left(joined(&split.head))) };
    split.one_of(&[Key::Chair, Key::Lot, Key::Drawn])?;
    split.one_of(&[Key::Yes, Key::No])?;
    let places = match (meeting.vote_on(id), split.tokens(Key::Drawn)) {
        (_, []) => Vec::new(),
        (Some(vote), tokens) => drawn_again(vote, tokens)?,
        (None, _) => Vec::new(),
    };
    one(Command::Standing(StandingCommand::Settle {
        conclusion: id,
        casting: casting(&split)?,
        drawn: places,
    }))
}

/// Whom the lot chose, by their place among the choices that stand.
pub(super) fn drawn(asked: Option<&Conclusion>, tokens: &[Token]) -> Result<Vec<u16>, Misread> {
    let Some(slate) = asked.and_then(|asked| asked.slate.as_ref()) else { return Ok(Vec::new()) };
    let standing = slate.standing();
    let place = |name: &str| {
        let place = choice(slate, name)?;
        let index = standing.iter().position(|other| *other == place);
        index.and_then(|index| u16::try_from(index).ok()).ok_or(Misread::Nobody(name.to_owned()))
    };
    if tokens.is_empty() {
        return Ok(Vec::new());
    }
    match place(&joined(tokens)) {
        Ok(one) => Ok(vec![one]),
        Err(_) => tokens.iter().map(|token| place(&token.text)).collect(),
    }
}

/// Whom the lot chose in a count that stands in the record.
pub(super) fn drawn_again(
    vote: &crate::domain::Vote,
    tokens: &[Token],
) -> Result<Vec<u16>, Misread> {
    let crate::domain::Count::Choices { choices, .. } = &vote.count else { return Ok(Vec::new()) };
    let names = choices.iter().map(|choice| choice.name.as_str());
    let place = |name: &str| super::options::place(names.clone(), name);
    match place(&joined(tokens)) {
        Ok(one) => Ok(vec![one]),
        Err(_) => tokens.iter().map(|token| place(&token.text)).collect(),
    }
}

/// `recheck 1 stands`, `recheck 1 anew`.
pub(super) fn review(meeting: &Meeting, rest: &str) -> Orders {
    let split = Split::of(rest, Takes::One, RECHECK)?;
    split.one_of(&[false, true])?;
    let conclusion = conclusion(meeting, &joined(&split.head))?;
    match split.options.first() {
        Some((anew, _)) => {
            one(Command::Standing(StandingCommand::Review { conclusion, anew: *anew }))
        }
        None => Err(Misread::Wanted(Say { vi: "giữ nguyên, tính lại", en: "stands, anew" })),
    }
}

/// `1 hand`: how a vote was taken.
pub(super) fn state_method(meeting: &Meeting, rest: &str) -> Orders {
    let words = super::options::tokens(rest)?;
    let (number, how) = words.split_first().ok_or(Misread::Number(String::new()))?;
    let conclusion = conclusion(meeting, &number.text)?;
    let method = manner(how)?.map_or_else(|| method(""), Ok)?;
    one(Command::Standing(StandingCommand::StateMethod { conclusion, method }))
}
