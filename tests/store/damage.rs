//! Damage to either side, power cuts, full and read-only disks.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use thuky::domain::{Detail, Fact};
use thuky::journal::{Act, Entry};
use thuky::register::BookId;
use thuky::store::{Fault, Notice, Op, OpenError, Problem, Reader, Sled, Store, Vault};

use crate::kit::{
    Dice, at, book_of, check_all, copy_tree, files_in, header, keep_from, ledger_of, register,
    serious,
};

// ---- damage to ledgers

#[test]
fn a_ledger_torn_at_any_byte_of_its_last_line_is_filled_from_the_store() {
    let (folder, books) = register(&[3]);
    let path = ledger_of(folder.path(), books[0].0);
    let whole = fs::read(&path).unwrap();
    let last = whole[..whole.len() - 1].iter().rposition(|byte| *byte == b'\n').unwrap() + 1;
    for length in last..whole.len() {
        fs::write(&path, &whole[..length]).unwrap();
        let notices = check_all(folder.path(), &books);
        if length == whole.len() - 1 {
            // A line that lacks nothing but its end is whole.
            assert!(matches!(notices[..], [Notice::LedgerRewritten { .. }]), "{notices:?}");
            assert_eq!(fs::read(&path).unwrap(), whole);
            continue;
        }
        let refilled = Notice::LedgerRefilled { book: books[0].0, entries: 1 };
        assert!(notices.contains(&refilled), "{notices:?}");
        let torn = notices.iter().any(|notice| matches!(notice, Notice::TornTail { .. }));
        assert_eq!((torn, fs::read(&path).unwrap() == whole), (length > last, true));
    }
}

#[test]
fn an_empty_ledger_is_written_from_the_store() {
    let (folder, books) = register(&[3]);
    let path = ledger_of(folder.path(), books[0].0);
    let whole = fs::read(&path).unwrap();
    fs::write(&path, b"").unwrap();
    let refilled = Notice::LedgerRefilled { book: books[0].0, entries: 3 };
    assert!(check_all(folder.path(), &books).contains(&refilled));
    assert_eq!(fs::read(&path).unwrap(), whole);
}

#[test]
fn a_line_never_acknowledged_is_set_aside() {
    let (folder, books) = register(&[3]);
    let path = ledger_of(folder.path(), books[0].0);
    let whole = fs::read(&path).unwrap();
    fs::write(&path, [&whole, &b"{\"book\":\"never fini"[..]].concat()).unwrap();
    let notices = check_all(folder.path(), &books);
    let [Notice::TornTail { bytes: 19, kept_as, .. }] = notices.as_slice() else {
        panic!("{notices:?}")
    };
    assert_eq!(fs::read(kept_as).unwrap(), b"{\"book\":\"never fini");
}

#[test]
fn a_ledger_with_a_damaged_line_is_rewritten_from_the_store() {
    let (folder, books) = register(&[6]);
    let path = ledger_of(folder.path(), books[0].0);
    let whole = fs::read(&path).unwrap();
    let mut bytes = whole.clone();
    bytes[whole.len() / 2] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let (book, _) = books[0];
    assert_eq!(check_all(folder.path(), &books), [Notice::LedgerRefilled { book, entries: 1 }]);
    assert_eq!(fs::read(&path).unwrap(), whole);
}

#[test]
fn missing_ledgers_are_written_from_the_store() {
    let (folder, books) = register(&[6, 2]);
    let path = ledger_of(folder.path(), books[0].0);
    let whole = fs::read(&path).unwrap();
    fs::remove_dir_all(folder.path().join("ledger")).unwrap();
    let notices = check_all(folder.path(), &books);
    let expected = [6, 2].into_iter().zip(&books);
    let meetings =
        expected.map(|(entries, (book, _))| Notice::LedgerRefilled { book: *book, entries });
    let docket = Notice::LedgerRefilled { book: BookId::NONE, entries: 2 };
    assert_eq!(notices, [docket].into_iter().chain(meetings).collect::<Vec<_>>());
    assert_eq!(fs::read(&path).unwrap(), whole);
}

#[test]
fn a_loss_on_both_sides_is_announced_and_the_book_can_be_read() {
    let (folder, books) = register(&[6, 4]);
    fs::remove_dir_all(folder.path().join("store")).unwrap();
    let (book, entries) = &books[0];
    let path = ledger_of(folder.path(), *book);
    let text = fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    fs::write(&path, [&lines[..2], &lines[4..]].concat().concat()).unwrap();

    let (mut vault, notices) = Vault::open(folder.path()).unwrap();
    assert!(notices.contains(&Notice::Gap { book: *book, from: 3, to: 4 }), "{notices:?}");
    let left = [&entries[..2], &entries[4..]].concat();
    assert_eq!(vault.load(*book).unwrap(), left);
    let next = Entry { seq: 7, ..entries[5].clone() };
    let refused = vault.keep(*book, &[next], header(*book, &left));
    assert_eq!(refused, Err(Fault::Conflict { book: *book, seq: 7 }));
    let reports = vault.verify();
    let report = reports.iter().find(|report| report.book == *book).unwrap();
    assert!(report.problems.contains(&Problem::Gap { from: 3, to: 4 }), "{report:?}");
    // The other book is as good as ever.
    let (other, entries) = &books[1];
    let more = book_of("Chi bộ Thôn Đoài", 5);
    assert_eq!(&vault.load(*other).unwrap(), entries);
    keep_from(&mut vault, *other, &more, 4);
}

#[test]
fn sides_that_differ_are_shown_and_not_written() {
    let (folder, books) = register(&[3]);
    let (book, entries) = &books[0];
    let path = ledger_of(folder.path(), *book);
    let short = fs::read(&path).unwrap();
    let other = tempfile::tempdir().unwrap();
    copy_tree(folder.path(), other.path());
    let entry = |text: &str| {
        let act = Act::Did(vec![Fact::DetailStated { detail: Detail::Title, text: text.into() }]);
        Entry { desk: 0, seq: 4, clock: 4, at: at(4), seen: Vec::new(), act }
    };
    for (folder, text) in [(folder.path(), "một"), (other.path(), "hai")] {
        let (mut vault, _) = Vault::open(folder).unwrap();
        vault.keep(*book, &[entry(text)], header(*book, entries)).unwrap();
    }
    fs::copy(ledger_of(other.path(), *book), &path).unwrap();

    let before = fs::read(&path).unwrap();
    assert!(before.starts_with(&short));
    for _ in 0..2 {
        let (mut vault, notices) = Vault::open(folder.path()).unwrap();
        assert_eq!(serious(&notices), [Notice::Differs { book: *book, seq: 4 }]);
        assert_eq!(vault.load(*book).unwrap()[3], entry("hai"));
        let next = Entry { seq: 5, ..entry("ba") };
        let refused = vault.keep(*book, &[next], header(*book, entries));
        assert_eq!(refused, Err(Fault::Conflict { book: *book, seq: 5 }));
        assert_eq!(vault.verify()[0].problems, [Problem::Differs { seq: 4 }]);
    }
    assert_eq!(fs::read(&path).unwrap(), before);
}

// ---- damage to the store

#[test]
fn a_missing_store_is_rebuilt_from_the_ledgers() {
    let (folder, books) = register(&[6, 2]);
    fs::remove_dir_all(folder.path().join("store")).unwrap();
    let rebuilt = Notice::StoreRebuilt { moved_to: None, books: 2 };
    assert_eq!(check_all(folder.path(), &books), [rebuilt]);
}

#[test]
fn a_store_that_makes_no_sense_is_set_aside_and_rebuilt() {
    let (origin, books) = register(&[30, 2]);
    let data = fs::read(origin.path().join("store/db")).unwrap();
    let mut dice = Dice(11);
    let mut moved = 0;
    for round in 0..12 {
        let folder = tempfile::tempdir().unwrap();
        copy_tree(origin.path(), folder.path());
        let mut bytes = data.clone();
        let used = bytes.iter().rposition(|byte| *byte != 0).unwrap();
        if round % 3 == 0 {
            bytes.truncate(dice.below(used));
        } else {
            let from = dice.below(used);
            let length = dice.below(used - from).min(600);
            bytes[from..from + length].fill_with(|| dice.below(256).try_into().unwrap());
        }
        fs::write(folder.path().join("store/db"), &bytes).unwrap();
        if round % 4 == 3 {
            fs::write(folder.path().join("store/conf"), b"this is no configuration").unwrap();
        }
        let notices = check_all(folder.path(), &books);
        let aside =
            |notice: &Notice| matches!(notice, Notice::StoreRebuilt { moved_to: Some(_), .. });
        moved += u32::from(notices.iter().any(aside));
    }
    assert!(moved > 0, "no damage was bad enough to be noticed by the engine");
}

#[test]
fn an_interrupted_snapshot_does_no_harm() {
    let (folder, books) = register(&[6]);
    let leftover = folder.path().join("store/snap.00000000000000FF.generating");
    fs::write(&leftover, b"half").unwrap();
    assert_eq!(check_all(folder.path(), &books), []);
    assert!(!leftover.exists());
}

#[test]
fn a_store_of_a_later_version_is_left_alone() {
    let (folder, _) = register(&[2]);
    let path = folder.path().join("store");
    let mut store = Sled::open(&path).unwrap();
    let mut record = store.get(b"0format").unwrap().unwrap();
    record[11] = 9;
    let body = record.len() - 4;
    let crc = crc32fast::hash(&record[..body]);
    record[body..].copy_from_slice(&crc.to_be_bytes());
    store.commit(&[], &[Op::Put(b"0format".to_vec(), record)]).unwrap();
    drop(store);
    let opened = Vault::open(folder.path()).map(|_| ());
    assert_eq!(opened, Err(OpenError::Newer { found: 9, known: 1 }));
}

#[test]
fn any_single_damaged_byte_is_survived() {
    let (origin, books) = register(&[25, 4]);
    let mut victims = files_in(&origin.path().join("ledger"));
    let store = files_in(&origin.path().join("store"));
    victims.extend(store.iter().chain(&store).filter(|path| path.is_file()).cloned());
    let mut dice = Dice(2026);
    for round in 0..100 {
        let folder = tempfile::tempdir().unwrap();
        copy_tree(origin.path(), folder.path());
        let victim = &victims[round % victims.len()];
        let victim = folder.path().join(victim.strip_prefix(origin.path()).unwrap());
        let mut bytes = fs::read(&victim).unwrap();
        let used = bytes.iter().rposition(|byte| *byte != 0).unwrap() + 1;
        bytes[dice.below(used)] ^= 1 << dice.below(8);
        fs::write(&victim, bytes).unwrap();
        check_all(folder.path(), &books);
    }
}

// ---- power, room, rights

/// After a power cut each file is as it was at its last sync, or has any part of what came later.
#[test]
fn a_power_cut_at_any_point_loses_nothing_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let entries = book_of("Chi bộ", 12);
    let (mut vault, _) = Vault::open(folder.path()).unwrap();
    let book = vault.create(&entries[..1]).unwrap();
    let ledger = ledger_of(folder.path(), book);
    let mut dice = Dice(5);
    for kept in 1..entries.len() {
        let synced = tempfile::tempdir().unwrap();
        copy_tree(folder.path(), synced.path());
        let durable = fs::read(&ledger).unwrap().len();
        keep_from(&mut vault, book, &entries[..=kept], kept);
        // The next entry is on its way: any part of its line, none or all of the store's part.
        let later = fs::read(&ledger).unwrap();
        for _ in 0..3 {
            let cut = tempfile::tempdir().unwrap();
            copy_tree(synced.path(), cut.path());
            let length = durable + dice.below(later.len() - durable + 1);
            fs::write(ledger_of(cut.path(), book), &later[..length]).unwrap();
            let (mut vault, notices) = Vault::open(cut.path()).unwrap();
            let found = vault.load(book).unwrap();
            assert!(found.len() >= kept && entries.starts_with(&found), "{notices:?}");
        }
    }
}

#[test]
fn a_full_disk_costs_nothing_acknowledged() {
    let Some(disk) = SmallDisk::mount(72) else {
        eprintln!("SKIPPED a_full_disk_costs_nothing_acknowledged: may not mount a small disk");
        return;
    };
    let register = disk.path().join("register");
    let (mut vault, _) = Vault::open(&register).unwrap();
    let entries = book_of("Chi bộ", 4000);
    let book = vault.create(&entries[..1]).unwrap();
    assert!(register.join("reserve").exists());
    fill(&disk.path().join("ballast"));
    let header = header(book, &entries[..1]);
    let kept = (1..entries.len())
        .find(|index| vault.keep(book, &entries[*index..=*index], header.clone()).is_err());
    let kept = kept.expect("the disk never filled");
    let refused = vault.keep(book, &entries[kept..=kept], header.clone());
    assert_eq!((refused, register.join("reserve").exists()), (Err(Fault::Closed), false));
    drop(vault);

    // The reserve is given up: the register opens, and the entry can be sent once more.
    let (mut vault, notices) = Vault::open(&register).unwrap();
    assert!(notices.iter().any(|notice| matches!(notice, Notice::LowSpace { .. })));
    vault.keep(book, &entries[kept..=kept], header).unwrap();
    assert_eq!(vault.load(book).unwrap(), entries[..=kept]);
}

#[test]
fn a_register_on_a_read_only_disk_can_be_read() {
    let Some(disk) = SmallDisk::mount(72) else {
        eprintln!("SKIPPED a_register_on_a_read_only_disk_can_be_read: may not mount a disk");
        return;
    };
    let (folder, books) = register(&[4]);
    copy_tree(folder.path(), &disk.path().join("register"));
    disk.make_read_only();
    let opened = Vault::open(&disk.path().join("register")).map(|_| ());
    assert!(matches!(opened, Err(OpenError::ReadOnly { .. })), "{opened:?}");
    let (mut reader, _) = Reader::open(&disk.path().join("register")).unwrap();
    assert_eq!(reader.load(books[0].0).unwrap().0, books[0].1);
}

/// A file system of its own, where the tests may mount one.
struct SmallDisk(TempDir);

impl SmallDisk {
    fn mount(megabytes: u32) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let size = format!("size={megabytes}m");
        let mounted = run("mount", &["-t", "tmpfs", "-o", &size, "tmpfs"], folder.path());
        mounted.then_some(Self(folder))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn make_read_only(&self) {
        assert!(run("mount", &["-o", "remount,ro"], self.path()));
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        run("umount", &["-l"], self.path());
    }
}

fn run(program: &str, arguments: &[&str], path: &Path) -> bool {
    let status = std::process::Command::new(program)
        .args(arguments)
        .arg(path)
        .stderr(std::process::Stdio::null())
        .status();
    status.is_ok_and(|status| status.success())
}

/// Fill the disk to the last page.
fn fill(path: &Path) {
    use std::io::Write;
    let mut file = fs::File::create(path).unwrap();
    for size in [1 << 20, 4096] {
        while file.write_all(&vec![1; size]).is_ok() {}
    }
}
