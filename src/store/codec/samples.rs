//! One sample of everything that can be written, for the tests that pin the format: the course of a
//! meeting stands here, its votes in `votes`.

mod votes;

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::domain::{
    Absence, Attendee, Base, Body, Class, ConclusionId, Count, Decision, Deduction, Detail, Due,
    Excuse, Fact, Ground, GuestId, Headcount, Indicator, IndicatorId, ItemId, Kind, Known,
    MemberId, Method, Moment, Note, NoteId, NoteKind, Office, Particulars, PauseKind, PercentStyle,
    Person, Presence, Profile, Quorum, Rank, Rule, Stage, Tally, Task, Threshold, Tongue, Unit,
    Verdict, Vote, VoteDoubt, VoteId, Weight,
};
use crate::journal::{Act, Entry, EntryId};
use crate::register::{BookId, Header};

/// An enum whose variants can be counted.
pub(super) trait Named {
    const NAMES: &'static [&'static str];
}

pub(in crate::store) const BOOK: BookId = BookId(*b"thuky-sample-01!");

pub(in crate::store) fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn time(hour: u32, minute: u32) -> Option<Moment> {
    day(11, 8).and_hms_milli_opt(hour, minute, 5, 250)
}

pub(in crate::store) fn at(seq: u64) -> DateTime<FixedOffset> {
    let start = DateTime::parse_from_rfc3339("2026-11-08T07:30:00.123+07:00").unwrap();
    start + chrono::Duration::seconds(i64::try_from(seq).unwrap())
}

fn rule() -> Rule {
    let source = "Điều lệ Đảng, Điều 5".into();
    Rule::plain(Decision::Admission, Base::Statutory, Threshold::at_least(2, 3), source)
}

fn profile() -> Profile {
    Profile {
        id: "party-cell".into(),
        name: "Chi bộ".into(),
        valid_from: day(1, 15),
        source: "Điều lệ Đảng".into(),
        tongue: Tongue::PartyVietnamese,
        voting: vec![Class::Official],
        deductions: vec![Deduction::Away, Deduction::ExemptAbsent, Deduction::Suspended],
        quorum: Some(Quorum::of(Threshold::MAJORITY)),
        proxies: None,
        remote_votes: false,
        oath: false,
        seconders: 0,
        percent: PercentStyle::default(),
        rules: vec![rule()],
    }
}

fn note(kind: NoteKind) -> Note {
    Note {
        id: NoteId(9),
        item: Some(ItemId(5)),
        kind,
        speaker: Some(Person::Named("Đại biểu dự họp".into())),
        text: "Nói \"rõ\"\nhai dòng".into(),
        time: time(8, 15),
    }
}

fn indicator(unit: Unit) -> Indicator {
    let label = "hồ sơ đúng hạn".into();
    Indicator { id: IndicatorId(11), item: None, value: 75, of: Some(1 << 40), unit, label }
}

fn vote(count: Count, verdict: Verdict) -> Vote {
    let mut ground = Ground::of_numbers(rule(), Some(12), Some(9));
    ground.deductions = vec![(Deduction::Away, 1), (Deduction::ApprovedAbsence, 2)];
    ground.base = None;
    let doubts = vec![
        VoteDoubt::TooMany { sum: 10, present: 9 },
        VoteDoubt::Unaccounted { missing: 1, present: 9 },
        VoteDoubt::RollOpen { uncalled: 3 },
        VoteDoubt::NoQuorum(votes::quorum()),
    ];
    Vote {
        id: VoteId(13),
        conclusion: ConclusionId(12),
        text: "Kết nạp đồng chí Trần Thị Hạnh".into(),
        decision: Decision::Admission,
        method: Some(Method::SecretBallot),
        count,
        ground,
        verdict,
        doubts,
        time: time(9, 40),
        more: Particulars::default(),
    }
}

pub(in crate::store) fn convened(name: &str) -> Fact {
    let body = Body { name: name.into(), superior: "Đảng bộ xã".into() };
    Fact::MeetingConvened {
        body,
        profile: profile(),
        kind: Kind::Regular,
        date: day(11, 8),
        known: Known::Month,
    }
}

fn meeting_facts() -> Vec<Fact> {
    vec![
        convened("Chi bộ Thôn Đoài"),
        Fact::DetailStated { detail: Detail::Locality, text: "Đông Hà".into() },
        Fact::DetailStated { detail: Detail::EnterpriseCode, text: "0100000000".into() },
        Fact::DetailStated { detail: Detail::Address, text: "Số 1, phố Chợ".into() },
        Fact::OfficeHeld {
            office: Office::Secretary,
            people: vec![Person::Member(MemberId(1))],
            item: None,
        },
        Fact::OfficeHeld {
            office: Office::ViceChair,
            people: vec![Person::Member(MemberId(1)), Person::Named("Ông Hai".into())],
            item: Some(ItemId(5)),
        },
        Fact::AttendanceStated {
            headcount: Headcount {
                total: Some(12),
                official: Some(10),
                present: Some(9),
                shares: Some(Weight { units: 1 << 33, decimals: 2 }),
                shares_percent: "18,4 %".into(),
                partial: true,
                ..Headcount::default()
            },
            since: true,
            time: time(8, 5),
        },
        Fact::UnnamedMarked { count: 3, came: true, time: time(8, 6) },
        Fact::MeetingAmended {
            body: Body { name: "Chi bộ Thôn Đông".into(), superior: String::new() },
            profile: profile(),
            kind: Kind::Congress,
            date: day(11, 9),
            known: Known::Nothing,
        },
        Fact::MeetingPaused { kind: PauseKind::Recess, until: "9 giờ".into(), time: time(8, 40) },
        Fact::MeetingPaused { kind: PauseKind::Adjourned, until: String::new(), time: None },
        Fact::MeetingPaused { kind: PauseKind::Committee, until: String::new(), time: None },
        Fact::MeetingResumed { time: time(9, 0) },
        Fact::OpeningAmended { time: time(7, 35) },
        Fact::ClosingAmended { time: None },
        Fact::MeetingOpened { time: time(7, 30) },
        Fact::MeetingClosed { time: None },
        Fact::MinutesRead { time: time(10, 55) },
        Fact::CorrectionNoted { text: "sửa tên".into(), time: time(10, 57) },
        Fact::MinutesAdopted { time: time(11, 0) },
        Fact::VoteAnnulled { vote: VoteId(9), reason: "đếm nhầm".into() },
    ]
}

fn roll_facts() -> Vec<Fact> {
    let (member, guest) = (MemberId(300), GuestId(4));
    let (name, post) = (String::from("Nguyễn Văn Trung"), String::from("Bí thư"));
    let who = Attendee::Member(member);
    let marked = |presence| Fact::PresenceMarked { who, presence, time: time(7, 45) };
    let absent = |excuse| {
        let who = Attendee::Guest(guest);
        let presence = Presence::Absent(Absence { excuse, reason: "ốm".into() });
        Fact::PresenceMarked { who, presence, time: None }
    };
    vec![
        Fact::MemberEnrolled {
            member,
            name: name.clone(),
            post: post.clone(),
            class: Some(Class::Exempt),
            unsworn: true,
        },
        Fact::MemberAmended { member, name: name.clone(), post: String::new(), class: None },
        Fact::MemberStruck { member },
        marked(Presence::NotCalled),
        marked(Presence::Present),
        marked(Presence::Late),
        marked(Presence::Left),
        marked(Presence::Back),
        marked(Presence::Remote),
        absent(Excuse::Unsaid),
        absent(Excuse::Excused),
        absent(Excuse::Unexcused),
        absent(Excuse::Own("trực ban".into())),
        Fact::GuestAdded { guest, name: name.clone(), post: post.clone(), rank: Rank::Superior },
        Fact::GuestAmended { guest, name, post, rank: Rank::Invited },
        Fact::GuestAdded { guest, name: "Lê Ba".into(), post: String::new(), rank: Rank::Staff },
        Fact::GuestRemoved { guest },
        Fact::GuestJoined { guest, member },
    ]
}

fn agenda_facts() -> Vec<Fact> {
    let item = ItemId(5);
    let title = String::from("Đánh giá công tác tháng 10");
    let presenter = Some(Person::Guest(GuestId(4)));
    vec![
        Fact::ItemAdded { item, title: title.clone(), presenter, planned: Some(30) },
        Fact::ItemAmended { item, title, presenter: None, planned: None },
        Fact::ItemMoved { item, place: 2 },
        Fact::ItemRemoved { item },
        Fact::ItemStarted { item, time: time(8, 0) },
        Fact::ItemFinished { item, time: time(8, 30) },
        Fact::ItemSkipped { item, reason: "hết giờ".into() },
    ]
}

fn note_facts() -> Vec<Fact> {
    let kinds = [
        NoteKind::Information,
        NoteKind::Review,
        NoteKind::Opinion,
        NoteKind::Shortcoming,
        NoteKind::Proposal("Ủy ban nhân dân xã".into()),
        NoteKind::Directive,
        NoteKind::Citation,
    ];
    let mut facts: Vec<Fact> = kinds.map(|kind| Fact::NoteTaken(note(kind))).into();
    facts.extend([
        Fact::NoteAmended(note(NoteKind::Opinion)),
        Fact::NoteRemoved { note: NoteId(9) },
        Fact::IndicatorReported(indicator(Unit::Pieces)),
        Fact::IndicatorAmended(indicator(Unit::Percent)),
        Fact::IndicatorRemoved { indicator: IndicatorId(11) },
    ]);
    facts
}

fn conclusion_facts() -> Vec<Fact> {
    let conclusion = ConclusionId(12);
    let text = String::from("Giao Ban Chi ủy hoàn thành trước 20/11");
    let (item, time) = (Some(ItemId(5)), time(9, 0));
    let owner = Some(Person::Member(MemberId(2)));
    let on_day = Task {
        text: "Sửa mái".into(),
        owner: owner.clone(),
        due: Some(Due::On(day(11, 20))),
        done: Some("xong".into()),
    };
    let in_words = Task { due: Some(Due::Words("trước Tết".into())), ..Task::default() };
    let tally = Tally { yes: Some(7), no: Some(1), other: Some(1), ..Tally::default() };
    vec![
        Fact::ConclusionWritten { conclusion, item, text: text.clone(), time },
        Fact::ConclusionAmended { conclusion, text },
        Fact::ConclusionMoved { conclusion, place: 0 },
        Fact::ConclusionRemoved { conclusion },
        Fact::TaskAssigned { conclusion, task: on_day },
        Fact::TaskAssigned { conclusion, task: in_words },
        Fact::VoteTaken(Box::new(vote(Count::Counted(tally), Verdict::Carried))),
        Fact::VoteTaken(Box::new(vote(Count::Unanimous { yes: Some(9) }, Verdict::Lost))),
        Fact::VoteTaken(Box::new(vote(Count::Uncounted { carried: true }, Verdict::Unknown))),
        Fact::VoteTaken(Box::new(vote(
            Count::Unanimous { yes: None },
            Verdict::Stated { carried: true },
        ))),
    ]
}

/// Every fact, with every shape of its parts.
fn facts() -> Vec<Fact> {
    let course = [meeting_facts(), roll_facts(), agenda_facts(), note_facts(), conclusion_facts()];
    [course.concat(), votes::facts()].concat()
}

/// An entry per fact, then one of each other act.
pub(crate) fn entries() -> Vec<Entry> {
    let id = EntryId { desk: 3, seq: 7 };
    let acts = facts().into_iter().map(|fact| Act::Did(vec![fact]));
    let acts = acts.chain([Act::Undid(id), Act::Redid(id), Act::Did(Vec::new())]);
    acts.zip(1..)
        .map(|(act, seq)| Entry {
            desk: 0,
            seq,
            clock: seq + 1000,
            at: at(seq),
            seen: seen(seq),
            act,
        })
        .collect()
}

/// What an entry knew of other desks: of none, but for every third.
fn seen(seq: u64) -> Vec<EntryId> {
    let known = [EntryId { desk: 2, seq }, EntryId { desk: 255, seq: 1 }];
    if seq.is_multiple_of(3) { known.to_vec() } else { Vec::new() }
}

pub(super) fn header() -> Header {
    Header {
        id: BOOK,
        body: "Chi bộ Thôn Đoài".into(),
        superior: "Đảng bộ xã".into(),
        kind: Some(Kind::Other("mở rộng".into())),
        date: day(11, 8),
        known: Known::Day,
        stage: Stage::Closed,
        attended: Some(9),
        expected: Some(11),
        total: None,
        conclusions: 3,
        entries: 60,
        term: "2025-2030".into(),
        numbers: vec![("2025-2030".into(), Detail::ResolutionNumber, "04".into())],
    }
}
