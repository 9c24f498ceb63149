//! Opening by the index: what it puts off is done before it matters, and nothing wrong stays unsaid.

use std::fs;
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use thuky::journal::Entry;
use thuky::register::BookId;
use thuky::store::{
    Answer, Fault, Keeper, Notice, Op, Reader, Request, Sled, Source, Store, Vault,
};

use crate::kit::{
    Dice, book_of, check_all, check_by_index, copy_tree, files_in, header, keep_from, keep_stamp,
    ledger_of, register, serious,
};

type Books = Vec<(BookId, Vec<Entry>)>;

/// Change a byte in the middle of a file.
fn damage(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(path, bytes).unwrap();
}

/// What the list says, in the order of the ids.
fn listed(folder: &Path) -> Vec<thuky::register::Header> {
    Reader::open(folder).unwrap().0.headers()
}

fn headers(books: &Books) -> Vec<thuky::register::Header> {
    let mut headers: Vec<_> = books.iter().map(|(book, all)| header(*book, all)).collect();
    headers.sort_by_key(|header| header.id);
    headers
}

#[test]
fn the_list_needs_neither_ledger_nor_store() {
    let (folder, books) = register(&[3, 8, 1]);
    for (book, _) in &books {
        damage(&ledger_of(folder.path(), *book));
    }
    fs::write(folder.path().join("store/db"), b"nonsense").unwrap();
    assert_eq!(listed(folder.path()), headers(&books));
    let mut vault = Vault::open_listed(folder.path()).unwrap();
    let news = vault.take_news();
    assert_eq!((vault.headers(), serious(&news.notices)), (headers(&books), Vec::new()));
}

#[test]
fn a_damaged_ledger_is_found_in_passing_told_and_healed() {
    let (folder, books) = register(&[6, 4, 9]);
    let whole: Vec<Vec<u8>> =
        books.iter().map(|(id, _)| fs::read(ledger_of(folder.path(), *id)).unwrap()).collect();
    let (book, _) = books[1];
    damage(&ledger_of(folder.path(), book));
    let (answers, inbox) = mpsc::channel();
    let keeper = Keeper::start(Source::Folder(folder.path().to_owned()), move |answer| {
        drop(answers.send(answer));
    });
    let Answer::Opened { headers: all, notices } = inbox.recv().unwrap() else { panic!() };
    assert_eq!((all.len(), serious(&notices)), (3, Vec::new()));
    // Nobody asks for that meeting.
    let Ok(Answer::News { headers: changed, notices }) =
        inbox.recv_timeout(Duration::from_secs(20))
    else {
        panic!()
    };
    assert_eq!((changed, notices), (Vec::new(), vec![Notice::LedgerRefilled { book, entries: 1 }]));
    drop(keeper);
    for ((book, _), whole) in books.iter().zip(whole) {
        assert_eq!(fs::read(ledger_of(folder.path(), *book)).unwrap(), whole);
    }
    assert_eq!(check_all(folder.path(), &books), []);
}

#[test]
fn a_ledger_that_cannot_be_read_keeps_no_other_from_being_checked() {
    let (pristine, books) = register(&[6, 4, 9]);
    let folder = tempfile::tempdir().unwrap();
    copy_tree(pristine.path(), folder.path());
    for (book, _) in &books[1..] {
        let path = ledger_of(folder.path(), *book);
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
    }
    let (book, _) = books[0];
    damage(&ledger_of(folder.path(), book));
    keep_stamp(pristine.path(), folder.path());
    let (answers, inbox) = mpsc::channel();
    let keeper = Keeper::start(Source::Folder(folder.path().to_owned()), move |answer| {
        drop(answers.send(answer));
    });
    let next = || inbox.recv_timeout(Duration::from_secs(20)).unwrap();
    assert!(matches!(next(), Answer::Opened { .. }));
    let mut told: Vec<Notice> = Vec::new();
    while told.len() < 3 {
        match next() {
            Answer::News { notices, .. } => told.extend(notices),
            other => panic!("{other:?}"),
        }
    }
    assert!(told.contains(&Notice::LedgerRefilled { book, entries: 1 }), "{told:?}");
    for (book, _) in &books[1..] {
        let unread =
            |notice: &Notice| matches!(notice, Notice::Unreadable { book: of, .. } if of == book);
        assert!(told.iter().any(unread), "{told:?}");
    }
    drop(keeper);
}

#[test]
fn verify_finds_what_the_index_does_not_see() {
    let (folder, books) = register(&[6, 4]);
    damage(&ledger_of(folder.path(), books[0].0));
    let mut vault = Vault::open_listed(folder.path()).unwrap();
    assert_eq!(serious(&vault.take_news().notices), []);
    assert!(vault.verify().iter().all(|report| report.problems.is_empty()));
    let refilled = Notice::LedgerRefilled { book: books[0].0, entries: 1 };
    assert_eq!(vault.take_news().notices, [refilled]);
}

#[test]
fn a_loss_on_both_sides_is_told_in_passing_and_when_loaded() {
    let (folder, books) = register(&[6, 4]);
    let (book, entries) = &books[0];
    let path = ledger_of(folder.path(), *book);
    let text = fs::read_to_string(&path).unwrap();
    let mut lines: Vec<String> = text.split_inclusive('\n').map(String::from).collect();
    // As long as before, so that no length tells.
    lines[2] = format!("{}\n", "x".repeat(lines[2].len() - 1));
    fs::write(&path, lines.concat()).unwrap();
    let mut store = Sled::open(&folder.path().join("store")).unwrap();
    let key = [&b"e"[..], &book.0, &[0], &3u64.to_be_bytes()].concat();
    store.commit(&[], &[Op::Delete(key)]).unwrap();
    drop(store);

    let gap = [Notice::Gap { book: *book, from: 3, to: 3 }];
    for in_passing in [true, false] {
        let mut vault = Vault::open_listed(folder.path()).unwrap();
        let opening = serious(&vault.take_news().notices);
        // A book that cannot be mended is looked at whenever the register is opened.
        let first = in_passing;
        assert_eq!(opening, if first { Vec::new() } else { gap.to_vec() });
        if in_passing {
            while vault.check_next().unwrap() {}
            assert_eq!(vault.take_news().notices, gap);
        }
        let left = [&entries[..2], &entries[3..]].concat();
        assert_eq!(vault.load(*book).unwrap(), left);
        let refused =
            vault.keep(*book, &[Entry { seq: 7, ..entries[5].clone() }], header(*book, &left));
        assert_eq!(refused, Err(Fault::Conflict { book: *book, seq: 7 }));
        let (other, entries) = &books[1];
        assert_eq!(&vault.load(*other).unwrap(), entries);
    }
    let (mut reader, _) = Reader::open(folder.path()).unwrap();
    assert!(reader.headers().iter().any(|header| header.id == *book));
}

#[test]
fn a_meeting_that_is_on_neither_side_any_more_is_told() {
    let (folder, books) = register(&[6, 4]);
    let (book, entries) = &books[0];
    fs::remove_file(ledger_of(folder.path(), *book)).unwrap();
    fs::remove_dir_all(folder.path().join("store")).unwrap();
    let gap = Notice::MeetingLost { book: *book, entries: 6 };
    let mut vault = Vault::open_listed(folder.path()).unwrap();
    let news = vault.take_news();
    assert!(news.notices.contains(&gap), "{:?}", news.notices);
    assert_eq!(vault.header(*book), Some(&header(*book, entries)));
    assert_eq!(vault.load(*book), Err(Fault::Damaged { book: *book, line: 1 }));
    assert_eq!(vault.load(books[1].0).unwrap(), books[1].1);
    drop(vault);

    // And from a ledger alone, while the store is there.
    let (folder, books) = register(&[6, 4]);
    let (book, _) = &books[0];
    let path = folder.path().join("store");
    let mut store = Sled::open(&path).unwrap();
    for kind in [b"e", b"h", b"m"] {
        let prefix = [&kind[..], &book.0].concat();
        let found = store.scan(&prefix, None, 100).unwrap();
        let ops: Vec<Op> = found.into_iter().map(|(key, _)| Op::Delete(key)).collect();
        store.commit(&[], &ops).unwrap();
    }
    drop(store);
    fs::remove_file(ledger_of(folder.path(), *book)).unwrap();
    let mut vault = Vault::open_listed(folder.path()).unwrap();
    assert_eq!(
        serious(&vault.take_news().notices),
        [Notice::MeetingLost { book: *book, entries: 6 }]
    );
}

#[test]
fn a_ledger_brought_in_taken_away_or_written_elsewhere_is_noticed() {
    let (folder, mut books) = register(&[6, 4]);
    let (other, others) = register(&[5]);
    // Brought in: it is in the list of both.
    let brought = ledger_of(other.path(), others[0].0);
    fs::copy(&brought, folder.path().join("ledger").join(brought.file_name().unwrap())).unwrap();
    books.extend(others.clone());
    assert_eq!(listed(folder.path()), headers(&books));
    let found = check_by_index(folder.path(), &books);
    assert_eq!(found, [Notice::StoreRefilled { book: others[0].0, entries: 5 }]);

    // Taken away: it is written again.
    fs::remove_file(ledger_of(folder.path(), books[1].0)).unwrap();
    let found = check_by_index(folder.path(), &books);
    assert_eq!(found, [Notice::LedgerRefilled { book: books[1].0, entries: 4 }]);

    // Written elsewhere, under the same name: found in passing.
    let longer = book_of("Chi bộ Thôn Đoài", 8);
    let copy = tempfile::tempdir().unwrap();
    copy_tree(folder.path(), copy.path());
    let (mut vault, _) = Vault::open(copy.path()).unwrap();
    keep_from(&mut vault, books[0].0, &longer, 6);
    drop(vault);
    fs::write(
        ledger_of(folder.path(), books[0].0),
        fs::read(ledger_of(copy.path(), books[0].0)).unwrap(),
    )
    .unwrap();
    books[0].1 = longer;
    let found = check_by_index(folder.path(), &books);
    assert_eq!(found, [Notice::StoreRefilled { book: books[0].0, entries: 2 }]);
}

#[test]
fn what_was_written_when_the_program_died_is_looked_at_first() {
    let (folder, mut books) = register(&[6, 4]);
    let mut vault = Vault::open_listed(folder.path()).unwrap();
    let longer = book_of("Chi bộ Thôn Đoài", 9);
    vault.load(books[0].0).unwrap();
    keep_from(&mut vault, books[0].0, &longer, 6);
    let new = vault.create(&longer[..2]).unwrap();
    // The vault is in the middle of its work.
    let dead = tempfile::tempdir().unwrap();
    copy_tree(folder.path(), dead.path());
    keep_stamp(folder.path(), dead.path());
    books[0].1.clone_from(&longer);
    books.push((new, longer[..2].to_vec()));
    assert_eq!(listed(dead.path()), headers(&books));
    let mut opened = Vault::open_listed(dead.path()).unwrap();
    let news = opened.take_news();
    assert_eq!((opened.headers(), serious(&news.notices)), (headers(&books), Vec::new()));
    drop(opened);
    assert_eq!(check_all(dead.path(), &books), []);
    // And beside the living one, a reader sees what was kept.
    assert_eq!(listed(folder.path()), headers(&books));
    drop(vault);
    assert_eq!(listed(folder.path()), headers(&books));
}

#[test]
fn a_register_opened_for_one_entry_at_a_time_goes_on_where_it_was() {
    let (folder, books) = register(&[3]);
    let entries = book_of("Chi bộ Thôn Đoài", 12);
    for count in 4..=entries.len() {
        let mut vault = Vault::open_listed(folder.path()).unwrap();
        keep_from(&mut vault, books[0].0, &entries[..count], count - 1);
        drop(vault);
        assert_eq!(listed(folder.path()), [header(books[0].0, &entries[..count])]);
    }
    // Whatever became of the store meanwhile.
    fs::write(folder.path().join("store/db"), b"nonsense").unwrap();
    let mut vault = Vault::open_listed(folder.path()).unwrap();
    assert_eq!(vault.load(books[0].0).unwrap(), entries);
    let again = &entries[11..];
    vault.keep(books[0].0, again, header(books[0].0, &entries)).unwrap();
    let notices = vault.take_news().notices;
    assert!(matches!(notices.as_slice(), [Notice::StoreRebuilt { .. }]), "{notices:?}");
    drop(vault);
    assert_eq!(check_all(folder.path(), &[(books[0].0, entries)]), []);
}

#[test]
fn a_long_list_comes_page_by_page_the_newest_first() {
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, _) = Vault::open(folder.path()).unwrap();
    let entries = book_of("Chi bộ", 1);
    let mut ids: Vec<BookId> = (0..450).map(|_| vault.create(&entries).unwrap()).collect();
    drop(vault);
    drop(Vault::open(folder.path()).unwrap());
    ids.reverse();
    let mut vault = Vault::open_listed(folder.path()).unwrap();
    let mut pages = Vec::new();
    loop {
        pages.push(vault.take_news().headers.iter().map(|header| header.id).collect::<Vec<_>>());
        if !vault.read_page().unwrap() && vault.headers().len() == ids.len() {
            pages.push(vault.take_news().headers.iter().map(|header| header.id).collect());
            break;
        }
    }
    let sizes: Vec<usize> = pages.iter().map(Vec::len).filter(|size| *size > 0).collect();
    assert_eq!(sizes, [200, 200, 50]);
    assert!(pages.concat() == ids);
    let (mut reader, _) = Reader::open(folder.path()).unwrap();
    assert_eq!(reader.last().map(|header| header.id), ids.first().copied());
    // The oldest is on the last page, and found all the same.
    assert_eq!(reader.load(ids[449]).unwrap().0, entries);
}

/// Sessions that end well or in the middle, with a damaged byte anywhere between them.
#[test]
fn whatever_happens_to_index_ledger_or_store_nothing_acknowledged_is_lost() {
    let mut dice = Dice(1026);
    let mut folder = tempfile::tempdir().unwrap();
    let mut books: Books = Vec::new();
    for _ in 0..60 {
        let mut vault = Vault::open_listed(folder.path()).unwrap();
        for _ in 0..dice.below(5) {
            if books.is_empty() || dice.below(4) == 0 {
                let entries = book_of("Chi bộ", 1);
                books.push((vault.create(&entries).unwrap(), entries));
            } else {
                let at = dice.below(books.len());
                let (book, entries) = &mut books[at];
                let longer = book_of("Chi bộ", u64::try_from(entries.len()).unwrap() + 1);
                keep_from(&mut vault, *book, &longer, entries.len());
                *entries = longer;
            }
            if dice.below(6) == 0 {
                drop(vault);
                vault = Vault::open_listed(folder.path()).unwrap();
            }
            for _ in 0..dice.below(3) {
                vault.check_next().unwrap();
            }
        }
        if dice.below(2) == 0 {
            let dead = tempfile::tempdir().unwrap();
            copy_tree(folder.path(), dead.path());
            if dice.below(2) == 0 {
                keep_stamp(folder.path(), dead.path());
            }
            drop(vault);
            folder = dead;
        } else {
            drop(vault);
        }
        let mut files = files_in(folder.path());
        files.extend(files_in(&folder.path().join("ledger")));
        files.extend(files_in(&folder.path().join("store")));
        let names = ["index", "index.log", "db"];
        files.retain(|path| {
            let name = path.file_name().unwrap().to_string_lossy();
            names.contains(&&*name) || name.ends_with(".jsonl")
        });
        if dice.below(2) == 0 && !files.is_empty() {
            let path = &files[dice.below(files.len())];
            let mut bytes = fs::read(path).unwrap();
            let used = bytes.iter().rposition(|byte| *byte != 0).unwrap_or(0) + 1;
            if used <= bytes.len() {
                bytes[dice.below(used)] ^= 1 << dice.below(8);
                fs::write(path, bytes).unwrap();
            }
            // Mended before the next damage: two at once may be more than two sides can bear.
            let copy = tempfile::tempdir().unwrap();
            copy_tree(folder.path(), copy.path());
            keep_stamp(folder.path(), copy.path());
            check_by_index(copy.path(), &books);
            folder = copy;
        }
    }
    assert!(books.len() > 10);
    check_all(folder.path(), &books);
}

#[test]
fn a_store_that_fails_before_it_is_needed_costs_nothing() {
    let (folder, books) = register(&[3]);
    let entries = book_of("Chi bộ Thôn Đoài", 4);
    let mut vault = Vault::open_listed(folder.path()).unwrap();
    vault.load(books[0].0).unwrap();
    // The store cannot be opened any more: it is set aside, and built anew from the ledgers.
    let held = Sled::open(&folder.path().join("store")).unwrap();
    keep_from(&mut vault, books[0].0, &entries, 3);
    let notices = vault.take_news().notices;
    assert!(matches!(notices.as_slice(), [Notice::StoreRebuilt { .. }]), "{notices:?}");
    drop(held);
    assert_eq!(vault.load(books[0].0).unwrap(), entries);
    drop(vault);
    assert_eq!(check_all(folder.path(), &[(books[0].0, entries)]), []);
}

#[test]
fn the_check_in_passing_gives_way_to_whoever_asks() {
    let (folder, books) = register(&[2; 30]);
    let (answers, inbox) = mpsc::channel();
    let keeper = Keeper::start(Source::Folder(folder.path().to_owned()), move |answer| {
        drop(answers.send(answer));
    });
    for (book, _) in &books {
        keeper.ask(Request::Load { book: *book });
    }
    let mut loaded = Vec::new();
    while loaded.len() < books.len() {
        if let Answer::Loaded { book, entries, damaged: false } =
            inbox.recv_timeout(Duration::from_secs(20)).unwrap()
        {
            loaded.push((book, entries));
        }
    }
    assert_eq!(loaded, books);
    drop(keeper);
    assert!(inbox.iter().all(|answer| !matches!(answer, Answer::Failed { .. })));
}
