//! The words of the tables and calendar entries that other programs read.

use super::votes::say;
use super::{Lang, Say, short_day};
use crate::domain::{Conclusion, Meeting, Verdict};
use crate::papers::data::{DataError, Table};

macro_rules! heads {
    ($($vi:literal, $en:literal;)*) => { &[$(Say { vi: $vi, en: $en }),*] };
}

static ROLL: &[Say] = heads! {
    "STT", "No.";
    "Họ và tên", "Name";
    "Chức vụ", "Post";
    "Diện", "Class";
    "Điểm danh", "Roll call";
    "Đến muộn lúc", "Came in at";
    "Về sớm lúc", "Left at";
    "Lý do vắng", "Reason of absence";
    "Uỷ quyền cho", "Represented by";
    "Số cổ phần, số phiếu", "Shares or votes";
    "Nhóm biểu quyết", "Voting group";
    "Tư cách thành viên", "Seat";
};

static VOTES: &[Say] = heads! {
    "Nội dung số", "No.";
    "Nội dung biểu quyết", "Put to the vote";
    "Về việc", "Decision";
    "Hình thức", "How taken";
    "Tính theo", "Counted by";
    "Đồng ý", "For";
    "Không đồng ý", "Against";
    "Ý kiến khác", "Other opinion";
    "Không biểu quyết", "Abstaining";
    "Có mặt không cho ý kiến", "Present, not voting";
    "Cơ số", "Base";
    "Tỷ lệ phải đạt", "Threshold";
    "Số phiếu cần", "Needed";
    "Lựa chọn", "Choice";
    "Số phiếu của lựa chọn", "Votes of the choice";
    "Số không bầu cho lựa chọn", "Withheld from the choice";
    "Kết quả", "Result";
    "Giờ biểu quyết", "Time";
    "Cần xem lại", "Doubts";
};

static TASKS: &[Say] = heads! {
    "Kết luận số", "No.";
    "Nhiệm vụ", "Task";
    "Người thực hiện", "Owner";
    "Thời hạn", "Due";
    "Tình trạng", "State";
};

impl Lang {
    /// The name of a table.
    #[must_use]
    pub fn table(self, table: Table) -> String {
        self.one_of(match table {
            Table::Roll => ("Điểm danh", "Roll"),
            Table::Votes => ("Biểu quyết", "Votes"),
            Table::Tasks => ("Nhiệm vụ", "Tasks"),
        })
    }

    /// The heads of the columns of a table.
    #[must_use]
    pub fn heads(self, table: Table) -> Vec<&'static str> {
        let heads = match table {
            Table::Roll => ROLL,
            Table::Votes => VOTES,
            Table::Tasks => TASKS,
        };
        heads.iter().map(|head| head.in_lang(self)).collect()
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
