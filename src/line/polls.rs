//! Answers called out, ballots read out and votes taken back, in the line language.

use super::grammar::{Orders, one};
use super::options::{Split, choice, conclusion, phrase};
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
        &[
            (Word::Gives(Answer::Yes), &["yes", "for", "đồng ý", "tán thành"]),
            (Word::Gives(Answer::No), &["no", "against", "không đồng ý", "không tán thành"]),
            (Word::Gives(Answer::Other), &["other", "ý kiến khác"]),
            (Word::Gives(Answer::Abstain), &["abstain", "không biểu quyết"]),
            (Word::Gives(Answer::NotVoting), &["silent", "not voting", "không cho ý kiến"]),
            (Word::Gives(Answer::Absent), &["absent", "vắng"]),
            (Word::Gives(Answer::Recused), &["recused", "không được biểu quyết"]),
            (Word::Rest, &["rest", "còn lại"]),
        ],
    );
    let conclusion = conclusion(meeting, &phrase(&split.head)?)?;
    let mut orders = Vec::new();
    let rest = split.flag(Word::Rest)?;
    for (word, tokens) in &split.options {
        let Word::Gives(answer) = *word else { continue };
        if rest && tokens.is_empty() {
            orders.push(Order::Do(Command::AnswerRest { conclusion, answer }));
            continue;
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
        &[
            (Word::Sheet, &["sheet", "tờ"]),
            (Word::Copies, &["copies", "số lá"]),
            (Word::Marks, &["marks", "bầu"]),
            (Word::Invalid, &["invalid", "không hợp lệ"]),
            (Word::Blank, &["blank", "phiếu trắng"]),
        ],
    );
    let conclusion = conclusion(meeting, &phrase(&split.head)?)?;
    let paper = if split.flag(Word::Invalid)? {
        Paper::Invalid
    } else if split.flag(Word::Blank)? {
        Paper::Blank
    } else {
        let slate = meeting.conclusion(conclusion).and_then(|one| one.slate.as_ref());
        let slate = slate.ok_or(Misread::Left(rest.to_owned()))?;
        let names = split.tokens(Word::Marks).iter();
        let places: Result<Vec<u16>, Misread> =
            names.map(|token| choice(slate, &token.text)).collect();
        Paper::Marked(places?)
    };
    let sheet = split.number(Word::Sheet)?.unwrap_or(1).clamp(1, 9) - 1;
    let copies = split.number(Word::Copies)?.unwrap_or(1);
    let sheet = u8::try_from(sheet).unwrap_or(0);
    one(Command::EnterPaper { conclusion, sheet, bundle: Bundle { paper, copies } })
}

/// `annul 1 "miscounted"`.
pub(super) fn annul(meeting: &Meeting, rest: &str) -> Orders {
    let words = super::options::tokens(rest);
    let (number, reason) = words.split_first().ok_or(Misread::Number(String::new()))?;
    let conclusion = conclusion(meeting, &number.text)?;
    if reason.is_empty() {
        return Err(Misread::Lacking("why it is annulled / lý do huỷ"));
    }
    one(Command::Annul { conclusion, reason: phrase(reason)? })
}
