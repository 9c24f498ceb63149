//! The docket misses what is gone or was changed on every other side.

use std::fs;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, FileType, Mode, mknodat};
use tempfile::TempDir;
use thuky::domain::Fact;
use thuky::journal::{Act, Entry};
use thuky::register::BookId;
use thuky::store::{
    Fault, Imported, Notice, Op, Problem, Reader, Sled, Store, Vault, from_json, to_json,
};

use crate::kit::{
    at, book_of, check_all, copy_tree, header, keep_from, ledger_of, register, serious,
};

const DOCKET: BookId = BookId::NONE;

/// The first entries of a meeting whose fifth seals what stands before it.
fn sealed(place: &str) -> Vec<Entry> {
    let mut entries = book_of("Chi bộ Thôn Đoài", 4);
    if let Act::Did(facts) = &mut entries[1].act
        && let Fact::DetailStated { text, .. } = &mut facts[0]
    {
        place.clone_into(text);
    }
    let time = at(5).naive_local();
    let act = Act::Did(vec![Fact::PapersSealed { time, template: "party".into() }]);
    entries.push(Entry { seq: 5, clock: 5, at: at(5), act, ..entries[3].clone() });
    entries
}

/// A register with a sealed meeting and another.
fn sealed_register(place: &str) -> (TempDir, BookId, BookId) {
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, _) = Vault::open(folder.path()).unwrap();
    let entries = sealed(place);
    let book = vault.create(&entries[..1]).unwrap();
    keep_from(&mut vault, book, &entries, 1);
    let other = vault.create(&book_of("Hội đồng", 3)).unwrap();
    (folder, book, other)
}

/// Everything but the ledgers is gone: what the store and the index knew, they know no more.
fn leave_ledgers_alone(folder: &Path) {
    fs::remove_dir_all(folder.join("store")).unwrap();
    for name in ["index", "index.log"] {
        let _ = fs::remove_file(folder.join(name));
    }
}

fn docket_of(folder: &Path) -> PathBuf {
    ledger_of(folder, DOCKET)
}

#[test]
fn what_a_meeting_begins_and_seals_is_noted_once() {
    let (folder, book, other) = sealed_register("Nhà văn hóa");
    let docket = fs::read_to_string(docket_of(folder.path())).unwrap();
    let noted: Vec<&str> = docket.lines().collect();
    assert_eq!(noted.len(), 3);
    for (line, (fact, of)) in
        noted.iter().zip([("MeetingBegun", book), ("PapersSealed", book), ("MeetingBegun", other)])
    {
        assert!(line.contains(fact) && line.contains(&of.to_string()), "{line}");
    }
    let whole = [(book, sealed("Nhà văn hóa")), (other, book_of("Hội đồng", 3))];
    assert_eq!(serious(&check_all(folder.path(), &whole)), []);
    assert_eq!(fs::read_to_string(docket_of(folder.path())).unwrap(), docket);
}

#[test]
fn a_sealed_meeting_rewritten_on_both_sides_is_told() {
    let (folder, book, other) = sealed_register("Nhà văn hóa");
    // The same meeting with another word in it, chained anew, and nothing left to hold it against.
    let elsewhere = tempfile::tempdir().unwrap();
    let (mut vault, _) = Vault::open(elsewhere.path()).unwrap();
    assert_eq!(vault.import(book, &sealed("Đình làng")), Ok(Imported::New));
    drop(vault);
    leave_ledgers_alone(folder.path());
    fs::copy(ledger_of(elsewhere.path(), book), ledger_of(folder.path(), book)).unwrap();

    let told = Notice::SealDiffers { book, entries: 5 };
    let (mut reader, _) = Reader::open(folder.path()).unwrap();
    assert_eq!(reader.load(book).unwrap(), (sealed("Đình làng"), vec![told.clone()]));
    let problem = Problem::SealDiffers { entries: 5 };
    let wrong = |reports: Vec<thuky::store::BookReport>| -> Vec<(BookId, Vec<Problem>)> {
        let wrong = reports.into_iter().filter(|report| !report.problems.is_empty());
        wrong.map(|report| (report.book, report.problems)).collect()
    };
    assert_eq!(wrong(reader.verify()), [(book, vec![problem.clone()])]);

    let (mut vault, notices) = Vault::open(folder.path()).unwrap();
    assert!(notices.contains(&told), "{notices:?}");
    assert_eq!(wrong(vault.verify()), [(book, vec![problem])]);
    let entries = vault.load(book).unwrap();
    assert_eq!(entries, sealed("Đình làng"));
    let next = Entry { seq: 6, clock: 6, ..entries[1].clone() };
    let refused = vault.keep(book, std::slice::from_ref(&next), header(book, &entries));
    assert_eq!(refused, Err(Fault::Conflict { book, seq: 6 }));
    assert_eq!(vault.load(other).unwrap(), book_of("Hội đồng", 3));
    drop(vault);
    // And at every opening, also by the index.
    let mut vault = Vault::open_listed(folder.path()).unwrap();
    assert!(vault.take_news().notices.contains(&told));
}

#[test]
fn a_meeting_taken_out_of_everything_else_is_named_and_can_be_brought_back() {
    let (folder, book, _) = sealed_register("Nhà văn hóa");
    let json = to_json(book, &sealed("Nhà văn hóa")).unwrap();
    leave_ledgers_alone(folder.path());
    fs::remove_file(ledger_of(folder.path(), book)).unwrap();
    let lost = Notice::MeetingLost { book, entries: 5 };
    for _ in 0..2 {
        let (vault, notices) = Vault::open(folder.path()).unwrap();
        assert!(notices.contains(&lost), "{notices:?}");
        assert_eq!(vault.header(book).unwrap().body, "Chi bộ Thôn Đoài");
    }
    let (mut vault, _) = Vault::open(folder.path()).unwrap();
    let (id, entries) = from_json(&json).unwrap();
    assert_eq!(vault.import(id, &entries), Ok(Imported::New));
    drop(vault);
    let (mut vault, notices) = Vault::open(folder.path()).unwrap();
    assert_eq!(serious(&notices), []);
    assert_eq!(vault.load(book).unwrap(), entries);
}

#[test]
fn a_docket_is_healed_from_the_store_and_written_anew_when_both_sides_lack_it() {
    let (folder, book, other) = sealed_register("Nhà văn hóa");
    let whole = [(book, sealed("Nhà văn hóa")), (other, book_of("Hội đồng", 3))];
    let path = docket_of(folder.path());
    let docket = fs::read(&path).unwrap();
    for at in [40, docket.len() / 2, docket.len() - 40] {
        let mut bytes = docket.clone();
        bytes[at] ^= 4;
        fs::write(&path, bytes).unwrap();
        let found = serious(&check_all(folder.path(), &whole));
        let of_docket = |notice: &Notice| notice.book() == Some(DOCKET) && !notice.is_unmended();
        assert!(!found.is_empty() && found.iter().all(of_docket), "{found:?}");
        assert_eq!(fs::read(&path).unwrap(), docket);
    }
    fs::remove_file(&path).unwrap();
    assert_eq!(
        serious(&check_all(folder.path(), &whole)),
        [Notice::LedgerRefilled { book: DOCKET, entries: 3 }]
    );
    fs::remove_file(&path).unwrap();
    forget_in_store(folder.path(), DOCKET);
    assert_eq!(serious(&check_all(folder.path(), &whole)), [Notice::DocketRebuilt { meetings: 2 }]);
    let again = fs::read_to_string(&path).unwrap();
    assert_eq!(again.lines().count(), 3);
}

fn forget_in_store(folder: &Path, book: BookId) {
    let mut store = Sled::open(&folder.join("store")).unwrap();
    for kind in [b"e", b"h", b"m"] {
        let prefix = [&kind[..], &book.0].concat();
        let found = store.scan(&prefix, None, 100).unwrap();
        let ops: Vec<Op> = found.into_iter().map(|(key, _)| Op::Delete(key)).collect();
        store.commit(&[], &ops).unwrap();
    }
}

#[test]
fn what_was_not_noted_when_the_program_died_is_noted_at_the_next_opening() {
    let (folder, book, other) = sealed_register("Nhà văn hóa");
    let before = tempfile::tempdir().unwrap();
    copy_tree(folder.path(), before.path());
    // As if it had died after the last meeting was on disk and before the docket named it.
    let path = docket_of(folder.path());
    let docket = fs::read_to_string(&path).unwrap();
    let last = docket.lines().next_back().unwrap();
    fs::write(&path, docket.strip_suffix(&format!("{last}\n")).unwrap()).unwrap();
    forget_in_store(folder.path(), DOCKET);
    fs::remove_file(folder.path().join("index")).unwrap();
    let whole = [(book, sealed("Nhà văn hóa")), (other, book_of("Hội đồng", 3))];
    let found = serious(&check_all(folder.path(), &whole));
    assert_eq!(found, [Notice::StoreRefilled { book: DOCKET, entries: 2 }]);
    assert_eq!(fs::read_to_string(&path).unwrap(), docket);
}

#[test]
fn a_docket_that_contradicts_itself_keeps_no_meeting_shut() {
    let (folder, mut books) = register(&[3, 2]);
    let (forged, _) = register(&[4, 2]);
    fs::copy(docket_of(forged.path()), docket_of(folder.path())).unwrap();
    for _ in 0..2 {
        let (mut vault, notices) = Vault::open(folder.path()).unwrap();
        assert!(notices.contains(&Notice::Differs { book: DOCKET, seq: 1 }), "{notices:?}");
        let (book, entries) = &mut books[0];
        let more = book_of("Chi bộ Thôn Đoài", u64::try_from(entries.len() + 1).unwrap());
        keep_from(&mut vault, *book, &more, entries.len());
        *entries = more;
        assert_eq!(&vault.load(*book).unwrap(), entries);
    }
}

#[test]
fn something_else_in_the_place_of_the_docket_shuts_no_meeting() {
    for what in ["a folder", "a pipe", "a link that leads nowhere"] {
        for fully in [true, false] {
            let (folder, books) = register(&[3, 2]);
            let path = docket_of(folder.path());
            fs::remove_file(&path).unwrap();
            match what {
                "a folder" => fs::create_dir(&path).unwrap(),
                "a pipe" => {
                    mknodat(CWD, &path, FileType::Fifo, Mode::from_raw_mode(0o600), 0).unwrap();
                }
                _ => std::os::unix::fs::symlink("/nowhere/at/all", &path).unwrap(),
            }
            let (mut reader, _) = Reader::open(folder.path()).unwrap();
            assert_eq!(reader.load(books[0].0).unwrap().0, books[0].1, "{what}");
            let mut vault = if fully {
                let (vault, notices) = Vault::open(folder.path()).unwrap();
                let named =
                    |notice: &Notice| matches!(notice, Notice::Unreadable { book: DOCKET, .. });
                assert!(notices.iter().any(named), "{what}: {notices:?}");
                vault
            } else {
                Vault::open_listed(folder.path()).unwrap()
            };
            while vault.check_next().unwrap() {}
            let more = book_of("Chi bộ Thôn Đoài", 4);
            keep_from(&mut vault, books[0].0, &more, 3);
            assert_eq!(vault.load(books[0].0).unwrap(), more, "{what}");
            assert_eq!(vault.load(books[1].0).unwrap(), books[1].1, "{what}");
            let _ = vault.verify();
        }
    }
}
