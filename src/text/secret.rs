//! What is said about passphrases and encrypted registers.

use super::Lang;
use crate::store::NotUnlocked;

impl Lang {
    /// Why a passphrase did not open the register, and how long to wait before the next.
    #[must_use]
    pub fn not_unlocked(self, why: &NotUnlocked, seconds: u64) -> String {
        match (self, why) {
            (Self::Vi, NotUnlocked::Wrong) => {
                format!("Mật khẩu không đúng. Chờ {seconds} giây rồi gõ lại; chú ý Caps Lock và bộ gõ.")
            }
            (Self::En, NotUnlocked::Wrong) => {
                format!("That is not the passphrase. Wait {seconds} seconds and try again; mind Caps Lock.")
            }
            (Self::Vi, NotUnlocked::NoLock) => "Tệp khoá key.json của sổ mất hoặc hỏng; lấy lại từ bản sao thư mục ledger. Không có nó thì không mở được.".into(),
            (Self::En, NotUnlocked::NoLock) => "The register's key.json is gone or damaged; bring it back from a copy of the folder ledger. Without it nothing opens.".into(),
            (lang, NotUnlocked::System(said)) => lang.system(said),
        }
    }

    /// A new passphrase has too few letters.
    #[must_use]
    pub fn short_passphrase(self, letters: usize) -> String {
        match self {
            Self::Vi => format!(
                "mật khẩu cần ít nhất {letters} ký tự; một câu dễ nhớ là tốt nhất. Sổ chưa thay đổi gì."
            ),
            Self::En => format!(
                "a passphrase has at least {letters} letters; a sentence you remember is best. Nothing was changed."
            ),
        }
    }

    /// Damaged meetings keep a register from being encrypted or decrypted.
    #[must_use]
    pub fn damaged_meetings(self, meetings: usize) -> String {
        match self {
            Self::Vi => format!(
                "{meetings} cuộc họp trong sổ bị hỏng (thuky verify nói rõ); sổ giữ nguyên như cũ."
            ),
            Self::En => format!(
                "{meetings} of the meetings are damaged (thuky verify says how); the register is as it was."
            ),
        }
    }

    /// So many seconds are left before another passphrase is tried.
    #[must_use]
    pub fn wait_before_passphrase(self, seconds: u64) -> String {
        match self {
            Self::Vi => format!("Chờ {seconds} giây nữa rồi nhấn Enter."),
            Self::En => format!("Wait {seconds} seconds more, then press Enter."),
        }
    }
}
