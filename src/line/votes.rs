//! Votes in the line language: how a result is stated, called out, read out, settled.

use std::collections::BTreeSet;

use super::grammar::{Orders, nothing_left, one};
use super::numbers::{big, in_units};
use super::options::{Split, Takes, Token, choice, conclusion, joined, text_of};
use super::tables::{RECHECK, SETTLE, VOTE, VoteKey as Key};
use super::verbs::same_word;
use super::words::{BASES, DECISIONS, List, METHODS, pick};
use crate::domain::{
    Answer, Assurance, Ballot, Casting, Command, Conclusion, ConclusionId, Decision, Meeting,
    MemberId, Method, Papers, Partial, Particulars, Question, Received, Ruling, Slate,
    StandingCommand, Tally,
};
use crate::profiles;
use crate::text::{Misread, Say};

/// Counts as they are told, each into the tally it belongs to.
#[derive(Default)]
struct Told {
    heads: Counts,
    weight: Option<Counts>,
    remote: Option<Counts>,
    groups: Vec<(String, Counts)>,
    named: Vec<(MemberId, Answer)>,
}

/// Numbers by kind of answer, as far as they were stated.
#[derive(Clone, Copy, Default)]
struct Counts {
    yes: Option<u64>,
    no: Option<u64>,
    other: Option<u64>,
    abstained: Option<u64>,
    silent: Option<u64>,
}

impl Counts {
    fn tally(self) -> Tally {
        let Self { yes, no, other, abstained, silent } = self;
        Tally { yes, no, other, abstained, silent }
    }

    fn is_empty(self) -> bool {
        [self.yes, self.no, self.other, self.abstained, self.silent].iter().all(Option::is_none)
    }

    /// Take a number; the one that was told before it.
    fn set(&mut self, answer: Answer, number: u64) -> Option<u64> {
        let place = match answer {
            Answer::Yes => &mut self.yes,
            Answer::No => &mut self.no,
            Answer::Other => &mut self.other,
            Answer::Abstain => &mut self.abstained,
            Answer::NotVoting | Answer::Absent | Answer::Recused => &mut self.silent,
        };
        place.replace(number)
    }
}

pub(super) fn vote(meeting: &Meeting, rest: &str) -> Orders {
    let split = Split::of(rest, Takes::Many, VOTE)?;
    require_understood(&split)?;
    let (conclusions, named) = head(meeting, &split.head)?;
    let asked = meeting.conclusion(conclusions[0]);
    let told = told(meeting, &split)?;
    require_no_count_beside(&split, told.heads)?;
    let decision = match split.text(Key::On) {
        Some(words) => decision(meeting, &words)?,
        None => usual(meeting, asked),
    };
    let weighs = meeting.counts_weight(&decision);
    let choices = {
        let number =
            |text: &str| if weighs { in_units(text, meeting.weight_decimals()) } else { big(text) };
        asked.map(|asked| choices(asked, named, &split, &number)).transpose()?.flatten()
    };
    if choices.is_some() {
        require_no_manner(&split)?;
        require_no_answer(&split)?;
    }
    let ballot = if split.has(Key::Void) {
        // Why a vote is void stands in the record.
        let reason = split.text(Key::Void).filter(|reason| !reason.is_empty());
        Ballot::Void {
            reason: reason.ok_or(Misread::Wanted(Say {
                vi: "vì sao không có giá trị",
                en: "why it is void",
            }))?,
        }
    } else if split.has(Key::Elected) {
        Ballot::Named(drawn(asked, split.tokens(Key::Elected))?)
    } else {
        ballot(&split, &told, choices)?
    };
    let method = manner(split.tokens(Key::By))?.filter(|_| split.has(Key::By));
    let as_stated = split.has(Key::AsStated);
    let mut more = particulars(&split, &told)?;
    more.drawn = drawn(asked, split.tokens(Key::Drawn))?;
    one(Command::Vote(Box::new(Question {
        conclusion: conclusions[0],
        also: conclusions[1..].to_vec(),
        decision,
        method,
        ballot,
        more,
        assurance: if as_stated { Assurance::AsStated } else { Assurance::Checked },
    })))
}

/// Manners of telling a result, each of which is all that is told.
const MANNERS: [Key; 8] = [
    Key::Roll,
    Key::Sheets,
    Key::Unanimous,
    Key::Carried,
    Key::Lost,
    Key::Tied,
    Key::Void,
    Key::Elected,
];

/// A result is told in one manner, and every answer beside it says how many gave it.
fn require_understood(split: &Split<Key>) -> Result<(), Misread> {
    split.one_of(&MANNERS)?;
    split.one_of(&[Key::Chair, Key::Lot])?;
    let mut before = None;
    for (key, tokens) in &split.options {
        let answer = matches!(key, Key::Yes | Key::No | Key::Other | Key::Abstain | Key::Silent);
        // `chair yes`: the answer is the chair's, not a count.
        let decides = matches!(before, Some(Key::Chair | Key::Lot));
        match (answer, decides, tokens.is_empty()) {
            (true, true, false) => return Err(Misread::Left(joined(tokens))),
            (true, false, true) => {
                return Err(Misread::Wanted(Say {
                    vi: "một con số, hoặc tên",
                    en: "a number, or names",
                }));
            }
            _ => before = Some(*key),
        }
    }
    Ok(())
}

/// The votes of each choice are the result: no other is told beside them.
fn require_no_manner(split: &Split<Key>) -> Result<(), Misread> {
    let told = |(key, _): &(Key, Vec<Token>)| MANNERS.contains(key) || *key == Key::Except;
    match split.options.iter().position(told) {
        Some(index) => Err(Misread::Left(split.given(index))),
        None => Ok(()),
    }
}

/// Choices have votes of their own; how many are for or against says nothing of them.
fn require_no_answer(split: &Split<Key>) -> Result<(), Misread> {
    let answer = |(key, words): &(Key, Vec<Token>)| {
        matches!(key, Key::Yes | Key::No | Key::Other | Key::Abstain | Key::Silent | Key::Group)
            && !words.is_empty()
    };
    match split.options.iter().position(answer) {
        Some(index) => Err(Misread::Left(split.given(index))),
        None => Ok(()),
    }
}

/// A manner of telling a result leaves no place for some counts: how many are for follows from
/// `except`, every count from the answers called out or the ballots read, and a void vote or one
/// whose numbers nobody knows has none.
fn require_no_count_beside(split: &Split<Key>, heads: Counts) -> Result<(), Misread> {
    let any = [Key::Yes, Key::No, Key::Other, Key::Abstain, Key::Silent];
    let (beside, told): (&[Key], bool) =
        if split.has(Key::Roll) || split.has(Key::Sheets) || split.has(Key::Tied) {
            (&any, !heads.is_empty())
        } else if split.has(Key::Void) || split.has(Key::Elected) {
            (&any, true)
        } else if split.has(Key::Carried) || split.has(Key::Lost) {
            (&[Key::Silent], heads.silent.is_some())
        } else if split.has(Key::Except) {
            (&[Key::Yes], heads.yes.is_some())
        } else {
            (&[], false)
        };
    let counts = |(key, words): &(Key, Vec<Token>)| beside.contains(key) && !words.is_empty();
    match split.options.iter().position(counts).filter(|_| told) {
        Some(index) => Err(Misread::Left(split.given(index))),
        None => Ok(()),
    }
}

fn usual(meeting: &Meeting, asked: Option<&Conclusion>) -> Decision {
    let profile = meeting.profile.as_ref();
    let usual = asked.zip(profile).map(|(asked, profile)| asked.usual_decision(profile));
    usual.unwrap_or(Decision::Resolution)
}

/// The questions of a vote, `1` or `1,3,4`, and what follows their numbers.
fn head(meeting: &Meeting, head: &[Token]) -> Result<(Vec<ConclusionId>, Vec<Token>), Misread> {
    let Some((numbers, rest)) = head.split_first() else {
        return Err(Misread::Number(String::new()));
    };
    let numbers = numbers.text.split(',').filter(|part| !part.is_empty());
    let ids: Result<Vec<ConclusionId>, Misread> =
        numbers.map(|number| conclusion(meeting, number)).collect();
    Ok((ids?, rest.to_vec()))
}

fn told(meeting: &Meeting, split: &Split<Key>) -> Result<Told, Misread> {
    enum Into {
        Heads,
        Weight,
        Remote,
        Group(usize),
    }
    let mut told = Told::default();
    let mut into = Into::Heads;
    for (key, tokens) in &split.options {
        let answer = match key {
            Key::Yes => Answer::Yes,
            Key::No => Answer::No,
            Key::Other => Answer::Other,
            Key::Abstain => Answer::Abstain,
            Key::Silent => Answer::NotVoting,
            Key::Weight => {
                told.weight = Some(Counts::default());
                into = Into::Weight;
                continue;
            }
            Key::Remote => {
                told.remote = Some(Counts::default());
                into = Into::Remote;
                continue;
            }
            Key::Group => {
                told.groups.push((text_of(tokens)?, Counts::default()));
                into = Into::Group(told.groups.len() - 1);
                continue;
            }
            _ => continue,
        };
        // `chair yes`: the answer is the chair's, not a count.
        if tokens.is_empty() {
            continue;
        }
        let number = |text: &str| match into {
            Into::Weight => in_units(text, meeting.weight_decimals()),
            Into::Heads | Into::Remote | Into::Group(_) => big(text),
        };
        let (count, names) = counted(meeting, tokens, answer, number)?;
        told.named.extend(names);
        let counts = match into {
            Into::Heads => &mut told.heads,
            Into::Weight => told.weight.get_or_insert_default(),
            Into::Remote => told.remote.get_or_insert_default(),
            Into::Group(index) => &mut told.groups[index].1,
        };
        if counts.set(answer, count).is_some() {
            return Err(Misread::Left(joined(tokens)));
        }
    }
    Ok(told)
}

/// `2`, `Cole Nair`, or `3 Cole`: how many, and who of them is named.
fn counted(
    meeting: &Meeting,
    tokens: &[Token],
    answer: Answer,
    number: impl Fn(&str) -> Result<u64, Misread>,
) -> Result<(u64, Vec<(MemberId, Answer)>), Misread> {
    let (stated, names) = match number(&tokens[0].text) {
        Err(too_fine @ Misread::TooFine { .. }) => return Err(too_fine),
        Ok(stated) if !tokens[0].quoted => (Some(stated), &tokens[1..]),
        _ => (None, tokens),
    };
    let names: Vec<(MemberId, Answer)> = if names.is_empty() {
        Vec::new()
    } else {
        let found = super::options::members(meeting, names).map_err(|misread| match misread {
            // A word that is neither a number nor a name was meant as a number.
            Misread::Nobody(typed) if stated.is_none() => Misread::Number(typed),
            other => other,
        })?;
        found.into_iter().map(|member| (member, answer)).collect()
    };
    Ok((stated.unwrap_or(names.len() as u64), names))
}

fn ballot(
    split: &Split<Key>,
    told: &Told,
    choices: Option<Vec<Received>>,
) -> Result<Ballot, Misread> {
    let of_groups = || {
        let tallies = told.groups.iter().map(|(_, counts)| counts.tally());
        tallies.reduce(Tally::plus).unwrap_or_default()
    };
    let counts = told.heads;
    Ok(if let Some(votes) = choices {
        Ballot::Choices(votes)
    } else if split.has(Key::Roll) {
        Ballot::Answers
    } else if split.has(Key::Sheets) {
        Ballot::Sheets
    } else if split.has(Key::Unanimous) {
        let tally = counts.tally();
        let bare = tally.yes.is_none() && tally.exceptions() == 0;
        if bare { Ballot::Unanimous } else { Ballot::UnanimousBut(tally) }
    } else if split.has(Key::Carried) || split.has(Key::Lost) {
        let carried = split.has(Key::Carried);
        let Counts { yes, no, other, abstained, .. } = counts;
        if counts.is_empty() {
            Ballot::Result { carried }
        } else {
            Ballot::Partly(Partial { carried, yes, no, other, abstained })
        }
    } else if split.has(Key::Tied) {
        Ballot::Tied
    } else if counts.yes.is_some() {
        Ballot::Counted(counts.tally())
    } else if counts.is_empty() && !told.groups.is_empty() {
        Ballot::Counted(of_groups())
    } else if counts.is_empty() && told.weight.is_some() {
        Ballot::Counted(Tally::default())
    } else if !counts.is_empty() || split.has(Key::Except) {
        Ballot::Except(Tally { yes: None, ..counts.tally() })
    } else {
        return Err(Misread::Wanted(Say {
            vi: "đồng ý, thống nhất, thông qua …",
            en: "yes, unanimous, carried …",
        }));
    })
}

fn particulars(split: &Split<Key>, told: &Told) -> Result<Particulars, Misread> {
    let papers = Papers {
        issued: split.big(Key::Issued)?,
        returned: split.big(Key::Returned)?,
        invalid: split.big(Key::Invalid)?,
        blank: split.big(Key::Blank)?,
    };
    let base = split.text(Key::Base).map(|word| base(&word)).transpose()?;
    let threshold = split.text(Key::Needs).map(|word| threshold(&word)).transpose()?;
    let ruled = base.is_some() || threshold.is_some();
    let reason = split.text(Key::Because).unwrap_or_default();
    if ruled && reason.is_empty() {
        return Err(Misread::Wanted(Say { vi: "vì", en: "because" }));
    }
    Ok(Particulars {
        weight: told.weight.map(Counts::tally),
        remote: told.remote.map(Counts::tally),
        papers,
        answers: told.named.clone(),
        groups: told.groups.iter().map(|(name, counts)| (name.clone(), counts.tally())).collect(),
        casting: casting(split)?,
        percent: percent(split.tokens(Key::Percent))?,
        ruling: ruled.then_some(Ruling { base, threshold, reason }),
        noted: split.has(Key::Noted),
        ..Particulars::default()
    })
}

/// The per cents as they were announced: of those for, against and abstaining, or of each choice.
fn percent(words: &[Token]) -> Result<Option<String>, Misread> {
    let one = |text: &str| text == "%" || crate::domain::percent_read(text).is_some();
    let read = |word: &Token| word.text.split_whitespace().all(one);
    match words.iter().position(|word| !read(word)) {
        Some(beyond) => Err(Misread::Left(joined(&words[beyond..]))),
        None => Ok(Some(joined(words)).filter(|text| !text.is_empty())),
    }
}

/// `chair yes`, `lot no`: the answer stands right after the key.
fn casting(split: &Split<Key>) -> Result<Option<Casting>, Misread> {
    let who = |key: Key| split.options.iter().position(|(other, _)| *other == key);
    let (index, chair) = match (who(Key::Chair), who(Key::Lot)) {
        (Some(index), _) => (index, true),
        (None, Some(index)) => (index, false),
        (None, None) => return Ok(None),
    };
    let yes = match split.options.get(index + 1) {
        Some((Key::Yes, _)) => true,
        Some((Key::No, _)) => false,
        _ => {
            return Err(Misread::Wanted(Say {
                vi: "đồng ý, không đồng ý", en: "yes, no"
            }));
        }
    };
    Ok(Some(if chair { Casting::Chair { yes } } else { Casting::Lot { yes } }))
}

/// `Reed 5 withheld 2 Cole 3`: votes of each choice that stands; those not named have none.
fn choices(
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
type Number<'a> = &'a dyn Fn(&str) -> Result<u64, Misread>;

/// The votes of each choice that stands, as they are read from a line.
struct Counted<'a> {
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

/// Whom the lot chose, by their place among the choices that stand.
fn drawn(asked: Option<&Conclusion>, tokens: &[Token]) -> Result<Vec<u16>, Misread> {
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

/// Whom the lot chose in a count that stands in the record.
fn drawn_again(vote: &crate::domain::Vote, tokens: &[Token]) -> Result<Vec<u16>, Misread> {
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

impl Split<Key> {
    fn big(&self, key: Key) -> Result<Option<u64>, Misread> {
        self.text(key).map(|text| big(&text)).transpose()
    }
}

/// A decision by its name in either language, or one named by the profile.
pub(super) fn decision(meeting: &Meeting, words: &str) -> Result<Decision, Misread> {
    let found = pick(words, &DECISIONS);
    let own = || {
        let rules = meeting.profile.iter().flat_map(|profile| &profile.rules);
        let mut named = rules.filter_map(|rule| match &rule.decision {
            Decision::Named(name) if same_word(words, name) => Some(rule.decision.clone()),
            _ => None,
        });
        named.next()
    };
    found.or_else(|misread| own().ok_or(misread))
}

/// A manner of voting; a quoted one is the body's own word.
fn manner(words: &[Token]) -> Result<Option<Method>, Misread> {
    match words {
        [] => Ok(None),
        [own] if own.quoted && method(&own.text).is_err() => {
            Ok(Some(Method::Named(own.text.clone())))
        }
        words => method(&joined(words)).map(Some),
    }
}

pub(super) fn method(words: &str) -> Result<Method, Misread> {
    pick(words, &METHODS)
}

fn base(word: &str) -> Result<crate::domain::Base, Misread> {
    pick(word, &BASES)
}

fn threshold(word: &str) -> Result<crate::domain::Threshold, Misread> {
    let words = || List::Thresholds.words();
    profiles::threshold(word)
        .ok_or_else(|| Misread::Word { typed: word.to_owned(), words: words() })
}
