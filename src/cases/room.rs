//! What is asked of a room without a vote: whether all are accounted for, a quorum, votes needed.

use serde_json::Value;

use super::terms::{unsigned, words};
use super::{Answer, Case};
use crate::domain::Threshold;

impl Case<'_> {
    /// Whether the answers make up the voters, less a chair who does not vote.
    pub(super) fn reconciled(self) -> Answer {
        let sum: i128 = ["yes", "no", "other", "abstain", "invalid"]
            .map(|key| self.stated(key).number())
            .iter()
            .sum();
        let chair_votes = self.stated.get("chair_votes").and_then(Value::as_bool).unwrap_or(true);
        let one = 10_i128.pow(self.decimals);
        let voters = self.known("present").map(|there| there - if chair_votes { 0 } else { one });
        let open = ["yes", "no", "abstain"].iter().any(|key| self.stated(key).is_open());
        let pass = voters.filter(|_| !open).map(|voters| sum == voters);
        let mut doubts = self.doubts.clone();
        if let (Some(voters), Some(false)) = (voters, pass) {
            let (missing, sum, voters) =
                (voters - sum, self.number(sum).to_json(), self.number(voters).to_json());
            doubts.push(if missing > 0 {
                format!("{sum} answers of {voters} voters: some are not accounted for")
            } else {
                format!("{sum} answers, but only {voters} voters")
            });
        }
        let told =
            voters.map_or("……".into(), |voters| self.number(voters).to_json().to_string());
        Answer {
            pass,
            base: voters.map(|voters| self.number(voters)),
            why: format!("{} answers against {told} voters", self.number(sum).to_json()),
            doubts,
            ..self.blank()
        }
    }

    /// How many votes a threshold over a given base needs.
    pub(super) fn needed_count(mut self) -> Answer {
        let threshold = self.threshold();
        let base = self.roll_base();
        let needed = threshold.zip(base).map(|(t, base)| i128::from(t.needed(unsigned(base))));
        if base == Some(0) {
            self.doubts.push("nobody is entitled: nothing can be carried".into());
        }
        let why = match (threshold, base, needed) {
            (Some(threshold), Some(base), Some(needed)) => {
                format!("{} of {base}: {needed} needed", words(threshold))
            }
            _ => "base or threshold not known".into(),
        };
        Answer {
            base: base.map(|base| self.number(base)),
            needed: needed.map(|needed| self.number(needed)),
            why,
            ..self.blank()
        }
    }

    /// Those present over those entitled: a mark of attendance.
    pub(super) fn attendance(mut self) -> Answer {
        let threshold = self.threshold();
        let (base, present) = (self.roll_base(), self.known("present"));
        let pass = threshold
            .zip(base.zip(present))
            .map(|(t, (base, present))| t.reached(unsigned(present), unsigned(base)));
        self.over(threshold, base, present, pass)
    }

    /// A quorum: pass stays open, since nothing was voted on.
    pub(super) fn quorum(mut self) -> Answer {
        let threshold = self.threshold();
        let (base, present) = (self.roll_base(), self.known("present"));
        let needed = threshold.zip(base).map(|(t, base)| t.needed(unsigned(base)));
        let met = needed.zip(present).map(|(needed, present)| unsigned(present) >= needed);
        if base == Some(0) {
            self.doubts.push("nobody is entitled: there can be no quorum".into());
        }
        if let (Some(needed), Some(present), Some(false)) = (needed, present, met) {
            self.doubts.push(format!("no quorum: {present} present, {needed} needed"));
        }
        let answer = self.over(threshold, base, present, None);
        Answer { quorum_met: met, ..answer }
    }

    /// One number over another, with what is needed.
    fn over(
        &self,
        threshold: Option<Threshold>,
        base: Option<i128>,
        part: Option<i128>,
        pass: Option<bool>,
    ) -> Answer {
        let needed = threshold.zip(base).map(|(t, base)| i128::from(t.needed(unsigned(base))));
        let surplus = needed.zip(part).map(|(needed, part)| part - needed);
        let told =
            |number: Option<i128>| number.map_or("……".into(), |number| number.to_string());
        Answer {
            pass,
            percent: part.zip(base).and_then(|(part, base)| self.percent(part, base)),
            base: base.map(|base| self.number(base)),
            needed: needed.map(|needed| self.number(needed)),
            surplus: surplus.map(|surplus| self.number(surplus)),
            why: format!(
                "{} of {}; {} needed{}",
                told(part),
                told(base),
                told(needed),
                threshold.map(|t| format!(" ({})", words(t))).unwrap_or_default()
            ),
            ..self.blank()
        }
    }
}
