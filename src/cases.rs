//! Rules tried without a meeting: one JSON object describes a vote, its answer says how it is
//! judged.
//!
//! The form is that of collections of majority cases: a base, a threshold, counts, and what is
//! known of the room and the ballots. A case may have any part of the fields. Numbers may be
//! decimal where weights are counted; they are compared as integers all the same. A count of −1 is
//! "a majority" without a number, −2 one that nobody wrote down.

mod number;
mod terms;

use serde_json::{Map, Value, json};

use crate::domain::{
    Count, Decision, Ground, Measure, Papers, Particulars, Rule, Tally, Threshold, Verdict,
    VoteDoubt, judge, percent_scaled, reconcile,
};
use crate::profiles;
pub use number::Number;
use terms::{base_of, deduction, explain, heads, told, unsigned, words};

/// How a case is judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub id: Value,
    /// Carried, quorate or reconciled as the case asks; `None` where nobody can say.
    pub pass: Option<bool>,
    /// The share in per cent, rounded half up for display.
    pub percent: Option<f64>,
    /// What the share is of; `None` where it is not known.
    pub base: Option<Number>,
    /// The fewest votes that carry.
    pub needed: Option<Number>,
    /// Votes above those needed; negative if some are missing.
    pub surplus: Option<Number>,
    /// Whether there is a quorum, where the case asks for one.
    pub quorum_met: Option<bool>,
    /// What speaks against the numbers.
    pub doubts: Vec<String>,
    /// The arithmetic in one line.
    pub why: String,
}

impl Answer {
    /// One JSON object.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let number = |number: &Option<Number>| number.map_or(Value::Null, Number::to_json);
        let mut object = Map::new();
        object.insert("id".into(), self.id.clone());
        object.insert("pass".into(), json!(self.pass));
        object.insert("percent".into(), json!(self.percent));
        object.insert("base".into(), number(&self.base));
        object.insert("needed".into(), number(&self.needed));
        object.insert("surplus".into(), number(&self.surplus));
        if let Some(met) = self.quorum_met {
            object.insert("quorum_met".into(), json!(met));
        }
        object.insert("doubts".into(), json!(self.doubts));
        object.insert("why".into(), json!(self.why));
        Value::Object(object)
    }
}

/// What a case says of one count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stated {
    Unsaid,
    /// "A majority", without a number.
    Majority,
    /// Nobody wrote it down.
    Unwritten,
    Number(i128),
}

impl Stated {
    fn number(self) -> i128 {
        match self {
            Self::Number(number) => number.max(0),
            Self::Unsaid | Self::Majority | Self::Unwritten => 0,
        }
    }

    fn is_open(self) -> bool {
        matches!(self, Self::Majority | Self::Unwritten)
    }
}

/// Judge one case.
#[must_use]
pub fn answer(case: &Value) -> Answer {
    Case::read(case).answer()
}

struct Case<'a> {
    stated: &'a Value,
    /// Decimal places in which all numbers of the case are counted.
    decimals: u32,
    doubts: Vec<String>,
}

const COUNTS: [&str; 11] = [
    "yes",
    "no",
    "abstain",
    "other",
    "invalid",
    "entitled",
    "present",
    "votesvalid",
    "votescast",
    "issued",
    "global_no",
];

impl<'a> Case<'a> {
    fn read(case: &'a Value) -> Self {
        let places = COUNTS.iter().filter_map(|key| Number::read(case.get(*key)?));
        let decimals = places.map(|number| number.decimals).max().unwrap_or(0);
        Self { stated: case, decimals, doubts: Vec::new() }
    }

    fn word(&self, key: &str) -> &str {
        self.stated.get(key).and_then(Value::as_str).unwrap_or("")
    }

    fn stated(&self, key: &str) -> Stated {
        let Some(number) = self.stated.get(key).and_then(Number::read) else {
            return Stated::Unsaid;
        };
        match number {
            Number { units: -1, decimals: 0 } => Stated::Majority,
            Number { units: -2, decimals: 0 } => Stated::Unwritten,
            number => Stated::Number(number.in_units(self.decimals)),
        }
    }

    /// A number that was really given.
    fn known(&self, key: &str) -> Option<i128> {
        match self.stated(key) {
            Stated::Number(number) if number >= 0 => Some(number),
            _ => None,
        }
    }

    fn number(&self, units: i128) -> Number {
        Number { units, decimals: self.decimals }
    }

    fn answer(self) -> Answer {
        let method = self.word("method").to_owned();
        match (method.as_str(), self.word("threshold")) {
            ("reconcile", _) | (_, "sum==voters") => self.reconciled(),
            ("needed-count", _) => self.needed_count(),
            ("attendance", _) => self.attendance(),
            ("roll-call", _) if !self.has_votes() => self.quorum(),
            (_, _) if !self.has_votes() && !self.word("threshold").is_empty() => {
                self.needed_count()
            }
            _ => self.vote(),
        }
    }

    fn has_votes(&self) -> bool {
        ["yes", "no", "abstain"].iter().any(|key| self.stated(key) != Stated::Unsaid)
    }

    fn threshold(&mut self) -> Option<Threshold> {
        let word = self.word("threshold").to_owned();
        if word.is_empty() {
            return None;
        }
        let threshold = match profiles::threshold(&word) {
            // A fixed number is counted in the same places as the votes.
            Some(Threshold::Votes(votes)) => {
                Some(Threshold::Votes(votes.saturating_mul(10_u64.pow(self.decimals))))
            }
            threshold => threshold,
        };
        if threshold.is_none() {
            self.doubts.push(format!("the threshold “{word}” cannot be read"));
        }
        threshold
    }

    /// Whether the answers make up the voters, less a chair who does not vote.
    fn reconciled(self) -> Answer {
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

    fn blank(&self) -> Answer {
        Answer {
            id: self.stated.get("id").cloned().unwrap_or(Value::Null),
            pass: None,
            percent: None,
            base: None,
            needed: None,
            surplus: None,
            quorum_met: None,
            doubts: self.doubts.clone(),
            why: String::new(),
        }
    }

    /// How many votes a threshold over a given base needs.
    fn needed_count(mut self) -> Answer {
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
    fn attendance(mut self) -> Answer {
        let threshold = self.threshold();
        let (base, present) = (self.roll_base(), self.known("present"));
        let pass = threshold
            .zip(base.zip(present))
            .map(|(t, (base, present))| t.reached(unsigned(present), unsigned(base)));
        self.over(threshold, base, present, pass)
    }

    /// A quorum: pass stays open, since nothing was voted on.
    fn quorum(mut self) -> Answer {
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

    /// The base that the roll gives, less what the statutes take out.
    fn roll_base(&mut self) -> Option<i128> {
        let entitled = match self.word("base") {
            "present" | "entitled_present" => self.known("present"),
            _ => self.known("entitled"),
        }?;
        Some(entitled - self.deducted())
    }

    /// Members the statutes take out of the base.
    fn deducted(&mut self) -> i128 {
        let Some(adjust) = self.stated.get("adjust").and_then(Value::as_object) else { return 0 };
        let mut sum = 0;
        for (key, value) in adjust {
            let count = Number::read(value).map_or(0, |count| count.in_units(self.decimals));
            match deduction(key) {
                Some(true) => sum += count,
                Some(false) => {}
                None => self.doubts.push(format!("“{key}” is no known deduction; not deducted")),
            }
        }
        sum
    }

    fn percent(&self, part: i128, base: i128) -> Option<f64> {
        let decimals = self.stated.get("percent_decimals").and_then(Value::as_u64).unwrap_or(3);
        let decimals = u8::try_from(decimals).unwrap_or(3).min(9);
        let scaled = percent_scaled(unsigned(part), unsigned(base), decimals, false)?;
        #[expect(clippy::cast_precision_loss, reason = "for display only")]
        let percent = scaled as f64 / 10_f64.powi(i32::from(decimals));
        Some(percent)
    }

    /// A vote: judged by the same rules as those of a meeting.
    fn vote(mut self) -> Answer {
        let threshold = self.threshold();
        let base_word = self.word("base").to_owned();
        let (yes, no) = (self.stated("yes"), self.stated("no"));
        let (abstain, other) = (self.stated("abstain"), self.stated("other"));
        let weighted = self.decimals > 0;
        // A case leaves out what is none; what nobody wrote down it says.
        let answers = [yes, no, other, abstain].map(|stated| unsigned(stated.number()));
        let [in_favour, against, of_other, abstaining] = answers;
        let tally = Tally::of([in_favour, against, of_other, abstaining, 0]);
        let fixed = matches!(base_word.as_str(), "count" | "disabled" | "");
        let deducted = self.deducted();
        let entitled = self.known("entitled").map(|all| (all - deducted).max(0));
        let base = base_of(&base_word);
        let rule = Rule::plain(
            Decision::Resolution,
            base,
            threshold.unwrap_or(Threshold::MAJORITY),
            self.word("source").to_owned(),
        );
        let present = self.known("present");
        let mut ground = Ground::of_numbers(rule, entitled.map(unsigned), present.map(unsigned));
        if weighted {
            // Weights cannot be held against heads.
            ground.voters_present = None;
            ground.rule.measure = Measure::Heads;
        }
        let more = self.particulars();
        let count = Count::Counted(tally);
        let open = self.open_in(&base_word, [yes, no, abstain, other]);
        let impossible = self.held_against(&ground, &count, &more, [yes, no, abstain], weighted);
        let judgment = judge(&ground, &count, &more);
        let mut base = judgment.main().and_then(|test| test.base).map(i128::from);
        base = self.special_base(&base_word).or(base);
        let ballots = match base_word.as_str() {
            "valid" => self.stated("votesvalid"),
            "cast" => self.stated("votescast"),
            _ => Stated::Unsaid,
        };
        if ballots.is_open() {
            self.doubts.push("the number of ballots was not written down".into());
            // Without a threshold only what was written down is asked for: nothing was.
            base = threshold.is_none().then_some(0);
        }
        let needed = threshold.zip(base).map(|(t, base)| i128::from(t.needed(unsigned(base))));
        let needed = match threshold {
            Some(Threshold::Votes(votes)) => Some(i128::from(votes)),
            _ => needed,
        };
        let part = self.part();
        let comparable = !(weighted && heads(&base_word));
        if !comparable {
            self.doubts.push("weights are counted over a base of heads".into());
        }
        let sound = !impossible && comparable;
        // A missing number leaves the outcome open, though the written ones can be compared.
        let judged = threshold.is_some() && sound && !open;
        let pass = match (&judgment.verdict, threshold) {
            _ if !judged => None,
            (_, Some(Threshold::Votes(votes))) => Some(in_favour >= votes && in_favour > 0),
            (_, Some(threshold)) => base.map(|base| threshold.reached(in_favour, unsigned(base))),
            (Verdict::Carried, None) => Some(true),
            (_, None) => None,
        };
        let hidden = threshold.is_some() && open;
        let shown = sound && !hidden && !fixed;
        let percent = part.filter(|_| shown).zip(base).and_then(|(p, b)| self.percent(p, b));
        let surplus = needed.filter(|_| judged).map(|needed| yes.number() - needed);
        let why = explain(threshold, tally, base, needed, pass);
        let base = if base_word == "disabled" { Some(0) } else { base.filter(|_| !hidden) };
        Answer {
            pass,
            percent,
            base: base.map(|base| self.number(base)),
            needed: needed.filter(|_| !hidden).map(|needed| self.number(needed)),
            surplus: surplus.map(|surplus| self.number(surplus)),
            why,
            ..self.blank()
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
    fn open_in(&mut self, base: &str, [yes, no, abstain, other]: [Stated; 4]) -> bool {
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
        [yes, no, abstain]: [Stated; 3],
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
        let sum = yes.number() + no.number() + abstain.number();
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
            ("Y", "topic") => self.known("votesvalid"),
            ("Y", "election") => {
                // Where a ballot is for candidates alone, no and abstain are said to all of them.
                let of_all = matches!(self.word("method"), "Y" | "N");
                let global = |key: &str, own: &str| {
                    let own = if of_all { self.stated(own).number() } else { 0 };
                    self.known(key).unwrap_or(own)
                };
                let valid = self.known("votesvalid")?;
                Some(
                    (valid - global("global_no", "no") - global("global_abstain", "abstain"))
                        .max(0),
                )
            }
            ("given", _) => self.known("entitled"),
            ("valid", _) => self.known("votesvalid"),
            ("cast", _) => self.known("votescast"),
            _ => None,
        }
    }

    /// The number whose share is asked for.
    fn part(&self) -> Option<i128> {
        let key = match self.word("percent_of") {
            "" => "yes",
            key => key,
        };
        match self.stated(key) {
            Stated::Number(number) if number >= 0 => Some(number),
            _ => None,
        }
    }
}
