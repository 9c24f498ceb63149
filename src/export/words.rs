//! The words of files: written, signed, held against the register.

use super::{Finding, KeyError, Wanted, Written};
use crate::text::{Lang, count, say};

impl Lang {
    /// A file besides the papers, as its name says it.
    #[must_use]
    pub fn data(self, wanted: Wanted) -> String {
        let lang = self;
        match wanted {
            Wanted::Paper(paper, _) => self.paper(paper.kind),
            Wanted::Table(table) => self.table(table).to_lowercase(),
            Wanted::Workbook => say!(lang, "bảng số liệu", "tables"),
            Wanted::Calendar => say!(lang, "lịch", "calendar"),
            Wanted::Record => say!(lang, "dữ liệu cuộc họp", "record"),
            Wanted::Seal => say!(lang, "niêm phong", "seal"),
        }
    }

    /// What came of the writing of papers.
    #[must_use]
    pub fn written(self, written: &Written) -> String {
        let (lang, folder) = (self, &written.folder);
        let new = written.files.len().saturating_sub(written.there);
        let files = count(lang, u64::try_from(new).unwrap_or(u64::MAX));
        let mut told = if written.stopped {
            say!(
                lang,
                "Đã dừng: {files} tệp trong {folder}, các tệp còn lại chưa ghi.",
                "Stopped: {files} files are in {folder}, the others were not written."
            )
        } else {
            say!(lang, "Đã ghi {files} tệp vào {folder}.", "{files} files written to {folder}.")
        };
        if written.there > 0 {
            let there = written.there;
            told += &say!(
                lang,
                " {there} tệp khác đã có sẵn, giống hệt.",
                " {there} others were there already, the same to the byte."
            );
        }
        if written.renamed > 0 {
            let renamed = written.renamed;
            told += &say!(
                lang,
                " {renamed} tên đã có tệp khác, nên thêm số vào tên; tệp cũ còn nguyên.",
                " {renamed} names were taken, so a number was added; the older files are as they were."
            );
        }
        if !written.boxed.is_empty() {
            told += " ";
            told += &lang.boxed(&written.boxed.join("; "));
        }
        if !written.unmade.is_empty() {
            let why = written.unmade.join("; ");
            told += &say!(lang, " Không lập được: {why}.", " Not made: {why}.");
        }
        if let Some(why) = &written.unsigned {
            told += &say!(lang, " Chưa ký niêm phong: {why}", " The seal is not signed: {why}");
        }
        told
    }

    /// Files that show a box for these letters.
    #[must_use]
    pub fn boxed(self, files: &str) -> String {
        let lang = self;
        say!(
            lang,
            "Phông chữ của tệp PDF không có các chữ sau nên in ô trống: {files}. Bản DOCX và HTML dùng phông của máy.",
            "The fonts of the PDF lack these letters and show a box: {files}. DOCX and HTML use the fonts of the machine."
        )
    }

    /// Why a key did not sign.
    #[must_use]
    pub fn key_error(self, path: &str, error: &KeyError) -> String {
        let lang = self;
        match error {
            KeyError::Unreadable(error) => {
                let why = lang.system(error);
                say!(
                    lang,
                    "không đọc được khoá {path}: {why}.",
                    "the key {path} cannot be read: {why}."
                )
            }
            KeyError::Locked => say!(
                lang,
                "khoá {path} có mật khẩu; chạy thuky sign để ký.",
                "the key {path} has a passphrase; run thuky sign to sign."
            ),
            KeyError::WrongPassphrase => {
                say!(lang, "mật khẩu của {path} không đúng.", "the passphrase of {path} is wrong.")
            }
            KeyError::OtherKind(kind) => say!(
                lang,
                "khoá {path} là {kind}; cần khoá ed25519.",
                "the key {path} is {kind}; an ed25519 key is needed."
            ),
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
            Finding::CannotTell => say!(
                lang,
                "Không kết luận được: phần chữ đọc được thì đúng với sổ này, nhưng tệp có thành phần lạ (hình, trường, tiêu đề trang, phần ngoài…) có thể hiện chữ khác.",
                "Cannot tell: the words that can be read agree with this register, but the file has something (a picture, a field, a header, a part of another kind …) that may show other words."
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
