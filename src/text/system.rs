//! What the operating system or a library said, in the words of the user.

use std::io;
use std::path::Path;

use super::Lang;
use super::votes::say;
use crate::store::Doing;

impl Lang {
    /// What was said against something, in so far as it is known what it means; else as it was said.
    #[must_use]
    pub fn system(self, said: &str) -> String {
        let lang = self;
        let code = said.rsplit_once("(os error ").and_then(|(_, rest)| rest.split(')').next());
        let code: Option<i32> = code.and_then(|code| code.parse().ok());
        if said.contains("valid UTF-8") {
            return say!(
                lang,
                "không phải văn bản UTF-8; hãy lưu lại tệp dạng UTF-8",
                "it is not UTF-8 text; save the file as UTF-8"
            );
        }
        match code.and_then(|code| self.refused_by_system(code)) {
            Some(meaning) => meaning,
            None => say!(lang, "máy báo “{said}”", "{said}"),
        }
    }

    /// Why the system refused, and what to do, by its number.
    fn refused_by_system(self, code: i32) -> Option<String> {
        use io::ErrorKind as Kind;
        let lang = self;
        let kind = io::Error::from_raw_os_error(code).kind();
        // Links have no stable kind, an error of the device has none.
        if code == 40 {
            return Some(say!(
                lang,
                "liên kết trỏ vòng quanh hoặc không được theo (lỗi hệ thống {code})",
                "a link leads in a circle or is not followed (system error {code})"
            ));
        }
        if code == 5 {
            return Some(say!(
                lang,
                "thiết bị báo lỗi đọc ghi; hãy kiểm tra ổ đĩa, chép sổ sang ổ khác (lỗi hệ thống {code})",
                "the device cannot read or write it; check the disk, copy the register to another (system error {code})"
            ));
        }
        #[expect(clippy::wildcard_enum_match_arm, reason = "the kinds are not ours, and grow")]
        Some(match kind {
            Kind::NotFound => say!(
                lang,
                "không có tệp hay thư mục ấy; hãy xem lại tên (lỗi hệ thống {code})",
                "there is no such file or folder; check the name (system error {code})"
            ),
            Kind::PermissionDenied => say!(
                lang,
                "không có quyền; hãy xem quyền của tệp và thư mục (lỗi hệ thống {code})",
                "no permission; check those of the file and its folder (system error {code})"
            ),
            Kind::ReadOnlyFilesystem => say!(
                lang,
                "ổ đĩa chỉ cho đọc (lỗi hệ thống {code})",
                "the disk may only be read (system error {code})"
            ),
            Kind::StorageFull | Kind::QuotaExceeded => say!(
                lang,
                "đĩa đã đầy; hãy giải phóng chỗ trống (lỗi hệ thống {code})",
                "the disk is full; free some room (system error {code})"
            ),
            Kind::IsADirectory => say!(
                lang,
                "đó là thư mục, không phải tệp (lỗi hệ thống {code})",
                "it is a folder and no file (system error {code})"
            ),
            Kind::NotADirectory => say!(
                lang,
                "một phần của đường dẫn không phải thư mục (lỗi hệ thống {code})",
                "a part of the path is no folder (system error {code})"
            ),
            Kind::AlreadyExists => say!(
                lang,
                "đã có rồi (lỗi hệ thống {code})",
                "it is there already (system error {code})"
            ),
            Kind::InvalidFilename => say!(
                lang,
                "tên tệp quá dài hoặc có ký tự không dùng được (lỗi hệ thống {code})",
                "the name is too long or has letters no name may have (system error {code})"
            ),
            Kind::FileTooLarge => say!(
                lang,
                "tệp quá lớn (lỗi hệ thống {code})",
                "the file is too large (system error {code})"
            ),
            Kind::StaleNetworkFileHandle
            | Kind::TimedOut
            | Kind::HostUnreachable
            | Kind::NetworkUnreachable
            | Kind::NotConnected => say!(
                lang,
                "ổ đĩa mạng không trả lời; hãy chờ nối lại rồi thử lại (lỗi hệ thống {code})",
                "the network disk does not answer; try again when it is back (system error {code})"
            ),
            _ => return None,
        })
    }

    /// What a command prints cannot be written.
    #[must_use]
    pub fn not_printed(self, error: &str) -> String {
        let (lang, why) = (self, self.system(error));
        say!(lang, "không in ra được: {why}", "the output cannot be written: {why}")
    }

    /// A file, and what was said against it.
    #[must_use]
    pub fn of_file(self, path: &Path, error: &impl ToString) -> String {
        format!("{}: {}", path.display(), self.system(&error.to_string()))
    }

    /// What did not work with a part of the register.
    pub(super) fn not_done(self, doing: Doing, path: &Path, error: &str) -> String {
        let lang = self;
        let what = match doing {
            Doing::CreateFolder => {
                say!(lang, "không tạo được thư mục", "the folder cannot be made:")
            }
            Doing::Lock => say!(lang, "không khoá được sổ", "the register cannot be locked:"),
            Doing::ReadLedgers => {
                say!(lang, "không đọc được sổ cái", "the ledger cannot be read:")
            }
            Doing::WriteLedger => {
                say!(lang, "không ghi được sổ cái", "the ledger cannot be written:")
            }
            Doing::OpenStore => {
                say!(lang, "không mở được kho dữ liệu", "the store cannot be opened:")
            }
            Doing::UseStore => {
                say!(lang, "không dùng được kho dữ liệu", "the store cannot be used:")
            }
            Doing::SetStoreAside => {
                say!(lang, "không cất được kho dữ liệu cũ", "the old store cannot be set aside:")
            }
            Doing::Encode => {
                say!(lang, "không mã hoá được dòng ghi", "the entry cannot be encoded:")
            }
        };
        format!("{what} {}", self.of_file(path, &error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_says_is_told_in_the_language_of_the_user() {
        for code in [1, 2, 5, 13, 17, 20, 21, 28, 30, 36, 40, 27, 110, 116, 122] {
            let said = io::Error::from_raw_os_error(code).to_string();
            for lang in [Lang::Vi, Lang::En] {
                let told = lang.system(&said);
                assert!(told.contains(&format!(" {code})")), "{told}");
                assert!(!told.contains("os error"), "{told}");
            }
        }
        assert_eq!(Lang::Vi.system("odd"), "máy báo “odd”");
        let error = io::read_to_string(&[0xff_u8][..]).expect_err("no text");
        assert!(Lang::Vi.system(&error.to_string()).starts_with("không phải văn bản UTF-8"));
    }
}
