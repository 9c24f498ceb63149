//! Everything that can be recorded or refused has words, in both languages.

use chrono::NaiveDate;

use super::Lang;
use crate::domain::{
    ConclusionId, ItemId, Measure, Meeting, Moment, QuorumState, Refusal, Stage, Threshold,
    VoteDoubt,
};
use crate::journal::{Act, Denial, Journal, Taken};
use crate::register::{BookId, Header};
use crate::store::{Notice, sample_entries};

fn at(hour: u32) -> Moment {
    NaiveDate::from_ymd_opt(2026, 11, 8).unwrap().and_hms_opt(hour, 30, 0).unwrap()
}

/// A refusal of every kind.
fn refusals() -> Vec<Refusal> {
    let name = || String::from("Hoàng Thị Mai");
    let (item, conclusion) = (ItemId(1), ConclusionId(1));
    let quorum = QuorumState {
        present: Some(11),
        represented: 0,
        needed: 13,
        of: 31,
        threshold: Threshold::at_least(2, 5),
        measure: Measure::Heads,
        decimals: 0,
        announced: false,
    };
    vec![
        Refusal::AlreadyConvened,
        Refusal::NotConvened,
        Refusal::NotInSession(Stage::Planned),
        Refusal::NotInSession(Stage::InSession),
        Refusal::NotInSession(Stage::Closed),
        Refusal::NotInSession(Stage::Adopted),
        Refusal::Adopted,
        Refusal::NotReadBack,
        Refusal::NotClosed,
        Refusal::Gone,
        Refusal::Empty,
        Refusal::Unchanged,
        Refusal::NotHere { name: name() },
        Refusal::SameName { name: name() },
        Refusal::NotAway { name: name() },
        Refusal::CameBefore { name: name() },
        Refusal::NotSoMany { count: 3, here: 2 },
        Refusal::Crossed { name: name(), time: at(8), earlier: at(9) },
        Refusal::OpenedAfter { name: name(), opening: at(9), moved: at(8) },
        Refusal::Paused,
        Refusal::NotPaused,
        Refusal::AfterClosing { time: at(12), closed: at(11) },
        Refusal::ClosedBefore { name: name(), closing: at(10), moved: at(11) },
        Refusal::Mentioned { name: name() },
        Refusal::NobodyLeft,
        Refusal::Running(item),
        Refusal::NotRunning(item),
        Refusal::Started(item),
        Refusal::NoNextItem,
        Refusal::HasRecords(item),
        Refusal::Voted { conclusion, time: Some(at(9)) },
        Refusal::NotVoted(conclusion),
        Refusal::InFuture { time: at(15), now: at(9) },
        Refusal::NoRule,
        Refusal::Doubtful(vec![VoteDoubt::TooMany { sum: 15, present: 14 }]),
        Refusal::TooManyExceptions { sum: 15, present: 14 },
        Refusal::VotersUnknown { uncalled: 3, unclassed: 0 },
        Refusal::VotersUnknown { uncalled: 0, unclassed: 3 },
        Refusal::NobodyToAnswer,
        Refusal::MayNotVote { name: name() },
        Refusal::NothingPolled,
        Refusal::SheetsDiffer { sheets: (1, 2), lines: vec![(name(), 7, 8)] },
        Refusal::TooManyMarks { marks: 4, seats: 3 },
        Refusal::NoChoices(conclusion),
        Refusal::ChoicesDiffer { stated: 3, standing: 4 },
        Refusal::NotAsAWhole { standing: 4, seats: 3 },
        Refusal::OnBallot { name: name() },
        Refusal::NotAnAmendment(conclusion),
        Refusal::Disposed(conclusion),
        Refusal::NotSeconded { have: 0, needed: 1 },
        Refusal::AmendmentOpen { amendment: conclusion },
        Refusal::NoQuorum(quorum),
        Refusal::HasQuorum(quorum),
        Refusal::NotFlagged(conclusion),
        Refusal::Unreviewed(vec![conclusion]),
        Refusal::NoSuchQuorum,
        Refusal::NoProxies,
        Refusal::TooManyProxies { name: name(), holds: 3, most: 2 },
        Refusal::SeatUnchanged { name: name() },
        Refusal::SeatTaken { name: name() },
        Refusal::NobodyElected(conclusion),
        Refusal::NotTogether(conclusion),
        Refusal::ChangedSince(conclusion),
        Refusal::NoLot,
        Refusal::MarkedTwice { name: name() },
        Refusal::NothingToDraw,
        Refusal::MoreThanAll { value: 9, of: 8 },
        Refusal::BeforeOpening { time: at(7), opened: at(8) },
        Refusal::Sealed { version: 1 },
        Refusal::NotAdopted,
        Refusal::NotSealed,
    ]
}

/// A sentence has words.
#[track_caller]
fn check(what: &str, told: &str) {
    let letters = told.chars().filter(|letter| letter.is_alphabetic()).count();
    assert!(letters > 3, "{what}: {told:?}");
}

#[test]
fn every_refusal_and_denial_has_words() {
    let meeting = Meeting::default();
    let all = refusals();
    let kinds = include_str!("../domain/refusal.rs");
    let (_, kinds) = kinds.split_once("pub enum Refusal {").unwrap();
    let (kinds, _) = kinds.split_once("\n}").unwrap();
    let names = kinds.lines().filter_map(|line| {
        let line = line.strip_prefix("    ")?;
        let name: String = line.chars().take_while(char::is_ascii_alphanumeric).collect();
        line.starts_with(char::is_uppercase).then_some(name)
    });
    let samples: Vec<String> = all.iter().map(|refusal| format!("{refusal:?}")).collect();
    for name in names {
        let there = samples.iter().any(|sample| {
            sample.strip_prefix(&name).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
        });
        assert!(there, "no sample of {name}");
    }
    let taken =
        Taken { detail: crate::domain::Detail::Number, number: "12".into(), by: at(8).date() };
    let others = [
        Denial::NothingToUndo,
        Denial::NothingToRedo,
        Denial::ReadOnly,
        Denial::NumberTaken(taken),
    ];
    for denial in all.into_iter().map(Denial::Refused).chain(others) {
        let (vi, en) = (Lang::Vi.denial(&meeting, &denial), Lang::En.denial(&meeting, &denial));
        check(&format!("{denial:?}"), &vi);
        check(&format!("{denial:?}"), &en);
        assert_ne!(vi, en);
    }
}

#[test]
fn every_fact_has_words() {
    let entries = sample_entries();
    let journal = Journal::of(entries.clone());
    let facts = entries.iter().filter_map(|entry| match &entry.act {
        Act::Did(facts) => Some(facts),
        Act::Undid(_) | Act::Redid(_) => None,
    });
    for fact in facts.flatten() {
        for lang in [Lang::Vi, Lang::En] {
            check(&format!("{fact:?}"), &lang.fact(journal.meeting(), fact));
        }
    }
}

#[test]
fn what_is_found_names_its_meeting() {
    let header = Header {
        body: "Chi bộ Thôn Đoài".into(),
        date: at(8).date(),
        ..Header::of(BookId([7; 16]), &Journal::default())
    };
    let gap = Notice::Gap { book: header.id, from: 3, to: 4 };
    assert_eq!(gap.book(), Some(header.id));
    let (vi, en) = (Lang::Vi.notice(&gap, Some(&header)), Lang::En.notice(&gap, Some(&header)));
    assert!(vi.starts_with("Chi bộ Thôn Đoài, 08/11/2026: MẤT dòng 3–4"), "{vi}");
    assert!(en.starts_with("Chi bộ Thôn Đoài, 2026-11-08: LOST: entries 3–4"), "{en}");
}
