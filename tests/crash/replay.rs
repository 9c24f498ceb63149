//! A log of system calls, replayed as a drive with a volatile cache would keep it.
//!
//! What a file holds after a cut is what it held when its last finished sync began. Pages that
//! were only pushed towards the drive, as `sync_file_range` does, may be gone.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use crate::dice::Dice;

/// Pieces in which a drive keeps what it was not told to keep.
const PIECE: usize = 4096;

/// One call, when it began or when it ended.
#[derive(Debug)]
pub enum Event {
    /// Bytes at a place of a file, or at its end.
    Written(PathBuf, Option<usize>, Vec<u8>),
    Cut(PathBuf, usize),
    /// A file was opened that may be new.
    Opened(PathBuf),
    Renamed(PathBuf, PathBuf),
    Removed(PathBuf),
    SyncBegan(u64, PathBuf),
    SyncEnded(u64, PathBuf),
    /// The program told this to whoever gave it the lines.
    Said(String),
}

/// The events of a log that touch the files under a folder.
pub fn events(log: &str) -> Vec<Event> {
    let mut unfinished: HashMap<u64, String> = HashMap::new();
    let mut events = Vec::new();
    for line in log.lines() {
        let Some((thread, call)) = line.split_once(char::is_whitespace) else { continue };
        let (thread, call) = (thread.parse().unwrap(), call.trim_start());
        if let Some(begun) = call.strip_suffix(" <unfinished ...>") {
            unfinished.insert(thread, begun.to_owned());
            events.extend(sync_of(begun).map(|path| Event::SyncBegan(thread, path)));
            continue;
        }
        let resumed = call.strip_prefix("<... ").and_then(|rest| rest.split_once(" resumed>"));
        let whole = if let Some((_, rest)) = resumed {
            unfinished.remove(&thread).unwrap_or_default() + rest
        } else {
            events.extend(sync_of(call).map(|path| Event::SyncBegan(thread, path)));
            call.to_owned()
        };
        events.extend(finished(thread, &whole));
    }
    events
}

/// The file that a call syncs.
fn sync_of(call: &str) -> Option<PathBuf> {
    let synced = call.strip_prefix("fsync(").or_else(|| call.strip_prefix("fdatasync("))?;
    path_of(synced)
}

/// The path of the descriptor that an argument list begins with.
fn path_of(arguments: &str) -> Option<PathBuf> {
    let (_, rest) = arguments.split_once('<')?;
    let (path, _) = rest.split_once('>')?;
    Some(PathBuf::from(String::from_utf8(unhex(path)).ok()?))
}

/// The bytes of `\x01\x02`.
fn unhex(text: &str) -> Vec<u8> {
    let digits = text.split("\\x").skip(1);
    digits.map(|byte| u8::from_str_radix(&byte[..2], 16).unwrap()).collect()
}

fn finished(thread: u64, call: &str) -> Option<Event> {
    let (name, rest) = call.split_once('(')?;
    let (arguments, result) = rest.rsplit_once(" = ")?;
    if result.starts_with('-') {
        return None;
    }
    let quoted: Vec<&str> = arguments.split('"').skip(1).step_by(2).collect();
    match name {
        "write" if arguments.starts_with("1<") => {
            Some(Event::Said(String::from_utf8_lossy(&unhex(quoted.first()?)).into_owned()))
        }
        "write" => Some(Event::Written(path_of(arguments)?, None, unhex(quoted.first()?))),
        "pwrite64" => {
            let at = last_number(arguments)?;
            Some(Event::Written(path_of(arguments)?, Some(at), unhex(quoted.first()?)))
        }
        "ftruncate" => Some(Event::Cut(path_of(arguments)?, last_number(arguments)?)),
        "openat" if arguments.contains("O_CREAT") => Some(Event::Opened(path_of(result)?)),
        "rename" => Some(Event::Renamed(name_of(quoted.first()?), name_of(quoted.get(1)?))),
        "unlink" => Some(Event::Removed(name_of(quoted.first()?))),
        "fsync" | "fdatasync" => Some(Event::SyncEnded(thread, path_of(arguments)?)),
        _ => None,
    }
}

fn name_of(quoted: &str) -> PathBuf {
    PathBuf::from(String::from_utf8(unhex(quoted)).unwrap())
}

fn last_number(arguments: &str) -> Option<usize> {
    arguments.trim_end().trim_end_matches(')').rsplit(", ").next()?.trim().parse().ok()
}

/// A file as the program sees it and as the drive keeps it.
#[derive(Clone, Default)]
struct State {
    seen: Vec<u8>,
    /// `None` until the file was synced for the first time: then it may not even have its name.
    kept: Option<Vec<u8>>,
}

/// A drive with a volatile cache.
#[derive(Default)]
pub struct Drive {
    root: PathBuf,
    files: BTreeMap<PathBuf, State>,
    /// What a file held when a sync that is under way began.
    syncing: HashMap<u64, Vec<u8>>,
    /// Syncs of the files whose name ends so are not obeyed.
    disobeys: Option<&'static str>,
    /// All that the program has said.
    pub said: String,
}

impl Drive {
    /// A drive under `root` that holds the files of a folder, all of them kept.
    pub fn holding(root: &Path, folder: &Path, disobeys: Option<&'static str>) -> Self {
        let mut drive = Self { root: root.to_owned(), disobeys, ..Self::default() };
        drive.load(folder, folder);
        drive
    }

    fn load(&mut self, from: &Path, folder: &Path) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                self.load(from, &path);
            } else {
                let bytes = fs::read(&path).unwrap();
                let name = self.root.join(path.strip_prefix(from).unwrap());
                self.files.insert(name, State { seen: bytes.clone(), kept: Some(bytes) });
            }
        }
    }

    pub fn take(&mut self, event: &Event) {
        match event {
            Event::Said(text) => self.said.push_str(text),
            Event::Written(path, at, bytes) => self.write(path, *at, bytes),
            Event::Cut(path, length) => {
                if let Some(file) = self.files.get_mut(path) {
                    file.seen.resize(*length, 0);
                }
            }
            Event::Opened(path) => {
                if path.starts_with(&self.root) {
                    self.files.entry(path.clone()).or_default();
                }
            }
            // Names are taken for durable at once; the contents are what this is about.
            Event::Renamed(from, to) => {
                if let Some(file) = self.files.remove(from) {
                    self.files.insert(to.clone(), file);
                }
            }
            Event::Removed(path) => drop(self.files.remove(path)),
            Event::SyncBegan(thread, path) => {
                let seen = self.files.get(path).map(|file| file.seen.clone());
                self.syncing.insert(*thread, seen.unwrap_or_default());
            }
            Event::SyncEnded(thread, path) => self.sync(*thread, path),
        }
    }

    fn write(&mut self, path: &Path, at: Option<usize>, bytes: &[u8]) {
        let Some(file) = self.files.get_mut(path) else { return };
        // Plain writes go to the end here: ledgers, and files just emptied.
        let at = at.unwrap_or(file.seen.len());
        let end = at + bytes.len();
        if file.seen.len() < end {
            file.seen.resize(end, 0);
        }
        file.seen[at..end].copy_from_slice(bytes);
    }

    fn sync(&mut self, thread: u64, path: &Path) {
        let seen = self.syncing.remove(&thread).unwrap_or_default();
        let disobeyed = self.disobeys.is_some_and(|end| path.to_string_lossy().ends_with(end));
        match self.files.get_mut(path) {
            // The first sync is obeyed always, so that the file has its name.
            Some(file) if !disobeyed || file.kept.is_none() => file.kept = Some(seen),
            _ => {}
        }
    }

    /// Cut the power: the register as it is found afterwards, in this folder. Where there are
    /// dice, they choose which of the later pieces got through.
    pub fn cut(&self, register: &Path, mut dice: Option<&mut Dice>) {
        fs::create_dir_all(register.join("store")).unwrap();
        for (path, file) in &self.files {
            let Ok(name) = path.strip_prefix(&self.root) else { continue };
            let bytes = match (&mut dice, &file.kept) {
                (None, None) => continue,
                (None, Some(kept)) => kept.clone(),
                (Some(dice), _) => {
                    // A file that was never synced may be gone with its name.
                    if !dice.luck() && file.kept.is_none() {
                        continue;
                    }
                    file.some_pieces(dice)
                }
            };
            // The reserve holds nothing.
            if name != Path::new("reserve") {
                let target = register.join(name);
                fs::create_dir_all(target.parent().unwrap()).unwrap();
                fs::write(target, bytes).unwrap();
            }
        }
    }
}

impl State {
    /// What was kept, and of everything later some pieces.
    fn some_pieces(&self, dice: &mut Dice) -> Vec<u8> {
        let mut bytes = self.kept.clone().unwrap_or_default();
        for (number, piece) in self.seen.chunks(PIECE).enumerate() {
            let (at, end) = (number * PIECE, number * PIECE + piece.len());
            if bytes.get(at..end) != Some(piece) && dice.luck() {
                bytes.resize(bytes.len().max(end), 0);
                bytes[at..end].copy_from_slice(piece);
            }
        }
        bytes
    }
}
