//! One sample of everything about votes, motions, ballots, seats and seals.

use super::{convened, profile, rule, time, vote};
use crate::domain::{
    Answer, Base, Bundle, Casting, ChairVote, Choice, Chosen, ConclusionId, Conduct, Count,
    Decision, Deduction, Detail, Fact, Fate, Gone, Ground, GroupGround, GroupRule, ItemId, Measure,
    MemberId, Method, Motion, MotionKind, Mover, Outcome, Paper, Papers, Partial, Particulars,
    PercentStyle, Person, Procedure, Profile, Quorum, QuorumState, QuorumTest, Rule, RuleChoice,
    Ruling, SeatChange, Slate, SlateKind, Tally, Threshold, Tie, Verdict, Vote, VoteDoubt, VoteId,
    Weight, WeightGround,
};

const CONCLUSION: ConclusionId = ConclusionId(12);
const MEMBER: MemberId = MemberId(300);

fn rich_rule(decision: Decision, threshold: Threshold, tie: Tie, chair: ChairVote) -> Rule {
    Rule {
        measure: Measure::Both,
        tie,
        chair,
        methods: vec![Method::SecretBallot, Method::RollCall],
        groups: vec![GroupRule {
            name: "sáng lập".into(),
            base: Base::EntitledLessAbstaining,
            threshold: Threshold::Unanimous,
        }],
        choices: vec![RuleChoice {
            name: "khai trừ".into(), threshold: Some(Threshold::Votes(7))
        }],
        cumulate: true,
        ballot_chair: true,
        ..Rule::plain(decision, Base::Returned, threshold, "Quy định".into())
    }
}

fn rich_profile() -> Profile {
    Profile {
        quorum: Some(Quorum {
            calls: vec![Threshold::at_least(3, 4), Threshold::MAJORITY, Threshold::Votes(0)],
            measure: Measure::Weight,
            tested: QuorumTest::Continuously,
            in_room_only: true,
            source: "Điều 157".into(),
        }),
        proxies: Some(2),
        remote_votes: true,
        oath: true,
        seconders: 1,
        percent: PercentStyle { decimals: 3, truncate: true, keep_zeros: true },
        deductions: vec![Deduction::Recused],
        rules: vec![
            rich_rule(Decision::Discipline, Threshold::Plurality, Tie::Lot, ChairVote::OnTie),
            rich_rule(
                Decision::Named("ngân sách".into()),
                Threshold::over(1, 2),
                Tie::ChairSide,
                ChairVote::WhenDecisive,
            ),
        ],
        ..profile()
    }
}

pub(super) fn quorum() -> QuorumState {
    QuorumState {
        present: Some(9),
        represented: 2,
        needed: 7,
        of: 12,
        threshold: Threshold::MAJORITY,
        measure: Measure::Heads,
        decimals: 1,
        announced: true,
    }
}

fn rich_ground() -> Ground {
    Ground {
        deductions: vec![(Deduction::Recused, 1)],
        base: Some(11),
        proxies: 1,
        remote: 2,
        chair_waits: true,
        weight: Some(WeightGround { entitled: 5_000_000_000, deducted: 7, present: 4_999_999_999 }),
        decimals: 2,
        groups: vec![GroupGround {
            name: "sáng lập".into(), entitled: 3, deducted: 1, present: 2
        }],
        quorum: Some(quorum()),
        informal: true,
        ..Ground::of_numbers(rule(), Some(12), Some(9))
    }
}

fn rich_particulars() -> Particulars {
    let tally = Tally {
        yes: Some(4_000_000_000),
        no: Some(1),
        other: Some(2),
        abstained: Some(3),
        silent: Some(4),
    };
    Particulars {
        also: vec![(ConclusionId(13), "Mục khác".into())],
        weight: Some(tally),
        remote: Some(tally),
        papers: Papers { issued: Some(9), returned: Some(8), invalid: Some(1), blank: Some(0) },
        answers: Answer::ALL.map(|answer| (MEMBER, answer)).to_vec(),
        groups: vec![("sáng lập".into(), tally)],
        casting: Some(Casting::Chair { yes: true }),
        drawn: vec![1],
        percent: Some("50,30%".into()),
        ruling: Some(Ruling {
            base: Some(Base::Issued),
            threshold: Some(Threshold::at_least(3, 4)),
            reason: "điều lệ".into(),
        }),
        places: vec![0, 2],
        round: vec![0],
        before: Some("trước".into()),
        noted: true,
    }
}

fn rich_doubts() -> Vec<VoteDoubt> {
    vec![
        VoteDoubt::IssuedOver { issued: 10, present: 9 },
        VoteDoubt::ReturnedOver { returned: 10, issued: 9 },
        VoteDoubt::PapersDiffer { sum: 8, returned: 9 },
        VoteDoubt::OverValid { sum: 9, valid: 8 },
        VoteDoubt::ChoiceOver { name: "An".into(), votes: 9, withheld: Some(1), ballots: 8 },
        VoteDoubt::MarksOver { marks: Weight::whole(30), most: Weight::whole(27) },
        VoteDoubt::NamedOver { answer: Answer::No, named: 2, stated: 1 },
        VoteDoubt::Duplicate { member: MEMBER },
        VoteDoubt::NotEntitled { member: MEMBER },
        VoteDoubt::PercentImpossible { percent: "50,30%".into(), base: 9 },
        VoteDoubt::PercentDiffers { percent: "50%".into(), yes: 4, base: 9 },
        VoteDoubt::ChairMayNot,
        VoteDoubt::NotUnanimous { exceptions: 1 },
        VoteDoubt::GroupsDiffer { sum: 8, stated: 9 },
        VoteDoubt::GroupMissing { name: "sáng lập".into() },
        VoteDoubt::WeightOver {
            sum: Weight { units: 101, decimals: 1 },
            present: Weight::whole(9),
        },
        VoteDoubt::WeightMissing,
        VoteDoubt::MethodDiffers { expected: vec![Method::SecretBallot] },
        VoteDoubt::RemoteOver { remote: 3, sum: 2 },
        VoteDoubt::RollChanged { then: 9, now: 8 },
        VoteDoubt::PapersMissing,
        VoteDoubt::ReturnedOverPresent { returned: 9, present: 8 },
        VoteDoubt::RemoteOverAbsent { remote: 3, absent: 2 },
        VoteDoubt::Contradicts { carried: true },
        VoteDoubt::NamesInSecret { named: 2 },
        VoteDoubt::NamedAway { member: MEMBER },
        VoteDoubt::BeyondCount { sum: 5_000_000_000 },
    ]
}

fn votes() -> Vec<Fact> {
    let chosen = |name: &str, votes| Chosen {
        name: name.into(),
        votes,
        withheld: Some(1),
        threshold: Some(Threshold::Votes(7)),
    };
    let choices = vec![chosen("An", 9), chosen("Bình", 8)];
    let outcome = Outcome { chosen: vec![0], tied: vec![1], open: 1 };
    let partly = Count::Partly(Partial {
        carried: true,
        yes: None,
        no: Some(1),
        other: None,
        abstained: Some(2),
    });
    let counted = Tally { silent: Some(1), yes: Some(8), ..Tally::default() };
    let rich = |count, verdict, casting| {
        let plain = vote(count, verdict);
        let more = Particulars { casting: Some(casting), ..rich_particulars() };
        let (decision, ground) = (Decision::Election, rich_ground());
        let method = Some(Method::RollCall);
        Fact::VoteTaken(Box::new(Vote {
            decision,
            ground,
            method,
            more,
            doubts: rich_doubts(),
            ..plain
        }))
    };
    let plain = |count, verdict| Fact::VoteTaken(Box::new(vote(count, verdict)));
    vec![
        rich(
            Count::Choices { seats: 2, choices },
            Verdict::Chosen(outcome),
            Casting::Lot { yes: false },
        ),
        rich(Count::Counted(counted), Verdict::Informal, Casting::Chair { yes: true }),
        plain(partly, Verdict::Stated { carried: true }),
        plain(Count::Counted(counted), Verdict::Tied),
        plain(Count::Tied, Verdict::Tied),
        plain(Count::Void { reason: "mất phiếu".into() }, Verdict::Unknown),
        plain(
            Count::Named { seats: 1, names: vec!["An".into()], chosen: vec![0] },
            Verdict::Chosen(Outcome { chosen: vec![0], tied: Vec::new(), open: 0 }),
        ),
    ]
}

fn motions() -> Vec<Fact> {
    let motion = |kind, fate: Option<Fate>| Fact::MotionMade {
        conclusion: CONCLUSION,
        motion: Motion {
            kind,
            mover: Some(Mover::Person(Person::Member(MEMBER))),
            seconders: vec![Person::Named("Đại biểu".into())],
            condition: "nếu đủ kinh phí".into(),
            fate: fate.map(|fate| (fate, time(9, 1))),
        },
    };
    let disposed = |fate| Fact::MotionDisposed { conclusion: CONCLUSION, fate, time: time(9, 2) };
    let of = ConclusionId(11);
    let mut facts = vec![
        motion(MotionKind::Main, None),
        motion(MotionKind::Amendment { of }, Some(Fate::Withdrawn)),
        motion(MotionKind::Substitute { of }, None),
        Fact::MotionAmended {
            conclusion: CONCLUSION,
            mover: Some(Mover::Chair),
            seconders: Vec::new(),
            condition: String::new(),
        },
        disposed(Fate::Postponed("kỳ sau".into())),
        disposed(Fate::Referred("tổ tài chính".into())),
        disposed(Fate::Split(vec![of])),
        disposed(Fate::Replaced { by: of }),
        disposed(Fate::Fell("không ai tán thành".into())),
        disposed(Fate::Tabled),
        disposed(Fate::Accepted { before: "chữ cũ".into() }),
        Fact::ConclusionReopened { conclusion: CONCLUSION },
    ];
    facts.extend(Procedure::ALL.map(|one| motion(MotionKind::Procedural(one), None)));
    facts
}

fn ballots() -> Vec<Fact> {
    let choice = |gone| Choice {
        name: "Nguyễn Văn An".into(),
        nominated_by: Some(Person::Member(MEMBER)),
        threshold: Some(Threshold::at_least(2, 3)),
        gone,
    };
    let slate = |kind, decision| Slate {
        kind,
        seats: 3,
        choices: vec![choice(None), choice(Some(Gone::Withdrew)), choice(Some(Gone::StruckOff))],
        decision,
        tellers: vec![Person::Member(MEMBER)],
        round: vec![0, 2],
        chosen: vec![1],
    };
    let conclusion = CONCLUSION;
    let paper =
        |paper| Fact::PaperEntered { conclusion, sheet: 1, bundle: Bundle { paper, copies: 3 } };
    vec![
        Fact::SlateMade { conclusion, slate: slate(SlateKind::Election, Decision::Election) },
        Fact::SlateMade { conclusion, slate: slate(SlateKind::Options, Decision::Grading) },
        Fact::Nominated { conclusion, choice: choice(None) },
        Fact::TakenOff { conclusion, place: 1, gone: Gone::StruckOff },
        Fact::TellersNamed { conclusion, tellers: vec![Person::Member(MEMBER)] },
        Fact::VotersAnswered { conclusion, answers: vec![(MEMBER, Answer::Abstain)] },
        paper(Paper::Marked(vec![0, 2])),
        paper(Paper::Invalid),
        paper(Paper::Blank),
        Fact::PollCleared { conclusion },
        Fact::VoteReviewed { vote: VoteId(13) },
    ]
    .into_iter()
    .chain(methods().map(|method| Fact::VoteMethodStated { vote: VoteId(13), method }))
    .collect()
}

fn methods() -> impl Iterator<Item = Method> {
    Method::ALL.into_iter().chain([Method::Named("bỏ đậu".into())])
}

fn seats() -> Vec<Fact> {
    let member = MEMBER;
    let changes = [
        SeatChange::Resigned,
        SeatChange::TermEnded,
        SeatChange::Removed,
        SeatChange::Seated,
        SeatChange::Sworn,
    ];
    let mut facts: Vec<Fact> = changes
        .map(|change| Fact::SeatChanged { member, change, unsworn: true, time: time(9, 3) })
        .to_vec();
    let conducts = [Conduct::Votes, Conduct::Stays, Conduct::Leaves];
    facts.extend(conducts.map(|conduct| {
        let (item, what, time) = (Some(ItemId(5)), "có đất liên quan".into(), time(9, 4));
        Fact::InterestDeclared { member, item, conduct, what, time }
    }));
    facts.extend([
        Fact::MemberRated {
            member,
            weight: Some(Weight { units: 5_000_000_725, decimals: 1 }),
            group: "sáng lập".into(),
        },
        Fact::ProxiesAllowed { most: Some(2), source: "Điều lệ, Điều 12".into() },
        Fact::QuorumSet(Quorum {
            source: "Điều lệ, Điều 4".into(),
            ..Quorum::of(Threshold::Votes(5))
        }),
        Fact::ProxyGiven { member, holder: Some(Person::Named("Luật sư".into())), time: None },
        Fact::InterestEnded { member, item: None },
        Fact::CallMade { call: 2 },
        Fact::InformalSet { informal: true, time: time(9, 5) },
        Fact::ChairHandedOver { person: Person::Member(member), time: time(9, 6) },
    ]);
    facts.extend(sealing());
    facts
}

fn sealing() -> Vec<Fact> {
    let stated = |detail| Fact::DetailStated { detail, text: "04".into() };
    let mut facts: Vec<Fact> = Detail::ALL
        .into_iter()
        .filter(|detail| detail.is_of_papers() && *detail != Detail::Number)
        .map(stated)
        .collect();
    if let Some(time) = time(16, 0) {
        facts.push(Fact::PapersSealed { time, template: "party-2025".into() });
        facts.push(Fact::CorrectionOpened { reason: "ghi nhầm số".into(), time });
    }
    facts
}

fn convenings() -> Vec<Fact> {
    let Fact::MeetingConvened { body, kind, date, .. } = convened("Chi bộ Thôn Đoài") else {
        return Vec::new();
    };
    vec![Fact::MeetingConvened {
        body,
        profile: rich_profile(),
        kind,
        date,
        known: crate::domain::Known::Day,
    }]
}

/// Every fact about them, with every shape of its parts.
pub(super) fn facts() -> Vec<Fact> {
    [convenings(), votes(), motions(), ballots(), seats()].concat()
}
