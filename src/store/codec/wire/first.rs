//! What the first version of the format knew of rules and votes, and how it follows into today's.
//!
//! Bytes of the first version must come out again as they went in, since the chain runs over them.
//! So whatever it can say whole is still written in it: `of` gives the older form only if nothing
//! is lost on the way back.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    BaseV1, ClassV1, CodecError, ComparisonV1, DayV1, DecisionV1, DeductionV1, FractionV1, KindV1,
    MethodV1, MomentV1, StageV1, TongueV1, VerdictV1, VoteDoubtV1, Wire,
};
use crate::domain::{
    Base, Comparison, Count, Decision, Deduction, Fraction, Ground, Method, Particulars,
    PercentStyle, Profile, Quorum, Rule, Tally, Threshold, Verdict, Vote, VoteDoubt,
};
use crate::store::Header;

#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(in crate::store::codec) struct ThresholdV1 {
    comparison: ComparisonV1,
    fraction: FractionV1,
}

impl ThresholdV1 {
    fn of(threshold: Threshold) -> Option<Self> {
        let Threshold::Part { comparison, fraction } = threshold else { return None };
        Some(Self { comparison: comparison.to_wire(), fraction: fraction.to_wire() })
    }

    fn newer(self) -> Result<Threshold, CodecError> {
        let comparison = Comparison::from_wire(self.comparison)?;
        Ok(Threshold::Part { comparison, fraction: Fraction::from_wire(self.fraction)? })
    }
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(in crate::store::codec) struct RuleV1 {
    decision: DecisionV1,
    base: BaseV1,
    threshold: ThresholdV1,
    source: String,
}

impl RuleV1 {
    fn of(rule: &Rule) -> Option<Self> {
        let known =
            matches!(
                rule.decision,
                Decision::Resolution
                    | Decision::Admission
                    | Decision::Recognition
                    | Decision::Removal
                    | Decision::Expulsion
                    | Decision::TwoThirds
            ) && matches!(rule.base, Base::Statutory | Base::Present | Base::Cast | Base::YesNo);
        Some(Self {
            decision: rule.decision.to_wire(),
            base: rule.base.to_wire(),
            threshold: ThresholdV1::of(rule.threshold).filter(|_| known)?,
            source: rule.source.clone(),
        })
    }

    fn newer(self) -> Result<Rule, CodecError> {
        let (decision, base) = (Decision::from_wire(self.decision)?, Base::from_wire(self.base)?);
        Ok(Rule::plain(decision, base, self.threshold.newer()?, self.source))
    }
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(in crate::store::codec) struct ProfileV1 {
    id: String,
    name: String,
    valid_from: DayV1,
    source: String,
    tongue: TongueV1,
    voting: Vec<ClassV1>,
    deductions: Vec<DeductionV1>,
    quorum: Option<ThresholdV1>,
    rules: Vec<RuleV1>,
}

impl ProfileV1 {
    /// The older form, if it says everything.
    pub(super) fn of(profile: &Profile) -> Option<Self> {
        let whole = Self::part_of(profile)?.newer().ok()? == *profile;
        if whole { Self::part_of(profile) } else { None }
    }

    fn part_of(profile: &Profile) -> Option<Self> {
        let quorum = match &profile.quorum {
            Some(quorum) => Some(ThresholdV1::of(*quorum.calls.first()?)?),
            None => None,
        };
        if profile.deductions.contains(&Deduction::Recused) {
            return None;
        }
        Some(Self {
            id: profile.id.clone(),
            name: profile.name.clone(),
            valid_from: profile.valid_from.to_wire(),
            source: profile.source.clone(),
            tongue: profile.tongue.to_wire(),
            voting: profile.voting.to_wire(),
            deductions: profile.deductions.to_wire(),
            quorum,
            rules: profile.rules.iter().map(RuleV1::of).collect::<Option<_>>()?,
        })
    }

    pub(super) fn newer(self) -> Result<Profile, CodecError> {
        Ok(Profile {
            id: self.id,
            name: self.name,
            valid_from: NaiveDate::from_wire(self.valid_from)?,
            source: self.source,
            tongue: Wire::from_wire(self.tongue)?,
            voting: Wire::from_wire(self.voting)?,
            deductions: Wire::from_wire(self.deductions)?,
            quorum: self.quorum.map(|q| q.newer().map(Quorum::of)).transpose()?,
            proxies: None,
            remote_votes: false,
            oath: false,
            seconders: 0,
            percent: PercentStyle::default(),
            rules: self.rules.into_iter().map(RuleV1::newer).collect::<Result<_, _>>()?,
        })
    }
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(in crate::store::codec) struct TallyV1 {
    yes: u64,
    no: u64,
    other: u64,
    abstained: u64,
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(in crate::store::codec) enum CountV1 {
    Unanimous { yes: Option<u64> },
    Counted(TallyV1),
    Uncounted { carried: bool },
}

impl CountV1 {
    fn of(count: &Count) -> Option<Self> {
        Some(match count {
            Count::Unanimous { yes } => Self::Unanimous { yes: *yes },
            Count::Counted(Tally { yes, no, other, abstained, silent: 0 }) => {
                let (yes, no, other, abstained) = (*yes, *no, *other, *abstained);
                Self::Counted(TallyV1 { yes, no, other, abstained })
            }
            Count::Uncounted { carried } => Self::Uncounted { carried: *carried },
            Count::Counted(_) | Count::Partly(_) | Count::Choices { .. } => return None,
        })
    }

    fn newer(self) -> Count {
        match self {
            Self::Unanimous { yes } => Count::Unanimous { yes },
            Self::Counted(TallyV1 { yes, no, other, abstained }) => {
                Count::Counted(Tally { yes, no, other, abstained, silent: 0 })
            }
            Self::Uncounted { carried } => Count::Uncounted { carried },
        }
    }
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(in crate::store::codec) struct GroundV1 {
    rule: RuleV1,
    entitled: Option<u64>,
    deductions: Vec<(DeductionV1, u32)>,
    voters_present: Option<u64>,
    base: Option<u64>,
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(in crate::store::codec) struct VoteV1 {
    id: u32,
    conclusion: u32,
    text: String,
    decision: DecisionV1,
    method: Option<MethodV1>,
    count: CountV1,
    ground: GroundV1,
    verdict: VerdictV1,
    doubts: Vec<VoteDoubtV1>,
    time: Option<MomentV1>,
}

impl VoteV1 {
    /// The older form, if it says everything.
    pub(super) fn of(vote: &Vote) -> Option<Self> {
        let whole = Self::part_of(vote)?.newer().ok()? == *vote;
        if whole { Self::part_of(vote) } else { None }
    }

    fn part_of(vote: &Vote) -> Option<Self> {
        let Vote { ground, .. } = vote;
        let method = |method: &Method| {
            matches!(method, Method::Hand | Method::Card | Method::SecretBallot | Method::Consent)
        };
        let doubt = |doubt: &VoteDoubt| {
            matches!(
                doubt,
                VoteDoubt::TooMany { .. }
                    | VoteDoubt::Unaccounted { .. }
                    | VoteDoubt::RollOpen { .. }
                    | VoteDoubt::NoQuorum { .. }
            )
        };
        let known = vote.method.as_ref().is_none_or(method)
            && vote.doubts.iter().all(doubt)
            && !ground.deductions.iter().any(|(why, _)| *why == Deduction::Recused)
            && !matches!(vote.verdict, Verdict::Tied | Verdict::Informal | Verdict::Chosen(_));
        Some(Self {
            id: vote.id.to_wire(),
            conclusion: vote.conclusion.to_wire(),
            text: vote.text.clone(),
            decision: vote.decision.to_wire(),
            method: vote.method.to_wire(),
            count: CountV1::of(&vote.count).filter(|_| known)?,
            ground: GroundV1 {
                rule: RuleV1::of(&ground.rule)?,
                entitled: ground.entitled,
                deductions: ground.deductions.to_wire(),
                voters_present: ground.voters_present,
                base: ground.base,
            },
            verdict: vote.verdict.to_wire(),
            doubts: vote.doubts.to_wire(),
            time: vote.time.to_wire(),
        })
    }

    pub(super) fn newer(self) -> Result<Vote, CodecError> {
        let rule = self.ground.rule.newer()?;
        let mut ground = Ground::of_numbers(rule, self.ground.entitled, self.ground.voters_present);
        ground.deductions = Wire::from_wire(self.ground.deductions)?;
        ground.base = self.ground.base;
        Ok(Vote {
            id: Wire::from_wire(self.id)?,
            conclusion: Wire::from_wire(self.conclusion)?,
            text: self.text,
            decision: Wire::from_wire(self.decision)?,
            method: Wire::from_wire(self.method)?,
            count: self.count.newer(),
            ground,
            verdict: Wire::from_wire(self.verdict)?,
            doubts: Wire::from_wire(self.doubts)?,
            time: Wire::from_wire(self.time)?,
            more: Particulars::default(),
        })
    }
}

/// What the list of meetings shows of a book, before papers had numbers.
#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(in crate::store::codec) struct HeaderV1 {
    id: [u8; 16],
    body: String,
    superior: String,
    kind: Option<KindV1>,
    date: DayV1,
    stage: StageV1,
    attended: Option<u32>,
    expected: u32,
    total: u32,
    conclusions: u32,
    entries: u64,
}

impl HeaderV1 {
    /// The older form, if it says everything.
    pub(in crate::store::codec) fn of(header: &Header) -> Option<Self> {
        let whole = header.term.is_empty() && header.numbers.is_empty();
        whole.then(|| Self {
            id: header.id.to_wire(),
            body: header.body.clone(),
            superior: header.superior.clone(),
            kind: header.kind.to_wire(),
            date: header.date.to_wire(),
            stage: header.stage.to_wire(),
            attended: header.attended,
            expected: header.expected,
            total: header.total,
            conclusions: header.conclusions,
            entries: header.entries,
        })
    }

    pub(in crate::store::codec) fn newer(self) -> Result<Header, CodecError> {
        Ok(Header {
            id: Wire::from_wire(self.id)?,
            body: self.body,
            superior: self.superior,
            kind: Wire::from_wire(self.kind)?,
            date: Wire::from_wire(self.date)?,
            stage: Wire::from_wire(self.stage)?,
            attended: self.attended,
            expected: self.expected,
            total: self.total,
            conclusions: self.conclusions,
            entries: self.entries,
            term: String::new(),
            numbers: Vec::new(),
        })
    }
}
