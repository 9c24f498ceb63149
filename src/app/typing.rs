//! Vietnamese typed without an input method of the system: Telex and VNI.
//!
//! Keys of a word are kept as they were pressed, and what they make stands in the field. Letters that
//! arrive with their marks come from an input method that is on already, and are left alone.

use std::fmt;

use bamboo_core::{Config, Engine, InputMethod, Mode, ToneStyle};
use unicode_normalization::UnicodeNormalization;

use super::{App, Dialog, Editor, Effect, Tone};
use crate::line;
use crate::settings::{Tones, Typing};

/// The word that is being typed.
#[derive(Default)]
pub(super) struct Composer {
    engine: Option<(Typing, Tones, Box<Engine>)>,
    /// The keys of the word.
    keys: String,
    /// What they made, which stands before the caret.
    word: String,
    /// The field is a line of orders, whose own words stand as they are typed.
    orders: bool,
    /// Of keys that come at once: what stood before the caret, and the letters since.
    burst: Option<(String, String)>,
}

impl fmt::Debug for Composer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Composer")
            .field("keys", &self.keys)
            .field("word", &self.word)
            .finish_non_exhaustive()
    }
}

impl Composer {
    /// Put a key into a field. Returns how long the text would be if that is too long.
    pub(super) fn key(
        &mut self,
        editor: &mut Editor,
        key: char,
        typing: Typing,
        tones: Tones,
    ) -> Option<usize> {
        if let Some((_, came)) = &mut self.burst {
            came.push(key);
        }
        let goes_on = !self.keys.is_empty() && editor.before_caret().ends_with(&self.word);
        if !goes_on {
            self.forget();
        }
        let mark = typing == Typing::Vni && goes_on && key.is_ascii_digit();
        if typing == Typing::Off || !(key.is_ascii_alphabetic() || mark) {
            self.finish(editor);
            return editor.insert(&key.to_string());
        }
        self.keys.push(key);
        let word = self.made(typing, tones);
        let refused = editor.retype(self.word.len(), &word);
        if refused.is_some() {
            self.keys.pop();
        } else {
            self.word = word;
        }
        refused
    }

    /// The word is at its end: if it is no Vietnamese one, its keys stand as they were pressed.
    pub(super) fn finish(&mut self, editor: &mut Editor) {
        if !self.word.is_ascii() && !is_syllable(&self.word) {
            editor.begin_step();
            self.take_back(editor);
        }
        self.forget();
    }

    /// A letter before the caret was taken back: what is left goes on as if it had been typed so.
    fn shorten(&mut self, editor: &Editor, typing: Typing, tones: Tones) {
        let before = editor.before_caret();
        let left = self.word.char_indices().rev().map(|(end, _)| &self.word[..end]);
        let Some(left) = left.map(str::to_owned).find(|left| before.ends_with(left.as_str()))
        else {
            return self.forget();
        };
        let keys = std::mem::take(&mut self.keys);
        let places = (0..keys.len()).rev();
        let without = places.clone().map(|at| format!("{}{}", &keys[..at], &keys[at + 1..]));
        let shorter = places.map(|end| keys[..end].to_owned());
        for candidate in without.chain(shorter) {
            self.keys = candidate;
            if !left.is_empty() && parts(&self.made(typing, tones)) == parts(&left) {
                self.word = left;
                return;
            }
        }
        self.forget();
    }

    /// What came at once was typed by no hand: all of it stands as it came.
    fn take_back_burst(&mut self, editor: &mut Editor) {
        let before = editor.before_caret();
        match self.burst.take() {
            Some((stood, came)) if before.starts_with(&stood) => {
                let made = before.len() - stood.len();
                let _ = editor.retype(made, &came);
                self.forget();
            }
            _ => self.take_back(editor),
        }
    }

    /// The keys of the word stand as they were pressed.
    fn take_back(&mut self, editor: &mut Editor) {
        if !self.keys.is_empty() && editor.before_caret().ends_with(&self.word) {
            let _ = editor.retype(self.word.len(), &self.keys);
        }
        self.forget();
    }

    fn forget(&mut self) {
        self.keys.clear();
        self.word.clear();
    }

    /// What the keys make; they themselves where that is no Vietnamese syllable.
    fn made(&mut self, typing: Typing, tones: Tones) -> String {
        let order = self.orders && line::is_english_word(&self.keys);
        if order || (typing == Typing::Telex && is_foreign(&self.keys)) {
            return self.keys.clone();
        }
        let made = |method: InputMethod| {
            // The crate's names are the other way round: to it `hoà` is the traditional one.
            let style = match tones {
                Tones::Modern => ToneStyle::Traditional,
                Tones::Traditional => ToneStyle::Modern,
            };
            let config = Config::builder().tone_style(style).auto_correct(true).build();
            Box::new(Engine::with_config(method, config))
        };
        let fits = matches!(&self.engine, Some((for_typing, for_tones, _))
            if (*for_typing, *for_tones) == (typing, tones));
        if !fits {
            let method =
                if typing == Typing::Vni { InputMethod::vni() } else { InputMethod::telex() };
            self.engine = Some((typing, tones, made(method)));
        }
        let Some((.., engine)) = &mut self.engine else { return self.keys.clone() };
        engine.reset();
        self.keys.chars().for_each(|key| engine.process_key(key, Mode::Vietnamese));
        engine.output().into_owned()
    }
}

/// The letters and marks of a word, wherever the tone stands: it may move when a letter is taken back.
fn parts(word: &str) -> Vec<char> {
    let mut parts: Vec<char> = word.nfd().collect();
    parts.sort_unstable();
    parts
}

/// Keys of a word that are taken for an English one as they come.
fn is_foreign(keys: &str) -> bool {
    let keys = keys.to_ascii_lowercase();
    // No Vietnamese word begins so: `Zoom`, `file`.
    keys.starts_with(['f', 'j', 'z']) || ends_behind_its_tone(&keys) || repeats_its_tone(&keys)
}

const TONE_KEYS: &str = "sfrxj";
const VOWELS: &str = "aeiouy";

/// `test`, `desk`: behind a tone key stands what ends no Vietnamese word, or `t`, which more English
/// words have so than hands that put the tone in before it (`hats` gives `hát`). Where a vowel has a
/// mark besides, `t` is Vietnamese (`toost`).
fn ends_behind_its_tone(keys: &str) -> bool {
    const FINALS: [&str; 7] = ["c", "ch", "m", "n", "ng", "nh", "p"];
    let marked = ["aa", "ee", "oo", "dd", "w"].iter().any(|mark| keys.contains(mark));
    let inner =
        keys.trim_end_matches(|letter| !VOWELS.contains(letter) && !TONE_KEYS.contains(letter));
    let end = &keys[inner.len()..];
    let toned = inner.strip_suffix(|letter| TONE_KEYS.contains(letter));
    // A tone key needs a vowel before it; at the beginning it is a letter.
    let behind_vowel = toned.is_some_and(|toned| toned.ends_with(|letter| VOWELS.contains(letter)));
    let english = if end == "t" { inner.ends_with('s') } else { !FINALS.contains(&end) };
    !end.is_empty() && behind_vowel && english && !marked
}

/// `message`, `basis`: a tone key comes again before a vowel, or later in the word. Pressed twice at
/// once at the end, or before a consonant, it takes the tone back (`hass`, `tesst`).
fn repeats_its_tone(keys: &str) -> bool {
    let Some(first_vowel) = keys.find(|letter| VOWELS.contains(letter)) else { return false };
    let letters: Vec<char> = keys[first_vowel..].chars().collect();
    letters.iter().enumerate().any(|(at, letter)| {
        let again = letters[at + 1..].iter().position(|later| later == letter);
        let behind = |place: usize| letters.get(place).is_some_and(|key| VOWELS.contains(*key));
        TONE_KEYS.contains(*letter)
            && match again {
                Some(0) => behind(at + 2),
                Some(_) => true,
                None => false,
            }
    })
}

/// Whether marks made a syllable that is written in Vietnamese, as far as its spelling tells.
fn is_syllable(word: &str) -> bool {
    const ACUTE_OR_DOT: [char; 2] = ['\u{301}', '\u{323}'];
    let word = word.to_lowercase();
    let parts: String = word.nfd().collect();
    let bare: String = parts.chars().filter(char::is_ascii_alphabetic).collect();
    // `data`, `keep`: behind c, ch, p and t there are two tones only. Names of other peoples of the
    // country have such syllables, but with letters of their own.
    let stopped = ["c", "ch", "p", "t"].iter().any(|end| bare.ends_with(end));
    let own_letters = word.contains('đ') || parts.contains(['\u{306}', '\u{31b}']);
    let unsounded = stopped && !parts.contains(ACUTE_OR_DOT) && !own_letters;
    // `life`, `user`, `core`, `A4`.
    let plain = !parts.contains('\u{302}');
    let unspelled = (bare.ends_with("ie") && !bare.starts_with("gi"))
        || (bare.ends_with("ue") && plain && !bare.starts_with("qu"))
        || bare.starts_with("coe");
    !unsounded && !unspelled && word != "ã"
}

impl App {
    /// Put a letter into the field that has the caret, composed with those before it if they are to be
    /// Vietnamese. Says whether there is a field.
    ///
    /// # Errors
    /// The text would be too long; returns how many bytes it would have.
    pub(super) fn compose(&mut self, letter: char) -> Result<bool, usize> {
        let (typing, tones) = (self.typing, self.tones);
        let typing = if self.burst.is_text() { Typing::Off } else { typing };
        let refused =
            self.composing(|composer, editor| composer.key(editor, letter, typing, tones));
        match refused {
            None => Ok(false),
            Some(None) => Ok(true),
            Some(Some(bytes)) => Err(bytes),
        }
    }

    /// The word before the caret is at its end.
    pub(super) fn finish_word(&mut self) {
        self.composer.burst = None;
        self.composing(Composer::finish);
    }

    /// A line break came among keys that come at once.
    pub(super) fn finish_row(&mut self) {
        self.composing(|composer, editor| {
            composer.finish(editor);
            if let Some((_, came)) = &mut composer.burst {
                came.push('\n');
            }
        });
    }

    /// A letter of the word before the caret was taken back.
    pub(super) fn shorten_word(&mut self) {
        let (typing, tones) = (self.typing, self.tones);
        self.composer.burst = None;
        self.composing(|composer, editor| composer.shorten(editor, typing, tones));
    }

    /// Keys begin to come at once.
    pub(super) fn begin_burst(&mut self) {
        self.composing(|composer, editor| {
            composer.burst = Some((editor.before_caret().to_owned(), String::new()));
        });
    }

    /// What came at once turned out to be no hand's.
    pub(super) fn uncompose(&mut self) {
        self.composing(Composer::take_back_burst);
    }

    fn composing<T>(&mut self, act: impl FnOnce(&mut Composer, &mut Editor) -> T) -> Option<T> {
        let mut composer = std::mem::take(&mut self.composer);
        composer.orders = matches!(self.dialogs.last(), Some(Dialog::Prompt(_)));
        let done = self.field().map(|editor| act(&mut composer, editor));
        self.composer = composer;
        done
    }

    /// The next way of typing.
    pub(super) fn switch_typing(&mut self) -> Vec<Effect> {
        self.typing = self.typing.next();
        self.composer.forget();
        let told = match self.typing {
            Typing::Off => self.lang.words().typing_off.to_owned(),
            on => format!("{}: {}", self.lang.words().typing_on, on.name()),
        };
        self.tell(Tone::Plain, told);
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What keys make in a field that the caret leaves then.
    fn typed(typing: Typing, keys: &str) -> String {
        let (mut editor, mut composer) = (Editor::default(), Composer::default());
        for key in keys.chars() {
            assert_eq!(composer.key(&mut editor, key, typing, Tones::Modern), None);
        }
        composer.finish(&mut editor);
        editor.text().to_owned()
    }

    #[test]
    fn sentences_of_papers_are_typed_in_telex() {
        for (keys, text) in [
            ("Nghij quyeets soos 12-NQ/DDU", "Nghị quyết số 12-NQ/ĐU"),
            (
                "Chi booj thoongs nhaats vowis nooij dung baos caos.",
                "Chi bộ thống nhất với nội dung báo cáo.",
            ),
            ("DDoongf chis Nguyeenx Vawn Thanhf", "Đồng chí Nguyễn Văn Thành"),
            ("dduwowcj ddieeuf hanhf phuowng huowngs", "được điều hành phương hướng"),
            ("uyr ban, hoaf giair, khoer, thuyr lowij", "uỷ ban, hoà giải, khoẻ, thuỷ lợi"),
            ("tieesng Vieejt", "tiếng Việt"),
            ("giuwx gif gias quas quaan", "giữ gì giá quá quân"),
            ("Hofa Bifnh lafm tasc barn quarn", "Hoà Bình làm tác bản quản"),
        ] {
            assert_eq!(typed(Typing::Telex, keys), text);
        }
        assert_eq!(typed(Typing::Vni, "Nghi5 quye61t so61 12"), "Nghị quyết số 12");
        assert_eq!(typed(Typing::Vni, "D9o62ng chi1 d9u7o7c5"), "Đồng chí được");
    }

    #[test]
    fn english_words_and_codes_are_left_alone() {
        for text in [
            "test", "list", "best", "cost", "Windows", "window", "email", "github", "http",
            "budget", "board", "13-CTr", "21-KL/TW", "download", "server", "network", "computer",
            "print", "Wifi", "Excel", "PDF", "Zalo", "Facebook",
        ] {
            assert_eq!(typed(Typing::Telex, text), text);
        }
    }

    #[test]
    fn a_further_key_takes_a_mark_back() {
        assert_eq!(typed(Typing::Telex, "ass"), "as");
        assert_eq!(typed(Typing::Telex, "hass"), "has");
        assert_eq!(typed(Typing::Telex, "tooo"), "too");
        assert_eq!(typed(Typing::Telex, "tesst"), "test");
        assert_eq!(typed(Typing::Vni, "a11"), "a1");
    }

    #[test]
    fn marked_letters_of_another_input_method_are_left_alone() {
        let (mut editor, mut composer) = (Editor::default(), Composer::default());
        // It sends a letter, takes it back, and sends it with its mark.
        for key in "vie".chars() {
            composer.key(&mut editor, key, Typing::Telex, Tones::Modern);
        }
        editor.backspace();
        for key in "ệt ".chars() {
            composer.key(&mut editor, key, Typing::Telex, Tones::Modern);
        }
        assert_eq!(editor.text(), "việt ");
    }

    #[test]
    fn tones_stand_where_the_user_wants_them() {
        let (mut editor, mut composer) = (Editor::default(), Composer::default());
        for key in "hoaf uyr".chars() {
            composer.key(&mut editor, key, Typing::Telex, Tones::Traditional);
        }
        assert_eq!(editor.text(), "hòa ủy");
    }

    #[test]
    fn a_letter_taken_back_leaves_the_word_open() {
        for (keys, text) in [
            ("nhaam<ts", "nhất"),
            ("hoojj<<oj", "họ"),
            ("hoojp<n", "hộn"),
            ("quyeets<t", "quyết"),
            ("quyeets<nf", "quyền"),
            ("thoo<<ooi", "tôi"),
        ] {
            let (mut editor, mut composer) = (Editor::default(), Composer::default());
            for key in keys.chars() {
                if key == '<' {
                    editor.backspace();
                    composer.shorten(&editor, Typing::Telex, Tones::Modern);
                } else {
                    composer.key(&mut editor, key, Typing::Telex, Tones::Modern);
                }
            }
            assert_eq!(editor.text(), text, "{keys}");
        }
    }

    #[test]
    fn undo_takes_back_the_word_as_it_stood() {
        let (mut editor, mut composer) = (Editor::default(), Composer::default());
        for key in "hopj chi".chars() {
            composer.key(&mut editor, key, Typing::Telex, Tones::Modern);
        }
        assert_eq!(editor.text(), "họp chi");
        editor.undo();
        assert_eq!(editor.text(), "họp ");
        editor.undo();
        editor.undo();
        assert_eq!(editor.text(), "");
    }
}
