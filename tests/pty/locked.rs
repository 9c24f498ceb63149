//! An encrypted register on the screen and on the command line.

use std::fs;
use std::path::{Path, PathBuf};

use rustix::process::Signal;

use crate::desk::{Desk, Start};
use crate::keys::{CTRL_C, CTRL_L, CTRL_S, ENTER};
use crate::program::{Place, Said, THUKY, command};

const MEETING: &str = "triệu tập \"Chi bộ Thôn Đoài\" ngày 08/11/2023\nmục \"Thảo luận\"\n";
const PASSPHRASE: &str = "một câu dễ nhớ";

fn encrypted() -> Place {
    let place = Place::played(MEETING);
    let file = file(&place, "new", PASSPHRASE);
    let said = place.run(&["encrypt", "--new-passphrase-file", file.to_str().unwrap()]);
    assert!(said.accepted(), "{said:?}");
    place
}

fn file(place: &Place, name: &str, text: &str) -> PathBuf {
    let path = place.home().join(name);
    fs::write(&path, format!("{text}\n")).unwrap();
    path
}

/// Run a command that reads the passphrase from a file.
fn run(place: &Place, passphrase: &str, arguments: &[&str]) -> Said {
    let file = file(place, "passphrase", passphrase);
    let mut command = command(THUKY, &place.register(), arguments);
    Said::of(&command.env("THUKY_PASSPHRASE_FILE", file).output().unwrap())
}

fn unlock(desk: &mut Desk) {
    desk.wait_for("Sổ đã khoá");
    assert!(!desk.shows("Thôn Đoài"), "{}", desk.contents());
    desk.send(PASSPHRASE);
    desk.send(ENTER);
    desk.wait_gone("Sổ đã khoá");
}

fn says_nothing(folder: &Path, words: &[&str]) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            says_nothing(&path, words);
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        for word in words {
            let found = bytes.windows(word.len()).any(|window| window == word.as_bytes());
            assert!(!found, "{word} in {}", path.display());
        }
    }
}

#[test]
fn a_locked_register_shows_nothing_until_its_passphrase_is_said() {
    let place = encrypted();
    let mut desk = Desk::at(&place);
    desk.wait_for("Sổ đã khoá");
    desk.send("sai");
    desk.send(ENTER);
    desk.wait_for("không đúng. Chờ 2 giây");
    desk.send("nữa");
    desk.send(ENTER);
    desk.wait_for("giây nữa rồi nhấn Enter");
    std::thread::sleep(std::time::Duration::from_secs(2));
    desk.send("\x1b");
    unlock(&mut desk);
    desk.wait_for("Chi bộ Thôn Đoài");
    desk.send(ENTER);
    desk.wait_for("Chương trình 0/1");
    desk.send("aPhần cuối\x13");
    desk.wait_for("● đã lưu");
    // By a key, and everything is as it was behind it.
    desk.send("aĐang gõ dở");
    desk.wait_for("Đang gõ dở");
    desk.send(CTRL_L);
    unlock(&mut desk);
    desk.wait_for("Đang gõ dở");
    desk.send("\x1b");
    desk.wait_gone(" Thêm mục chương trình ");
    desk.send(CTRL_C);
    assert!(desk.wait_exit().success());
    says_nothing(&place.register(), &["Phần cuối", "Thôn", "thon-doai", "2023-11", "Đang gõ"]);
    let log = run(&place, PASSPHRASE, &["log", "last"]);
    assert!(log.accepted() && log.out.contains("Phần cuối"), "{log:?}");
}

#[test]
fn a_draft_of_an_encrypted_register_is_encrypted_and_survives_a_kill() {
    let place = encrypted();
    let mut desk = Desk::at(&place);
    unlock(&mut desk);
    desk.send(ENTER);
    desk.wait_for("Chương trình 0/1");
    desk.send("aĐang gõ dở");
    desk.wait_for("Đang gõ dở");
    std::thread::sleep(std::time::Duration::from_millis(100));
    desk.signal(Signal::KILL);
    desk.wait_exit();
    assert!(place.register().join("draft.json").exists());
    says_nothing(&place.register(), &["Đang gõ", "AddItem"]);
    let mut desk = Desk::at(&place);
    unlock(&mut desk);
    desk.send(ENTER);
    desk.wait_for("Đang gõ dở");
    desk.send(CTRL_S);
    desk.wait_for("Chương trình 0/2");
}

#[test]
fn whoever_reads_beside_another_program_says_the_passphrase_too() {
    let place = encrypted();
    let mut first = Desk::at(&place);
    unlock(&mut first);
    first.wait_for("Chi bộ Thôn Đoài");
    let mut second = Desk::at(&place);
    second.wait_for("Sổ đang được mở ở nơi khác");
    second.send(ENTER);
    unlock(&mut second);
    second.wait_for("Chi bộ Thôn Đoài");
    second.send(ENTER);
    second.wait_for("chỉ đọc");
}

#[test]
fn commands_ask_for_the_passphrase_or_read_it_from_a_file() {
    let place = encrypted();
    for arguments in [&["list"][..], &["log", "last"], &["export", "last"], &["verify"]] {
        let said = run(&place, PASSPHRASE, arguments);
        assert!(said.accepted(), "{arguments:?} {said:?}");
        assert!(said.out.contains("Thôn Đoài") || said.out.contains("THÔN ĐOÀI"), "{said:?}");
        let said = place.run(arguments);
        assert!(said.code == Some(2) && said.out.is_empty(), "{said:?}");
        assert!(said.err.contains("THUKY_PASSPHRASE_FILE"), "{said:?}");
        let said = run(&place, "sai rồi", arguments);
        assert!(said.code == Some(2) && said.err.contains("không đúng"), "{said:?}");
    }
    let said = place.run(&["verify", "--keyless"]);
    assert!(said.accepted() && !said.out.contains("Thôn"), "{said:?}");
    // On a terminal it is asked for; nothing of it is shown.
    let start = Start { arguments: &["list"], ..Start::default() };
    let mut desk = Desk::started(&place, &start);
    desk.wait_for("Mật khẩu của sổ");
    desk.send(PASSPHRASE);
    desk.send(ENTER);
    desk.wait_exit();
    assert!(desk.shows("Chi bộ Thôn Đoài") && !desk.shows("dễ nhớ"), "{}", desk.contents());
}

#[test]
fn a_signal_while_a_passphrase_is_typed_gives_the_terminal_back() {
    let place = encrypted();
    for signal in [Signal::INT, Signal::TERM] {
        let start = Start { arguments: &["list"], ..Start::default() };
        let mut desk = Desk::started(&place, &start);
        desk.wait_for("Mật khẩu của sổ");
        assert_ne!(desk.settings(), desk.before);
        desk.signal(signal);
        assert_eq!(desk.wait_exit().exit_code(), if signal == Signal::INT { 130 } else { 143 });
        assert_eq!(desk.settings(), desk.before);
    }
}

#[test]
fn a_passphrase_is_changed_and_a_register_decrypted() {
    let place = encrypted();
    let short = file(&place, "short", "ngắn");
    let said =
        run(&place, PASSPHRASE, &["passphrase", "--new-passphrase-file", short.to_str().unwrap()]);
    assert!(said.code == Some(2) && said.err.contains("ít nhất 10 ký tự"), "{said:?}");
    let other = file(&place, "other", "một câu khác hẳn");
    let said =
        run(&place, PASSPHRASE, &["passphrase", "--new-passphrase-file", other.to_str().unwrap()]);
    assert!(said.accepted(), "{said:?}");
    assert_eq!(run(&place, PASSPHRASE, &["list"]).code, Some(2));
    assert!(run(&place, "một câu khác hẳn", &["list"]).accepted());
    let said = run(&place, "một câu khác hẳn", &["decrypt"]);
    assert!(said.accepted(), "{said:?}");
    let said = place.run(&["log", "last"]);
    assert!(said.accepted() && said.out.contains("Thảo luận"), "{said:?}");
    assert_eq!(place.run(&["decrypt"]).code, Some(2));
}
