//! The disk: one fact kept, and a register opened.
//!
//! The registers are made in the folder for temporary files; where that is in memory, set `TMPDIR`
//! to a folder on a disk.

mod kit;

use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use thuky::register::Header;
use thuky::store::{Reader, Vault};

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
    group.finish();
}

fn open(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("register of 1000 meetings");
    group.sample_size(10).measurement_time(Duration::from_secs(3));
    let folder = tempfile::tempdir().unwrap();
    let journal = kit::journal(8, 47);
    assert_eq!(journal.entries().len(), 60);
    let (mut vault, _) = Vault::open(folder.path()).unwrap();
    for _ in 0..1000 {
        vault.create(journal.entries()).unwrap();
    }
    drop(vault);
    group.bench_function("open", |bencher| {
        bencher.iter_custom(|times| {
            let mut taken = Duration::ZERO;
            for _ in 0..times {
                let begin = Instant::now();
                let opened = Vault::open(folder.path()).unwrap();
                taken += begin.elapsed();
                drop(opened);
            }
            taken
        });
    });
    let (mut vault, _) = Vault::open(folder.path()).unwrap();
    let book = vault.headers()[500].id;
    group.bench_function("load one meeting", |bencher| {
        bencher.iter(|| vault.load(book).unwrap());
    });
    drop(vault);
    group.bench_function("open for reading", |bencher| {
        bencher.iter(|| Reader::open(folder.path()).unwrap());
    });
    group.finish();
}

criterion_group!(benches, keep, open);
criterion_main!(benches);
