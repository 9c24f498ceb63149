//! Papers, their numbers, their seal, and what stands in their way.

use super::votes::say;
use super::{Lang, Say, short_date, short_time};
use crate::domain::{Detail, Fact, Refusal};
use crate::journal::Taken;

impl Lang {
    /// A detail of the meeting.
    #[must_use]
    pub fn detail(self, detail: Detail) -> &'static str {
        let say = match detail {
            Detail::Place => Say { vi: "Địa điểm", en: "Place" },
            Detail::Locality => Say { vi: "Địa danh", en: "Locality" },
            Detail::Number => Say { vi: "Số biên bản", en: "Number of the minutes" },
            Detail::Quality => Say { vi: "Đánh giá chất lượng", en: "Assessment" },
            Detail::Title => Say { vi: "Tên gọi", en: "Title" },
            Detail::ResolutionNumber => {
                Say { vi: "Số nghị quyết", en: "Number of the resolution" }
            }
            Detail::ConclusionsNumber => {
                Say { vi: "Số kết luận", en: "Number of the conclusions" }
            }
            Detail::ReportNumber => Say { vi: "Số báo cáo", en: "Number of the report" },
            Detail::Symbol => Say { vi: "Ký hiệu", en: "Symbol" },
            Detail::Term => Say { vi: "Nhiệm kỳ", en: "Term" },
            Detail::NextMeeting => {
                Say { vi: "Kỳ họp sau (ngày, giờ)", en: "Next meeting (day, time)" }
            }
            Detail::EnterpriseCode => Say { vi: "Mã số doanh nghiệp", en: "Company number" },
            Detail::Address => {
                Say { vi: "Địa chỉ trụ sở chính", en: "Registered office" }
            }
        };
        say.in_lang(self)
    }

    /// A number that another meeting holds already.
    #[must_use]
    pub fn number_taken(self, taken: &Taken) -> String {
        let (lang, name, date) = (self, self.detail(taken.detail), short_date(self, taken.by));
        let text = taken.number.trim();
        say!(
            lang,
            "{name} {text} đã cấp cho cuộc họp ngày {date}; mỗi số chỉ cấp một lần.",
            "{name}: {text} was given to the meeting of {date}; a number is given once."
        )
    }

    /// A version of the papers.
    #[must_use]
    pub fn version(self, version: usize) -> String {
        let lang = self;
        say!(lang, "bản {version}", "version {version}")
    }

    /// The version in a file's name; empty for the first.
    #[must_use]
    pub fn version_in_name(self, version: usize) -> String {
        if version > 1 { format!(" ({})", self.version(version)) } else { String::new() }
    }

    /// A fact about sealed papers.
    pub(super) fn sealing(self, fact: &Fact) -> String {
        let lang = self;
        match fact {
            Fact::PapersSealed { time, .. } => {
                let time = format!("{} {}", short_date(lang, time.date()), short_time(*time));
                say!(lang, "Niêm phong giấy tờ lúc {time}", "Papers sealed at {time}")
            }
            Fact::CorrectionOpened { reason, .. } => {
                say!(lang, "Mở lại để đính chính: {reason}", "Opened for a correction: {reason}")
            }
            // Told by the tables that come here last.
            Fact::MeetingConvened { .. }
            | Fact::DetailStated { .. }
            | Fact::OfficeHeld { .. }
            | Fact::AttendanceStated { .. }
            | Fact::UnnamedMarked { .. }
            | Fact::MemberEnrolled { .. }
            | Fact::MemberAmended { .. }
            | Fact::MemberStruck { .. }
            | Fact::PresenceMarked { .. }
            | Fact::GuestAdded { .. }
            | Fact::GuestAmended { .. }
            | Fact::GuestRemoved { .. }
            | Fact::GuestJoined { .. }
            | Fact::ItemAdded { .. }
            | Fact::ItemAmended { .. }
            | Fact::ItemMoved { .. }
            | Fact::ItemRemoved { .. }
            | Fact::ItemStarted { .. }
            | Fact::ItemFinished { .. }
            | Fact::ItemSkipped { .. }
            | Fact::NoteTaken(_)
            | Fact::NoteAmended(_)
            | Fact::NoteRemoved { .. }
            | Fact::IndicatorReported(_)
            | Fact::IndicatorAmended(_)
            | Fact::IndicatorRemoved { .. }
            | Fact::ConclusionWritten { .. }
            | Fact::ConclusionAmended { .. }
            | Fact::ConclusionMoved { .. }
            | Fact::ConclusionRemoved { .. }
            | Fact::TaskAssigned { .. }
            | Fact::VoteTaken(_)
            | Fact::VoteAnnulled { .. }
            | Fact::MeetingAmended { .. }
            | Fact::MeetingPaused { .. }
            | Fact::MeetingResumed { .. }
            | Fact::OpeningAmended { .. }
            | Fact::ClosingAmended { .. }
            | Fact::MeetingOpened { .. }
            | Fact::MeetingClosed { .. }
            | Fact::MinutesRead { .. }
            | Fact::CorrectionNoted { .. }
            | Fact::MinutesAdopted { .. }
            | Fact::MotionMade { .. }
            | Fact::MotionAmended { .. }
            | Fact::MotionDisposed { .. }
            | Fact::ConclusionReopened { .. }
            | Fact::SlateMade { .. }
            | Fact::Nominated { .. }
            | Fact::TakenOff { .. }
            | Fact::TellersNamed { .. }
            | Fact::VotersAnswered { .. }
            | Fact::PaperEntered { .. }
            | Fact::PollCleared { .. }
            | Fact::VoteReviewed { .. }
            | Fact::MemberRated { .. }
            | Fact::ProxiesAllowed { .. }
            | Fact::QuorumSet(_)
            | Fact::ProxyGiven { .. }
            | Fact::SeatChanged { .. }
            | Fact::InterestDeclared { .. }
            | Fact::InterestEnded { .. }
            | Fact::CallMade { .. }
            | Fact::InformalSet { .. }
            | Fact::ChairHandedOver { .. }
            | Fact::VoteMethodStated { .. } => String::new(),
        }
    }

    /// Why sealed papers, or papers not yet ready, stand in the way.
    pub(super) fn sealing_refusal(self, refusal: &Refusal) -> String {
        let lang = self;
        match refusal {
            Refusal::Sealed { version } => {
                say!(
                    lang,
                    "Giấy tờ đã niêm phong (bản {version}), không ghi thêm được. Muốn đính chính: nhấn c trong danh sách giấy tờ (Ctrl-E), ghi lý do.",
                    "The papers are sealed (version {version}); nothing more is recorded. To correct something, press c in the list of papers (Ctrl-E) and say why."
                )
            }
            Refusal::NotAdopted => say!(
                lang,
                "Chưa niêm phong được: cuộc họp phải bế mạc (F7) và biên bản phải được đọc lại, thông qua (F8) trước.",
                "Nothing can be sealed yet: the meeting must be closed (F7) and its minutes read back and adopted (F8) first."
            ),
            Refusal::NotSealed => say!(
                lang,
                "Giấy tờ chưa niêm phong, cứ ghi bình thường.",
                "The papers are not sealed: record as usual."
            ),
            // Told by the tables that come here last.
            Refusal::AlreadyConvened
            | Refusal::NotConvened
            | Refusal::NotInSession(_)
            | Refusal::Adopted
            | Refusal::NotReadBack
            | Refusal::NotClosed
            | Refusal::Gone
            | Refusal::Empty
            | Refusal::Unchanged
            | Refusal::NotHere { .. }
            | Refusal::SameName { .. }
            | Refusal::NotAway { .. }
            | Refusal::CameBefore { .. }
            | Refusal::NotSoMany { .. }
            | Refusal::Crossed { .. }
            | Refusal::OpenedAfter { .. }
            | Refusal::Paused
            | Refusal::NotPaused
            | Refusal::AfterClosing { .. }
            | Refusal::ClosedBefore { .. }
            | Refusal::Mentioned { .. }
            | Refusal::NobodyLeft
            | Refusal::Running(_)
            | Refusal::NotRunning(_)
            | Refusal::Started(_)
            | Refusal::NoNextItem
            | Refusal::HasRecords(_)
            | Refusal::Voted { .. }
            | Refusal::NotVoted(_)
            | Refusal::InFuture { .. }
            | Refusal::NoRule
            | Refusal::Doubtful(_)
            | Refusal::TooManyExceptions { .. }
            | Refusal::VotersUnknown { .. }
            | Refusal::NobodyToAnswer
            | Refusal::MayNotVote { .. }
            | Refusal::NothingPolled
            | Refusal::SheetsDiffer { .. }
            | Refusal::TooManyMarks { .. }
            | Refusal::NoChoices(_)
            | Refusal::ChoicesDiffer { .. }
            | Refusal::NotAsAWhole { .. }
            | Refusal::OnBallot { .. }
            | Refusal::NotAnAmendment(_)
            | Refusal::Disposed(_)
            | Refusal::NotSeconded { .. }
            | Refusal::AmendmentOpen { .. }
            | Refusal::NoQuorum(_)
            | Refusal::HasQuorum(_)
            | Refusal::NotFlagged(_)
            | Refusal::Unreviewed(_)
            | Refusal::NoSuchQuorum
            | Refusal::NoProxies
            | Refusal::TooManyProxies { .. }
            | Refusal::SeatUnchanged { .. }
            | Refusal::SeatTaken { .. }
            | Refusal::NobodyElected(_)
            | Refusal::NotTogether(_)
            | Refusal::ChangedSince(_)
            | Refusal::NoLot
            | Refusal::MarkedTwice { .. }
            | Refusal::NothingToDraw
            | Refusal::MoreThanAll { .. }
            | Refusal::BeforeOpening { .. } => String::new(),
        }
    }
}
