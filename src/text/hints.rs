//! What the screen says of keys and fields, with values.

use super::Lang;
use super::votes::say;

impl Lang {
    /// A key that means nothing here, and the one that lists those that do.
    #[must_use]
    pub fn unknown_key(self, key: &str, help: &str) -> String {
        say!(
            self,
            "Phím {key} không có việc ở đây; {help} để xem các phím.",
            "{key} does nothing here; {help} lists the keys."
        )
    }

    /// A key for members on somebody who is none.
    #[must_use]
    pub fn not_a_member(self, name: &str) -> String {
        say!(
            self,
            "{name} là đại biểu, khách mời; phím này chỉ dùng cho thành viên.",
            "{name} is a guest; this key is for members only."
        )
    }
}
