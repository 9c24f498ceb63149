//! The pure parts at the sizes they must bear: replay, undo, minutes.

mod kit;

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use thuky::domain::{At, Command, Presence};
use thuky::journal::{Entry, Journal, Order};
use thuky::minutes;

/// As many entries as wanted over a roll of this size, most of them marks.
fn marks(members: usize, entries: usize) -> Vec<Entry> {
    let mut journal = kit::journal(members, 0);
    let mut round = 0;
    while journal.entries().len() < entries {
        let presence = if round % 2 == 0 { Presence::Present } else { Presence::Unexcused };
        let ids: Vec<_> = journal.meeting().members.iter().map(|member| member.id).collect();
        for member in ids.into_iter().take(entries - journal.entries().len()) {
            let order =
                Order::Do(Command::Mark { member, presence: presence.clone(), at: At::Now });
            let entry = journal.consider(order, kit::now()).unwrap();
            journal.push(entry);
        }
        round += 1;
    }
    journal.entries().to_vec()
}

fn replay(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("journal");
    group.sample_size(10);
    let entries = marks(2000, 20_000);
    group.bench_function("replay of 20000 entries", |bencher| {
        bencher.iter_batched(|| entries.clone(), Journal::of, BatchSize::LargeInput);
    });
    let mut called = kit::journal(2000, 6);
    let rest = called.consider(Order::Do(Command::MarkRestPresent), kit::now()).unwrap();
    called.push(rest);
    for (name, journal) in
        [("one entry marks all", called), ("20000 entries", Journal::of(entries))]
    {
        group.bench_function(format!("undo, roll of 2000, {name}"), |bencher| {
            let undo = |mut journal: Journal| {
                let entry = journal.consider(Order::Undo, kit::now()).unwrap();
                journal.push(entry);
                journal
            };
            bencher.iter_batched(|| journal.clone(), undo, BatchSize::LargeInput);
        });
    }
    group.finish();
}

fn papers(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("minutes");
    group.sample_size(20);
    for members in [8, 2000] {
        let mut journal = kit::journal(members, 50);
        kit::play(&mut journal, "có mặt tất cả");
        group.bench_function(format!("document, roll of {members}"), |bencher| {
            bencher.iter(|| minutes::document(black_box(journal.meeting())));
        });
        let document = minutes::document(journal.meeting());
        group.bench_function(format!("plain text, roll of {members}"), |bencher| {
            bencher.iter(|| minutes::plain(black_box(&document), minutes::COLUMNS));
        });
        group.bench_function(format!("markdown, roll of {members}"), |bencher| {
            bencher.iter(|| minutes::markdown(black_box(&document)));
        });
    }
    group.finish();
}

criterion_group!(benches, replay, papers);
criterion_main!(benches);
