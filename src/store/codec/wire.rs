//! The frozen types that are written to disk, and how they follow from the domain's.
//!
//! Each type is stated once; the macro makes the wire type and both conversions. Names and order
//! of variants and fields are the format: append variants at the end of an enum, change nothing
//! else. When the domain moves on, a type here is written out by hand next to its successor.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::CodecError;
use crate::domain::{
    Base, Body, Class, Comparison, ConclusionId, Count, Decision, Deduction, Detail, Due, Fact,
    Fraction, Ground, GuestId, Headcount, Indicator, IndicatorId, ItemId, Kind, MemberId, Method,
    Note, NoteId, NoteKind, Office, Person, Presence, Profile, Rank, Rule, Stage, Tally, Task,
    Threshold, Tongue, Unit, Verdict, Vote, VoteDoubt, VoteId,
};
use crate::journal::{Act, Entry, EntryId};
use crate::store::{BookId, Header};

/// A type of the program with a form for the disk.
pub(super) trait Wire: Sized {
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
        pub(super) struct $wire { $(pub(super) $field: <$of as Wire>::Form),* }

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
        pub(super) enum $wire {
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

plain!(bool, u16, u32, u64, String);

ids! {
    MemberId: u32, GuestId: u32, ItemId: u32, NoteId: u32, IndicatorId: u32, ConclusionId: u32,
    VoteId: u32, BookId: [u8; 16],
}

structs! {
    Body => BodyV1 { name: String, superior: String }
    Fraction => FractionV1 { num: u32, den: u32 }
    Threshold => ThresholdV1 { comparison: Comparison, fraction: Fraction }
    Rule => RuleV1 { decision: Decision, base: Base, threshold: Threshold, source: String }
    Profile => ProfileV1 {
        id: String, name: String, valid_from: NaiveDate, source: String, tongue: Tongue,
        voting: Vec<Class>, deductions: Vec<Deduction>, quorum: Option<Threshold>,
        rules: Vec<Rule>,
    }
    Headcount => HeadcountV1 {
        total: Option<u32>, official: Option<u32>, probationary: Option<u32>, present: Option<u32>,
    }
    Note => NoteV1 {
        id: NoteId, item: Option<ItemId>, kind: NoteKind, speaker: Option<Person>, text: String,
        time: Option<NaiveDateTime>,
    }
    Indicator => IndicatorV1 {
        id: IndicatorId, item: Option<ItemId>, value: u64, of: Option<u64>, unit: Unit,
        label: String,
    }
    Task => TaskV1 { owner: Option<Person>, due: Option<Due> }
    Tally => TallyV1 { yes: u32, no: u32, other: u32, abstained: u32 }
    Ground => GroundV1 {
        rule: Rule, entitled: Option<u32>, deductions: Vec<(Deduction, u32)>,
        voters_present: Option<u32>, base: Option<u32>,
    }
    Vote => VoteV1 {
        id: VoteId, conclusion: ConclusionId, text: String, decision: Decision,
        method: Option<Method>, count: Count, ground: Ground, verdict: Verdict,
        doubts: Vec<VoteDoubt>, time: Option<NaiveDateTime>,
    }
    EntryId => EntryIdV1 { desk: u16, seq: u64 }
    Entry => EntryV1 { desk: u16, seq: u64, clock: u64, at: DateTime<FixedOffset>, act: Act }
    Header => HeaderV1 {
        id: BookId, body: String, superior: String, kind: Option<Kind>, date: NaiveDate,
        stage: Stage, attended: Option<u32>, expected: u32, total: u32, conclusions: u32,
        entries: u64,
    }
}

enums! {
    Kind => KindV1 { Regular, Thematic, Extraordinary, Congress, Other(name: String) }
    Detail => DetailV1 { Place, Locality, Number, Title, Quality }
    Office => OfficeV1 { Chair, Secretary }
    Stage => StageV1 { Planned, InSession, Closed, Adopted }
    Class => ClassV1 { Official, Probationary, Exempt, Visiting, Away, Suspended }
    Presence => PresenceV1 { NotCalled, Present, Late, Left, Excused(reason: String), Unexcused }
    Rank => RankV1 { Superior, Invited }
    Person => PersonV1 { Member(id: MemberId), Guest(id: GuestId), Named(name: String) }
    NoteKind => NoteKindV1 {
        Information, Review, Opinion, Shortcoming, Proposal(to: String), Directive, Citation,
    }
    Unit => UnitV1 { Pieces, Percent }
    Due => DueV1 { On(day: NaiveDate), Words(words: String) }
    Comparison => ComparisonV1 { Over, AtLeast }
    Base => BaseV1 { Statutory, Present, Cast, YesNo }
    Deduction => DeductionV1 { Away, ExemptAbsent, Suspended, ApprovedAbsence }
    Decision => DecisionV1 { Resolution, Admission, Recognition, Removal, Expulsion, TwoThirds }
    Tongue => TongueV1 { PartyVietnamese, BoardVietnamese, BoardEnglish }
    Method => MethodV1 { Hand, Card, SecretBallot, Consent }
    Count => CountV1 {
        Unanimous { yes: Option<u32> }, Counted(tally: Tally), Uncounted { carried: bool },
    }
    Verdict => VerdictV1 { Carried, Lost, Stated { carried: bool }, Unknown }
    VoteDoubt => VoteDoubtV1 {
        TooMany { sum: u32, present: u32 }, Unaccounted { missing: u32, present: u32 },
        RollOpen { uncalled: u32 }, NoQuorum { present: u32, needed: u32 },
    }
    Act => ActV1 { Did(facts: Vec<Fact>), Undid(id: EntryId), Redid(id: EntryId) }
    Fact => FactV1 {
        MeetingConvened { body: Body, profile: Profile, kind: Kind, date: NaiveDate },
        DetailStated { detail: Detail, text: String },
        OfficeHeld { office: Office, person: Person },
        AttendanceStated(headcount: Headcount),
        MemberEnrolled { member: MemberId, name: String, post: String, class: Option<Class> },
        MemberAmended { member: MemberId, name: String, post: String, class: Option<Class> },
        MemberStruck { member: MemberId },
        PresenceMarked { member: MemberId, presence: Presence, time: Option<NaiveDateTime> },
        GuestAdded { guest: GuestId, name: String, post: String, rank: Rank },
        GuestAmended { guest: GuestId, name: String, post: String, rank: Rank },
        GuestRemoved { guest: GuestId },
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
        VoteTaken(vote: Vote),
        MeetingOpened { time: Option<NaiveDateTime> },
        MeetingClosed { time: Option<NaiveDateTime> },
        MinutesRead { time: Option<NaiveDateTime> },
        CorrectionNoted { text: String, time: Option<NaiveDateTime> },
        MinutesAdopted { time: Option<NaiveDateTime> },
        VoteAnnulled { vote: VoteId },
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

impl<T: Wire> Wire for Vec<T> {
    type Form = Vec<T::Form>;

    fn to_wire(&self) -> Self::Form {
        self.iter().map(T::to_wire).collect()
    }

    fn from_wire(form: Self::Form) -> Result<Self, CodecError> {
        form.into_iter().map(T::from_wire).collect()
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

/// A day: days since the first of January of the year 1, counted from 1.
pub(super) struct DayV1(i32);

/// Civil time: milliseconds since the first of January 1970, by the clock on the wall.
pub(super) struct MomentV1(i64);

/// An instant: milliseconds since 1970 by universal time, and the offset of the place in seconds,
/// in whole minutes.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(super) struct InstantV1 {
    millis: i64,
    offset: i32,
}

impl InstantV1 {
    const SHAPE: &'static str = "%Y-%m-%dT%H:%M:%S%.3f%:z";

    pub(super) fn text(self) -> Option<String> {
        let at = DateTime::from_wire(self).ok()?;
        Some(at.format(Self::SHAPE).to_string())
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        let at = DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f%:z").ok()?;
        Some(at.to_wire())
    }
}

impl Wire for NaiveDate {
    type Form = DayV1;

    fn to_wire(&self) -> DayV1 {
        DayV1(self.num_days_from_ce())
    }

    fn from_wire(DayV1(days): DayV1) -> Result<Self, CodecError> {
        Self::from_num_days_from_ce_opt(days).ok_or(CodecError::Damaged)
    }
}

impl Wire for NaiveDateTime {
    type Form = MomentV1;

    fn to_wire(&self) -> MomentV1 {
        MomentV1(self.and_utc().timestamp_millis())
    }

    fn from_wire(MomentV1(millis): MomentV1) -> Result<Self, CodecError> {
        let utc = DateTime::from_timestamp_millis(millis).ok_or(CodecError::Damaged)?;
        Ok(utc.naive_utc())
    }
}

impl Wire for DateTime<FixedOffset> {
    type Form = InstantV1;

    fn to_wire(&self) -> InstantV1 {
        let offset = self.offset().local_minus_utc() / 60 * 60;
        InstantV1 { millis: self.timestamp_millis(), offset }
    }

    fn from_wire(form: InstantV1) -> Result<Self, CodecError> {
        let offset = FixedOffset::east_opt(form.offset).ok_or(CodecError::Damaged)?;
        let utc = DateTime::from_timestamp_millis(form.millis).ok_or(CodecError::Damaged)?;
        Ok(utc.with_timezone(&offset))
    }
}

/// Numbers in records, readable dates in ledgers.
macro_rules! dated {
    ($($wire:ident: $number:ty, $type:ty, $shape:literal, $parse:literal;)*) => {$(
        impl Serialize for $wire {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if !serializer.is_human_readable() {
                    return self.0.serialize(serializer);
                }
                let value = <$type>::from_wire(Self(self.0));
                let value = value.map_err(|_| serde::ser::Error::custom("no such day"))?;
                serializer.collect_str(&value.format($shape))
            }
        }

        impl<'de> Deserialize<'de> for $wire {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                if !deserializer.is_human_readable() {
                    return <$number>::deserialize(deserializer).map(Self);
                }
                let text = String::deserialize(deserializer)?;
                let value = <$type>::parse_from_str(&text, $parse).map_err(D::Error::custom)?;
                Ok(value.to_wire())
            }
        }
    )*};
}

dated! {
    DayV1: i32, NaiveDate, "%Y-%m-%d", "%Y-%m-%d";
    MomentV1: i64, NaiveDateTime, "%Y-%m-%dT%H:%M:%S%.3f", "%Y-%m-%dT%H:%M:%S%.f";
}
