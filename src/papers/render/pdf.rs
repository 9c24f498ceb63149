//! The paper as a PDF file: set in Liberation Serif, cut into A4 pages, tagged for screen readers.
//!
//! The words are set into lines (`typeset`), the lines into strips of a galley (`galley`, `columns`,
//! `table`), the strips are laid on pages (`pages`), and the pages are printed (`press`). Pure: the
//! same document gives the same bytes.

mod clean;
mod columns;
mod galley;
mod glyph;
mod marks;
mod measure;
mod pages;
mod press;
mod stamp;
mod strip;
mod table;
mod tags;
mod typeset;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use std::fmt;

use crate::papers::{COLUMNS, Document, plain};

use super::bound::bound;

use galley::Galley;
use press::Press;
use skrifa::{FontRef, MetadataProvider};
use typeset::FACES;

pub use stamp::stamp_in;

/// Why a paper could not be made into a PDF file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PdfError {
    /// A font of the program itself cannot be read.
    Font,
    /// The size of the page is impossible.
    Page,
    /// The file could not be put together; says why.
    File(String),
}

impl fmt::Display for PdfError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Font => write!(to, "a built-in font cannot be read"),
            Self::Page => write!(to, "the page has an impossible size"),
            Self::File(reason) => write!(to, "the PDF file cannot be written: {reason}"),
        }
    }
}

impl std::error::Error for PdfError {}

/// The bytes of a PDF file that shows the document.
///
/// A character that the fonts lack is drawn as an empty box and stays in the text that can be copied.
/// The file claims to follow PDF/UA-1 wherever that is true; it is tagged in any case.
///
/// # Errors
///
/// When a built-in font cannot be read or the file cannot be put together. Neither depends on the
/// words of the document.
pub fn pdf(document: &Document) -> Result<Vec<u8>, PdfError> {
    let document = &*bound(document);
    let mut galley = Galley::of(document);
    let pages = pages::cut(&mut galley);
    galley.number(document, pages.len());
    let press = Press::new(document, &galley, &pages)?;
    if galley.shows_everything() && !document.title.trim().is_empty() {
        // What the standard forbids beyond that is found out by the attempt.
        if let Ok(bytes) = press.print(true) {
            return Ok(bytes);
        }
    }
    press.print(false)
}

/// The letters of a document that the fonts of a PDF file lack, each once: there a box stands in their
/// place. Programs that have fonts of their own show them in the other formats.
#[must_use]
pub fn letters_lacking(document: &Document) -> Vec<char> {
    let Ok(font) = FontRef::new(FACES[0]) else { return Vec::new() };
    let shown = font.charmap();
    let text = plain(document, COLUMNS);
    let text = clean::clean(&text);
    let lacking = text.chars().filter(|letter| {
        !letter.is_whitespace() && !letter.is_control() && shown.map(*letter).is_none()
    });
    lacking.collect::<BTreeSet<char>>().into_iter().collect()
}
