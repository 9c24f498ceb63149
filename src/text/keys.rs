//! What is wrong with keys of one's own.

use super::Lang;
use super::votes::say;

/// Why a key of the settings cannot be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyFault {
    /// There is no such preset.
    Preset(String),
    /// There is no such row; one that is nearly called so.
    Row { id: String, near: Option<String> },
    /// No key is called so.
    Key(String),
    /// A row without any key.
    None { id: String },
    /// A bare letter where letters are text.
    Letter { key: String, id: String },
    /// Terminals send the same for another key.
    Same { key: String, other: String },
    /// It moves the caret there, or takes text back.
    Editing { key: String, id: String },
    /// Another row has it there.
    Taken { key: String, id: String, by: String },
}

impl Lang {
    /// Why keys of the settings are not used.
    #[must_use]
    pub fn bad_keys(self, path: &str, line: usize, fault: &KeyFault) -> String {
        let (lang, why) = (self, self.key_fault(fault));
        say!(
            lang,
            "Phím riêng trong {path}, dòng {line}, không dùng được: {why}. Dùng các phím thường.",
            "The keys in {path}, line {line}, are not used: {why}. The usual keys work."
        )
    }

    fn key_fault(self, fault: &KeyFault) -> String {
        let lang = self;
        match fault {
            KeyFault::Preset(word) => say!(
                lang,
                "không có bộ phím “{word}”; các bộ: default, function, no-function",
                "there is no preset “{word}”, but default, function and no-function"
            ),
            KeyFault::Row { id, near } => {
                let near = match near {
                    None => String::new(),
                    Some(near) => say!(lang, "; có phải là {near}?", "; is it {near}?"),
                };
                say!(
                    lang,
                    "không có việc nào tên “{id}”{near} (docs/keys.md liệt kê)",
                    "nothing is called “{id}”{near} (docs/keys.md lists them)"
                )
            }
            KeyFault::Key(key) => say!(lang, "không có phím “{key}”", "there is no key “{key}”"),
            KeyFault::None { id } => {
                say!(lang, "{id} không còn phím nào", "{id} is left without a key")
            }
            KeyFault::Letter { key, id } => say!(
                lang,
                "ở {id}, chữ “{key}” là để gõ",
                "where {id} works the letter “{key}” is text"
            ),
            KeyFault::Same { key, other } => say!(
                lang,
                "màn hình gửi {key} giống hệt {other}",
                "a terminal sends the same for {key} as for {other}"
            ),
            KeyFault::Editing { key, id } => say!(
                lang,
                "{key} dùng để sửa chữ ở chỗ có {id}",
                "{key} edits text where {id} works"
            ),
            KeyFault::Taken { key, id, by } => say!(
                lang,
                "{key} của {id} đã là phím của {by}",
                "{key} of {id} is the key of {by} already"
            ),
        }
    }
}
