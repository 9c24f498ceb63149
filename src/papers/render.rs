//! The formats a paper can be rendered to. Each is pure: the same document, the same bytes.

#[cfg(test)]
mod agreement;
mod bound;
mod clean;
mod docx;
mod html;
mod markdown;
mod measure;
mod pdf;
mod plain;
#[cfg(test)]
mod samples;
mod shape;

pub use docx::{DocxError, docx, may_show_otherwise, stamp_in_docx, words_in_docx};
pub use html::{html, stamp_in_html};
pub use markdown::markdown;
pub use pdf::{PdfError, letters_lacking, pdf, stamp_in as stamp_in_pdf};
pub use plain::{COLUMNS, plain};
