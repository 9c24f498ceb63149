//! Papers, their numbers, their seal, and what stands in their way.

use super::votes::say;
use super::{Lang, Say, count, short_date, short_time};
use crate::domain::{Detail, Fact, Refusal};
use crate::export::{KeyError, Wanted, Written};
use crate::journal::Taken;
use crate::papers::PaperKind;

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
        if let Some(why) = &written.unsigned {
            told += &say!(lang, " Chưa ký niêm phong: {why}", " The seal is not signed: {why}");
        }
        told
    }

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
            PaperKind::Quality => say!(lang, "phiếu đánh giá chất lượng", "quality sheet"),
            PaperKind::Report => say!(lang, "báo cáo", "report"),
            PaperKind::News => say!(lang, "tin bài", "news"),
        }
    }

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

    /// Why a key did not sign.
    #[must_use]
    pub fn key_error(self, path: &str, error: &KeyError) -> String {
        let lang = self;
        match error {
            KeyError::Unreadable(error) => say!(
                lang,
                "không đọc được khoá {path}: {error}.",
                "the key {path} cannot be read: {error}."
            ),
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

    /// A fact about sealed papers.
    pub(super) fn sealing(self, fact: &Fact) -> Option<String> {
        let lang = self;
        Some(match fact {
            Fact::PapersSealed { time, .. } => {
                let time = format!("{} {}", short_date(lang, time.date()), short_time(*time));
                say!(lang, "Niêm phong giấy tờ lúc {time}", "Papers sealed at {time}")
            }
            Fact::CorrectionOpened { reason, .. } => {
                say!(lang, "Mở lại để đính chính: {reason}", "Opened for a correction: {reason}")
            }
            _ => return None,
        })
    }

    /// Why sealed papers, or papers not yet ready, stand in the way.
    pub(super) fn sealing_refusal(self, refusal: &Refusal) -> Option<String> {
        let lang = self;
        Some(match refusal {
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
            _ => return None,
        })
    }
}
