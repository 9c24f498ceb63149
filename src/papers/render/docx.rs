//! A paper as a file for Word and its kin: `WordprocessingML` in a ZIP archive, after ECMA-376.
//!
//! Word refuses files whose elements stand in another order than the schema's, so everything here
//! is written in that order; a test holds all parts against it.

mod body;
mod head;
mod notes;
mod paragraph;
mod parts;
mod shows;
mod signatures;
mod stamp;
mod styles;
mod tables;
#[cfg(test)]
mod tests;
mod xml;

use std::fmt;
use std::io::{self, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::bound::bound;
use crate::papers::Document;

pub use shows::may_show_otherwise;
pub use stamp::{stamp_in_docx, words_in_docx};

/// The namespace of text.
const WORD: (&str, &str) =
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main");
/// The namespace of what refers to other parts.
const RELATIONS: (&str, &str) =
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships");

/// Why a paper could not be written.
#[derive(Debug)]
pub enum DocxError {
    /// A part could not be written.
    Xml(io::Error),
    /// The archive could not be written.
    Archive(zip::result::ZipError),
}

impl fmt::Display for DocxError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Xml(error) => write!(formatter, "a part of the paper: {error}"),
            Self::Archive(error) => write!(formatter, "the archive of the paper: {error}"),
        }
    }
}

impl std::error::Error for DocxError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Xml(error) => Some(error),
            Self::Archive(error) => Some(error),
        }
    }
}

impl From<io::Error> for DocxError {
    fn from(error: io::Error) -> Self {
        Self::Xml(error)
    }
}

impl From<zip::result::ZipError> for DocxError {
    fn from(error: zip::result::ZipError) -> Self {
        Self::Archive(error)
    }
}

/// The paper as a DOCX file. The same paper always gives the same bytes.
///
/// # Errors
///
/// If the archive cannot be written, as for a text beyond what an archive can hold.
pub fn docx(document: &Document) -> Result<Vec<u8>, DocxError> {
    let document = &*bound(document);
    let files = parts::all(document, body::part(document)?)?;
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // Time and system are fixed, or the bytes would hang on where and when they were written.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT)
        .system(System::Dos)
        .unix_permissions(0o644);
    for (path, xml) in files {
        archive.start_file(path, options)?;
        archive.write_all(&xml)?;
    }
    Ok(archive.finish()?.into_inner())
}
