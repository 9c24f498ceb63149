//! A meeting of numbered notes, and what of it a register holds.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::program::{Said, run_on};

/// The line that makes the meeting.
pub const CONVENE: &str = "triệu tập \"Chi bộ Thôn Đoài\" thuộc \"Đảng bộ xã\" ngày 08/11/2023";

/// A script that convenes a meeting and takes so many notes of about so many bytes.
pub fn script(notes: usize, length: usize) -> String {
    let mut script = format!("{CONVENE}\n");
    for number in 0..notes {
        writeln!(script, "{}", note(0, number, length)).unwrap();
    }
    script
}

/// The line of a note that can be told from all others.
pub fn note(run: usize, number: usize, length: usize) -> String {
    format!("ghi n{run}-{number} {}", "ghi chép ".repeat(length / 12))
}

/// Run and number of the note that a line of output tells of.
pub fn note_in(line: &str) -> Option<(usize, usize)> {
    let numbers = |word: &str| {
        let (run, number) = word.strip_prefix('n')?.split_once('-')?;
        Some((run.parse().ok()?, number.parse().ok()?))
    };
    line.split_whitespace().find_map(numbers)
}

/// The notes that a run of the program acknowledged.
pub fn acknowledged(out: &str) -> Vec<(usize, usize)> {
    let whole = out.rfind('\n').map_or("", |end| &out[..end]);
    whole.lines().filter(|line| line.contains("✓")).filter_map(note_in).collect()
}

/// Check the register in a process of its own: everything must be sound.
#[track_caller]
pub fn verify(register: &Path) -> Said {
    let said = run_on(register, &["verify"]);
    assert!(said.accepted(), "{said:?}");
    said
}

/// The notes of the last meeting; none if there is no meeting.
pub fn notes(register: &Path) -> Vec<(usize, usize)> {
    if run_on(register, &["list"]).out.is_empty() {
        return Vec::new();
    }
    let said = run_on(register, &["log", "last"]);
    assert!(said.accepted(), "{said:?}");
    said.out.lines().filter_map(note_in).collect()
}

/// Copy a folder. The reserve stays behind: it holds nothing.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else if entry.file_name() != "reserve" {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
