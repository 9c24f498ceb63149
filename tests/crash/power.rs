//! Power cuts: nothing that was not synced is there afterwards, or some of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use tempfile::TempDir;

use crate::calls::{can_trace, traced};
use crate::dice::Dice;
use crate::program::{Place, run_on};
use crate::replay::{Drive, Event, events};
use crate::script::{acknowledged, note, notes, script, verify};

const TRACED: &str =
    "write,pwrite64,fsync,fdatasync,sync_file_range,ftruncate,rename,unlink,openat";

/// Cuts right after something was acknowledged, and cuts anywhere.
const CUTS: usize = 15;

/// A register that was written while every call was recorded.
struct Recorded {
    place: Place,
    /// What the register held before.
    before: TempDir,
    events: Vec<Event>,
}

impl Recorded {
    /// A new meeting, or more notes for a meeting that is there.
    fn new(into_old: bool) -> Self {
        let place = if into_old { Place::played(&script(20, 200)) } else { Place::new() };
        let before = tempfile::tempdir().unwrap();
        if into_old {
            crate::script::copy(&place.register(), before.path());
        }
        let more: Vec<String> = (0..40)
            .map(|number| note(1, number, if number % 9 == 0 { 9000 } else { 200 }))
            .collect();
        let lines = if into_old { more.join("\n") } else { script(40, 1000) };
        let file = place.home().join("script.thuky");
        fs::write(&file, lines).unwrap();
        let log = place.home().join("log");
        let options = ["-f", "-y", "-xx", "-s", "1000000", "-o", log.to_str().unwrap(), "-e"];
        let mut options: Vec<String> = options.map(String::from).to_vec();
        options.push(format!("trace={TRACED}"));
        let mut arguments = vec!["play", file.to_str().unwrap()];
        if into_old {
            arguments.extend(["--into", "last"]);
        }
        let output = traced(&options, &place.register(), &arguments);
        assert!(output.status.success(), "{output:?}");
        let events = events(&fs::read_to_string(log).unwrap());
        Self { place, before, events }
    }

    /// The drive after so many events.
    fn drive(&self, until: usize, disobeys: Option<&'static str>) -> Drive {
        let mut drive = Drive::holding(&self.place.register(), self.before.path(), disobeys);
        self.events[..until].iter().for_each(|event| drive.take(event));
        drive
    }

    /// The events after which a note had just been acknowledged. A long line takes several calls.
    fn acknowledgements(&self) -> Vec<usize> {
        let (mut said, mut found) = (String::new(), Vec::new());
        for (at, event) in (1..).zip(&self.events) {
            if let Event::Said(text) = event {
                said.push_str(text);
                if acknowledged(&said).len() > found.len() {
                    found.push(at);
                }
            }
        }
        found
    }
}

/// Which sides of a register are left after the cut.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Left {
    Both,
    StoreAlone,
    LedgersAlone,
}

/// How a register is opened after a cut.
#[derive(Clone, Copy, Debug, PartialEq)]
enum How {
    /// All of it is read and checked.
    Whole,
    /// By its index, as every day.
    ByIndex,
}

/// Open a register after a cut, with one side or both; the notes it has and what was told.
fn opened(
    drive: &Drive,
    left: Left,
    how: How,
    dice: Option<&mut Dice>,
) -> (Vec<(usize, usize)>, String) {
    let folder = memory_folder();
    let register = folder.path().join("register");
    drive.cut(&register, dice);
    match left {
        Left::Both => {}
        Left::StoreAlone => remove(&register.join("ledger")),
        Left::LedgersAlone => remove(&register.join("store")),
    }
    let said = match how {
        How::Whole => verify(&register),
        How::ByIndex => run_on(&register, &["play", "-"]),
    };
    let kept = notes(&register);
    verify(&register);
    (kept, format!("{}{}", said.out, said.err))
}

fn remove(folder: &Path) {
    if folder.exists() {
        fs::remove_dir_all(folder).unwrap();
    }
}

/// A folder that needs no disk, where there is one.
fn memory_folder() -> TempDir {
    let memory = PathBuf::from("/dev/shm");
    tempfile::tempdir_in(memory).or_else(|_| tempfile::tempdir()).unwrap()
}

fn check(recorded: &Recorded, until: usize, at_rest: bool, dice: &mut Dice) {
    let drive = recorded.drive(until, None);
    let expected = acknowledged(&drive.said);
    let lefts = [Left::Both, Left::StoreAlone, Left::LedgersAlone];
    for (left, how) in lefts.into_iter().flat_map(|left| [(left, How::Whole), (left, How::ByIndex)])
    {
        let (kept, told) = opened(&drive, left, how, (!at_rest).then_some(&mut *dice));
        let new: Vec<_> = kept.into_iter().filter(|note| expected.contains(note)).collect();
        assert_eq!(new, expected, "cut after {until} events, {left:?}, {how:?}: {told}");
        // Right after an acknowledgement both sides hold it: there is nothing to mend.
        let mended = told.contains("ghi bù") || told.contains("dựng lại") || told.contains("dở");
        assert!(!(at_rest && left == Left::Both && mended), "cut after {until} events: {told}");
    }
}

#[test]
fn nothing_acknowledged_is_lost_to_a_power_cut_and_each_side_alone_has_it() {
    if !can_trace() {
        return;
    }
    let (begin, mut dice) = (Instant::now(), Dice::new("power"));
    for into_old in [false, true] {
        let recorded = Recorded::new(into_old);
        let acknowledgements = recorded.acknowledgements();
        assert_eq!(acknowledgements.len(), 40);
        for _ in 0..CUTS {
            let at_rest = acknowledgements[dice.place(acknowledgements.len())];
            check(&recorded, at_rest, true, &mut dice);
            let anywhere =
                acknowledgements[0] + dice.place(recorded.events.len() + 1 - acknowledgements[0]);
            check(&recorded, anywhere, false, &mut dice);
        }
    }
    println!("{} cuts, six ways each, {:?}", 4 * CUTS, begin.elapsed());
}

/// The check above can fail: a drive that does not obey the syncs of a file loses what was
/// acknowledged from that side.
#[test]
fn the_replayed_drive_loses_what_was_never_synced() {
    if !can_trace() {
        return;
    }
    let recorded = Recorded::new(false);
    let last = *recorded.acknowledgements().last().unwrap();
    for (disobeyed, left) in [("/store/db", Left::StoreAlone), (".jsonl", Left::LedgersAlone)] {
        let drive = recorded.drive(last, Some(disobeyed));
        let expected = acknowledged(&drive.said);
        let (kept, told) = opened(&drive, left, How::Whole, None);
        assert!(kept.len() < expected.len(), "{disobeyed} needs no sync? {told}");
        // The other side makes up for it.
        let (kept, told) = opened(&drive, Left::Both, How::ByIndex, None);
        assert_eq!(kept, expected, "{disobeyed}: {told}");
    }
}
