//! Vietnamese typed without an input method: sentences letter for letter, and what is no Vietnamese
//! left as it is.

mod support {
    pub mod screen;
    pub mod telex;
}

use std::collections::BTreeSet;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use support::screen::Screen;
use support::telex::{ToneKey, keys_of};
use thuky::app::{Dialog, Msg};
use thuky::line::VERBS;
use thuky::settings::Typing;
use unicode_normalization::UnicodeNormalization;

const PROSE: &str = include_str!("prose/vi.txt");
const WORDS: &str = include_str!("prose/en.txt");
const SYMBOLS: &str = include_str!("prose/symbols.txt");

/// The screen with the caret in a field of text.
fn field(typing: Typing) -> Screen {
    let mut screen = Screen::vi(80, 24).keys("<Enter><Tab><Tab><Tab>m");
    screen.app.typing = typing;
    screen
}

fn text(screen: &Screen) -> String {
    let field = match screen.app.dialogs.last() {
        Some(Dialog::Form(form)) => form.current().and_then(|field| field.editor()),
        Some(Dialog::Prompt(prompt)) => Some(&prompt.editor),
        _ => None,
    };
    field.expect("a field has the caret").text().to_owned()
}

/// What a field holds when these keys have come, each on its own, and the caret left the word.
fn typed(screen: &mut Screen, keys: &str) -> String {
    let clear = KeyEvent::new(KeyCode::Char('u'), KeyModifiers::CONTROL);
    let letters = keys.chars().map(|key| KeyCode::Char(key).into());
    for key in [clear].into_iter().chain(letters).chain([KeyCode::End.into()]) {
        screen.tell(Msg::Key(key));
    }
    text(screen)
}

/// Sentences that came out as others.
fn mistyped(typing: Typing, tone_key: ToneKey) -> Vec<String> {
    let mut screen = field(typing);
    let mut wrong = Vec::new();
    for line in PROSE.lines() {
        let typed = typed(&mut screen, &keys_of(typing, line, tone_key));
        if typed != line {
            wrong.push(format!("{line} → {typed}"));
        }
    }
    wrong
}

/// Words that came out as others in a form.
fn harmed<'a>(typing: Typing, words: impl Iterator<Item = &'a str>) -> Vec<String> {
    harmed_on(field(typing), words)
}

fn harmed_on<'a>(mut screen: Screen, words: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut harmed = Vec::new();
    for word in words {
        let typed = typed(&mut screen, word);
        if typed != word {
            harmed.push(format!("{word} → {typed}"));
        }
    }
    harmed
}

/// Hundredths of a key a letter or sign of the prose takes, rounded up.
fn keys_a_letter(typing: Typing) -> usize {
    let keys: usize =
        PROSE.lines().map(|line| keys_of(typing, line, ToneKey::Last).chars().count()).sum();
    let letters: usize = PROSE.lines().map(|line| line.nfc().count()).sum();
    (keys * 100).div_ceil(letters)
}

#[test]
fn official_prose_is_typed_letter_for_letter_in_telex() {
    assert!(PROSE.lines().count() >= 200);
    assert_eq!(mistyped(Typing::Telex, ToneKey::Last), [""; 0]);
    assert_eq!(mistyped(Typing::Telex, ToneKey::AtOnce), [""; 0]);
    assert!(keys_a_letter(Typing::Telex) <= 131, "{}", keys_a_letter(Typing::Telex));
}

#[test]
fn official_prose_is_typed_letter_for_letter_in_vni() {
    assert_eq!(mistyped(Typing::Vni, ToneKey::Last), [""; 0]);
    assert_eq!(mistyped(Typing::Vni, ToneKey::AtOnce), [""; 0]);
    assert!(keys_a_letter(Typing::Vni) <= 131, "{}", keys_a_letter(Typing::Vni));
}

/// Words whose keys are those of a Vietnamese syllable in Telex: they give that one.
const BOTH: [(&str, &str); 21] = [
    ("air", "ải"),
    ("away", "ây"),
    ("box", "bõ"),
    ("chair", "chải"),
    ("defer", "dể"),
    ("door", "dổ"),
    ("down", "dơn"),
    ("gas", "gá"),
    ("here", "hể"),
    ("honor", "hổn"),
    ("own", "ơn"),
    ("refer", "rể"),
    ("room", "rôm"),
    ("row", "rơ"),
    ("sense", "sến"),
    ("tax", "tã"),
    ("term", "tẻm"),
    ("theme", "thêm"),
    ("town", "tơn"),
    ("turn", "tủn"),
    ("visa", "vía"),
];

#[test]
fn english_words_are_unharmed() {
    let unlike_vietnamese =
        || WORDS.split_whitespace().filter(|word| BOTH.iter().all(|(both, _)| both != word));
    assert!(unlike_vietnamese().count() >= 900);
    assert_eq!(harmed(Typing::Telex, unlike_vietnamese()), [""; 0]);
    assert_eq!(harmed(Typing::Vni, WORDS.split_whitespace()), [""; 0]);
}

#[test]
fn keys_of_a_vietnamese_syllable_give_it() {
    let mut screen = field(Typing::Telex);
    for (english, vietnamese) in BOTH {
        assert_eq!(typed(&mut screen, english), vietnamese);
    }
}

#[test]
fn symbols_of_documents_are_unharmed() {
    assert!(SYMBOLS.split_whitespace().count() >= 100);
    assert_eq!(harmed(Typing::Telex, SYMBOLS.split_whitespace()), [""; 0]);
    assert_eq!(harmed(Typing::Vni, SYMBOLS.split_whitespace()), [""; 0]);
}

#[test]
fn a_word_put_back_can_be_had_as_it_was_made() {
    let mut screen = field(Typing::Telex);
    assert_eq!(typed(&mut screen, "Thoot "), "Thoot ");
    let screen = screen.keys("<C-z><C-z>");
    assert_eq!(text(&screen), "Thôt");
    assert_eq!(text(&screen.keys(" Y")), "Thôt Y");
}

#[test]
fn a_key_switches_what_letters_become() {
    let screen = field(Typing::Off).keys("bij ").keys("<C-t>").keys("bij ");
    assert_eq!(text(&screen), "bij bị ");
    assert!(screen.frame().contains("[Telex]"), "{}", screen.frame());
    let screen = screen.keys("<C-t>").keys("bi5 ");
    assert!(screen.frame().contains("[VNI]"), "{}", screen.frame());
    let screen = screen.keys("<C-t>").keys("bi5");
    assert_eq!(text(&screen), "bij bị bị bi5");
    assert!(!screen.frame().contains("[VNI]"), "{}", screen.frame());
}

#[test]
fn words_of_the_command_line_can_be_typed() {
    let mut words = BTreeSet::new();
    for verb in VERBS {
        words.insert(verb.name().en);
        words.extend(verb.options().flat_map(|(_, forms)| forms[0].iter().copied()));
        words.extend(verb.lists().flat_map(|(_, list)| list).map(|word| word.en));
    }
    for typing in [Typing::Telex, Typing::Vni] {
        let mut screen = Screen::vi(80, 24).keys("<Enter>:");
        screen.app.typing = typing;
        assert_eq!(harmed_on(screen, words.iter().copied()), [""; 0]);
    }
}

/// Keys that come at once.
fn at_once(typing: Typing, keys: &str) -> String {
    let mut screen = field(typing);
    for (index, key) in keys.chars().enumerate() {
        let code = if key == '\n' { KeyCode::Enter } else { KeyCode::Char(key) };
        screen.tell(Msg::Burst { key: code.into(), first: index == 0 });
    }
    text(&screen)
}

#[test]
fn a_slow_line_delivers_what_a_hand_typed() {
    assert_eq!(at_once(Typing::Telex, "nghij "), "nghị ");
    assert_eq!(at_once(Typing::Telex, "Chi booj so"), "Chi bộ so");
}

#[test]
fn a_text_that_no_hand_typed_stands_as_it_came() {
    let text = "chair of the board, as adopted";
    assert_eq!(at_once(Typing::Telex, text), text);
    assert_eq!(at_once(Typing::Vni, "a1 a2 a3 b4 o5 u6 o7"), "a1 a2 a3 b4 o5 u6 o7");
}

#[test]
fn line_breaks_of_what_comes_at_once_stay() {
    for typing in [Typing::Off, Typing::Telex, Typing::Vni] {
        let text = "as of\nthe chair, down\nhere";
        assert_eq!(at_once(typing, text), text);
    }
}

#[test]
fn a_pasted_word_is_not_the_one_being_typed() {
    let mut screen = field(Typing::Telex).keys("an");
    screen.tell(Msg::Paste(" Lan".to_owned()));
    assert_eq!(text(&screen.keys("s")), "an Lans");
}

/// A screen with abbreviations and the caret in a field.
fn abbreviating(typing: Typing) -> Screen {
    let mut screen = field(typing);
    let pairs = [("db", "đảng bộ"), ("cb", "chi bộ"), ("đv", "đảng viên"), ("nq", "nghị quyết")];
    screen.app.abbreviations =
        pairs.into_iter().map(|(short, words)| (short.to_owned(), words.to_owned())).collect();
    screen
}

#[test]
fn an_abbreviation_becomes_what_it_stands_for_when_its_word_ends() {
    for typing in [Typing::Off, Typing::Telex, Typing::Vni] {
        let mut screen = abbreviating(typing);
        for (keys, text) in [
            ("hop cb ngay 3", "hop chi bộ ngay 3"),
            ("Cb. (db), nq: cb", "Chi bộ. (đảng bộ), nghị quyết: cb"),
            ("13-NQ cbx nqs", "13-NQ cbx nqs"),
            ("DB CB a.db 5-cb ", "DB CB a.db 5-cb "),
        ] {
            let made = typed(&mut screen, keys);
            assert_eq!(made, text, "{typing:?}");
        }
    }
    // As it was composed: đ is typed as a Telex typist types it.
    assert_eq!(typed(&mut abbreviating(Typing::Telex), "moojt ddv "), "một đảng viên ");
    // Undo brings it back, and it stays.
    let mut screen = abbreviating(Typing::Telex);
    assert_eq!(typed(&mut screen, "hop cb "), "hop chi bộ ");
    let screen = screen.keys("<C-z>");
    assert_eq!(text(&screen), "hop cb ");
    assert_eq!(text(&screen.keys("nay")), "hop cb nay");
    // The end of the field is the end of a word.
    let screen = abbreviating(Typing::Off).keys("sinh hoat cb<C-s>");
    assert!(screen.frame().contains("sinh hoat chi bộ"), "{}", screen.frame());
}

#[test]
fn abbreviations_lower_the_keys_a_letter_takes() {
    let mut screen = abbreviating(Typing::Telex);
    let short = |text: &str| {
        let pairs = screen.app.abbreviations.clone();
        pairs.iter().fold(text.to_owned(), |text, (short, words)| {
            let words = [(words.clone(), short.clone()), (capital(words), capital(short))];
            words.iter().fold(text, |text, (words, short)| text.replace(words, short))
        })
    };
    let shortened: Vec<(String, String)> =
        PROSE.lines().map(|line| (short(line), line.to_owned())).collect();
    let (mut keys, mut letters) = (0, 0);
    for (line, meant) in shortened {
        // A space behind it ends the last word too.
        let pressed = keys_of(Typing::Telex, &format!("{line} "), ToneKey::Last);
        assert_eq!(typed(&mut screen, &pressed), format!("{meant} "));
        keys += pressed.chars().count();
        letters += meant.chars().count() + 1;
    }
    let ratio =
        f64::from(u32::try_from(keys).unwrap()) / f64::from(u32::try_from(letters).unwrap());
    eprintln!("{keys} keys for {letters} letters and signs: {ratio:.3}");
    assert!(ratio <= 1.3, "{ratio}");
}

/// The same with a capital at its beginning.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first: String =
        letters.next().map(|first| first.to_uppercase().collect()).unwrap_or_default();
    first + letters.as_str()
}
