//! Sentences about keys, as a script gets them: it has no keys, but words of the line.

use super::Lang;

/// What a key does, and the word of the line language that does the same.
const IN_A_LINE: [(&str, &str); 45] = [
    (
        "Enter lần nữa thì ghi số, nhưng không quyết định được; hoặc Esc rồi F11 để họp trao đổi",
        "“như công bố” thì ghi số, nhưng không quyết định được; “họp trao đổi” thì họp không quyết định",
    ),
    ("nhấn F7 để bế mạc", "dùng `bế mạc`"),
    ("press F7 to close it", "`close` closes it"),
    ("nhấn F7 để khai mạc", "dùng `khai mạc`"),
    ("nhấn F8 để đọc", "dùng `đọc lại`"),
    ("nhấn Ctrl-Z để hoàn tác", "dùng `hoàn tác`"),
    ("nhấn Ctrl-Z", "dùng `hoàn tác`"),
    ("chọn kết luận ấy và nhấn x để huỷ kết quả", "dùng `huỷ biểu quyết` kèm lý do"),
    (
        "hoặc Enter lần nữa để ghi đúng như công bố",
        "hoặc thêm “như công bố” để ghi đúng như công bố",
    ),
    (
        "Mend the numbers, or Enter again to record them as stated",
        "Mend the numbers, or add “as stated”",
    ),
    (
        "Enter again records the numbers, and nothing is decided; or Esc, and F11 goes on informally",
        "“as stated” records the numbers, and nothing is decided; “informal” goes on without a quorum",
    ),
    ("bế mạc (F7)", "`bế mạc`"),
    ("đọc lại, thông qua (F8)", "`đọc lại`, `thông qua`"),
    ("must be closed (F7)", "must be closed (`close`)"),
    ("read back and adopted (F8)", "read back and adopted (`read`, `adopt`)"),
    ("không hợp lệ (phím !)", "không hợp lệ (`không hợp lệ`)"),
    ("it is invalid (key !)", "it is `invalid`"),
    ("kiểm từng phiếu (phím e)", "ghi từng `lá phiếu`"),
    ("count the ballots (key e)", "read out each `ballot`"),
    ("phát ra, thu về (phím b)", "`phát ra`, `thu về`"),
    ("reported them yet (key b)", "reported them yet (`issued`, `returned`)"),
    ("ghi bãi nhiệm (^)", "ghi `bãi nhiệm`"),
    ("that the seat was lost (^)", "that the seat was lost (`dismiss`)"),
    ("nhấn c trong danh sách giấy tờ (Ctrl-E), ghi lý do", "`mở đính chính` kèm lý do"),
    ("press c in the list of papers (Ctrl-E) and say why", "`open correction` and the reason"),
    ("chưa có số phiếu theo cổ phần.", "chưa có số phiếu theo cổ phần (`cổ phần` trước các số)."),
    (
        "no votes by weight were stated.",
        "no votes by weight were stated (`shares` before the numbers).",
    ),
    ("= giữ nguyên, ~ tính lại, hoặc gõ ", ""),
    ("= it stands, ~ judge anew, or type ", ""),
    ("(Ctrl-D, hoặc: số người dự 5 vì …)", "(`số người dự 5 vì …`)"),
    ("(Ctrl-D, or: quorum 5 because …)", "(`quorum 5 because …`)"),
    ("(Ctrl-D, hoặc: cho uỷ quyền 1 vì …)", "(`cho uỷ quyền 1 vì …`)"),
    ("(Ctrl-D, or: proxies 1 because …)", "(`proxies 1 because …`)"),
    ("ở khung Điểm danh: phím * còn lại có mặt, _ còn lại vắng", "`có mặt tất cả`, `vắng còn lại`"),
    ("(F11)", "(“informal”, “họp trao đổi”)"),
    ("F11", "“informal” / “họp trao đổi”"),
    ("press F7 to open it", "`open` opens it"),
    ("press F8 to read them before adopting", "`read` comes before `adopt`"),
    (
        "choose it and press x to annul the record, then vote again",
        "`annul` it with the reason, then vote again",
    ),
    ("Ctrl-Z takes it back", "`undo` takes it back"),
    ("press Ctrl-Z", "`undo`"),
    ("with Ctrl-Z", "with `undo`"),
    ("(Ctrl-Z)", "(`undo`, `hoàn tác`)"),
    ("Ctrl-Z", "`hoàn tác`"),
    ("in the roll * marks the rest present, _ absent", "`present all`, `absent rest`"),
];

impl Lang {
    /// A sentence about keys as it is said where there are none: in a script.
    #[must_use]
    pub fn in_a_line(self, sentence: String) -> String {
        IN_A_LINE.iter().fold(sentence, |text, (key, line)| text.replace(key, line))
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;

    /// What the rules say and cannot be read; faults of the disk speak of keys that a script has
    /// not, and never reach it.
    const SENTENCES: [&str; 6] = [
        include_str!("en.rs"),
        include_str!("vi.rs"),
        include_str!("attendance.rs"),
        include_str!("papers.rs"),
        include_str!("proceedings.rs"),
        include_str!("votes.rs"),
    ];

    #[test]
    fn a_script_hears_of_no_key() {
        let digit = |text: &str, key: &str| {
            text.match_indices(key)
                .any(|(at, _)| text[at + key.len()..].starts_with(|c: char| c.is_ascii_digit()))
        };
        let named = |text: &str| {
            digit(text, " F")
                || digit(text, "(F")
                || ["Ctrl-", "(key ", "(phím ", "Enter again", "Enter lần", "(^)"]
                    .iter()
                    .any(|key| text.contains(key))
        };
        let literals = SENTENCES.iter().flat_map(|source| source.split('"').skip(1).step_by(2));
        for literal in literals.filter(|literal| named(literal)) {
            let told = Lang::Vi.in_a_line(literal.to_owned());
            assert!(!named(&told), "{told}");
        }
    }
}
