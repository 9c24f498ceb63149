//! What commands print for other programs: one JSON document each, whose names and words do not
//! change with the language. docs/scripts.md describes it.

use std::io::Write;

use serde_json::{Value, json};

use super::say::{Failed, written};
use crate::domain::{Kind, Known, Measure, Profile, Rule, Stage};
use crate::export::Finding;
use crate::journal::{Act, Entry, Journal};
use crate::profiles;
use crate::register::{BookId, Header};
use crate::store::BookReport;
use crate::text::Lang;

/// Print a document.
pub(super) fn print(document: &Value) -> Result<(), Failed> {
    written(writeln!(std::io::stdout(), "{document:#}"))
}

/// A meeting of the list. What nobody said is null.
pub(super) fn meeting(header: &Header) -> Value {
    let stage = match header.stage {
        Stage::Planned => "planned",
        Stage::InSession => "in-session",
        Stage::Closed => "closed",
        Stage::Adopted => "adopted",
    };
    let kind = header.kind.as_ref().map(|kind| match kind {
        Kind::Regular => "regular",
        Kind::Thematic => "thematic",
        Kind::Extraordinary => "extraordinary",
        Kind::Congress => "congress",
        Kind::Other(name) => name,
    });
    // Of a day only as much as is known.
    let date = match header.known {
        Known::Day => Some(header.date.to_string()),
        Known::Month => Some(header.date.format("%Y-%m").to_string()),
        Known::Year => Some(header.date.format("%Y").to_string()),
        Known::Nothing => None,
    };
    json!({
        "id": header.id.to_string(),
        "body": header.body,
        "superior": stated(&header.superior),
        "kind": kind.filter(|kind| !kind.is_empty()),
        "date": date,
        "stage": stage,
        "present": header.attended,
        "expected": header.expected,
        "members": header.total,
        "conclusions": header.conclusions,
        "entries": header.entries,
        "term": stated(&header.term),
    })
}

fn stated(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

/// An entry of a journal, and whether it stands; `told` is what it says in words.
pub(super) fn entry(journal: &Journal, index: usize, entry: &Entry, told: &str) -> Value {
    let (act, of) = match &entry.act {
        Act::Did(_) => ("did", None),
        Act::Undid(id) => ("undid", Some(id)),
        Act::Redid(id) => ("redid", Some(id)),
    };
    json!({
        "desk": entry.desk,
        "number": entry.seq,
        "at": entry.at.to_rfc3339(),
        "act": act,
        "of": of.map(|id| json!({ "desk": id.desk, "number": id.seq })),
        "stands": journal.stands(index),
        "text": told,
    })
}

/// What was found of a book.
pub(super) fn report(lang: Lang, report: &BookReport) -> Value {
    let problems: Vec<String> =
        report.problems.iter().map(|problem| lang.problem(problem)).collect();
    let docket = report.book == BookId::NONE;
    json!({
        "id": report.book.to_string(),
        "body": (!docket).then_some(&report.body),
        "docket": docket,
        "entries": report.entries,
        "fingerprint": report.hash,
        "sound": problems.is_empty(),
        "problems": problems,
    })
}

/// What was found out about a file.
pub(super) fn finding(lang: Lang, finding: &Finding) -> Value {
    let word = match finding {
        Finding::Same => "unchanged",
        Finding::Superseded { .. } => "superseded",
        Finding::SameWords => "same-words",
        Finding::CannotTell => "cannot-tell",
        Finding::Older { .. } => "older",
        Finding::Newer { .. } => "newer",
        Finding::Foreign => "foreign",
        Finding::OtherSeal => "other-seal",
        Finding::Differs => "differs",
        Finding::Unstamped => "unstamped",
        Finding::Misfit(_) => "misfit",
    };
    json!({ "finding": word, "sound": finding.is_good(), "text": lang.finding(finding) })
}

/// The rules of a body, in the words of a profile's file.
pub(super) fn profile(profile: &Profile) -> Value {
    json!({
        "id": profile.id,
        "valid_from": profile.valid_from.to_string(),
        "name": profile.name,
        "source": profile.source,
        "rules": profile.rules.iter().map(rule).collect::<Vec<Value>>(),
    })
}

fn rule(rule: &Rule) -> Value {
    let group = |name: &str, threshold| json!({ "name": name, "threshold": profiles::threshold_word(threshold) });
    let groups = rule.groups.iter().map(|one| group(&one.name, one.threshold));
    let groups: Vec<Value> = groups.collect();
    let measure = match rule.measure {
        Measure::Heads => "heads",
        Measure::Weight => "weight",
        Measure::Both => "both",
    };
    json!({
        "decision": profiles::decision_word(&rule.decision),
        "threshold": profiles::threshold_word(rule.threshold),
        "base": word(&profiles::BASES, rule.base),
        "measure": measure,
        "tie": word(&profiles::TIES, rule.tie),
        "groups": groups,
        "source": rule.source,
    })
}

/// The word of a value in a profile's file.
fn word<T: PartialEq>(table: &[(&'static str, T)], value: T) -> Option<&'static str> {
    table.iter().find(|(_, other)| *other == value).map(|(word, _)| *word)
}
