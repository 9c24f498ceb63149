//! The rules at hand: listed, printed, checked.

use std::io::Write;
use std::path::Path;

use super::commands::library;
use super::json;
use super::say::{Done, text_of, written};
use crate::domain::{Base, Measure, Profile, Rule, Threshold, Tie};
use crate::profiles::{self, BUILT_IN};
use crate::text::{Lang, Misread};

/// List the profiles, print one, or check a file.
pub(super) fn rules(
    lang: Lang,
    register: &Path,
    profile: Option<&str>,
    check: Option<&Path>,
    as_json: bool,
) -> Done {
    let mut out = std::io::stdout().lock();
    let mut put = |text: &str| written(writeln!(out, "{text}"));
    if let Some(path) = check {
        let source = text_of(lang, path)?;
        return match profiles::parse(&source) {
            Ok(profile) if as_json => json::print(&json::profile(&profile)).map(|()| true),
            Ok(profile) => {
                put(&listed(&profile))?;
                profile.rules.iter().try_for_each(|rule| put(&told(lang, rule)))?;
                Ok(true)
            }
            Err(fault) => Err(format!("{}: {}", path.display(), lang.profile_fault(&fault)).into()),
        };
    }
    if let Some(name) = profile {
        let found = BUILT_IN.iter().rfind(|(file, source)| {
            *file == name || profiles::parse(source).is_ok_and(|profile| profile.id == name)
        });
        let Some((_, source)) = found else {
            let choices = BUILT_IN.iter().map(|(file, _)| (*file).to_owned()).collect();
            return Err(lang.misread(&Misread::Choice { typed: name.to_owned(), choices }).into());
        };
        return put(source.trim_end()).map(|()| true);
    }
    let library = library(lang, register);
    if as_json {
        let all = library.all().iter().map(json::profile).collect();
        return json::print(&serde_json::Value::Array(all)).map(|()| true);
    }
    for profile in library.all() {
        put(&listed(profile))?;
        for rule in &profile.rules {
            put(&told(lang, rule))?;
        }
    }
    Ok(true)
}

pub(super) fn listed(profile: &Profile) -> String {
    format!("{}  {}  {}\n    {}", profile.id, profile.valid_from, profile.name, profile.source)
}

pub(super) fn told(lang: Lang, rule: &Rule) -> String {
    let (decision, base) = (profiles::decision_word(&rule.decision), lang.base(rule.base));
    let mut text = format!("    {decision}: {}", lang.threshold(rule.threshold));
    let of_base = matches!(rule.threshold, Threshold::Part { .. } | Threshold::Unanimous);
    if of_base || rule.base != Base::Cast {
        text.push_str(&format!(" / {base}"));
    }
    if rule.measure != Measure::Heads {
        text.push_str(&format!(", {}", lang.words().by_weight));
    }
    for group in &rule.groups {
        text.push_str(&format!("; {}: {}", group.name, lang.threshold(group.threshold)));
    }
    if rule.tie != Tie::Fails {
        text.push_str(&format!("; {}", lang.tie(rule.tie)));
    }
    format!("{text}  [{}]", rule.source)
}
