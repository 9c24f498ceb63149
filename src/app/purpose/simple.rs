//! Fields of members, guests, items, notes and indicators, and what is typed into them.

use crate::app::Field;
use crate::domain::{Class, NoteKind, Rank, Unit};
use crate::line;
use crate::text::{Lang, Misread};

pub(super) fn member_fields(
    lang: Lang,
    name: &str,
    post: &str,
    class: Option<Class>,
) -> Vec<Field> {
    let words = lang.words();
    let chosen = class.and_then(|class| Class::ALL.iter().position(|other| *other == class));
    let classes = Class::ALL.iter().map(|class| lang.class(*class));
    let options = std::iter::once(words.class_unknown.to_owned()).chain(classes).collect();
    vec![
        Field::line(words.name, name),
        Field::line(words.post, post),
        Field::choice(words.class, options, chosen.map_or(0, |at| at + 1)),
    ]
}

/// Where a guest stands, in the order of the form.
pub(super) const RANKS: [Rank; 3] = [Rank::Superior, Rank::Invited, Rank::Staff];

pub(super) fn guest_fields(lang: Lang, name: &str, post: &str, rank: Rank) -> Vec<Field> {
    let words = lang.words();
    let options = RANKS.map(|rank| lang.rank(rank)).to_vec();
    let chosen = RANKS.iter().position(|other| *other == rank).unwrap_or(0);
    vec![
        Field::line(words.name, name),
        Field::line(words.post, post),
        Field::choice(words.rank, options, chosen),
    ]
}

pub(super) fn item_fields(
    lang: Lang,
    title: &str,
    presenter: &str,
    planned: Option<u16>,
) -> Vec<Field> {
    let words = lang.words();
    let planned = planned.map(|minutes| minutes.to_string()).unwrap_or_default();
    vec![
        Field::line(words.title, title),
        Field::person(words.presenter, presenter),
        Field::line(words.planned, &planned),
    ]
}

pub(super) const NOTE_KINDS: usize = 7;

pub(super) fn note_kinds(to: &str) -> [NoteKind; NOTE_KINDS] {
    [
        NoteKind::Opinion,
        NoteKind::Information,
        NoteKind::Review,
        NoteKind::Shortcoming,
        NoteKind::Proposal(to.to_owned()),
        NoteKind::Directive,
        NoteKind::Citation,
    ]
}

pub(super) fn note_fields(lang: Lang, speaker: &str, kind: &NoteKind, text: &str) -> Vec<Field> {
    let words = lang.words();
    let to = if let NoteKind::Proposal(to) = kind { to } else { "" };
    let kinds = note_kinds(to);
    let chosen = kinds.iter().position(|other| other == kind).unwrap_or(0);
    let options = kinds.iter().map(|kind| lang.note_kind(kind)).collect();
    vec![
        Field::person(words.speaker, speaker),
        Field::choice(words.note_kind, options, chosen),
        Field::line(words.addressee, to),
        Field::text(words.text, text),
    ]
}

pub(super) fn indicator_fields(lang: Lang, figure: &str, label: &str) -> Vec<Field> {
    let words = lang.words();
    vec![Field::line(words.number_of_total, figure), Field::line(words.label, label)]
}

pub(super) fn note_kind(to: &str, chosen: usize) -> NoteKind {
    note_kinds(to)[chosen.min(NOTE_KINDS - 1)].clone()
}

pub(super) type Figure = (u64, Option<u64>, Unit, String);

pub(super) fn indicator(figure: &str, label: String) -> Result<Figure, Misread> {
    let (value, of, unit) = line::parse_figure(figure)?;
    Ok((value, of, unit, label))
}

pub(super) fn minutes(text: &str) -> Result<Option<u16>, Misread> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| Misread::Number(text.to_owned()))
}
