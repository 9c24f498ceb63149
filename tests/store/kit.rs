//! Books to keep, and how to look at what became of them.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, NaiveDate};
use tempfile::TempDir;
use thuky::domain::{
    Attendee, Body, Detail, Fact, Kind, Known, MemberId, PercentStyle, Presence, Profile, Quorum,
    Threshold, Tongue,
};
use thuky::journal::{Act, Entry, EntryId, Journal};
use thuky::register::{BookId, Header};
use thuky::store::{Notice, Vault};

pub fn at(seq: u64) -> DateTime<FixedOffset> {
    let start = DateTime::parse_from_rfc3339("2026-11-08T07:30:00.123+07:00").unwrap();
    start + chrono::Duration::seconds(i64::try_from(seq).unwrap())
}

pub fn convened(name: &str) -> Fact {
    let day = NaiveDate::from_ymd_opt(2026, 11, 8).unwrap();
    let profile = Profile {
        id: "board".into(),
        name: "Hội đồng".into(),
        valid_from: day,
        source: "Điều lệ".into(),
        tongue: Tongue::BoardVietnamese,
        voting: Vec::new(),
        deductions: Vec::new(),
        quorum: Some(Quorum::of(Threshold::over(2, 3))),
        proxies: None,
        remote_votes: false,
        oath: false,
        seconders: 0,
        percent: PercentStyle::default(),
        rules: Vec::new(),
    };
    let body = Body { name: name.into(), superior: "Đảng bộ xã".into() };
    Fact::MeetingConvened { body, profile, kind: Kind::Regular, date: day, known: Known::Day }
}

pub fn fact(seq: u64) -> Fact {
    let member = MemberId(u32::try_from(seq / 3).unwrap() + 1);
    let (name, post) = (format!("Nguyễn Văn {seq}"), String::from("Ủy viên"));
    match seq % 3 {
        0 => Fact::MemberEnrolled { member, name, post, class: None, unsworn: false },
        1 => Fact::PresenceMarked {
            who: Attendee::Member(member),
            presence: Presence::Present,
            time: None,
        },
        _ => Fact::DetailStated { detail: Detail::Place, text: name },
    }
}

/// The first `count` entries of a meeting of this body.
pub fn book_of(name: &str, count: u64) -> Vec<Entry> {
    let act = |seq| match seq {
        1 => Act::Did(vec![convened(name)]),
        7 => Act::Undid(EntryId { desk: 0, seq: 6 }),
        _ => Act::Did(vec![fact(seq)]),
    };
    (1..=count)
        .map(|seq| Entry { desk: 0, seq, clock: seq, at: at(seq), seen: Vec::new(), act: act(seq) })
        .collect()
}

pub fn header(book: BookId, entries: &[Entry]) -> Header {
    Header::of(book, &Journal::of(entries.to_vec()))
}

/// Keep the entries of a book from this number on, one by one.
pub fn keep_from(vault: &mut Vault, book: BookId, entries: &[Entry], first: usize) {
    for index in first..entries.len() {
        let header = header(book, &entries[..=index]);
        vault.keep(book, &entries[index..=index], header).unwrap();
    }
}

/// A register with these numbers of entries, and its books.
pub fn register(sizes: &[u64]) -> (TempDir, Vec<(BookId, Vec<Entry>)>) {
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, notices) = Vault::open(folder.path()).unwrap();
    assert_eq!(serious(&notices), []);
    let mut books = Vec::new();
    for size in sizes {
        let entries = book_of("Chi bộ Thôn Đoài", *size);
        let book = vault.create(&entries[..1]).unwrap();
        keep_from(&mut vault, book, &entries, 1);
        books.push((book, entries));
    }
    (folder, books)
}

/// Notices about the books, not about the machine the tests run on.
pub fn serious(notices: &[Notice]) -> Vec<Notice> {
    let machine = |notice: &&Notice| matches!(notice, Notice::LowSpace { .. });
    notices.iter().filter(|notice| !machine(notice)).cloned().collect()
}

/// Open the register, require these books complete and checked, and hand back the notices. A copy of
/// it is opened by its index, and must come to the same.
#[track_caller]
pub fn check_all(folder: &Path, books: &[(BookId, Vec<Entry>)]) -> Vec<Notice> {
    let copy = tempfile::tempdir().unwrap();
    copy_tree(folder, copy.path());
    keep_stamp(folder, copy.path());
    check_by_index(copy.path(), books);
    let (mut vault, notices) = Vault::open(folder).unwrap();
    for (book, entries) in books {
        assert_eq!(&vault.load(*book).unwrap(), entries);
        let kept = vault.headers().into_iter().find(|kept| kept.id == *book);
        assert_eq!(kept, Some(header(*book, entries)));
    }
    assert_eq!(vault.headers().len(), books.len());
    for report in vault.verify() {
        assert_eq!(report.problems, []);
    }
    drop(vault);
    // Mended once is mended for good.
    let (_vault, again) = Vault::open(folder).unwrap();
    assert_eq!(serious(&again), []);
    serious(&notices)
}

/// Open the register by its index, require these books complete when they are loaded, and all of them
/// sound when they were checked in passing; hand back the notices.
#[track_caller]
pub fn check_by_index(folder: &Path, books: &[(BookId, Vec<Entry>)]) -> Vec<Notice> {
    let mut vault = Vault::open_listed(folder).unwrap();
    for (book, entries) in books.iter().rev() {
        assert_eq!(&vault.load(*book).unwrap(), entries);
        assert_eq!(vault.header(*book), Some(&header(*book, entries)));
    }
    while vault.check_next().unwrap() {}
    let notices = vault.take_news().notices;
    assert_eq!(vault.headers().len(), books.len());
    for report in vault.verify() {
        assert_eq!(report.problems, []);
    }
    drop(vault);
    // What was mended is settled.
    let mut vault = Vault::open_listed(folder).unwrap();
    while vault.read_page().unwrap() || vault.check_next().unwrap() {}
    let again = vault.take_news();
    assert_eq!(serious(&again.notices), []);
    let mut listed = again.headers;
    listed.sort_by_key(|header| header.id);
    assert_eq!(listed, vault.headers());
    serious(&notices)
}

/// Give the ledgers of a copy the stamp of the original's.
pub fn keep_stamp(from: &Path, to: &Path) {
    let (from, to) = (from.join("ledger"), to.join("ledger"));
    if let (Ok(from), Ok(to)) = (fs::metadata(from), fs::File::open(to)) {
        let times = fs::FileTimes::new().set_modified(from.modified().unwrap());
        to.set_times(times).unwrap();
    }
}

pub fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

pub fn ledger_of(folder: &Path, book: BookId) -> PathBuf {
    let suffix = format!("_{book}.jsonl");
    let mut files = files_in(&folder.join("ledger")).into_iter();
    files.find(|path| path.to_string_lossy().ends_with(&suffix)).unwrap()
}

pub fn copy_tree(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for path in files_in(from) {
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() { copy_tree(&path, &target) } else { drop(fs::copy(&path, &target)) }
    }
}

/// Numbers that look random and are the same in every run.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit.max(1)).unwrap()).unwrap()
    }
}
