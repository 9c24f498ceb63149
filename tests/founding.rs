//! A new meeting takes over from the last of its body what the body keeps, by who people are and
//! not by what they are called, and a roll of any size.

use thuky::domain::{Convening, Fact, Known, Meeting, Person, Weight};
use thuky::journal::{Act, Journal};
use thuky::line;
use thuky::register::{FACTS_AN_ENTRY, found};
use thuky::store::Vault;

fn now() -> chrono::DateTime<chrono::FixedOffset> {
    chrono::DateTime::parse_from_rfc3339("2026-11-24T17:30:00+07:00").expect("a time")
}

fn give(journal: &mut Journal, text: &str) {
    for order in line::parse(text, journal.meeting()).expect(text) {
        let entry = journal.consider(order, now()).expect(text);
        journal.push(entry);
    }
}

fn played(script: &str) -> Journal {
    let mut journal = Journal::default();
    script.lines().for_each(|line| give(&mut journal, line));
    journal
}

/// The next meeting of a body, one month later.
fn next(last: &Meeting) -> Journal {
    let convening = Convening {
        body: last.body.clone(),
        profile: last.profile.clone().expect("the last meeting has rules"),
        kind: last.kind.clone().expect("the last meeting has a kind"),
        date: last.date + chrono::Months::new(1),
        known: Known::Day,
    };
    found(convening, Some(last), now().into()).expect("a meeting")
}

#[test]
fn two_of_one_name_stay_two_and_the_chair_is_the_right_one() {
    let mut last = played(
        "convene \"Mill Board\" rules company-board kind regular date 3/3/2026\nmember \"Ann Lee\" post \"director\"\n\
         member \"Bob Ray\"\nmember \"Ann Lee\" post \"treasurer\"",
    );
    give(&mut last, "chair Ann Lee#2");
    let last = last.meeting();
    let chair = Some(Person::Member(last.members[2].id));
    assert_eq!(last.chair, chair, "the treasurer is in the chair");
    let journal = next(last);
    let next = journal.meeting();
    assert_eq!(next.members.len(), 3);
    assert_eq!(next.members[2].post, "treasurer");
    assert_eq!(next.chair, Some(Person::Member(next.members[2].id)));
}

#[test]
fn a_seat_keeps_its_weight_its_group_and_the_oath_still_to_be_taken() {
    let mut last = played(
        "convene \"Mill Board\" rules company-board kind regular date 3/3/2026\nmember \"Ann Lee\"",
    );
    for line in
        ["member \"Bob Ray\"", "member \"Cal Fox\"", "shares Ann 12.5", "shares Bob group Guests"]
    {
        give(&mut last, line);
    }
    give(&mut last, "quorum >= 2/3 because \"bylaw 9\"");
    let last = last.meeting();
    let journal = next(last);
    let next = journal.meeting();
    let rated = |meeting: &Meeting| -> Vec<(Option<Weight>, String, bool)> {
        let seats = meeting.members.iter();
        seats.map(|one| (one.weight, one.group.clone(), one.seat.unsworn)).collect()
    };
    assert_eq!(rated(next), rated(last));
    assert!(rated(next)[0].0.is_some() && rated(next)[1].1 == "Guests");
    assert_eq!(next.quorum_source, "bylaw 9");
    let quorum = |meeting: &Meeting| meeting.profile.as_ref().and_then(|one| one.quorum.clone());
    assert_eq!(quorum(next), quorum(last));
}

#[test]
fn a_roll_of_twenty_thousand_is_founded_in_entries_that_can_be_kept() {
    let last = played(
        "convene \"Mill Board\" rules company-board kind regular date 3/3/2026\nmember \"Ann Lee\"",
    );
    let mut last = last.meeting().clone();
    let one = last.members[0].clone();
    last.members = (1..=20_000)
        .map(|number| {
            let name = format!("Nguyễn Thị Hoàng Ngọc Phương {number}");
            let id = thuky::domain::MemberId(number);
            thuky::domain::Member { id, name, ..one.clone() }
        })
        .collect();
    let journal = next(&last);
    assert_eq!(journal.meeting().members.len(), 20_000);
    for entry in journal.entries() {
        let Act::Did(facts) = &entry.act else { panic!("a founding undoes nothing") };
        assert!(facts.len() <= FACTS_AN_ENTRY);
    }
    let enrolled = |fact: &&Fact| matches!(fact, Fact::MemberEnrolled { .. });
    let facts = journal.entries().iter().map(|entry| match &entry.act {
        Act::Did(facts) => facts.iter().filter(enrolled).count(),
        Act::Undid(_) | Act::Redid(_) => 0,
    });
    assert_eq!(facts.sum::<usize>(), 20_000);
    let folder = tempfile::tempdir().expect("a folder");
    let (mut vault, _) = Vault::open(folder.path()).expect("a register");
    let book = vault.create(journal.entries()).expect("kept");
    let again = Journal::of(vault.load(book).expect("read"));
    assert_eq!(again.meeting(), journal.meeting());
}
