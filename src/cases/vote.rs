//! A vote of a case, judged by the same rules as those of a meeting.

use serde_json::Value;

use super::terms::{base_of, explain, heads, told, unsigned};
use super::{Answer, COUNTS, Case, Stated};
use crate::domain::{
    Base, Count, Decision, Ground, Judgment, Papers, Particulars, Rule, Tally, Threshold, Verdict,
    VoteDoubt, judge, reconcile,
};

/// The counts of a vote.
#[derive(Clone, Copy)]
struct Counts {
    yes: Stated,
    no: Stated,
    abstain: Stated,
    other: Stated,
}

impl Counts {
    /// A case leaves out what is none; what nobody wrote down it says.
    fn tally(self) -> Tally {
        let answers = [self.yes, self.no, self.other, self.abstain];
        let [yes, no, other, abstain] = answers.map(|stated| unsigned(stated.number()));
        Tally::of([yes, no, other, abstain, 0])
    }
}

impl Case<'_> {
    pub(super) fn vote(mut self) -> Answer {
        let threshold = self.threshold();
        let word = self.word("base").to_owned();
        let counts = self.counts();
        let (weighted, tally, more) = (self.decimals > 0, counts.tally(), self.particulars());
        let (roll, deducted) = (self.known("entitled"), self.deducted());
        let entitled = roll.zip(deducted).map(|(all, out)| (all - out).max(0));
        let mut ground = self.ground(threshold, entitled, weighted);
        let open = self.open_in(&word, counts);
        let count = Count::Counted(tally);
        let impossible =
            self.held_against(&ground, &count, &more, counts, weighted) || deducted.is_none();
        let quorum_met = self.quorum_of_votes(entitled);
        if let Some(base) = self.special_base(&word) {
            ground.rule.base = Base::Entitled;
            (ground.entitled, ground.base) = (Some(unsigned(base)), Some(unsigned(base)));
        }
        let judgment = judge(&ground, &count, &more);
        let base = self.base_judged(&word, threshold, &judgment);
        let comparable = !(weighted && heads(&word));
        if !comparable {
            self.doubts.push("weights are counted over a base of heads".into());
        }
        let sound = !impossible && comparable;
        // A missing number leaves the outcome open, though the written ones can be compared.
        let judged = threshold.is_some() && sound && !open && base_known(threshold, base);
        let no_quorum = !self.word("quorum").is_empty() && quorum_met != Some(true);
        let pass = if !judged || no_quorum {
            None
        } else if self.goes_on() {
            self.whatever_comes(&ground, tally, &more)
        } else {
            passed(&judgment)
        };
        let hidden = threshold.is_some() && open;
        let fixed = matches!(word.as_str(), "count" | "disabled" | "");
        let shown = sound && !hidden && !fixed;
        let percent = self.part().filter(|_| shown).zip(base);
        let percent = percent.and_then(|(part, base)| self.percent(part, base));
        let needed = threshold.and_then(|threshold| needed(threshold, base));
        let surplus = needed.filter(|_| judged).map(|needed| counts.yes.number() - needed);
        let why = explain(threshold, tally, base, needed, pass);
        let base = if word == "disabled" { Some(0) } else { base.filter(|_| !hidden) };
        Answer {
            pass,
            percent,
            base: base.map(|base| self.number(base)),
            needed: needed.filter(|_| !hidden).map(|needed| self.number(needed)),
            surplus: surplus.map(|surplus| self.number(surplus)),
            quorum_met,
            why,
            ..self.blank()
        }
    }

    fn counts(&self) -> Counts {
        Counts {
            yes: self.stated("yes"),
            no: self.stated("no"),
            abstain: self.stated("abstain"),
            other: self.stated("other"),
        }
    }

    /// What the vote is measured against, by the words of the case.
    fn ground(
        &self,
        threshold: Option<Threshold>,
        entitled: Option<i128>,
        weighted: bool,
    ) -> Ground {
        let rule = Rule::plain(
            Decision::Resolution,
            base_of(self.word("base")),
            threshold.unwrap_or(Threshold::MAJORITY),
            self.word("source").to_owned(),
        );
        let present = self.known("present");
        let mut ground = Ground::of_numbers(rule, entitled.map(unsigned), present.map(unsigned));
        if weighted {
            // Weights cannot be held against heads.
            ground.voters_present = None;
        }
        ground
    }

    /// The base over which it was judged, where the number of ballots does not leave it open.
    fn base_judged(
        &mut self,
        word: &str,
        threshold: Option<Threshold>,
        judgment: &Judgment,
    ) -> Option<i128> {
        if self.ballots_unwritten(word) {
            self.doubts.push("the number of ballots was not written down".into());
            // Without a threshold only what was written down is asked for: nothing was.
            return threshold.is_none().then_some(0);
        }
        judgment.main().and_then(|test| test.base).map(i128::from)
    }

    /// Whether the case says that voting is not closed.
    fn goes_on(&self) -> bool {
        self.stated.get("closed").and_then(Value::as_bool) == Some(false)
    }

    /// Whether enough answers were given, where the case asks for so many: of those the case counts,
    /// over those entitled or present.
    fn quorum_of_votes(&mut self, entitled: Option<i128>) -> Option<bool> {
        let word = self.word("quorum").to_owned();
        if word.is_empty() {
            return None;
        }
        let threshold = self.read_threshold(&word);
        let base = match self.word("quorum_base") {
            "" | "entitled" => entitled,
            "present" => self.known("present"),
            other => {
                self.doubts.push(format!("“{other}” is no base of a quorum"));
                None
            }
        };
        let mut answers = Some(0);
        let counted = self.stated.get("quorum_count").and_then(Value::as_array).cloned();
        let all = ["yes", "no", "other", "abstain", "invalid"].map(Value::from).to_vec();
        for answer in counted.unwrap_or(all) {
            let key = answer.as_str().unwrap_or_default();
            if !["yes", "no", "other", "abstain", "invalid"].contains(&key) {
                self.doubts.push(format!("{answer} is no answer that counts towards a quorum"));
                answers = None;
                continue;
            }
            let stated = self.stated(key);
            answers = answers.filter(|_| !stated.is_open()).map(|sum| sum + stated.number());
        }
        let (threshold, base, answers) = (threshold?, base?, answers?);
        let needed = threshold.needed(unsigned(base));
        let met = unsigned(answers) >= needed;
        if !met {
            let (answers, base) = (self.number(answers), self.number(base));
            let (answers, base) = (answers.to_json(), base.to_json());
            self.doubts.push(format!("no quorum: {answers} of {base}, {needed} needed"));
        }
        Some(met)
    }

    /// While voting goes on: carried if it would be with every vote still out against it, lost if it
    /// would be with every one in favour.
    fn whatever_comes(
        &mut self,
        ground: &Ground,
        tally: Tally,
        more: &Particulars,
    ) -> Option<bool> {
        let voters = self.known("present").or(self.known("entitled"));
        let Some(voters) = voters.map(unsigned) else {
            self.doubts.push("how many votes are still out is not known".into());
            return None;
        };
        let given = tally.numbers().into_iter().flatten().sum::<u64>();
        let given = given + unsigned(self.stated("invalid").number());
        let out = Some(voters.saturating_sub(given));
        let with = |added: Tally| passed(&judge(ground, &Count::Counted(tally.plus(added)), more));
        let worst = with(Tally { no: out, yes: Some(0), ..Tally::NONE });
        let best = with(Tally { yes: out, no: Some(0), ..Tally::NONE });
        match (worst, best) {
            (Some(true), _) => Some(true),
            (_, Some(false)) => Some(false),
            _ => None,
        }
    }

    /// The number of ballots that the base hangs on was not written down.
    fn ballots_unwritten(&self, base: &str) -> bool {
        match base {
            "valid" => self.stated("votesvalid").is_open(),
            "cast" => self.stated("votescast").is_open(),
            _ => false,
        }
    }

    fn particulars(&self) -> Particulars {
        let known = |key: &str| self.known(key).map(unsigned);
        let invalid = known("invalid");
        let valid = known("votesvalid");
        let returned = known("votescast").or_else(|| {
            // Where only the valid ballots are stated, those returned follow from them.
            Some(valid? + invalid.unwrap_or(0))
        });
        let papers = Papers { issued: known("issued"), returned, invalid, blank: None };
        Particulars { papers, ..Particulars::default() }
    }

    /// Whether a number that the base or the result hangs on was not written down.
    fn open_in(&mut self, base: &str, counts: Counts) -> bool {
        let Counts { yes, no, abstain, other } = counts;
        let in_base: &[Stated] = match base {
            "YN" => &[yes, no],
            "Y" | "YNA" | "valid" | "cast" | "" => &[yes, no, abstain, other],
            _ => &[yes],
        };
        let open = in_base.iter().any(|stated| stated.is_open());
        if open {
            self.doubts.push("a count is not known, so the result is not either".into());
        }
        if yes == Stated::Majority {
            self.doubts.push("only “a majority” was recorded, no number".into());
        }
        open
    }

    /// The doubts of the rules, and those of a case alone; whether no true count can be so.
    fn held_against(
        &mut self,
        ground: &Ground,
        count: &Count,
        more: &Particulars,
        counts: Counts,
        weighted: bool,
    ) -> bool {
        let mut impossible = false;
        for doubt in reconcile(ground, count, more) {
            // A case may leave voters out whom it does not ask about.
            if matches!(doubt, VoteDoubt::Unaccounted { .. }) {
                continue;
            }
            let heads_only =
                matches!(doubt, VoteDoubt::OverValid { .. } | VoteDoubt::PapersDiffer { .. });
            if weighted && heads_only {
                continue;
            }
            impossible |= doubt.leaves_open();
            self.doubts.push(told(&doubt));
        }
        let sum = counts.yes.number() + counts.no.number() + counts.abstain.number();
        if let Some(valid) = self.known("votesvalid").filter(|valid| sum > *valid) {
            let doubt = format!("{sum} votes, but only {valid} valid ballots");
            if !self.doubts.iter().any(|other| other.contains("valid ballots")) {
                self.doubts.push(doubt);
            }
            impossible = true;
        }
        if let (Some(entitled), Some(present)) = (self.known("entitled"), self.known("present"))
            && present > entitled
        {
            self.doubts.push(format!("{present} present, but only {entitled} entitled"));
        }
        for key in COUNTS {
            let given = self.stated.get(key).is_some_and(|value| !value.is_null());
            if given && self.stated(key) == Stated::Unsaid {
                self.doubts.push(format!("{key} is no number that can be counted"));
                impossible = true;
            }
            if let Stated::Number(number) = self.stated(key)
                && number < 0
            {
                self.doubts.push(format!("{key} is negative"));
                impossible = true;
            }
        }
        impossible
    }

    /// Bases of electronic polls that are more than one number of the ballot.
    fn special_base(&self, base: &str) -> Option<i128> {
        match (base, self.word("poll_kind")) {
            ("Y", "topic") | ("valid", _) => self.known("votesvalid"),
            ("Y", "election") => {
                // What is said to all candidates at once is said to none of them.
                let global = self.global("no") + self.global("abstain");
                Some((self.known("votesvalid")? - global).max(0))
            }
            ("given", _) => self.known("entitled"),
            ("cast", _) => self.known("votescast"),
            _ => None,
        }
    }

    /// Answers given to all candidates at once: as the case says, or of a ballot for candidates alone
    /// all of them.
    fn global(&self, answer: &str) -> i128 {
        let stated = self.stated.get("global");
        let of_all = match stated.and_then(Value::as_bool) {
            Some(of_all) => of_all,
            None => matches!(self.word("method"), "Y" | "N"),
        };
        let own = if of_all { self.stated(answer).number() } else { 0 };
        let apart = stated.and_then(|stated| stated.get(answer)).and_then(super::Number::read);
        let apart = apart.map(|number| number.in_units(self.decimals));
        apart.or(self.known(&format!("global_{answer}"))).unwrap_or(own)
    }

    /// The number whose share is asked for.
    fn part(&self) -> Option<i128> {
        let key = match self.word("percent_of") {
            "" => "yes",
            key => key,
        };
        match self.stated(key) {
            Stated::Number(number) if number >= 0 => Some(number),
            Stated::Unsaid | Stated::Majority | Stated::Unwritten | Stated::Number(_) => None,
        }
    }
}

/// The fewest votes that carry.
fn needed(threshold: Threshold, base: Option<i128>) -> Option<i128> {
    match threshold {
        Threshold::Votes(votes) => Some(i128::from(votes)),
        Threshold::Part { .. } | Threshold::Unanimous | Threshold::Plurality => {
            base.map(|base| i128::from(threshold.needed(unsigned(base))))
        }
    }
}

/// A threshold over a base needs one.
fn base_known(threshold: Option<Threshold>, base: Option<i128>) -> bool {
    base.is_some() || matches!(threshold, Some(Threshold::Votes(_) | Threshold::Plurality))
}

fn passed(judgment: &Judgment) -> Option<bool> {
    match &judgment.verdict {
        Verdict::Carried | Verdict::Stated { carried: true } => Some(true),
        Verdict::Lost | Verdict::Stated { carried: false } | Verdict::Tied => Some(false),
        Verdict::Unknown | Verdict::Informal => None,
        Verdict::Chosen(outcome) => Some(!outcome.chosen.is_empty()),
    }
}
