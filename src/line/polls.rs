//! Answers called out, ballots read out and votes taken back, in the line language.

use super::grammar::{Orders, one};
use super::options::{Split, Takes, choice, conclusion, joined, text_of};
use crate::domain::{Answer, Bundle, Command, Meeting, Paper};
use crate::journal::Order;
use crate::text::Misread;

/// `answer 1 yes Reed Cole`, `answer 1 rest yes`.
pub(super) fn answer(meeting: &Meeting, rest: &str) -> Orders {
    #[derive(Clone, Copy, PartialEq)]
    enum Word {
        Gives(Answer),
        Rest,
    }
    let split = Split::of(
        rest,
        Takes::One,
        &[
            (Word::Gives(Answer::Yes), Takes::Many, &["yes", "for", "đồng ý", "tán thành"]),
            (
                Word::Gives(Answer::No),
                Takes::Many,
                &["no", "against", "không đồng ý", "không tán thành"],
            ),
            (Word::Gives(Answer::Other), Takes::Many, &["other", "ý kiến khác"]),
            (Word::Gives(Answer::Abstain), Takes::Many, &["abstain", "không biểu quyết"]),
            (
                Word::Gives(Answer::NotVoting),
                Takes::Many,
                &["silent", "not voting", "không cho ý kiến"],
            ),
            (Word::Gives(Answer::Absent), Takes::Many, &["absent", "vắng"]),
            (Word::Gives(Answer::Recused), Takes::Many, &["recused", "không được biểu quyết"]),
            (Word::Rest, Takes::Nothing, &["rest", "còn lại"]),
        ],
    )?;
    let conclusion = conclusion(meeting, &joined(&split.head))?;
    let mut orders = Vec::new();
    let rest = split.has(Word::Rest);
    if rest && split.options.iter().filter(|(_, words)| words.is_empty()).count() != 2 {
        return Err(Misread::Lacking("one answer of the rest / một câu trả lời cho số còn lại"));
    }
    for (word, tokens) in &split.options {
        let Word::Gives(answer) = *word else { continue };
        if rest && tokens.is_empty() {
            orders.push(Order::Do(Command::AnswerRest { conclusion, answer }));
            continue;
        }
        if tokens.is_empty() {
            return Err(Misread::Lacking("who answers so / người trả lời"));
        }
        let members = super::options::members(meeting, tokens)?;
        orders.push(Order::Do(Command::Answer { conclusion, members, answer }));
    }
    if orders.is_empty() {
        Err(Misread::Lacking("yes / đồng ý, no / không đồng ý"))
    } else {
        Ok(orders)
    }
}

/// `ballot 2 Reed Cole`, `ballot 2 sheet 2 copies 3 invalid`.
pub(super) fn paper(meeting: &Meeting, rest: &str) -> Orders {
    #[derive(Clone, Copy, PartialEq)]
    enum Word {
        Sheet,
        Copies,
        Marks,
        Invalid,
        Blank,
    }
    let split = Split::of(
        rest,
        Takes::One,
        &[
            (Word::Sheet, Takes::One, &["sheet", "tờ"]),
            (Word::Copies, Takes::One, &["copies", "số lá"]),
            (Word::Marks, Takes::Names, &["marks", "bầu"]),
            (Word::Invalid, Takes::Nothing, &["invalid", "không hợp lệ"]),
            (Word::Blank, Takes::Nothing, &["blank", "phiếu trắng"]),
        ],
    )?;
    let whole = [Word::Marks, Word::Invalid, Word::Blank];
    if let Some((_, words)) = split.options.iter().filter(|(key, _)| whole.contains(key)).nth(1) {
        return Err(Misread::Left(joined(words)));
    }
    let conclusion = conclusion(meeting, &joined(&split.head))?;
    let paper = if split.has(Word::Invalid) {
        Paper::Invalid
    } else if split.has(Word::Blank) {
        Paper::Blank
    } else {
        let slate = meeting.conclusion(conclusion).and_then(|one| one.slate.as_ref());
        let slate = slate.ok_or(Misread::Left(rest.to_owned()))?;
        let names = split.tokens(Word::Marks).iter();
        let places: Result<Vec<u16>, Misread> =
            names.map(|token| choice(slate, &token.text)).collect();
        Paper::Marked(places?)
    };
    let sheet = split.number(Word::Sheet)?.unwrap_or(1);
    let copies = split.number(Word::Copies)?.unwrap_or(1);
    let sheet = match u8::try_from(sheet) {
        Ok(number @ 1..=9) => number - 1,
        _ => return Err(Misread::Number(sheet.to_string())),
    };
    one(Command::EnterPaper { conclusion, sheet, bundle: Bundle { paper, copies } })
}

/// `annul 1 "miscounted"`.
pub(super) fn annul(meeting: &Meeting, rest: &str) -> Orders {
    let words = super::options::tokens(rest)?;
    let (number, reason) = words.split_first().ok_or(Misread::Number(String::new()))?;
    let conclusion = conclusion(meeting, &number.text)?;
    if reason.is_empty() {
        return Err(Misread::Lacking("why it is annulled / lý do huỷ"));
    }
    one(Command::Annul { conclusion, reason: text_of(reason)? })
}
