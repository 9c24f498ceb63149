//! What the register's storage has to say: faults, and what was found at opening.

use super::Lang;
use crate::register::{BookId, Header};
use crate::store::{Fault, Holder, Notice, OpenError, Problem};

impl Lang {
    /// Why the register is not open, what is safe, and what to do.
    #[must_use]
    pub fn not_opened(self, error: &OpenError) -> String {
        match (self, error) {
            (Self::Vi, OpenError::Held(holder)) => {
                format!(
                    "Sổ đang được mở bởi {}. Dữ liệu vẫn an toàn; có thể xem mà không ghi.",
                    who(self, holder)
                )
            }
            (Self::En, OpenError::Held(holder)) => {
                format!(
                    "The register is open by {}. Everything is safe; you can read it without writing.",
                    who(self, holder)
                )
            }
            (Self::Vi, OpenError::ReadOnly { path }) => {
                format!(
                    "Không được phép ghi vào {}. Dữ liệu vẫn an toàn; có thể xem mà không ghi.",
                    path.display()
                )
            }
            (Self::En, OpenError::ReadOnly { path }) => {
                format!(
                    "No permission to write to {}. Everything is safe; you can read it without writing.",
                    path.display()
                )
            }
            (Self::Vi, OpenError::NoRoom { path }) => {
                format!(
                    "Đĩa chứa {} đã đầy. Dữ liệu đã lưu vẫn an toàn; hãy giải phóng chỗ trống rồi thử lại.",
                    path.display()
                )
            }
            (Self::En, OpenError::NoRoom { path }) => {
                format!(
                    "The disk of {} is full. What was saved is safe; free some room and try again.",
                    path.display()
                )
            }
            (Self::Vi, OpenError::Locked) => "Sổ đã mã hoá: cần mật khẩu để mở.".into(),
            (Self::En, OpenError::Locked) => {
                "The register is encrypted: it opens with its passphrase.".into()
            }
            (Self::Vi, OpenError::Newer { found, known }) => {
                format!(
                    "Sổ do phiên bản Thuky mới hơn ghi (dạng {found}, bản này biết {known}). Hãy dùng phiên bản mới; ở đây chỉ xem được."
                )
            }
            (Self::En, OpenError::Newer { found, known }) => {
                format!(
                    "A later Thuky wrote this register (format {found}, this one knows {known}). Use the later one; here it can only be read."
                )
            }
            (Self::Vi, OpenError::Io { doing, path, error }) => {
                let why = self.not_done(*doing, path, error);
                format!("Không mở được sổ: {why}. Những gì đã lưu không bị đụng tới.")
            }
            (Self::En, OpenError::Io { doing, path, error }) => {
                let why = self.not_done(*doing, path, error);
                format!("The register cannot be opened: {why}. Nothing saved was touched.")
            }
        }
    }

    /// A line of a script whose bytes are no text.
    #[must_use]
    pub fn not_utf8(self, line: usize) -> String {
        match self {
            Self::Vi => {
                format!("dòng {line} không phải văn bản UTF-8; hãy lưu lại tệp dạng UTF-8.")
            }
            Self::En => {
                format!("line {line} is not UTF-8 text; save the file as UTF-8.")
            }
        }
    }

    /// What was typed in an earlier run cannot be read.
    #[must_use]
    pub fn draft_unread(self, why: &str) -> String {
        match self {
            Self::Vi => format!(
                "Phần gõ dở lần trước (draft.json trong sổ) không đọc được: {why}. Những gì đã ghi không bị ảnh hưởng."
            ),
            Self::En => format!(
                "What was typed last time (draft.json in the register) cannot be read: {why}. What was recorded is not affected."
            ),
        }
    }

    /// Words that name no meeting, or so many.
    #[must_use]
    pub fn not_one_meeting(self, words: &str, found: usize) -> String {
        match (self, found) {
            (Self::Vi, 0) => format!("không có cuộc họp “{words}”; xem thuky list."),
            (Self::En, 0) => format!("there is no meeting “{words}”; see thuky list."),
            (Self::Vi, many) => {
                format!("“{words}” hợp với {many} cuộc họp; xem thuky list rồi ghi rõ hơn.")
            }
            (Self::En, many) => {
                format!("“{words}” names {many} meetings; see thuky list and say more.")
            }
        }
    }

    /// A paste of so many bytes where no field has the caret.
    #[must_use]
    pub fn paste_not_taken(self, bytes: usize) -> String {
        let bytes = super::count(self, bytes as u64);
        match self {
            Self::Vi => format!(
                "Đoạn dán dài {bytes} byte không có ô nào nhận nên không dán gì; hãy mở ô ghi trước."
            ),
            Self::En => format!(
                "No field takes the paste of {bytes} bytes here, so nothing was pasted; open a field first."
            ),
        }
    }

    /// Keys that came faster than a hand, and where no field was there for them.
    #[must_use]
    pub fn keys_not_taken(self, count: usize) -> String {
        let count = super::two(self, u64::try_from(count).unwrap_or(u64::MAX));
        match self {
            Self::Vi => format!(
                "{count} phím đến liền một lúc (dán, máy quét) nên không nhận; muốn dán nhiều dòng hãy mở ô ghi trước, muốn ra lệnh hãy nhấn từng phím."
            ),
            Self::En => format!(
                "{count} keys came all at once (a paste, a scanner) and were not taken; open a field before pasting, and press a key on its own to give an order."
            ),
        }
    }

    /// How far the check in the background is.
    #[must_use]
    pub fn checking(self, done: usize, of: usize) -> String {
        let number = |number: usize| super::two(self, u64::try_from(number).unwrap_or(u64::MAX));
        match self {
            Self::Vi => format!("đang kiểm {}/{}", number(done), number(of)),
            Self::En => format!("checking {}/{}", number(done), number(of)),
        }
    }

    /// Why something was not saved or read, and what to do.
    #[must_use]
    pub fn fault(self, fault: &Fault) -> String {
        match (self, fault) {
            (Self::Vi, Fault::NoRoom) => "Đĩa đã đầy. Giải phóng chỗ trống rồi nhấn F5.".into(),
            (Self::En, Fault::NoRoom) => "The disk is full. Free some room, then press F5.".into(),
            (Self::Vi, Fault::ReadOnly) => "Không được phép ghi vào thư mục của sổ.".into(),
            (Self::En, Fault::ReadOnly) => "The register's folder may not be written to.".into(),
            (Self::Vi, Fault::Closed) => {
                "Sổ đã đóng sau lỗi ghi trước đó; nhấn F5 để mở lại.".into()
            }
            (Self::En, Fault::Closed) => {
                "The register closed after an earlier fault; press F5 to reopen it.".into()
            }
            (Self::Vi, Fault::Missing { book }) => format!("Không có cuộc họp {book} trong sổ."),
            (Self::En, Fault::Missing { book }) => format!("The register has no meeting {book}."),
            (Self::Vi, Fault::Conflict { seq, .. }) => {
                format!("Dòng {seq} không nối tiếp phần đã lưu; cuộc họp này chỉ xem được.")
            }
            (Self::En, Fault::Conflict { seq, .. }) => {
                format!("Entry {seq} does not follow what is saved; this meeting can only be read.")
            }
            (Self::Vi, Fault::Damaged { line, .. }) => {
                format!(
                    "Dòng {line} của cuộc họp bị hỏng; các dòng trước vẫn an toàn. Chạy: thuky verify"
                )
            }
            (Self::En, Fault::Damaged { line, .. }) => {
                format!(
                    "Entry {line} of the meeting is damaged; those before it are safe. Run: thuky verify"
                )
            }
            (Self::Vi, Fault::NewerFormat) => "Cuộc họp do phiên bản Thuky mới hơn ghi.".into(),
            (Self::En, Fault::NewerFormat) => "A later Thuky wrote this meeting.".into(),
            (Self::Vi, Fault::TooLarge { seq, .. }) => format!("Dòng {seq} quá dài để lưu."),
            (Self::En, Fault::TooLarge { seq, .. }) => {
                format!("Entry {seq} is too long to be saved.")
            }
            (Self::Vi, Fault::NotConvened) => "Chưa có cuộc họp để lưu.".into(),
            (Self::En, Fault::NotConvened) => "There is no meeting to save yet.".into(),
            (Self::Vi, Fault::LedgerOnly(inner)) => {
                format!(
                    "Đã ghi vào sổ cái nhưng kho dữ liệu lỗi; mở lại sẽ còn nguyên. {}",
                    self.fault(inner)
                )
            }
            (Self::En, Fault::LedgerOnly(inner)) => {
                format!(
                    "The ledger has it, the store failed; it is there after reopening. {}",
                    self.fault(inner)
                )
            }
            (_, Fault::Io { doing, path, error }) => {
                let why = self.not_done(*doing, path, error);
                format!("{}.", super::verdict::capitalised(&why))
            }
        }
    }

    /// What was found, in which meeting, and what was done about it.
    #[must_use]
    pub fn notice(self, notice: &Notice, of: Option<&Header>) -> String {
        let told = self.noticed(notice);
        match of {
            None if notice.book() == Some(BookId::NONE) => {
                format!("{}: {told}", self.words().docket)
            }
            Some(header) => {
                let day = super::short_day(self, header.date, header.known);
                format!("{}, {day}: {told}", header.body)
            }
            None => told,
        }
    }

    fn noticed(self, notice: &Notice) -> String {
        match self {
            Self::Vi => noticed_vi(notice),
            Self::En => noticed_en(notice),
        }
    }

    /// What a full check found wrong with a meeting.
    #[must_use]
    pub fn problem(self, problem: &Problem) -> String {
        match (self, problem) {
            (Self::Vi, Problem::LedgerMissing) => "Không có tệp sổ cái.".into(),
            (Self::En, Problem::LedgerMissing) => "There is no ledger file.".into(),
            (Self::Vi, Problem::LedgerDamaged { line }) => format!("Sổ cái hỏng ở dòng {line}."),
            (Self::En, Problem::LedgerDamaged { line }) => {
                format!("Line {line} of the ledger is damaged.")
            }
            (Self::Vi, Problem::LedgerUnfinished { bytes }) => {
                format!("Sổ cái có {bytes} byte ghi dở ở cuối.")
            }
            (Self::En, Problem::LedgerUnfinished { bytes }) => {
                format!("The ledger ends in {bytes} unfinished bytes.")
            }
            (Self::Vi, Problem::LedgerLacks { seq }) => format!("Sổ cái thiếu dòng {seq}."),
            (Self::En, Problem::LedgerLacks { seq }) => format!("The ledger lacks entry {seq}."),
            (Self::Vi, Problem::StoreLacks { seq }) => format!("Kho dữ liệu thiếu dòng {seq}."),
            (Self::En, Problem::StoreLacks { seq }) => format!("The store lacks entry {seq}."),
            (Self::Vi, Problem::Differs { seq }) => format!("Hai nơi khác nhau ở dòng {seq}."),
            (Self::En, Problem::Differs { seq }) => format!("Both sides differ at entry {seq}."),
            (Self::Vi, Problem::SealDiffers { entries }) => {
                format!("{entries} dòng đã niêm phong không còn như sổ theo dõi ghi nhận.")
            }
            (Self::En, Problem::SealDiffers { entries }) => {
                format!("{entries} sealed entries are not what the docket noted.")
            }
            (Self::Vi, Problem::Gap { from, to }) => format!("Mất dòng {from}–{to} ở cả hai nơi."),
            (Self::En, Problem::Gap { from, to }) => {
                format!("Entries {from}–{to} are lost on both sides.")
            }
            (Self::Vi, Problem::NewerFormat { seq }) => {
                format!("Dòng {seq} do phiên bản mới hơn ghi.")
            }
            (Self::En, Problem::NewerFormat { seq }) => {
                format!("A later version wrote entry {seq}.")
            }
            (Self::Vi, Problem::Unreadable { error }) => {
                format!("Không đọc được: {}", self.system(error))
            }
            (Self::En, Problem::Unreadable { error }) => {
                format!("It cannot be read: {}", self.system(error))
            }
        }
    }
}

fn who(lang: Lang, holder: &Holder) -> String {
    let day = match lang {
        Lang::Vi => " (%H:%M %d/%m)",
        Lang::En => " (%m-%d %H:%M)",
    };
    let since = holder.since.map(|since| since.format(day).to_string());
    let since = since.unwrap_or_default();
    let Holder { pid, user, host, .. } = holder;
    let user = if user.is_empty() { "?" } else { user };
    match lang {
        Lang::Vi => format!("{user}, tiến trình {pid}, máy {host}{since}"),
        Lang::En => format!("{user}, process {pid}, on {host}{since}"),
    }
}

fn noticed_vi(notice: &Notice) -> String {
    match notice {
        Notice::TornTail { bytes, kept_as, .. } => {
            format!(
                "lần trước dừng giữa chừng: {bytes} byte ghi dở được cất vào {}. Mọi điều đã báo “đã lưu” vẫn còn.",
                kept_as.display()
            )
        }
        Notice::StoreRebuilt { moved_to, books } => {
            let moved = moved_to.as_ref().map(|path| format!(" (bản cũ: {})", path.display()));
            format!(
                "Kho dữ liệu được dựng lại từ sổ cái, {books} cuộc họp{}.",
                moved.unwrap_or_default()
            )
        }
        Notice::LedgerRefilled { entries, .. } => {
            format!("sổ cái được ghi bù {entries} dòng từ kho dữ liệu.")
        }
        Notice::StoreRefilled { entries, .. } => {
            format!("kho dữ liệu được ghi bù {entries} dòng từ sổ cái.")
        }
        Notice::DocketRebuilt { meetings } => {
            format!(
                "Sổ theo dõi không còn, được lập lại từ {meetings} cuộc họp hiện có; cuộc họp nào mất trước đó thì không biết được."
            )
        }
        Notice::NewerFormat { .. } => "cuộc họp do phiên bản mới hơn ghi; được giữ nguyên.".into(),
        Notice::LowSpace { free_bytes } => {
            format!("Đĩa sắp đầy: còn {} MB.", free_bytes / 1_000_000)
        }
        Notice::Gap { from, to, .. } => {
            format!("MẤT dòng {from}–{to} ở cả hai nơi; chỉ xem được. Chạy: thuky verify")
        }
        Notice::Differs { seq, .. } => {
            format!(
                "sổ cái và kho dữ liệu khác nhau từ dòng {seq}; chỉ xem được. Chạy: thuky verify"
            )
        }
        Notice::MeetingLost { entries: 0, .. } => {
            "MẤT cả cuộc họp: không còn ở sổ cái lẫn kho dữ liệu. Nếu có bản sao: thuky import"
                .into()
        }
        Notice::MeetingLost { entries, .. } => {
            format!(
                "MẤT cả cuộc họp ({entries} dòng): không còn ở sổ cái lẫn kho dữ liệu. Nếu có bản sao: thuky import"
            )
        }
        Notice::SealDiffers { entries, .. } => {
            format!(
                "{entries} dòng đã niêm phong không còn như sổ theo dõi ghi nhận: có người đã sửa. Chỉ xem được; so với bản giấy đã ký."
            )
        }
        Notice::LedgerRewritten { kept_as, .. } => {
            format!(
                "sổ cái do chương trình khác lưu lại (đổi dạng hoặc thứ tự dòng), không mất gì; đã ghi lại, bản cũ ở {}.",
                kept_as.display()
            )
        }
        Notice::LedgerRenamed { from, .. } => {
            format!("sổ cái nằm dưới tên khác ({}); đã trả lại tên cũ.", from.display())
        }
        Notice::TailLost { lines, kept_as, .. } => {
            format!(
                "HỎNG {lines} dòng cuối của sổ cái, kho dữ liệu không có để bù; phần hỏng cất ở {}.",
                kept_as.display()
            )
        }
        Notice::Stray { path } => {
            format!("Tệp {} không cho biết thuộc cuộc họp nào; được giữ nguyên.", path.display())
        }
        Notice::Unreadable { error, .. } => {
            let why = Lang::Vi.system(error);
            format!("không đọc được: {why}; các cuộc họp khác không bị ảnh hưởng.")
        }
    }
}

fn noticed_en(notice: &Notice) -> String {
    match notice {
        Notice::TornTail { bytes, kept_as, .. } => {
            format!(
                "the last run stopped midway: {bytes} unfinished bytes were put aside in {}. All that was marked saved is there.",
                kept_as.display()
            )
        }
        Notice::StoreRebuilt { moved_to, books } => {
            let moved =
                moved_to.as_ref().map(|path| format!(" (the old one: {})", path.display()));
            format!(
                "The store was built anew from the ledgers, {books} meetings{}.",
                moved.unwrap_or_default()
            )
        }
        Notice::LedgerRefilled { entries, .. } => {
            format!("{entries} entries were written to the ledger again from the store.")
        }
        Notice::StoreRefilled { entries, .. } => {
            format!("{entries} entries were written to the store again from the ledger.")
        }
        Notice::DocketRebuilt { meetings } => {
            format!(
                "The docket was gone and was written anew from the {meetings} meetings there are; a meeting lost before cannot be known of."
            )
        }
        Notice::NewerFormat { .. } => {
            "a later version wrote it; it is left alone.".into()
        }
        Notice::LowSpace { free_bytes } => {
            format!("The disk is nearly full: {} MB free.", free_bytes / 1_000_000)
        }
        Notice::Gap { from, to, .. } => {
            format!(
                "LOST: entries {from}–{to} on both sides; it can only be read. Run: thuky verify"
            )
        }
        Notice::Differs { seq, .. } => {
            format!(
                "ledger and store differ from entry {seq} on; it can only be read. Run: thuky verify"
            )
        }
        Notice::MeetingLost { entries: 0, .. } => {
            "LOST, the whole meeting: neither ledger nor store has it. If there is a copy: thuky import".into()
        }
        Notice::MeetingLost { entries, .. } => {
            format!(
                "LOST, the whole meeting ({entries} entries): neither ledger nor store has it. If there is a copy: thuky import"
            )
        }
        Notice::SealDiffers { entries, .. } => {
            format!(
                "{entries} sealed entries are not what the docket noted: somebody changed them. It can only be read; hold it against the signed paper."
            )
        }
        Notice::LedgerRewritten { kept_as, .. } => {
            format!(
                "another program had saved the ledger (another form or order of lines), nothing was lost; it was written again, the old file is {}.",
                kept_as.display()
            )
        }
        Notice::LedgerRenamed { from, .. } => {
            format!("the ledger had another name ({}) and got its own again.", from.display())
        }
        Notice::TailLost { lines, kept_as, .. } => {
            format!(
                "DAMAGED: the last {lines} lines of the ledger, and the store has nothing in their place; what is damaged was put aside in {}.",
                kept_as.display()
            )
        }
        Notice::Stray { path } => {
            format!("The file {} says nowhere which meeting it is of; it is left alone.", path.display())
        }
        Notice::Unreadable { error, .. } => {
            let why = Lang::En.system(error);
            format!("it cannot be read: {why}; the other meetings are not affected.")
        }
    }
}
