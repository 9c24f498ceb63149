//! Whatever bytes come in, nothing panics and nothing false comes out.
//!
//! Each target reads a few hundred inputs made from sound ones; `THUKY_FUZZ` says how many. An input
//! that fails is written to `tests/fuzz/found/TARGET-NUMBER` and is read first from then on.

#[expect(dead_code, reason = "each test uses its part")]
#[path = "support/dice.rs"]
mod dice;
#[path = "fuzz/mutate.rs"]
mod mutate;
#[expect(dead_code, reason = "each test uses its part")]
#[path = "support/played.rs"]
mod played;
#[path = "support/screen.rs"]
mod screen;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use dice::{Dice, number_of};
use mutate::mutated;
use played::{BOARD, BOOK, CELL, COUNCIL, SEED, bundle, now};
use screen::Screen;
use thuky::app::Msg;
use thuky::cases;
use thuky::export::{Finding, Wanted, check};
use thuky::journal::{Entry, Journal};
use thuky::line;
use thuky::papers::{self, Format, Paper, PaperKind, Templates, template};
use thuky::profiles::{self, Library};
use thuky::settings::Settings;
use thuky::store::{Reader, Vault, from_json, to_json};

/// Where inputs that failed are kept.
const FOUND: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fuzz/found");

/// Read inputs made from these seeds, as many as `THUKY_FUZZ` says.
fn fuzz(target: &str, usual: u64, seeds: &[Vec<u8>], read: impl Fn(&[u8])) {
    for (path, bytes) in found(target) {
        println!("{}", path.display());
        read(&bytes);
    }
    let mut dice = Dice::new(target);
    for number in 0..number_of("THUKY_FUZZ").unwrap_or(usual) {
        let seed = &seeds[dice.place(seeds.len())];
        let other = &seeds[dice.place(seeds.len())];
        let bytes = mutated(seed, other, &mut dice);
        let done = catch_unwind(AssertUnwindSafe(|| read(&bytes)));
        if let Err(panic) = done {
            let path = Path::new(FOUND).join(format!("{target}-{number}"));
            fs::create_dir_all(FOUND).unwrap();
            fs::write(&path, &bytes).unwrap();
            println!("the input is in {}", path.display());
            resume_unwind(panic);
        }
    }
}

fn found(target: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = fs::read_dir(FOUND).into_iter().flatten().flatten();
    let named = |path: &PathBuf| {
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(target))
    };
    let paths = entries.map(|entry| entry.path()).filter(named);
    paths.map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn sealed(script: &str) -> Journal {
    let mut journal = played::played(script);
    for line in ["close", "read", "adopt", "seal"] {
        let _ = played::give(&mut journal, line);
    }
    journal
}

#[test]
fn a_line_of_a_script_is_an_order_or_refused() {
    let seeds: Vec<Vec<u8>> = [SEED, COUNCIL, CELL, BOARD].map(Into::into).into();
    fuzz("script", 60, &seeds, |bytes| {
        let mut journal = Journal::default();
        let library = Library::default();
        for line in text(bytes).lines().take(60) {
            let Ok(orders) = line::parse_with(line, journal.meeting(), &library) else { continue };
            for order in orders {
                let Ok(entry) = journal.consider(order, now()) else { break };
                journal.push(entry);
            }
        }
        let replayed = Journal::of(journal.entries().to_vec());
        assert_eq!(replayed.meeting(), journal.meeting());
    });
}

#[test]
fn a_record_from_elsewhere_is_what_was_written_or_refused() {
    let journals = [SEED, COUNCIL, CELL].map(sealed);
    let written = |journal: &Journal| {
        let entries = journal.entries();
        to_json(BOOK, entries).expect("a record").into_bytes()
    };
    let seeds: Vec<Vec<u8>> = journals.iter().map(written).collect();
    fuzz("json", 400, &seeds, |bytes| {
        let Ok((book, entries)) = from_json(&text(bytes)) else { return };
        let same = |journal: &Journal| journal.entries() == entries;
        assert!(book == BOOK && journals.iter().any(same), "a changed record was taken");
    });
}

#[test]
fn a_profile_is_rules_or_a_fault() {
    let seeds: Vec<Vec<u8>> =
        profiles::BUILT_IN.iter().map(|(_, source)| source.as_bytes().to_vec()).collect();
    fuzz("profile", 300, &seeds, |bytes| {
        let Ok(profile) = profiles::parse(&text(bytes)) else { return };
        let (id, mut library) = (profile.id.clone(), Library::default());
        library.add(profile);
        let mut journal = Journal::default();
        let lines = [
            format!("convene \"Board\" date 8/11/2026 rules {id}"),
            "member \"Ann Reed\"".into(),
            "member \"Ben Cole\"".into(),
            "present all".into(),
            "open".into(),
            "conclude \"Repair the roof\"".into(),
            "vote 1 yes 1 no 1".into(),
        ];
        for line in lines {
            let Ok(orders) = line::parse_with(&line, journal.meeting(), &library) else { continue };
            for order in orders {
                let Ok(entry) = journal.consider(order, now()) else { break };
                journal.push(entry);
            }
        }
    });
}

#[test]
fn a_template_is_papers_or_a_fault() {
    let seeds: Vec<Vec<u8>> =
        template::BUILT_IN.iter().map(|(_, source)| source.as_bytes().to_vec()).collect();
    let journal = played::played(COUNCIL);
    fuzz("template", 120, &seeds, |bytes| {
        let templates = Templates::default();
        let Ok(own) = template::parse(&text(bytes), templates.all()) else { return };
        for paper in papers::papers_of(journal.meeting(), &own) {
            let document = papers::document(journal.meeting(), paper, &own, None);
            for format in [Format::Txt, Format::Md, Format::Html] {
                thuky::export::render(&document, format).expect("a text can always be written");
            }
        }
    });
}

#[test]
fn settings_are_taken_or_refused() {
    let seed = "[papers]\nfolder = \"/srv/papers\"\n[seal]\nkey = \"~/k\"\n";
    fuzz("settings", 300, &[seed.into()], |bytes| {
        let _: Result<Settings, _> = profiles::from_toml(&text(bytes));
    });
}

#[test]
fn a_case_has_an_answer_or_a_doubt() {
    let seed = include_bytes!("cases/majority.json").to_vec();
    let all: serde_json::Value = serde_json::from_slice(&seed).expect("cases");
    let cases = all["cases"].as_array().expect("a list of cases");
    let seeds: Vec<Vec<u8>> = cases.iter().map(|case| case.to_string().into_bytes()).collect();
    fuzz("case", 2_000, &seeds, |bytes| {
        if let Ok(case) = serde_json::from_slice::<serde_json::Value>(bytes) {
            let _ = cases::answer(&case).to_json();
        }
    });
}

/// A file that was changed is never called ours.
fn held_against_the_register(target: &str, formats: &[Wanted], usual: u64) {
    let journal = sealed(CELL);
    let (bundle, templates) = (bundle(&journal), Templates::default());
    let whole = Paper::whole(PaperKind::Minutes);
    let seeds: Vec<Vec<u8>> = formats
        .iter()
        .map(|wanted| match wanted {
            Wanted::Paper(_, format) => Wanted::Paper(whole, *format),
            other => *other,
        })
        .map(|wanted| bundle.bytes(wanted).expect("a file"))
        .collect();
    let entries = journal.entries().to_vec();
    let find = |book| Ok::<_, ()>((book == BOOK).then(|| entries.clone()));
    for seed in &seeds {
        assert!(check(seed, &templates, find).expect("no fault").is_good());
    }
    let trimmed = |bytes: &[u8]| bytes.trim_ascii().to_vec();
    fuzz(target, usual, &seeds, |bytes| {
        let finding = check(bytes, &templates, find).expect("no fault");
        let ours = seeds.iter().any(|seed| trimmed(seed) == trimmed(bytes));
        // A record may be written in other words that say the same.
        let same = text(bytes).trim_start_matches('\u{feff}').trim_start().starts_with('{')
            && from_json(text(bytes).trim_start_matches('\u{feff}'))
                .is_ok_and(|(_, read)| entries.starts_with(&read));
        let mark = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        let marked = seeds.iter().any(|seed| seed == mark);
        assert!(!finding.is_good() || ours || same || marked, "{finding:?}");
        let _: Finding = finding;
    });
}

const WHOLE: Paper = Paper { kind: PaperKind::Minutes, of: None };

#[test]
fn a_changed_word_processor_file_is_never_called_ours() {
    held_against_the_register("docx", &[Wanted::Paper(WHOLE, Format::Docx)], 150);
}

#[test]
fn a_changed_pdf_is_never_called_ours() {
    held_against_the_register("pdf", &[Wanted::Paper(WHOLE, Format::Pdf)], 60);
}

#[test]
fn a_changed_page_or_record_is_never_called_ours() {
    let formats = [Wanted::Paper(WHOLE, Format::Html), Wanted::Record, Wanted::Seal];
    held_against_the_register("page", &formats, 150);
}

/// A ledger with anything in it: what is read of it is what was written, and no other meeting
/// suffers.
#[test]
fn a_ledger_is_what_was_written_or_named_as_damaged() {
    let place = tempfile::tempdir().expect("a folder");
    let whole = place.path().join("whole");
    let journals = [SEED, COUNCIL].map(played::played);
    let (mut vault, _) = Vault::open(&whole).expect("a register");
    let books = journals.each_ref().map(|journal| vault.create(journal.entries()).expect("kept"));
    drop(vault);
    let ledgers = whole.join("ledger");
    let mut files: Vec<PathBuf> =
        fs::read_dir(&ledgers).expect("ledgers").map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let seeds: Vec<Vec<u8>> = files.iter().map(|path| fs::read(path).expect("a ledger")).collect();
    let is_of =
        |seed: &[u8], book: &thuky::register::BookId| text(seed).contains(&book.to_string());
    fuzz("ledger", 60, &seeds, |bytes| {
        let damaged = tempfile::tempdir().expect("a folder");
        let register = damaged.path();
        fs::create_dir(register.join("ledger")).expect("a folder");
        // In the place of the first meeting's ledger; the second one's is whole.
        for (path, seed) in files.iter().zip(&seeds) {
            let to = register.join("ledger").join(path.file_name().expect("a name"));
            let first = is_of(seed, &books[0]) && !is_of(seed, &books[1]);
            fs::write(to, if first { bytes } else { seed }).expect("written");
        }
        let Ok((mut reader, _)) = Reader::open(register) else { panic!("the register is shut") };
        let headers = reader.headers();
        assert!(headers.iter().any(|header| header.id == books[1]), "another meeting is gone");
        for header in headers {
            let Ok((entries, _)) = reader.load(header.id) else { continue };
            let written = |journal: &Journal| holds(journal.entries(), &entries);
            assert!(journals.iter().any(written), "something was read that nobody wrote");
        }
    });
}

/// Whether all of these entries stand among the others, in their order.
fn holds(all: &[Entry], some: &[Entry]) -> bool {
    let mut rest = all.iter();
    some.iter().all(|entry| rest.any(|other| other == entry))
}

#[test]
fn keys_of_any_kind_at_any_size_show_a_frame() {
    let seeds: [&[u8]; 3] =
        [b"\raFence\x13>\t\t\tv1\r\x1b?", b"\r\tfdpl/tr\r\x1b", b"\x0eA\t\t\x13"];
    let seeds: Vec<Vec<u8>> = seeds.map(<[u8]>::to_vec).into();
    fuzz("keys", 60, &seeds, |bytes| {
        let mut screen = Screen::en(80, 24);
        for (place, byte) in bytes.iter().take(200).enumerate() {
            if place % 16 == 15 {
                screen.resize(1 + u16::from(*byte) % 140, 1 + u16::from(*byte) / 6);
            }
            screen.tell(Msg::Key(key(*byte)));
            screen.frame();
        }
    });
}

fn key(byte: u8) -> KeyEvent {
    let plain = |code| KeyEvent::new(code, KeyModifiers::NONE);
    match byte {
        b'\r' => plain(KeyCode::Enter),
        b'\t' => plain(KeyCode::Tab),
        0x1b => plain(KeyCode::Esc),
        0x7f => plain(KeyCode::Backspace),
        0x01..=0x1a => {
            KeyEvent::new(KeyCode::Char((b'a' - 1 + byte).into()), KeyModifiers::CONTROL)
        }
        0x20..=0x7e => plain(KeyCode::Char(byte.into())),
        0x80..=0x8b => plain(KeyCode::F(byte - 0x7f)),
        0x90 => plain(KeyCode::Up),
        0x91 => plain(KeyCode::Down),
        0x92 => plain(KeyCode::Left),
        0x93 => plain(KeyCode::Right),
        0x94 => plain(KeyCode::Delete),
        0x95 => plain(KeyCode::Home),
        0x96 => plain(KeyCode::End),
        0x97 => plain(KeyCode::PageDown),
        other => plain(KeyCode::Char(other.into())),
    }
}
