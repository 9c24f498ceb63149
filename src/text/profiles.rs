//! What is wrong with a rule profile, with the line it stands on.

use super::Lang;
use super::votes::say;
use crate::profiles::{BadFile, Fault};

impl Lang {
    /// Why a profile cannot be read, and where.
    #[must_use]
    pub fn profile_fault(self, fault: &Fault) -> String {
        let lang = self;
        match fault {
            Fault::Unread(why) => {
                let why = lang.system(why);
                say!(lang, "không đọc được: {why}", "it cannot be read: {why}")
            }
            Fault::Form { line, message } => {
                let message = message.lines().next().unwrap_or_default();
                say!(
                    lang,
                    "dòng {line}: không đúng dạng TOML hoặc không có mục này (“{message}”)",
                    "line {line}: {message}"
                )
            }
            Fault::Value { line, key, word, known } => {
                let known = known.join(", ");
                say!(
                    lang,
                    "dòng {line}: “{word}” không phải giá trị của {key}; dùng: {known}",
                    "line {line}: “{word}” is no value of {key}; use: {known}"
                )
            }
            Fault::Twice { line, decision } => say!(
                lang,
                "dòng {line}: {decision} đã có rồi",
                "line {line}: {decision} stands there twice"
            ),
            Fault::Useless { line, key } => say!(
                lang,
                "dòng {line}: giá trị này của {key} không dùng được",
                "line {line}: this value of {key} cannot work"
            ),
            Fault::NoResolution => say!(
                lang,
                "thiếu quy tắc cho resolution (nghị quyết, kết luận)",
                "there is no rule for resolution, which every ordinary question is"
            ),
            Fault::Misspelt { line, word, meant } => say!(
                lang,
                "dòng {line}: “{word}” có phải là {meant}?",
                "line {line}: is “{word}” meant to be {meant}?"
            ),
        }
    }

    /// A profile of the register that was left out.
    #[must_use]
    pub fn bad_profile(self, bad: &BadFile) -> String {
        let (lang, path, fault) = (self, &bad.path, self.profile_fault(&bad.fault));
        say!(
            lang,
            "Thể thức {path} không dùng được: {fault}. Các thể thức khác vẫn dùng được.",
            "The profile {path} is not used: {fault}. All others are."
        )
    }

    /// A template of the register that was left out.
    #[must_use]
    pub fn bad_template(self, bad: &BadFile) -> String {
        let (lang, path, fault) = (self, &bad.path, self.profile_fault(&bad.fault));
        say!(
            lang,
            "Mẫu giấy tờ {path} không dùng được: {fault}. Dùng mẫu có sẵn.",
            "The template {path} is not used: {fault}. The built-in one is."
        )
    }

    /// Settings that were left out.
    #[must_use]
    pub fn bad_settings(self, bad: &BadFile) -> String {
        let (lang, path, fault) = (self, &bad.path, self.profile_fault(&bad.fault));
        say!(
            lang,
            "Thiết lập {path} không dùng được: {fault}. Dùng thiết lập thường.",
            "The settings {path} are not used: {fault}. All is as usual."
        )
    }
}
