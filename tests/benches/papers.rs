//! How long papers take: sixty pages of a congress, four pages of a monthly meeting, the closing
//! bell.

#[path = "../support/congress.rs"]
mod congress;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use thuky::export::{Bundle, Wanted, render};
use thuky::journal::Journal;
use thuky::papers::{Document, Format, Paper, PaperKind, Templates};
use thuky::register::BookId;
use thuky::store::{from_json, to_json};

fn bundle(journal: &Journal) -> Bundle {
    Bundle::of(BookId([7; 16]), journal, &Templates::default()).expect("a template fits")
}

/// The minutes with the full roll behind them.
fn with_roll(bundle: &Bundle) -> Document {
    let mut minutes = bundle.document(Paper::whole(PaperKind::Minutes));
    let roll = bundle.document(Paper::whole(PaperKind::Attendance));
    minutes.blocks.extend(roll.blocks);
    minutes
}

fn papers(criterion: &mut Criterion) {
    let large = bundle(&congress::congress(2_000, 50));
    let small = bundle(&congress::congress(20, 6));
    let (many, few) = (with_roll(&large), with_roll(&small));
    for (name, document) in [("60 pages", &many), ("4 pages", &few)] {
        for (format, ending) in Format::ALL {
            criterion.bench_function(&format!("papers/{name}/{ending}"), |bencher| {
                bencher.iter(|| render(black_box(document), *format));
            });
        }
    }
    criterion.bench_function("papers/xlsx of 2,000", |bencher| {
        bencher.iter(|| large.bytes(black_box(Wanted::Workbook)));
    });
    criterion.bench_function("papers/all of a monthly meeting as docx and pdf", |bencher| {
        let wanted = small.all(&[Format::Docx, Format::Pdf]);
        bencher.iter(|| wanted.iter().map(|one| small.bytes(*one)).collect::<Vec<_>>());
    });
    let text = to_json(large.book, &large.entries).expect("written");
    criterion.bench_function("papers/json of 2,000 read and checked", |bencher| {
        bencher.iter(|| from_json(black_box(&text)));
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = papers
}
criterion_main!(benches);
