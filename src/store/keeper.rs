//! The storage thread: it alone touches the register, so that the disk never holds up the screen.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use super::{Fault, Notice, OpenError, Reader, Vault};
use crate::journal::Entry;
use crate::register::{BookId, Header};

/// How long to wait at the end for what is still being written. A thread inside the store that
/// has died can keep a write from ever returning.
const PATIENCE: Duration = Duration::from_secs(5);

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
    /// Give the register up for writing and read its ledgers.
    ReadOnly,
    /// Open the register again after a fault.
    Reopen,
    Stop,
}

/// What the storage thread says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Opened {
        headers: Vec<Header>,
        notices: Vec<Notice>,
    },
    NotOpened(OpenError),
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
            Clerk { source, register: Register::Shut, answer }.work(&inbox);
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
    Reader(Reader),
}

struct Clerk<A> {
    source: Source,
    register: Register,
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
                let Ok(request) = inbox.recv() else { return };
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
                Some(request) => self.serve(request),
                None => {}
            }
        }
    }

    fn serve(&mut self, request: Request) {
        match request {
            Request::Create { token, entries } => match self.vault() {
                Ok(vault) => match vault.create(&entries) {
                    Ok(book) => (self.answer)(Answer::Created { token, book }),
                    Err(fault) => self.fail(Some(token), fault),
                },
                Err(fault) => self.fail(Some(token), fault),
            },
            Request::Load { book } => match self.load(book) {
                Ok(entries) => (self.answer)(Answer::Loaded { book, entries }),
                Err(fault) => self.fail(None, fault),
            },
            Request::ReadOnly => self.open_reader(),
            Request::Reopen => self.open(),
            Request::Keep { .. } | Request::Stop => {}
        }
    }

    fn open(&mut self) {
        match &self.source {
            Source::Folder(folder) => {
                // The lock must be free before it is taken again.
                self.register = Register::Shut;
                match Vault::open(folder) {
                    Ok((vault, notices)) => {
                        self.register = Register::Vault(Box::new(vault));
                        (self.answer)(Answer::Opened { headers: self.headers(), notices });
                    }
                    Err(error) => (self.answer)(Answer::NotOpened(error)),
                }
            }
            Source::Memory(_) => self.open_memory(),
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
        (self.answer)(Answer::Opened { headers: self.headers(), notices: Vec::new() });
    }

    fn open_reader(&mut self) {
        let Source::Folder(folder) = &self.source else { return self.open() };
        self.register = Register::Shut;
        match Reader::open(folder) {
            Ok((reader, notices)) => {
                self.register = Register::Reader(reader);
                (self.answer)(Answer::Opened { headers: self.headers(), notices });
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

    fn load(&mut self, book: BookId) -> Result<Vec<Entry>, Fault> {
        match &mut self.register {
            Register::Shut => Err(Fault::Closed),
            Register::Vault(vault) => vault.load(book),
            Register::Reader(reader) => reader.load(book),
        }
    }

    fn headers(&self) -> Vec<Header> {
        match &self.register {
            Register::Shut => Vec::new(),
            Register::Vault(vault) => vault.headers(),
            Register::Reader(reader) => reader.headers(),
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

/// Move the requests at the front of the queue that keep entries of this book into the group.
fn take_same_book(book: BookId, queue: &mut VecDeque<Request>, group: &mut Vec<Waiting>) {
    let same = |request: &Request| matches!(request, Request::Keep { book: b, .. } if *b == book);
    while queue.front().is_some_and(same) {
        if let Some(Request::Keep { token, entries, header, .. }) = queue.pop_front() {
            group.push(Waiting { token, entries, header });
        }
    }
}
