//! SIGKILL at random moments while a meeting is being written.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::dice::{Dice, kills};
use crate::program::{Place, THUKY, command};
use crate::script::{CONVENE, note, note_in, notes, verify};

/// Kills in a row on one register.
const IN_A_ROW: u64 = 20;

/// A program that is being fed with notes until it dies.
struct Victim {
    child: Child,
    feeder: JoinHandle<()>,
    /// Notes handed to the program, or about to be.
    sent: Arc<AtomicUsize>,
    acknowledged: Receiver<(usize, usize)>,
}

impl Victim {
    fn start(register: &Path, run: usize, fresh: bool, dice: &mut Dice) -> Self {
        let arguments: &[&str] =
            if fresh { &["play", "-"] } else { &["play", "--into", "last", "-"] };
        let mut child = command(THUKY, register, arguments).spawn().unwrap();
        let sent = Arc::new(AtomicUsize::new(0));
        let stdin = child.stdin.take().unwrap();
        let lengths: Vec<usize> = (0..64).map(|_| length(dice)).collect();
        let count = Arc::clone(&sent);
        let feeder = std::thread::spawn(move || feed(stdin, run, fresh, &lengths, &count));
        let out = BufReader::new(child.stdout.take().unwrap());
        let (sender, acknowledged) = mpsc::channel();
        std::thread::spawn(move || {
            // A line without its end may have been cut off by the kill.
            for line in out.split(b'\n').map_while(Result::ok) {
                let line = String::from_utf8_lossy(&line).into_owned();
                let taken = line.contains("✓").then(|| note_in(&line)).flatten();
                let _ = taken.map(|note| sender.send(note));
            }
        });
        Self { child, feeder, sent, acknowledged }
    }

    /// Kill it after this time; the notes it acknowledged and how many it was given.
    fn kill(mut self, after: Duration, from_first_note: bool) -> (Vec<(usize, usize)>, usize) {
        let mut notes = Vec::new();
        if from_first_note {
            notes.extend(self.acknowledged.recv_timeout(Duration::from_secs(20)).ok());
            assert!(!notes.is_empty(), "the program acknowledges nothing");
        }
        let deadline = Instant::now() + after;
        let left = || deadline.saturating_duration_since(Instant::now());
        while let Ok(note) = self.acknowledged.recv_timeout(left()) {
            notes.push(note);
        }
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        notes.extend(self.acknowledged.iter());
        self.feeder.join().unwrap();
        (notes, self.sent.load(Ordering::SeqCst))
    }
}

/// Most notes are short; some need several pages.
fn length(dice: &mut Dice) -> usize {
    let most = if dice.below(8) == 0 { 20_000 } else { 300 };
    dice.place(most)
}

fn feed(mut stdin: ChildStdin, run: usize, fresh: bool, lengths: &[usize], sent: &AtomicUsize) {
    if fresh && writeln!(stdin, "{CONVENE}").is_err() {
        return;
    }
    for (number, length) in (0..).zip(lengths.iter().cycle()) {
        sent.store(number + 1, Ordering::SeqCst);
        if writeln!(stdin, "{}", note(run, number, *length)).is_err() {
            return;
        }
    }
}

/// Everything acknowledged is kept, in order, and nothing else but what was sent.
fn check(kept: &[(usize, usize)], acknowledged: &[(usize, usize)], sent: &HashMap<usize, usize>) {
    let mut rest = kept.iter();
    for note in acknowledged {
        assert!(rest.any(|other| other == note), "{note:?} was acknowledged and is lost: {kept:?}");
    }
    let mut next = HashMap::new();
    for (run, number) in kept {
        let expected = next.entry(*run).or_insert(0);
        assert_eq!(number, expected, "a note of run {run} is missing or there twice: {kept:?}");
        *expected += 1;
        assert!(number < &sent[run], "note {number} of run {run} was never sent");
    }
}

/// What the kills of one register have done so far.
#[derive(Default)]
struct History {
    acknowledged: Vec<(usize, usize)>,
    sent: HashMap<usize, usize>,
    fresh: bool,
}

#[test]
fn nothing_acknowledged_is_lost_to_sigkill() {
    let mut dice = Dice::new("kills");
    let (all, begin) = (kills(), Instant::now());
    let mut acknowledged = 0;
    let mut done = 0;
    while done < all {
        let place = Place::new();
        let mut history = History { fresh: true, ..History::default() };
        for run in 0..usize::try_from(IN_A_ROW.min(all - done)).unwrap() {
            kill_once(&place.register(), run, &mut history, &mut dice);
            done += 1;
        }
        acknowledged += history.acknowledged.len();
    }
    println!("{all} kills, {acknowledged} notes acknowledged, {:?}", begin.elapsed());
    assert!(acknowledged > 0, "no kill came after an acknowledged note");
}

fn kill_once(register: &Path, run: usize, history: &mut History, dice: &mut Dice) {
    let victim = Victim::start(register, run, history.fresh, dice);
    let after = Duration::from_micros(dice.below(60_000));
    let from_first_note = dice.luck();
    let (notes_now, sent) = victim.kill(after, from_first_note);
    history.acknowledged.extend(notes_now);
    history.sent.insert(run, sent);
    // Every other time the program finds out by its index what happened.
    if dice.luck() {
        verify(register);
    }
    check(&notes(register), &history.acknowledged, &history.sent);
    history.fresh = crate::program::run_on(register, &["list"]).out.is_empty();
    assert!(!history.fresh || history.acknowledged.is_empty(), "the meeting is gone");
}
