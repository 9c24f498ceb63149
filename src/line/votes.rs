//! Votes in the line language: how a result is stated, called out, read out, settled.

use super::ballots::choices;
use super::grammar::{Orders, one};
use super::numbers::{big, in_units};
use super::options::{Split, Takes, Token, conclusion, joined, text_of};
use super::standing::drawn;
use super::tables::{VOTE, VoteKey as Key};
use super::words::same_word;
use super::words::{BASES, DECISIONS, List, METHODS, pick};
use crate::domain::{
    Answer, Assurance, Casting, Command, Conclusion, ConclusionId, Decision, Meeting, MemberId,
    Method, Outright, Papers, Particulars, Question, Received, Ruling, Said, TakenDown, Tally,
};
use crate::profiles;
use crate::text::{Misread, Say};

/// Tally as they are told, each into the tally it belongs to.
#[derive(Default)]
struct Told {
    heads: Tally,
    weight: Option<Tally>,
    remote: Option<Tally>,
    groups: Vec<(String, Tally)>,
    named: Vec<(MemberId, Answer)>,
}

/// Take a number; the one that was told before it.
fn set(tally: &mut Tally, answer: Answer, number: u64) -> Option<u64> {
    let place = match answer {
        Answer::Yes => &mut tally.yes,
        Answer::No => &mut tally.no,
        Answer::Other => &mut tally.other,
        Answer::Abstain => &mut tally.abstained,
        Answer::NotVoting | Answer::Absent | Answer::Recused => &mut tally.silent,
    };
    place.replace(number)
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
    let ballot = said(&split, &told, asked, choices)?.ballot().ok_or(Misread::Wanted(Say {
        vi: "đồng ý, thống nhất, thông qua …",
        en: "yes, unanimous, carried …",
    }))?;
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
fn require_no_count_beside(split: &Split<Key>, heads: Tally) -> Result<(), Misread> {
    let any = [Key::Yes, Key::No, Key::Other, Key::Abstain, Key::Silent];
    let (beside, told): (&[Key], bool) =
        if split.has(Key::Roll) || split.has(Key::Sheets) || split.has(Key::Tied) {
            (&any, !heads.is_unsaid())
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
pub(super) fn head(
    meeting: &Meeting,
    head: &[Token],
) -> Result<(Vec<ConclusionId>, Vec<Token>), Misread> {
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
                told.weight = Some(Tally::default());
                into = Into::Weight;
                continue;
            }
            Key::Remote => {
                told.remote = Some(Tally::default());
                into = Into::Remote;
                continue;
            }
            Key::Group => {
                told.groups.push((text_of(tokens)?, Tally::default()));
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
        if set(counts, answer, count).is_some() {
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
        let found = super::people::members(meeting, names).map_err(|misread| match misread {
            // A word that is neither a number nor a name was meant as a number.
            Misread::Nobody(typed) if stated.is_none() => Misread::Number(typed),
            other => other,
        })?;
        found.into_iter().map(|member| (member, answer)).collect()
    };
    Ok((stated.unwrap_or(names.len() as u64), names))
}

fn said(
    split: &Split<Key>,
    told: &Told,
    asked: Option<&Conclusion>,
    choices: Option<Vec<Received>>,
) -> Result<Said, Misread> {
    // Why a vote is void stands in the record.
    let why = || Misread::Wanted(Say { vi: "vì sao không có giá trị", en: "why it is void" });
    let reason = split.text(Key::Void).filter(|reason| !reason.is_empty());
    let void = split.has(Key::Void).then(|| reason.ok_or_else(why)).transpose()?;
    let named = split.has(Key::Elected).then(|| drawn(asked, split.tokens(Key::Elected)));
    let outright = [
        (Key::Unanimous, Outright::Unanimous),
        (Key::Carried, Outright::Carried),
        (Key::Lost, Outright::Lost),
        (Key::Tied, Outright::Tied),
    ];
    let taken = [(Key::Roll, TakenDown::Answers), (Key::Sheets, TakenDown::Sheets)];
    Ok(Said {
        void,
        named: named.transpose()?,
        choices,
        result: outright.iter().find(|(key, _)| split.has(*key)).map(|(_, result)| *result),
        counts: told.heads,
        groups: told.groups.iter().map(|(_, tally)| *tally).reduce(Tally::plus),
        weighed: told.weight.is_some(),
        no_exceptions: split.has(Key::Except),
        taken_down: taken.iter().find(|(key, _)| split.has(*key)).map(|(_, taken)| *taken),
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
        weight: told.weight,
        remote: told.remote,
        papers,
        answers: told.named.clone(),
        groups: told.groups.iter().map(|(name, counts)| (name.clone(), *counts)).collect(),
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
pub(super) fn casting(split: &Split<Key>) -> Result<Option<Casting>, Misread> {
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
pub(super) fn manner(words: &[Token]) -> Result<Option<Method>, Misread> {
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

pub(super) fn threshold(word: &str) -> Result<crate::domain::Threshold, Misread> {
    let words = || List::Thresholds.words();
    profiles::threshold(word)
        .ok_or_else(|| Misread::Word { typed: word.to_owned(), words: words() })
}
