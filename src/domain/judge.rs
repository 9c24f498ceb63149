//! Judging a count over a ground: every test with its numbers, then the verdict.
//!
//! Pure arithmetic on integers. What is displayed as a per cent never decides.

use super::choice::choose;
use super::judgment::{Judgment, Scope, Test, base_in_count, base_of};
use super::vote::yes_of;
use super::{
    Base, Casting, ChairVote, Count, Fraction, Ground, Measure, Outcome, Partial, Particulars,
    Tally, Threshold, Tie, Verdict,
};

/// Judge a count over a ground.
///
/// Numbers are judged by the rule; words without numbers stay the chair's words. A count that
/// cannot be right is the caller's to find (see [`super::reconcile()`]).
#[must_use]
pub fn judge(ground: &Ground, count: &Count, more: &Particulars) -> Judgment {
    let tally = match count {
        Count::Choices { seats, choices } => return choose(ground, *seats, choices, more),
        Count::Counted(tally) => *tally,
        Count::Unanimous { yes } => match yes {
            Some(yes) => Tally { yes: Some(*yes), ..Tally::NONE },
            None => return stated(ground, count, more, true),
        },
        Count::Tied => return tied(ground, count, more),
        Count::Void { .. } => {
            let tests = Vec::new();
            return Judgment {
                tests,
                verdict: Verdict::Unknown,
                ..stated(ground, count, more, false)
            };
        }
        Count::Named { seats, chosen, .. } => {
            let filled = u32::try_from(chosen.len()).unwrap_or(u32::MAX);
            let open = seats.saturating_sub(filled);
            let outcome = Outcome { chosen: chosen.clone(), tied: Vec::new(), open };
            let verdict =
                if ground.informal { Verdict::Informal } else { Verdict::Chosen(outcome) };
            let tests = Vec::new();
            return Judgment { tests, verdict, ..stated(ground, count, more, true) };
        }
        Count::Uncounted { carried } | Count::Partly(Partial { carried, .. }) => {
            return stated(ground, count, more, *carried);
        }
    };
    let alone = tests(ground, tally, more);
    let plain = verdict_of(&alone);
    let (counted, with_chair, chair_may_not) = with_chair(ground, tally, more, &plain);
    let tests =
        if with_chair.is_some() { tests(&with_one_more(ground), counted, more) } else { alone };
    let tie = with_chair.is_none() && is_tie(ground, tally, more, &tests);
    let mut verdict = if with_chair.is_some() { verdict_of(&tests) } else { plain };
    if tie {
        verdict = break_tie(ground, more);
    }
    // Nobody can say over a base nobody knows, unless everybody agreed.
    if verdict == Verdict::Unknown && matches!(count, Count::Unanimous { .. }) {
        verdict = Verdict::Stated { carried: true };
    }
    if ground.informal {
        verdict = Verdict::Informal;
    }
    Judgment { tests, with_chair, chair_may_not, tie, verdict }
}

fn stated(ground: &Ground, count: &Count, more: &Particulars, carried: bool) -> Judgment {
    let yes = yes_of(count);
    let base = base_of(ground, None, more);
    let threshold = ground.rule.threshold;
    let needed = base.filter(|_| threshold != Threshold::Plurality).map(|b| threshold.needed(b));
    let test = Test {
        scope: Scope::Heads,
        base_kind: ground.rule.base,
        threshold,
        base,
        yes,
        needed,
        reached: None,
    };
    let verdict = if ground.informal { Verdict::Informal } else { Verdict::Stated { carried } };
    Judgment { tests: vec![test], with_chair: None, chair_may_not: false, tie: false, verdict }
}

/// Equal numbers that nobody stated: the rule says what they mean, and who may decide.
fn tied(ground: &Ground, count: &Count, more: &Particulars) -> Judgment {
    let rule = &ground.rule;
    let last = matches!(rule.chair, ChairVote::OnTie | ChairVote::WhenDecisive);
    let chair_decides = last || matches!(rule.tie, Tie::ChairDecides | Tie::ChairSide);
    let verdict = match more.casting {
        _ if ground.informal => Verdict::Informal,
        Some(Casting::Chair { yes: true }) if chair_decides => Verdict::Carried,
        Some(Casting::Chair { yes: false }) if chair_decides => Verdict::Lost,
        _ => break_tie(ground, more),
    };
    let chair_may_not = matches!(more.casting, Some(Casting::Chair { .. })) && !chair_decides;
    Judgment { tie: true, verdict, chair_may_not, ..stated(ground, count, more, false) }
}

/// The vote of a chair who votes only in certain cases, added where the rules allow it.
fn with_chair(
    ground: &Ground,
    tally: Tally,
    more: &Particulars,
    plain: &Verdict,
) -> (Tally, Option<Tally>, bool) {
    let Some(Casting::Chair { yes }) = more.casting else { return (tally, None, false) };
    let added = Tally { yes: Some(u64::from(yes)), no: Some(u64::from(!yes)), ..Tally::NONE };
    let counted = tally.plus(added);
    let allowed = match ground.rule.chair {
        // A casting vote decides a tie; it is not one more vote.
        ChairVote::Always => {
            let decides = matches!(ground.rule.tie, Tie::ChairDecides | Tie::ChairSide);
            return (tally, None, !decides || !is_even(tally));
        }
        ChairVote::Never => {
            let decides = is_even(tally) && ground.rule.tie == Tie::ChairDecides;
            return (tally, None, !decides);
        }
        // Only a chair who is there, and has not voted with the others, can vote last.
        _ if !ground.chair_waits => false,
        ChairVote::OnTie => is_even(tally),
        ChairVote::WhenDecisive => {
            verdict_of(&tests(&with_one_more(ground), counted, more)) != *plain
        }
    };
    if allowed { (counted, Some(counted), false) } else { (tally, None, true) }
}

/// The ground with the chair among the voters present.
fn with_one_more(ground: &Ground) -> Ground {
    let mut ground = ground.clone();
    if ground.rule.base == Base::Present && ground.rule.measure != Measure::Weight {
        ground.base = ground.base.map(|base| base.saturating_add(1));
    }
    ground
}

/// Equal numbers for and against where one more would carry, and nothing else stands against it.
fn is_tie(ground: &Ground, tally: Tally, more: &Particulars, tests: &[Test]) -> bool {
    let measured = match ground.rule.measure {
        Measure::Weight => more.weight.unwrap_or_default(),
        Measure::Heads | Measure::Both => tally,
    };
    let Some((main, others)) = tests.split_first() else { return false };
    let Some(yes) = measured.yes.filter(|_| is_even(measured)) else { return false };
    let one_more = yes.saturating_add(1);
    let just_missed =
        main.reached == Some(false) && main.needed.is_some_and(|needed| one_more >= needed);
    let fixed = matches!(ground.rule.threshold, Threshold::Votes(_));
    yes > 0 && just_missed && !fixed && others.iter().all(|test| test.reached == Some(true))
}

/// As many for as against, both of them known.
fn is_even(tally: Tally) -> bool {
    tally.yes.is_some() && tally.yes == tally.no
}

fn break_tie(ground: &Ground, more: &Particulars) -> Verdict {
    let by = |yes: bool| if yes { Verdict::Carried } else { Verdict::Lost };
    match (ground.rule.tie, more.casting) {
        (Tie::Fails, _) => Verdict::Lost,
        (Tie::ChairDecides | Tie::ChairSide, Some(Casting::Chair { yes }))
        | (Tie::Lot, Some(Casting::Lot { yes })) => by(yes),
        (Tie::ChairDecides | Tie::ChairSide | Tie::Lot | Tie::NextRound, _) => Verdict::Tied,
    }
}

/// Carried if every test is reached, lost if one is not, unknown if one cannot be made.
fn verdict_of(tests: &[Test]) -> Verdict {
    if tests.iter().any(|test| test.reached == Some(false)) {
        Verdict::Lost
    } else if tests.iter().all(|test| test.reached == Some(true)) {
        Verdict::Carried
    } else {
        Verdict::Unknown
    }
}

fn tests(ground: &Ground, tally: Tally, more: &Particulars) -> Vec<Test> {
    let rule = &ground.rule;
    let mut tests = Vec::new();
    if rule.measure != Measure::Weight {
        let base = if rule.measure == Measure::Both {
            let heads = super::Rule { measure: Measure::Heads, ..rule.clone() };
            span_of(&ground.clone().under(heads), tally, more)
        } else {
            span_of(ground, tally, more)
        };
        tests.push(test(Scope::Heads, rule.base, rule.threshold, base, Some(tally)));
    }
    if rule.measure != Measure::Heads {
        // Where nobody has any weight there is nothing to measure by.
        let base = base_by_weight(ground, more).filter(|base| *base > 0).map(Span::exact);
        let threshold = rule.threshold.in_units(ground.decimals);
        let by_weight = test(Scope::Weight, rule.base, threshold, base, more.weight);
        tests.push(Test { threshold: rule.threshold, ..by_weight });
    }
    for group in &rule.groups {
        let tally = more.groups.iter().find(|(name, _)| *name == group.name).map(|(_, t)| *t);
        let of_roll = ground.groups.iter().find(|found| found.name == group.name);
        let base = match group.base {
            Base::Entitled => of_roll.map(|group| group.entitled),
            Base::Statutory => of_roll.map(|group| group.entitled.saturating_sub(group.deducted)),
            Base::Present => of_roll.map(|group| group.present),
            from_count @ (Base::Cast
            | Base::YesNo
            | Base::EntitledLessAbstaining
            | Base::Valid
            | Base::Returned
            | Base::Issued) => tally.and_then(|tally| base_in_count(from_count, tally, more)),
        };
        let base = base.map(Span::exact);
        tests.push(test(
            Scope::Group(group.name.clone()),
            group.base,
            group.threshold,
            base,
            tally,
        ));
    }
    tests
}

/// A number that is known, or lies between bounds because somebody's answer was not stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    low: u64,
    /// `None` if nothing bounds it.
    high: Option<u64>,
}

impl Span {
    fn exact(number: u64) -> Self {
        Self { low: number, high: Some(number) }
    }

    fn known(self) -> Option<u64> {
        self.high.filter(|high| *high == self.low)
    }
}

/// One comparison. Where an answer nobody stated could not change it, it is known all the same.
fn test(
    scope: Scope,
    base_kind: Base,
    threshold: Threshold,
    base: Option<Span>,
    tally: Option<Tally>,
) -> Test {
    let over = match threshold {
        Threshold::Plurality => tally.map(|tally| {
            let low = tally.no.unwrap_or(0).max(tally.other.unwrap_or(0));
            Span { low, high: tally.no.map(|_| low) }
        }),
        // A fixed number needs no base.
        Threshold::Votes(_) => Some(base.unwrap_or(Span::exact(0))),
        Threshold::Part { .. } | Threshold::Unanimous => base,
    };
    let yes = tally.and_then(|tally| tally.yes);
    let base = base.and_then(Span::known);
    let needed = over.and_then(Span::known).map(|over| threshold.needed(over));
    // More in favour than there are is no majority but a mistake.
    let sane = yes.zip(base).is_none_or(|(yes, base)| yes <= base);
    let reached = yes.zip(over).filter(|_| sane).and_then(|(yes, over)| {
        let carries = |over: u64| threshold.reached(yes, over);
        match over.high.map(carries) {
            Some(true) => Some(true),
            _ if !carries(over.low) => Some(false),
            _ => None,
        }
    });
    Test { scope, base_kind, threshold, base, yes, needed, reached }
}

/// The base of a count, or its bounds where some answers were not stated.
fn span_of(ground: &Ground, tally: Tally, more: &Particulars) -> Option<Span> {
    if let Some(base) = base_of(ground, Some(tally), more) {
        return Some(Span::exact(base));
    }
    let low = match ground.rule.base {
        Base::Cast | Base::Valid | Base::Returned => tally.answers(),
        Base::YesNo => tally.yes?.saturating_add(tally.no.unwrap_or(0)),
        Base::Statutory
        | Base::Entitled
        | Base::EntitledLessAbstaining
        | Base::Present
        | Base::Issued => return None,
    };
    let remote = more.remote.map_or(0, Tally::sum);
    let room = ground.voters_present.filter(|_| ground.rule.measure != Measure::Weight);
    let left = room.map(|room| room.saturating_add(remote).saturating_sub(tally.sum()));
    Some(Span { low, high: left.map(|left| low.saturating_add(left)) })
}

fn base_by_weight(ground: &Ground, more: &Particulars) -> Option<u64> {
    match ground.rule.base {
        Base::Statutory | Base::Entitled | Base::Present => {
            let by_weight = super::Rule { measure: Measure::Weight, ..ground.rule.clone() };
            ground.clone().under(by_weight).base
        }
        Base::EntitledLessAbstaining => ground
            .weight
            .zip(more.weight.and_then(|cast| cast.abstained))
            .map(|(all, abstained)| all.entitled.saturating_sub(abstained)),
        Base::Issued => None,
        base @ (Base::Cast | Base::YesNo | Base::Valid | Base::Returned) => {
            more.weight.and_then(|tally| base_in_count(base, tally, more))
        }
    }
}

/// Whether a per cent of this many decimals can come from `yes` of `base`, rounded or cut off.
///
/// `scaled` is the per cent without its point: 5030 with 2 decimals is 50.30 %.
#[must_use]
pub fn percent_fits(scaled: u64, decimals: u8, yes: u64, base: u64) -> bool {
    if base == 0 {
        return false;
    }
    let unit = 10_u128.pow(u32::from(decimals.min(12)));
    let exact = u128::from(yes) * 100 * unit;
    let base = u128::from(base);
    let scaled = u128::from(scaled);
    let half_up = (exact * 2 + base) / (base * 2);
    // A tie in the last place may also have been rounded to even.
    let half_down = (exact * 2).div_ceil(base * 2).min((exact * 2 + base - 1) / (base * 2));
    exact / base == scaled || half_up == scaled || half_down == scaled
}

/// Whether some whole number over this base makes the per cent.
#[must_use]
pub fn percent_possible(scaled: u64, decimals: u8, base: u64) -> bool {
    let unit = 10_u128.pow(u32::from(decimals.min(12)));
    let near = u128::from(scaled) * u128::from(base) / (100 * unit);
    let near = u64::try_from(near).unwrap_or(u64::MAX);
    (near.saturating_sub(1)..=near.saturating_add(2))
        .any(|yes| yes <= base && percent_fits(scaled, decimals, yes, base))
}

/// A per cent for display, in units of its last decimal; `None` over an empty base.
#[must_use]
pub fn percent_scaled(yes: u64, base: u64, decimals: u8, truncate: bool) -> Option<u128> {
    if base == 0 {
        return None;
    }
    let exact = u128::from(yes) * 100 * 10_u128.pow(u32::from(decimals.min(12)));
    let base = u128::from(base);
    Some(if truncate { exact / base } else { (exact * 2 + base) / (base * 2) })
}

/// The number of a per cent as people write it, and its decimals: `50,30 %` is (5030, 2).
#[must_use]
pub fn percent_read(text: &str) -> Option<(u64, u8)> {
    let text = text.trim().trim_end_matches('%').trim();
    let (whole, rest) = text.split_once([',', '.']).unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(rest) || rest.len() > 12 {
        return None;
    }
    let scaled = format!("{whole}{rest}").parse().ok()?;
    Some((scaled, u8::try_from(rest.len()).ok()?))
}

impl Fraction {
    /// Whether a rule can mean it.
    #[must_use]
    pub fn is_proper(self) -> bool {
        self.den > 0 && self.num <= self.den
    }
}
