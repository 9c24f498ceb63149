//! Details of a meeting and of its papers that are stated in words.

/// A detail of the meeting that is one piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// Where it is held.
    Place,
    /// The place name of the letterhead's date line.
    Locality,
    /// The number of the minutes.
    Number,
    /// The title of the minutes, where the usual one does not fit.
    Title,
    /// The body's own assessment of the meeting: points and rank.
    Quality,
    /// The number of the resolution.
    ResolutionNumber,
    /// The number of the paper that holds the conclusions.
    ConclusionsNumber,
    /// The number of the report to the superior body.
    ReportNumber,
    /// The body's own part of the symbol of its papers.
    Symbol,
    /// The term of the body, in whose course the numbers of its papers run on.
    Term,
    /// When the body meets next: a day, and a time if it is known.
    NextMeeting,
    /// The number under which a company is registered: Luật Doanh nghiệp 2020, Điều 158.
    EnterpriseCode,
    /// Where a company has its seat: Luật Doanh nghiệp 2020, Điều 158.
    Address,
}

impl Detail {
    pub const ALL: [Self; 13] = [
        Self::Place,
        Self::Locality,
        Self::Number,
        Self::Title,
        Self::Quality,
        Self::ResolutionNumber,
        Self::ConclusionsNumber,
        Self::ReportNumber,
        Self::Symbol,
        Self::Term,
        Self::NextMeeting,
        Self::EnterpriseCode,
        Self::Address,
    ];

    /// Those that number a paper.
    pub const NUMBERS: [Self; 4] =
        [Self::Number, Self::ResolutionNumber, Self::ConclusionsNumber, Self::ReportNumber];

    /// It numbers a paper, so that it may be stated after the minutes are adopted.
    #[must_use]
    pub fn is_of_papers(self) -> bool {
        Self::NUMBERS.contains(&self)
            || matches!(self, Self::Symbol | Self::Term | Self::NextMeeting)
    }
}
