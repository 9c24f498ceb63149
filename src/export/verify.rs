//! Whether a file belongs to a register and is as the register makes it.

use super::{Bundle, render, stamp_of};
use std::collections::HashSet;

use crate::journal::{Entry, EntryId, Journal, sealed_with};
use crate::papers::{
    Format, Paper, Stamp, Templates, may_show_otherwise, stamp_in_docx, stamp_in_html,
    stamp_in_pdf, words_in_docx,
};
use crate::register::BookId;
use crate::store::{Misfit, fingerprint, from_json};

/// What was found out about a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// It is byte for byte what this register makes, of the version in force.
    Same,
    /// The same of an earlier version: another is in force now.
    Superseded { version: usize, now: usize },
    /// The words are those of this register, but another program saved the file, and how it looks
    /// was not checked: words may be hidden or struck through.
    SameWords,
    /// The words that can be read are those of this register, but the file has something that may show
    /// other words.
    CannotTell,
    /// A record that this register holds, and holds more of.
    Older { more_here: usize },
    /// A record that holds more than this register does.
    Newer { more_there: usize },
    /// Its meeting is not in this register.
    Foreign,
    /// It names a seal that this register does not have: one of the two was changed.
    OtherSeal,
    /// It is not what this register makes: changed, or made with another template or version.
    Differs,
    /// It says nothing of where it comes from.
    Unstamped,
    /// A record that was cut or changed.
    Misfit(Misfit),
}

impl Finding {
    /// Whether the file is what the register makes, without a doubt.
    #[must_use]
    pub fn is_good(&self) -> bool {
        matches!(self, Self::Same | Self::Superseded { .. } | Self::Older { .. })
    }
}

/// Hold a file against the register: `find` gives the entries of a book, if it is there.
///
/// # Errors
/// Whatever `find` failed with.
pub fn check<E>(
    bytes: &[u8],
    templates: &Templates,
    mut find: impl FnMut(BookId) -> Result<Option<Vec<Entry>>, E>,
) -> Result<Finding, E> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    if bytes.trim_ascii_start().starts_with(b"{") {
        return record(bytes, find);
    }
    let Some(claim) = Claim::of(bytes) else { return Ok(Finding::Unstamped) };
    let Some(entries) = find(claim.book)? else { return Ok(Finding::Foreign) };
    let Some(sealed) = sealed_with(&entries, claim.entries) else {
        return Ok(Finding::OtherSeal);
    };
    let journal = Journal::of(sealed);
    // Not any state of the record will do: it must have been sealed there.
    let stamp = stamp_of(claim.book, &journal);
    let bundle = Bundle::of(claim.book, &journal, templates);
    let (Some(stamp), Some(bundle)) = (stamp, bundle) else { return Ok(Finding::OtherSeal) };
    let found = match claim.what {
        What::Statement => {
            let same = bundle.statement().is_some_and(|text| text.as_bytes() == bytes);
            if same { Finding::Same } else { Finding::OtherSeal }
        }
        What::Paper(claimed, ..) if claimed != stamp => Finding::OtherSeal,
        What::Paper(_, paper, format) => paper_as_made(bytes, &bundle, paper, format),
    };
    let (version, now) = (bundle.meeting.seals.len(), seals_in(entries));
    Ok(match found {
        Finding::Same if version < now => Finding::Superseded { version, now },
        other @ (Finding::Same
        | Finding::Superseded { .. }
        | Finding::SameWords
        | Finding::CannotTell
        | Finding::Older { .. }
        | Finding::Newer { .. }
        | Finding::Foreign
        | Finding::OtherSeal
        | Finding::Differs
        | Finding::Unstamped
        | Finding::Misfit(_)) => other,
    })
}

fn seals_in(entries: Vec<Entry>) -> usize {
    Journal::of(entries).meeting().seals.len()
}

fn paper_as_made(bytes: &[u8], bundle: &Bundle, paper: Paper, format: Format) -> Finding {
    let Ok(made) = render(&bundle.document(paper), format) else { return Finding::Differs };
    if made == bytes {
        return Finding::Same;
    }
    let words = (words_in_docx(&made), words_in_docx(bytes));
    match words {
        (Some(ours), Some(theirs)) if format == Format::Docx && ours == theirs => {
            if may_show_otherwise(&made, bytes) {
                Finding::CannotTell
            } else {
                Finding::SameWords
            }
        }
        _ => Finding::Differs,
    }
}

fn record<E>(
    bytes: &[u8],
    mut find: impl FnMut(BookId) -> Result<Option<Vec<Entry>>, E>,
) -> Result<Finding, E> {
    let form = |error: std::str::Utf8Error| {
        let line = bytes[..error.valid_up_to()].split(|byte| *byte == b'\n').count();
        Misfit::Form { line, column: 1, error: error.to_string() }
    };
    let read = std::str::from_utf8(bytes).map_err(form).and_then(from_json);
    let (book, there) = match read {
        Ok(read) => read,
        Err(misfit) => return Ok(Finding::Misfit(misfit)),
    };
    let Some(here) = find(book)? else { return Ok(Finding::Foreign) };
    let apart = |these: &[Entry], those: &[Entry]| -> (Vec<Entry>, usize) {
        let known: HashSet<EntryId> = those.iter().map(Entry::id).collect();
        let common = these.iter().filter(|entry| known.contains(&entry.id())).cloned();
        let common: Vec<Entry> = common.collect();
        let more = these.len() - common.len();
        (common, more)
    };
    let ((ours, more_here), (theirs, more_there)) = (apart(&here, &there), apart(&there, &here));
    // The chain says more than the entries do by themselves: it runs over their very text.
    let same = fingerprint(book, &ours) == fingerprint(book, &theirs);
    Ok(match (same, more_here, more_there) {
        (true, 0, 0) => Finding::Same,
        (true, _, 0) => Finding::Older { more_here },
        (true, 0, _) => Finding::Newer { more_there },
        (true | false, ..) => Finding::Differs,
    })
}

/// What a file says of itself.
struct Claim {
    book: BookId,
    entries: usize,
    what: What,
}

enum What {
    Statement,
    Paper(Stamp, Paper, Format),
}

impl Claim {
    fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"thuky seal 1\n") {
            let text = std::str::from_utf8(bytes).ok()?;
            let value = |key: &str| text.lines().find_map(|line| line.strip_prefix(key));
            let book = value("book: ")?.parse().ok()?;
            let entries = value("entries: ")?.parse().ok()?;
            return Some(Self { book, entries, what: What::Statement });
        }
        let (inside, format) = if bytes.starts_with(b"%PDF") {
            (stamp_in_pdf(bytes), Format::Pdf)
        } else if bytes.starts_with(b"PK") {
            (stamp_in_docx(bytes), Format::Docx)
        } else {
            (std::str::from_utf8(bytes).ok().and_then(stamp_in_html), Format::Html)
        };
        let (stamp, paper) = Stamp::read(&inside?)?;
        let (book, entries) = (stamp.book.parse().ok()?, usize::try_from(stamp.entries).ok()?);
        Some(Self { book, entries, what: What::Paper(stamp, paper, format) })
    }
}
