//! Damaged, missing and read-only folders, as the user is told of them.

use std::fs::{self, OpenOptions, Permissions};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::program::{Place, Said, THUKY, command, run_on};
use crate::script::{notes, script, verify};

const NOTES: usize = 12;

fn all() -> Vec<(usize, usize)> {
    (0..NOTES).map(|number| (0, number)).collect()
}

fn ledger(register: &Path) -> PathBuf {
    let mut files = fs::read_dir(register.join("ledger")).unwrap().map(|file| file.unwrap().path());
    files.find(|path| path.extension().is_some_and(|ending| ending == "jsonl")).unwrap()
}

/// The names in a folder that contain a word.
fn named(folder: &Path, word: &str) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files.filter(|path| path.to_string_lossy().contains(word)).collect()
}

/// Everything is there, a second check has nothing to tell, and writing goes on.
fn check_whole(place: &Place) {
    assert_eq!(notes(&place.register()), all());
    assert!(place.run(&["list"]).out.contains("Chi bộ Thôn Đoài"));
    let said = verify(&place.register());
    assert!(!said.out.contains('!'), "{}", said.out);
    let more = place.feed(&["play", "--into", "last", "-"], "ghi n9-0 đi tiếp\n");
    assert!(more.accepted(), "{more:?}");
}

#[test]
fn a_torn_end_of_a_ledger_is_put_aside_and_told() {
    let place = Place::played(&script(NOTES, 200));
    let path = ledger(&place.register());
    let mut file = OpenOptions::new().append(true).open(&path).unwrap();
    file.write_all("{\"một dòng ghi dở".as_bytes()).unwrap();
    let said = verify(&place.register());
    assert!(said.out.contains("lần trước dừng giữa chừng: "), "{}", said.out);
    assert!(said.out.contains("Mọi điều đã báo “đã lưu” vẫn còn."), "{}", said.out);
    let aside = named(&place.register().join("ledger"), "torn");
    assert_eq!(fs::read(&aside[0]).unwrap(), "{\"một dòng ghi dở".as_bytes());
    check_whole(&place);
}

#[test]
fn a_ledger_that_lost_its_last_lines_is_filled_from_the_store() {
    let place = Place::played(&script(NOTES, 200));
    let path = ledger(&place.register());
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..bytes.len() * 2 / 3]).unwrap();
    let said = verify(&place.register());
    assert!(said.out.contains("sổ cái được ghi bù "), "{}", said.out);
    assert_eq!(fs::read(&path).unwrap(), bytes);
    check_whole(&place);
}

#[test]
fn a_missing_store_is_built_anew_and_told() {
    let place = Place::played(&script(NOTES, 200));
    fs::remove_dir_all(place.register().join("store")).unwrap();
    let said = verify(&place.register());
    let told = "Kho dữ liệu được dựng lại từ sổ cái, 1 cuộc họp.";
    assert!(said.out.contains(told), "{}", said.out);
    check_whole(&place);
}

#[test]
fn a_store_of_nothing_but_nonsense_is_filled_again() {
    let place = Place::played(&script(NOTES, 200));
    let store = place.register().join("store");
    fs::write(store.join("conf"), b"nonsense").unwrap();
    fs::write(store.join("db"), vec![0xAA; 100_000]).unwrap();
    let said = verify(&place.register());
    let told = ["kho dữ liệu được ghi bù 13 dòng", "Kho dữ liệu được dựng lại"];
    assert!(told.iter().any(|told| said.out.contains(told)), "{said:?}");
    check_whole(&place);
}

#[test]
fn a_damaged_store_is_put_aside_built_anew_and_told() {
    let place = Place::played(&script(NOTES, 200));
    // Opened once more, the store has a snapshot that the damage contradicts.
    verify(&place.register());
    let data = place.register().join("store/db");
    let mut bytes = fs::read(&data).unwrap();
    bytes.iter_mut().skip(100).step_by(64).for_each(|byte| *byte ^= 0xFF);
    fs::write(&data, &bytes).unwrap();
    let said = verify(&place.register());
    let told = "Kho dữ liệu được dựng lại từ sổ cái, 1 cuộc họp (bản cũ: ";
    assert!(said.out.contains(told), "{said:?}");
    let aside = named(&place.register(), "store.damaged");
    // Its bytes are not the ones found: the engine has wiped what it could not read by then.
    assert!(aside[0].join("db").exists());
    check_whole(&place);
}

/// Run as somebody who may read the register but not write to it.
fn as_somebody(register: &Path, arguments: &[&str]) -> Option<Said> {
    if !is_root() {
        return Some(run_on(register, arguments));
    }
    let inner = command(THUKY, register, arguments);
    let mut outer = Command::new("setpriv");
    outer.args(["--reuid=65534", "--regid=65534", "--clear-groups", THUKY]).args(inner.get_args());
    outer.env_clear().envs(inner.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let output = outer.output().ok()?;
    let may_run = output.status.code().is_some_and(|code| code < 126);
    may_run.then(|| Said::of(&output))
}

/// Root may write everywhere, whatever the permissions say.
fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output().unwrap();
    output.stdout == b"0\n"
}

fn set_permissions(folder: &Path, folder_mode: u32, file_mode: u32) {
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            set_permissions(&entry, folder_mode, file_mode);
        } else {
            fs::set_permissions(&entry, Permissions::from_mode(file_mode)).unwrap();
        }
    }
    fs::set_permissions(folder, Permissions::from_mode(folder_mode)).unwrap();
}

#[test]
fn a_read_only_register_is_read_and_refused_for_writing_in_words() {
    let place = Place::played(&script(NOTES, 200));
    let register = place.register();
    fs::set_permissions(place.home(), Permissions::from_mode(0o755)).unwrap();
    set_permissions(&register, 0o555, 0o444);
    let sentence = "Dữ liệu vẫn an toàn; có thể xem mà không ghi.";
    let Some(said) = as_somebody(&register, &["verify"]) else {
        eprintln!("SKIPPED: cannot become somebody else");
        return set_permissions(&register, 0o755, 0o644);
    };
    let listed = as_somebody(&register, &["log", "last"]).unwrap();
    let script = place.home().join("more.thuky");
    fs::write(&script, "ghi n9-0 không ghi được\n").unwrap();
    let arguments = ["play", "--into", "last", script.to_str().unwrap()];
    let refused = as_somebody(&register, &arguments).unwrap();
    set_permissions(&register, 0o755, 0o644);

    assert!(said.accepted() && said.err.contains(sentence), "{said:?}");
    assert_eq!(listed.out.lines().count(), NOTES + 2); // under a head
    assert_eq!(refused.code, Some(2), "{refused:?}");
    assert!(refused.err.contains("Không được phép ghi vào "), "{refused:?}");
    assert!(refused.err.contains(sentence), "{refused:?}");
    check_whole(&place);
}
