//! The one table of keys. A row is the whole feature: where it works, its keys, what it is called
//! and what it does. Dispatch, footer, help, palette and the key list all read it.

mod own;
mod table;

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{App, Effect, Look};
use crate::domain::Command;
use crate::text::{Lang, Say};

pub use own::{Keys, Stated};
pub use table::KEYS;

/// Where keys work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    Home,
    Meeting,
    Agenda,
    Roll,
    Notes,
    Conclusions,
    Form,
    Vote,
    RollVote,
    Counting,
    Pager,
    Find,
    Paper,
    Missing,
    Papers,
    Reading,
    Menu,
    Prompt,
    Confirm,
}

impl Scope {
    pub const ALL: [Self; 19] = [
        Self::Home,
        Self::Meeting,
        Self::Agenda,
        Self::Roll,
        Self::Notes,
        Self::Conclusions,
        Self::Form,
        Self::Vote,
        Self::RollVote,
        Self::Counting,
        Self::Pager,
        Self::Find,
        Self::Paper,
        Self::Missing,
        Self::Papers,
        Self::Reading,
        Self::Menu,
        Self::Prompt,
        Self::Confirm,
    ];

    /// Letters typed here are text, so no key of this scope may be a bare letter.
    #[must_use]
    pub fn takes_text(self) -> bool {
        matches!(
            self,
            Self::Home
                | Self::Roll
                | Self::Form
                | Self::RollVote
                | Self::Counting
                | Self::Find
                | Self::Menu
                | Self::Prompt
        )
    }

    /// Its heading in help and in the key list.
    #[must_use]
    pub fn name(self) -> Say {
        match self {
            Self::Home => Say { vi: "Sổ họp", en: "Meetings" },
            Self::Meeting => Say { vi: "Trong cuộc họp", en: "In a meeting" },
            Self::Agenda => Say { vi: "Khung Chương trình", en: "Agenda pane" },
            Self::Roll => Say { vi: "Khung Điểm danh", en: "Roll call pane" },
            Self::Notes => Say { vi: "Khung Ghi chép", en: "Notes pane" },
            Self::Conclusions => Say { vi: "Khung Kết luận", en: "Conclusions pane" },
            Self::Form => Say { vi: "Khi đang gõ", en: "While typing" },
            Self::Vote => Say { vi: "Biểu quyết", en: "Vote" },
            Self::RollVote => Say { vi: "Biểu quyết gọi tên", en: "Vote by roll call" },
            Self::Counting => Say { vi: "Kiểm phiếu", en: "Counting ballots" },
            Self::Pager => Say { vi: "Trang xem", en: "Reading pages" },
            Self::Find => Say { vi: "Tìm trong trang", en: "Searching a page" },
            Self::Paper => Say { vi: "Xem giấy tờ", en: "Looking at a paper" },
            Self::Missing => Say { vi: "Còn thiếu", en: "What is missing" },
            Self::Papers => Say { vi: "Giấy tờ", en: "Papers" },
            Self::Reading => Say { vi: "Đọc lại biên bản", en: "Reading the minutes back" },
            Self::Menu => Say { vi: "Danh sách lệnh", en: "List of commands" },
            Self::Prompt => Say { vi: "Dòng lệnh", en: "Command line" },
            Self::Confirm => Say { vi: "Câu hỏi", en: "Questions" },
        }
    }
}

/// A key with its modifiers.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Chord {
    pub code: KeyCode,
    pub modifiers: KeyModifiers,
}

impl Chord {
    const fn plain(code: KeyCode) -> Self {
        Self { code, modifiers: KeyModifiers::NONE }
    }

    pub(super) const fn char(c: char) -> Self {
        Self::plain(KeyCode::Char(c))
    }

    pub(super) const fn ctrl(c: char) -> Self {
        Self { code: KeyCode::Char(c), modifiers: KeyModifiers::CONTROL }
    }

    const fn alt(code: KeyCode) -> Self {
        Self { code, modifiers: KeyModifiers::ALT }
    }

    const fn f(number: u8) -> Self {
        Self::plain(KeyCode::F(number))
    }

    /// The chord of a pressed key. Shift is part of a character, not of its chord.
    #[must_use]
    pub fn of(key: KeyEvent) -> Self {
        let mut modifiers =
            key.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT);
        if matches!(key.code, KeyCode::Char(_) | KeyCode::BackTab) {
            modifiers.remove(KeyModifiers::SHIFT);
        }
        Self { code: key.code, modifiers }
    }

    /// The key's name as this terminal can show it.
    #[must_use]
    pub fn text(self, look: Look) -> String {
        let fine = self.to_string();
        if !look.ascii {
            return fine;
        }
        let words = [('↑', "Up"), ('↓', "Down"), ('←', "Left"), ('→', "Right")];
        words.into_iter().fold(fine, |text, (arrow, word)| text.replace(arrow, word))
    }

    /// The chord with its letter as on a plain keyboard: an input method may send `đ` for `d`.
    #[must_use]
    pub fn folded(self) -> Self {
        match self.code {
            KeyCode::Char(c) if !c.is_ascii() => {
                let folded = crate::text::fold(&c.to_string());
                let plain = folded.chars().next().filter(char::is_ascii).unwrap_or(c);
                Self { code: KeyCode::Char(plain), ..self }
            }
            _ => self,
        }
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.modifiers.contains(KeyModifiers::CONTROL) {
            f.write_str("Ctrl-")?;
        }
        if self.modifiers.contains(KeyModifiers::ALT) {
            f.write_str("Alt-")?;
        }
        match self.code {
            KeyCode::Char(' ') => f.write_str("Space"),
            KeyCode::Char(c) if self.modifiers.contains(KeyModifiers::CONTROL) => {
                write!(f, "{}", c.to_ascii_uppercase())
            }
            KeyCode::Char(c) => write!(f, "{c}"),
            KeyCode::F(number) => write!(f, "F{number}"),
            KeyCode::Up => f.write_str("↑"),
            KeyCode::Down => f.write_str("↓"),
            KeyCode::Left => f.write_str("←"),
            KeyCode::Right => f.write_str("→"),
            KeyCode::PageUp => f.write_str("PgUp"),
            KeyCode::PageDown => f.write_str("PgDn"),
            KeyCode::Insert => f.write_str("Ins"),
            KeyCode::Delete => f.write_str("Del"),
            KeyCode::BackTab => f.write_str("Shift-Tab"),
            other => write!(f, "{other:?}"),
        }
    }
}

impl fmt::Debug for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// A feature reached by keys.
pub struct Row {
    /// Stable name, such as `roll.present`.
    pub id: &'static str,
    pub scope: Scope,
    /// Its keys, unless the user has others: [`Keys`]. The first one is shown.
    pub keys: &'static [Chord],
    pub label: Say,
    /// Place in the footer: smaller comes first, 0 stays out of it.
    pub footer: u8,
    /// It takes a key that came on its own: no paste and no scanner gives this order.
    pub alone: bool,
    pub run: fn(&mut App) -> Vec<Effect>,
    /// The command it would give now, so that the rules can say whether it is in order.
    pub probe: Option<fn(&App) -> Option<Command>>,
}

impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

/// The key list as a page of Markdown, in both languages.
#[must_use]
pub fn keys_page() -> String {
    let mut page = String::from("# Phím / Keys\n\nMade from the key table; do not edit by hand.\n");
    for scope in Scope::ALL {
        let name = scope.name();
        page.push_str(&format!("\n## {} / {}\n\n", name.vi, name.en));
        page.push_str("| phím / keys | việc | what it does | id |\n| --- | --- | --- | --- |\n");
        for row in KEYS.iter().filter(|row| row.scope == scope) {
            let keys: Vec<String> = row
                .keys
                .iter()
                .map(|key| format!("`{}`", key.to_string().replace('|', "\\|")))
                .collect();
            let Say { vi, en } = row.label;
            page.push_str(&format!("| {} | {vi} | {en} | `{}` |\n", keys.join(" "), row.id));
        }
    }
    page.push_str(&lines_page());
    page
}

/// The verbs of the command line, their options and the words these take.
fn lines_page() -> String {
    let mut page = String::from("\n## Dòng lệnh / Command line\n");
    for verb in crate::line::VERBS {
        let code = |forms: &[&str]| {
            forms.iter().map(|form| format!("`{form}`")).collect::<Vec<_>>().join(" ")
        };
        page.push_str(&format!("\n### {} / {}\n\n", code(verb.vi), code(verb.en)));
        let (vi, en) = (verb.example_in(Lang::Vi), verb.example_in(Lang::En));
        page.push_str(&format!("`{vi}`  \n`{en}`\n"));
        let mut options = verb.options().peekable();
        if options.peek().is_some() {
            page.push_str("\n| chữ | word | nghĩa | meaning |\n| --- | --- | --- | --- |\n");
        }
        for (means, [en, vi]) in options {
            let (vi, en) = (code(vi), code(en));
            page.push_str(&format!("| {vi} | {en} | {} | {} |\n", means.vi, means.en));
        }
        for (of, words) in verb.lists() {
            let words: Vec<String> = words.into_iter().map(|say| Lang::Vi.both(say)).collect();
            page.push_str(&format!("\n`{}` / `{}`: {}\n", of.vi, of.en, words.join(", ")));
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use crossterm::event::{KeyCode, KeyModifiers};

    use super::{KEYS, Scope};

    #[test]
    fn ids_are_unique() {
        let ids: HashSet<&str> = KEYS.iter().map(|row| row.id).collect();
        assert_eq!(ids.len(), KEYS.len());
    }

    #[test]
    fn a_chord_means_one_thing_in_its_scope() {
        let mut seen = HashSet::new();
        for row in KEYS {
            for key in row.keys {
                assert!(seen.insert((row.scope, *key)), "{key} in {:?}", row.scope);
            }
        }
    }

    #[test]
    fn no_bare_letter_is_a_key_where_letters_are_text() {
        for row in KEYS.iter().filter(|row| row.scope.takes_text()) {
            for key in row.keys {
                let bare = key.modifiers == KeyModifiers::NONE;
                let letter = matches!(key.code, KeyCode::Char(c) if c.is_alphanumeric());
                assert!(!(bare && letter), "{key} in {:?}", row.scope);
            }
        }
    }

    #[test]
    fn every_scope_has_a_way_on() {
        for scope in Scope::ALL {
            assert!(KEYS.iter().any(|row| row.scope == scope && row.footer > 0), "{scope:?}");
        }
    }
}
