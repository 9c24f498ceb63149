//! What a ballot with choices came to.

use super::verdict::Sentence;
use super::votes::say;
use super::{Lang, as_weight, percent};
use crate::domain::{Chosen, Count, Decision, Outcome, Test, Threshold, Weight};

impl Sentence<'_> {
    /// Every choice with its votes, the most first; a ballot that cumulates keeps its order.
    pub(super) fn choices(&self, choices: &[Chosen], tests: &[Test]) -> Vec<String> {
        let cumulates = self.vote.ground.rule.cumulate;
        let mut order: Vec<usize> = (0..choices.len()).collect();
        if !cumulates {
            order.sort_by_key(|index| std::cmp::Reverse(choices[*index].votes));
        }
        let base = tests.first().and_then(|test| test.base);
        let apart = choices.iter().any(|one| {
            one.withheld.is_some()
                || one.threshold.is_some_and(|own| own != self.vote.ground.rule.threshold)
        });
        let told: Vec<String> =
            order.iter().map(|index| self.choice(&choices[*index], &tests[*index], base)).collect();
        let told = told.join(if apart { "; " } else { ", " });
        let mut parts: Vec<String> = Some(told).filter(|_| !self.bare).into_iter().collect();
        parts.extend(tests.first().map(|test| self.needed_of_choices(test)));
        parts
    }

    /// A choice with its votes and its share of this base.
    fn choice(&self, choice: &Chosen, test: &Test, base: Option<u64>) -> String {
        let (lang, rule) = (self.lang, &self.vote.ground.rule);
        // Where forms cumulate, it is the sum that counts, and the share is that of the sum.
        let sum = test.yes.filter(|sum| rule.cumulate && *sum != choice.votes);
        let reached = sum.unwrap_or(choice.votes);
        let share = base.and_then(|base| percent(lang, self.style, reached, base));
        let share = share.map(|share| format!(" ({share})")).unwrap_or_default();
        let sum = sum
            .map(|sum| self.of_choice(sum))
            .map(|sum| say!(lang, ", cộng dồn {sum}", ", {sum} with the heavier ones"))
            .unwrap_or_default();
        // A form may need more than the ballot as a whole.
        let own = choice.threshold.filter(|own| *own != rule.threshold);
        let own = own
            .and_then(|own| Some((base?, own)))
            .map(|(base, own)| (self.votes_needed(own, base), lang.threshold(own)))
            .map(|(needed, own)| say!(lang, ", cần {needed} ({own})", ", {needed} needed ({own})"))
            .unwrap_or_default();
        let withheld = choice
            .withheld
            .map(|number| self.of_choice(number))
            .map(|number| say!(lang, ", không bầu {number}", ", withheld {number}"))
            .unwrap_or_default();
        let votes = self.of_choice(choice.votes);
        if sum.is_empty() {
            format!("{} {votes}{share}{withheld}{own}", choice.name)
        } else {
            format!("{} {votes}{withheld}{sum}{share}{own}", choice.name)
        }
    }

    /// What a choice needed, by the test of the first.
    fn needed_of_choices(&self, test: &Test) -> String {
        let lang = self.lang;
        let threshold = lang.threshold(test.threshold);
        match test.base {
            Some(base) if test.threshold != Threshold::Plurality => {
                // The number of the rule itself: a heavier choice may need more.
                let rule = self.vote.ground.rule.threshold;
                let (needed, base) = (self.votes_needed(rule, base), self.of_choice(base));
                let threshold = lang.threshold(rule);
                say!(
                    lang,
                    "cơ số {base}, cần {needed} ({threshold})",
                    "{needed} of {base} needed ({threshold})"
                )
            }
            _ if test.threshold == Threshold::Plurality => {
                say!(lang, "lấy theo số phiếu cao nhất", "by the most votes")
            }
            _ => say!(lang, "cần {threshold}", "{threshold} needed"),
        }
    }

    /// A number of votes on a ballot, which may be one of weight.
    fn of_choice(&self, units: u64) -> String {
        let decimals = self.vote.ground.base_decimals();
        as_weight(self.lang, Weight { units, decimals })
    }

    fn votes_needed(&self, threshold: Threshold, base: u64) -> String {
        let decimals = self.vote.ground.base_decimals();
        self.of_choice(threshold.in_units(decimals).needed(base))
    }

    pub(super) fn chosen(&self, outcome: &Outcome) -> String {
        let (lang, vote) = (self.lang, self.vote);
        let choices: Vec<&String> = match &vote.count {
            Count::Choices { choices, .. } => choices.iter().map(|one| &one.name).collect(),
            Count::Named { names, .. } => names.iter().collect(),
            Count::Unanimous { .. }
            | Count::Counted(_)
            | Count::Uncounted { .. }
            | Count::Tied
            | Count::Void { .. }
            | Count::Partly(_) => return String::new(),
        };
        let names = |places: &[u16]| {
            let name = |place: &u16| choices.get(usize::from(*place)).map(|one| (*one).clone());
            places.iter().filter_map(name).collect::<Vec<_>>().join(", ")
        };
        let (chosen, tied) = (names(&outcome.chosen), names(&outcome.tied));
        let elects = vote.decision == Decision::Election;
        let mut parts = Vec::new();
        if !outcome.chosen.is_empty() {
            parts.push(if elects {
                say!(lang, "trúng cử {chosen}", "elected {chosen}")
            } else {
                say!(lang, "kết quả {chosen}", "chosen {chosen}")
            });
        }
        if !vote.more.drawn.is_empty() {
            let drawn = names(&vote.more.drawn);
            parts.push(say!(lang, "do bốc thăm: {drawn}", "by lot: {drawn}"));
        }
        if !outcome.tied.is_empty() {
            let way = lang.tie(vote.ground.rule.tie);
            parts.push(say!(lang, "ngang phiếu {tied} ({way})", "tied {tied} ({way})"));
        }
        if outcome.open > 0 && outcome.tied.is_empty() {
            let open = outcome.open;
            parts.push(if elects {
                say!(lang, "còn thiếu {open}", "seats left open: {open}")
            } else {
                say!(lang, "không phương án nào đủ phiếu", "nothing reached its number")
            });
        }
        parts.join("; ")
    }
}
