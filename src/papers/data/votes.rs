//! The rows of the table of votes.

use super::{Cell, Column, clock, columns};
use crate::domain::{
    Chosen, Count, Decision, Judgment, Measure, Meeting, Outcome, Tally, Test, Threshold, Verdict,
    Vote, Weight, judge,
};
use crate::text::{Lang, Say};

/// A vote, or one choice of its ballot.
pub(super) struct Line<'a> {
    row: Row<'a>,
    judgment: &'a Judgment,
    choice: Option<(usize, &'a Chosen, &'a Test)>,
}

type Of = fn(&Line<'_>) -> Cell;

pub(super) static COLUMNS: &[Column<Of>] = columns! {
    "Nội dung số", "No.", 7 => |line| Cell::place(line.row.number);
    "Nội dung biểu quyết", "Put to the vote", 32 => |line| Cell::text(line.row.text);
    "Về việc", "Decision", 14 => |line| {
        Cell::text(line.row.lang.decision(&line.row.vote.decision))
    };
    "Hình thức", "How taken", 11 => |line| {
        let method = line.row.vote.method.as_ref();
        Cell::text(method.map(|method| line.row.lang.method(method)).unwrap_or_default())
    };
    "Tính theo", "Counted by", 9 => |line| Cell::text(line.row.counted_by());
    "Đồng ý", "For", 8 => |line| line.number(0);
    "Không đồng ý", "Against", 8 => |line| line.number(1);
    "Ý kiến khác", "Other opinion", 8 => |line| line.number(2);
    "Không biểu quyết", "Abstaining", 9 => |line| line.number(3);
    "Có mặt không cho ý kiến", "Present, not voting", 9 => |line| line.number(4);
    "Cơ số", "Base", 7 => |line| line.measured(line.base());
    "Tỷ lệ phải đạt", "Threshold", 15 => |line| Cell::text(line.row.lang.threshold(line.threshold()));
    "Số phiếu cần", "Needed", 8 => |line| line.measured(line.needed());
    "Lựa chọn", "Choice", 18 => |line| {
        line.choice.map_or(Cell::Empty, |(_, choice, _)| Cell::text(&choice.name))
    };
    "Số phiếu của lựa chọn", "Votes of the choice", 9 => |line| {
        line.measured(line.choice.map(|(_, choice, _)| choice.votes))
    };
    "Số không bầu cho lựa chọn", "Withheld from the choice", 9 => |line| {
        line.measured(line.choice.and_then(|(_, choice, _)| choice.withheld))
    };
    "Kết quả", "Result", 44 => |line| Cell::text(line.result());
    "Giờ biểu quyết", "Time", 8 => |line| line.row.time();
    "Cần xem lại", "Doubts", 26 => |line| match line.choice {
        None => Cell::text(line.row.doubts()),
        Some(_) => Cell::Empty,
    };
};

/// Every vote on every conclusion, in the order in which they were taken, and after each the choices
/// of its ballot; a vote on several conclusions stands with each of them.
pub(super) fn rows(meeting: &Meeting, lang: Lang) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for (number, conclusion) in (1..).zip(&meeting.conclusions) {
        for vote in &meeting.votes {
            let also = vote.more.also.iter().find(|(id, _)| *id == conclusion.id);
            let text = match also {
                Some((_, text)) => text,
                None if vote.conclusion == conclusion.id => &vote.text,
                None => continue,
            };
            let judgment = judge(&vote.ground, &vote.count, &vote.more);
            let choices: &[Chosen] = match &vote.count {
                Count::Choices { choices, .. } => choices,
                _ => &[],
            };
            let tested = choices.iter().zip(&judgment.tests).enumerate();
            let tested = tested.map(|(place, (choice, test))| Some((place, choice, test)));
            for choice in std::iter::once(None).chain(tested) {
                let row = Row { meeting, lang, number, text, vote };
                let line = Line { row, judgment: &judgment, choice };
                rows.push(COLUMNS.iter().map(|column| (column.cell)(&line)).collect());
            }
        }
    }
    rows
}

impl Line<'_> {
    /// One of the numbers of the vote, which its choices do not repeat.
    fn number(&self, place: usize) -> Cell {
        match self.choice {
            None => self.measured(self.row.numbers()[place]),
            Some(_) => Cell::Empty,
        }
    }

    /// A number in what the numbers of the vote are counted by.
    fn measured(&self, number: Option<u64>) -> Cell {
        self.row.cell(number, self.row.by_weight())
    }

    fn base(&self) -> Option<u64> {
        match self.choice {
            None => self.row.measured(self.judgment).0,
            Some((_, _, test)) => test.base,
        }
    }

    fn needed(&self) -> Option<u64> {
        match self.choice {
            None => self.row.measured(self.judgment).1,
            Some((_, _, test)) => test.needed,
        }
    }

    fn threshold(&self) -> Threshold {
        self.choice.map_or_else(|| self.row.threshold(self.judgment), |(_, _, test)| test.threshold)
    }

    fn result(&self) -> String {
        let Row { lang, vote, meeting, .. } = self.row;
        let Some((place, _, _)) = self.choice else {
            return lang.verdict(meeting, vote);
        };
        let stands = |of: fn(&Outcome) -> &Vec<u16>| match &vote.verdict {
            Verdict::Chosen(outcome) => of(outcome).iter().any(|one| usize::from(*one) == place),
            Verdict::Carried
            | Verdict::Lost
            | Verdict::Stated { .. }
            | Verdict::Unknown
            | Verdict::Tied
            | Verdict::Informal => false,
        };
        if stands(|outcome| &outcome.chosen) {
            lang.choice_won(vote.decision == Decision::Election)
        } else if stands(|outcome| &outcome.tied) {
            lang.choice_tied()
        } else {
            String::new()
        }
    }
}

/// What all lines of a vote say alike.
struct Row<'a> {
    meeting: &'a Meeting,
    lang: Lang,
    number: usize,
    text: &'a str,
    vote: &'a Vote,
}

impl Row<'_> {
    fn counted_by(&self) -> String {
        if self.is_wordless() { String::new() } else { self.lang.counted_by(self.by_weight()) }
    }

    fn cell(&self, number: Option<u64>, by_weight: bool) -> Cell {
        let decimals = if by_weight { self.vote.ground.decimals } else { 0 };
        Cell::weight(number.map(|units| Weight { units, decimals }))
    }

    fn time(&self) -> Cell {
        let time = self.vote.time.map(|time| clock(self.meeting, time));
        Cell::text(time.unwrap_or_default())
    }

    fn is_wordless(&self) -> bool {
        matches!(
            self.vote.told(),
            Count::Uncounted { .. }
                | Count::Tied
                | Count::Void { .. }
                | Count::Named { .. }
                | Count::Unanimous { yes: None }
        )
    }

    /// The numbers of the row are shares or mandates: the rule counts them, and somebody said them.
    fn by_weight(&self) -> bool {
        let stated = self.vote.more.weight.is_some();
        self.vote.ground.rule.measure == Measure::Weight
            && (stated || matches!(self.vote.count, Count::Choices { .. }))
    }

    /// For, against, of another opinion, abstaining, not voting; as far as they were said.
    fn numbers(&self) -> [Option<u64>; 5] {
        match (self.vote.told(), self.vote.more.weight) {
            (Count::Choices { .. }, _) => [None; 5],
            (_, Some(weight)) if self.by_weight() => weight.numbers(),
            (Count::Counted(tally), _) => self.vote.decided().unwrap_or(tally).numbers(),
            // Where all agreed, nobody was against.
            (Count::Unanimous { yes: Some(yes) }, _) => {
                Tally { yes: Some(yes), ..Tally::NONE }.numbers()
            }
            (
                Count::Unanimous { yes: None }
                | Count::Uncounted { .. }
                | Count::Tied
                | Count::Void { .. }
                | Count::Named { .. },
                _,
            ) => [None; 5],
            (Count::Partly(partial), _) => partial.tally().numbers(),
        }
    }

    fn threshold(&self, judgment: &Judgment) -> Threshold {
        let own = self.vote.ground.rule.threshold;
        match self.vote.count {
            // The number of the rule itself: a choice may need more.
            Count::Choices { .. } => own,
            Count::Unanimous { .. }
            | Count::Counted(_)
            | Count::Uncounted { .. }
            | Count::Tied
            | Count::Void { .. }
            | Count::Named { .. }
            | Count::Partly(_) => judgment.main().map_or(own, |test| test.threshold),
        }
    }

    /// The base and the votes needed, in what the numbers of the row are counted by.
    fn measured(&self, judgment: &Judgment) -> (Option<u64>, Option<u64>) {
        // A base of shares says nothing about heads.
        if self.by_weight() != (self.vote.ground.rule.measure == Measure::Weight) {
            return (None, None);
        }
        let base = judgment.main().and_then(|test| test.base);
        let threshold = self.threshold(judgment);
        let same = |test: &&Test| test.threshold == threshold;
        let needed = judgment.tests.iter().find(same).and_then(|test| test.needed);
        (base, needed)
    }

    /// What speaks against the numbers: then, and since the roll was corrected.
    fn doubts(&self) -> String {
        let later = self.meeting.later_doubts(self.vote.id);
        let told = self.vote.doubts.iter().chain(&later);
        let told: Vec<String> =
            told.map(|doubt| self.lang.vote_doubt(self.meeting, doubt)).collect();
        told.join(" ")
    }
}
