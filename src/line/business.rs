//! Motions, ballots with choices, seats and quorum in the line language.

use super::grammar::{Orders, nothing_left, one, plain, timed};
use super::numbers::weight;
use super::options::{
    Split, Takes, Token, choice, conclusion, item, joined, name_of, take_time, text_of, tokens,
};
use super::people::{member, person, who};
use super::tables::{
    INTEREST, InterestKey, MEMBER, MOTION, MotionKey, NOMINATE, PROXY, QUORUM, QuorumKey, SHARES,
    SLATE, SOURCE, SlateKey, Who,
};
use super::votes::decision;
use super::words::{PROCEDURES, alike, pick};
use crate::domain::{
    At, Command, Comparison, Conduct, Decision, Fate, Fraction, Gone, ItemId, Measure, Meeting,
    MotionCommand, MotionKind, Mover, NewMotion, NewSlate, Person, Quorum, QuorumAsked, SeatChange,
    SeatCommand, SlateKind, Threshold,
};
use crate::profiles;
use crate::text::{Misread, Say};

/// What a line says about a motion beyond its text.
fn motion(
    meeting: &Meeting,
    here: Option<ItemId>,
    kind: MotionKind,
    split: &Split<MotionKey>,
    text: &[Token],
) -> Orders {
    let mover = mover(meeting, split.tokens(MotionKey::Mover))?;
    one(Command::Motion(MotionCommand::Move(Box::new(NewMotion {
        item: here,
        kind,
        text: text_of(text)?,
        mover,
        seconders: people(meeting, split.tokens(MotionKey::Seconder))?,
        condition: split.text(MotionKey::Condition).unwrap_or_default(),
    }))))
}

fn mover(meeting: &Meeting, words: &[Token]) -> Result<Option<Mover>, Misread> {
    let name = joined(words);
    if alike(&name, "chair") || alike(&name, "chủ trì") {
        return Ok(Some(Mover::Chair));
    }
    match words {
        [] => Ok(None),
        [word] => named(meeting, word).map(|person| Some(Mover::Person(person))),
        _ => person(meeting, &name).map(|person| Some(Mover::Person(person))),
    }
}

/// Somebody of the roll, a guest, or one whose quoted name is on neither: of a body known by
/// figures few are on the roll.
fn named(meeting: &Meeting, word: &Token) -> Result<Person, Misread> {
    match person(meeting, &word.text) {
        Err(Misread::Nobody(name)) if word.quoted => Ok(Person::Named(name)),
        found => found,
    }
}

/// One name, or several of one word each.
fn people(meeting: &Meeting, tokens: &[Token]) -> Result<Vec<Person>, Misread> {
    match tokens {
        [] => Ok(Vec::new()),
        [word] => named(meeting, word).map(|person| vec![person]),
        words => match person(meeting, &joined(words)) {
            Ok(person) => Ok(vec![person]),
            Err(Misread::Nobody(_)) => words.iter().map(|word| named(meeting, word)).collect(),
            Err(misread) => Err(misread),
        },
    }
}

pub(super) fn bring(meeting: &Meeting, here: Option<ItemId>, rest: &str) -> Orders {
    let split = Split::of(rest, Takes::Many, MOTION)?;
    motion(meeting, here, MotionKind::Main, &split, &split.head)
}

/// `amend 2 "new text" mover Reed`.
pub(super) fn change(
    meeting: &Meeting,
    here: Option<ItemId>,
    substitute: bool,
    rest: &str,
) -> Orders {
    let split = Split::of(rest, Takes::Many, MOTION)?;
    let Some((number, text)) = split.head.split_first() else {
        return Err(Misread::Number(String::new()));
    };
    let of = conclusion(meeting, &number.text)?;
    let kind =
        if substitute { MotionKind::Substitute { of } } else { MotionKind::Amendment { of } };
    motion(meeting, here, kind, &split, text)
}

pub(super) fn procedural(meeting: &Meeting, here: Option<ItemId>, rest: &str) -> Orders {
    let split = Split::of(rest, Takes::Many, MOTION)?;
    let words = joined(&split.head);
    let procedure = pick(&words, &PROCEDURES)?;
    motion(meeting, here, MotionKind::Procedural(procedure), &split, &split.head)
}

/// `second 2 Cole`: one more seconder.
pub(super) fn second(meeting: &Meeting, rest: &str) -> Orders {
    let words = tokens(rest)?;
    let Some((number, names)) = words.split_first() else {
        return Err(Misread::Number(String::new()));
    };
    let conclusion = conclusion(meeting, &number.text)?;
    let motion = meeting.conclusion(conclusion).and_then(|one| one.motion.clone());
    let (mover, mut seconders, condition) =
        motion.map(|motion| (motion.mover, motion.seconders, motion.condition)).unwrap_or_default();
    seconders.extend(people(meeting, names)?);
    one(Command::Motion(MotionCommand::AmendMotion { conclusion, mover, seconders, condition }))
}

/// `mover 2 Reed seconder Cole`: who moved a conclusion, a motion or a ballot.
pub(super) fn moved(meeting: &Meeting, rest: &str) -> Orders {
    let split = Split::of(rest, Takes::Many, MOTION)?;
    let Some((number, who)) = split.head.split_first() else {
        return Err(Misread::Number(String::new()));
    };
    let conclusion = conclusion(meeting, &number.text)?;
    if who.is_empty() {
        return Err(Misread::Wanted(Say { vi: "người nêu", en: "who moved it" }));
    }
    let mover = mover(meeting, who)?;
    let motion = meeting.conclusion(conclusion).and_then(|one| one.motion.clone());
    let (known, before) =
        motion.map(|motion| (motion.seconders, motion.condition)).unwrap_or_default();
    let seconders = match split.tokens(MotionKey::Seconder) {
        [] => known,
        tokens => people(meeting, tokens)?,
    };
    let condition = split.text(MotionKey::Condition).unwrap_or(before);
    one(Command::Motion(MotionCommand::AmendMotion { conclusion, mover, seconders, condition }))
}

/// `withdraw 2`, `postpone 2 "next meeting"`.
pub(super) fn dispose(meeting: &Meeting, rest: &str, fate: impl Fn(String) -> Fate) -> Orders {
    let words = tokens(rest)?;
    let Some((number, text)) = words.split_first() else {
        return Err(Misread::Number(String::new()));
    };
    let conclusion = conclusion(meeting, &number.text)?;
    one(Command::Motion(MotionCommand::Dispose { conclusion, fate: fate(text_of(text)?) }))
}

/// `withdraw 2`: what becomes of a motion, of which nothing more is said.
pub(super) fn dispose_alone(meeting: &Meeting, rest: &str, fate: Fate) -> Orders {
    let words = tokens(rest)?;
    let Some((number, rest)) = words.split_first() else {
        return Err(Misread::Number(String::new()));
    };
    nothing_left(rest)?;
    let conclusion = conclusion(meeting, &number.text)?;
    one(Command::Motion(MotionCommand::Dispose { conclusion, fate }))
}

/// `split 2 "first part" "second part"`.
pub(super) fn split(meeting: &Meeting, rest: &str) -> Orders {
    let words = tokens(rest)?;
    let Some((number, texts)) = words.split_first() else {
        return Err(Misread::Number(String::new()));
    };
    let conclusion = conclusion(meeting, &number.text)?;
    // Each part is a quoted text, so that nobody has to guess where one ends.
    if let Some(loose) = texts.iter().find(|token| !token.quoted) {
        return Err(Misread::Left(loose.text.clone()));
    }
    let texts = texts.iter().map(|token| token.text.clone()).collect();
    one(Command::Motion(MotionCommand::Split { conclusion, texts }))
}

/// `election "Treasurer" seats 1 candidates "Ann Reed" "Ben Cole"`.
pub(super) fn slate(
    meeting: &Meeting,
    here: Option<ItemId>,
    kind: SlateKind,
    rest: &str,
) -> Orders {
    let split = Split::of(rest, Takes::Text, SLATE)?;
    let usual = match kind {
        SlateKind::Election => Decision::Election,
        SlateKind::Options => Decision::Options,
    };
    let decision = split.text(SlateKey::On).map_or(Ok(usual), |words| decision(meeting, &words))?;
    one(Command::Motion(MotionCommand::Slate(Box::new(NewSlate {
        item: here,
        text: joined(&split.head),
        kind,
        seats: split.number(SlateKey::Seats)?.unwrap_or(1),
        choices: split.tokens(SlateKey::Choices).iter().map(|token| token.text.clone()).collect(),
        decision,
        mover: mover(meeting, split.tokens(SlateKey::Mover))?,
        seconders: people(meeting, split.tokens(SlateKey::Seconder))?,
    }))))
}

/// `nominate 2 "Dan Hughes" by Reed`.
pub(super) fn nominate(meeting: &Meeting, rest: &str) -> Orders {
    let split = Split::of(rest, Takes::Many, NOMINATE)?;
    let Some((number, name)) = split.head.split_first() else {
        return Err(Misread::Number(String::new()));
    };
    let conclusion = conclusion(meeting, &number.text)?;
    let by = split.who(meeting, ())?;
    one(Command::Motion(MotionCommand::Nominate { conclusion, name: name_of(name)?, by }))
}

pub(super) fn take_off(meeting: &Meeting, rest: &str, gone: Gone) -> Orders {
    let words = tokens(rest)?;
    let Some((number, name)) = words.split_first() else {
        return Err(Misread::Number(String::new()));
    };
    let conclusion = conclusion(meeting, &number.text)?;
    let slate = meeting.conclusion(conclusion).and_then(|one| one.slate.as_ref());
    let name = name_of(name)?;
    let slate = slate.ok_or_else(|| Misread::Nobody(name.clone()))?;
    one(Command::Motion(MotionCommand::TakeOff { conclusion, place: choice(slate, &name)?, gone }))
}

pub(super) fn tellers(meeting: &Meeting, rest: &str) -> Orders {
    let words = tokens(rest)?;
    let Some((number, names)) = words.split_first() else {
        return Err(Misread::Number(String::new()));
    };
    let conclusion = conclusion(meeting, &number.text)?;
    one(Command::Motion(MotionCommand::NameTellers {
        conclusion,
        tellers: people(meeting, names)?,
    }))
}

/// `shares Reed 500 group founders`.
pub(super) fn rate(meeting: &Meeting, rest: &str) -> Orders {
    let split = Split::of(rest, Takes::Many, SHARES)?;
    let mut head = split.head.clone();
    let weight = match head.last().map(|token| weight(&token.text)) {
        Some(Ok(weight)) if head.len() > 1 => {
            head.pop();
            Some(weight)
        }
        _ => None,
    };
    let id = member(meeting, &name_of(&head)?)?;
    let known = meeting.member(id);
    let weight = weight.or(known.and_then(|member| member.weight));
    let group = known.map(|member| member.group.clone()).unwrap_or_default();
    one(Command::Seat(SeatCommand::Rate {
        member: id,
        weight,
        group: split.text(()).unwrap_or(group),
    }))
}

/// `proxies 2 because "Bylaws, article 12"`: what a body's own provision allows.
pub(super) fn proxies(rest: &str) -> Orders {
    let split = Split::of(rest, Takes::Maybe, SOURCE)?;
    let most = match split.head.as_slice() {
        [] => None,
        words => Some(super::options::number(&joined(words))?),
    };
    let source = split.text(()).ok_or(Misread::Wanted(Say { vi: "vì", en: "because" }))?;
    one(Command::Seat(SeatCommand::AllowProxies { most, source }))
}

/// `quorum 5 because "Bylaws, article 4"`: how many must be there by a body's own provision.
pub(super) fn quorum(rest: &str) -> Orders {
    let split = Split::of(rest, Takes::Many, QUORUM)?;
    let source = split.text(QuorumKey::Because);
    let source = source.ok_or(Misread::Wanted(Say { vi: "vì", en: "because" }))?;
    one(Command::Seat(SeatCommand::SetQuorum(asked(&split, source)?)))
}

/// A quorum as a form has it: `5`, `> 1/2`, `20% of shares`, `24 with proxies`.
pub(crate) fn quorum_asked(typed: &str, source: String) -> Result<QuorumAsked, Misread> {
    asked(&Split::of(typed, Takes::Many, QUORUM)?, source)
}

fn asked(split: &Split<QuorumKey>, source: String) -> Result<QuorumAsked, Misread> {
    let typed = joined(&split.head);
    let threshold = match typed.parse() {
        Ok(number) => Threshold::Votes(number),
        Err(_) => profiles::threshold(&typed)
            .or_else(|| profiles::threshold(&format!(">= {typed}")))
            .ok_or_else(|| Misread::Number(typed.clone()))?,
    };
    let (of_shares, with_proxies) = (split.has(QuorumKey::Shares), split.has(QuorumKey::Proxies));
    Ok(QuorumAsked { threshold, of_shares, with_proxies, source })
}

/// A quorum as [`quorum_asked`] reads it.
pub(crate) fn quorum_text(quorum: &Quorum, proxies: bool) -> String {
    let threshold = match quorum.calls.first() {
        None => String::new(),
        Some(Threshold::Votes(number)) => number.to_string(),
        Some(Threshold::Part { comparison, fraction }) => {
            let sign = match comparison {
                Comparison::Over => ">",
                Comparison::AtLeast => ">=",
            };
            match fraction {
                Fraction { num, den: 100 } => format!("{sign} {num}%"),
                Fraction { num, den } => format!("{sign} {num}/{den}"),
            }
        }
        Some(Threshold::Unanimous) => "unanimous".to_owned(),
        Some(Threshold::Plurality) => "most".to_owned(),
    };
    let of = if quorum.measure == Measure::Weight { " of shares" } else { "" };
    let with = if quorum.in_room_only || !proxies { "" } else { " with proxies" };
    format!("{threshold}{of}{with}")
}

/// `proxy Cole to Reed 14:00`, `proxy Cole to nobody`.
pub(super) fn proxy(meeting: &Meeting, rest: &str) -> Orders {
    let (split, at) = Split::timed(rest, Takes::Name, PROXY)?;
    let name = split.text(()).ok_or(Misread::Wanted(Say { vi: "cho", en: "to" }))?;
    let nobody = alike(&name, "nobody") || alike(&name, "không ai");
    let holder = if nobody { None } else { Some(who(meeting, split.tokens(()))?) };
    one(Command::Seat(SeatCommand::GiveProxy {
        member: member(meeting, &joined(&split.head))?,
        holder,
        at,
    }))
}

pub(super) fn seat(meeting: &Meeting, rest: &str, change: SeatChange) -> Orders {
    let mut words = tokens(rest)?;
    let at = take_time(&mut words)?;
    one(Command::Seat(SeatCommand::ChangeSeat {
        member: member(meeting, &name_of(&words)?)?,
        change,
        at,
    }))
}

pub(super) fn co_opt(rest: &str) -> Orders {
    let (split, at) = Split::timed(rest, Takes::Name, MEMBER)?;
    let class = split.text(Who::Class).map(|words| super::grammar::class(&words));
    let post = split.text(Who::Post).unwrap_or_default();
    one(Command::Seat(SeatCommand::CoOpt {
        name: joined(&split.head),
        post,
        class: class.transpose()?,
        at,
    }))
}

pub(super) fn seat_elected(meeting: &Meeting, rest: &str) -> Orders {
    timed(rest, |words, at| {
        Ok(Command::Seat(SeatCommand::SeatElected {
            conclusion: conclusion(meeting, &joined(words))?,
            at,
        }))
    })
}

/// `interest Cole 14:05 item 2 leaves "owns the land"`.
pub(super) fn interest(meeting: &Meeting, here: Option<ItemId>, rest: &str) -> Orders {
    let (split, at) = Split::timed(rest, Takes::Name, INTEREST)?;
    let conducts = [Conduct::Votes, Conduct::Stays, Conduct::Leaves].map(InterestKey::Does);
    split.one_of(&[conducts.as_slice(), &[InterestKey::Ends]].concat())?;
    let member = member(meeting, &joined(&split.head))?;
    let item = match split.text(InterestKey::Item) {
        Some(number) => Some(item(meeting, &number)?),
        None => here,
    };
    if split.has(InterestKey::Ends) {
        if at != At::Now {
            return Err(Misread::Left(rest.split_whitespace().last().unwrap_or("").to_owned()));
        }
        return one(Command::Seat(SeatCommand::EndInterest { member, item }));
    }
    let found = split.options.iter().find_map(|(word, tokens)| match word {
        InterestKey::Does(conduct) => Some((*conduct, joined(tokens))),
        InterestKey::Item | InterestKey::Ends => None,
    });
    let (conduct, what) = found.ok_or(Misread::Wanted(Say {
        vi: "ở lại, ra ngoài, vẫn biểu quyết",
        en: "stays, leaves, votes",
    }))?;
    one(Command::Seat(SeatCommand::DeclareInterest { member, item, conduct, what, at }))
}

pub(super) fn call(rest: &str) -> Orders {
    let call = super::options::number(&plain(rest)?)?;
    let call = u8::try_from(call).map_err(|_| Misread::Number(call.to_string()))?;
    one(Command::Seat(SeatCommand::SetCall { call }))
}

pub(super) fn informal(rest: &str, informal: bool) -> Orders {
    timed(rest, |words, at| {
        nothing_left(words).map(|()| Command::Seat(SeatCommand::GoInformal { informal, at }))
    })
}
