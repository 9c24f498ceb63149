//! Answers called out, ballots read out and votes taken back, in the line language.

use super::grammar::{Orders, one};
use super::options::{Split, Takes, choice, conclusion, joined, text_of};
use super::tables::{ANSWER, AnswerKey, PAPER, PaperKey};
use crate::domain::{Bundle, Command, Meeting, Paper, PollCommand, StandingCommand};
use crate::journal::Order;
use crate::text::{Misread, Say};

/// `answer 1 yes Reed Cole`, `answer 1 rest yes`.
pub(super) fn answer(meeting: &Meeting, rest: &str) -> Orders {
    let split = Split::of(rest, Takes::One, ANSWER)?;
    let conclusion = conclusion(meeting, &joined(&split.head))?;
    let mut orders = Vec::new();
    let rest = split.has(AnswerKey::Rest);
    if rest && split.options.iter().filter(|(_, words)| words.is_empty()).count() != 2 {
        return Err(Misread::Wanted(Say {
            vi: "một câu trả lời cho số còn lại",
            en: "one answer of the rest",
        }));
    }
    for (word, tokens) in &split.options {
        let AnswerKey::Gives(answer) = *word else { continue };
        if rest && tokens.is_empty() {
            orders.push(Order::Do(Command::Poll(PollCommand::AnswerRest { conclusion, answer })));
            continue;
        }
        if tokens.is_empty() {
            return Err(Misread::Wanted(Say {
                vi: "ai trả lời như vậy", en: "who answers so"
            }));
        }
        let members = super::people::members(meeting, tokens)?;
        orders.push(Order::Do(Command::Poll(PollCommand::Answer { conclusion, members, answer })));
    }
    if orders.is_empty() {
        Err(Misread::Wanted(Say { vi: "đồng ý, không đồng ý", en: "yes, no" }))
    } else {
        Ok(orders)
    }
}

/// `ballot 2 Reed Cole`, `ballot 2 sheet 2 copies 3 invalid`.
pub(super) fn paper(meeting: &Meeting, rest: &str) -> Orders {
    let split = Split::of(rest, Takes::One, PAPER)?;
    let whole = [PaperKey::Marks, PaperKey::Invalid, PaperKey::Blank];
    split.one_of(&whole)?;
    let conclusion = conclusion(meeting, &joined(&split.head))?;
    let paper = if split.has(PaperKey::Invalid) {
        Paper::Invalid
    } else if split.has(PaperKey::Blank) {
        Paper::Blank
    } else {
        let slate = meeting.conclusion(conclusion).and_then(|one| one.slate.as_ref());
        let slate = slate.ok_or(Misread::Left(rest.to_owned()))?;
        let names = split.tokens(PaperKey::Marks).iter();
        let places: Result<Vec<u16>, Misread> =
            names.map(|token| choice(slate, &token.text)).collect();
        Paper::Marked(places?)
    };
    let sheet = split.number(PaperKey::Sheet)?.unwrap_or(1);
    let copies = split.number(PaperKey::Copies)?.unwrap_or(1);
    let sheet = match u8::try_from(sheet) {
        Ok(number @ 1..=9) => number - 1,
        _ => return Err(Misread::Number(sheet.to_string())),
    };
    one(Command::Poll(PollCommand::EnterPaper {
        conclusion,
        sheet,
        bundle: Bundle { paper, copies },
    }))
}

/// `annul 1 "miscounted"`.
pub(super) fn annul(meeting: &Meeting, rest: &str) -> Orders {
    let words = super::options::tokens(rest)?;
    let (number, reason) = words.split_first().ok_or(Misread::Number(String::new()))?;
    let conclusion = conclusion(meeting, &number.text)?;
    if reason.is_empty() {
        return Err(Misread::Wanted(Say { vi: "lý do huỷ", en: "why it is annulled" }));
    }
    one(Command::Standing(StandingCommand::Annul { conclusion, reason: text_of(reason)? }))
}
