//! A meeting as one JSON text, to be taken elsewhere and back with nothing lost.
//!
//! What it is stands in front; then come the lines of its ledger, each with its place in the
//! chain, so that a change anywhere is found with its place.

use std::fmt;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::codec;
use super::series::{Heads, Series};
use super::vault::convened;
use super::{Fault, ledger};
use crate::journal::{Entry, first_unlawful};
use crate::register::BookId;

/// What the text calls itself.
const FORMAT: &str = "thuky-meeting";
const VERSION: u64 = 1;

/// Why a text is no meeting, with the place of the fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// The text ends too early.
    Cut { line: usize },
    /// It is no JSON of this form.
    Form { line: usize, column: usize, error: String },
    /// It is something else, or of a later version.
    Other { format: String, version: u64 },
    /// An entry was changed, or does not follow the one before.
    Entry { number: usize, line: usize },
    /// This version cannot read the entry.
    Unread { number: usize },
    /// The entry cannot stand where it does: no journal has it there.
    Unlawful { number: usize },
    /// The head does not say what the entries say.
    Head { key: &'static str },
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cut { line } => write!(f, "the text ends in line {line}"),
            Self::Form { line, column, error } => write!(f, "{line}:{column}: {error}"),
            Self::Other { format, version } => write!(f, "{format} {version}"),
            Self::Entry { number, line } => write!(f, "entry {number}, line {line}"),
            Self::Unread { number } => write!(f, "entry {number} cannot be read"),
            Self::Unlawful { number } => write!(f, "entry {number} cannot stand there"),
            Self::Head { key } => write!(f, "`{key}` differs from the entries"),
        }
    }
}

impl std::error::Error for Misfit {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole<'a> {
    format: String,
    version: u64,
    book: String,
    body: String,
    date: String,
    count: usize,
    fingerprint: String,
    #[serde(borrow)]
    entries: Vec<&'a RawValue>,
}

/// The hash that stands for these entries of a book, as hexadecimal digits: of a single desk that of
/// its last entry.
///
/// # Errors
/// A [`Fault`] if an entry is too large to be written.
pub fn fingerprint(book: BookId, entries: &[Entry]) -> Result<String, Fault> {
    let heads = ledger::heads_after(book, entries);
    let heads = heads.map_err(|seq| Fault::TooLarge { book, seq })?;
    Ok(codec::hex(&heads.hash()))
}

/// A meeting as JSON.
///
/// # Errors
/// A [`Fault`] if the entries begin no meeting or one is too large to be written.
pub fn to_json(book: BookId, entries: &[Entry]) -> Result<String, Fault> {
    let (body, date) = convened(entries).ok_or(Fault::NotConvened)?;
    let mut lines = Vec::with_capacity(entries.len());
    let mut heads = Heads::default();
    for entry in entries {
        let text = codec::text_of(book, entry).map_err(|_| too_large(book, entry))?;
        let (_, prev) = heads.of(entry.desk);
        let hash = ledger::hash_of(prev, &text);
        heads.0.insert(entry.desk, (entry.seq, hash));
        lines.push(format!("    {}", ledger::line_of(&text, prev, hash).trim_end()));
    }
    let name = serde_json::Value::from(body.name.as_str());
    Ok(format!(
        "{{\n  \"format\": \"{FORMAT}\",\n  \"version\": {VERSION},\n  \"book\": \"{book}\",\n  \
         \"body\": {name},\n  \"date\": \"{date}\",\n  \"count\": {},\n  \
         \"fingerprint\": \"{}\",\n  \"entries\": [\n{}\n  ]\n}}\n",
        entries.len(),
        codec::hex(&heads.hash()),
        lines.join(",\n")
    ))
}

/// The meeting that a JSON text holds.
///
/// # Errors
/// A [`Misfit`] with the place of the fault; nothing of the text is used then.
pub fn from_json(text: &str) -> Result<(BookId, Vec<Entry>), Misfit> {
    let whole: Whole<'_> = serde_json::from_str(text).map_err(|error| {
        if error.is_eof() {
            return Misfit::Cut { line: error.line() };
        }
        let said = error.to_string();
        let said = said.split(" at line ").next().unwrap_or_default().to_owned();
        Misfit::Form { line: error.line(), column: error.column(), error: said }
    })?;
    if whole.format != FORMAT || whole.version != VERSION {
        return Err(Misfit::Other { format: whole.format, version: whole.version });
    }
    let book: BookId = whole.book.parse().map_err(|_| Misfit::Head { key: "book" })?;
    let mut entries = Vec::with_capacity(whole.entries.len());
    let (mut heads, mut cursor) = (Heads::default(), 0);
    for (number, raw) in (1..).zip(&whole.entries) {
        let raw = raw.get();
        cursor += text[cursor..].find(raw).unwrap_or_default();
        let fault = || Misfit::Entry { number, line: 1 + text[..cursor].matches('\n').count() };
        let line = format!("{raw}\n");
        let desk = ledger::desk_of(raw).ok_or_else(fault)?;
        let scan = ledger::scan(Series { book, desk }, line.as_bytes());
        let link = scan.links.first().ok_or_else(fault)?;
        let (last, prev) = heads.of(desk);
        if link.prev != prev || link.seq != last + 1 {
            return Err(fault());
        }
        let entry = codec::entry_of(book, &line[link.text.clone()]);
        entries.push(entry.map_err(|_| Misfit::Unread { number })?);
        heads.0.insert(desk, (link.seq, link.hash));
        cursor += raw.len();
    }
    // Anybody can chain entries anew, so that the chain alone does not make them a journal.
    if let Some(place) = first_unlawful(&entries) {
        return Err(Misfit::Unlawful { number: place + 1 });
    }
    let (body, date) = convened(&entries).ok_or(Misfit::Head { key: "entries" })?;
    for (key, same) in [
        ("count", whole.count == entries.len()),
        ("fingerprint", whole.fingerprint == codec::hex(&heads.hash())),
        ("body", whole.body == body.name),
        ("date", whole.date == date.to_string()),
    ] {
        if !same {
            return Err(Misfit::Head { key });
        }
    }
    Ok((book, entries))
}

fn too_large(book: BookId, entry: &Entry) -> Fault {
    Fault::TooLarge { book, seq: entry.seq }
}
