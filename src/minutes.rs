//! The minutes: built purely from the meeting, then rendered. Never summarises, never invents;
//! what nobody said prints as `……`.

mod build;
mod markdown;
mod plain;
mod wording;

pub use build::document;
pub use markdown::markdown;
pub use plain::{COLUMNS, plain};

use crate::text::Lang;

/// A paper as blocks; every format is a renderer of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub lang: Lang,
    pub blocks: Vec<Block>,
}

/// One block of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Two columns of centred lines: the issuing body left, the state or Party and the date right.
    Letterhead {
        left: Vec<String>,
        right: Vec<String>,
    },
    /// Centred lines: the kind of paper, then what it is about.
    Title {
        name: String,
        subject: String,
    },
    Heading(String),
    Paragraph(String),
    /// A marked point at a depth from 0: `1.`, `-`, `a)`.
    Point {
        depth: usize,
        mark: String,
        text: String,
    },
    /// Rows under a head: a name first, then numbers and words in columns.
    Table {
        head: Vec<String>,
        rows: Vec<Vec<String>>,
    },
    /// Who signs: what they sign as, and their name.
    Signatures {
        left: (String, String),
        right: (String, String),
    },
}

/// What stands for something nobody said.
pub const UNKNOWN: &str = "……";

/// The marks of a lettered list in Vietnamese: a, b, c, d, đ, e, g, h, i, k, …
#[must_use]
pub fn letter(lang: Lang, index: usize) -> String {
    const VI: [&str; 22] = [
        "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s",
        "t", "u", "v", "x",
    ];
    const EN: [&str; 26] = [
        "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r",
        "s", "t", "u", "v", "w", "x", "y", "z",
    ];
    let letters: &[&str] = match lang {
        Lang::Vi => &VI,
        Lang::En => &EN,
    };
    letters.get(index).map_or_else(|| (index + 1).to_string(), |letter| (*letter).to_owned())
}
