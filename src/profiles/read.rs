//! Reading a profile: every word checked, every fault with the line it stands on.

use serde::Deserialize;
use toml::Spanned;

use super::{from_toml, line_of};
use crate::domain::{
    Base, ChairVote, Class, Comparison, Decision, Deduction, Fraction, GroupRule, Measure, Method,
    PercentStyle, Profile, Quorum, QuorumTest, Rule, RuleChoice, Threshold, Tie, Tongue,
};

/// Why a profile cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The file itself cannot be read: why.
    Unread(String),
    /// It is no TOML, or has a key no profile has: what the reader says, and the line.
    Form { line: usize, message: String },
    /// A value that its key does not know, the line, and the values it knows.
    Value { line: usize, key: &'static str, word: String, known: Vec<String> },
    /// Two rules for one decision, or two groups of one name.
    Twice { line: usize, decision: String },
    /// A value that fits nothing here: the key and the line.
    Useless { line: usize, key: &'static str },
    /// A decision that is nearly one of the common ones.
    Misspelt { line: usize, word: String, meant: String },
    /// No rule for resolutions, which everything is that is nothing else.
    NoResolution,
}

/// Read a profile.
///
/// # Errors
/// What is wrong, with the line it stands on.
pub fn parse(source: &str) -> Result<Profile, Fault> {
    let file: File = from_toml(source)?;
    Reader { source }.profile(file)
}

type Word = Spanned<String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    id: Word,
    name: String,
    valid_from: Word,
    source: String,
    tongue: Word,
    voting: Spanned<Vec<Word>>,
    #[serde(default)]
    deductions: Vec<Word>,
    proxies: Option<u32>,
    #[serde(default)]
    remote_votes: bool,
    #[serde(default)]
    oath: bool,
    #[serde(default)]
    seconders: u8,
    quorum: Option<FileQuorum>,
    percent: Option<FilePercent>,
    rule: Vec<FileRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileQuorum {
    calls: Spanned<Vec<Word>>,
    measure: Option<Word>,
    tested: Option<Word>,
    #[serde(default)]
    in_room_only: bool,
    #[serde(default)]
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FilePercent {
    decimals: Spanned<u8>,
    #[serde(default)]
    truncate: bool,
    #[serde(default)]
    keep_zeros: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileRule {
    decision: Word,
    base: Word,
    threshold: Word,
    measure: Option<Word>,
    tie: Option<Word>,
    chair: Option<Word>,
    #[serde(default)]
    methods: Vec<Word>,
    #[serde(default)]
    group: Vec<FileGroup>,
    #[serde(default)]
    choice: Vec<FileChoice>,
    #[serde(default)]
    cumulate: bool,
    #[serde(default)]
    ballot_chair: bool,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileGroup {
    name: String,
    base: Word,
    threshold: Word,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileChoice {
    name: String,
    threshold: Option<Word>,
}

struct Reader<'a> {
    source: &'a str,
}

impl Reader<'_> {
    fn profile(&self, file: File) -> Result<Profile, Fault> {
        let date = file.valid_from.get_ref().parse();
        let mut rules: Vec<Rule> = Vec::new();
        for rule in file.rule {
            let line = line_of(self.source, rule.decision.span().start);
            let rule = self.rule(rule)?;
            if rules.iter().any(|other| other.decision == rule.decision) {
                let decision = decision_word(&rule.decision);
                return Err(Fault::Twice { line, decision });
            }
            rules.push(rule);
        }
        if file.voting.get_ref().is_empty() {
            return Err(self.useless("voting", &file.voting));
        }
        // The word by which a meeting asks for its rules.
        let id = file.id.get_ref();
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        if id.is_empty() || !id.chars().all(plain) {
            return Err(self.useless("id", &file.id));
        }
        if rules.iter().all(|rule| rule.decision != Decision::Resolution) {
            return Err(Fault::NoResolution);
        }
        Ok(Profile {
            valid_from: date
                .map_err(|_| self.bad("valid_from", &file.valid_from, vec!["2026-11-22".into()]))?,
            tongue: self.pick("tongue", &file.tongue, &TONGUES)?,
            voting: self.picks("voting", file.voting.get_ref(), &CLASSES)?,
            deductions: self.picks("deductions", &file.deductions, &DEDUCTIONS)?,
            quorum: file.quorum.map(|quorum| self.quorum(quorum)).transpose()?,
            proxies: file.proxies,
            remote_votes: file.remote_votes,
            oath: file.oath,
            seconders: file.seconders,
            percent: file
                .percent
                .map(|percent| self.percent(&percent))
                .transpose()?
                .unwrap_or_default(),
            rules,
            id: file.id.into_inner(),
            name: file.name,
            source: file.source,
        })
    }

    fn percent(&self, file: &FilePercent) -> Result<PercentStyle, Fault> {
        let (truncate, keep_zeros) = (file.truncate, file.keep_zeros);
        let decimals = *file.decimals.get_ref();
        // More decimals than that are no help to anybody.
        if decimals > 9 {
            return Err(self.useless("decimals", &file.decimals));
        }
        Ok(PercentStyle { decimals, truncate, keep_zeros })
    }

    fn quorum(&self, file: FileQuorum) -> Result<Quorum, Fault> {
        let call = |word: &Word| match word.get_ref().as_str() {
            "none" => Ok(Threshold::Votes(0)),
            // The most of what, nobody could say.
            "most" => Err(self.useless("calls", word)),
            _ => self.threshold("calls", word),
        };
        if file.calls.get_ref().is_empty() {
            return Err(self.useless("calls", &file.calls));
        }
        let measures = &MEASURES[..2];
        Ok(Quorum {
            calls: file.calls.get_ref().iter().map(call).collect::<Result<_, _>>()?,
            measure: self.optional("measure", file.measure.as_ref(), measures)?,
            tested: match &file.tested {
                Some(word) => self.pick("tested", word, &TESTS)?,
                None => QuorumTest::Vote,
            },
            in_room_only: file.in_room_only,
            source: file.source,
        })
    }

    fn rule(&self, file: FileRule) -> Result<Rule, Fault> {
        let line = line_of(self.source, file.decision.span().start);
        let decision = decision(file.decision.get_ref());
        if let Decision::Named(word) = &decision
            && let Some(meant) = near(word)
        {
            return Err(Fault::Misspelt { line, word: word.clone(), meant });
        }
        for (index, group) in file.group.iter().enumerate() {
            if file.group[..index].iter().any(|other| other.name == group.name) {
                return Err(Fault::Twice { line, decision: group.name.clone() });
            }
        }
        if file.cumulate && file.choice.is_empty() {
            return Err(Fault::Useless { line, key: "cumulate" });
        }
        let group = |group: FileGroup| -> Result<GroupRule, Fault> {
            Ok(GroupRule {
                base: self.pick("base", &group.base, &BASES)?,
                threshold: self.threshold("threshold", &group.threshold)?,
                name: group.name,
            })
        };
        let choice = |choice: FileChoice| -> Result<RuleChoice, Fault> {
            let threshold = choice.threshold.as_ref();
            let threshold = threshold.map(|word| self.threshold("threshold", word)).transpose()?;
            Ok(RuleChoice { name: choice.name, threshold })
        };
        Ok(Rule {
            decision,
            base: self.pick("base", &file.base, &BASES)?,
            threshold: self.threshold("threshold", &file.threshold)?,
            measure: self.optional("measure", file.measure.as_ref(), &MEASURES)?,
            tie: self.optional("tie", file.tie.as_ref(), &TIES)?,
            chair: self.optional("chair", file.chair.as_ref(), &CHAIRS)?,
            methods: self.picks("methods", &file.methods, &METHODS)?,
            groups: file.group.into_iter().map(group).collect::<Result<_, _>>()?,
            choices: file.choice.into_iter().map(choice).collect::<Result<_, _>>()?,
            cumulate: file.cumulate,
            ballot_chair: file.ballot_chair,
            source: file.source,
        })
    }

    fn threshold(&self, key: &'static str, word: &Word) -> Result<Threshold, Fault> {
        let known = ["> 1/2", ">= 2/3", ">= 65%", "6 votes", "unanimous", "most"];
        threshold(word.get_ref())
            .ok_or_else(|| self.bad(key, word, known.map(String::from).to_vec()))
    }

    fn pick<T: Clone>(
        &self,
        key: &'static str,
        word: &Word,
        table: &[(&str, T)],
    ) -> Result<T, Fault> {
        let found = table.iter().find(|(name, _)| name == word.get_ref());
        let known = || table.iter().map(|(name, _)| (*name).to_owned()).collect();
        found.map(|(_, value)| value.clone()).ok_or_else(|| self.bad(key, word, known()))
    }

    fn optional<T: Clone + Default>(
        &self,
        key: &'static str,
        word: Option<&Word>,
        table: &[(&str, T)],
    ) -> Result<T, Fault> {
        word.map_or(Ok(T::default()), |word| self.pick(key, word, table))
    }

    fn picks<T: Clone>(
        &self,
        key: &'static str,
        words: &[Word],
        table: &[(&str, T)],
    ) -> Result<Vec<T>, Fault> {
        words.iter().map(|word| self.pick(key, word, table)).collect()
    }

    fn useless<T>(&self, key: &'static str, value: &Spanned<T>) -> Fault {
        Fault::Useless { line: line_of(self.source, value.span().start), key }
    }

    fn bad(&self, key: &'static str, word: &Word, known: Vec<String>) -> Fault {
        let line = line_of(self.source, word.span().start);
        Fault::Value { line, key, word: word.get_ref().clone(), known }
    }
}

const TONGUES: [(&str, Tongue); 3] = [
    ("party-vi", Tongue::PartyVietnamese),
    ("board-vi", Tongue::BoardVietnamese),
    ("board-en", Tongue::BoardEnglish),
];

const CLASSES: [(&str, Class); 6] = [
    ("official", Class::Official),
    ("probationary", Class::Probationary),
    ("exempt", Class::Exempt),
    ("visiting", Class::Visiting),
    ("away", Class::Away),
    ("suspended", Class::Suspended),
];

const DEDUCTIONS: [(&str, Deduction); 5] = [
    ("away", Deduction::Away),
    ("exempt-absent", Deduction::ExemptAbsent),
    ("suspended", Deduction::Suspended),
    ("approved-absence", Deduction::ApprovedAbsence),
    ("recused", Deduction::Recused),
];

/// Words for decisions; any other word is a decision of the profile's own.
pub const DECISIONS: [(&str, Decision); 15] = [
    ("resolution", Decision::Resolution),
    ("admission", Decision::Admission),
    ("recognition", Decision::Recognition),
    ("removal", Decision::Removal),
    ("expulsion", Decision::Expulsion),
    ("two-thirds", Decision::TwoThirds),
    ("election", Decision::Election),
    ("discipline", Decision::Discipline),
    ("grading", Decision::Grading),
    ("confidence", Decision::Confidence),
    ("options", Decision::Options),
    ("statutes", Decision::Statutes),
    ("dissolution", Decision::Dissolution),
    ("dismissal", Decision::Dismissal),
    ("procedure", Decision::Procedure),
];

/// Words for bases.
pub const BASES: [(&str, Base); 9] = [
    ("statutory", Base::Statutory),
    ("entitled", Base::Entitled),
    ("entitled-less-abstaining", Base::EntitledLessAbstaining),
    ("present", Base::Present),
    ("cast", Base::Cast),
    ("yes-no", Base::YesNo),
    ("valid", Base::Valid),
    ("returned", Base::Returned),
    ("issued", Base::Issued),
];

const MEASURES: [(&str, Measure); 3] =
    [("heads", Measure::Heads), ("weight", Measure::Weight), ("both", Measure::Both)];

/// Words for what a tie means.
pub const TIES: [(&str, Tie); 5] = [
    ("fails", Tie::Fails),
    ("chair-decides", Tie::ChairDecides),
    ("chair-side", Tie::ChairSide),
    ("lot", Tie::Lot),
    ("next-round", Tie::NextRound),
];

/// Words for when the chair votes.
pub const CHAIRS: [(&str, ChairVote); 4] = [
    ("always", ChairVote::Always),
    ("never", ChairVote::Never),
    ("on-tie", ChairVote::OnTie),
    ("when-decisive", ChairVote::WhenDecisive),
];

/// Words for forms of voting.
pub const METHODS: [(&str, Method); 11] = [
    ("hand", Method::Hand),
    ("card", Method::Card),
    ("ballot", Method::SecretBallot),
    ("consent", Method::Consent),
    ("roll-call", Method::RollCall),
    ("remote", Method::Remote),
    ("acclamation", Method::Acclamation),
    ("voice", Method::Voice),
    ("division", Method::Division),
    ("button", Method::Button),
    ("circular", Method::Circular),
];

const TESTS: [(&str, QuorumTest); 3] = [
    ("opening", QuorumTest::Opening),
    ("vote", QuorumTest::Vote),
    ("continuously", QuorumTest::Continuously),
];

/// The base of a word.
#[must_use]
pub fn base(word: &str) -> Option<Base> {
    BASES.iter().find(|(name, _)| *name == word).map(|(_, base)| *base)
}

/// The decision of a word; a word that is none of the common ones names one of its own.
#[must_use]
pub fn decision(word: &str) -> Decision {
    let found = DECISIONS.iter().find(|(name, _)| *name == word);
    found.map_or_else(|| Decision::Named(word.to_owned()), |(_, decision)| decision.clone())
}

/// The word of a decision.
#[must_use]
pub fn decision_word(decision: &Decision) -> String {
    if let Decision::Named(name) = decision {
        return name.clone();
    }
    let found = DECISIONS.iter().find(|(_, other)| other == decision);
    found.map_or_else(String::new, |(name, _)| (*name).to_owned())
}

/// The common decision that a word nearly is.
fn near(word: &str) -> Option<String> {
    let close = |name: &str| name.len() > 4 && strsim::osa_distance(name, word) <= 2;
    DECISIONS.iter().find(|(name, _)| close(name)).map(|(name, _)| (*name).to_owned())
}

/// A threshold as a profile's file has it.
#[must_use]
pub fn threshold_word(threshold: Threshold) -> String {
    match threshold {
        Threshold::Part { comparison, fraction: Fraction { num, den } } => {
            let sign = match comparison {
                Comparison::Over => ">",
                Comparison::AtLeast => ">=",
            };
            format!("{sign} {num}/{den}")
        }
        Threshold::Votes(votes) => format!("{votes} votes"),
        Threshold::Unanimous => "unanimous".into(),
        Threshold::Plurality => "most".into(),
    }
}

/// `> 1/2`, `>= 2/3`, `>= 65%`, `6 votes`, `unanimous` or `most`.
#[must_use]
pub fn threshold(text: &str) -> Option<Threshold> {
    let text = text.trim();
    match text {
        "unanimous" => return Some(Threshold::Unanimous),
        "most" => return Some(Threshold::Plurality),
        _ => {}
    }
    if let Some(votes) = text.strip_suffix("votes").or_else(|| text.strip_prefix("count>=")) {
        return votes.trim().parse().ok().filter(|votes| *votes > 0).map(Threshold::Votes);
    }
    let (comparison, rest) = match text.strip_prefix(">=") {
        Some(rest) => (Comparison::AtLeast, rest),
        None => (Comparison::Over, text.strip_prefix('>')?),
    };
    let number = |part: &str| part.trim().parse::<u32>().ok();
    let fraction = if let Some(percent) = rest.trim().strip_suffix('%') {
        Fraction { num: number(percent)?, den: 100 }
    } else {
        let (num, den) = rest.split_once('/')?;
        Fraction { num: number(num)?, den: number(den)? }
    };
    // More than everybody is nobody.
    let reachable = comparison == Comparison::AtLeast || fraction.num < fraction.den;
    let proper = fraction.is_proper() && fraction.num > 0 && reachable;
    proper.then_some(Threshold::Part { comparison, fraction })
}

#[cfg(test)]
mod tests {
    use super::{Fault, parse};
    use crate::profiles::BUILT_IN;

    #[test]
    fn an_unknown_word_is_named_with_its_line() {
        let (_, source) = BUILT_IN[0];
        let changed = source.replacen("> 1/2", "half", 1);
        let line = 1 + source.lines().take_while(|line| !line.contains("> 1/2")).count();
        let Err(Fault::Value { line: found, key: "threshold", word, .. }) = parse(&changed) else {
            panic!("{:?}", parse(&changed));
        };
        assert_eq!((found, word.as_str()), (line, "half"));
    }

    #[test]
    fn an_unknown_key_and_a_second_rule_are_named_with_their_lines() {
        let (_, source) = BUILT_IN[0];
        let changed = format!("{source}\ncolour = \"red\"\n");
        let at = changed.lines().count();
        assert!(matches!(parse(&changed), Err(Fault::Form { line, .. }) if line == at));
        let twice = "\n[[rule]]\ndecision = \"resolution\"\nbase = \"present\"\nthreshold = \"most\"\nsource = \"x\"\n";
        let changed = format!("{source}{twice}");
        let at = changed.lines().count() - 3;
        let decision = "resolution".to_owned();
        assert_eq!(parse(&changed), Err(Fault::Twice { line: at, decision }));
    }

    #[test]
    fn what_cannot_work_is_named_with_its_line() {
        let (_, source) = BUILT_IN[0];
        let changed = source.replacen("voting = [\"official\", \"exempt\"]", "voting = []", 1);
        assert!(matches!(parse(&changed), Err(Fault::Useless { key: "voting", .. })));
        let changed = source.replacen("decision = \"resolution\"", "decision = \"resolutoin\"", 1);
        let Err(Fault::Misspelt { meant, .. }) = parse(&changed) else { panic!("not noticed") };
        assert_eq!(meant, "resolution");
        let changed = source.replacen("id = \"party-cell\"", "id = \"my cell\"", 1);
        assert!(matches!(parse(&changed), Err(Fault::Useless { key: "id", .. })));
        let changed = source.replacen("decision = \"resolution\"", "decision = \"opinion\"", 1);
        assert_eq!(parse(&changed), Err(Fault::NoResolution));
        let changed =
            source.replacen("\n[[rule]]", "\n[quorum]\ncalls = []\nsource = \"x\"\n\n[[rule]]", 1);
        assert!(matches!(parse(&changed), Err(Fault::Useless { key: "calls", .. })));
        let quorum = "\n[quorum]\ncalls = [\"most\"]\n\n[[rule]]";
        let changed = source.replacen("\n[[rule]]", quorum, 1);
        assert!(matches!(parse(&changed), Err(Fault::Useless { key: "calls", .. })));
        assert_eq!(super::threshold("> 1/1"), None);
    }

    #[test]
    fn thresholds_are_read_in_every_form() {
        use crate::domain::Threshold;
        assert_eq!(super::threshold(">= 65%"), Some(Threshold::at_least(65, 100)));
        assert_eq!(super::threshold(">2/3"), Some(Threshold::over(2, 3)));
        assert_eq!(super::threshold("6 votes"), Some(Threshold::Votes(6)));
        assert_eq!(super::threshold("> 3/2"), None);
        assert_eq!(super::threshold("0 votes"), None);
    }
}
