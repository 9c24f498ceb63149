//! What holds for every verdict, whatever the numbers.

use chrono::DateTime;
use proptest::prelude::*;
use thuky::domain::{
    Base, ChairVote, Chosen, Count, Decision, Ground, Particulars, PercentStyle, Rule, Tally,
    Threshold, Tie, Verdict, judge, percent_fits, percent_possible, percent_scaled,
};
use thuky::journal::Journal;
use thuky::line;

fn thresholds() -> impl Strategy<Value = Threshold> {
    prop_oneof![
        (1_u32..7, 1_u32..9).prop_filter_map("a proper fraction", |(num, den)| {
            (num < den).then(|| Threshold::over(num, den))
        }),
        (1_u32..9, 1_u32..9).prop_filter_map("a proper fraction", |(num, den)| {
            (num <= den).then(|| Threshold::at_least(num, den))
        }),
        Just(Threshold::Unanimous),
        Just(Threshold::Plurality),
    ]
}

fn bases() -> impl Strategy<Value = Base> {
    prop_oneof![
        Just(Base::Statutory),
        Just(Base::Entitled),
        Just(Base::EntitledLessAbstaining),
        Just(Base::Present),
        Just(Base::Cast),
        Just(Base::YesNo),
        Just(Base::Valid),
    ]
}

fn tallies() -> impl Strategy<Value = Tally> {
    (0_u64..60, 0_u64..60, 0_u64..20, 0_u64..20)
        .prop_map(|(yes, no, other, abstained)| Tally::of([yes, no, other, abstained, 0]))
}

fn rule(base: Base, threshold: Threshold) -> Rule {
    Rule::plain(Decision::Resolution, base, threshold, "by the statutes".into())
}

/// A room that holds everybody who answered, and some more.
fn ground(rule: Rule, tally: Tally, absent: u64) -> Ground {
    Ground::of_numbers(rule, Some(tally.sum() + absent), Some(tally.sum()))
}

fn verdict(ground: &Ground, tally: Tally) -> Verdict {
    judge(ground, &Count::Counted(tally), &Particulars::default()).verdict
}

proptest! {
    #[test]
    fn needed_is_the_least_that_carries(threshold in thresholds(), base in 1_u64..5000) {
        let needed = threshold.needed(base);
        prop_assert!(threshold.reached(needed, base));
        prop_assert!(needed == 1 || !threshold.reached(needed - 1, base));
    }

    #[test]
    fn a_verdict_is_that_of_exact_fractions_not_of_rounded_shares(
        (num, den) in (1_u32..7, 2_u32..9), yes in 0_u64..4000, rest in 0_u64..4000,
    ) {
        prop_assume!(num < den && yes + rest > 0);
        let (base, threshold) = (yes + rest, Threshold::over(num, den));
        let exact = u128::from(yes) * u128::from(den) > u128::from(base) * u128::from(num);
        prop_assert_eq!(threshold.reached(yes, base), exact && yes > 0);
        // Whatever a share is rounded to, the verdict over it stays.
        let tally = Tally::of([yes, rest, 0, 0, 0]);
        let ground = ground(rule(Base::YesNo, threshold), tally, 0);
        let judged = verdict(&ground, tally);
        prop_assert_eq!(judged == Verdict::Carried, exact && yes > 0);
        for decimals in 0..4 {
            let style = PercentStyle { decimals, truncate: decimals % 2 == 0, keep_zeros: true };
            let shown = percent_scaled(yes, base, style.decimals, style.truncate);
            prop_assert!(shown.is_some());
        }
    }

    #[test]
    fn as_many_times_more_of_everything_changes_nothing(
        threshold in thresholds(), base in bases(), tally in tallies(), absent in 0_u64..30,
        times in 2_u64..50,
    ) {
        let of_all = times;
        let times = |tally: Tally| {
            Tally::of(tally.numbers().map(|number| number.unwrap_or(0) * of_all))
        };
        let once = verdict(&ground(rule(base, threshold), tally, absent), tally);
        let more = times(tally);
        let scaled = Ground::of_numbers(
            rule(base, threshold),
            Some(more.sum() + absent * of_all),
            Some(more.sum()),
        );
        prop_assert_eq!(once, verdict(&scaled, more));
    }

    #[test]
    fn more_in_favour_never_turns_carried_into_lost(
        threshold in thresholds(), base in bases(), tally in tallies(), absent in 0_u64..30,
        from in 0_u8..4,
    ) {
        let before = verdict(&ground(rule(base, threshold), tally, absent), tally);
        prop_assume!(before == Verdict::Carried);
        // One who voted otherwise, or was absent, votes for it.
        let mut numbers = tally.completed().numbers().map(|number| number.unwrap_or(0));
        numbers[0] += 1;
        let mut away = absent;
        let source = match from {
            0..3 => &mut numbers[usize::from(from) + 1],
            _ => &mut away,
        };
        prop_assume!(*source > 0);
        *source -= 1;
        let after = Tally::of(numbers);
        prop_assert_eq!(verdict(&ground(rule(base, threshold), after, away), after), before);
    }

    #[test]
    fn a_tie_is_never_carried_without_somebody_who_decides(
        votes in 1_u64..500, base in bases(),
        tie in prop_oneof![Just(Tie::Fails), Just(Tie::ChairDecides), Just(Tie::Lot), Just(Tie::NextRound)],
    ) {
        let tally = Tally::of([votes, votes, 0, 0, 0]);
        prop_assume!(base != Base::EntitledLessAbstaining);
        let rule = Rule { tie, ..rule(base, Threshold::MAJORITY) };
        let judged = verdict(&ground(rule, tally, 0), tally);
        prop_assert_eq!(judged, if tie == Tie::Fails { Verdict::Lost } else { Verdict::Tied });
    }

    #[test]
    fn a_chair_who_votes_only_where_it_matters_changes_the_result_or_nothing(
        tally in tallies(), yes: bool,
    ) {
        let rule = Rule { chair: ChairVote::WhenDecisive, ..rule(Base::YesNo, Threshold::MAJORITY) };
        let ground = Ground { chair_waits: true, ..ground(rule, tally, 1) };
        let casting = Some(thuky::domain::Casting::Chair { yes });
        let more = Particulars { casting, ..Particulars::default() };
        let alone = verdict(&ground, tally);
        let judged = judge(&ground, &Count::Counted(tally), &more);
        prop_assert_eq!(judged.chair_may_not, judged.verdict == alone);
    }

    #[test]
    fn the_chosen_have_at_least_as_many_votes_as_the_others(
        votes in prop::collection::vec(0_u64..30, 1..12), seats in 1_u32..6,
    ) {
        let choices: Vec<Chosen> = votes
            .iter()
            .enumerate()
            .map(|(index, votes)| Chosen {
 withheld: None,
                name: format!("Candidate {index}"), votes: *votes, threshold: None,
            })
            .collect();
        let rule = Rule::plain(
            Decision::Election, Base::Statutory, Threshold::MAJORITY, "by the statutes".into(),
        );
        let ground = Ground::of_numbers(rule, Some(30), Some(30));
        let count = Count::Choices { seats, choices };
        let Verdict::Chosen(outcome) = judge(&ground, &count, &Particulars::default()).verdict
        else {
            return Err(TestCaseError::fail("no outcome"));
        };
        prop_assert!(outcome.chosen.len() <= seats as usize);
        let of = |place: &u16| votes[usize::from(*place)];
        let weakest = outcome.chosen.iter().map(of).min().unwrap_or(30);
        for place in 0..votes.len() {
            let place = u16::try_from(place).unwrap_or(0);
            if !outcome.chosen.contains(&place) {
                prop_assert!(of(&place) <= weakest);
                // Nobody with an equal number is passed over in silence.
                let equal = of(&place) == weakest && !outcome.chosen.is_empty();
                prop_assert!(!equal || of(&place) <= 15 || outcome.tied.contains(&place));
            }
        }
        let filled = outcome.chosen.len() + outcome.open as usize;
        prop_assert_eq!(filled, seats as usize);
    }

    #[test]
    fn an_honest_per_cent_is_never_doubted(yes in 0_u64..5000, rest in 0_u64..5000, decimals in 0_u8..5) {
        prop_assume!(yes + rest > 0);
        let base = yes + rest;
        for truncate in [false, true] {
            let shown = percent_scaled(yes, base, decimals, truncate).and_then(|p| u64::try_from(p).ok());
            let shown = shown.expect("a share");
            prop_assert!(percent_fits(shown, decimals, yes, base));
            prop_assert!(percent_possible(shown, decimals, base));
        }
    }

    #[test]
    fn the_order_of_facts_about_others_never_matters(order in Just((0..8_usize).collect::<Vec<_>>()).prop_shuffle()) {
        let facts = [
            "present Reed",
            "present Cole",
            "absent Nair excused \"ill\"",
            "present Hughes",
            "present Marin",
            "shares Ode 300",
            "present Ode",
            "interest Marin leaves \"her land\"",
        ];
        let judged = |order: &[usize]| {
            let mut journal = Journal::default();
            let mut lines = vec!["convene \"Larkfield Works Council\" rules works-council date 2026-11-08"];
            lines.extend([
                "member \"Ann Reed\" class official",
                "member \"Ben Cole\" class official",
                "member \"Cara Nair\" class official",
                "member \"Dan Hughes\" class official",
                "member \"Eve Marin\" class official",
                "member \"Finn Ode\" class official",
                "conclude Repair the roof",
            ]);
            lines.extend(order.iter().map(|index| facts[*index]));
            lines.extend(["open 14:00", "vote 1 yes 2 no 1 abstain 1"]);
            for line in lines {
                for order in line::parse(line, journal.meeting()).expect("a line") {
                    let at = DateTime::UNIX_EPOCH.fixed_offset();
                    let entry = journal.consider(order, at).expect("in order");
                    journal.push(entry);
                }
            }
            journal.meeting().votes.clone()
        };
        let plain: Vec<usize> = (0..8).collect();
        prop_assert_eq!(judged(&order), judged(&plain));
    }
}
