//! What the register promises about books, over its public interface.

#[path = "store/damage.rs"]
mod damage;
#[path = "store/docket.rs"]
mod docket;
#[path = "store/foreign.rs"]
mod foreign;
#[path = "store/index.rs"]
mod index;
#[path = "store/kit.rs"]
mod kit;

#[path = "store/encrypted.rs"]
mod encrypted;

use std::sync::mpsc;

use thuky::journal::{Act, Entry};
use thuky::register::BookId;
use thuky::store::{
    Answer, Expect, Failing, Fault, Keeper, Memory, Op, OpenError, Reader, Request, Sled, Source,
    Store, StoreError, Vault,
};

use kit::{book_of, check_all, files_in, header, keep_from, register};

// ---- the contract of every store

fn check_store(store: &mut dyn Store) {
    let put = |key: &[u8], value: &[u8]| Op::Put(key.to_vec(), value.to_vec());
    let pair = |key: &[u8], value: &[u8]| (key.to_vec(), value.to_vec());
    let first = [put(b"a1", b"x"), put(b"a2", b"y"), put(b"b", b"z"), put(b"a\xff", b"w")];
    store.commit(&[Expect::Absent(b"a1".to_vec())], &first).unwrap();
    assert_eq!(store.get(b"a2").unwrap().as_deref(), Some(&b"y"[..]));
    assert_eq!(store.get(b"a3").unwrap(), None);
    let all = store.scan(b"a", None, 10).unwrap();
    assert_eq!(all, [pair(b"a1", b"x"), pair(b"a2", b"y"), pair(b"a\xff", b"w")]);
    assert_eq!(store.scan(b"a", None, 2).unwrap(), all[..2]);
    assert_eq!(store.scan(b"a", Some(b"a1"), 10).unwrap(), all[1..]);
    assert_eq!(store.scan(b"c", None, 10).unwrap(), []);

    let wrong = Expect::Value(b"b".to_vec(), b"other".to_vec());
    let error = store.commit(&[wrong], &[put(b"a1", b"changed")]);
    assert_eq!(error, Err(StoreError::Conflict { key: b"b".to_vec() }));
    let error = store.commit(&[Expect::Absent(b"b".to_vec())], &[put(b"a1", b"changed")]);
    assert_eq!(error, Err(StoreError::Conflict { key: b"b".to_vec() }));
    assert_eq!(store.get(b"a1").unwrap().as_deref(), Some(&b"x"[..]));

    let right = Expect::Value(b"b".to_vec(), b"z".to_vec());
    store.commit(&[right], &[put(b"b", b"new"), Op::Delete(b"a1".to_vec())]).unwrap();
    assert_eq!(store.get(b"a1").unwrap(), None);
    assert_eq!(store.get(b"b").unwrap().as_deref(), Some(&b"new"[..]));
}

#[test]
fn sled_keeps_the_contract_and_what_it_was_given() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store");
    let mut store = Sled::open(&path).unwrap();
    check_store(&mut store);
    drop(store);
    assert_eq!(Sled::open(&path).unwrap().get(b"b").unwrap().as_deref(), Some(&b"new"[..]));
}

#[test]
fn memory_keeps_the_contract() {
    check_store(&mut Memory::default());
}

#[test]
fn a_failing_store_keeps_the_contract_until_it_fails() {
    let (mut store, switch) = Failing::new(Memory::default());
    check_store(&mut store);
    switch.fail_with(Some(StoreError::NoRoom));
    assert_eq!(store.commit(&[], &[]), Err(StoreError::NoRoom));
    assert_eq!(store.get(b"b"), Err(StoreError::NoRoom));
}

// ---- the vault

fn check_vault(mut vault: Vault) {
    let entries = book_of("Chi bộ", 9);
    let book = vault.create(&entries[..2]).unwrap();
    keep_from(&mut vault, book, &entries, 2);
    assert_eq!(vault.load(book).unwrap(), entries);
    assert_eq!(vault.headers(), [header(book, &entries)]);
    let fingerprint = vault.fingerprint(book);
    assert!(fingerprint.is_some());

    // Sent once more, as after a reopening: accepted, not doubled.
    vault.keep(book, &entries[4..], header(book, &entries)).unwrap();
    assert_eq!((vault.load(book).unwrap().len(), vault.fingerprint(book)), (9, fingerprint));

    let mut other = entries[8].clone();
    other.act = Act::Did(Vec::new());
    let conflict = Err(Fault::Conflict { book, seq: 9 });
    assert_eq!(vault.keep(book, &[other], header(book, &entries)), conflict);
    let later = Entry { seq: 11, ..entries[8].clone() };
    let conflict = Err(Fault::Conflict { book, seq: 11 });
    assert_eq!(vault.keep(book, &[later], header(book, &entries)), conflict);
    let stranger = BookId([7; 16]);
    assert_eq!(vault.load(stranger), Err(Fault::Missing { book: stranger }));
    assert_eq!(vault.create(&entries[1..2]), Err(Fault::NotConvened));
    for report in vault.verify() {
        // The docket has one entry: that the meeting was begun.
        let entries = if report.book == BookId::NONE { 1 } else { 9 };
        assert_eq!((report.entries, report.problems), (entries, Vec::new()));
    }
}

#[test]
fn a_vault_on_disk_keeps_books() {
    let folder = tempfile::tempdir().unwrap();
    check_vault(Vault::open(&folder.path().join("deep/er")).unwrap().0);
}

#[test]
fn a_vault_in_memory_keeps_books() {
    check_vault(Vault::in_memory());
}

#[test]
fn a_vault_that_failed_takes_nothing_more() {
    let (store, switch) = Failing::new(Memory::default());
    let mut vault = Vault::over(Box::new(store));
    let entries = book_of("Chi bộ", 3);
    let book = vault.create(&entries[..1]).unwrap();
    switch.fail_with(Some(StoreError::NoRoom));
    let keep = |vault: &mut Vault| vault.keep(book, &entries[1..2], header(book, &entries[..2]));
    assert_eq!(keep(&mut vault), Err(Fault::NoRoom));
    switch.fail_with(None);
    assert_eq!(keep(&mut vault), Err(Fault::Closed));
    assert_eq!(vault.create(&entries[..1]), Err(Fault::Closed));
    assert_eq!(vault.load(book).unwrap(), entries[..1]);
}

#[test]
fn what_was_kept_is_there_after_reopening() {
    let (folder, books) = register(&[1, 8, 20]);
    assert_eq!(check_all(folder.path(), &books), []);
}

#[test]
fn a_second_vault_learns_who_holds_the_register() {
    let (folder, _) = register(&[1]);
    let vault = Vault::open(folder.path()).unwrap();
    let Err(OpenError::Held(holder)) = Vault::open(folder.path()).map(|_| ()) else {
        panic!("opened twice")
    };
    assert_eq!(holder.pid, std::process::id());
    // Looking is possible all the same.
    assert_eq!(Reader::open(folder.path()).unwrap().0.headers().len(), 1);
    drop(vault);
    assert!(Vault::open(folder.path()).is_ok());
}

#[test]
fn a_reader_sees_what_the_vault_sees_and_writes_nothing() {
    let (folder, books) = register(&[8, 3]);
    let before = files_in(folder.path());
    let (mut reader, notices) = Reader::open(folder.path()).unwrap();
    assert_eq!(notices, []);
    for (book, entries) in &books {
        assert_eq!(&reader.load(*book).unwrap().0, entries);
        assert!(reader.headers().contains(&header(*book, entries)));
    }
    assert!(reader.verify().iter().all(|report| report.problems.is_empty()));
    assert_eq!(files_in(folder.path()), before);
}

// ---- the storage thread

fn started(source: Source) -> (Keeper, mpsc::Receiver<Answer>) {
    let (answers, inbox) = mpsc::channel();
    let keeper = Keeper::start(source, move |answer| drop(answers.send(answer)));
    (keeper, inbox)
}

fn check_keeper(source: Source) -> BookId {
    let (keeper, inbox) = started(source);
    let opened = Answer::Opened { headers: Vec::new(), notices: Vec::new() };
    assert_eq!(inbox.recv().unwrap(), opened);
    let entries = book_of("Chi bộ", 20);
    keeper.ask(Request::Create { token: 1, entries: entries[..1].to_vec() });
    let Answer::Created { token: 1, book } = inbox.recv().unwrap() else { panic!() };
    for index in 1..entries.len() {
        let header = header(book, &entries[..=index]);
        let token = u64::try_from(index).unwrap() + 100;
        keeper.ask(Request::Keep { book, token, entries: vec![entries[index].clone()], header });
    }
    for token in 101..120 {
        assert_eq!(inbox.recv().unwrap(), Answer::Kept { token });
    }
    keeper.ask(Request::Load { book });
    assert_eq!(
        inbox.recv().unwrap(),
        Answer::Loaded { book, entries: entries.clone(), damaged: false }
    );
    let stranger = BookId([7; 16]);
    keeper.ask(Request::Load { book: stranger });
    let fault = Fault::Missing { book: stranger };
    assert_eq!(inbox.recv().unwrap(), Answer::Failed { token: None, fault });
    keeper.ask(Request::Reopen);
    let opened = Answer::Opened { headers: vec![header(book, &entries)], notices: Vec::new() };
    assert_eq!(inbox.recv().unwrap(), opened);
    drop(keeper);
    assert!(inbox.recv().is_err(), "the thread lives on");
    book
}

#[test]
fn the_keeper_keeps_in_memory() {
    check_keeper(Source::Memory(Vec::new()));
}

#[test]
fn the_keeper_keeps_in_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let book = check_keeper(Source::Folder(folder.path().to_owned()));
    check_all(folder.path(), &[(book, book_of("Chi bộ", 20))]);
}

#[test]
fn what_was_asked_before_the_end_is_done() {
    let (folder, books) = register(&[1]);
    let book = books[0].0;
    let entries = book_of("Chi bộ Thôn Đoài", 50);
    let (keeper, _inbox) = started(Source::Folder(folder.path().to_owned()));
    for index in 1..entries.len() {
        let header = header(book, &entries[..=index]);
        keeper.ask(Request::Keep { book, token: 0, entries: vec![entries[index].clone()], header });
    }
    drop(keeper);
    assert_eq!(check_all(folder.path(), &[(book, entries)]), []);
}

#[test]
fn a_second_keeper_is_refused_and_may_read() {
    let (folder, books) = register(&[3]);
    let _vault = Vault::open(folder.path()).unwrap();
    let (keeper, inbox) = started(Source::Folder(folder.path().to_owned()));
    assert!(matches!(inbox.recv().unwrap(), Answer::NotOpened(OpenError::Held(_))));
    keeper.ask(Request::ReadOnly);
    let (book, entries) = books[0].clone();
    let headers = vec![header(book, &entries)];
    assert_eq!(inbox.recv().unwrap(), Answer::Opened { headers, notices: Vec::new() });
    keeper.ask(Request::Load { book });
    assert_eq!(
        inbox.recv().unwrap(),
        Answer::Loaded { book, entries: entries.clone(), damaged: false }
    );
    let header = header(book, &entries);
    keeper.ask(Request::Keep { book, token: 8, entries, header });
    let refused = Answer::Failed { token: Some(8), fault: Fault::ReadOnly };
    assert_eq!(inbox.recv().unwrap(), refused);
}
