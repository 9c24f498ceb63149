//! The papers of a meeting: built purely from its facts, then rendered. Never summarises, never
//! invents; what nobody said prints as `……`.

mod build;
pub mod data;
mod render;
mod style;
pub mod template;
mod words;

use chrono::NaiveDate;

use crate::domain::ConclusionId;
use crate::text::Lang;

pub use build::{Stamp, document, papers_of};
pub use render::{
    COLUMNS, DocxError, PdfError, docx, html, letters_lacking, markdown, may_show_otherwise, pdf,
    plain, stamp_in_docx, stamp_in_html, stamp_in_pdf, words_in_docx,
};
pub use style::{Align, Form, Layout, Role, Style};
pub use template::{Template, Templates};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $word:literal;)*) => {
        /// A kind of paper.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum PaperKind { $($(#[$doc])* $name),* }

        impl PaperKind {
            /// Every kind with the word that stands for it in templates and on the command line.
            pub const ALL: &'static [(Self, &'static str)] = &[$((Self::$name, $word)),*];

            /// The word that stands for it in templates and on the command line.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word),* }
            }
        }
    };
}

kinds! {
    /// The full record.
    Minutes "minutes";
    /// Minutes of what was decided alone.
    Decisions "decisions";
    /// What was resolved, and who carries it out.
    Resolution "resolution";
    /// The chair's conclusions.
    Conclusions "conclusions";
    /// One decision out of the minutes.
    Extract "extract";
    /// The roll with every mark.
    Attendance "attendance";
    /// The counting of one ballot.
    Ballot "ballot";
    /// The papers that one ballot is cast on, several to a page.
    VotingPaper "voting-paper";
    /// The sheet by which the quality of the meeting is judged.
    Quality "quality";
    /// To the superior body.
    Report "report";
    /// Who is asked to come, when and where, before the meeting.
    Invitation "invitation";
    /// What will be dealt with, before the meeting.
    Agenda "agenda";
    /// The sheet that everybody signs at the door.
    SignIn "sign-in";
    /// What was decided, for those it concerns.
    Notice "notice";
}

macro_rules! formats {
    ($($(#[$doc:meta])* $name:ident $word:literal;)*) => {
        /// A format of a paper's file.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Format { $($(#[$doc])* $name),* }

        impl Format {
            /// Every format with the ending of its files.
            pub const ALL: &'static [(Self, &'static str)] = &[$((Self::$name, $word)),*];

            /// The ending of its files.
            #[must_use]
            pub fn ending(self) -> &'static str {
                match self { $(Self::$name => $word),* }
            }
        }
    };
}

formats! {
    /// For a word processor.
    Docx "docx";
    /// For a printer.
    Pdf "pdf";
    /// For a browser.
    Html "html";
    /// Markdown.
    Md "md";
    /// Plain text of 80 columns.
    Txt "txt";
}

/// One paper of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Paper {
    pub kind: PaperKind,
    /// The conclusion it is about: of extracts and records of a ballot.
    pub of: Option<ConclusionId>,
}

impl Paper {
    /// A paper about the meeting as a whole.
    #[must_use]
    pub fn whole(kind: PaperKind) -> Self {
        Self { kind, of: None }
    }
}

/// What stands for something nobody said.
pub const UNKNOWN: &str = "……";

/// A paper as blocks; every format is a renderer of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub lang: Lang,
    /// What it is, for the properties of the file.
    pub title: String,
    /// Whose paper it is: the body.
    pub author: String,
    pub date: NaiveDate,
    pub layout: Layout,
    /// What stands at the foot of every page; empty if nothing.
    pub foot: String,
    /// What ties the file to the register it came from, kept in the file's properties.
    pub stamp: Option<String>,
    pub blocks: Vec<Block>,
    /// Footnotes, numbered from 1 in this order.
    pub notes: Vec<String>,
}

impl Document {
    /// The same from a record of which something is lost or was changed: it says so above all else and
    /// at the foot of every page.
    #[must_use]
    pub fn from_damaged(mut self) -> Self {
        let words = self.lang.words().from_damaged;
        self.blocks.insert(0, Block::Paragraph(words.into()));
        words.clone_into(&mut self.foot);
        self.stamp = None;
        self
    }
}

/// One block of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Two columns of centred lines: the issuing body left, the state or Party and the date right.
    Letterhead {
        left: Vec<HeadLine>,
        right: Vec<HeadLine>,
    },
    /// Centred lines: the kind of paper, then what it is about; a short rule closes them.
    Title {
        name: String,
        subject: String,
    },
    /// A heading at a depth from 0.
    Heading {
        depth: u8,
        text: Text,
    },
    Paragraph(Text),
    /// A marked point at a depth from 0: `1.`, `-`, `a)`.
    Point {
        depth: u8,
        mark: String,
        text: Text,
    },
    /// Rows under a head that is repeated on every page.
    Table {
        columns: Vec<Column>,
        rows: Vec<Vec<String>>,
    },
    /// What stands at the end, left and right; never alone on a page.
    Signatures {
        left: Side,
        right: Side,
    },
    /// What follows is a copy of its own: it begins on a new page, and its pages are counted anew.
    PageBreak,
}

/// A line of the letterhead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadLine {
    pub role: Role,
    pub text: String,
}

/// Words, and the footnotes that hang on their end (from 1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    pub words: String,
    pub notes: Vec<usize>,
}

impl<T: Into<String>> From<T> for Text {
    fn from(words: T) -> Self {
        Self { words: words.into(), notes: Vec::new() }
    }
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub head: String,
    pub align: Align,
    /// Its share of the width, against those of the others.
    pub share: u16,
    /// Its cells are at least so many millimetres high: room for a hand.
    pub room: u16,
}

/// One side of the end of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Side {
    Empty,
    /// Who signs: what they sign as, line by line, room for the signature, and their name.
    Signs {
        lines: Vec<String>,
        name: String,
    },
    /// Who gets the paper.
    Recipients {
        head: String,
        lines: Vec<String>,
    },
}

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
