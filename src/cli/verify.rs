//! Files held against the register, and a meeting taken in.

use std::io::Write;
use std::path::Path;

use super::commands::{tell_all, templates, write};
use super::json;
use super::say::{Done, bytes_of, text_of, warn, written};
use super::shelf::Shelf;
use crate::export::{Finding, check};
use crate::journal::Journal;
use crate::register::{Header, Register};
use crate::store::from_json;
use crate::text::Lang;

/// Say whether a file belongs to this register and is unchanged.
pub(super) fn file(lang: Lang, register: &Path, path: &Path, as_json: bool) -> Done {
    let bytes = bytes_of(lang, path)?;
    let mut shelf = Shelf::open(lang, register)?;
    let mut sound = true;
    let finding = check(&bytes, &templates(lang, register), |book| {
        if shelf.header(book).is_none() {
            return Ok(None);
        }
        shelf.load(book).map(|(journal, whole)| {
            sound &= whole;
            Some(journal.entries().to_vec())
        })
    })?;
    if !sound {
        // What a damaged record says proves nothing of a file.
        return Err(lang.words().cannot_tell.into());
    }
    if as_json {
        return json::print(&json::finding(lang, &finding)).map(|()| finding.is_good());
    }
    let mark = match finding {
        _ if finding.is_good() => "✓",
        Finding::SameWords => "~",
        _ => "✗",
    };
    let told = format!("{mark} {}", lang.finding(&finding));
    written(writeln!(std::io::stdout(), "{told}")).map(|()| finding.is_good())
}

/// Take in a meeting that was exported as JSON.
pub(super) fn import(lang: Lang, register: &Path, path: &Path) -> Done {
    let text = text_of(lang, path)?;
    let read = from_json(&text);
    let (book, entries) = read.map_err(|misfit| lang.misfit(&misfit))?;
    let mut vault = write(lang, register)?;
    let imported = vault.import(book, &entries).map_err(|fault| lang.not_imported(&fault));
    let notices = vault.take_news().notices;
    tell_all(lang, &notices, |book| vault.header(book));
    let imported = imported?;
    // The meeting is whole and true as it is; that its numbers were given twice must be said.
    let count = entries.len();
    let journal = Journal::of(entries);
    let own = Header::of(book, &journal);
    let templates = templates(lang, register);
    let headers = Register::of(vault.headers());
    let yearly = templates.yearly(journal.meeting());
    for taken in headers.taken(&own, yearly, &own.numbers) {
        warn(lang.number_taken(&taken));
    }
    let told = lang.imported(imported, count);
    written(writeln!(std::io::stdout(), "{told}")).map(|()| true)
}
