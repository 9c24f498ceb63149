//! The arithmetic of a verdict, step by step, with the source of the rule.

use super::votes::say;
use super::{Lang, percent, two};
use crate::domain::{
    ChairVote, Comparison, Count, Measure, Meeting, PercentStyle, Scope, Test, Threshold, Tie,
    Vote, judge,
};

impl Lang {
    /// How a verdict was reached, one step a line: rule, voters, base, every comparison, ties and
    /// the chair, quorum, doubts, and the verdict itself.
    #[must_use]
    pub fn steps(self, meeting: &Meeting, vote: &Vote, style: PercentStyle) -> Vec<String> {
        let (lang, ground) = (self, &vote.ground);
        let rule = &ground.rule;
        let judgment = judge(ground, &vote.count, &vote.more);
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
                _ => say!(lang, "Tính theo số cổ phần", "Counted by weight, not by heads"),
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
        steps.extend(self.voter_steps(vote));
        steps.extend(ground.quorum.map(|quorum| self.quorum(quorum)));
        for test in &judgment.tests {
            steps.extend(self.test_steps(test, style));
        }
        if let Some(counted) = judgment.with_chair {
            let known = |number: Option<u64>| number.map_or("……".into(), |n| two(lang, n));
            let (yes, no) = (known(counted.yes), known(counted.no));
            steps.push(say!(
                lang,
                "Tính cả phiếu của chủ trì: đồng ý {yes}, không đồng ý {no}",
                "With the chair's vote: {yes} for, {no} against"
            ));
        }
        if judgment.tie {
            let way = self.tie(rule.tie);
            steps.push(say!(
                lang,
                "Số đồng ý bằng số không đồng ý: {way}",
                "Equal numbers for and against: {way}"
            ));
        }
        if let Some(surplus) = judgment.surplus().filter(|_| !is_ballot(vote)) {
            let short = -surplus;
            steps.push(match surplus {
                0 => say!(lang, "Vừa đủ số phiếu cần", "Exactly the votes needed"),
                1.. => say!(lang, "Thừa {surplus} phiếu", "Above the votes needed: {surplus}"),
                _ => say!(lang, "Thiếu {short} phiếu", "Votes missing: {short}"),
            });
        }
        steps.extend(
            vote.doubts.iter().map(|doubt| format!("? {}", self.vote_doubt(meeting, doubt))),
        );
        let verdict = self.verdict(vote, style);
        steps.push(say!(lang, "Kết luận: {verdict}", "Verdict: {verdict}"));
        steps
    }

    fn voter_steps(self, vote: &Vote) -> Vec<String> {
        let (lang, ground) = (self, &vote.ground);
        let mut steps = Vec::new();
        if let Some(entitled) = ground.entitled {
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
            steps.push(line);
        }
        if let Some(present) = ground.voters_present {
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
            steps.push(line);
        }
        if let Some(weight) = ground.weight {
            let (all, present) = (two(lang, weight.entitled), two(lang, weight.present));
            steps.push(say!(
                lang,
                "Cổ phần: có mặt {present} trên {all}",
                "Weight: {present} of {all} present"
            ));
        }
        if let Count::Counted(tally) = &vote.count {
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

    /// One comparison, cross-multiplied so that nothing is rounded.
    fn test_steps(self, test: &Test, style: PercentStyle) -> Vec<String> {
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
                format!("{yes} × {den} = {have} {sign} {want} = {base} × {num}")
            }
            (Threshold::Votes(votes), _) => {
                format!("{yes} {} {votes}", if reached { "≥" } else { "<" })
            }
            (Threshold::Unanimous, Some(base)) => {
                format!("{yes} {} {base}", if reached { "=" } else { "≠" })
            }
            (Threshold::Plurality | Threshold::Part { .. } | Threshold::Unanimous, _) => {
                format!("{yes}")
            }
        };
        let share = base.and_then(|base| percent(lang, style, yes, base));
        let share = share.map(|share| format!(" ({share})")).unwrap_or_default();
        let outcome = if reached {
            say!(lang, "đạt", "reached")
        } else {
            say!(lang, "không đạt", "not reached")
        };
        let needed = test.needed.map(|needed| say!(lang, ", cần {needed}", ", {needed} needed"));
        vec![format!("{name}{sums}{share}{}: {outcome}", needed.unwrap_or_default())]
    }
}

fn is_ballot(vote: &Vote) -> bool {
    matches!(vote.count, Count::Choices { .. })
}
