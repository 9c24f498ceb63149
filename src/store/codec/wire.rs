//! The frozen types that are written to disk, and how they follow from the domain's.
//!
//! Each type is stated once; the macro makes the wire type and both conversions. Names and order
//! of variants and fields are the format. Until the first release a change is made in place, and
//! the bytes on record with it; from then on variants are appended, and a type that changes is
//! written out by hand next to its successor.

mod entry;
mod hex;
mod time;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::{CodecError, Hash};
use crate::domain::{
    Absence, Answer, Attendee, Base, Body, Bundle, Casting, ChairVote, Choice, Chosen, Class,
    Comparison, ConclusionId, Conduct, Count, Decision, Deduction, Detail, Due, Excuse, Fact, Fate,
    Fraction, Gone, Ground, GroupGround, GroupRule, GuestId, Headcount, Indicator, IndicatorId,
    ItemId, Kind, Known, Measure, MemberId, Method, Motion, MotionKind, Mover, Note, NoteId,
    NoteKind, Office, Outcome, Paper, Papers, Partial, Particulars, PauseKind, PercentStyle,
    Person, Presence, Procedure, Profile, Quorum, QuorumState, QuorumTest, Rank, Rule, RuleChoice,
    Ruling, SeatChange, Slate, SlateKind, Stage, Tally, Task, Threshold, Tie, Tongue, Unit,
    Verdict, Vote, VoteDoubt, VoteId, Weight, WeightGround,
};
use crate::journal::EntryId;
use crate::register::{BookId, DocketFact, Header};
use crate::store::index::{Listed, ListedChain, Standing};
pub(in crate::store) use entry::Kept;
pub(super) use entry::{ActV1, EntryV1};
pub(super) use time::InstantV1;

/// A type of the program with a form for the disk.
pub(in crate::store) trait Wire: Sized {
    type Form;

    fn to_wire(&self) -> Self::Form;

    /// The value of a form; an error if no such value exists, such as a day no calendar has.
    fn from_wire(form: Self::Form) -> Result<Self, CodecError>;
}

macro_rules! plain {
    ($($type:ty),* $(,)?) => {$(
        impl Wire for $type {
            type Form = Self;
            fn to_wire(&self) -> Self { self.clone() }
            fn from_wire(form: Self) -> Result<Self, CodecError> { Ok(form) }
        }
    )*};
}

macro_rules! ids {
    ($($type:ident: $form:ty),* $(,)?) => {$(
        impl Wire for $type {
            type Form = $form;
            fn to_wire(&self) -> $form { self.0 }
            fn from_wire(form: $form) -> Result<Self, CodecError> { Ok(Self(form)) }
        }
    )*};
}

macro_rules! structs {
    ($($type:ident => $wire:ident { $($field:ident: $of:ty),* $(,)? })*) => {$(
        #[derive(Serialize, Deserialize)]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        pub(in crate::store) struct $wire { $(pub(super) $field: <$of as Wire>::Form),* }

        impl Wire for $type {
            type Form = $wire;
            fn to_wire(&self) -> $wire {
                $wire { $($field: <$of as Wire>::to_wire(&self.$field)),* }
            }
            fn from_wire(form: $wire) -> Result<Self, CodecError> {
                Ok(Self { $($field: <$of as Wire>::from_wire(form.$field)?),* })
            }
        }
    )*};
}

macro_rules! enums {
    ($($type:ident => $wire:ident {
        $($variant:ident $(($one:ident: $inner:ty))? $({ $($field:ident: $of:ty),* })?),* $(,)?
    })*) => {$(
        #[derive(Serialize, Deserialize)]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        pub(in crate::store) enum $wire {
            $($variant $((<$inner as Wire>::Form))? $({ $($field: <$of as Wire>::Form),* })?),*
        }

        #[cfg(test)]
        impl super::samples::Named for $wire {
            const NAMES: &'static [&'static str] = &[$(stringify!($variant)),*];
        }

        impl Wire for $type {
            type Form = $wire;
            fn to_wire(&self) -> $wire {
                match self {$(
                    $type::$variant $(($one))? $({ $($field),* })? => $wire::$variant
                        $((<$inner as Wire>::to_wire($one)))?
                        $({ $($field: <$of as Wire>::to_wire($field)),* })?
                ),*}
            }
            fn from_wire(form: $wire) -> Result<Self, CodecError> {
                Ok(match form {$(
                    $wire::$variant $(($one))? $({ $($field),* })? => $type::$variant
                        $((<$inner as Wire>::from_wire($one)?))?
                        $({ $($field: <$of as Wire>::from_wire($field)?),* })?
                ),*})
            }
        }
    )*};
}

plain!(bool, u8, u16, u32, u64, i64, String);

ids! {
    MemberId: u32, GuestId: u32, ItemId: u32, NoteId: u32, IndicatorId: u32, ConclusionId: u32,
    VoteId: u32,
}

structs! {
    Body => BodyV1 { name: String, superior: String }
    Fraction => FractionV1 { num: u32, den: u32 }
    GroupRule => GroupRuleV1 { name: String, base: Base, threshold: Threshold }
    RuleChoice => RuleChoiceV1 { name: String, threshold: Option<Threshold> }
    Rule => RuleV1 {
        decision: Decision, base: Base, threshold: Threshold, measure: Measure, tie: Tie,
        chair: ChairVote, methods: Vec<Method>, groups: Vec<GroupRule>, choices: Vec<RuleChoice>,
        cumulate: bool, ballot_chair: bool, source: String,
    }
    Quorum => QuorumV1 {
        calls: Vec<Threshold>, measure: Measure, tested: QuorumTest, in_room_only: bool,
        source: String,
    }
    PercentStyle => PercentStyleV1 { decimals: u8, truncate: bool, keep_zeros: bool }
    Profile => ProfileV1 {
        id: String, name: String, valid_from: NaiveDate, source: String, tongue: Tongue,
        voting: Vec<Class>, deductions: Vec<Deduction>, quorum: Option<Quorum>,
        proxies: Option<u32>, remote_votes: bool, oath: bool, seconders: u8,
        percent: PercentStyle, rules: Vec<Rule>,
    }
    Headcount => HeadcountV1 {
        total: Option<u32>, official: Option<u32>, probationary: Option<u32>, present: Option<u32>,
        voting: Option<u32>, absent: Option<u32>, excused: Option<u32>, unexcused: Option<u32>,
        represented: Option<u32>, shares: Option<Weight>, shares_present: Option<Weight>,
        shares_represented: Option<Weight>, percent: String, shares_percent: String, partial: bool,
        noted: bool,
    }
    Absence => AbsenceV1 { excuse: Excuse, reason: String }
    Note => NoteV1 {
        id: NoteId, item: Option<ItemId>, kind: NoteKind, speaker: Option<Person>, text: String,
        time: Option<NaiveDateTime>,
    }
    Indicator => IndicatorV1 {
        id: IndicatorId, item: Option<ItemId>, value: u64, of: Option<u64>, unit: Unit,
        label: String,
    }
    Task => TaskV1 {
        text: String, owner: Option<Person>, due: Option<Due>, done: Option<String>,
    }
    Tally => TallyV1 {
        yes: Option<u64>, no: Option<u64>, other: Option<u64>, abstained: Option<u64>,
        silent: Option<u64>,
    }
    GroupGround => GroupGroundV1 {
        name: String, entitled: u64, deducted: u64, present: u64,
    }
    Weight => WeightV1 { units: u64, decimals: u8 }
    WeightGround => WeightGroundV1 { entitled: u64, deducted: u64, present: u64 }
    QuorumState => QuorumStateV1 {
        present: Option<u64>, represented: u64, needed: u64, of: u64, threshold: Threshold,
        measure: Measure, decimals: u8, announced: bool,
    }
    Ground => GroundV1 {
        rule: Rule, entitled: Option<u64>, deductions: Vec<(Deduction, u32)>,
        voters_present: Option<u64>, base: Option<u64>, proxies: u64, remote: u64,
        chair_waits: bool, weight: Option<WeightGround>, decimals: u8, groups: Vec<GroupGround>,
        quorum: Option<QuorumState>, informal: bool,
    }
    Chosen => ChosenV1 {
        name: String, votes: u64, withheld: Option<u64>, threshold: Option<Threshold>,
    }
    Partial => PartialV1 {
        carried: bool, yes: Option<u64>, no: Option<u64>, other: Option<u64>,
        abstained: Option<u64>,
    }
    Papers => PapersV1 {
        issued: Option<u64>, returned: Option<u64>, invalid: Option<u64>, blank: Option<u64>,
    }
    Ruling => RulingV1 { base: Option<Base>, threshold: Option<Threshold>, reason: String }
    Particulars => ParticularsV1 {
        also: Vec<(ConclusionId, String)>, weight: Option<Tally>, remote: Option<Tally>,
        papers: Papers, answers: Vec<(MemberId, Answer)>, groups: Vec<(String, Tally)>,
        casting: Option<Casting>, drawn: Vec<u16>, percent: Option<String>,
        ruling: Option<Ruling>, places: Vec<u16>, round: Vec<u16>, before: Option<String>, noted: bool,
    }
    Outcome => OutcomeV1 { chosen: Vec<u16>, tied: Vec<u16>, open: u32 }
    Vote => VoteV1 {
        id: VoteId, conclusion: ConclusionId, text: String, decision: Decision,
        method: Option<Method>, count: Count, ground: Ground, verdict: Verdict,
        doubts: Vec<VoteDoubt>, time: Option<NaiveDateTime>, more: Particulars,
    }
    Motion => MotionV1 {
        kind: MotionKind, mover: Option<Mover>, seconders: Vec<Person>, condition: String,
        fate: Option<(Fate, Option<NaiveDateTime>)>,
    }
    Choice => ChoiceV1 {
        name: String, nominated_by: Option<Person>, threshold: Option<Threshold>,
        gone: Option<Gone>,
    }
    Slate => SlateV1 {
        kind: SlateKind, seats: u32, choices: Vec<Choice>, decision: Decision,
        tellers: Vec<Person>, round: Vec<u16>, chosen: Vec<u16>,
    }
    Bundle => BundleV1 { paper: Paper, copies: u32 }
    EntryId => EntryIdV1 { desk: u8, seq: u64 }
    ListedChain => ListedChainV1 {
        desk: u8, seq: u64, hash: Hash, name: String, length: u64,
    }
    Standing => StandingV1 { seconds: i64, nanos: i64, docket: Vec<ListedChain> }
    Listed => ListedV1 { header: Header, chains: Vec<ListedChain> }
    Header => HeaderV1 {
        id: BookId, body: String, superior: String, kind: Option<Kind>, date: NaiveDate, known: Known,
        stage: Stage, attended: Option<u32>, expected: Option<u32>, total: Option<u32>, conclusions: u32,
        entries: u64, term: String, numbers: Vec<(String, Detail, String)>,
    }
}

enums! {
    DocketFact => DocketFactV1 {
        MeetingBegun { book: BookId, body: String, date: NaiveDate },
        PapersSealed { book: BookId, entries: u64, fingerprint: Hash },
    }
    Kind => KindV1 { Regular, Thematic, Extraordinary, Congress, Other(name: String) }
    Known => KnownV1 { Day, Month, Year, Nothing }
    Detail => DetailV1 {
        Place, Locality, Number, Title, Quality,
        ResolutionNumber, ConclusionsNumber, ReportNumber, Symbol, Term, NextMeeting,
        EnterpriseCode, Address,
    }
    Office => OfficeV1 { Chair, ViceChair, Secretary }
    Attendee => AttendeeV1 { Member(id: MemberId), Guest(id: GuestId) }
    Excuse => ExcuseV1 { Unsaid, Excused, Unexcused, Own(words: String) }
    Stage => StageV1 { Planned, InSession, Closed, Adopted }
    Class => ClassV1 { Official, Probationary, Exempt, Visiting, Away, Suspended }
    Presence => PresenceV1 {
        NotCalled, Present, Late, Left, Back, Absent(absence: Absence), Remote,
    }
    PauseKind => PauseKindV1 { Recess, Adjourned, Committee }
    Rank => RankV1 { Superior, Invited, Staff }
    Person => PersonV1 { Member(id: MemberId), Guest(id: GuestId), Named(name: String) }
    NoteKind => NoteKindV1 {
        Information, Review, Opinion, Shortcoming, Proposal(to: String), Directive, Citation,
    }
    Unit => UnitV1 { Pieces, Percent }
    Due => DueV1 { On(day: NaiveDate), Words(words: String) }
    Comparison => ComparisonV1 { Over, AtLeast }
    Base => BaseV1 {
        Statutory, Present, Cast, YesNo, Entitled, EntitledLessAbstaining, Valid, Returned, Issued,
    }
    Threshold => ThresholdV1 {
        Part { comparison: Comparison, fraction: Fraction }, Votes(votes: u64), Unanimous,
        Plurality,
    }
    Measure => MeasureV1 { Heads, Weight, Both }
    Tie => TieV1 { Fails, ChairDecides, ChairSide, Lot, NextRound }
    ChairVote => ChairVoteV1 { Always, Never, OnTie, WhenDecisive }
    QuorumTest => QuorumTestV1 { Opening, Vote, Continuously }
    Deduction => DeductionV1 { Away, ExemptAbsent, Suspended, ApprovedAbsence, Recused }
    Decision => DecisionV1 {
        Resolution, Admission, Recognition, Removal, Expulsion, TwoThirds, Election, Discipline,
        Grading, Confidence, Options, Statutes, Dissolution, Dismissal, Procedure,
        Named(name: String),
    }
    Tongue => TongueV1 { PartyVietnamese, BoardVietnamese, BoardEnglish }
    Method => MethodV1 {
        Hand, Card, SecretBallot, Consent, RollCall, Remote, Acclamation, Voice, Division, Button,
        Circular, Named(words: String),
    }
    Answer => AnswerV1 { Yes, No, Other, Abstain, NotVoting, Absent, Recused }
    Count => CountV1 {
        Unanimous { yes: Option<u64> }, Counted(tally: Tally), Uncounted { carried: bool },
        Tied, Void { reason: String },
        Named { seats: u32, names: Vec<String>, chosen: Vec<u16> }, Partly(partial: Partial),
        Choices { seats: u32, choices: Vec<Chosen> },
    }
    Casting => CastingV1 { Chair { yes: bool }, Lot { yes: bool } }
    Verdict => VerdictV1 {
        Carried, Lost, Stated { carried: bool }, Unknown, Tied, Informal, Chosen(outcome: Outcome),
    }
    VoteDoubt => VoteDoubtV1 {
        TooMany { sum: u64, present: u64 }, Unaccounted { missing: u64, present: u64 },
        RollOpen { uncalled: u32 }, NoQuorum(quorum: QuorumState),
        IssuedOver { issued: u64, present: u64 }, ReturnedOver { returned: u64, issued: u64 },
        PapersDiffer { sum: u64, returned: u64 }, OverValid { sum: u64, valid: u64 },
        ChoiceOver { name: String, votes: u64, withheld: Option<u64>, ballots: u64 }, MarksOver { marks: Weight, most: Weight },
        NamedOver { answer: Answer, named: u64, stated: u64 }, Duplicate { member: MemberId },
        NotEntitled { member: MemberId }, PercentImpossible { percent: String, base: u64 },
        PercentDiffers { percent: String, yes: u64, base: u64 }, ChairMayNot,
        NotUnanimous { exceptions: u64 }, GroupsDiffer { sum: u64, stated: u64 },
        GroupMissing { name: String }, WeightOver { sum: Weight, present: Weight }, WeightMissing,
        MethodDiffers { expected: Vec<Method> }, RemoteOver { remote: u64, sum: u64 },
        RollChanged { then: u64, now: u64 }, PapersMissing,
        ReturnedOverPresent { returned: u64, present: u64 },
        RemoteOverAbsent { remote: u64, absent: u64 }, Contradicts { carried: bool },
        NamesInSecret { named: u64 }, BeyondCount { sum: u64 }, NamedAway { member: MemberId },
    }
    Procedure => ProcedureV1 { Postpone, Refer, CloseDebate, Recess, Reconsider, Adjourn, FixTime, ObtainQuorum }
    MotionKind => MotionKindV1 {
        Main, Amendment { of: ConclusionId }, Substitute { of: ConclusionId },
        Procedural(procedure: Procedure),
    }
    Mover => MoverV1 { Person(person: Person), Chair }
    Fate => FateV1 {
        Withdrawn, Postponed(until: String), Referred(to: String), Split(parts: Vec<ConclusionId>),
        Replaced { by: ConclusionId }, Fell(why: String), Tabled,
        Accepted { before: String },
    }
    Gone => GoneV1 { Withdrew, StruckOff }
    SlateKind => SlateKindV1 { Election, Options }
    Paper => PaperV1 { Marked(places: Vec<u16>), Invalid, Blank }
    SeatChange => SeatChangeV1 { Resigned, TermEnded, Removed, Seated, Sworn }
    Conduct => ConductV1 { Votes, Stays, Leaves }
}

enums! {
    Fact => FactV1 {
        MeetingConvened {
            body: Body, profile: Profile, kind: Kind, date: NaiveDate, known: Known
        },
        DetailStated { detail: Detail, text: String },
        OfficeHeld { office: Office, people: Vec<Person>, item: Option<ItemId> },
        AttendanceStated { headcount: Headcount, since: bool, time: Option<NaiveDateTime> },
        UnnamedMarked { count: u32, came: bool, time: Option<NaiveDateTime> },
        MemberEnrolled { member: MemberId, name: String, post: String, class: Option<Class>, unsworn: bool },
        MemberAmended { member: MemberId, name: String, post: String, class: Option<Class> },
        MemberStruck { member: MemberId },
        PresenceMarked { who: Attendee, presence: Presence, time: Option<NaiveDateTime> },
        GuestAdded { guest: GuestId, name: String, post: String, rank: Rank },
        GuestAmended { guest: GuestId, name: String, post: String, rank: Rank },
        GuestRemoved { guest: GuestId },
        GuestJoined { guest: GuestId, member: MemberId },
        ItemAdded {
            item: ItemId, title: String, presenter: Option<Person>, planned: Option<u16>
        },
        ItemAmended {
            item: ItemId, title: String, presenter: Option<Person>, planned: Option<u16>
        },
        ItemMoved { item: ItemId, place: u32 },
        ItemRemoved { item: ItemId },
        ItemStarted { item: ItemId, time: Option<NaiveDateTime> },
        ItemFinished { item: ItemId, time: Option<NaiveDateTime> },
        ItemSkipped { item: ItemId, reason: String },
        NoteTaken(note: Note),
        NoteAmended(note: Note),
        NoteRemoved { note: NoteId },
        IndicatorReported(indicator: Indicator),
        IndicatorAmended(indicator: Indicator),
        IndicatorRemoved { indicator: IndicatorId },
        ConclusionWritten {
            conclusion: ConclusionId, item: Option<ItemId>, text: String,
            time: Option<NaiveDateTime>
        },
        ConclusionAmended { conclusion: ConclusionId, text: String },
        ConclusionMoved { conclusion: ConclusionId, place: u32 },
        ConclusionRemoved { conclusion: ConclusionId },
        TaskAssigned { conclusion: ConclusionId, task: Task },
        MeetingAmended {
            body: Body, profile: Profile, kind: Kind, date: NaiveDate, known: Known
        },
        MeetingPaused { kind: PauseKind, until: String, time: Option<NaiveDateTime> },
        MeetingResumed { time: Option<NaiveDateTime> },
        OpeningAmended { time: Option<NaiveDateTime> },
        ClosingAmended { time: Option<NaiveDateTime> },
        MeetingOpened { time: Option<NaiveDateTime> },
        MeetingClosed { time: Option<NaiveDateTime> },
        MinutesRead { time: Option<NaiveDateTime> },
        CorrectionNoted { text: String, time: Option<NaiveDateTime> },
        MinutesAdopted { time: Option<NaiveDateTime> },
        VoteTaken(vote: Box<Vote>),
        VoteAnnulled { vote: VoteId, reason: String },
        MotionMade { conclusion: ConclusionId, motion: Motion },
        MotionAmended {
            conclusion: ConclusionId, mover: Option<Mover>, seconders: Vec<Person>,
            condition: String
        },
        MotionDisposed {
            conclusion: ConclusionId, fate: Fate, time: Option<NaiveDateTime>
        },
        ConclusionReopened { conclusion: ConclusionId },
        SlateMade { conclusion: ConclusionId, slate: Slate },
        Nominated { conclusion: ConclusionId, choice: Choice },
        TakenOff { conclusion: ConclusionId, place: u16, gone: Gone },
        TellersNamed { conclusion: ConclusionId, tellers: Vec<Person> },
        VotersAnswered { conclusion: ConclusionId, answers: Vec<(MemberId, Answer)> },
        PaperEntered { conclusion: ConclusionId, sheet: u8, bundle: Bundle },
        PollCleared { conclusion: ConclusionId },
        VoteReviewed { vote: VoteId },
        MemberRated { member: MemberId, weight: Option<Weight>, group: String },
        ProxiesAllowed { most: Option<u32>, source: String },
        QuorumSet(quorum: Quorum),
        ProxyGiven { member: MemberId, holder: Option<Person>, time: Option<NaiveDateTime> },
        SeatChanged {
            member: MemberId, change: SeatChange, unsworn: bool, time: Option<NaiveDateTime>
        },
        InterestDeclared {
            member: MemberId, item: Option<ItemId>, conduct: Conduct, what: String,
            time: Option<NaiveDateTime>
        },
        InterestEnded { member: MemberId, item: Option<ItemId> },
        CallMade { call: u8 },
        InformalSet { informal: bool, time: Option<NaiveDateTime> },
        ChairHandedOver { person: Person, time: Option<NaiveDateTime> },
        VoteMethodStated { vote: VoteId, method: Method },
        PapersSealed { time: NaiveDateTime, template: String },
        CorrectionOpened { reason: String, time: NaiveDateTime },
    }
}

impl<T: Wire> Wire for Option<T> {
    type Form = Option<T::Form>;

    fn to_wire(&self) -> Self::Form {
        self.as_ref().map(T::to_wire)
    }

    fn from_wire(form: Self::Form) -> Result<Self, CodecError> {
        form.map(T::from_wire).transpose()
    }
}

impl<T: Wire> Wire for Box<T> {
    type Form = Box<T::Form>;

    fn to_wire(&self) -> Self::Form {
        Box::new(T::to_wire(self))
    }

    fn from_wire(form: Self::Form) -> Result<Self, CodecError> {
        T::from_wire(*form).map(Box::new)
    }
}

impl<T: Wire> Wire for Vec<T> {
    type Form = Vec<T::Form>;

    fn to_wire(&self) -> Self::Form {
        self.iter().map(T::to_wire).collect()
    }

    fn from_wire(form: Self::Form) -> Result<Self, CodecError> {
        form.into_iter().map(T::from_wire).collect()
    }
}

impl<A: Wire, B: Wire, C: Wire> Wire for (A, B, C) {
    type Form = (A::Form, B::Form, C::Form);

    fn to_wire(&self) -> Self::Form {
        (self.0.to_wire(), self.1.to_wire(), self.2.to_wire())
    }

    fn from_wire((a, b, c): Self::Form) -> Result<Self, CodecError> {
        Ok((A::from_wire(a)?, B::from_wire(b)?, C::from_wire(c)?))
    }
}

impl<A: Wire, B: Wire> Wire for (A, B) {
    type Form = (A::Form, B::Form);

    fn to_wire(&self) -> Self::Form {
        (self.0.to_wire(), self.1.to_wire())
    }

    fn from_wire((a, b): Self::Form) -> Result<Self, CodecError> {
        Ok((A::from_wire(a)?, B::from_wire(b)?))
    }
}
