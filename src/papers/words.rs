//! The words of papers, and of the tables and calendar entries that other programs read.

use super::PaperKind;
use super::data::{DataError, Table};
use crate::domain::{Conclusion, Meeting, Verdict};
use crate::text::{Lang, say, short_day};

impl Lang {
    /// A kind of paper.
    #[must_use]
    pub fn paper(self, kind: PaperKind) -> String {
        let lang = self;
        match kind {
            PaperKind::Minutes => say!(lang, "biên bản", "minutes"),
            PaperKind::Decisions => {
                say!(lang, "biên bản tóm tắt quyết định", "minutes of decisions")
            }
            PaperKind::Resolution => say!(lang, "nghị quyết", "resolutions"),
            PaperKind::Conclusions => say!(lang, "kết luận", "conclusions"),
            PaperKind::Extract => say!(lang, "trích biên bản", "extract"),
            PaperKind::Attendance => say!(lang, "danh sách điểm danh", "attendance list"),
            PaperKind::Ballot => say!(lang, "biên bản kiểm phiếu", "record of the ballot"),
            PaperKind::VotingPaper => say!(lang, "phiếu bầu", "voting paper"),
            PaperKind::Quality => say!(lang, "phiếu đánh giá chất lượng", "quality sheet"),
            PaperKind::Report => say!(lang, "báo cáo", "report"),
            PaperKind::Invitation => say!(lang, "giấy mời", "invitation"),
            PaperKind::Agenda => say!(lang, "chương trình", "agenda"),
            PaperKind::SignIn => say!(lang, "danh sách ký tên", "sign-in sheet"),
            PaperKind::Notice => say!(lang, "thông báo kết quả", "notice of decisions"),
        }
    }

    /// The name of a table.
    #[must_use]
    pub fn table(self, table: Table) -> String {
        self.one_of(match table {
            Table::Roll => ("Điểm danh", "Roll"),
            Table::Votes => ("Biểu quyết", "Votes"),
            Table::Tasks => ("Nhiệm vụ", "Tasks"),
        })
    }

    /// What became of a conclusion, in few words.
    #[must_use]
    pub fn standing(self, meeting: &Meeting, conclusion: &Conclusion) -> String {
        let fate = conclusion.motion.as_ref().and_then(|motion| motion.fate.as_ref());
        if let Some((fate, _)) = fate {
            return self.fate(meeting, fate);
        }
        self.one_of(match meeting.vote_on(conclusion.id).map(|vote| &vote.verdict) {
            None if conclusion.reopened.is_empty() => ("chưa biểu quyết", "not put to the vote"),
            None => ("đang xem xét lại", "being reconsidered"),
            Some(Verdict::Carried | Verdict::Stated { carried: true }) => ("thông qua", "carried"),
            Some(Verdict::Lost | Verdict::Stated { carried: false }) => ("không thông qua", "lost"),
            Some(Verdict::Unknown) => ("chưa kết luận được", "undecided"),
            Some(Verdict::Tied) => ("ngang phiếu, chưa quyết định", "tied, undecided"),
            Some(Verdict::Informal) => {
                ("trao đổi, không quyết định", "discussed only, nothing decided")
            }
            Some(Verdict::Chosen(outcome)) if outcome.chosen.is_empty() => {
                ("chưa chọn được", "nothing chosen")
            }
            Some(Verdict::Chosen(_)) => ("đã chọn", "chosen"),
        })
    }

    /// By what the votes of a row are counted.
    #[must_use]
    pub fn counted_by(self, weight: bool) -> String {
        self.one_of(if weight { ("cổ phần", "weight") } else { ("số người", "heads") })
    }

    /// A choice that reached what it needed.
    #[must_use]
    pub fn choice_won(self, election: bool) -> String {
        self.one_of(if election {
            ("trúng cử", "elected")
        } else {
            ("được chọn", "chosen")
        })
    }

    /// A choice with as many votes as another for the last place.
    #[must_use]
    pub fn choice_tied(self) -> String {
        self.one_of(("ngang phiếu", "tied"))
    }

    /// What a text ends with where a cell has no room for all of it.
    #[must_use]
    pub fn cut_short(self) -> String {
        self.one_of(("… (cắt bớt; đủ trong tệp CSV)", "… (cut short; whole in the CSV file)"))
    }

    /// What a workbook is about, for its properties.
    #[must_use]
    pub fn workbook_title(self, meeting: &Meeting) -> String {
        let date = short_day(self, meeting.date, meeting.known);
        say!(self, "Số liệu cuộc họp ngày {date}", "Data of the meeting of {date}")
    }

    /// The next meeting, as a calendar shows it.
    #[must_use]
    pub fn next_meeting_of(self, body: &str) -> String {
        say!(self, "Họp {body}", "Meeting of {body}")
    }

    /// Where an entry of a calendar comes from.
    #[must_use]
    pub fn from_meeting(self, meeting: &Meeting, number: Option<usize>) -> String {
        let (body, date) = (&meeting.body.name, short_day(self, meeting.date, meeting.known));
        match number {
            None => {
                say!(self, "Theo cuộc họp ngày {date}, {body}", "Set by {body} on {date}")
            }
            Some(number) => say!(
                self,
                "Kết luận {number}, cuộc họp ngày {date}, {body}",
                "Conclusion {number} of {body}, {date}"
            ),
        }
    }

    /// What a deadline in a calendar says of its task: who does it, and what became of it.
    #[must_use]
    pub fn task_told(self, owner: &str, state: &str) -> String {
        let owner = match owner {
            "" => String::new(),
            owner => say!(self, "Người thực hiện: {owner}\n", "Owner: {owner}\n"),
        };
        say!(self, "{owner}Tình trạng: {state}", "{owner}State: {state}")
    }

    /// Why the data could not be put together.
    #[must_use]
    pub fn data_error(self, error: &DataError) -> String {
        say!(
            self,
            "Không lập được tệp số liệu: {error}.",
            "The data could not be put together: {error}."
        )
    }
}
