//! Whether a file belongs to this register, and whether it is as it was written; and taking a
//! meeting in.

use std::fs;
use std::io::Write;
use std::path::Path;

use super::commands::{Done, read, templates, written};
use crate::export::{Bundle, render};
use crate::journal::{Entry, Journal};
use crate::papers::{
    self, Format, Paper, Stamp, stamp_in_docx, stamp_in_html, stamp_in_pdf, words_in_docx,
};
use crate::store::{BookId, Imported, Vault, fingerprint, from_json};
use crate::text::Lang;

/// What was found out about a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// It is byte for byte what this register makes.
    Same,
    /// The words are those of this register, the file was saved by another program.
    SameWords,
    /// It is a record that this register holds, and holds more of.
    Older { more_here: usize },
    /// It holds more than this register does.
    Newer { more_there: usize },
    /// It says it comes from a meeting that is not in this register.
    Foreign,
    /// It names a seal that this register does not have: one of the two was changed.
    OtherSeal,
    /// It is not what this register makes: changed, or made with another template or version.
    Differs,
    /// It says nothing of where it comes from.
    Unstamped,
}

impl Finding {
    fn is_good(self) -> bool {
        matches!(self, Self::Same | Self::SameWords | Self::Older { .. })
    }
}

/// Say whether a file belongs to this register and is unchanged.
pub(super) fn file(lang: Lang, register: &Path, path: &Path) -> Done {
    let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let finding = if bytes.trim_ascii_start().starts_with(b"{") {
        record(lang, register, &bytes)?
    } else if bytes.starts_with(b"thuky seal 1\n") {
        statement(lang, register, &bytes)?
    } else {
        paper(lang, register, &bytes)?
    };
    let mark = if finding.is_good() { "✓" } else { "✗" };
    let told = format!("{mark} {}", lang.finding(finding));
    written(writeln!(std::io::stdout(), "{told}")).map(|()| finding.is_good())
}

fn record(lang: Lang, register: &Path, bytes: &[u8]) -> Result<Finding, String> {
    let (book, entries) = parsed(lang, bytes)?;
    let Some(here) = entries_of(lang, register, book)? else { return Ok(Finding::Foreign) };
    let same = here.iter().zip(&entries).all(|(here, there)| here == there);
    Ok(match (same, here.len(), entries.len()) {
        (false, ..) => Finding::Differs,
        (true, here, there) if here == there => Finding::Same,
        (true, here, there) if here > there => Finding::Older { more_here: here - there },
        (true, here, there) => Finding::Newer { more_there: there - here },
    })
}

/// What was sealed, held against what the register would say of that seal.
fn statement(lang: Lang, register: &Path, bytes: &[u8]) -> Result<Finding, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    let value = |key: &str| text.lines().find_map(|line| line.strip_prefix(key));
    let (book, count) = (value("book: "), value("entries: "));
    let Some(Ok(book)) = book.map(str::parse::<BookId>) else { return Ok(Finding::Unstamped) };
    let Some(entries) = entries_of(lang, register, book)? else { return Ok(Finding::Foreign) };
    let count = count.and_then(|count| count.parse::<usize>().ok());
    let Some(sealed) = count.and_then(|count| entries.get(..count)) else {
        return Ok(Finding::OtherSeal);
    };
    let journal = Journal::of(sealed.to_vec());
    let bundle = Bundle::of(book, &journal, &templates(lang, register));
    let same = bundle.and_then(|bundle| bundle.statement()).as_deref() == Some(text);
    Ok(if same { Finding::Same } else { Finding::OtherSeal })
}

fn paper(lang: Lang, register: &Path, bytes: &[u8]) -> Result<Finding, String> {
    let page = || std::str::from_utf8(bytes).ok().and_then(stamp_in_html);
    let found = if bytes.starts_with(b"%PDF") {
        stamp_in_pdf(bytes).map(|stamp| (stamp, Format::Pdf))
    } else if bytes.starts_with(b"PK") {
        stamp_in_docx(bytes).map(|stamp| (stamp, Format::Docx))
    } else {
        page().map(|stamp| (stamp, Format::Html))
    };
    let Some((inside, format)) = found else { return Ok(Finding::Unstamped) };
    let Some((stamp, paper)) = Stamp::read(&inside) else { return Ok(Finding::Unstamped) };
    let Ok(book) = stamp.book.parse::<BookId>() else { return Ok(Finding::Unstamped) };
    let Some(entries) = entries_of(lang, register, book)? else { return Ok(Finding::Foreign) };
    let sealed = usize::try_from(stamp.entries).ok().and_then(|count| entries.get(..count));
    let Some(sealed) = sealed else { return Ok(Finding::OtherSeal) };
    if fingerprint(book, sealed).ok().as_ref() != Some(&stamp.fingerprint) {
        return Ok(Finding::OtherSeal);
    }
    let made = made(lang, register, book, sealed, paper, format)?;
    let words = |bytes: &[u8]| words_in_docx(bytes);
    Ok(match format {
        _ if made == bytes => Finding::Same,
        Format::Docx if words(&made).is_some() && words(&made) == words(bytes) => {
            Finding::SameWords
        }
        _ => Finding::Differs,
    })
}

/// The paper as this register makes it from the entries that were sealed.
fn made(
    lang: Lang,
    register: &Path,
    book: BookId,
    sealed: &[Entry],
    paper: Paper,
    format: Format,
) -> Result<Vec<u8>, String> {
    let journal = Journal::of(sealed.to_vec());
    let bundle = Bundle::of(book, &journal, &templates(lang, register));
    let bundle = bundle.ok_or("no template fits")?;
    let document =
        papers::document(&bundle.meeting, paper, &bundle.template, bundle.stamp.as_ref());
    render(&document, format).map_err(|unmade| unmade.to_string())
}

fn entries_of(lang: Lang, register: &Path, book: BookId) -> Result<Option<Vec<Entry>>, String> {
    let reader = read(lang, register)?;
    if reader.headers().iter().all(|header| header.id != book) {
        return Ok(None);
    }
    reader.load(book).map(Some).map_err(|fault| lang.fault(&fault))
}

fn parsed(lang: Lang, bytes: &[u8]) -> Result<(BookId, Vec<Entry>), String> {
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    from_json(text.trim_start_matches('\u{feff}')).map_err(|misfit| lang.misfit(&misfit))
}

/// Take in a meeting that was exported as JSON.
pub(super) fn import(lang: Lang, register: &Path, path: &Path) -> Done {
    let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let (book, entries) = parsed(lang, &bytes)?;
    let (mut vault, notices) = Vault::open(register).map_err(|error| lang.not_opened(&error))?;
    for notice in notices {
        eprintln!("thuky: {}", lang.notice(&notice));
    }
    let imported: Imported =
        vault.import(book, &entries).map_err(|fault| lang.not_imported(&fault))?;
    let told = lang.imported(imported, entries.len());
    written(writeln!(std::io::stdout(), "{told}")).map(|()| true)
}
