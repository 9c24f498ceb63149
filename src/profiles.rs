//! Rule profiles as data: TOML in, [`Profile`] out, chosen by body and date.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::domain::{
    Base, Class, Comparison, Decision, Deduction, Fraction, Profile, Rule, Threshold, Tongue,
};

const BUILT_IN: [&str; 4] = [
    include_str!("profiles/party-cell-2021.toml"),
    include_str!("profiles/party-cell-2025.toml"),
    include_str!("profiles/board-vi.toml"),
    include_str!("profiles/board-en.toml"),
];

/// The names under which profiles are chosen, in the order of the menus.
pub const IDS: [&str; 3] = ["party-cell", "hoi-dong", "board"];

/// The version of a profile in force on a day: the latest that is valid by then, else the oldest.
#[must_use]
pub fn in_force(id: &str, date: NaiveDate) -> Option<Profile> {
    let mut versions: Vec<Profile> = BUILT_IN
        .iter()
        .filter_map(|source| parse(source).ok())
        .filter(|profile| profile.id == id)
        .collect();
    versions.sort_by_key(|profile| profile.valid_from);
    let index = versions.iter().rposition(|profile| profile.valid_from <= date).unwrap_or(0);
    (index < versions.len()).then(|| versions.swap_remove(index))
}

/// Read a profile.
///
/// # Errors
/// What is wrong, with the line it stands on.
pub fn parse(source: &str) -> Result<Profile, String> {
    let file: File = toml::from_str(source).map_err(|error| error.to_string())?;
    file.profile()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    id: String,
    name: String,
    valid_from: String,
    source: String,
    tongue: String,
    voting: Vec<String>,
    deductions: Vec<String>,
    quorum: Option<String>,
    rule: Vec<FileRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileRule {
    decision: String,
    base: String,
    threshold: String,
    source: String,
}

impl File {
    fn profile(self) -> Result<Profile, String> {
        Ok(Profile {
            valid_from: self.valid_from.parse().map_err(|_| bad("valid_from", &self.valid_from))?,
            tongue: pick("tongue", &self.tongue, &TONGUES)?,
            voting: picks("voting", &self.voting, &CLASSES)?,
            deductions: picks("deductions", &self.deductions, &DEDUCTIONS)?,
            quorum: self.quorum.as_deref().map(threshold).transpose()?,
            rules: self.rule.into_iter().map(FileRule::rule).collect::<Result<_, _>>()?,
            id: self.id,
            name: self.name,
            source: self.source,
        })
    }
}

impl FileRule {
    fn rule(self) -> Result<Rule, String> {
        Ok(Rule {
            decision: pick("decision", &self.decision, &DECISIONS)?,
            base: pick("base", &self.base, &BASES)?,
            threshold: threshold(&self.threshold)?,
            source: self.source,
        })
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

const DEDUCTIONS: [(&str, Deduction); 4] = [
    ("away", Deduction::Away),
    ("exempt-absent", Deduction::ExemptAbsent),
    ("suspended", Deduction::Suspended),
    ("approved-absence", Deduction::ApprovedAbsence),
];

const DECISIONS: [(&str, Decision); 6] = [
    ("resolution", Decision::Resolution),
    ("admission", Decision::Admission),
    ("recognition", Decision::Recognition),
    ("removal", Decision::Removal),
    ("expulsion", Decision::Expulsion),
    ("two-thirds", Decision::TwoThirds),
];

const BASES: [(&str, Base); 4] = [
    ("statutory", Base::Statutory),
    ("present", Base::Present),
    ("cast", Base::Cast),
    ("yes-no", Base::YesNo),
];

fn pick<T: Copy>(key: &str, word: &str, table: &[(&str, T)]) -> Result<T, String> {
    let found = table.iter().find(|(name, _)| *name == word);
    found.map(|(_, value)| *value).ok_or_else(|| bad(key, word))
}

fn picks<T: Copy>(key: &str, words: &[String], table: &[(&str, T)]) -> Result<Vec<T>, String> {
    words.iter().map(|word| pick(key, word, table)).collect()
}

/// `> 1/2` or `>= 2/3`.
fn threshold(text: &str) -> Result<Threshold, String> {
    let error = || bad("threshold", text);
    let (comparison, rest) = match text.strip_prefix(">=") {
        Some(rest) => (Comparison::AtLeast, rest),
        None => (Comparison::Over, text.strip_prefix('>').ok_or_else(error)?),
    };
    let (num, den) = rest.split_once('/').ok_or_else(error)?;
    let number = |part: &str| part.trim().parse::<u32>().map_err(|_| error());
    let fraction = Fraction { num: number(num)?, den: number(den)? };
    let proper = fraction.den > 0 && fraction.num <= fraction.den;
    if proper { Ok(Threshold { comparison, fraction }) } else { Err(error()) }
}

fn bad(key: &str, word: &str) -> String {
    format!("`{word}` is no value of `{key}`")
}

#[cfg(test)]
mod tests {
    use super::{BUILT_IN, IDS, in_force, parse};

    #[test]
    fn every_built_in_profile_is_sound() {
        for source in BUILT_IN {
            let profile = parse(source);
            assert!(profile.is_ok(), "{profile:?}");
            assert!(IDS.contains(&profile.map(|profile| profile.id).unwrap_or_default().as_str()));
        }
    }

    #[test]
    fn the_meeting_s_date_chooses_the_version() {
        let from = |year, month, day| {
            let date = chrono::NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
            in_force("party-cell", date).map(|profile| profile.valid_from.to_string())
        };
        assert_eq!(from(2023, 11, 8).as_deref(), Some("2021-07-30"));
        assert_eq!(from(2026, 11, 22).as_deref(), Some("2025-05-26"));
        assert_eq!(from(2010, 1, 1).as_deref(), Some("2021-07-30"));
    }

    #[test]
    fn an_unknown_word_is_named() {
        let source = BUILT_IN[0].replace("> 1/2", "half");
        assert_eq!(parse(&source), Err("`half` is no value of `threshold`".into()));
    }
}
