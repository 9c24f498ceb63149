//! The disk: one fact kept, and a register opened.
//!
//! The registers are made in the folder for temporary files; where that is in memory, set `TMPDIR`
//! to a folder on a disk.

mod kit;
mod many;

use std::path::Path;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use thuky::journal::Journal;
use thuky::register::Header;
use thuky::store::{Cipher, Reader, Vault, convert, unlock};

fn keep(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("store");
    group.sample_size(20).measurement_time(Duration::from_secs(2));
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, _) = Vault::open(folder.path()).unwrap();
    for members in [8, 2000] {
        let mut journal = kit::journal(members, 0);
        let book = vault.create(journal.entries()).unwrap();
        group.bench_function(format!("keep one fact, roll of {members}"), |bencher| {
            bencher.iter(|| {
                kit::play(&mut journal, "ý kiến Nhất trí với báo cáo.");
                let entry = journal.entries().last().unwrap();
                let header = Header::of(book, &journal);
                vault.keep(book, std::slice::from_ref(entry), header).unwrap();
            });
        });
    }
    drop(vault);
    let home = tempfile::tempdir().unwrap();
    let register = home.path().join("register");
    Vault::open(&register).unwrap().0.create(kit::journal(2000, 0).entries()).unwrap();
    let cipher = encrypt(&register);
    let (mut vault, _) = Vault::open_with(&register, &cipher).unwrap();
    let book = vault.headers()[0].id;
    let mut journal = Journal::of(vault.load(book).unwrap());
    group.bench_function("keep one fact, roll of 2000, encrypted", |bencher| {
        bencher.iter(|| {
            kit::play(&mut journal, "ý kiến Nhất trí với báo cáo.");
            let entry = journal.entries().last().unwrap();
            let header = Header::of(book, &journal);
            vault.keep(book, std::slice::from_ref(entry), header).unwrap();
        });
    });
    group.bench_function("a passphrase, said once", |bencher| {
        bencher.iter(|| unlock(&register, PASSPHRASE).unwrap());
    });
    group.finish();
}

const PASSPHRASE: &str = "một câu dễ nhớ";

/// A register that is encrypted now; how.
fn encrypt(register: &Path) -> Cipher {
    convert(register, &Cipher::default(), Some(PASSPHRASE)).unwrap();
    unlock(register, PASSPHRASE).unwrap().cipher()
}

/// The same register, however many meetings it has: what a user waits for.
fn open(criterion: &mut Criterion) {
    for (meetings, entries) in [(8, 60), (1000, 60), (10_000, 60), (100_000, 1)] {
        let mut group = criterion.benchmark_group(format!("register of {meetings} meetings"));
        group.sample_size(10).measurement_time(Duration::from_secs(3));
        let folder = tempfile::tempdir().unwrap();
        let begin = Instant::now();
        many::register(folder.path(), meetings, entries);
        println!("made in {:.1} s", begin.elapsed().as_secs_f64());
        group.bench_function("open, to the first page of the list", |bencher| {
            bencher
                .iter_custom(|times| timed(times, || Vault::open_listed(folder.path()).unwrap()));
        });
        group.bench_function("open, to the end of the list", |bencher| {
            bencher.iter_custom(|times| {
                timed(times, || {
                    let mut vault = Vault::open_listed(folder.path()).unwrap();
                    vault.read_pages().unwrap();
                    vault
                })
            });
        });
        group.bench_function("read the last meeting", |bencher| {
            bencher.iter(|| {
                let (mut reader, _) = Reader::open(folder.path()).unwrap();
                let last = reader.last().unwrap();
                reader.load(last.id).unwrap()
            });
        });
        if meetings <= 1000 {
            group.bench_function("open and check everything", |bencher| {
                bencher.iter_custom(|times| timed(times, || Vault::open(folder.path()).unwrap()));
            });
        }
        let mut vault = Vault::open_listed(folder.path()).unwrap();
        vault.read_pages().unwrap();
        let book = vault.headers()[meetings / 2].id;
        group.bench_function("load one meeting", |bencher| {
            bencher.iter(|| vault.load(book).unwrap());
        });
        group.finish();
    }
}

/// Opening beside a plain register of as many meetings.
fn open_encrypted(criterion: &mut Criterion) {
    let meetings = 1_000;
    let mut group = criterion.benchmark_group(format!("encrypted register of {meetings} meetings"));
    group.sample_size(10).measurement_time(Duration::from_secs(3));
    let home = tempfile::tempdir().unwrap();
    let register = home.path().join("register");
    many::register(&register, meetings, 60);
    let begin = Instant::now();
    let cipher = encrypt(&register);
    println!("encrypted in {:.1} s", begin.elapsed().as_secs_f64());
    let open = || Vault::open_listed_with(&register, &cipher).unwrap();
    group.bench_function("open, to the first page of the list", |bencher| {
        bencher.iter_custom(|times| timed(times, open));
    });
    group.bench_function("open, to the end of the list", |bencher| {
        bencher.iter_custom(|times| {
            timed(times, || {
                let mut vault = open();
                vault.read_pages().unwrap();
                vault
            })
        });
    });
    group.bench_function("read the last meeting", |bencher| {
        bencher.iter(|| {
            let (mut reader, _) = Reader::open_with(&register, &cipher).unwrap();
            let last = reader.last().unwrap();
            reader.load(last.id).unwrap()
        });
    });
    group.finish();
}

/// The time something takes, without that of dropping what it made.
fn timed<T>(times: u64, make: impl Fn() -> T) -> Duration {
    let mut taken = Duration::ZERO;
    for _ in 0..times {
        let begin = Instant::now();
        let made = make();
        taken += begin.elapsed();
        drop(made);
    }
    taken
}

criterion_group!(benches, keep, open, open_encrypted);
criterion_main!(benches);
