//! Keys of one's own: what `settings.toml` says in `[keys]`, held against the table.

use std::collections::BTreeMap;

use crossterm::event::{KeyCode, KeyModifiers};

use super::{Chord, KEYS, Row, Scope};
use crate::app::Look;
use crate::text::{KeyFault, fold};

/// The keys as they are for this user: those of the table, but for rows that have others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    own: BTreeMap<&'static str, Vec<Chord>>,
}

/// What the settings say of one row: its id, its keys, the line it stands on.
pub type Stated = (String, Vec<String>, usize);

/// Keys that move the caret or take text back wherever text is typed.
const EDITING: &[Chord] = &[
    Chord::ctrl('w'),
    Chord::ctrl('u'),
    Chord::ctrl('a'),
    Chord::ctrl('e'),
    Chord::ctrl('z'),
    Chord::ctrl('y'),
    Chord::plain(KeyCode::Left),
    Chord::plain(KeyCode::Right),
    Chord::plain(KeyCode::Home),
    Chord::plain(KeyCode::End),
    Chord::plain(KeyCode::Delete),
    Chord::plain(KeyCode::Backspace),
];

/// Where no function keys are at hand: a laptop that keeps them, a terminal in a browser, tmux. Rows
/// that have another key as well lose theirs, these get one.
const NO_FUNCTION_KEYS: &[(&str, Chord)] = &[
    ("home.sample", Chord::ctrl('s')),
    ("home.reopen", Chord::ctrl('r')),
    ("roll.edit", Chord::ctrl('a')),
    ("meeting.open-close", Chord::ctrl('x')),
    ("meeting.draft", Chord::ctrl('v')),
    ("meeting.missing", Chord::ctrl('w')),
    ("meeting.read-back", Chord::ctrl('r')),
    ("meeting.details", Chord::ctrl('t')),
    ("meeting.history", Chord::ctrl('u')),
    ("vote.explain", Chord::char('y')),
    ("rollvote.help", Chord::ctrl('t')),
    ("paper.missing", Chord::char('m')),
];

impl Keys {
    /// The keys of a row; the first one is shown.
    #[must_use]
    pub fn of(&self, row: &Row) -> &[Chord] {
        self.own.get(row.id).map_or(row.keys, Vec::as_slice)
    }

    /// The row of a chord in a scope.
    pub(in crate::app) fn row(&self, scope: Scope, chord: Chord) -> Option<&'static Row> {
        KEYS.iter().find(|row| row.scope == scope && self.of(row).contains(&chord))
    }

    /// The first key of a row as this terminal can show it.
    #[must_use]
    pub fn first(&self, row: &Row, look: Look) -> String {
        self.of(row).first().map(|key| key.text(look)).unwrap_or_default()
    }

    /// All keys of a row.
    #[must_use]
    pub fn text(&self, row: &Row, look: Look) -> String {
        let keys: Vec<String> = self.of(row).iter().map(|key| key.text(look)).collect();
        keys.join("  ")
    }

    /// What the settings say, on top of a preset.
    ///
    /// # Errors
    /// The first thing that cannot be, with its line.
    pub fn read(stated: &[Stated]) -> Result<Self, (usize, KeyFault)> {
        let mut keys = Self::default();
        for (_, words, line) in stated.iter().filter(|(id, ..)| id == "preset") {
            keys = match words.as_slice() {
                [word] if word == "default" => Self::default(),
                [word] if word == "function" => Self::function_keys_first(),
                [word] if word == "no-function" => Self::without_function_keys(),
                words => return Err((*line, KeyFault::Preset(words.join(", ")))),
            };
        }
        let stated: Vec<&Stated> = stated.iter().filter(|(id, ..)| id != "preset").collect();
        let mut lines = BTreeMap::new();
        for (id, words, line) in stated {
            let at = |fault| (*line, fault);
            let row = KEYS.iter().find(|row| row.id == id);
            let row = row.ok_or_else(|| at(KeyFault::Row { id: id.clone(), near: near(id) }))?;
            let chords: Option<Vec<Chord>> = words.iter().map(|word| chord(word)).collect();
            let chords = match chords {
                Some(chords) if !chords.is_empty() => chords,
                Some(_) => return Err(at(KeyFault::None { id: id.clone() })),
                None => {
                    let bad = words.iter().find(|word| chord(word).is_none()).cloned();
                    return Err(at(KeyFault::Key(bad.unwrap_or_default())));
                }
            };
            for chord in &chords {
                fits(row, *chord).map_err(at)?;
            }
            keys.own.insert(row.id, chords);
            lines.insert(row.id, *line);
        }
        match keys.taken_twice(&lines) {
            Some(fault) => Err(fault),
            None => Ok(keys),
        }
    }

    /// Whatever has a function key shows it first.
    fn function_keys_first() -> Self {
        let mut own = BTreeMap::new();
        for row in KEYS {
            let (first, rest): (Vec<Chord>, Vec<Chord>) =
                row.keys.iter().copied().partition(is_function);
            if !first.is_empty() {
                own.insert(row.id, [first, rest].concat());
            }
        }
        Self { own }
    }

    fn without_function_keys() -> Self {
        let mut own = BTreeMap::new();
        for row in KEYS.iter().filter(|row| row.keys.iter().any(is_function)) {
            let given = NO_FUNCTION_KEYS.iter().filter(|(id, _)| *id == row.id);
            let given = given.map(|(_, chord)| *chord);
            let left = row.keys.iter().copied().filter(|key| !is_function(key));
            let keys: Vec<Chord> = given.chain(left).collect();
            own.insert(row.id, keys);
        }
        Self { own }
    }

    /// The first key that two rows have where both would get it: within a scope, or in a pane and in the
    /// meeting around it. Only rows that the user changed are asked.
    fn taken_twice(&self, lines: &BTreeMap<&'static str, usize>) -> Option<(usize, KeyFault)> {
        for row in KEYS {
            let Some(line) = lines.get(row.id) else { continue };
            let others = KEYS.iter().filter(|other| other.id != row.id && meet(row, other));
            for other in others {
                if let Some(chord) = self.of(row).iter().find(|key| self.of(other).contains(key)) {
                    let (id, by) = (row.id.to_owned(), other.id.to_owned());
                    return Some((*line, KeyFault::Taken { key: chord.to_string(), id, by }));
                }
            }
        }
        None
    }

    /// A sentence that names keys, with the keys of this user: `F7` is what opens the meeting.
    #[must_use]
    pub fn in_words(&self, text: &str) -> String {
        if self.own.is_empty() {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((at, length, chord)) = named(rest) {
            out.push_str(&rest[..at]);
            let name = &rest[at..at + length];
            // A key means most what it means in the meeting.
            let order = |row: &&Row| (row.scope != Scope::Meeting, row.scope != Scope::Home);
            let row = KEYS.iter().filter(|row| row.keys.contains(&chord)).min_by_key(order);
            let own = row.and_then(|row| self.own.get(row.id)).filter(|own| !own.contains(&chord));
            match own.and_then(|own| own.first()) {
                Some(own) => out.push_str(&own.to_string()),
                None => out.push_str(name),
            }
            rest = &rest[at + length..];
        }
        out + rest
    }
}

/// Whether both rows would get a key that they share.
fn meet(one: &Row, other: &Row) -> bool {
    let pane = |row: &Row| {
        matches!(row.scope, Scope::Agenda | Scope::Roll | Scope::Notes | Scope::Conclusions)
    };
    let around = |pane_of: &Row, of: &Row| pane(pane_of) && of.scope == Scope::Meeting;
    one.scope == other.scope || around(one, other) || around(other, one)
}

/// Whether a row may have a key at all.
fn fits(row: &Row, chord: Chord) -> Result<(), KeyFault> {
    let key = chord.to_string();
    // Terminals send the same byte for both.
    let same = [('i', "Tab"), ('m', "Enter"), ('[', "Esc"), ('h', "Backspace")];
    if let (KeyCode::Char(c), true) = (chord.code, chord.modifiers == KeyModifiers::CONTROL)
        && let Some((_, other)) = same.iter().find(|(letter, _)| *letter == c)
    {
        return Err(KeyFault::Same { key, other: (*other).to_owned() });
    }
    let bare = chord.modifiers == KeyModifiers::NONE;
    let letter = matches!(chord.code, KeyCode::Char(c) if c.is_alphanumeric());
    if row.scope.takes_text() && bare && letter {
        return Err(KeyFault::Letter { key, id: row.id.to_owned() });
    }
    let edits = matches!(row.scope, Scope::Form | Scope::Find | Scope::Menu | Scope::Prompt);
    if edits && EDITING.contains(&chord) && !row.keys.contains(&chord) {
        return Err(KeyFault::Editing { key, id: row.id.to_owned() });
    }
    Ok(())
}

fn is_function(chord: &Chord) -> bool {
    matches!(chord.code, KeyCode::F(_))
}

/// The row that an id nearly is.
fn near(id: &str) -> Option<String> {
    let distance = |row: &&Row| strsim::osa_distance(row.id, id);
    KEYS.iter().min_by_key(distance).filter(|row| distance(row) <= 3).map(|row| row.id.to_owned())
}

/// A key by its name, as help and the key list have it: `Ctrl-G`, `F7`, `p`, `Alt-↑` or `Alt-Up`.
fn chord(name: &str) -> Option<Chord> {
    let (mut modifiers, mut rest) = (KeyModifiers::NONE, name);
    while let Some((word, behind)) = rest.split_once('-').filter(|(_, behind)| !behind.is_empty()) {
        modifiers |= match fold(word).as_str() {
            "ctrl" | "control" => KeyModifiers::CONTROL,
            "alt" | "meta" | "option" => KeyModifiers::ALT,
            "shift" if fold(behind) == "tab" => {
                return Some(Chord { code: KeyCode::BackTab, modifiers });
            }
            _ => return None,
        };
        rest = behind;
    }
    let mut letters = rest.chars();
    let code = match (letters.next()?, letters.next()) {
        (arrow @ ('↑' | '↓' | '←' | '→'), None) => match arrow {
            '↑' => KeyCode::Up,
            '↓' => KeyCode::Down,
            '←' => KeyCode::Left,
            _ => KeyCode::Right,
        },
        // Ctrl and a letter are the same whichever case it is named in.
        (letter, None) if modifiers.contains(KeyModifiers::CONTROL) => {
            KeyCode::Char(letter.to_ascii_lowercase())
        }
        (letter, None) => KeyCode::Char(letter),
        ('F' | 'f', Some(_)) => {
            KeyCode::F(rest[1..].parse().ok().filter(|number| (1..=12).contains(number))?)
        }
        _ => match fold(rest).as_str() {
            "space" => KeyCode::Char(' '),
            "enter" | "return" => KeyCode::Enter,
            "esc" | "escape" => KeyCode::Esc,
            "tab" => KeyCode::Tab,
            "up" => KeyCode::Up,
            "down" => KeyCode::Down,
            "left" => KeyCode::Left,
            "right" => KeyCode::Right,
            "pgup" | "pageup" => KeyCode::PageUp,
            "pgdn" | "pagedown" => KeyCode::PageDown,
            "home" => KeyCode::Home,
            "end" => KeyCode::End,
            "ins" | "insert" => KeyCode::Insert,
            "del" | "delete" => KeyCode::Delete,
            _ => return None,
        },
    };
    Some(Chord { code, modifiers })
}

/// The first function key or Ctrl and a letter that a text names: where, how long, which.
fn named(text: &str) -> Option<(usize, usize, Chord)> {
    text.char_indices().find_map(|(at, _)| {
        let before = text[..at].chars().next_back();
        if before.is_some_and(char::is_alphanumeric) {
            return None;
        }
        let rest = &text[at..];
        let length = if let Some(behind) = rest.strip_prefix("Ctrl-") {
            "Ctrl-".len() + behind.chars().next().filter(char::is_ascii_alphabetic)?.len_utf8()
        } else {
            let digits = rest.strip_prefix('F')?;
            let count = digits.bytes().take_while(u8::is_ascii_digit).count();
            (1..=2).contains(&count).then_some(1 + count)?
        };
        let behind = rest[length..].chars().next();
        let whole = !behind.is_some_and(char::is_alphanumeric);
        whole.then(|| chord(&rest[..length])).flatten().map(|chord| (at, length, chord))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::KeyFault::{
        Editing, Key, Letter, None as Nothing, Preset, Row as NoRow, Same, Taken,
    };

    fn stated(rows: &[(&str, &[&str])]) -> Vec<Stated> {
        let row = |(line, (id, keys)): (usize, &(&str, &[&str]))| {
            ((*id).to_owned(), keys.iter().map(|key| (*key).to_owned()).collect(), line)
        };
        (1..).zip(rows).map(row).collect()
    }

    fn row(id: &str) -> &'static Row {
        KEYS.iter().find(|row| row.id == id).unwrap()
    }

    #[test]
    fn every_key_of_the_table_is_read_by_its_name() {
        let ascii = Look { ascii: true, colour: false };
        let fine = Look { ascii: false, colour: false };
        for row in KEYS {
            for key in row.keys {
                assert_eq!(chord(&key.text(fine)), Some(*key), "{key}");
                assert_eq!(chord(&key.text(ascii)), Some(*key), "{key}");
            }
        }
        for name in ["", "F0", "F13", "Ctrl-", "Hyper-a", "ab", "Shift-x"] {
            assert_eq!(chord(name), None, "{name}");
        }
    }

    #[test]
    fn what_cannot_be_is_named_with_its_line() {
        let fault = |rows: &[(&str, &[&str])]| Keys::read(&stated(rows)).unwrap_err();
        let text = str::to_owned;
        assert_eq!(fault(&[("preset", &["vim"])]), (1, Preset(text("vim"))));
        let near = Some(text("roll.present"));
        let ok = ("agenda.add", &["A"][..]);
        assert_eq!(
            fault(&[ok, ("roll.presnt", &["Space"])]),
            (2, NoRow { id: text("roll.presnt"), near })
        );
        assert_eq!(fault(&[("agenda.add", &["Wheel"])]), (1, Key(text("Wheel"))));
        assert_eq!(fault(&[("agenda.add", &[])]), (1, Nothing { id: text("agenda.add") }));
        let id = text("roll.present");
        assert_eq!(fault(&[("roll.present", &["p"])]), (1, Letter { key: text("p"), id }));
        let same = Same { key: text("Ctrl-I"), other: text("Tab") };
        assert_eq!(fault(&[("agenda.add", &["Ctrl-i"])]), (1, same));
        let id = text("form.keep");
        assert_eq!(fault(&[("form.keep", &["Ctrl-W"])]), (1, Editing { key: text("Ctrl-W"), id }));
        // Within a scope, and in a pane against the meeting around it, in whichever line it is said.
        for (id, by, key) in [
            ("agenda.add", "agenda.finish", "f"),
            ("agenda.add", "meeting.conclude", "Ctrl-K"),
            ("meeting.conclude", "agenda.finish", "f"),
        ] {
            let (id, by) = (text(id), text(by));
            let taken = Taken { key: text(key), id: id.clone(), by };
            assert_eq!(fault(&[ok, (&id, &[key])]).1, taken);
        }
        // What another row gave up is free.
        let swapped = stated(&[("agenda.add", &["f"]), ("agenda.finish", &["a"])]);
        let keys = Keys::read(&swapped).unwrap();
        assert_eq!(keys.row(Scope::Agenda, Chord::char('f')).unwrap().id, "agenda.add");
        assert_eq!(keys.row(Scope::Agenda, Chord::char('a')).unwrap().id, "agenda.finish");
    }

    #[test]
    fn presets_leave_every_row_a_key_and_no_key_twice() {
        for preset in ["default", "function", "no-function"] {
            let keys = Keys::read(&stated(&[("preset", &[preset])])).unwrap();
            let all = KEYS.iter().map(|row| (row.id, 0)).collect();
            // The table itself lets a pane take a key from the meeting around it.
            let table = Keys::default().taken_twice(&all).map(|(_, fault)| fault);
            let found = keys.taken_twice(&all).map(|(_, fault)| fault);
            assert!(found == table || found.is_none(), "{preset}: {found:?}");
            for row in KEYS {
                assert!(!keys.of(row).is_empty(), "{preset}: {}", row.id);
                for key in keys.of(row) {
                    assert!(fits(row, *key).is_ok(), "{preset}: {key} {}", row.id);
                    assert!(preset != "no-function" || !is_function(key), "{preset}: {}", row.id);
                }
            }
            let first = keys.first(row("meeting.help"), Look { ascii: false, colour: false });
            assert_eq!(first, if preset == "function" { "F1" } else { "?" });
        }
    }

    #[test]
    fn sentences_name_the_keys_of_the_user() {
        let keys = Keys::read(&stated(&[("preset", &["no-function"])])).unwrap();
        for (text, own) in [
            ("nhấn F7 để khai mạc", "nhấn Ctrl-X để khai mạc"),
            ("(F8), Ctrl-Z", "(Ctrl-R), Ctrl-Z"),
            ("F", "F"),
            ("ABF7, F70x, F13 Ctrl-", "ABF7, F70x, F13 Ctrl-"),
        ] {
            assert_eq!(keys.in_words(text), own);
            assert_eq!(Keys::default().in_words(text), text);
        }
    }
}
