//! Meetings that come from elsewhere, and files held against the register.

use super::Lang;
use super::votes::say;
use crate::export::Finding;
use crate::store::{Fault, Imported, Misfit};

impl Lang {
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
                "dòng {line}, cột {column}: {error}",
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
            other => self.fault(other),
        }
    }

    /// What was found out about a file.
    #[must_use]
    pub fn finding(self, finding: &Finding) -> String {
        let lang = self;
        match finding {
            Finding::Same => say!(
                lang,
                "Thuộc sổ này, nguyên vẹn.",
                "It belongs to this register and is unchanged."
            ),
            Finding::Superseded { version, now } => say!(
                lang,
                "Thuộc sổ này, nguyên vẹn từng byte, nhưng là bản {version}; nay đã có bản {now}.",
                "It belongs to this register and is unchanged, but it is version {version}; version {now} is in force."
            ),
            Finding::SameWords => say!(
                lang,
                "Đúng từng chữ với sổ này, nhưng tệp đã được chương trình khác lưu lại; hình thức (chữ ẩn, chữ gạch) chưa kiểm được.",
                "The words agree with this register, but another program saved the file; how it looks (hidden or struck words) was not checked."
            ),
            Finding::Misfit(misfit) => self.misfit(misfit),
            Finding::Older { more_here } => say!(
                lang,
                "Thuộc sổ này, nguyên vẹn; sổ có thêm {more_here} bản ghi sau đó.",
                "It belongs to this register and is unchanged; {more_here} entries followed here."
            ),
            Finding::Newer { more_there } => say!(
                lang,
                "Thuộc cuộc họp này nhưng nhiều hơn sổ {more_there} bản ghi (thuky import để nhập).",
                "It is of this meeting, with {more_there} entries more than here (thuky import)."
            ),
            Finding::Foreign => say!(
                lang,
                "Cuộc họp của tệp này không có trong sổ.",
                "The meeting of this file is not in this register."
            ),
            Finding::OtherSeal => say!(
                lang,
                "Dấu niêm phong trong tệp không khớp với sổ: tệp hoặc sổ đã bị thay đổi.",
                "The seal in the file is not that of this register: one of the two was changed."
            ),
            Finding::Differs => say!(
                lang,
                "Khác với giấy tờ do sổ này làm ra: đã bị sửa, hoặc làm bằng mẫu, phiên bản khác.",
                "It is not what this register makes: changed, or made with another template or version."
            ),
            Finding::Unstamped => say!(
                lang,
                "Tệp không mang dấu niêm phong: làm ra trước khi niêm phong, là loại tệp không mang dấu (MD, TXT, CSV, XLSX, ICS), hoặc không phải của chương trình.",
                "The file bears no seal: it was made before the sealing, is of a kind that bears none (MD, TXT, CSV, XLSX, ICS), or is no paper of this program."
            ),
        }
    }
}
