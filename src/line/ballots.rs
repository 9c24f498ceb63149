//! The votes of a ballot with choices, as a line states them.

use std::collections::BTreeSet;

use super::options::{Split, Token, choice, joined};
use super::tables::VoteKey as Key;
use crate::domain::{Conclusion, Received, Slate};
use crate::text::{Misread, Say};

/// `Reed 5 withheld 2 Cole 3`: votes of each choice that stands; those not named have none.
pub(super) fn choices(
    asked: &Conclusion,
    mut tokens: Vec<Token>,
    split: &Split<Key>,
    number: Number,
) -> Result<Option<Vec<Received>>, Misread> {
    // `shares "Ann Reed" 500`: of choices too.
    let further = |(key, _): &&(Key, Vec<Token>)| matches!(key, Key::Weight | Key::Withheld);
    let parts: Vec<_> = split.options.iter().filter(further).collect();
    let Some(slate) = &asked.slate else {
        if let Some(index) = split.options.iter().position(|(key, _)| *key == Key::Withheld) {
            return Err(Misread::Left(split.given(index)));
        }
        tokens.extend(parts.iter().flat_map(|(_, words)| words.clone()));
        return if tokens.is_empty() { Ok(None) } else { Err(Misread::Left(joined(&tokens))) };
    };
    let mut counted = Counted::of(slate, number);
    counted.take(&tokens)?;
    for (key, mut words) in parts.into_iter().cloned() {
        if key == Key::Withheld {
            if words.is_empty() {
                return Err(Misread::Wanted(Say { vi: "một con số", en: "a number" }));
            }
            counted.withhold(&words.remove(0))?;
        }
        counted.take(&words)?;
    }
    Ok(counted.last.is_some().then_some(counted.votes))
}

/// How a number of votes is read: of heads, or of weights.
pub(super) type Number<'a> = &'a dyn Fn(&str) -> Result<u64, Misread>;

/// The votes of each choice that stands, as they are read from a line.
pub(super) struct Counted<'a> {
    slate: &'a Slate,
    number: Number<'a>,
    standing: Vec<u16>,
    votes: Vec<Received>,
    /// Nobody is counted twice.
    named: BTreeSet<usize>,
    /// The choice that was counted last.
    last: Option<usize>,
}

impl<'a> Counted<'a> {
    fn of(slate: &'a Slate, number: Number<'a>) -> Self {
        let standing = slate.standing();
        let votes = vec![Received::default(); standing.len()];
        Self { slate, number, standing, votes, named: BTreeSet::new(), last: None }
    }

    /// Names, each with its number.
    fn take(&mut self, tokens: &[Token]) -> Result<(), Misread> {
        let mut name: Vec<Token> = Vec::new();
        for token in tokens {
            match (self.number)(token.text.trim_end_matches(',')) {
                Err(too_fine @ Misread::TooFine { .. }) => return Err(too_fine),
                Ok(votes) if !token.quoted && !name.is_empty() => {
                    let place = choice(self.slate, &joined(&name))?;
                    let index = self.standing.iter().position(|other| *other == place);
                    let index = index.ok_or_else(|| Misread::Nobody(joined(&name)))?;
                    if !self.named.insert(index) {
                        return Err(Misread::Left(format!("{} {votes}", joined(&name))));
                    }
                    self.votes[index].votes = votes;
                    self.last = Some(index);
                    name.clear();
                }
                _ => name.push(token.clone()),
            }
        }
        if name.is_empty() { Ok(()) } else { Err(Misread::Number(joined(&name))) }
    }

    /// How many votes were withheld from the choice that was counted last.
    fn withhold(&mut self, number: &Token) -> Result<(), Misread> {
        let last = self.last.ok_or_else(|| Misread::Left(number.text.clone()))?;
        let withheld = (self.number)(number.text.trim_end_matches(','))?;
        match self.votes[last].withheld.replace(withheld) {
            None => Ok(()),
            Some(_) => Err(Misread::Left(number.text.clone())),
        }
    }
}
