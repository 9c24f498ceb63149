//! Several desks write into one meeting without waiting for each other: whatever each knew when,
//! and in whatever order their entries arrive, the same entries make the same meeting.

use std::collections::HashSet;

use chrono::{DateTime, Duration, FixedOffset};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use thuky::domain::{MemberId, Pen};
use thuky::journal::{Act, Entry, EntryId, Journal, Order, first_unlawful};
use thuky::line;
use thuky::register::BookId;
use thuky::store::{Imported, Vault, fingerprint, from_json, to_json};

const BOOK: BookId = BookId([9; 16]);

const LINES: [&str; 29] = [
    "present Lee",
    "absent Lee",
    "present Ray",
    "late Fox",
    "member \"Dan Orr\"",
    "member \"Eve Poe\" post \"treasurer\"",
    "guest \"Guy Ash\"",
    "item \"Roof\"",
    "open",
    "note \"The roof leaks\"",
    "conclude \"Mend the roof\"",
    "conclude \"Sell the barn\"",
    "vote 1 yes 2 no 1",
    "vote 2 unanimous",
    "answer 1 yes Lee",
    "answer 1 no Ray",
    "answer 2 abstained Fox",
    "answer 2 yes Fox Lee",
    "next",
    "close",
    "read",
    "adopt",
    "seal",
    "open correction a slip",
    "number 7",
    "present",
    "undo",
    "present Lee Ray Fox",
    "place \"Hall\"",
];

/// What happens at a desk.
#[derive(Clone, Debug)]
enum Step {
    Line {
        desk: usize,
        line: &'static str,
    },
    Undo {
        desk: usize,
    },
    Redo {
        desk: usize,
    },
    /// A desk hears what another wrote, up to some entry.
    Hear {
        desk: usize,
        from: usize,
        share: usize,
    },
}

/// How far the meeting is, how many desks there are, and what they do.
fn steps() -> impl Strategy<Value = (usize, usize, Vec<Step>)> {
    (0_usize..3, 2_usize..=8).prop_flat_map(|(from, desks)| {
        let desk = 0..desks;
        let line = (desk.clone(), prop::sample::select(&LINES[..]))
            .prop_map(|(desk, line)| Step::Line { desk, line });
        let undo = desk.clone().prop_map(|desk| Step::Undo { desk });
        let redo = desk.clone().prop_map(|desk| Step::Redo { desk });
        let hear = (desk.clone(), desk, 1_usize..=4).prop_map(|(desk, from, share)| Step::Hear {
            desk,
            from,
            share,
        });
        let step = prop_oneof![10 => line, 2 => undo, 1 => redo, 5 => hear];
        (Just(from), Just(desks), prop::collection::vec(step, 1..60))
    })
}

fn start() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-03-03T19:00:00+07:00").expect("a time")
}

/// What every desk has: a meeting that is convened, in session, or adopted.
fn founded(from: usize) -> Journal {
    let mut journal = Journal::default();
    let lines = [
        "convene \"Mill Board\" rules board kind regular date 3/3/2026",
        "member \"Ann Lee\" class official",
        "member \"Bob Ray\" class official",
        "member \"Cal Fox\" class official",
        "present Lee",
        "present Ray",
        "present Fox",
        "open",
        "conclude Mend the roof",
        "close",
        "read",
        "adopt",
    ];
    for text in &lines[..[4, 9, 12][from]] {
        for order in line::parse(text, journal.meeting()).expect(text) {
            let entry = journal.consider(order, start()).expect(text);
            journal.push(entry);
        }
    }
    journal
}

/// Let every desk do its steps; the journal each ends with.
fn run(from: usize, desks: usize, steps: &[Step]) -> Vec<Journal> {
    let mut journals = vec![founded(from); desks];
    for (minute, step) in (0..).zip(steps) {
        let at = start() + Duration::minutes(minute);
        let pen = |desk: usize| Pen { at, desk: u8::try_from(desk).expect("few desks") };
        match step {
            Step::Line { desk, line } => {
                let journal = &mut journals[*desk];
                for order in line::parse(line, journal.meeting()).unwrap_or_default() {
                    give(journal, order, pen(*desk));
                }
            }
            Step::Undo { desk } => give(&mut journals[*desk], Order::Undo, pen(*desk)),
            Step::Redo { desk } => give(&mut journals[*desk], Order::Redo, pen(*desk)),
            Step::Hear { desk, from, share } => {
                let source = u8::try_from(*from).expect("few desks");
                let said = journals[*from].entries().iter().filter(|one| one.desk == source);
                let said: Vec<Entry> = said.cloned().collect();
                let heard = said.len() * share / 4;
                journals[*desk].take_in(said[..heard].iter().cloned());
            }
        }
    }
    journals
}

fn give(journal: &mut Journal, order: Order, pen: Pen) {
    if let Ok(entry) = journal.consider(order, pen) {
        journal.push(entry);
    }
}

/// The entries of each desk, as it wrote them.
fn series(journals: &[Journal]) -> Vec<Vec<Entry>> {
    let of = |(desk, journal): (u8, &Journal)| {
        let own = journal.entries().iter().filter(|entry| entry.desk == desk);
        own.cloned().collect()
    };
    (0..).zip(journals).map(of).collect()
}

/// Entries of several desks, each in its own order, mixed by these numbers.
fn mixed(mut series: Vec<Vec<Entry>>, by: &[u8]) -> Vec<Entry> {
    let mut all = Vec::new();
    for pick in by.iter().cycle() {
        series.retain(|one| !one.is_empty());
        if series.is_empty() {
            return all;
        }
        let place = usize::from(*pick) % series.len();
        all.push(series[place].remove(0));
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn the_same_entries_make_the_same_meeting_in_whatever_order(
        (from, desks, steps) in steps(),
        orders in prop::collection::vec(prop::collection::vec(any::<u8>(), 1..40), 3),
    ) {
        let journals = run(from, desks, &steps);
        let series = series(&journals);
        let all: Vec<Entry> = series.concat();
        let whole = Journal::of(all.clone());
        prop_assert_eq!(first_unlawful(whole.entries()), None);
        for by in &orders {
            // One by one, as they would come over a wire.
            let mut heard = Journal::default();
            for entry in mixed(series.clone(), by) {
                heard.push(entry);
            }
            prop_assert_eq!(heard.entries(), whole.entries());
            prop_assert_eq!(heard.meeting(), whole.meeting());
            prop_assert_eq!(heard.numbers(), whole.numbers());
        }
        // What each desk has seen so far is part of it, and it ends where all end.
        for journal in &journals {
            let mut journal = journal.clone();
            journal.take_in(all.iter().cloned());
            prop_assert_eq!(journal.meeting(), whole.meeting());
        }
    }

    #[test]
    fn nobody_is_counted_twice_and_a_vote_keeps_its_base((from, desks, steps) in steps()) {
        let journals = run(from, desks, &steps);
        let whole = Journal::of(series(&journals).concat());
        let meeting = whole.meeting();
        let ids: HashSet<MemberId> = meeting.members.iter().map(|member| member.id).collect();
        prop_assert_eq!(ids.len(), meeting.members.len());
        prop_assert!(meeting.members.windows(2).all(|pair| pair[0].id < pair[1].id));
        let turnout = meeting.turnout();
        let (came, total) = (turnout.attended.unwrap_or(0), turnout.total.unwrap_or(u32::MAX));
        prop_assert!(came <= total, "{came} of {total}");
        for conclusion in &meeting.conclusions {
            let answers = &conclusion.poll.answers;
            let named: HashSet<MemberId> = answers.iter().map(|(id, _)| *id).collect();
            prop_assert_eq!(named.len(), answers.len());
        }
        // A vote stands as the desk that took it wrote it.
        for vote in &meeting.votes {
            let taken = whole.entries().iter().any(|entry| match &entry.act {
                Act::Did(facts) => facts.iter().any(|fact| {
                    matches!(fact, thuky::domain::Fact::VoteTaken(one)
                        if one.id == vote.id && one.ground == vote.ground && one.verdict == vote.verdict)
                }),
                Act::Undid(_) | Act::Redid(_) => false,
            });
            prop_assert!(taken);
        }
    }

    #[test]
    fn a_seal_holds_what_its_desk_knew((from, desks, steps) in steps()) {
        let whole = Journal::of(series(&run(from, desks, &steps)).concat());
        let Some(place) = whole.seal() else { return Ok(()) };
        let sealed = Journal::of(thuky::journal::covered(whole.entries(), place));
        let (now, then) = (whole.meeting(), sealed.meeting());
        prop_assert_eq!(&now.members, &then.members);
        prop_assert_eq!(&now.notes, &then.notes);
        prop_assert_eq!(&now.conclusions, &then.conclusions);
        prop_assert_eq!(&now.votes, &then.votes);
        prop_assert_eq!(&now.seals, &then.seals);
        let hash = fingerprint(BOOK, sealed.entries());
        let again = thuky::journal::sealed_with(whole.entries(), sealed.entries().len());
        prop_assert_eq!(again.map(|entries| fingerprint(BOOK, &entries)), Some(hash));
    }

    #[test]
    fn a_desk_takes_back_only_what_it_did((from, desks, steps) in steps()) {
        for journal in run(from, desks, &steps) {
            for entry in journal.entries() {
                if let Act::Undid(id) | Act::Redid(id) = &entry.act {
                    prop_assert_eq!(id.desk, entry.desk);
                }
            }
        }
    }
}

/// Two desks of one meeting, kept in two registers and brought together in both.
#[test]
fn two_registers_bring_their_ledgers_together() {
    let steps: Vec<Step> = LINES
        .iter()
        .enumerate()
        .flat_map(|(place, line)| {
            let hear = Step::Hear { desk: place % 3, from: (place + 1) % 3, share: 4 };
            [Step::Line { desk: place % 3, line }, hear]
        })
        .collect();
    let journals = run(0, 3, &steps);
    let series = series(&journals);
    let whole = Journal::of(series.concat());
    assert!(series.iter().all(|own| own.len() > 1), "every desk wrote");
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    for (folder, order) in folders.iter().zip([[0, 1, 2], [0, 2, 1]]) {
        let (mut vault, _) = Vault::open(folder.path()).unwrap();
        let mut known: Vec<Entry> = Vec::new();
        for desk in order {
            // A later part knows of earlier ones that may not have come: the last brings all.
            known.extend(series[desk].iter().cloned());
            let so_far = Journal::of(known.clone());
            if first_unlawful(so_far.entries()).is_none() {
                vault.import(BOOK, so_far.entries()).unwrap();
            }
        }
        vault.import(BOOK, whole.entries()).unwrap();
        assert_eq!(vault.import(BOOK, whole.entries()), Ok(Imported::There { more_here: 0 }));
        let expected = fingerprint(BOOK, whole.entries()).unwrap();
        assert_eq!(vault.fingerprint(BOOK), Some(expected.clone()));
        drop(vault);
        let (mut vault, notices) = Vault::open(folder.path()).unwrap();
        assert_eq!(notices, []);
        assert_eq!(vault.load(BOOK).unwrap(), whole.entries());
        assert_eq!(vault.fingerprint(BOOK), Some(expected));
        let reports = vault.verify();
        assert!(reports.iter().all(|report| report.problems.is_empty()), "{reports:?}");
        assert_eq!(
            std::fs::read_dir(folder.path().join("ledger")).unwrap().count(),
            4,
            "three desks and the docket"
        );
    }
    // Without the store, the ledgers alone make the same meeting.
    let folder = folders[0].path();
    std::fs::remove_dir_all(folder.join("store")).unwrap();
    let (mut vault, _) = Vault::open(folder).unwrap();
    assert_eq!(vault.load(BOOK).unwrap(), whole.entries());
    drop(vault);
    // And without one desk's ledger, the store does.
    let ledger = std::fs::read_dir(folder.join("ledger")).unwrap().flatten();
    let of_desk_two =
        ledger.map(|file| file.path()).find(|path| path.to_string_lossy().ends_with("-2.jsonl"));
    std::fs::remove_file(of_desk_two.expect("desk 2 has a ledger")).unwrap();
    let (mut vault, _) = Vault::open(folder).unwrap();
    assert_eq!(vault.load(BOOK).unwrap(), whole.entries());
    assert_eq!(std::fs::read_dir(folder.join("ledger")).unwrap().count(), 4);
    // As one text it goes elsewhere and back.
    let text = to_json(BOOK, whole.entries()).unwrap();
    assert_eq!(from_json(&text), Ok((BOOK, whole.entries().to_vec())));
}

#[test]
fn what_a_desk_recorded_beside_a_seal_is_kept_and_counts_for_nothing() {
    let mut first = founded(2);
    let mut second = founded(2);
    let number = line::parse("number 7", second.meeting()).unwrap().remove(0);
    give(&mut second, number, Pen { at: start(), desk: 1 });
    let seal = line::parse("seal", first.meeting()).unwrap().remove(0);
    give(&mut first, seal, Pen { at: start(), desk: 0 });
    let all = [first.entries(), second.entries()].concat();
    let whole = Journal::of(all);
    assert!(whole.meeting().is_sealed());
    assert_eq!(whole.meeting().detail(thuky::domain::Detail::Number), None);
    let beside = EntryId { desk: 1, seq: 1 };
    let place = whole.entries().iter().position(|entry| entry.id() == beside).unwrap();
    assert!(!whole.stands(place));
    assert_eq!(first_unlawful(whole.entries()), None);
    // What one desk fixed, another does not take back.
    let undo = whole.consider(Order::Undo, Pen { at: start(), desk: 1 });
    assert!(undo.is_err(), "{undo:?}");
}

/// The lines above would otherwise hold nothing: each of their kinds is accepted somewhere.
#[test]
fn desks_do_everything_there_is_to_do() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut kinds: HashSet<String> = HashSet::new();
    for _ in 0..300 {
        let (from, desks, steps) = steps().new_tree(&mut runner).expect("steps").current();
        let whole = Journal::of(series(&run(from, desks, &steps)).concat());
        for (place, entry) in whole.entries().iter().enumerate() {
            let kind = match &entry.act {
                Act::Did(facts) => format!("{:?}", facts[0]),
                Act::Undid(_) => "Undid".to_owned(),
                Act::Redid(_) => "Redid".to_owned(),
            };
            let name = kind.split([' ', '(']).next().unwrap_or_default();
            kinds.insert(name.to_owned());
            if !whole.stands(place) && !entry.seen.is_empty() {
                kinds.insert("beside".to_owned());
            }
        }
    }
    let wanted = [
        "VoteTaken",
        "Undid",
        "Redid",
        "PapersSealed",
        "CorrectionOpened",
        "MemberEnrolled",
        "VotersAnswered",
        "beside",
        "ConclusionWritten",
        "DetailStated",
    ];
    let missing: Vec<&&str> = wanted.iter().filter(|kind| !kinds.contains(**kind)).collect();
    assert!(missing.is_empty(), "{missing:?} not in {kinds:?}");
}
