//! Meetings that come from elsewhere.

use super::Lang;
use super::votes::say;
use crate::store::{Fault, Imported, Misfit};

impl Lang {
    /// What stands above the columns of the list of meetings.
    #[must_use]
    pub fn list_heads(self) -> [&'static str; 6] {
        match self {
            Self::Vi => ["Mã", "Ngày", "Giai đoạn", "Có mặt", "Kết luận", "Đơn vị"],
            Self::En => ["Id", "Day", "Stage", "Present", "Decisions", "Body"],
        }
    }

    /// What stands above the columns of a meeting's journal.
    #[must_use]
    pub fn log_heads(self) -> [&'static str; 3] {
        match self {
            Self::Vi => ["Số", "Lúc", "Nội dung"],
            Self::En => ["No.", "Time", "What was recorded"],
        }
    }

    /// What stands above the columns of a check.
    #[must_use]
    pub fn check_heads(self) -> [&'static str; 4] {
        match self {
            Self::Vi => ["Mã", "Số mục", "Dấu vân", "Đơn vị"],
            Self::En => ["Id", "Entries", "Fingerprint", "Body"],
        }
    }

    /// A text that is no JSON, and where.
    #[must_use]
    pub fn not_json(self, line: usize, column: usize, error: &str) -> String {
        let lang = self;
        say!(
            lang,
            "dòng {line}, cột {column}: không đúng dạng JSON (“{error}”)",
            "line {line}, column {column}: this is no JSON (“{error}”)"
        )
    }

    /// Why a text is no meeting, with the place of the fault.
    #[must_use]
    pub fn misfit(self, misfit: &Misfit) -> String {
        let lang = self;
        let why = match misfit {
            Misfit::Cut { line } => {
                say!(lang, "tệp bị cắt ở dòng {line}", "the file breaks off in line {line}")
            }
            Misfit::Form { line, column, error } => say!(
                lang,
                "dòng {line}, cột {column}: không đúng dạng JSON của biên bản (“{error}”)",
                "line {line}, column {column}: {error}"
            ),
            Misfit::Other { format, version } => say!(
                lang,
                "đây là “{format}” phiên bản {version}, chương trình chỉ đọc thuky-meeting phiên bản 1",
                "this is “{format}” version {version}; the program reads thuky-meeting version 1"
            ),
            Misfit::Entry { number, line } => say!(
                lang,
                "bản ghi {number} (dòng {line}) đã bị sửa hoặc không nối với bản ghi trước",
                "entry {number} (line {line}) was changed or does not follow the one before"
            ),
            Misfit::Unread { number } => say!(
                lang,
                "phiên bản này không đọc được bản ghi {number} (có thể do phiên bản mới hơn ghi)",
                "entry {number} cannot be read by this version, perhaps a later one wrote it"
            ),
            Misfit::Unlawful { number } => say!(
                lang,
                "bản ghi {number} không thể có ở chỗ ấy (ghi sau niêm phong, hoàn tác quá niêm phong, hoặc sai thứ tự)",
                "entry {number} cannot stand there (recorded under a seal, undone beyond one, or out of order)"
            ),
            Misfit::Head { key } => say!(
                lang,
                "“{key}” ở đầu tệp không khớp với các bản ghi",
                "“{key}” at the head differs from the entries"
            ),
        };
        say!(
            lang,
            "Không dùng tệp này: {why}. Không nhập gì.",
            "Not taken: {why}. Nothing was imported."
        )
    }

    /// What taking a meeting in came to.
    #[must_use]
    pub fn imported(self, imported: Imported, entries: usize) -> String {
        let lang = self;
        match imported {
            Imported::New => {
                say!(lang, "Đã nhập cuộc họp: {entries} bản ghi.", "Imported: {entries} entries.")
            }
            Imported::Extended { entries } => say!(
                lang,
                "Cuộc họp đã có; thêm {entries} bản ghi mới.",
                "The meeting was here; {entries} new entries were added."
            ),
            Imported::There { more_here: 0 } => {
                say!(lang, "Cuộc họp đã có đủ, không thêm gì.", "All of it was here already.")
            }
            Imported::There { more_here } => say!(
                lang,
                "Sổ đã có cuộc họp này, nhiều hơn tệp {more_here} bản ghi; không thay đổi gì.",
                "The register has this meeting, with {more_here} entries more; nothing was changed."
            ),
        }
    }

    /// Why a meeting was not taken in.
    #[must_use]
    pub fn not_imported(self, fault: &Fault) -> String {
        let lang = self;
        match fault {
            Fault::Conflict { seq, .. } => say!(
                lang,
                "Sổ đã có cuộc họp này và khác tệp từ bản ghi {seq}; không thay đổi gì.",
                "The register has this meeting, different from entry {seq} on; nothing was changed."
            ),
            other @ (Fault::NoRoom
            | Fault::ReadOnly
            | Fault::Closed
            | Fault::Missing { .. }
            | Fault::Damaged { .. }
            | Fault::NewerFormat
            | Fault::TooLarge { .. }
            | Fault::NotConvened
            | Fault::LedgerOnly(_)
            | Fault::Io { .. }) => self.fault(other),
        }
    }
}
