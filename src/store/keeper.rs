//! The storage thread: it alone touches the register, so that the disk never holds up the screen.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::lockbox::unlock;
use super::{Cipher, Fault, News, NotUnlocked, Notice, OpenError, Passphrase, Reader, Vault};
use crate::journal::Entry;
use crate::register::{BookId, Header};

/// How long to wait at the end for what is still being written. A thread inside the store that
/// has died can keep a write from ever returning.
const PATIENCE: Duration = Duration::from_secs(5);

/// How often to say how far the check in the background is.
const PROGRESS: Duration = Duration::from_millis(200);

/// Where the register is.
#[derive(Clone, Debug)]
pub enum Source {
    Folder(PathBuf),
    /// A throw-away register with these books.
    Memory(Vec<Vec<Entry>>),
}

/// What the program asks of the storage thread. Tokens name requests in the answers.
#[derive(Clone, Debug)]
pub enum Request {
    /// Start a book.
    Create {
        token: u64,
        entries: Vec<Entry>,
    },
    /// Keep entries and the header that holds after them.
    Keep {
        book: BookId,
        token: u64,
        entries: Vec<Entry>,
        header: Header,
    },
    Load {
        book: BookId,
    },
    /// Keep what is typed and not recorded, or nothing any more.
    Draft {
        draft: Option<String>,
    },
    /// Try a passphrase.
    Unlock {
        said: Passphrase,
    },
    /// Give the register up for writing and read its ledgers.
    ReadOnly,
    /// Open the register again after a fault.
    Reopen,
    Stop,
}

/// What the storage thread says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The register is open; of a long list this is the first page, the newest.
    Opened {
        headers: Vec<Header>,
        notices: Vec<Notice>,
    },
    /// What an earlier run left that was typed and not recorded.
    Draft(String),
    /// More of the list, or books that are not as they were listed, and what the user is to be told.
    News {
        headers: Vec<Header>,
        notices: Vec<Notice>,
    },
    /// So many books of those listed were checked in the background.
    Checked {
        done: usize,
        of: usize,
    },
    /// In the background the disk refused to read or to mend something; the check goes on.
    Unchecked(Fault),
    NotOpened(OpenError),
    /// The passphrase opens the register, which follows if it was not open.
    Unlocked(Cipher),
    NotUnlocked(NotUnlocked),
    Created {
        token: u64,
        book: BookId,
    },
    /// The entries are on disk.
    Kept {
        token: u64,
    },
    Loaded {
        book: BookId,
        entries: Vec<Entry>,
        /// Something of it is lost or differs: it can be read and not written.
        damaged: bool,
    },
    /// The request with this token was not done; loads have none.
    Failed {
        token: Option<u64>,
        fault: Fault,
    },
}

/// A handle on the storage thread.
///
/// Dropping it waits until everything asked for is done, at most five seconds.
#[derive(Debug)]
pub struct Keeper {
    requests: Sender<Request>,
    /// Disconnected when the thread has ended.
    ended: Receiver<()>,
    thread: Option<JoinHandle<()>>,
}

impl Keeper {
    /// Start the thread and let it open the register; the answers go to `answer`, on that thread.
    #[must_use]
    pub fn start(source: Source, answer: impl Fn(Answer) + Send + 'static) -> Self {
        let (requests, inbox) = mpsc::channel();
        let (end, ended) = mpsc::channel();
        let work = move || {
            // Dropped last of all, however the thread ends.
            let _end: Sender<()> = end;
            let (register, told) = (Register::Shut, Instant::now());
            let (cipher, reading) = (Cipher::default(), false);
            Clerk { source, cipher, reading, register, told, shown: false, answer }.work(&inbox);
        };
        // Without the thread every request fails, which the program has to bear anyway.
        let thread = std::thread::Builder::new().name("thuky-storage".into()).spawn(work).ok();
        Self { requests, ended, thread }
    }

    /// The storage thread has ended before its time.
    #[must_use]
    pub fn is_dead(&self) -> bool {
        self.thread.as_ref().is_none_or(JoinHandle::is_finished)
    }

    /// Ask for something. Without a thread to hear it no answer comes, and the program's own
    /// watchdog finds out.
    pub fn ask(&self, request: Request) {
        let _ = self.requests.send(request);
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        let _ = self.requests.send(Request::Stop);
        let waited = self.ended.recv_timeout(PATIENCE);
        if let (Err(RecvTimeoutError::Disconnected), Some(thread)) = (waited, self.thread.take()) {
            let _ = thread.join();
        }
    }
}

/// What the thread has open.
enum Register {
    Shut,
    Vault(Box<Vault>),
    Reader(Box<Reader>),
}

struct Clerk<A> {
    source: Source,
    /// How the register is encrypted, once it was unlocked.
    cipher: Cipher,
    /// The register is only to be read.
    reading: bool,
    register: Register,
    /// When it was last said how far the check in the background is, or the register was opened.
    told: Instant,
    /// It is being shown how far the check is.
    shown: bool,
    answer: A,
}

/// One request to keep, while several wait for one commit.
struct Waiting {
    token: u64,
    entries: Vec<Entry>,
    header: Header,
}

impl<A: Fn(Answer)> Clerk<A> {
    fn work(mut self, inbox: &Receiver<Request>) {
        self.open();
        let mut queue = VecDeque::new();
        loop {
            if queue.is_empty() {
                let Some(request) = self.next(inbox) else { return };
                queue.push_back(request);
            }
            queue.extend(inbox.try_iter());
            match queue.pop_front() {
                Some(Request::Stop) => return,
                Some(Request::Keep { book, token, entries, header }) => {
                    let mut group = vec![Waiting { token, entries, header }];
                    take_same_book(book, &mut queue, &mut group);
                    self.keep(book, group);
                }
                // Only the last of several counts.
                Some(Request::Draft { .. }) if queue.iter().any(is_draft) => {}
                Some(request) => self.serve(request),
                None => {}
            }
            self.tell_news();
        }
    }

    /// The next request; until there is one, the rest of the list is read and the books are checked.
    fn next(&mut self, inbox: &Receiver<Request>) -> Option<Request> {
        loop {
            match inbox.try_recv() {
                Ok(request) => return Some(request),
                Err(TryRecvError::Disconnected) => return None,
                Err(TryRecvError::Empty) if self.go_on() => {}
                Err(TryRecvError::Empty) => return inbox.recv().ok(),
            }
        }
    }

    /// Do a piece of what is to be done while nobody asks; whether there was one.
    fn go_on(&mut self) -> bool {
        let Register::Vault(vault) = &mut self.register else { return false };
        let more = match vault.read_page() {
            Ok(true) => Ok(true),
            Ok(false) => vault.check_next(),
            Err(fault) => Err(fault),
        };
        let (done, of) = vault.checked();
        self.tell_news();
        // What one meeting suffers must not keep the others from being looked at.
        let more = more.unwrap_or_else(|fault| {
            (self.answer)(Answer::Unchecked(fault));
            true
        });
        // A short check is over before it could be shown.
        if more && self.told.elapsed() >= PROGRESS {
            (self.told, self.shown) = (Instant::now(), true);
            (self.answer)(Answer::Checked { done, of });
        } else if !more && std::mem::take(&mut self.shown) {
            (self.answer)(Answer::Checked { done, of });
        }
        more
    }

    fn tell_news(&mut self) {
        if let Register::Vault(vault) = &mut self.register {
            let news = vault.take_news();
            if !news.is_empty() {
                let News { headers, notices } = news;
                (self.answer)(Answer::News { headers, notices });
            }
        }
    }

    fn serve(&mut self, request: Request) {
        match request {
            Request::Create { token, entries } => match self.create(&entries) {
                Ok(book) => (self.answer)(Answer::Created { token, book }),
                Err(fault) => self.fail(Some(token), fault),
            },
            Request::Load { book } => {
                let loaded = self.load(book);
                // What is wrong with a meeting is said before it is shown.
                self.tell_news();
                match loaded {
                    Ok((entries, damaged)) => {
                        (self.answer)(Answer::Loaded { book, entries, damaged });
                    }
                    Err(fault) => self.fail(None, fault),
                }
            }
            Request::Draft { draft } => {
                // What is typed is acknowledged by nothing, so that nobody waits for it.
                if let Register::Vault(vault) = &self.register {
                    let _ = vault.keep_draft(draft.as_deref());
                }
            }
            Request::Unlock { said } => self.unlock(&said),
            Request::ReadOnly => {
                self.reading = true;
                self.open_reader();
            }
            Request::Reopen => {
                self.reading = false;
                self.open();
            }
            Request::Keep { .. } | Request::Stop => {}
        }
    }

    /// Start a book. A meeting is open only when the whole list was read, which numbers are held
    /// against.
    fn create(&mut self, entries: &[Entry]) -> Result<BookId, Fault> {
        let vault = self.vault()?;
        vault.read_pages()?;
        vault.create(entries)
    }

    fn open(&mut self) {
        match &self.source {
            Source::Folder(folder) => {
                // The lock must be free before it is taken again.
                self.register = Register::Shut;
                (self.told, self.shown) = (Instant::now(), false);
                match Vault::open_listed_with(folder, &self.cipher) {
                    Ok(mut vault) => {
                        let News { headers, notices } = vault.take_news();
                        vault
                            .draft()
                            .into_iter()
                            .for_each(|text| (self.answer)(Answer::Draft(text)));
                        self.register = Register::Vault(Box::new(vault));
                        (self.answer)(Answer::Opened { headers, notices });
                    }
                    Err(error) => (self.answer)(Answer::NotOpened(error)),
                }
            }
            Source::Memory(_) => self.open_memory(),
        }
    }

    /// Open the register by its passphrase; if it is open, say only whether that is it.
    fn unlock(&mut self, said: &Passphrase) {
        let Source::Folder(folder) = &self.source else { return };
        match unlock(folder, said.letters()) {
            Err(why) => (self.answer)(Answer::NotUnlocked(why)),
            Ok(key) => {
                self.cipher = key.cipher();
                (self.answer)(Answer::Unlocked(self.cipher.clone()));
                match self.register {
                    Register::Shut if self.reading => self.open_reader(),
                    Register::Shut => self.open(),
                    Register::Vault(_) | Register::Reader(_) => {}
                }
            }
        }
    }

    fn open_memory(&mut self) {
        if let (Register::Shut, Source::Memory(books)) = (&self.register, &mut self.source) {
            let mut vault = Vault::in_memory();
            let books = std::mem::take(books);
            let faults = books.iter().filter_map(|entries| vault.create(entries).err());
            faults.for_each(|fault| (self.answer)(Answer::Failed { token: None, fault }));
            self.register = Register::Vault(Box::new(vault));
        }
        let Register::Vault(vault) = &mut self.register else { return };
        let headers = vault.headers();
        (self.answer)(Answer::Opened { headers, notices: Vec::new() });
    }

    fn open_reader(&mut self) {
        let Source::Folder(folder) = &self.source else { return self.open() };
        self.register = Register::Shut;
        match Reader::open_with(folder, &self.cipher) {
            Ok((mut reader, notices)) => {
                let headers = reader.headers();
                self.register = Register::Reader(Box::new(reader));
                (self.answer)(Answer::Opened { headers, notices });
            }
            Err(error) => (self.answer)(Answer::NotOpened(error)),
        }
    }

    /// Keep a group in one commit; each request gets its answer.
    fn keep(&mut self, book: BookId, group: Vec<Waiting>) {
        let tokens: Vec<u64> = group.iter().map(|waiting| waiting.token).collect();
        let Some(header) = group.last().map(|waiting| waiting.header.clone()) else { return };
        let entries: Vec<Entry> = group.into_iter().flat_map(|waiting| waiting.entries).collect();
        let kept = self.vault().and_then(|vault| vault.keep(book, &entries, header));
        for token in tokens {
            match &kept {
                Ok(()) => (self.answer)(Answer::Kept { token }),
                Err(fault) => self.fail(Some(token), fault.clone()),
            }
        }
    }

    fn load(&mut self, book: BookId) -> Result<(Vec<Entry>, bool), Fault> {
        match &mut self.register {
            Register::Shut => Err(Fault::Closed),
            Register::Vault(vault) => {
                vault.read_pages()?;
                let entries = vault.load(book)?;
                Ok((entries, vault.is_damaged(book)))
            }
            Register::Reader(reader) => {
                let (entries, notices) = reader.load(book)?;
                let damaged = notices.iter().any(Notice::is_unmended);
                if !notices.is_empty() {
                    (self.answer)(Answer::News { headers: Vec::new(), notices });
                }
                Ok((entries, damaged))
            }
        }
    }

    fn vault(&mut self) -> Result<&mut Vault, Fault> {
        match &mut self.register {
            Register::Shut => Err(Fault::Closed),
            Register::Vault(vault) => Ok(vault),
            Register::Reader(_) => Err(Fault::ReadOnly),
        }
    }

    fn fail(&self, token: Option<u64>, fault: Fault) {
        (self.answer)(Answer::Failed { token, fault });
    }
}

fn is_draft(request: &Request) -> bool {
    matches!(request, Request::Draft { .. })
}

/// Move the requests at the front of the queue that keep entries of this book into the group.
fn take_same_book(book: BookId, queue: &mut VecDeque<Request>, group: &mut Vec<Waiting>) {
    let same = |request: &Request| matches!(request, Request::Keep { book: b, .. } if *b == book);
    while queue.front().is_some_and(same) {
        if let Some(Request::Keep { token, entries, header, .. }) = queue.pop_front() {
            group.push(Waiting { token, entries, header });
        }
    }
}
