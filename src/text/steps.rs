//! The arithmetic of a verdict, step by step, with the source of the rule.

use super::votes::say;
use super::{Lang, as_weight, percent, two};
use crate::domain::{
    ChairVote, Comparison, Count, Ground, Judgment, Measure, Meeting, PercentStyle, Scope, Tally,
    Test, Threshold, Tie, Vote, Weight, judge,
};

impl Lang {
    /// How a verdict was reached, one step a line: rule, voters, base, every comparison, ties and
    /// the chair, quorum, doubts, and the verdict itself.
    #[must_use]
    pub fn steps(self, meeting: &Meeting, vote: &Vote, style: PercentStyle) -> Vec<String> {
        let (lang, ground) = (self, &vote.ground);
        let judgment = judge(ground, &vote.count, &vote.more);
        let mut steps = self.rule_steps(vote);
        steps.extend(self.voter_steps(vote));
        steps.extend(ground.quorum.map(|quorum| self.quorum(quorum)));
        for test in &judgment.tests {
            steps.extend(self.test_steps(vote, test, style));
        }
        steps.extend(judgment.with_chair.map(|counted| self.with_chair(counted)));
        if judgment.tie {
            let way = self.tie(ground.rule.tie);
            steps.push(say!(
                lang,
                "Số đồng ý bằng số không đồng ý: {way}",
                "Equal numbers for and against: {way}"
            ));
        }
        steps.extend(self.surplus(vote, &judgment));
        steps.extend(
            vote.doubts.iter().map(|doubt| format!("? {}", self.vote_doubt(meeting, doubt))),
        );
        let verdict = self.verdict(meeting, vote);
        steps.push(say!(lang, "Kết luận: {verdict}", "Verdict: {verdict}"));
        steps
    }

    /// What was decided by which rule, with what it says of the chair and of a tie.
    fn rule_steps(self, vote: &Vote) -> Vec<String> {
        let (lang, rule) = (self, &vote.ground.rule);
        let (decision, source) = (self.decision(&vote.decision), &rule.source);
        let mut steps = vec![say!(lang, "Về việc: {decision}", "Decision: {decision}")];
        steps.push(say!(lang, "Căn cứ: {source}", "Source of the rule: {source}"));
        if let Some(ruling) = &vote.more.ruling {
            let reason = &ruling.reason;
            steps.push(say!(
                lang,
                "Cách tính riêng cho lần này: {reason}",
                "Reckoned for this vote alone: {reason}"
            ));
        }
        let (base, threshold) = (self.base(rule.base), self.threshold(rule.threshold));
        steps.push(say!(
            lang,
            "Quy tắc: {threshold} tính trên {base}",
            "Rule: {threshold} of {base}"
        ));
        if rule.measure != Measure::Heads {
            steps.push(match rule.measure {
                Measure::Both => {
                    say!(lang, "Tính cả số người và số cổ phần", "Counted by heads and by weight")
                }
                Measure::Heads | Measure::Weight => {
                    say!(lang, "Tính theo số cổ phần", "Counted by weight, not by heads")
                }
            });
        }
        if rule.chair != ChairVote::Always {
            steps.push(self.chair_vote(rule.chair));
        }
        if rule.ballot_chair && rule.chair != ChairVote::Always {
            steps.push(self.chair_by_ballot());
        }
        if rule.tie != Tie::Fails {
            steps.push(self.tie(rule.tie));
        }
        steps
    }

    /// The count with the vote of a chair who votes last.
    fn with_chair(self, counted: Tally) -> String {
        let lang = self;
        let known = |number: Option<u64>| number.map_or("……".into(), |n| two(lang, n));
        let (yes, no) = (known(counted.yes), known(counted.no));
        say!(
            lang,
            "Tính cả phiếu của chủ trì: đồng ý {yes}, không đồng ý {no}",
            "With the chair's vote: {yes} for, {no} against"
        )
    }

    /// How many votes there are above those needed, or how many are missing.
    fn surplus(self, vote: &Vote, judgment: &Judgment) -> Option<String> {
        let lang = self;
        let surplus = judgment.surplus().filter(|_| !is_ballot(vote))?;
        let scope = judgment.main().map_or(&Scope::Heads, |test| &test.scope);
        let told = measured(vote, scope, surplus.unsigned_abs());
        Some(match surplus {
            0 => say!(lang, "Vừa đủ số phiếu cần", "Exactly the votes needed"),
            1.. => say!(lang, "Thừa {told} phiếu", "Above the votes needed: {told}"),
            _ => say!(lang, "Thiếu {told} phiếu", "Votes missing: {told}"),
        })
    }

    fn voter_steps(self, vote: &Vote) -> Vec<String> {
        let (lang, ground) = (self, &vote.ground);
        let mut steps = Vec::new();
        steps.extend(ground.entitled.map(|entitled| self.entitled_step(ground, entitled)));
        steps.extend(ground.voters_present.map(|present| self.present_step(ground, present)));
        if let Some(weight) = ground.weight {
            let decimals = ground.decimals;
            let told = |units| as_weight(lang, Weight { units, decimals });
            let (all, present) = (told(weight.entitled), told(weight.present));
            steps.push(say!(
                lang,
                "Cổ phần: có mặt {present} trên {all}",
                "Weight: {present} of {all} present"
            ));
        }
        if let Count::Counted(tally) = &vote.count
            && !tally.is_unsaid()
        {
            let told: Vec<String> = tally
                .by_answer()
                .iter()
                .map(|(answer, number)| format!("{} {number}", self.answer(*answer)))
                .collect();
            let (told, sum) = (told.join(" + "), tally.sum());
            steps.push(say!(lang, "Số phiếu: {told} = {sum}", "Votes: {told} = {sum}"));
        }
        steps
    }

    /// Those entitled, less those the statutes take out.
    fn entitled_step(self, ground: &Ground, entitled: u64) -> String {
        let lang = self;
        let mut line =
            say!(lang, "Có quyền biểu quyết: {entitled}", "Entitled to vote: {entitled}");
        let mut left = entitled;
        for (why, count) in &ground.deductions {
            let why = self.deduction(*why);
            line.push_str(&format!(" − {count} {why}"));
            left = left.saturating_sub(u64::from(*count));
        }
        if !ground.deductions.is_empty() {
            line.push_str(&format!(" = {left}"));
        }
        line
    }

    /// The voters present, and how many of them by proxy or remotely.
    fn present_step(self, ground: &Ground, present: u64) -> String {
        let lang = self;
        let mut line = say!(
            lang,
            "Được biểu quyết và có mặt lúc đó: {present}",
            "Voters present at that moment: {present}"
        );
        let (proxies, remote) = (ground.proxies, ground.remote);
        if proxies > 0 {
            line.push_str(&say!(
                lang,
                ", trong đó {proxies} theo uỷ quyền",
                ", {proxies} of them by proxy"
            ));
        }
        if remote > 0 {
            line.push_str(&say!(
                lang,
                ", trong đó {remote} trực tuyến",
                ", {remote} of them by telephone"
            ));
        }
        line
    }

    /// One comparison, cross-multiplied so that nothing is rounded.
    fn test_steps(self, vote: &Vote, test: &Test, style: PercentStyle) -> Vec<String> {
        let lang = self;
        let name = match &test.scope {
            Scope::Heads => String::new(),
            Scope::Weight => say!(lang, "Theo cổ phần: ", "By weight: "),
            Scope::Group(name) | Scope::Choice(name) => format!("{name}: "),
        };
        let (Some(yes), base) = (test.yes, test.base) else { return Vec::new() };
        let Some(reached) = test.reached else {
            return vec![say!(
                lang,
                "{name}chưa so sánh được vì số phiếu hoặc cơ số chưa rõ",
                "{name}cannot be compared, the numbers or the base are not known"
            )];
        };
        let told = |units: u128| measured(vote, &test.scope, units);
        let sums = match (test.threshold, base) {
            (Threshold::Part { comparison, fraction }, Some(base)) => {
                let have = u128::from(yes) * u128::from(fraction.den);
                let want = u128::from(base) * u128::from(fraction.num);
                let sign = match (comparison, reached) {
                    (Comparison::Over, true) => ">",
                    (Comparison::Over, false) => "≤",
                    (Comparison::AtLeast, true) => "≥",
                    (Comparison::AtLeast, false) => "<",
                };
                let (den, num) = (fraction.den, fraction.num);
                let (yes, base) = (told(yes.into()), told(base.into()));
                let (have, want) = (told(have), told(want));
                format!("{yes} × {den} = {have} {sign} {want} = {base} × {num}")
            }
            (Threshold::Votes(votes), _) => {
                format!("{} {} {votes}", told(yes.into()), if reached { "≥" } else { "<" })
            }
            (Threshold::Unanimous, Some(base)) => {
                let (yes, base) = (told(yes.into()), told(base.into()));
                format!("{yes} {} {base}", if reached { "=" } else { "≠" })
            }
            (Threshold::Plurality | Threshold::Part { .. } | Threshold::Unanimous, _) => {
                told(yes.into())
            }
        };
        let share = base.and_then(|base| percent(lang, style, yes, base));
        let share = share.map(|share| format!(" ({share})")).unwrap_or_default();
        let outcome = if reached {
            say!(lang, "đạt", "reached")
        } else {
            say!(lang, "không đạt", "not reached")
        };
        let needed = test.needed.map(|needed| told(needed.into()));
        let needed = needed.map(|needed| say!(lang, ", cần {needed}", ", {needed} needed"));
        vec![format!("{name}{sums}{share}{}: {outcome}", needed.unwrap_or_default())]
    }
}

/// A number of a test as it stands in a computation: not grouped, with the decimals of weights.
fn measured(vote: &Vote, scope: &Scope, units: u128) -> String {
    let decimals = match scope {
        Scope::Weight => vote.ground.decimals,
        Scope::Choice(_) => vote.ground.base_decimals(),
        Scope::Heads | Scope::Group(_) => 0,
    };
    match u64::try_from(units) {
        Ok(units) if decimals > 0 => Weight { units, decimals }.to_string(),
        _ => units.to_string(),
    }
}

fn is_ballot(vote: &Vote) -> bool {
    matches!(vote.count, Count::Choices { .. })
}
