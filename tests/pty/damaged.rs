//! What the built program serves from a register that somebody changed: it names the difference, marks
//! what it shows and writes, and ends with a status that says so.

use std::fs;
use std::path::{Path, PathBuf};

use thuky::domain::{Detail, Fact};
use thuky::journal::Act;
use thuky::store::{from_json, to_json};

use crate::desk::Desk;
use crate::keys::{CTRL_C, ENTER, F5};
use crate::program::Place;

const CELL: &str = include_str!("../papers/cell.thuky");
const MARK: &str = "LẬP TỪ SỔ BỊ HỎNG";

fn ledger_of(register: &Path, book: &str) -> PathBuf {
    let files = fs::read_dir(register.join("ledger")).unwrap();
    let mut paths = files.map(|file| file.unwrap().path());
    paths.find(|path| path.to_string_lossy().contains(book)).unwrap()
}

/// A meeting one word of whose ledger was changed and the whole chain computed anew, while the store
/// still says what was said; and a paper of the forged record.
fn forged() -> (Place, PathBuf) {
    let place = Place::played(CELL);
    let json = place.run(&["export", "last", "--format", "json"]).out;
    let (book, mut entries) = from_json(&json).unwrap();
    let mut changed = false;
    for entry in &mut entries {
        if let Act::Did(facts) = &mut entry.act {
            for fact in facts {
                if let Fact::DetailStated { detail: Detail::Place, text } = fact {
                    "Đình làng Đoài".clone_into(text);
                    changed = true;
                }
            }
        }
    }
    assert!(changed, "the meeting has a place");
    let elsewhere = Place::new();
    let path = elsewhere.home().join("forged.json");
    fs::write(&path, to_json(book, &entries).unwrap()).unwrap();
    let said = elsewhere.run(&["import", path.to_str().unwrap()]);
    assert!(said.accepted(), "{said:?}");
    let paper = place.home().join("forged.docx");
    let out = paper.to_str().unwrap();
    assert!(elsewhere.run(&["export", "last", "--format", "docx", "--out", out]).accepted());
    let book = book.to_string();
    let theirs = ledger_of(&elsewhere.register(), &book);
    fs::copy(theirs, ledger_of(&place.register(), &book)).unwrap();
    (place, paper)
}

#[test]
fn a_forged_ledger_is_named_wherever_the_meeting_is_served() {
    for without_index in [false, true] {
        let (place, paper) = forged();
        if without_index {
            fs::remove_file(place.register().join("index")).unwrap();
        }
        let named = "sổ cái và kho dữ liệu khác nhau";
        for arguments in [
            &["log", "last"][..],
            &["export", "last"],
            &["export", "last", "--format", "txt"],
            &["list"],
            &["verify"],
            &["verify", paper.to_str().unwrap()],
        ] {
            let said = place.run(arguments);
            assert_ne!(said.code, Some(0), "{arguments:?}: {said:?}");
            let whole = said.err.clone() + &said.out;
            assert!(
                whole.contains(named) || whole.contains("khác nhau"),
                "{arguments:?}: {said:?}"
            );
            if arguments[0] == "export" {
                assert!(said.out.contains(MARK), "{said:?}");
            }
        }
        let said = place.run(&["verify", paper.to_str().unwrap()]);
        assert!(said.err.contains("Không kết luận được"), "{said:?}");
    }
}

#[test]
fn the_screen_marks_a_forged_meeting_and_writes_nothing_to_it() {
    let (place, _) = forged();
    let mut desk = Desk::at(&place);
    desk.wait_for("Chi bộ");
    desk.send(ENTER);
    desk.wait_for("SỔ HỎNG · chỉ xem");
    assert!(!desk.shows("đã lưu"), "{}", desk.contents());
    desk.send("n");
    desk.send("mọi người đồng ý");
    desk.send(ENTER);
    desk.wait_for("Cuộc họp này bị hỏng trong sổ");
    desk.send(F5);
    desk.wait_for(MARK);
    desk.send("\x1b");
    desk.wait_gone(MARK);
    desk.send(CTRL_C);
    assert!(desk.wait_exit().success());
}

#[test]
fn a_sound_meeting_is_served_without_a_word() {
    let place = Place::played(CELL);
    for arguments in [&["log", "last"][..], &["export", "last"], &["list"], &["verify"]] {
        let said = place.run(arguments);
        assert!(said.accepted(), "{said:?}");
        let words = said.err.lines().filter(|line| !line.contains("last = "));
        assert_eq!(words.collect::<Vec<_>>(), Vec::<&str>::new());
        assert!(!said.out.contains(MARK));
    }
}

#[test]
fn a_forged_ledger_is_named_while_another_program_has_the_register() {
    let (place, _) = forged();
    // Whoever holds the lock has not looked at the meeting yet.
    let lock = fs::File::open(place.register()).unwrap();
    lock.try_lock().unwrap();
    for arguments in [&["log", "last"][..], &["export", "last"]] {
        let said = place.run(arguments);
        assert_eq!(said.code, Some(1), "{arguments:?}: {said:?}");
        assert!(said.err.contains("khác nhau"), "{arguments:?}: {said:?}");
        assert_eq!(said.out.contains(MARK), arguments[0] == "export", "{said:?}");
    }
}
