//! Rules tried without a meeting: one JSON object describes a vote, its answer says how it is
//! judged.
//!
//! The form is that of collections of majority cases: a base, a threshold, counts, and what is
//! known of the room and the ballots. A case may have any part of the fields. Numbers may be
//! decimal where weights are counted; they are compared as integers all the same. A count of −1 is
//! "a majority" without a number, −2 one that nobody wrote down.

mod number;
mod room;
mod terms;
mod vote;

use serde_json::{Map, Value, json};

use crate::domain::{Threshold, percent_scaled};
use crate::profiles;
pub use number::Number;
use terms::{deduction, unsigned};

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
            Stated::Unsaid | Stated::Majority | Stated::Unwritten | Stated::Number(_) => None,
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
        self.read_threshold(&word)
    }

    fn read_threshold(&mut self, word: &str) -> Option<Threshold> {
        let threshold = match profiles::threshold(word) {
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

    /// The base that the roll gives, less what the statutes take out; none where a deduction is not
    /// known.
    fn roll_base(&mut self) -> Option<i128> {
        let entitled = match self.word("base") {
            "present" | "entitled_present" => self.known("present"),
            _ => self.known("entitled"),
        }?;
        Some((entitled - self.deducted()?).max(0))
    }

    /// Members the statutes take out of the base. A word that nobody knows leaves the base open.
    fn deducted(&mut self) -> Option<i128> {
        let Some(adjust) = self.stated.get("adjust").and_then(Value::as_object) else {
            return Some(0);
        };
        let mut sum = Some(0);
        for (key, value) in adjust {
            let count = Number::read(value).map(|count| count.in_units(self.decimals));
            match (deduction(key), count) {
                (Some(true), Some(count)) => sum = sum.map(|sum| sum + count),
                (Some(false), Some(_)) => {}
                (None, _) => {
                    self.doubts.push(format!("“{key}” is no known deduction: the base is open"));
                    sum = None;
                }
                (Some(_), None) => {
                    self.doubts.push(format!("“{key}” has no number that can be counted"));
                    sum = None;
                }
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
}
