//! Ledgers that other programs saved, renamed, swapped, emptied or put something else in the place of:
//! nothing vanishes, and one bad file shuts one meeting.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use rustix::fs::{CWD, FileType, Mode, mknodat};
use tempfile::TempDir;
use thuky::journal::Entry;
use thuky::register::BookId;
use thuky::store::{Fault, Notice, Problem, Reader, Vault};

use crate::kit::{book_of, copy_tree, keep_from, ledger_of, register, serious};

/// How a program saves a text.
type Save<'a> = dyn Fn(&str) -> Vec<u8> + 'a;
/// Puts something under a name.
type Put = dyn Fn(&Path);
type Books = Vec<(BookId, Vec<Entry>)>;

/// Everything but the ledgers is gone, the docket with it.
fn ledgers_alone(sizes: &[u64]) -> (TempDir, Books) {
    let (folder, books) = register(sizes);
    fs::remove_dir_all(folder.path().join("store")).unwrap();
    for name in ["index", "index.log"] {
        let _ = fs::remove_file(folder.path().join(name));
    }
    fs::remove_file(ledger_of(folder.path(), BookId::NONE)).unwrap();
    (folder, books)
}

/// What an opening tells, but that the store and the docket were built anew.
fn told(notices: &[Notice]) -> Vec<Notice> {
    let expected = |notice: &Notice| {
        matches!(notice, Notice::StoreRebuilt { .. } | Notice::DocketRebuilt { .. })
    };
    serious(notices).into_iter().filter(|notice| !expected(notice)).collect()
}

#[track_caller]
fn require_all(folder: &Path, books: &Books) -> Vec<Notice> {
    let (mut reader, _) = Reader::open(folder).unwrap();
    for (book, entries) in books {
        assert_eq!(&reader.load(*book).unwrap().0, entries);
    }
    let (mut vault, notices) = Vault::open(folder).unwrap();
    for (book, entries) in books {
        assert_eq!(&vault.load(*book).unwrap(), entries);
    }
    assert!(vault.verify().iter().all(|report| report.problems.is_empty()));
    drop(vault);
    // What was mended is mended for good.
    let (_, again) = Vault::open(folder).unwrap();
    assert_eq!(serious(&again), []);
    told(&notices)
}

#[test]
fn line_ends_marks_and_a_missing_last_one_lose_nothing() {
    let wide = |text: &str| -> Vec<u8> {
        [
            0xFFFE_u16.to_be_bytes().to_vec(),
            text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        ]
        .concat()
    };
    let saved: [&Save<'_>; 5] = [
        &|text| text.replace('\n', "\r\n").into_bytes(),
        &|text| format!("\u{feff}{text}").into_bytes(),
        &|text| text.trim_end().as_bytes().to_vec(),
        &|text| wide(&text.replace('\n', "\r\n")),
        &|text| format!("\u{feff}{}", text.replace('\n', "\r\n").trim_end()).into_bytes(),
    ];
    for save in saved {
        let (folder, books) = ledgers_alone(&[6, 4]);
        let path = ledger_of(folder.path(), books[0].0);
        let own = fs::read_to_string(&path).unwrap();
        fs::write(&path, save(&own)).unwrap();
        let found = require_all(folder.path(), &books);
        let [Notice::LedgerRewritten { book, kept_as }] = &found[..] else { panic!("{found:?}") };
        assert_eq!(*book, books[0].0);
        assert_eq!(fs::read(kept_as).unwrap(), save(&own));
        assert_eq!(fs::read_to_string(&path).unwrap(), own);
    }
}

#[test]
fn the_id_inside_counts_and_not_the_name() {
    // Renamed: it gets its own name again.
    let (folder, books) = ledgers_alone(&[6, 4]);
    let path = ledger_of(folder.path(), books[0].0);
    let other = path.with_file_name("minutes.jsonl");
    fs::rename(&path, &other).unwrap();
    let found = require_all(folder.path(), &books);
    assert_eq!(found, [Notice::LedgerRenamed { book: books[0].0, from: other.clone() }]);
    assert!(path.exists() && !other.exists());

    // Swapped.
    let (folder, books) = ledgers_alone(&[6, 4]);
    let [one, two] = [0, 1].map(|at: usize| ledger_of(folder.path(), books[at].0));
    let (first, second) = (fs::read(&one).unwrap(), fs::read(&two).unwrap());
    fs::write(&one, &second).unwrap();
    fs::write(&two, &first).unwrap();
    let found = require_all(folder.path(), &books);
    let rewritten = found.iter().filter(|notice| matches!(notice, Notice::LedgerRewritten { .. }));
    assert_eq!(rewritten.count(), 2, "{found:?}");
    assert_eq!((fs::read(&one).unwrap(), fs::read(&two).unwrap()), (first, second));

    // A good copy heals a damaged original.
    let (folder, books) = ledgers_alone(&[6, 4]);
    let path = ledger_of(folder.path(), books[0].0);
    let whole = fs::read(&path).unwrap();
    fs::write(path.with_file_name("x (1).jsonl"), &whole).unwrap();
    let mut bytes = whole.clone();
    bytes[whole.len() / 2] ^= 1;
    fs::write(&path, bytes).unwrap();
    let found = require_all(folder.path(), &books);
    assert!(matches!(found[..], [Notice::LedgerRewritten { .. }]), "{found:?}");
    assert_eq!(fs::read(&path).unwrap(), whole);

    // Lines doubled and out of order.
    let (folder, books) = ledgers_alone(&[6, 4]);
    let path = ledger_of(folder.path(), books[0].0);
    let own = fs::read_to_string(&path).unwrap();
    let mut lines: Vec<&str> = own.split_inclusive('\n').collect();
    lines.swap(1, 4);
    lines.push(lines[2]);
    fs::write(&path, lines.concat()).unwrap();
    let found = require_all(folder.path(), &books);
    assert!(matches!(found[..], [Notice::LedgerRewritten { .. }]), "{found:?}");
    assert_eq!(fs::read_to_string(&path).unwrap(), own);
}

#[test]
fn a_file_that_says_nothing_is_named() {
    let (folder, books) = ledgers_alone(&[6]);
    let path = folder.path().join("ledger/minutes.jsonl");
    fs::write(&path, "no ledger at all\n").unwrap();
    for _ in 0..2 {
        let (mut vault, notices) = Vault::open(folder.path()).unwrap();
        assert_eq!(told(&notices), [Notice::Stray { path: path.clone() }]);
        assert_eq!(&vault.load(books[0].0).unwrap(), &books[0].1);
    }
    assert_eq!(fs::read(&path).unwrap(), b"no ledger at all\n");
}

#[test]
fn damage_at_the_end_is_no_torn_tail() {
    // Whole lines that cannot be read.
    let (folder, books) = ledgers_alone(&[6, 4]);
    let (book, entries) = &books[0];
    let path = ledger_of(folder.path(), *book);
    let mut bytes = fs::read(&path).unwrap();
    let last = bytes.len() - 60;
    bytes[last] ^= 1;
    fs::write(&path, bytes).unwrap();
    let (mut vault, notices) = Vault::open(folder.path()).unwrap();
    let found = told(&notices);
    let lost = |notice: &Notice| matches!(notice, Notice::TailLost { lines: 1, .. });
    assert!(found.len() == 1 && lost(&found[0]) && found[0].is_unmended(), "{found:?}");
    assert_eq!(found[0].book(), Some(*book));
    assert_eq!(vault.load(*book).unwrap(), entries[..5]);

    // A line that was never finished.
    let (folder, books) = ledgers_alone(&[6, 4]);
    let path = ledger_of(folder.path(), books[0].0);
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..bytes.len() - 60]).unwrap();
    let (_, notices) = Vault::open(folder.path()).unwrap();
    let found = told(&notices);
    assert!(matches!(found[..], [Notice::TornTail { lines: 0, .. }]), "{found:?}");
}

#[test]
fn an_emptied_ledger_is_a_lost_meeting() {
    for contents in ["", "\0\0\0\0\0\0\0\0"] {
        let (folder, books) = ledgers_alone(&[6, 4]);
        let book = books[0].0;
        fs::write(ledger_of(folder.path(), book), contents).unwrap();
        let (mut vault, notices) = Vault::open(folder.path()).unwrap();
        let lost = Notice::MeetingLost { book, entries: 0 };
        assert!(notices.contains(&lost), "{notices:?}");
        let header = vault.header(book).unwrap();
        assert_eq!(
            (header.body.as_str(), header.date.to_string()),
            ("chi bo thon doai", "2026-11-08".into())
        );
        assert_eq!(vault.load(books[1].0).unwrap(), books[1].1);
    }
}

#[test]
fn a_ledger_cut_between_two_lines_is_missed_by_the_index() {
    let (folder, books) = register(&[6, 4]);
    let book = books[0].0;
    let path = ledger_of(folder.path(), book);
    let text = fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    fs::write(&path, lines[..4].concat()).unwrap();
    fs::remove_dir_all(folder.path().join("store")).unwrap();
    let (_, notices) = Vault::open(folder.path()).unwrap();
    assert!(notices.contains(&Notice::Gap { book, from: 5, to: 6 }), "{notices:?}");
}

#[test]
fn one_bad_file_shuts_one_meeting() {
    let put: [(&str, &Put); 4] = [
        ("a folder", &|path| fs::create_dir(path).unwrap()),
        ("a pipe", &|path| {
            mknodat(CWD, path, FileType::Fifo, Mode::from_raw_mode(0o600), 0).unwrap();
        }),
        ("a link that leads nowhere", &|path| symlink("/nowhere/at/all", path).unwrap()),
        ("a link to itself", &|path| symlink(path, path).unwrap()),
    ];
    for (what, put) in put {
        for with_store in [true, false] {
            let (folder, books) = register(&[6, 4]);
            let (book, entries) = &books[0];
            let path = ledger_of(folder.path(), *book);
            fs::remove_file(&path).unwrap();
            put(&path);
            if !with_store {
                fs::remove_dir_all(folder.path().join("store")).unwrap();
            }
            let copy = tempfile::tempdir().unwrap();
            copy_regular(folder.path(), copy.path(), &path);
            put(&ledger_path(copy.path(), &path));
            let check = |mut vault: Vault, notices: &[Notice]| {
                let named = |notice: &Notice| matches!(notice, Notice::Unreadable { book: of, .. } if of == book);
                assert!(notices.iter().any(named), "{what}: {notices:?}");
                assert_eq!(vault.load(books[1].0).unwrap(), books[1].1, "{what}");
                let loaded = vault.load(*book);
                if with_store {
                    assert_eq!(loaded.as_ref(), Ok(entries), "{what}");
                } else {
                    assert!(matches!(loaded, Err(Fault::Damaged { .. })), "{what}: {loaded:?}");
                }
                let next = Entry { seq: 7, ..entries[5].clone() };
                let kept = vault.keep(*book, &[next], vault.header(*book).unwrap().clone());
                assert!(kept.is_err(), "{what}");
                let wrong = vault.verify().into_iter().find(|report| report.book == *book);
                let problems = wrong.unwrap().problems;
                assert!(
                    matches!(problems[..], [Problem::Unreadable { .. }]),
                    "{what}: {problems:?}"
                );
            };
            let (mut reader, _) = Reader::open(folder.path()).unwrap();
            assert!(reader.load(*book).is_err(), "{what}");
            assert_eq!(reader.load(books[1].0).unwrap().0, books[1].1, "{what}");
            let (vault, notices) = Vault::open(folder.path()).unwrap();
            check(vault, &notices);
            let mut vault = Vault::open_listed(copy.path()).unwrap();
            while vault.check_next().unwrap() {}
            let notices = vault.take_news().notices;
            check(vault, &notices);
        }
    }
}

/// Copy a register but for one file, which is none.
fn copy_regular(from: &Path, to: &Path, but: &Path) {
    let aside = tempfile::tempdir().unwrap();
    let kept = aside.path().join("kept");
    fs::rename(but, &kept).unwrap();
    copy_tree(from, to);
    fs::rename(&kept, but).unwrap();
}

fn ledger_path(folder: &Path, of: &Path) -> std::path::PathBuf {
    folder.join("ledger").join(of.file_name().unwrap())
}

#[test]
fn a_store_that_went_back_and_no_ledgers_is_missed_by_the_index() {
    let (folder, books) = register(&[4, 3]);
    let older = tempfile::tempdir().unwrap();
    copy_tree(&folder.path().join("store"), older.path());
    let book = books[0].0;
    let more = book_of("Chi bộ Thôn Đoài", 6);
    let (mut vault, _) = Vault::open(folder.path()).unwrap();
    keep_from(&mut vault, book, &more, 4);
    drop(vault);
    for name in ["store", "ledger"] {
        fs::remove_dir_all(folder.path().join(name)).unwrap();
    }
    copy_tree(older.path(), &folder.path().join("store"));
    let (mut vault, notices) = Vault::open(folder.path()).unwrap();
    assert!(notices.contains(&Notice::Gap { book, from: 5, to: 6 }), "{notices:?}");
    assert_eq!(vault.load(book).unwrap(), more[..4]);
}
