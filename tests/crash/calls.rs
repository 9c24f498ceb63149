//! SIGKILL at each call to the system while a register is being opened.

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Instant;

use tempfile::TempDir;

use crate::dice::{Dice, kills};
use crate::program::{Place, THUKY, command};
use crate::script::{copy, notes, script, verify};

/// The calls that touch files.
const CALLS: [&str; 12] = [
    "openat",
    "write",
    "pwrite64",
    "fsync",
    "fdatasync",
    "rename",
    "renameat2",
    "unlink",
    "unlinkat",
    "ftruncate",
    "mkdir",
    "sync_file_range",
];

const NOTES: usize = 40;

/// Whether strace is here and may trace.
pub fn can_trace() -> bool {
    let traced = Command::new("strace").args(["-f", "-o", "/dev/null", "true"]).output();
    let can = traced.is_ok_and(|output| output.status.success());
    if !can {
        eprintln!("SKIPPED: no strace here");
    }
    can
}

/// A run of the program under strace with these options.
pub fn traced(options: &[String], register: &Path, arguments: &[&str]) -> Output {
    let mut inner = command(THUKY, register, arguments);
    let mut command = Command::new("strace");
    command.args(options).arg(THUKY).args(inner.get_args());
    command.env_clear().envs(inner.get_envs().filter_map(|(name, value)| Some((name, value?))));
    inner.stdin(std::process::Stdio::null());
    command.output().unwrap()
}

/// Open a copy of a register and die at this call; `false` if the program lived to the end.
fn dies_at(copy: &Path, call: &str, when: usize) -> bool {
    let options = ["-f", "-o", "/dev/null", "-e", &format!("trace={call}"), "-e"];
    let mut options: Vec<String> = options.map(String::from).to_vec();
    options.push(format!("inject={call}:signal=KILL:when={when}"));
    let status = traced(&options, copy, &["verify"]).status;
    let killed = status.signal() == Some(9) || status.code() == Some(137);
    assert!(killed || status.success(), "{call} {when}: {status:?}");
    killed
}

/// Die at every `step`th call of each kind; how many points that were.
fn die_everywhere(name: &str, register: &Path, step: usize, dice: &mut Dice) -> usize {
    let mut points = 0;
    for call in CALLS {
        let mut when = 1 + dice.place(step);
        loop {
            let (_folder, copied) = copy_of(register);
            if !dies_at(&copied, call, when) {
                break;
            }
            println!("{name}: killed at {call} {when}");
            verify(&copied);
            let kept: Vec<usize> = notes(&copied).into_iter().map(|(_, number)| number).collect();
            assert_eq!(kept, (0..NOTES).collect::<Vec<_>>(), "{name}: {call} {when}");
            points += 1;
            when += step;
        }
    }
    points
}

fn copy_of(register: &Path) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let copied = folder.path().join("register");
    copy(register, &copied);
    (folder, copied)
}

#[test]
fn dying_at_any_call_of_opening_loses_nothing() {
    if !can_trace() {
        return;
    }
    let (begin, mut dice) = (Instant::now(), Dice::new("calls"));
    let step = if kills() >= 200 { 1 } else { 4 };
    let place = Place::played(&script(NOTES, 200));
    let mut points = die_everywhere("sound", &place.register(), step, &mut dice);
    // Mending has more moments to die in than opening.
    let (_folder, without_store) = copy_of(&place.register());
    fs::remove_dir_all(without_store.join("store")).unwrap();
    points += die_everywhere("without store", &without_store, step, &mut dice);
    let (_folder, without_ledger) = copy_of(&place.register());
    fs::remove_dir_all(without_ledger.join("ledger")).unwrap();
    points += die_everywhere("without ledgers", &without_ledger, step, &mut dice);
    println!("{points} points, {:?}", begin.elapsed());
    assert!(points > 10, "only {points} points");
}
