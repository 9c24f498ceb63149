//! The pure parts at the sizes they must bear: replay, undo, minutes.

mod kit;

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use thuky::domain::{Absence, At, Attendee, Command, Presence, RollCommand};
use thuky::journal::{Entry, Journal, Order};
use thuky::line;
use thuky::papers;

/// As many entries as wanted over a roll of this size, most of them marks.
fn minutes(meeting: &thuky::domain::Meeting) -> papers::Document {
    let templates = papers::Templates::default();
    let template = templates.of(meeting).expect("every body has a template");
    papers::document(meeting, papers::Paper::whole(papers::PaperKind::Minutes), template, None)
}

fn marks(members: usize, entries: usize) -> Vec<Entry> {
    let mut journal = kit::journal(members, 0);
    let mut round = 0;
    while journal.entries().len() < entries {
        let presence =
            if round % 2 == 0 { Presence::Present } else { Presence::Absent(Absence::unexcused()) };
        let ids: Vec<_> = journal.meeting().members.iter().map(|member| member.id).collect();
        for member in ids.into_iter().take(entries - journal.entries().len()) {
            let order = Order::Do(Command::Roll(RollCommand::Mark {
                who: Attendee::Member(member),
                presence: presence.clone(),
                at: At::Now,
            }));
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
    let rest = called
        .consider(Order::Do(Command::Roll(RollCommand::MarkRest(Presence::Present))), kit::now())
        .unwrap();
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
            bencher.iter(|| minutes(black_box(journal.meeting())));
        });
        let document = minutes(journal.meeting());
        group.bench_function(format!("plain text, roll of {members}"), |bencher| {
            bencher.iter(|| papers::plain(black_box(&document), papers::COLUMNS));
        });
        group.bench_function(format!("markdown, roll of {members}"), |bencher| {
            bencher.iter(|| papers::markdown(black_box(&document)));
        });
    }
    group.finish();
}

/// Judging at the sizes of a large congress: 5,000 voters, 200 candidates.
fn judging(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("judging");
    group.sample_size(20);
    let mut journal = kit::journal(5000, 0);
    kit::play(&mut journal, "có mặt tất cả");
    let voter = |journal: &Journal, line: &str| {
        let order = line::parse(line, journal.meeting()).unwrap().remove(0);
        journal.consider(order, kit::now()).unwrap()
    };
    group.bench_function("a split vote, 5000 voters", |bencher| {
        bencher.iter(|| voter(black_box(&journal), "biểu quyết 1 không đồng ý 20"));
    });
    let names: Vec<String> = (1..=200).map(|number| format!("\"Ứng cử {number}\"")).collect();
    let election = format!("bầu cử \"Ban chấp hành\" số lượng 40 ứng cử {}", names.join(" "));
    kit::play(&mut journal, &election);
    let mut called = journal.clone();
    kit::play(&mut called, "trả lời 1 còn lại đồng ý");
    group.bench_function("a roll call of 5000", |bencher| {
        bencher.iter(|| voter(black_box(&called), "biểu quyết 1 gọi tên"));
    });
    let votes: Vec<String> =
        (1..=200).map(|number| format!("\"Ứng cử {number}\" {}", 1000 - number * 2)).collect();
    let line = format!("biểu quyết 2 {} phát ra 5000 thu về 5000 không hợp lệ 0", votes.join(" "));
    let order = line::parse(&line, journal.meeting()).unwrap().remove(0);
    group.bench_function("an election, 200 candidates, 5000 voters", |bencher| {
        bencher.iter(|| journal.consider(black_box(order.clone()), kit::now()).unwrap());
    });
    let mut read_out = journal.clone();
    for number in 1..=500 {
        let first = number % 150 + 1;
        let marks: Vec<String> =
            (first..first + 40).map(|place| format!("\"Ứng cử {place}\"")).collect();
        kit::play(&mut read_out, &format!("lá phiếu 2 số lá 10 bầu {}", marks.join(" ")));
    }
    group.bench_function("5000 ballots of 40 marks, counted and judged", |bencher| {
        bencher.iter(|| voter(black_box(&read_out), "biểu quyết 2 theo phiếu"));
    });
    group.finish();
}

criterion_group!(benches, replay, papers, judging);
criterion_main!(benches);
