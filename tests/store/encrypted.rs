//! An encrypted register keeps every promise of a plain one, and says nothing to whoever has no key.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use thuky::journal::Entry;
use thuky::register::BookId;
use thuky::store::{
    Cipher, NotConverted, NotUnlocked, Notice, OpenError, Problem, Reader, Vault, change, convert,
    is_locked, unlock, verify_keyless,
};

use crate::kit::{book_of, header, keep_from, ledger_of, serious};

const PASSPHRASE: &str = "một hai ba, bốn năm";

/// What must not be found in any byte: of texts, names, dates.
const SAID: [&str; 8] = [
    "Chi bộ Thôn Đoài",
    "chi-bo-thon-doai",
    "Hội đồng",
    "hoi-dong",
    "Nguyễn Văn",
    "Đảng bộ xã",
    "Nhà văn hóa",
    "2026-11-08",
];

/// A register of two meetings, whose meetings' ids tell no day of those above.
struct Place {
    _home: TempDir,
    register: PathBuf,
    books: Vec<(BookId, Vec<Entry>)>,
}

fn plain() -> Place {
    let home = tempfile::tempdir().unwrap();
    let register = home.path().join("register");
    let (mut vault, _) = Vault::open(&register).unwrap();
    let mut books = Vec::new();
    for (name, count) in [("Chi bộ Thôn Đoài", 40), ("Hội đồng", 9)] {
        let entries = book_of(name, count);
        let book = vault.create(&entries[..1]).unwrap();
        keep_from(&mut vault, book, &entries, 1);
        books.push((book, entries));
    }
    drop(vault);
    fs::write(register.join("settings.toml"), "").unwrap();
    Place { _home: home, register, books }
}

fn encrypted() -> (Place, Cipher, String) {
    let place = plain();
    let words = convert(&place.register, &Cipher::default(), Some(PASSPHRASE)).unwrap().unwrap();
    let cipher = unlock(&place.register, PASSPHRASE).unwrap().cipher();
    (place, cipher, words)
}

fn opened(register: &Path, cipher: &Cipher) -> Vault {
    let (vault, notices) = Vault::open_with(register, cipher).unwrap();
    assert!(serious(&notices).is_empty(), "{notices:?}");
    vault
}

fn assert_whole(place: &Place, cipher: &Cipher) {
    let mut vault = opened(&place.register, cipher);
    for (book, entries) in &place.books {
        assert_eq!(vault.load(*book).unwrap(), *entries);
    }
    assert!(vault.verify().iter().all(|report| report.problems.is_empty()), "{:?}", vault.verify());
    drop(vault);
    let (mut reader, notices) = Reader::open_with(&place.register, cipher).unwrap();
    assert!(notices.is_empty(), "{notices:?}");
    for (book, entries) in &place.books {
        assert_eq!(reader.load(*book).unwrap(), (entries.clone(), Vec::new()));
    }
}

/// Every file of a register and its name, as bytes; and the same as UTF-16.
fn assert_says_nothing(register: &Path) {
    for path in all_files(register) {
        let mut bytes = fs::read(&path).unwrap();
        bytes.extend(path.strip_prefix(register).unwrap().to_string_lossy().bytes());
        for said in SAID {
            let wide: Vec<u8> = said.encode_utf16().flat_map(u16::to_le_bytes).collect();
            for needle in [said.as_bytes(), &wide] {
                let found = bytes.windows(needle.len()).any(|window| window == needle);
                assert!(!found, "{said} in {}", path.display());
            }
        }
    }
}

/// Every file of a folder and those below it.
fn all_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { all_files(&path) } else { vec![path] }).collect()
}

#[test]
fn nothing_of_a_text_a_name_or_a_date_is_in_any_byte_of_the_folder() {
    let (place, cipher, _) = encrypted();
    assert_says_nothing(&place.register);
    assert_whole(&place, &cipher);
    // What is written from now on, too; and what a draft holds.
    let mut vault = opened(&place.register, &cipher);
    let (book, entries) = &place.books[1];
    let more = book_of("Hội đồng", 30);
    assert_eq!(&more[..entries.len()], entries);
    keep_from(&mut vault, *book, &more, entries.len());
    vault.create(&book_of("Chi bộ Thôn Đoài", 3)).unwrap();
    drop(vault);
    assert_says_nothing(&place.register);
    let above = place.register.parent().unwrap();
    assert_eq!(fs::read_dir(above).unwrap().count(), 1, "the plain register is still there");
}

#[test]
fn without_the_key_nothing_opens_and_damage_is_found() {
    let (place, _, _) = encrypted();
    assert!(is_locked(&place.register));
    assert_eq!(Vault::open(&place.register).err(), Some(OpenError::Locked));
    assert_eq!(Vault::open_listed(&place.register).err(), Some(OpenError::Locked));
    assert_eq!(Reader::open(&place.register).err(), Some(OpenError::Locked));
    assert_eq!(unlock(&place.register, "khác").err(), Some(NotUnlocked::Wrong));
    let problems = || -> Vec<(BookId, Problem)> {
        let reports = verify_keyless(&place.register).unwrap().into_iter();
        reports.flat_map(|one| one.problems.into_iter().map(move |what| (one.book, what))).collect()
    };
    assert_eq!(problems(), []);
    let (book, _) = place.books[0];
    let path = ledger_of(&place.register, book);
    let whole = fs::read(&path).unwrap();
    for at in [300, whole.len() / 2, whole.len() - 40] {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        fs::write(&path, bytes).unwrap();
        let found = problems();
        assert!(found.iter().any(|(of, _)| *of == book), "byte {at}: {found:?}");
    }
    // A line cut out, and its like put in from elsewhere.
    let lines: Vec<&[u8]> = whole.split_inclusive(|byte| *byte == b'\n').collect();
    fs::write(&path, [&lines[..5], &lines[6..]].concat().concat()).unwrap();
    assert!(problems().contains(&(book, Problem::LedgerLacks { seq: 6 })), "{:?}", problems());
    fs::remove_file(&path).unwrap();
    assert!(problems().contains(&(book, Problem::LedgerMissing)), "{:?}", problems());
}

#[test]
fn either_side_of_an_encrypted_register_mends_the_other() {
    let (place, cipher, _) = encrypted();
    let mend = |what: &dyn Fn()| {
        what();
        let (vault, notices) = Vault::open_with(&place.register, &cipher).unwrap();
        assert!(!notices.is_empty() && !notices.iter().any(Notice::is_unmended), "{notices:?}");
        drop(vault);
        assert_whole(&place, &cipher);
        assert_says_nothing(&place.register);
    };
    mend(&|| fs::remove_dir_all(place.register.join("store")).unwrap());
    let (book, _) = place.books[0];
    mend(&|| fs::remove_file(ledger_of(&place.register, book)).unwrap());
    mend(&|| {
        let path = ledger_of(&place.register, book);
        let mut bytes = fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 4;
        fs::write(path, bytes).unwrap();
    });
}

#[test]
fn a_line_that_was_never_encrypted_with_the_key_is_none() {
    let (place, cipher, _) = encrypted();
    // Of another register with the same meetings, another key, and every checksum right.
    let other = plain();
    convert(&other.register, &Cipher::default(), Some("khác")).unwrap();
    let (book, entries) = &place.books[0];
    let path = ledger_of(&place.register, *book);
    let plain = plain();
    let theirs = [
        ledger_of(&other.register, other.books[0].0),
        ledger_of(&plain.register, plain.books[0].0),
    ];
    for theirs in theirs {
        let their_book = theirs.file_stem().unwrap().to_string_lossy().into_owned();
        let their_book = their_book.rsplit('_').next().unwrap().to_owned();
        let text = fs::read_to_string(theirs).unwrap().replace(&their_book, &book.to_string());
        fs::write(&path, text).unwrap();
        let mut vault = Vault::open_with(&place.register, &cipher).unwrap().0;
        assert_eq!(vault.load(*book).unwrap(), *entries);
    }
}

#[test]
fn a_passphrase_is_changed_without_writing_anything_else() {
    let (place, _, words) = encrypted();
    let before: Vec<(PathBuf, Vec<u8>)> = all_files(&place.register)
        .into_iter()
        .filter(|path| !path.ends_with("key.json"))
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect();
    let key = unlock(&place.register, PASSPHRASE).unwrap();
    change(&place.register, &key, "mới").unwrap();
    assert_eq!(unlock(&place.register, PASSPHRASE).err(), Some(NotUnlocked::Wrong));
    for (path, bytes) in before {
        assert_eq!(fs::read(&path).unwrap(), bytes, "{}", path.display());
    }
    for said in ["mới", &words] {
        let again = unlock(&place.register, said).unwrap().cipher();
        assert_whole(&place, &again);
    }
}

#[test]
fn a_register_decrypted_is_what_it_was() {
    let (place, cipher, _) = encrypted();
    assert_eq!(convert(&place.register, &cipher, None), Ok(None));
    assert!(!is_locked(&place.register));
    assert_whole(&place, &Cipher::default());
    assert!(place.register.join("settings.toml").exists());
    let (mut vault, _) = Vault::open(&place.register).unwrap();
    let (book, entries) = &place.books[1];
    vault.keep(*book, &[], header(*book, entries)).unwrap();
}

#[test]
fn a_damaged_register_is_not_converted() {
    let place = plain();
    let (book, _) = place.books[0];
    // Both sides lack the same entry.
    let path = ledger_of(&place.register, book);
    let text = fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    fs::write(&path, [&lines[..5], &lines[6..]].concat().concat()).unwrap();
    fs::remove_dir_all(place.register.join("store")).unwrap();
    let before = fs::read(&path).unwrap();
    let refused = convert(&place.register, &Cipher::default(), Some(PASSPHRASE));
    assert_eq!(refused, Err(NotConverted::Damaged { meetings: 1 }));
    assert_eq!(fs::read(&path).unwrap(), before);
    assert!(!is_locked(&place.register));
}
